//! Numbers that nobody knows exactly, and how far off they may be.

use super::table::Id;
use crate::catalog::{Belief, Evidence};
use crate::failover::Number;
use statrs::distribution::{Continuous, ContinuousCDF, Normal};
use std::sync::Arc;

/// The 95 % point of the standard normal law.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// Index into [`super::Topology::unknowns`].
pub type UnknownId = Id<Unknown>;

/// A number that somebody wrote down and nobody knows exactly. One number, one ignorance: whatever takes it from one place
/// of the catalog or the plan is off by the same factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// Where the number is written: `dns-resolver`, `network in aws/us-east-1`, `vm software`, `release`.
    pub name: String,
    /// The draws of its value are keyed by this and the aspect: the name, but that the numbers of all laws of failover of one name are drawn
    /// alike, whichever architecture writes them.
    pub drawn_as: String,
    /// Which of its numbers.
    pub aspect: Aspect,
    /// The number that is computed with, in the unit of the aspect; positive.
    pub value: f64,
    /// What it may be instead.
    pub belief: Belief,
    /// `catalog` or `plan`.
    pub origin: String,
    /// What it rests on.
    pub evidence: Arc<[Evidence]>,
}

/// Which number of a thing that fails, or of a law of failover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// How often it fails [events a year].
    Rate,
    /// How long its outages last: the median [h].
    Length,
    /// The chance that an outage touches us at all.
    Reach,
    /// The share of what stands there that an outage strikes.
    Hits,
    /// By how much more sites multiply our own mistakes.
    Complexity,
    /// How many times as often as in the catalog things of a kind fail, all of them together: what was counted of one provider
    /// in one time is not what the next will show.
    Drift,
    /// A number of a law of failover.
    Move(Number),
}

impl Aspect {
    /// Whether it says what an outage is like; else how often there is one.
    #[must_use]
    pub fn is_of_an_outage(self) -> bool {
        matches!(self, Self::Length | Self::Reach | Self::Hits)
    }

    /// Whether it is a time [h].
    #[must_use]
    pub fn is_time(self) -> bool {
        match self {
            Self::Length => true,
            Self::Move(number) => !number.is_share(),
            _ => false,
        }
    }

    /// Whether it is a share of all: at most 1.
    #[must_use]
    pub fn is_share(self) -> bool {
        match self {
            Self::Reach | Self::Hits => true,
            Self::Move(number) => number.is_share(),
            _ => false,
        }
    }

    /// What its draws are keyed by.
    #[must_use]
    pub fn key(self) -> u64 {
        match self {
            Self::Rate => 0,
            Self::Length => 1,
            Self::Reach => 2,
            Self::Hits => 3,
            Self::Complexity => 4,
            Self::Drift => 5,
            Self::Move(number) => 16 + number as u64,
        }
    }
}

/// Index into [`super::Topology::taken`].
pub type TakenId = Id<Taken>;

/// A number that the plan or the catalog gives without a word about how far off it may be: it is taken as known.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Where the number is written.
    pub name: String,
    /// Which of its numbers.
    pub aspect: Aspect,
    /// The number, in the unit of the aspect.
    pub value: f64,
    /// `catalog` or `plan`.
    pub origin: String,
    /// What it rests on.
    pub evidence: Arc<[Evidence]>,
}

impl Unknown {
    /// The value below which the number lies with probability `unit`, which is in (0, 1).
    #[must_use]
    pub fn quantile(&self, unit: f64) -> f64 {
        let drawn = match self.belief {
            Belief::Range { low, high } => {
                let end = if unit < 0.5 { low } else { high };
                // Both ends lie |Φ⁻¹(0.95)| from the middle; which of them it is, the sign of the normal point says.
                let steps = Normal::standard().inverse_cdf(unit).abs() / NORMAL_95;
                self.value * (end / self.value).powf(steps)
            }
            Belief::Counted { count, years } => Belief::counted_quantile(count, years, unit),
        };
        drawn.min(self.most())
    }

