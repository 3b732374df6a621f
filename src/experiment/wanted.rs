//! What the plan wants of a single year, so that the years that keep to it can be counted.

use crate::{
    engine::Life,
    topology::Goal,
    units::{HOURS_PER_MONTH, HOURS_PER_YEAR},
};

/// By how much a length may pass its limit because of rounding, as a share.
const ROUNDING: f64 = 1e-9;

/// Limits of a year; infinite where nothing is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Most time not served in a period [h].
    allowed: f64,
    /// Whether a period is a month.
    pub per_month: bool,
    /// Longest outage [h].
    rto: f64,
    /// Most data that one move to another member loses [h of writing].
    rpo: f64,
}

/// What a year kept to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Periods, the year or its months, that kept to the availability.
    pub periods: u64,
    /// Whether no outage was longer.
    pub rto: bool,
    /// Whether no move lost more.
    pub rpo: bool,
}

impl Wanted {
    /// By the plan's goal.
    pub fn by(goal: &Goal) -> Self {
        let hours = if goal.per_month {
            HOURS_PER_MONTH
        } else {
            HOURS_PER_YEAR
        };
        let limit = |wanted: Option<f64>| wanted.map_or(f64::INFINITY, |it| it * (1.0 + ROUNDING));
        Self {
            allowed: limit(goal.availability.map(|share| (1.0 - share) * hours)),
            per_month: goal.per_month && goal.availability.is_some(),
            rto: limit(goal.rto),
            rpo: limit(goal.rpo),
        }
    }

    /// What a life keeps to.
    pub fn kept(&self, life: &Life) -> Kept {
        let periods = if self.per_month {
            let kept = life.months.iter().filter(|hours| **hours <= self.allowed);
            kept.count() as u64
        } else {
            u64::from(life.downtime + life.lost_service <= self.allowed)
        };
        Kept {
            periods,
            rto: life.longest <= self.rto,
            rpo: life.most_lost <= self.rpo,
        }
    }
}
