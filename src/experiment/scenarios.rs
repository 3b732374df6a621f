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

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;

use super::{
    baseline::{Baseline, Outcome, telling},
    computation::{Computation, Desks, Means, Own},
    draw::Draws,
    foreseen::Charge,
    losses::Losses,
    options::Options,
    progress::{Event, Stage},
    run::Run,
    year_groups::{Groups, off_by_years},
};
use crate::{
    exact::Settings,
    topology::{Topology, Unknown, UnknownId},
};

/// The years in a scenario are this part of the run's.
const YEARS_PART: u64 = 64;
/// And at least so many. A control takes most of the luck off each, and the rest is mostly the same in all scenarios: see
/// `docs/engine.md` for what is left.
const LEAST_YEARS: u64 = 256;
/// As many are aimed at, by more years where downtime is rare.
const AIM_TELLING: f64 = 400.0;
/// More years than these times the usual ones are not lived in a scenario, and not more lives than these in all scenarios.
const MOST_TIMES: u64 = 32;
const MOST_LIVES: u64 = 20_000_000;
/// Scenarios between two signs of progress.
const BATCH: usize = 64;

/// What every architecture is expected to lose in many scenarios.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scenarios {
    /// Years lived in each scenario by what has no exact answer; 0 where all have.
    pub years: u64,
    /// Per drawn scenario, each architecture's.
    pub drawn: Vec<Vec<Losses>>,
    /// Per drawn scenario, the number that each of the plan's unknowns has there.
    pub numbers: Vec<Vec<f64>>,
    /// Per architecture, what outages of each source cost; `None` where that is not computed.
    pub charges: Vec<Option<Vec<Charge>>>,
    /// Per architecture, how far off the years of the scenarios leave its mean, a group of years each [min a year]; empty where nothing
    /// was lived.
    pub off_by_years: Vec<Vec<Losses>>,
    /// Per unknown of the topology, in its order; fewer where the work was stopped.
    pub swings: Vec<Swing>,
    /// Architectures that were down in too few of the years: how other numbers change them is given by their static
    /// relaxation alone, if they have one.
    pub rough: Vec<usize>,
}

/// What one number does, all others at the mean of what is believed of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Which number.
    pub unknown: UnknownId,
    /// What each architecture is expected to lose with the number at its 5 % point.
    pub low: Vec<Losses>,
    /// The same with it at the mean of what is believed of it.
    pub middle: Vec<Losses>,
    /// The same at its 95 % point.
    pub high: Vec<Losses>,
}

impl Scenarios {
    /// How far off its years leave a part of each architecture's mean, a group of years each [min a year].
    #[must_use]
    pub fn off_by_years(&self, of: fn(&Losses) -> f64) -> Vec<Vec<f64>> {
        let each = self.off_by_years.iter();
        each.map(|it| it.iter().map(of).collect()).collect()
    }

    /// The swings about what each architecture, and each class behind them, is expected to lose: by as many times.
    #[must_use]
    pub fn swings_about(&self, expected: &[Losses]) -> Vec<Swing> {
        let about = |losses: &[Losses], middle: &[Losses]| {
            let each = losses.iter().zip(middle).zip(expected);
            each.map(|((it, middle), expected)| it.as_in(*expected, *middle))
                .collect()
        };
        let each = self.swings.iter().map(|it| Swing {
            unknown: it.unknown,
            low: about(&it.low, &it.middle),
            middle: expected.to_vec(),
            high: about(&it.high, &it.middle),
        });
        each.collect()
    }
}