    /// The most that it can be: a share is at most all.
    fn most(&self) -> f64 {
        if self.aspect.is_share() {
            1.0
        } else {
            f64::INFINITY
        }
    }

    /// The mean of all that is believed of it, in the unit of its aspect.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self.belief {
            Belief::Range { low, high } => {
                let half = |end| half_mean(self.value, end, self.most());
                half(low) + half(high)
            }
            Belief::Counted { count, years } => (f64::from(count) + 0.5) / years,
        }
    }

    /// The mean of something that the number decides, which is smooth below and above the value: by Simpson's rule over the normal law
    /// whose points the quantiles follow.
    #[must_use]
    pub fn mean_of(&self, what: impl Fn(f64) -> f64) -> f64 {
        let normal = Normal::standard();
        let (mut sum, mut weights) = (0.0, 0.0);
        for point in -POINTS..=POINTS {
            let z = f64::from(point) * STEP;
            let simpson = if point.abs() == POINTS {
                1.0
            } else if point % 2 == 0 {
                2.0
            } else {
                4.0
            };
            let weight = simpson * normal.pdf(z);
            sum += weight * what(self.quantile(normal.cdf(z)));
            weights += weight;
        }
        sum / weights
    }
}

/// The mean of `value` times (`end` / `value`)^(z / z₉₅) over the half of the standard normal law in which z is above 0, but of no more than
/// `most`: value e^(σ²/2) (Φ(c − σ) − Φ(−σ)) + most Φ(−c), with σ = ln(end / value) / z₉₅ and c where `most` is reached.
fn half_mean(value: f64, end: f64, most: f64) -> f64 {
    let normal = Normal::standard();
    let sigma = (end / value).ln() / NORMAL_95;
    let growth = (sigma * sigma / 2.0).exp();
    let cut = (most / value).ln() / sigma;
    // What falls, or has no limit, is never cut.
    if sigma <= 0.0 || !cut.is_finite() {
        return value * growth * normal.cdf(sigma);
    }
    let below = normal.cdf(cut - sigma) - normal.cdf(-sigma);
    value * growth * below + most * normal.cdf(-cut)
}

