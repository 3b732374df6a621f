//! What is decided from: the architectures of a plan with their bills and losses, and what they would be in other scenarios.

use super::{goal::Misses, offer::Offer};
use crate::{
    answer::ArchitectureResult,
    estimate::{Blocks, Difference, Interval, band90},
    experiment::{Losses, luck},
    topology::{Goal, Topology},
};

/// What is decided from; all lists but `drawn` are in the order of the plan's architectures.
pub struct Studied<'a> {
    /// The plan.
    pub topology: &'a Topology,
    /// The architectures' results.
    pub architectures: &'a [ArchitectureResult],
    /// What they ask and give, on the run's basis.
    pub offers: &'a [Offer],
    /// The same in each drawn scenario; empty without.
    pub drawn: &'a [Vec<Offer>],
    /// By how much more each is not served in each scenario than was foreseen [min a year]; empty without.
    pub residuals: &'a [Vec<f64>],
    /// By how much more each group of the years that scenarios live leaves each not served than the mean of them [min a year]; empty where
    /// they live none.
    pub off_by_years: &'a [Vec<f64>],
    /// The same mean downtimes, block by block of lives.
    pub blocks: &'a [Blocks],
    /// Lives in all blocks.
    pub lives: u64,
    /// Whether simulation leaves more open than was asked for: more years may change what is said.
    pub is_open: bool,
}

impl Studied<'_> {
    /// An architecture's name.
    pub(super) fn name(&self, index: usize) -> String {
        self.architectures[index].name.clone()
    }

    /// The offers in each drawn scenario; none where no number has a range, for then all scenarios are the same one, which says
    /// nothing of how sure it is.
    pub(super) fn scenarios(&self) -> &[Vec<Offer>] {
        if self.topology.unknowns.is_empty() {
            &[]
        } else {
            self.drawn
        }
    }

    /// How much more of the time that an hour's price is paid for `from` has than `to` [min a year], with what simulation leaves open: the
    /// interval of the downtimes as written, as wide against the expected ones as against those, and the luck of the scenarios, which is
    /// mostly the same for both.
    pub(super) fn saving(&self, from: usize, to: usize) -> Difference {
        let written = self.blocks[from].less(&self.blocks[to], self.lives);
        let downtime = |index: usize| &self.architectures[index].downtime;
        // Of what was never seen down only the bound is known.
        let bound = |index: usize| downtime(index).mean_or_bound() - downtime(index).mean;
        let times = |index: usize| match &self.architectures[index].expected {
            Some(expected) if downtime(index).mean > 0.0 => {
                expected.downtime / downtime(index).mean
            }
            _ => 1.0,
        };
        let times = times(from).max(times(to));
        let mean = self.offers[from].hourly - self.offers[to].hourly;
        let luck = self.luck(from, to);
        let middle = written.mean + bound(from) - bound(to);
        let low = written.interval.low - bound(to) - middle;
        let high = written.interval.high + bound(from) - middle;
        Difference {
            mean,
            interval: Interval {
                low: mean + low * times - luck,
                high: mean + high * times + luck,
            },
        }
    }

    /// Half of the 95 % interval that the luck of the scenarios, and of their years, leaves of how much more time one is not served than
    /// another [min a year].
    fn luck(&self, from: usize, to: usize) -> f64 {
        let of = |all: &[Vec<f64>]| {
            let [from, to] = [from, to].map(|it| all.get(it).map_or(&[][..], Vec::as_slice));
            // What is computed is not off by any years.
            let at = |all: &[f64], index: usize| all.get(index).copied().unwrap_or_default();
            let count = from.len().max(to.len());
            luck((0..count).map(|index| at(from, index) - at(to, index)))
        };
        of(self.residuals).hypot(of(self.off_by_years))
    }

    /// The share of drawn scenarios of which something is true.
    pub(super) fn share(&self, holds: &dyn Fn(&[Offer]) -> bool) -> Option<f64> {
        if self.scenarios().is_empty() {
            return None;
        }
        let count = self
            .scenarios()
            .iter()
            .filter(|offers| holds(offers))
            .count();
        Some(count as f64 / self.scenarios().len() as f64)
    }

    /// The 5 % and the 95 % point of something over the drawn scenarios.
    pub(super) fn band(&self, value: &dyn Fn(&[Offer]) -> f64) -> Option<[f64; 2]> {
        band90(
            self.scenarios()
                .iter()
                .map(|offers| value(offers))
                .collect(),
        )
    }

    /// The band of the price from which `to` is cheaper in total than `from`.
    pub(super) fn break_even_band(&self, from: usize, to: usize) -> Option<[Option<f64>; 2]> {
        let price = |offers: &[Offer]| {
            offers[from]
                .break_even(&offers[to])
                .unwrap_or(f64::INFINITY)
        };
        self.band(&price).map(|band| band.map(finite))
    }
}

/// What the architectures ask and give with these losses: theirs, and behind them those of their classes with a goal.
#[must_use]
pub fn offers(architectures: &[ArchitectureResult], losses: &[Losses], goal: &Goal) -> Vec<Offer> {
    let mut of_classes = losses.iter().skip(architectures.len());
    let each = architectures.iter().zip(losses);
    let offer = |(result, losses): (&ArchitectureResult, &Losses)| {
        let classes = of_classes.by_ref().map(Losses::unserved);
        Offer {
            unpriced: result.without_price().len(),
            misses: Misses::of(result, goal.years, classes),
            ..Offer::new(result.cost.monthly, losses, goal)
        }
    };
    each.map(offer).collect()
}

/// A number, or nothing where it is beyond all numbers.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
