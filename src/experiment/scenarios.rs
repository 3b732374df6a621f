//! The same designs in other scenarios: what they would be down if the numbers nobody knows were others.
//!
//! A scenario is the plan with its unknowns drawn, or with one of them moved to its low or its high end. In each of them the
//! expected downtime is exact where it is in the plan's own; else it is lived, in a few years, the same in all scenarios and
//! for all architectures (common random numbers), with the control coefficients and the choice of branches of the run.
//!
//! The same few years of the plan's own numbers are lived too. Of a scenario it is only asked by how much its years are worse
//! than those, and the expected downtime of the whole run is multiplied by that: the luck of the few years is in both and
//! falls out (a ratio estimator, Law & Kelton, section 9.5; its bias is of the order of one over the years). A scenario whose
//! numbers are the plan's so has exactly the run's result.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{
    bench::{Bench, Worker},
    draw::{draw, sources},
    options::Options,
    progress::{Event, Stage},
    run::Run,
    tally::Tally,
    weighted,
};
use crate::engine::Circuit;
use crate::{
    exact::{exact, relax, without_crews},
    topology::{Architecture, Purchases, Topology, UnknownId},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// The years in a scenario are this part of the run's.
const YEARS_PART: u64 = 64;
/// And at least so many. A control takes most of the luck off each, and the rest is mostly the same in all scenarios: see
/// `docs/engine.md` for what is left.
const LEAST_YEARS: u64 = 256;
/// A ratio of two means is not believed before so many lives tell of either.
const LEAST_TELLING: f64 = 100.0;
/// As many are aimed at, by more years where downtime is rare.
const AIM_TELLING: f64 = 400.0;
/// More years than these times the usual ones are not lived in a scenario, and not more lives than these in all scenarios.
const MOST_TIMES: u64 = 32;
const MOST_LIVES: u64 = 20_000_000;
/// Scenarios between two signs of progress.
const BATCH: usize = 32;

/// The expected downtime of every architecture in many scenarios [min a year].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scenarios {
    /// Years lived in each scenario by what has no exact answer; 0 where all have.
    pub years: u64,
    /// Per drawn scenario, each architecture's.
    pub drawn: Vec<Vec<f64>>,
    /// Per unknown of the topology, in its order; fewer where the work was stopped.
    pub swings: Vec<Swing>,
    /// Architectures that were down in too few of the years: how other numbers change them is told by their static
    /// relaxation alone, if they have one.
    pub rough: Vec<usize>,
}

/// What one number does, all others as in the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Which number.
    pub unknown: UnknownId,
    /// Each architecture's expected downtime with the number at its 5 % point [min a year].
    pub low: Vec<f64>,
    /// The same at its 95 % point.
    pub high: Vec<f64>,
}

/// What a scenario says of one architecture.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    /// Its exact downtime [min a year].
    Exact(f64),
    /// Its years.
    Lived {
        /// Their mean downtime, luck taken off where the run does so [h a year].
        mean: f64,
        /// The exact mean of its relaxation [h a year], if it has one.
        relaxed: Option<f64>,
        /// How many lives of equal weight tell of the mean; infinite where a control does.
        telling: f64,
    },
}

