//! The baseline that scenarios are compared with: a run of the plan's own numbers, and what its years come to with others.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{
    bench::{Bench, Worker},
    draw::sources,
    first_order::Rescaled,
    options::Options,
    run::Run,
    tally::Tally,
    weighted,
};
use crate::engine::{Circuit, Process};
use crate::{
    exact::{exact, relax, without_crews},
    topology::{Architecture, Purchases, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// A ratio of two means is not believed before so many lives are informative about either.
const LEAST_TELLING: f64 = 100.0;

/// What a scenario says of one architecture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// Its downtime, exact or outage by outage [min a year].
    Computed(f64),
    /// Its years.
    Lived {
        /// Their mean downtime, luck taken off where the run does so [h a year].
        mean: f64,
        /// The exact mean of its relaxation [h a year], if it has one.
        relaxed: Option<f64>,
        /// How many lives of equal weight the mean rests on; infinite where a control does.
        telling: f64,
    },
}

impl Outcome {
    /// Whether its years say too little.
    pub fn is_rough(&self) -> bool {
        matches!(self, Self::Lived { telling, .. } if *telling < LEAST_TELLING)
    }
}

/// A run of the plan, and what all its scenarios share.
pub struct Baseline<'a> {
    run: &'a Run,
    planned: &'a [f64],
    /// The plan without what belongs to no scenario: what was believed, what is paid for.
    topology: Topology,
    /// Per architecture, where its mean is worked out outage by outage.
    rescaled: &'a [Option<Rescaled<'a>>],
    seed: u64,
    years: u64,
}

impl<'a> Baseline<'a> {
    pub fn new(
        topology: &Topology,
        options: Options,
        run: &'a Run,
        planned: &'a [f64],
        rescaled: &'a [Option<Rescaled<'a>>],
        years: u64,
    ) -> Self {
        let architectures = topology.architectures.iter().map(|it| Architecture {
            if_independent: None,
            purchases: Purchases::default(),
            ..it.counted(&topology.sources).into_owned()
        });
        Self {
            run,
            planned,
            topology: Topology {
                architectures: architectures.collect(),
                ..topology.clone()
            },
            rescaled,
            seed: options.seed,
            years,
        }
    }

    /// What the scenario with these numbers says of each architecture; nothing where it was stopped.
    pub fn outcomes(&self, numbers: &[f64], stop: &AtomicBool) -> Option<Vec<Outcome>> {
        let topology = self.topology.with_sources(sources(&self.topology, numbers));
        let processes = match self.rescaled.iter().any(Option::is_some) {
            true => Process::of_plan(&topology),
            false => Vec::new(),
        };
        let mut found: Vec<Option<Outcome>> = Vec::new();
        for (index, architecture) in self.topology.architectures.iter().enumerate() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            // An iteration may fail to settle in one scenario although it does in another; then that scenario is lived.
            let known = self.run.known[index].as_ref().ok();
            let exact = known.and_then(|_| exact(&topology, architecture).ok());
            let computed = exact.map(|exact| exact.downtime_minutes).or_else(|| {
                let rescaled = self.rescaled[index].as_ref()?;
                let hours = rescaled.in_scenario(&topology, &processes)?;
                Some(hours * MINUTES_PER_HOUR)
            });
            found.push(computed.map(Outcome::Computed));
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
        found: &mut [Option<Outcome>],
        stop: &AtomicBool,
    ) -> Option<()> {
        let missing: Vec<usize> = (0..found.len()).filter(|&it| found[it].is_none()).collect();
        let mut circuits: Vec<Circuit> = missing
            .iter()
            .map(|&index| Circuit::new(topology, &self.topology.architectures[index]))
            .collect();
        let has_crews = topology.sources.iter().any(|it| it.repair.is_some());
        let without = has_crews.then(|| without_crews(topology));
        let bare = without.as_ref().unwrap_or(topology);
        let mut controls = Vec::new();
        for &index in &missing {
            let relaxed = self.run.controls[index].as_ref().and_then(|controlled| {
                let relaxed = relax(bare, &self.topology.architectures[index]);
                let known = exact(bare, &relaxed).ok()?.unavailability * HOURS_PER_YEAR;
                Some((controlled, relaxed, known))
            });
            // However few lives differ from the relaxation: only an interval needs more of them, and there is none here.
            controls.push(relaxed.map(|(controlled, relaxed, known)| {
                let circuit = (!self.run.branched[index]).then(|| {
                    let place = controls.len();
                    circuits.push(Circuit::new(bare, &relaxed).beside(&circuits[place]));
                    circuits.len() - 1
                });
                (circuit, controlled, known)
            }));
        }
        let mut bench = Bench::bare(topology, self.seed, circuits);
        for (place, &index) in missing.iter().enumerate() {
            if self.run.branched[index] {
                bench.branch(place, &self.topology.architectures[index]);
            }
        }
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
            found[index] = Some(Outcome::Lived {
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
    pub fn minutes(&self, found: &[Outcome], reference: &[Outcome]) -> Vec<f64> {
        let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let each = found.iter().zip(reference).zip(self.planned);
        each.map(|((found, reference), &planned)| {
            let times = match (found, reference) {
                (Outcome::Computed(minutes), _) => return *minutes,
                (Outcome::Lived { mean, .. }, Outcome::Lived { mean: same, .. })
                    if !found.is_rough() && !reference.is_rough() && *same > 0.0 =>
                {
                    mean / same
                }
                // Too few years were down, perhaps none: never a bare zero. The exact means of the relaxations say by
                // how much the scenarios differ, as far as anything does.
                (
                    Outcome::Lived {
                        relaxed: Some(here),
                        ..
                    },
                    Outcome::Lived {
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

/// How many lives of equal weight an architecture's mean rests on.
pub fn telling(tally: &Tally, branched: bool) -> f64 {
    if branched {
        let means = tally.weighted.means();
        means.map_or(0.0, |means| means.effective)
    } else {
        tally.totals.len() as f64
    }
}
