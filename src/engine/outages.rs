//! The outages of every source in one life: drawn once, and the same for all architectures.

use super::{
    cue::{self, Cue, Spare},
    outage::Outage,
    process::{Process, Schedule},
    sampler::Sampler,
    stream::{Generator, Key, to_unit},
};

/// Purpose of the draws of what came before: a year, or all before a source's other draws.
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
    spare: Spare,
    /// Per source whose law has a memory, how old it is when its draws begin [h].
    ages: Vec<f64>,
    /// The strikes on the source that is being drawn, in order of time: when, and to what they are charged.
    strikes: Vec<(f64, u32)>,
}

/// What distinguishes a quiet year of a source from others, close together in memory: most sources are quiet in most lives.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    source: u32,
    /// Neither struck by others nor kept by the clock, and without a past.
    by_itself: bool,
    stream: u64,
    quiet_from: u64,
}

impl Screen {
    /// Of the source at `index`.
    pub fn new(index: u32, process: &Process) -> Self {
        Self {
            source: index,
            by_itself: process.struck_by.is_empty()
                && process.clock.is_none()
                && !process.has_past(),
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
        self.ages.resize(processes.len(), 0.0);
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
            if process.has_past() && process.clock.is_none() {
                self.renew_backwards(process, index, key, from as usize);
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
        let key = life.of(process.stream);
        let (mut generator, mut past) = (key.generator(), key.of(PAST).generator());
        let phase = clock.phase(life, process.stationary);
        let (first, mut turn) = if process.stationary {
            let turn = |hour: f64| ((hour - phase - clock.offset) / clock.every).floor();
            (turn(process.begin), turn(process.since))
        } else {
            (0.0, 0.0)
        };
        let mut over = f64::NEG_INFINITY;
        // Those of the past are counted backwards.
        let mut ordinal = (turn - first) as i64 as u32;
        loop {
            let start = phase + clock.offset + turn * clock.every;
            if start >= process.end {
                return;
            }
            let generator = if turn < first {
                &mut past
            } else {
                &mut generator
            };
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
            ordinal = ordinal.wrapping_add(1);
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
                    self.ages[index as usize] = whole * (1.0 - rest);
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

    /// Draws what came before a source's outages from place `from` on, back to the hour from which they are wanted. In
    /// equilibrium an alternating renewal process is one backwards too, so none of the others moves.
    fn renew_backwards(&mut self, process: &Process, index: u32, key: Key, from: usize) {
        let Some(fails) = &process.fails else { return };
        let mut generator = key.of(PAST).generator();
        let present = self.outages.len();
        let in_progress = self.outages[from..].first();
        let mut end = match in_progress.filter(|outage| outage.start < process.begin) {
            Some(outage) => outage.start - next_failure(fails, &mut generator),
            None if process.memoryless => process.begin - fails.at(generator.unit()),
            None => process.begin - self.ages[index as usize],
        };
        let mut ordinal = 0u32;
        while end > process.since {
            let length = if process.is_shock {
                0.0
            } else {
                process.lasts.at(generator.unit())
            };
            ordinal = ordinal.wrapping_sub(1);
            self.push(process, index, key, end - length, end, ordinal);
            end -= length + next_failure(fails, &mut generator);
        }
        let past = self.outages.len() - present;
        let all = &mut self.outages[from..];
        all.rotate_right(past);
        all[..past].reverse();
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
    chance >= 1.0 || hit_unit(key, striker, ordinal) < chance
}

/// The draw that decides it.
pub fn hit_unit(key: Key, striker: u64, ordinal: u32) -> f64 {
    key.of(STRIKE ^ striker).of(u64::from(ordinal)).unit()
}

/// Up times below a second are taken as a second: they bound the events of a life whatever the plan says.
fn next_failure(fails: &Sampler, generator: &mut Generator) -> f64 {
    at_least_a_second(fails.at(generator.unit()))
}

/// An up time [h] of a second at least.
pub fn at_least_a_second(hours: f64) -> f64 {
    hours.max(1.0 / 3600.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        build,
        catalog::Catalog,
        diagnostic::SourceText,
        engine::{Circuit, WarmUp, draw_order},
        units::HOURS_PER_YEAR,
    };

    /// A longer past moves no outage of the years before which it lies, and in it a source is down as often as ever.
    #[test]
    fn a_past_is_drawn_backwards_and_moves_nothing() {
        let text = "
spof: 1
service: past
world: none
path: [exponential, aging, planned]
components:
  exponential: {fails: {mean: 700h}, lasts: {mean: 300h}}
  aging: {fails: {weibull: {shape: 2, mean: 700h}}, lasts: {between: [100h, 500h]}}
  planned: {fails: never, lasts: 1h, maintenance: {every: 500h, lasts: {mean: 50h}}}
architectures:
  one: {sites: {here: my/lab/a}}
";
        let source = SourceText::new("plan.yaml", text);
        let topology = build::read(&source, Catalog::bundled())
            .expect("a plan")
            .topology;
        let circuits = [Circuit::new(&topology, &topology.architectures[0])];
        let warm_ups = [WarmUp::LEAST, 32.0 * WarmUp::LEAST];
        let eras = warm_ups.map(|hours| Process::warmed(&topology, hours, HOURS_PER_YEAR));
        let orders = [0, 1].map(|era: usize| draw_order(&circuits, &topology, &eras[era]));
        let mut drawn = [Outages::default(), Outages::default()];
        let lives = 2000;
        let mut down = vec![0.0; topology.sources.len()];
        for life in 0..lives {
            for era in 0..2 {
                drawn[era].draw(&eras[era], &orders[era], Key::of_life(1, life));
            }
            for (source, down) in (0u32..).zip(&mut down) {
                let [late, all] = drawn.each_ref().map(|it| it.of(source));
                let (past, rest) = all.split_at(all.len() - late.len());
                let times = |outages: &[Outage]| -> Vec<(f64, f64, u32)> {
                    let each = outages.iter().map(|it| (it.start, it.end, it.ordinal));
                    each.collect()
                };
                assert_eq!(times(late), times(rest));
                assert!(all.is_sorted_by(|one, next| one.end <= next.start + 1e-9));
                let felt = past
                    .iter()
                    .map(|it| it.end.min(-2000.0) - it.start.max(-22_000.0));
                *down += felt.map(|hours| hours.max(0.0)).sum::<f64>();
            }
        }
        for (id, source) in topology.sources.iter_with_ids() {
            let rate = source.outages(1.0, 1.0) * source.lasts.mean();
            let share = down[id.index()] / (f64::from(lives as u32) * 20_000.0);
            assert!(
                (share - rate).abs() <= 0.02 * rate,
                "{}: {share} for {rate}",
                source.name
            );
        }
    }
}
