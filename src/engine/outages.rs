//! The outages of every source in one life: drawn once, and the same for all architectures.

use super::{
    cue::{self, Cue},
    outage::Outage,
    process::{Process, Schedule},
    sampler::Sampler,
    stream::{Generator, Key, to_unit},
};

/// Purpose of the draws of the year before.
pub const PAST: u64 = 0x9A57_9A57_9A57_9A57;

/// The outages of every source in one life.
#[derive(Debug, Default)]
pub struct Outages {
    outages: Vec<Outage>,
    /// Per source that is drawn, its part of `outages`.
    ranges: Vec<(u32, u32)>,
    failed: Vec<u32>,
    /// Outages that reach us, by start: a cue each, its channel the outage's place in `outages` and its cause the source.
    by_start: Vec<Cue>,
    /// Where they are sorted.
    spare: Vec<Cue>,
    /// The strikes on the source that is being drawn, in order of time: when, and to what they are charged.
    strikes: Vec<(f64, u32)>,
}

/// What distinguishes a quiet year of a source from others, close together in memory: most sources are quiet in most lives.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    source: u32,
    /// Neither struck by others nor kept by the clock.
    by_itself: bool,
    stream: u64,
    quiet_from: u64,
}

impl Screen {
    /// Of the source at `index`.
    pub fn new(index: u32, process: &Process) -> Self {
        Self {
            source: index,
            by_itself: process.struck_by.is_empty() && process.clock.is_none(),
            stream: process.stream,
            quiet_from: process.quiet_from,
        }
    }
}

/// Purposes of draws below a source's key.
const REACH: u64 = 0x5EAC_4000_0000_0000;
const STRIKE: u64 = 0x5781_4E00_0000_0000;

impl Outages {
    /// Draws a life. `order` lists what strikes before what is struck.
    pub fn draw(&mut self, processes: &[Process], order: &[Screen], life: Key) {
        self.outages.clear();
        self.failed.clear();
        self.ranges.resize(processes.len(), (0, 0));
        for screen in order {
            let key = life.of(screen.stream);
            let index = screen.source;
            if screen.by_itself && key.bits() >= screen.quiet_from {
                self.ranges[index as usize] = (0, 0);
                continue;
            }
            let process = &processes[index as usize];
            self.strikes.clear();
            if !process.struck_by.is_empty() {
                self.gather_strikes(processes, process, key);
            }
            let from = self.outages.len() as u32;
            if let Some(clock) = &process.clock {
                self.maintain(process, clock, index, life);
            } else if key.bits() < process.quiet_from || !self.strikes.is_empty() {
                self.renew(process, index, key);
            }
            let to = self.outages.len() as u32;
            self.ranges[index as usize] = (from, to);
            if from < to {
                self.failed.push(index);
            }
        }
        self.line_up();
    }

    /// Lines all outages up that reach us, by start.
    fn line_up(&mut self) {
        self.by_start.clear();
        for &source in &self.failed {
            let (from, to) = self.ranges[source as usize];
            let outages = self.outages[from as usize..to as usize].iter().zip(from..);
            let felt = outages.filter(|(outage, _)| outage.reaches && outage.start < outage.end);
            let cues = felt.map(|(outage, index)| Cue::new(outage.start, index, false, source));
            self.by_start.extend(cues);
        }
        cue::sort(&mut self.by_start, &mut self.spare);
    }

    /// All outages that reach us and last, and their sources, in order of start.
    pub fn by_start(&self) -> impl Iterator<Item = (u32, &Outage)> {
        let outages = self.by_start.iter();
        outages.map(|cue| (cue.cause(), &self.outages[cue.channel() as usize]))
    }

    /// The outages of one source.
    pub fn of(&self, source: u32) -> &[Outage] {
        let (from, to) = self.ranges[source as usize];
        &self.outages[from as usize..to as usize]
    }

    /// Notes the outages of others that strike a source.
    fn gather_strikes(&mut self, processes: &[Process], process: &Process, key: Key) {
        for &(by, chance) in &process.struck_by {
            let (from, to) = self.ranges[by as usize];
            let stream = processes[by as usize].stream;
            for outage in &self.outages[from as usize..to as usize] {
                if outage.reaches && hits(key, stream, outage.ordinal, chance) {
                    self.strikes.push((outage.start, outage.cause));
                }
            }
        }
        if process.struck_by.len() > 1 {
            self.strikes.sort_by(|one, other| one.0.total_cmp(&other.0));
        }
    }

