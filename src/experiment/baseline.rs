//! The baseline that scenarios are compared with: a run of the plan's own numbers, and what its years are with others.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{
    bench::{Bench, Worker},
    computation::{Computation, Computed},
    draw::{moved, scaled},
    losses::Losses,
    options::Options,
    run::Run,
    tally::Tally,
    weighted,
    year_groups::{GROUPS, Groups},
};
use crate::engine::Circuit;
use crate::{
    exact::{exact, relax, without_crews},
    topology::{Architecture, Purchases, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// A ratio of two means is not believed before so many lives are informative about either.
const LEAST_TELLING: f64 = 100.0;
/// Minutes of a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// What a scenario says of one architecture.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// None of its numbers is another than in the scenario that this one departs from.
    Unmoved,
    /// Exact, or worked out outage by outage.
    Computed(Computed),
    /// Its years.
    Lived {
        /// Their mean downtime, luck taken off where the run does so [h a year].
        mean: f64,
        /// The exact mean of its relaxation [h a year], if it has one.
        relaxed: Option<f64>,
        /// How many lives of equal weight the mean rests on; infinite where a control does.
        telling: f64,
        /// Requests lost while the service was up, and data lost [h a year].
        beside: [f64; 2],
        /// The three means in each group of the years.
        groups: Box<Groups>,
    },
}

impl Outcome {
    /// Its means in each group of years, if it was lived.
    pub fn groups(&self) -> Option<Groups> {
        match self {
            Self::Lived { groups, .. } => Some(**groups),
            Self::Unmoved | Self::Computed(_) => None,
        }
    }

    /// What outages of each source cost there beyond the static part [min a year], if it was worked out outage by outage.
    pub fn beyond(&self) -> &[f64] {
        match self {
            Self::Computed(found) => &found.beyond,
            Self::Unmoved | Self::Lived { .. } => &[],
        }
    }

    /// Whether its years say too little.
    pub fn is_rough(&self) -> bool {
        matches!(self, Self::Lived { telling, .. } if *telling < LEAST_TELLING)
    }
}

/// A run of the plan, and what all its scenarios share.
pub struct Baseline<'a> {
    plan: &'a Topology,
    run: &'a Run,
    planned: &'a [Losses],
    /// The plan without what belongs to no scenario: what was believed, what is paid for.
    topology: Topology,
    seed: u64,
    years: u64,
}

impl<'a> Baseline<'a> {
    pub fn new(
        plan: &'a Topology,
        options: Options,
        (run, planned): (&'a Run, &'a [Losses]),
        years: u64,
    ) -> Self {
        let architectures = plan.architectures.iter().map(|it| Architecture {
            if_independent: None,
            purchases: Purchases::default(),
            ..it.counted(&plan.sources).into_owned()
        });
        Self {
            plan,
            run,
            planned,
            topology: Topology {
                architectures: architectures.collect(),
                ..plan.clone()
            },
            seed: options.seed,
            years,
        }
    }

