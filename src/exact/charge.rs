//! The charges that a downtime is caused by: one list, whoever worked them out, and one way to make it add up.
//!
//! Charges come in from the diagram, from a chain, from outages by themselves or from lives. [`Causes::adding_up_to`] makes
//! any of them those of a mean: minutes that add up to it, shares that add up to 1.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::{answer::CausesBasis, topology::SourceId};

/// Who is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// A source of the plan.
    Source(SourceId),
    /// Service is being moved back to a preferred member; no source is to blame.
    SwitchingBack,
}

/// What is charged to one source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// Who.
    pub blame: Blame,
    /// Minutes a year, failover minutes included.
    pub minutes: f64,
    /// Of these, minutes in which something was up to serve.
    pub failover_minutes: f64,
}

/// What the downtime of an architecture is caused by.
#[derive(Debug, Clone, PartialEq)]
pub struct Causes {
    /// How the split was found.
    pub basis: CausesBasis,
    /// Each source at most once, none for nothing, those first that cost most.
    pub charges: Vec<Charge>,
}

impl Causes {
    /// These charges, scaled so that they add up to a mean [min a year], and failover minutes to that of them which is
    /// `failover`, where it is known by itself: the one way from any split to causes. Of several charges to one source one
    /// is made; what is charged nothing, or no number, is left out.
    #[must_use]
    pub fn adding_up_to(
        mean: f64,
        failover: Option<f64>,
        basis: CausesBasis,
        charges: impl IntoIterator<Item = Charge>,
    ) -> Self {
        let mut merged: BTreeMap<Blame, Charge> = BTreeMap::new();
        let counts = |charge: &Charge| charge.minutes > 0.0 && charge.minutes.is_finite();
        for charge in charges.into_iter().filter(counts) {
            let sum = merged.entry(charge.blame).or_insert(Charge {
                minutes: 0.0,
                failover_minutes: 0.0,
                ..charge
            });
            sum.minutes += charge.minutes;
            sum.failover_minutes += charge.failover_minutes;
        }
        let mut charges: Vec<Charge> = merged.into_values().collect();
        for charge in &mut charges {
            charge.failover_minutes = charge.failover_minutes.clamp(0.0, charge.minutes);
        }
        charges.sort_by(by_size);
        let all: f64 = charges.iter().map(|charge| charge.minutes).sum();
        let waiting: f64 = charges.iter().map(|charge| charge.failover_minutes).sum();
        // Both parts by themselves, where there is something of both.
        let (of_waiting, of_rest) = match failover.map(|failover| failover.min(mean)) {
            Some(failover) if waiting > 0.0 && waiting < all => {
                (failover / waiting, (mean - failover) / (all - waiting))
            }
            _ => (mean / all, mean / all),
        };
        let mut charges: Vec<Charge> = charges
            .into_iter()
            .map(|charge| {
                let failover_minutes = charge.failover_minutes * of_waiting;
                let rest = (charge.minutes - charge.failover_minutes) * of_rest;
                Charge {
                    minutes: failover_minutes + rest,
                    failover_minutes,
                    ..charge
                }
            })
            .filter(counts)
            .collect();
        charges.sort_by(by_size);
        Self { basis, charges }
    }

    /// Of the downtime, minutes a year in which something was up to serve.
    #[must_use]
    pub fn failover_minutes(&self) -> f64 {
        let failover = self.charges.iter().map(|charge| charge.failover_minutes);
        failover.sum()
    }
}

/// Those first that cost most: an order in which sums do not depend on the sources of other architectures.
fn by_size(one: &Charge, other: &Charge) -> Ordering {
    let by_minutes = other.minutes.total_cmp(&one.minutes);
    let by_failover = || other.failover_minutes.total_cmp(&one.failover_minutes);
    let by_size = by_minutes.then_with(by_failover);
    by_size.then_with(|| one.blame.cmp(&other.blame))
}