    /// Planned maintenance: by the clock, whatever else happens. A new service has its first after one period.
    fn maintain(&mut self, process: &Process, clock: &Schedule, index: u32, life: Key) {
        let mut generator = life.of(process.stream).generator();
        let phase = clock.phase(life, process.stationary);
        let mut turn = if process.stationary {
            let passed = process.begin - phase - clock.offset;
            (passed / clock.every).floor()
        } else {
            0.0
        };
        let mut over = f64::NEG_INFINITY;
        let mut ordinal = 0;
        loop {
            let start = phase + clock.offset + turn * clock.every;
            if start >= process.end {
                return;
            }
            let end = start + process.lasts.at(generator.unit());
            // One that is still on when the next is due swallows it.
            if start >= over {
                over = end;
                self.outages.push(Outage {
                    start,
                    end,
                    ordinal,
                    reaches: true,
                    cause: index,
                });
            }
            ordinal += 1;
            turn += 1.0;
        }
    }

    fn renew(&mut self, process: &Process, index: u32, key: Key) {
        let mut generator = key.generator();
        let begin = process.begin;
        let mut ordinal = 0;
        let mut next_strike = 0;
        // The first failure [h], or the outage in progress.
        let mut failure = match &process.fails {
            None => f64::INFINITY,
            Some(fails) => {
                let unit = to_unit(key.bits());
                if unit < process.down_at_start {
                    let length = process.lasts.biased(generator.unit());
                    let elapsed = length * generator.unit();
                    let start = begin - elapsed;
                    self.push(process, index, key, start, start + length, ordinal);
                    ordinal += 1;
                    start + length + next_failure(fails, &mut generator)
                } else if process.memoryless {
                    begin + fails.at((unit - process.down_at_start) / (1.0 - process.down_at_start))
                } else if process.stationary {
                    let (whole, rest) = (fails.biased(generator.unit()), generator.unit());
                    begin + whole * rest
                } else {
                    begin + fails.at(generator.unit())
                }
            }
        };
        let mut up_since = begin;
        loop {
            while self
                .strikes
                .get(next_strike)
                .is_some_and(|strike| strike.0 < up_since)
            {
                next_strike += 1;
            }
            let (at, cause) = match self.strikes.get(next_strike) {
                Some(&strike) if strike.0 < failure => strike,
                _ => (failure, index),
            };
            if at >= process.end {
                return;
            }
            let length = if process.is_shock {
                0.0
            } else {
                process.lasts.at(generator.unit())
            };
            if cause == index {
                self.push(process, index, key, at, at + length, ordinal);
            } else {
                self.outages.push(Outage {
                    start: at,
                    end: at + length,
                    ordinal,
                    reaches: true,
                    cause,
                });
            }
            ordinal += 1;
            up_since = at + length;
            failure = match &process.fails {
                Some(fails) => up_since + next_failure(fails, &mut generator),
                None => f64::INFINITY,
            };
        }
    }

    /// Keeps the outage; whether it reaches us is drawn once an outage.
    fn push(
        &mut self,
        process: &Process,
        cause: u32,
        key: Key,
        start: f64,
        end: f64,
        ordinal: u32,
    ) {
        self.outages.push(Outage {
            start,
            end,
            ordinal,
            reaches: reaches(process, key, ordinal),
            cause,
        });
    }
}

/// Whether an outage of the source with this key reaches us.
pub fn reaches(process: &Process, key: Key, ordinal: u32) -> bool {
    process.reach >= 1.0 || key.of(REACH ^ u64::from(ordinal)).unit() < process.reach
}

/// Whether an outage of a striker, by its stream and ordinal, strikes the source with this key.
pub fn hits(key: Key, striker: u64, ordinal: u32, chance: f64) -> bool {
    chance >= 1.0 || key.of(STRIKE ^ striker).of(u64::from(ordinal)).unit() < chance
}

/// Up times below a second are taken as a second: they bound the events of a life whatever the plan says.
fn next_failure(fails: &Sampler, generator: &mut Generator) -> f64 {
    at_least_a_second(fails.at(generator.unit()))
}

/// An up time [h] of a second at least.
pub fn at_least_a_second(hours: f64) -> f64 {
    hours.max(1.0 / 3600.0)
}