    /// What the scenario with these numbers says of each architecture, by its computation where there is one; nothing where it was
    /// stopped. An architecture that has the same numbers in the scenario that this one departs from, `from`, is not gone into.
    pub fn outcomes(
        &self,
        computations: &mut [Computation<'_>],
        numbers: &[f64],
        from: Option<&[f64]>,
        stop: &AtomicBool,
    ) -> Option<Vec<Outcome>> {
        let mut found: Vec<Option<Outcome>> = Vec::new();
        let unknowns = &self.plan.unknowns;
        for computation in computations {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let is_moved = from.is_none_or(|from| computation.concerns(numbers, from));
            found.push(if is_moved {
                let computed = computation.in_scenario(unknowns, numbers);
                computed.map(Outcome::Computed)
            } else {
                Some(Outcome::Unmoved)
            });
        }
        if found.contains(&None) {
            let sources = scaled(&self.topology.sources, &self.plan.unknowns, numbers);
            let scenario = self.topology.with_sources(sources);
            self.live(&scenario, numbers, &mut found, stop)?;
        }
        found.into_iter().collect()
    }

    /// Lives what is not found yet.
    fn live(
        &self,
        topology: &Topology,
        numbers: &[f64],
        found: &mut [Option<Outcome>],
        stop: &AtomicBool,
    ) -> Option<()> {
        let missing: Vec<usize> = (0..found.len()).filter(|&it| found[it].is_none()).collect();
        let architectures = self.topology.architectures.iter();
        let architectures: Vec<_> = architectures
            .map(|it| moved(it, &self.plan.unknowns, numbers))
            .collect();
        let mut circuits: Vec<Circuit> = missing
            .iter()
            .map(|&index| Circuit::new(topology, &architectures[index]))
            .collect();
        let has_crews = topology.sources.iter().any(|it| it.repair.is_some());
        let without = has_crews.then(|| without_crews(topology));
        let bare = without.as_ref().unwrap_or(topology);
        let mut controls = Vec::new();
        for &index in &missing {
            let relaxed = self.run.controls[index].as_ref().and_then(|controlled| {
                let relaxed = relax(bare, &architectures[index]);
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
                bench.branch(place, &architectures[index]);
            }
        }
        let mut worker = Worker::new(&bench);
        let groups = (0..GROUPS as u64).map(|group| {
            let end = |group: u64| group * self.years / GROUPS as u64;
            worker.lives(end(group)..end(group + 1), stop)
        });
        let groups: Vec<Vec<Tally>> = groups.collect::<Option<_>>()?;
        let mut tallies = worker.none();
        for group in &groups {
            let pairs = tallies.iter_mut().zip(group);
            pairs.for_each(|(all, some)| all.merge(some.clone()));
        }
        for (place, &index) in missing.iter().enumerate() {
            let tally = &tallies[place];
            let control = controls[place].as_ref();
            let right = |tallies: &[Tally]| {
                let (circuit, controlled, known) = control?;
                let relaxed: &Tally = &tallies[(*circuit)?];
                let plain = tallies[place].mean_hours();
                Some(controlled.put_right_by(plain, relaxed.mean_hours(), *known))
            };
            // Luck may take off more than there is; the plain mean cannot be below nothing.
            let put_right = right(&tallies).filter(|mean| *mean > 0.0);
            let branched = self.run.branched[index];
            let plain = |tally: &Tally| match branched {
                true => weighted::hours(tally.weighted.sum()) / tally.lives.max(1) as f64,
                false => tally.mean_hours(),
            };
            let beside = |tally: &Tally| {
                [
                    tally.lost_service.mean_hours(),
                    tally.data_lost.mean_hours(),
                ]
            };
            let in_group = |group: &[Tally]| {
                let mean = put_right.and_then(|_| right(group));
                let [lost_service, data_lost] = beside(&group[place]);
                [
                    mean.unwrap_or_else(|| plain(&group[place])),
                    lost_service,
                    data_lost,
                ]
            };
            found[index] = Some(Outcome::Lived {
                mean: put_right.unwrap_or_else(|| plain(tally)),
                relaxed: control.map(|(_, _, known)| *known),
                telling: if put_right.is_some() {
                    f64::INFINITY
                } else {
                    telling(tally, branched)
                },
                beside: beside(tally),
                groups: Box::new(std::array::from_fn(|group| in_group(&groups[group]))),
            });
        }
        Some(())
    }

    /// What each architecture is expected to lose in a scenario, by what the same years of the plan's numbers, the reference,
    /// came to; `from` is what each is expected to lose in the scenario that this one departs from.
    pub fn losses(&self, found: &[Outcome], reference: &[Outcome], from: &[Losses]) -> Vec<Losses> {
        let each = found.iter().zip(reference).zip(self.planned).zip(from);
        each.map(|(((found, reference), planned), from)| {
            self.of_one(found, reference, *planned, *from)
        })
        .collect()
    }

    fn of_one(
        &self,
        found: &Outcome,
        reference: &Outcome,
        planned: Losses,
        from: Losses,
    ) -> Losses {
        let (downtime, times) = match found {
            Outcome::Unmoved => return from,
            Outcome::Computed(found) => (found.downtime, ratio(found.downtime, planned.downtime)),
            Outcome::Lived { .. } => {
                let times = worse(found, reference);
                // Nor was any in the whole run: the rule of three.
                let bound = (3.0 / self.run.years.max(1) as f64).min(1.0) * YEAR;
                let more = planned.downtime > 0.0;
                (
                    if more {
                        planned.downtime * times
                    } else {
                        bound
                    },
                    times,
                )
            }
        };
        // What is not known beside the downtime is taken to grow as that does.
        let [lost_service, data_lost] = match (found, reference) {
            (Outcome::Computed(found), _) => [found.lost_service, found.data_lost],
            (Outcome::Lived { beside: here, .. }, Outcome::Lived { beside: there, .. }) => {
                let grown = |index: usize, planned: f64| {
                    let both = here[index] > 0.0 && there[index] > 0.0;
                    both.then(|| planned * here[index] / there[index])
                };
                [grown(0, planned.lost_service), grown(1, planned.data_lost)]
            }
            _ => [None; 2],
        };
        let losses = Losses {
            downtime,
            lost_service: lost_service.unwrap_or(planned.lost_service * times),
            data_lost: data_lost.unwrap_or(planned.data_lost * times),
        };
        losses.within(YEAR)
    }
}

/// By how much the years of a scenario are worse than those of the plan's numbers.
fn worse(found: &Outcome, reference: &Outcome) -> f64 {
    match (found, reference) {
        (Outcome::Lived { mean, .. }, Outcome::Lived { mean: same, .. })
            if !found.is_rough() && !reference.is_rough() && *same > 0.0 =>
        {
            mean / same
        }
        // Too few years were down, perhaps none: never a bare zero. The exact means of the relaxations say by how much the
        // scenarios differ, as far as anything does.
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
    }
}

/// How many times as much; once where there was nothing to compare with.
fn ratio(here: f64, there: f64) -> f64 {
    if there > 0.0 { here / there } else { 1.0 }
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