/// Lives the architectures of `run` in `draws` drawn scenarios, and in those of the tornado. `planned` is each one's expected
/// downtime with the plan's own numbers [min a year], and what the others are measured by. `observe` hears of the progress;
/// setting `stop` ends the work with the complete prefix of scenarios.
pub fn scenarios(
    topology: &Topology,
    options: Options,
    run: &Run,
    planned: &[f64],
    draws: u64,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Scenarios {
    observe(Event::Begins(Stage::Scenarios));
    let years = years(topology, run, draws);
    let atlas = Atlas::new(topology, options, run, planned, years);
    let numbers: Vec<f64> = topology.unknowns.iter().map(|it| it.value).collect();
    let Some(reference) = atlas.find(&numbers, stop) else {
        return Scenarios::default();
    };
    let ends = topology
        .unknowns
        .iter()
        .enumerate()
        .flat_map(|(index, it)| {
            let (low, high) = it.belief.ends();
            [(index, low), (index, high)]
        });
    let ends: Vec<(usize, f64)> = ends.collect();
    let all = draws as usize + ends.len();
    let scenario = |index: usize| -> Vec<f64> {
        match index.checked_sub(draws as usize) {
            None => draw(topology, options.seed, index as u64),
            Some(index) => {
                let (unknown, number) = ends[index];
                let mut numbers = numbers.clone();
                numbers[unknown] = number;
                numbers
            }
        }
    };
    let mut found: Vec<Vec<f64>> = Vec::with_capacity(all);
    while found.len() < all && !stop.load(Ordering::Relaxed) {
        let batch = found.len()..(found.len() + BATCH).min(all);
        let more: Vec<Option<Vec<Found>>> = batch
            .into_par_iter()
            .map(|index| atlas.find(&scenario(index), stop))
            .collect();
        let complete = more.into_iter().map_while(|found| found);
        found.extend(complete.map(|found| atlas.minutes(&found, &reference)));
        observe(Event::Scenarios {
            done: found.len(),
            of: all,
        });
    }
    let swings = found.split_off(found.len().min(draws as usize));
    let rough = reference
        .iter()
        .enumerate()
        .filter(|(_, found)| found.is_rough());
    Scenarios {
        years: if run.known.iter().all(Result::is_ok) {
            0
        } else {
            years
        },
        rough: rough.map(|(index, _)| index).collect(),
        drawn: found,
        swings: swings
            .chunks_exact(2)
            .zip(topology.unknowns.ids())
            .map(|(ends, unknown)| Swing {
                unknown,
                low: ends[0].clone(),
                high: ends[1].clone(),
            })
            .collect(),
    }
}

/// How many years to live in each scenario: a part of the run's, more where downtime is so rare that these would tell little.
fn years(topology: &Topology, run: &Run, draws: u64) -> u64 {
    let usual = (run.years / YEARS_PART).max(LEAST_YEARS);
    let lived = (0..run.known.len()).filter(|&index| run.known[index].is_err());
    let needed = lived.clone().map(|index| {
        let telling = telling(&run.tallies[index], run.branched[index]);
        if run.controls[index].is_some() && !run.branched[index] || telling <= 0.0 {
            return 0;
        }
        (AIM_TELLING * run.years as f64 / telling) as u64
    });
    let needed = needed.max().unwrap_or(0);
    let scenarios = draws + 2 * topology.unknowns.len() as u64;
    let most = MOST_LIVES / (scenarios * lived.count() as u64).max(1);
    needed.min(MOST_TIMES * usual).min(most).max(usual)
}

/// How many lives of equal weight tell of an architecture's mean.
fn telling(tally: &Tally, branched: bool) -> f64 {
    if branched {
        let means = tally.weighted.means();
        means.map_or(0.0, |means| means.effective)
    } else {
        tally.totals.len() as f64
    }
}

impl Found {
    /// Whether its years tell too little.
    fn is_rough(&self) -> bool {
        matches!(self, Self::Lived { telling, .. } if *telling < LEAST_TELLING)
    }
}

/// What all scenarios share.
struct Atlas<'a> {
    run: &'a Run,
    planned: &'a [f64],
    /// The plan without what belongs to no scenario: what was believed, what is paid for.
    topology: Topology,
    seed: u64,
    years: u64,
}

impl<'a> Atlas<'a> {
    fn new(
        topology: &Topology,
        options: Options,
        run: &'a Run,
        planned: &'a [f64],
        years: u64,
    ) -> Self {
        let architectures = topology.architectures.iter().map(|it| Architecture {
            believed: None,
            purchases: Purchases::default(),
            ..it.clone()
        });
        Self {
            run,
            planned,
            topology: Topology {
                architectures: architectures.collect(),
                ..topology.clone()
            },
            seed: options.seed,
            years,
        }
    }

    /// What the scenario with these numbers says of each architecture; nothing where it was stopped.
    fn find(&self, numbers: &[f64], stop: &AtomicBool) -> Option<Vec<Found>> {
        let topology = Topology {
            sources: sources(&self.topology, numbers),
            ..self.topology.clone()
        };
        let mut found: Vec<Option<Found>> = Vec::new();
        for (architecture, known) in topology.architectures.iter().zip(&self.run.known) {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            // An iteration may fail to settle in one scenario although it does in another; then that scenario is lived.
            let exact = known
                .as_ref()
                .ok()
                .and_then(|_| exact(&topology, architecture).ok());
            found.push(exact.map(|exact| Found::Exact(exact.downtime_minutes)));
        }
        if found.contains(&None) {
            self.live(&topology, &mut found, stop)?;
        }
        found.into_iter().collect()
    }

