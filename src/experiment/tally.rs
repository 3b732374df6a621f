//! What is counted of many lives.
//!
//! Times are whole microseconds and sums are whole numbers, so tallies add up to the same bits in any order: two runs
//! of disjoint lives merge into exactly what one run of both gives.

use std::cmp::Reverse;

use super::{
    moments::Moments,
    tails::Tails,
    wanted::Wanted,
    weighted::{self, Weighted},
};
use crate::engine::Life;

/// Microseconds in an hour.
pub const MICROS_PER_HOUR: f64 = 3.6e9;

/// Sums over the lives of one architecture; all times in microseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lives counted.
    pub lives: u64,
    /// Downtime.
    pub downtime: u128,
    /// Squares of the lives' downtime.
    pub downtime_squared: u128,
    /// Products of the lives' downtime and that of the control, where there is one.
    pub with_control: u128,
    /// Lives whose downtime was not the control's.
    pub different: u64,
    /// Of the downtime, while something was up to serve.
    pub failover: u128,
    /// Requests lost while the service was up.
    pub lost_service: Moments,
    /// Without service only because of planned work that does not count, where there is any.
    pub planned: Moments,
    /// Data lost in failovers, as time of writing.
    pub data_lost: Moments,
    /// Outages that began inside the year.
    pub outages: u64,
    /// Lives in which one did.
    pub with_outage: u64,
    /// In these, the time until the first began.
    pub until_outage: u128,
    /// Lives in which an outage of at least 4 h began.
    pub long: u64,
    /// Lives that began during one.
    pub long_under_way: u64,
    /// Lives of either kind.
    pub long_at_all: u64,
    /// Lives, or months of them, that met the availability goal.
    pub met_goal: u64,
    /// Lives without an outage that is longer than the goal allows.
    pub met_rto: u64,
    /// Lives in which no move lost more data than the goal allows.
    pub met_rpo: u64,
    /// Cues and timers of the counted years that were dealt with.
    pub events: u64,
    /// Downtime of every life that had any.
    pub totals: Vec<u64>,
    /// The life with most downtime, if any had some.
    pub worst: Option<Worst>,
    /// What is counted in the branches of the lives, where there are any.
    pub weighted: Weighted,
    /// The same with the planned work that does not count, where there is any; set when a run ends.
    pub with_work: Option<Weighted>,
    /// Per local source and one more for switching back.
    pub causes: Vec<Cause>,
    /// The sum of each closed block of lives, in their order.
    pub blocks: Vec<BlockSum>,
}

/// The sum of a block of lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlockSum {
    /// Lives in it.
    pub lives: u64,
    /// Their downtime [µs].
    pub downtime: u128,
    /// The weighted downtime of their branches, in the units of `weighted`.
    pub weighted: u128,
}

impl BlockSum {
    /// Mean downtime of a life of the block [h].
    #[must_use]
    pub fn mean_hours(&self) -> f64 {
        self.downtime as f64 / MICROS_PER_HOUR / self.lives.max(1) as f64
    }

    /// The same of its branches [h].
    #[must_use]
    pub fn weighted_mean_hours(&self) -> f64 {
        weighted::hours(self.weighted) / self.lives.max(1) as f64
    }
}

/// What is charged to a source [µs].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cause {
    /// All.
    pub all: u128,
    /// Of it, while something was up to serve.
    pub failover: u128,
}

/// The life with most downtime; of several the one with the lowest number, whatever the order in which they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worst {
    /// Its downtime [µs].
    pub downtime: u64,
    /// Its number, turned round so that the lowest is the greatest.
    pub life: Reverse<u64>,
}

/// An outage of this length or more is long.
pub const LONG_OUTAGE_HOURS: f64 = 4.0;

impl Tally {
    /// Nothing counted yet, for so many causes.
    pub fn new(causes: usize) -> Self {
        Self {
            causes: vec![Cause::default(); causes],
            weighted: Weighted::new(causes),
            ..Self::default()
        }
    }

    /// Counts the life of this number and gives its downtime [µs]; `wanted` is what the goal wants of it.
    pub fn count(&mut self, life: &Life, number: u64, wanted: &Wanted) -> u64 {
        self.lives += 1;
        let kept = wanted.kept(life);
        self.met_goal += kept.periods;
        self.met_rto += u64::from(kept.rto);
        self.met_rpo += u64::from(kept.rpo);
        self.events += life.events;
        for (moments, hours) in [
            (&mut self.lost_service, life.lost_service),
            (&mut self.data_lost, life.data_lost),
        ] {
            // Rare, and rounding is a call.
            moments.count(if hours > 0.0 { micros(hours) as i64 } else { 0 });
        }
        self.outages += life.outages as u64;
        if let Some(first) = life.first_outage {
            self.with_outage += 1;
            self.until_outage += u128::from(micros(first));
        }
        let downtime = micros(life.downtime);
        if life.downtime > 0.0 {
            self.downtime += u128::from(downtime);
            self.downtime_squared += u128::from(downtime) * u128::from(downtime);
            self.failover += u128::from(micros(life.failover));
            let began = life.longest >= LONG_OUTAGE_HOURS;
            let under_way = life.under_way >= LONG_OUTAGE_HOURS;
            self.long += u64::from(began);
            self.long_under_way += u64::from(under_way);
            self.long_at_all += u64::from(began || under_way);
            self.totals.push(downtime);
            self.worst = self.worst.max(Some(Worst {
                downtime,
                life: Reverse(number),
            }));
            for &source in &life.charged {
                let (all, failover) = life.charges[source as usize];
                let cause = &mut self.causes[source as usize];
                cause.all += u128::from(micros(all));
                cause.failover += u128::from(micros(failover));
            }
        }
        downtime
    }