/// Points to either side of the middle at which an integral over the standard normal law is summed, and their distance.
const POINTS: i32 = 64;
const STEP: f64 = 0.125;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unknown(aspect: Aspect, value: f64, belief: Belief) -> Unknown {
        Unknown {
            name: "release".to_owned(),
            drawn_as: "release".to_owned(),
            aspect,
            value,
            belief,
            origin: "plan".to_owned(),
            evidence: Arc::default(),
        }
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-9 * other.abs()
    }

    #[test]
    fn a_range_has_its_value_in_the_middle_and_a_twentieth_beyond_either_end() {
        let range = Belief::Range {
            low: 0.3,
            high: 4.0,
        };
        let rate = unknown(Aspect::Rate, 1.0, range);
        for (unit, value) in [(0.05, 0.3), (0.5, 1.0), (0.95, 4.0)] {
            assert!(close(rate.quantile(unit), value), "{unit}");
        }
        // The logarithm is normal: as far again beyond the end, at Φ(2 × 1.644853627) = 0.99949854, lies the end squared.
        assert!((rate.quantile(0.999_498_541_667) / 16.0 - 1.0).abs() < 1e-6);
        assert_eq!(range.ends(), (0.3, 4.0));
    }

    #[test]
    fn shares_are_cut_at_all() {
        let belief = Belief::Range {
            low: 0.4,
            high: 1.0,
        };
        assert!(unknown(Aspect::Reach, 0.8, belief).quantile(0.99) <= 1.0);
        assert!(unknown(Aspect::Rate, 0.8, belief).quantile(0.99) > 1.0);
    }

    /// Half the chi-squared points of 2 n + 1 degrees of freedom, from the usual tables.
    #[test]
    fn counted_events_give_the_gamma_law_of_jeffreys() {
        let tables = [
            // count, 5 %, 50 %, 95 %.
            (0, 0.003_932_140, 0.454_936_423, 3.841_458_821),
            (1, 0.351_846_318, 2.365_973_884, 7.814_727_903),
            (2, 1.145_476_226, 4.351_460_191, 11.070_497_694),
            (10, 11.591_305_208, 20.337_227_550, 32.670_573_340),
        ];
        for (count, low, middle, high) in tables {
            let years = 9.0;
            let belief = Belief::Counted { count, years };
            let rate = unknown(Aspect::Rate, (f64::from(count) + 0.5) / years, belief);
            for (unit, chi2) in [(0.05, low), (0.5, middle), (0.95, high)] {
                let (found, wanted) = (rate.quantile(unit) * years, chi2 / 2.0);
                assert!(
                    (found - wanted).abs() < 1e-6 * wanted,
                    "{count} {unit}: {found} {wanted}"
                );
            }
            assert_eq!(belief.ends(), (rate.quantile(0.05), rate.quantile(0.95)));
        }
    }

    /// The mean of a law is the integral of its quantiles.
    #[test]
    fn the_mean_of_a_count_is_the_value() {
        let belief = Belief::Counted {
            count: 2,
            years: 9.0,
        };
        let rate = unknown(Aspect::Rate, 2.5 / 9.0, belief);
        let steps = 20_000;
        let mean = (0..steps)
            .map(|step| rate.quantile((f64::from(step) + 0.5) / f64::from(steps)))
            .sum::<f64>();
        assert!((mean / f64::from(steps) / rate.value - 1.0).abs() < 1e-3);
    }

    /// By quantiles of 20,000 strata, as the closed form has it: with a range that reaches further up than down, cut at all or not.
    #[test]
    fn means_are_those_of_the_quantiles() {
        let range = |low, high| Belief::Range { low, high };
        let all = [
            unknown(Aspect::Rate, 1.0, range(0.5, 6.0)),
            unknown(Aspect::Length, 2.0, range(2.0, 5.0)),
            unknown(Aspect::Reach, 0.4, range(0.1, 0.9)),
            unknown(Aspect::Hits, 0.9, range(0.5, 1.0)),
            unknown(Aspect::Hits, 1.0, range(0.5, 1.0)),
        ];
        for it in all {
            let strata = 20_000;
            let each = (0..strata).map(|place| {
                let unit = (f64::from(place) + 0.5) / f64::from(strata);
                it.quantile(unit)
            });
            let mean = each.sum::<f64>() / f64::from(strata);
            assert!(
                (it.mean() / mean - 1.0).abs() < 2e-3,
                "{it:?}: {}, not {mean}",
                it.mean()
            );
            // A share that is cut has a corner where it is.
            let near = if it.most().is_finite() { 5e-3 } else { 1e-5 };
            let summed = it.mean_of(|number| number);
            assert!(
                (summed / it.mean() - 1.0).abs() < near,
                "{it:?}: {summed}, not {}",
                it.mean()
            );
        }
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_finite(
            value in 1e-3..1e3f64,
            below in 1.0..20.0f64,
            above in 1.0..20.0f64,
            count in 0..50u32,
            units in (1e-9..1.0f64, 1e-9..1.0f64),
        ) {
            let (first, second) = (units.0.min(units.1), units.0.max(units.1).min(1.0 - 1e-12));
            let years = 1.0 / value;
            let beliefs = [Belief::Range { low: value / below, high: value * above }, Belief::Counted { count, years }];
            for belief in beliefs {
                let rate = unknown(Aspect::Rate, value, belief);
                let (low, high) = (rate.quantile(first), rate.quantile(second));
                prop_assert!(low.is_finite() && low >= 0.0 && low <= high * (1.0 + 1e-9), "{low} {high}");
            }
        }
    }
}
