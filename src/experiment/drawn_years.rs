//! Single years when neither the luck of a year nor the numbers are known: each year is lived in one of the scenarios.
//!
//! The n-th year has the numbers of scenario n mod their count. All years together are so drawn from the predictive distribution of a year
//! (Gelman et al., *Bayesian Data Analysis*, 3rd ed., section 1.3), and their quantiles are those over years and scenarios. They are the
//! lives of the run, so that luck alone does not set them apart from the years as written.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::{
    bench::{Bench, Worker},
    draw::{World, moved, scaled},
    tally::Tally,
};
use crate::{engine::Circuit, topology::Topology};

/// More years than these are not lived for it: the 44 worst of them are beyond the 99 % point, which lies within a sixth of its place then.
const MOST_YEARS: u64 = 4400;

/// The years of one architecture.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnYears {
    /// All of them.
    pub tally: Tally,
    /// Of the years of each scenario: how many there are, and how many [periods](Tally::met_goal) and years kept to the goal.
    each: Vec<Kept>,
}

/// Years of a scenario, and which kept to what is wanted of single years.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Kept {
    lives: u64,
    goal: u64,
    rto: u64,
    rpo: u64,
}

impl DrawnYears {
    /// Of each scenario's years in turn.
    fn of(each: impl Iterator<Item = Tally>, causes: usize) -> Self {
        let mut all = Self {
            tally: Tally::new(causes),
            each: Vec::new(),
        };
        for tally in each {
            all.each.push(Kept {
                lives: tally.lives,
                goal: tally.met_goal,
                rto: tally.met_rto,
                rpo: tally.met_rpo,
            });
            all.tally.merge(tally);
        }
        all
    }

    /// Standard errors of the shares of years that kept to the availability, of which there are `periods` a year, to the longest
    /// outage and to the most data lost: years of one scenario are alike, so scenarios are what is independent (Cochran, *Sampling
    /// Techniques*, 3rd ed., section 9A).
    #[must_use]
    pub fn errors(&self, periods: u32) -> [f64; 3] {
        let error = |kept: fn(&Kept) -> u64, periods: f64| {
            let count = self.each.len() as f64;
            let lives = self.tally.lives as f64 * periods;
            let all: u64 = self.each.iter().map(kept).sum();
            let share = all as f64 / lives.max(1.0);
            let off = |it: &Kept| kept(it) as f64 - share * it.lives as f64 * periods;
            let squares: f64 = self.each.iter().map(|it| off(it).powi(2)).sum();
            (squares * count / (count - 1.0).max(1.0)).sqrt() / lives.max(1.0)
        };
        [
            error(|it| it.goal, f64::from(periods)),
            error(|it| it.rto, 1.0),
            error(|it| it.rpo, 1.0),
        ]
    }
}

/// Lives as many years as the run, but not more than are needed, of all architectures; nothing without scenarios, and where it is stopped.
/// Where the goal is of single years it is always so many: whether a design meets it then does not depend on which others are run with it.
#[must_use]
pub fn drawn_years(
    topology: &Topology,
    worlds: &[World],
    (seed, years): (u64, u64),
    stop: &AtomicBool,
) -> Vec<DrawnYears> {
    let unknowns = &topology.unknowns;
    let counted = topology.architectures.iter();
    let counted: Vec<_> = counted.map(|it| it.counted(&topology.sources)).collect();
    let years = match topology.goal.is_of_years() {
        true => MOST_YEARS,
        false => years.min(MOST_YEARS),
    };
    let count = worlds.len() as u64;
    let compile = || -> Vec<Circuit> {
        let all = counted.iter();
        all.map(|it| Circuit::new(topology, it)).collect()
    };
    let live = |circuits: &mut Vec<Circuit>, (scenario, world): (usize, &World)| {
        let sources = scaled(&topology.sources, unknowns, world);
        let topology = topology.with_sources(sources);
        let each = circuits.drain(..).zip(&counted);
        let each =
            each.map(|(circuit, it)| circuit.in_scenario(&topology, &moved(it, unknowns, world)));
        let bench = Bench::bare(&topology, seed, each.collect());
        let lives = (scenario as u64..years).step_by(worlds.len());
        let tallies = Worker::new(&bench).lives(lives, stop);
        *circuits = bench.circuits;
        tallies
    };
    let lived = worlds.par_iter().enumerate().take(years as usize);
    let lived: Option<Vec<Vec<Tally>>> = lived.map_init(compile, live).collect();
    let Some(lived) = lived.filter(|_| count > 0) else {
        return Vec::new();
    };
    let mut scenarios: Vec<_> = lived.into_iter().map(Vec::into_iter).collect();
    let each = counted.iter().map(|_| {
        let tallies: Vec<Tally> = scenarios.iter_mut().filter_map(Iterator::next).collect();
        let causes = tallies.first().map_or(0, |tally| tally.causes.len());
        DrawnYears::of(tallies.into_iter(), causes)
    });
    each.collect()
}
