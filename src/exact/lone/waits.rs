//! The laws of waiting that an architecture's groups have, each worked out once at all ages.

use std::sync::{Arc, OnceLock};

use super::{
    ages::{Ages, Values},
    wait::{Grain, Sum},
};
use crate::{
    failover::{Failover, Otherwise},
    law::Law,
};

/// How long groups of one law wait until another member serves.
#[derive(Debug)]
pub struct Waiting {
    /// After a switch that works.
    works: Table,
    /// After one that does not; `None` where only the return of the preferred member helps.
    fails: Option<Table>,
}

/// P(T > a).
#[derive(Debug)]
struct Table {
    sum: Sum,
    at_ages: Values,
    /// At the beginning and the end of the stretch around each age; where nobody asks for it, it is not worked out.
    around: OnceLock<Vec<(f64, f64)>>,
}

/// The waits of an architecture's groups.
#[derive(Debug)]
pub struct Waits {
    known: Vec<(Failover, Arc<Waiting>)>,
}

/// The delays of groups of one law.
pub struct Sums {
    law: Failover,
    /// Up to a switch that works.
    works: Sum,
    /// Beyond one that does not.
    fails: Option<Sum>,
}

/// Those of groups with these laws, each of them once.
pub fn sums(groups: &[Failover], grain: Grain) -> Vec<Sums> {
    let each = groups.iter().map(|law| {
        let [detect, decide, switch] = [&law.detect, &law.decide, &law.switch];
        let fails = match &law.otherwise {
            Otherwise::Later(later) => Some(Sum::new(&[detect, decide, switch, later], grain)),
            Otherwise::Wait => None,
        };
        Sums {
            law: law.clone(),
            works: Sum::new(&[detect, decide, switch], grain),
            fails,
        }
    });
    each.collect()
}

/// All delays of groups with these laws.
pub fn delays(groups: &[Failover]) -> impl Iterator<Item = &Law> {
    groups.iter().flat_map(|law| {
        let later = match &law.otherwise {
            Otherwise::Later(later) => Some(later),
            Otherwise::Wait => None,
        };
        [&law.detect, &law.decide, &law.switch]
            .into_iter()
            .chain(later)
    })
}

/// Ages at which some wait is not smooth [h].
pub fn corners(sums: &[Sums]) -> Vec<f64> {
    let corners = sums.iter().flat_map(|sums| {
        let fails = sums.fails.as_ref();
        let fails = fails.map_or(Vec::new(), Sum::corners);
        sums.works.corners().into_iter().chain(fails)
    });
    corners.collect()
}

impl Waits {
    /// Of groups with these delays.
    pub fn new(sums: Vec<Sums>, ages: &Ages) -> Self {
        let known = sums.into_iter().map(|sums| {
            let waiting = Waiting {
                works: Table::new(sums.works, ages),
                fails: sums.fails.map(|sum| Table::new(sum, ages)),
            };
            (sums.law, Arc::new(waiting))
        });
        Self {
            known: known.collect(),
        }
    }

    /// Those of a law, which is that of one of the groups.
    pub fn find(&self, law: &Failover) -> Option<Arc<Waiting>> {
        let known = self.known.iter().find(|known| known.0 == *law);
        known.map(|known| known.1.clone())
    }
}

impl Waiting {
    /// P(T > age − from) at an age by its place, a switch working with probability `succeeds`.
    pub fn beyond(&self, ages: &Ages, index: usize, from: f64, succeeds: f64) -> f64 {
        let fails = self.fails.as_ref();
        let fails = fails.map_or(1.0, |table| table.beyond(ages, index, from));
        succeeds * self.works.beyond(ages, index, from) + (1.0 - succeeds) * fails
    }

    /// Chance that T ends in the stretch around an age.
    pub fn moves(&self, ages: &Ages, index: usize, from: f64, succeeds: f64) -> f64 {
        let fails = self.fails.as_ref();
        let fails = fails.map_or(0.0, |table| table.moves(ages, index, from));
        succeeds * self.works.moves(ages, index, from) + (1.0 - succeeds) * fails
    }
}

impl Table {
    fn new(sum: Sum, ages: &Ages) -> Self {
        Self {
            at_ages: ages.map(|age| 1.0 - sum.within(age)),
            around: OnceLock::new(),
            sum,
        }
    }

    fn around(&self, ages: &Ages) -> Vec<(f64, f64)> {
        let mut around: Vec<(f64, f64)> = Vec::with_capacity(ages.at().len());
        for (_, to) in ages.stretches() {
            let before = around.last().map_or(1.0, |last| last.1);
            around.push((before, 1.0 - self.sum.within(to)));
        }
        around
    }

    fn beyond(&self, ages: &Ages, index: usize, from: f64) -> f64 {
        if from <= 0.0 {
            return self.at_ages[index];
        }
        self.later(ages, ages.at()[index] - from)
    }

    fn moves(&self, ages: &Ages, index: usize, from: f64) -> f64 {
        let (before, after) = if from <= 0.0 {
            self.around.get_or_init(|| self.around(ages))[index]
        } else {
            let (start, end) = ages.stretch(index);
            (self.later(ages, start - from), self.later(ages, end - from))
        };
        (before - after).max(0.0)
    }

    fn later(&self, ages: &Ages, age: f64) -> f64 {
        if age < 0.0 {
            1.0
        } else {
            ages.interpolate(age, &self.at_ages).clamp(0.0, 1.0)
        }
    }
}