    /// Lives what is not found yet.
    fn live(
        &self,
        topology: &Topology,
        found: &mut [Option<Found>],
        stop: &AtomicBool,
    ) -> Option<()> {
        let missing: Vec<usize> = (0..found.len()).filter(|&it| found[it].is_none()).collect();
        let mut circuits: Vec<Circuit> = missing
            .iter()
            .map(|&index| Circuit::new(topology, &topology.architectures[index]))
            .collect();
        let mut branched: Vec<bool> = missing.iter().map(|&it| self.run.branched[it]).collect();
        let has_crews = topology.sources.iter().any(|it| it.repair.is_some());
        let without = has_crews.then(|| without_crews(topology));
        let bare = without.as_ref().unwrap_or(topology);
        let mut controls = Vec::new();
        for &index in &missing {
            let relaxed = self.run.controls[index].as_ref().and_then(|controlled| {
                let relaxed = relax(bare, &topology.architectures[index]);
                let known = exact(bare, &relaxed).ok()?.unavailability * HOURS_PER_YEAR;
                Some((controlled, relaxed, known))
            });
            // However few lives differ from the relaxation: only an interval needs more of them, and there is none here.
            controls.push(relaxed.map(|(controlled, relaxed, known)| {
                let circuit = (!self.run.branched[index]).then(|| {
                    circuits.push(Circuit::new(bare, &relaxed));
                    branched.push(false);
                    circuits.len() - 1
                });
                (circuit, controlled, known)
            }));
        }
        let bench = Bench::bare(topology, self.seed, circuits, branched);
        let mut worker = Worker::new(&bench);
        let tallies = worker.lives(0..self.years, stop)?;
        for (place, &index) in missing.iter().enumerate() {
            let tally = &tallies[place];
            let control = controls[place].as_ref();
            let put_right = control.and_then(|(circuit, controlled, known)| {
                let relaxed: &Tally = &tallies[(*circuit)?];
                let mean =
                    controlled.put_right_by(tally.mean_hours(), relaxed.mean_hours(), *known);
                // Luck may take off more than there is; the plain mean cannot be below nothing.
                (mean > 0.0).then_some(mean)
            });
            let branched = self.run.branched[index];
            let plain = if branched {
                weighted::hours(tally.weighted.sum()) / tally.lives.max(1) as f64
            } else {
                tally.mean_hours()
            };
            found[index] = Some(Found::Lived {
                mean: put_right.unwrap_or(plain),
                relaxed: control.map(|(_, _, known)| *known),
                telling: if put_right.is_some() {
                    f64::INFINITY
                } else {
                    telling(tally, branched)
                },
            });
        }
        Some(())
    }

    /// Expected downtime of each architecture in a scenario [min a year], by what the same years of the plan's numbers, the
    /// reference, came to.
    fn minutes(&self, found: &[Found], reference: &[Found]) -> Vec<f64> {
        let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let each = found.iter().zip(reference).zip(self.planned);
        each.map(|((found, reference), &planned)| {
            let times = match (found, reference) {
                (Found::Exact(minutes), _) => return *minutes,
                (Found::Lived { mean, .. }, Found::Lived { mean: same, .. })
                    if !found.is_rough() && !reference.is_rough() && *same > 0.0 =>
                {
                    mean / same
                }
                // Too few years were down to tell, perhaps none: never a bare zero. The exact means of the relaxations say by
                // how much the scenarios differ, as far as anything does.
                (
                    Found::Lived {
                        relaxed: Some(here),
                        ..
                    },
                    Found::Lived {
                        relaxed: Some(there),
                        ..
                    },
                ) if *here > 0.0 && *there > 0.0 => here / there,
                _ => 1.0,
            };
            if planned > 0.0 {
                (planned * times).min(year)
            } else {
                // Nor was any in the whole run: the rule of three.
                (3.0 / self.run.years.max(1) as f64).min(1.0) * year
            }
        })
        .collect()
    }
}