    /// Pairs a life's downtime with its control's [µs].
    pub fn pair(&mut self, downtime: u64, control: u64) {
        self.with_control += u128::from(downtime) * u128::from(control);
        self.different += u64::from(downtime != control);
    }

    /// Closes a block: notes the sum of all lives so far as that of one.
    pub fn close(&mut self) {
        self.blocks = vec![BlockSum {
            lives: self.lives,
            downtime: self.downtime,
            weighted: self.weighted.sum(),
        }];
    }

    /// Adds the lives of another tally of the same architecture.
    pub fn merge(&mut self, other: Self) {
        self.lives += other.lives;
        self.downtime += other.downtime;
        self.downtime_squared += other.downtime_squared;
        self.with_control += other.with_control;
        self.different += other.different;
        self.failover += other.failover;
        self.lost_service.merge(&other.lost_service);
        self.planned.merge(&other.planned);
        self.data_lost.merge(&other.data_lost);
        self.outages += other.outages;
        self.with_outage += other.with_outage;
        self.until_outage += other.until_outage;
        self.long += other.long;
        self.long_under_way += other.long_under_way;
        self.long_at_all += other.long_at_all;
        self.met_goal += other.met_goal;
        self.met_rto += other.met_rto;
        self.met_rpo += other.met_rpo;
        self.events += other.events;
        self.totals.extend(other.totals);
        self.blocks.extend(other.blocks);
        self.worst = self.worst.max(other.worst);
        self.weighted.merge(&other.weighted);
        for (cause, more) in self.causes.iter_mut().zip(other.causes) {
            cause.all += more.all;
            cause.failover += more.failover;
        }
    }

    /// Whether the interval that [`Tally::standard_error_hours`] gives can be believed: by its tail, see `tails.rs`.
    pub fn is_settled(&self) -> bool {
        let totals = self.totals.iter();
        let tails = totals.fold(Tails::new(self.lives), |tails, &total| {
            tails.with(total as f64 / MICROS_PER_HOUR, 1.0)
        });
        tails.are_known()
    }

    /// Mean downtime of a life [h]; 0 before the first.
    pub fn mean_hours(&self) -> f64 {
        self.downtime as f64 / MICROS_PER_HOUR / (self.lives.max(1) as f64)
    }

    /// Standard error of [`Tally::mean_hours`] [h]; infinite below two lives.
    pub fn standard_error_hours(&self) -> f64 {
        if self.lives < 2 {
            return f64::INFINITY;
        }
        let lives = self.lives as f64;
        let sum = self.downtime as f64 / MICROS_PER_HOUR;
        let squares = self.downtime_squared as f64 / (MICROS_PER_HOUR * MICROS_PER_HOUR);
        let variance = ((squares - sum * sum / lives) / (lives - 1.0)).max(0.0);
        (variance / lives).sqrt()
    }
}

/// Hours as whole microseconds.
pub fn micros(hours: f64) -> u64 {
    (hours * MICROS_PER_HOUR).round() as u64
}

#[cfg(test)]
mod tests {
    use crate::topology::Goal;
    use proptest::prelude::*;

    use super::*;

    fn tally(downtimes: &[f64], from: u64) -> Tally {
        let mut tally = Tally::new(2);
        for (number, &downtime) in (from..).zip(downtimes) {
            let mut life = Life::new(1);
            life.downtime = downtime;
            life.outages = f64::from(u8::from(downtime > 0.0));
            life.longest = downtime / 2.0;
            if downtime > 0.0 {
                life.charge(0, downtime, downtime > 10.0);
            }
            tally.count(&life, number, &Wanted::by(&Goal::default()));
        }
        tally
    }

    /// The totals are a multiset: whoever reads them sorts them.
    fn sorted(mut tally: Tally) -> Tally {
        tally.totals.sort_unstable();
        tally
    }

    fn lives() -> impl Strategy<Value = Vec<f64>> {
        proptest::collection::vec(prop_oneof![Just(0.0), 0.0..8760.0], 0..20)
    }

    proptest! {
        #[test]
        fn disjoint_lives_merge_into_what_one_run_of_both_gives(first in lives(), second in lives()) {
            let whole = tally(&[first.clone(), second.clone()].concat(), 0);
            let next = first.len() as u64;
            let mut one_way = tally(&first, 0);
            one_way.merge(tally(&second, next));
            prop_assert_eq!(&one_way, &whole);
            let mut other_way = tally(&second, next);
            other_way.merge(tally(&first, 0));
            prop_assert_eq!(sorted(other_way), sorted(whole));
        }

        #[test]
        fn the_standard_error_is_that_of_the_mean(lives in proptest::collection::vec(0.0..8760.0f64, 2..40)) {
            let tally = tally(&lives, 0);
            let count = lives.len() as f64;
            let mean = lives.iter().sum::<f64>() / count;
            let variance = lives.iter().map(|life| (life - mean).powi(2)).sum::<f64>() / (count - 1.0);
            prop_assert!((tally.mean_hours() - mean).abs() < 1e-6);
            prop_assert!((tally.standard_error_hours() - (variance / count).sqrt()).abs() < 1e-4);
        }
    }
}
