//! What happens to every source in one life: drawn once, lived through by all architectures.

use super::{
    process::Process,
    stream::{Generator, Key, to_unit},
};
use crate::units::HOURS_PER_YEAR;

/// One outage of a source that reaches us.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outage {
    /// When it begins [h]; before the life's first hour where it is in progress then.
    pub start: f64,
    /// When it ends [h].
    pub end: f64,
    /// Which outage of this source's life it is, unreached ones counted.
    pub ordinal: u32,
    /// The source it is charged to: the source itself or the shock that struck it.
    pub cause: u32,
}

/// The outages of every source in one life.
#[derive(Debug, Default)]
pub struct Fates {
    outages: Vec<Outage>,
    /// Per source, its part of `outages`; stale where the source is not in `failed`.
    ranges: Vec<(u32, u32)>,
    failed: Vec<u32>,
}

/// Purposes of draws below a source's key.
const REACH: u64 = 0x5EAC_4000_0000_0000;

impl Fates {
    /// Draws a life. `order` lists the sources with shocks first.
    pub fn draw(&mut self, processes: &[Process], order: &[u32], life: Key) {
        self.outages.clear();
        self.failed.clear();
        self.ranges.resize(processes.len(), (0, 0));
        for &index in order {
            let process = &processes[index as usize];
            let key = life.of(process.stream);
            let shocks = process
                .struck_by
                .first()
                .map_or((0, 0), |&(shock, _)| self.ranges[shock]);
            let from = self.outages.len() as u32;
            if key.bits() < process.quiet_from || shocks.0 < shocks.1 {
                self.live(process, index, key, shocks);
            }
            let to = self.outages.len() as u32;
            self.ranges[index as usize] = (from, to);
            if from < to {
                self.failed.push(index);
            }
        }
    }

    /// Sources with an outage that reaches us, shocks first.
    pub fn failed(&self) -> &[u32] {
        &self.failed
    }

    /// The outages of one source.
    pub fn of(&self, source: u32) -> &[Outage] {
        let (from, to) = self.ranges[source as usize];
        &self.outages[from as usize..to as usize]
    }

    fn live(&mut self, process: &Process, index: u32, key: Key, shocks: (u32, u32)) {
        let mut generator = key.generator();
        let begin = process.begin;
        let mut ordinal = 0;
        let mut next_shock = shocks.0;
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
                    start + length + fails.at(generator.unit())
                } else if process.memoryless {
                    begin + fails.at((unit - process.down_at_start) / (1.0 - process.down_at_start))
                } else if process.stationary {
                    begin + fails.biased(generator.unit()) * generator.unit()
                } else {
                    begin + fails.at(generator.unit())
                }
            }
        };
        let mut up_since = begin;
        loop {
            while next_shock < shocks.1 && self.outages[next_shock as usize].start < up_since {
                next_shock += 1;
            }
            let shock = if next_shock < shocks.1 {
                self.outages[next_shock as usize].start
            } else {
                f64::INFINITY
            };
            let (at, cause) = if shock < failure {
                (shock, self.outages[next_shock as usize].cause)
            } else {
                (failure, index)
            };
            if at >= HOURS_PER_YEAR {
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

    /// Keeps the outage if it reaches us, which is drawn once an outage.
    fn push(
        &mut self,
        process: &Process,
        cause: u32,
        key: Key,
        start: f64,
        end: f64,
        ordinal: u32,
    ) {
        if process.reach >= 1.0 || key.of(REACH ^ u64::from(ordinal)).unit() < process.reach {
            self.outages.push(Outage {
                start,
                end,
                ordinal,
                cause,
            });
        }
    }
}

/// Up times below a second are taken as a second: they bound the events of a life whatever the plan says.
fn next_failure(fails: &super::Sampler, generator: &mut Generator) -> f64 {
    fails.at(generator.unit()).max(1.0 / 3600.0)
}

/// The sources with shocks first, for what they strike must know them.
pub fn shocks_first(sources: &[crate::topology::Source]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..sources.len() as u32).collect();
    order.sort_by_key(|&index| !sources[index as usize].is_shock);
    order
}