/// Works out the architectures of `run` in so many drawn scenarios, and in those of the tornado. `planned` is what each one is
/// expected to lose with the plan's own numbers, and what the others are measured by; the settings are those of the run. `observe` hears of the progress;
/// setting `stop` ends the work with the complete prefix of scenarios.
pub fn scenarios(
    topology: &Topology,
    options: Options,
    (run, settings): (&Run, &Arc<Settings>),
    planned: &[Losses],
    count: u32,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Scenarios {
    observe(Event::Begins(Stage::Scenarios));
    let years = years(topology, run, u64::from(count));
    let own = Own::of_plan(topology, settings);
    let computations = own.par_iter().enumerate();
    let (computations, mut charges): (Vec<Computation<'_>>, Vec<Option<Vec<Charge>>>) =
        computations
            .map(|(index, own)| {
                let means = match (&run.known[index], &run.first_order[index]) {
                    (Ok(exact), _) => Means::Exact(exact.method),
                    (Err(_), Some(found)) => Means::FirstOrder(found),
                    (Err(_), None) => Means::Lives,
                };
                let mut computation = Computation::new(own, means, options.seed);
                let charges = match &run.known[index] {
                    Ok(exact) => own.charges(exact),
                    Err(_) => computation.charges(&topology.unknowns),
                };
                (computation, charges)
            })
            .unzip();
    let desks = Desks::new(computations);
    let baseline = Baseline::new(topology, options, (run, planned), years);
    let numbers: Vec<f64> = topology.unknowns.iter().map(|it| it.value).collect();
    let reference = desks.lend(|it| baseline.outcomes(it, &numbers, None, stop));
    let Some(reference) = reference else {
        return Scenarios::default();
    };
    // Where rates and lengths only multiply, what is expected is what is lost with all of them at their means.
    let middle: Vec<f64> = topology.unknowns.iter().map(Unknown::mean).collect();
    let of_middle = desks.lend(|it| baseline.outcomes(it, &middle, Some(&numbers), stop));
    let Some(of_middle) = of_middle else {
        return Scenarios::default();
    };
    let of_middle = baseline.losses(&of_middle, &reference, planned);
    let ends = ends(topology);
    let drawn = Draws::new(topology, options.seed, count);
    let all = count as usize + ends.len();
    // The numbers of a scenario, those that it departs from, and what is lost with these.
    let scenario = |index: usize| match index.checked_sub(count as usize) {
        None => (drawn.numbers(index as u32), &numbers, planned),
        Some(index) => {
            let (unknown, number) = ends[index];
            let mut moved = middle.clone();
            moved[unknown] = number;
            (moved, &middle, &of_middle[..])
        }
    };
    let mut found: Vec<Vec<Losses>> = Vec::with_capacity(all);
    let mut lived: Vec<Vec<Groups>> = vec![Vec::new(); reference.len()];
    let mut beyond: Vec<Beyond> = vec![Beyond::default(); reference.len()];
    while found.len() < all && !stop.load(Ordering::Relaxed) {
        let batch = found.len()..(found.len() + BATCH).min(all);
        let more: Vec<Option<Found>> = batch
            .into_par_iter()
            .map(|index| {
                let (numbers, others, from) = scenario(index);
                let found = desks.lend(|it| baseline.outcomes(it, &numbers, Some(others), stop))?;
                Some((baseline.losses(&found, &reference, from), found))
            })
            .collect();
        for (losses, outcomes) in more.into_iter().map_while(|it| it) {
            let is_drawn = found.len() < count as usize;
            found.push(losses);
            let each = lived.iter_mut().zip(&mut beyond).zip(outcomes);
            for ((lived, beyond), outcome) in each.filter(|_| is_drawn) {
                lived.extend(outcome.groups());
                beyond.add(outcome.beyond());
            }
        }
        observe(Event::Scenarios {
            done: found.len(),
            of: all,
        });
    }
    let swings = found.split_off(found.len().min(count as usize));
    let each = charges.iter_mut().zip(&beyond);
    each.for_each(|(charges, beyond)| beyond.found(charges, found.len()));
    let rough = (0..reference.len()).filter(|&index| reference[index].is_rough());
    Scenarios {
        years: if (0..run.known.len()).all(|index| run.is_computed(index)) {
            0
        } else {
            years
        },
        rough: rough.collect(),
        charges,
        numbers: (0..found.len() as u32)
            .map(|it| drawn.numbers(it))
            .collect(),
        drawn: found,
        off_by_years: off(&lived, &reference, planned),
        swings: swings
            .chunks_exact(2)
            .zip(topology.unknowns.ids())
            .map(|(ends, unknown)| Swing {
                unknown,
                low: ends[0].clone(),
                middle: of_middle.clone(),
                high: ends[1].clone(),
            })
            .collect(),
    }
}

/// Each number at its low and its high end.
fn ends(topology: &Topology) -> Vec<(usize, f64)> {
    let unknowns = topology.unknowns.iter().enumerate();
    let ends = unknowns.flat_map(|(index, it)| {
        let (low, high) = it.belief.ends();
        [(index, low), (index, high)]
    });
    ends.collect()
}

/// What each architecture loses in a scenario, and how that was found.
type Found = (Vec<Losses>, Vec<Outcome>);

/// What outages of each source of an architecture cost beyond its static part, summed over scenarios.
#[derive(Debug, Clone, Default)]
struct Beyond {
    scenarios: usize,
    sums: Vec<f64>,
}

impl Beyond {
    /// Adds those of one more scenario, where they were worked out there.
    fn add(&mut self, each: &[f64]) {
        if each.is_empty() {
            return;
        }
        self.scenarios += 1;
        self.sums.resize(each.len(), 0.0);
        let sums = self.sums.iter_mut().zip(each);
        sums.for_each(|(sum, it)| *sum += it);
    }

    /// Tells the charges that grow, the last ones, if each of so many scenarios had them.
    fn found(&self, charges: &mut Option<Vec<Charge>>, scenarios: usize) {
        if self.scenarios == scenarios {
            let charges = charges.iter_mut().flatten();
            let each = charges.rev().zip(self.sums.iter().rev());
            each.for_each(|(charge, sum)| charge.found = Some(sum / scenarios as f64));
        }
    }
}

/// Per architecture, how far off the years of the scenarios leave its mean.
fn off(lived: &[Vec<Groups>], reference: &[Outcome], planned: &[Losses]) -> Vec<Vec<Losses>> {
    let each = lived.iter().zip(reference).zip(planned);
    let each = each.map(|((lived, reference), planned)| {
        let believed = Some(reference).filter(|it| !it.is_rough());
        off_by_years(lived, believed.and_then(Outcome::groups), *planned)
    });
    each.collect()
}

/// How many years to live in each scenario: a part of the run's, more where downtime is so rare that these would say little.
fn years(topology: &Topology, run: &Run, draws: u64) -> u64 {
    let usual = (run.years / YEARS_PART).max(LEAST_YEARS);
    let lived = (0..run.known.len()).filter(|&index| !run.is_computed(index));
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
