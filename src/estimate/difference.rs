//! Paired differences: two designs that lived through the same years differ far more surely than either is known.
//!
//! Each block of lives gives one difference of means; blocks are independent and as many as there are, so their mean has
//! Student's interval (the method of batch means, Law & Kelton, section 9.5; pairing: section 11.2). It holds for whatever
//! the means come from, as long as each is a mean over blocks: plain, controlled or weighted.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::interval::Interval;
use crate::units::{HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// The mean downtime of one architecture as each block of lives has it [min a year].
#[derive(Debug, Clone, PartialEq)]
pub enum Blocks {
    /// Computed: the same in all.
    Computed {
        /// The mean [min a year].
        mean: f64,
        /// Half of its 95 % interval [min a year]; 0 where it is exact.
        half: f64,
    },
    /// Simulated.
    Lived(Vec<f64>),
}

/// How much longer the one is down than the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Expected difference [min a year]; positive where the first is down longer.
    pub mean: f64,
    /// Its 95 % interval [min a year].
    pub interval: Interval,
}

impl Blocks {
    /// Known exactly [min a year].
    #[must_use]
    pub fn exact(mean: f64) -> Self {
        Self::Computed { mean, half: 0.0 }
    }

    fn half(&self) -> f64 {
        match self {
            Self::Computed { half, .. } => *half,
            Self::Lived(_) => 0.0,
        }
    }

    /// How much longer this one is down than `other`; both lived through the same blocks, of `lives` lives in all.
    #[must_use]
    pub fn less(&self, other: &Self, lives: u64) -> Difference {
        let both = self.half() + other.half();
        let difference: Vec<f64> = match (self, other) {
            (Self::Computed { mean: one, .. }, Self::Computed { mean: other, .. }) => {
                let mean = one - other;
                return Difference {
                    mean,
                    interval: Interval {
                        low: mean - both,
                        high: mean + both,
                    },
                };
            }
            (Self::Computed { mean: one, .. }, Self::Lived(others)) => {
                others.iter().map(|other| one - other).collect()
            }
            (Self::Lived(ones), Self::Computed { mean: other, .. }) => {
                ones.iter().map(|one| one - other).collect()
            }
            (Self::Lived(ones), Self::Lived(others)) => ones
                .iter()
                .zip(others)
                .map(|(one, other)| one - other)
                .collect(),
        };
        let count = difference.len() as f64;
        let mean = difference.iter().sum::<f64>() / count.max(1.0);
        let squares: f64 = difference.iter().map(|one| (one - mean).powi(2)).sum();
        // Where no block differs there may still be a difference that one life in so many would show.
        let rule_of_three =
            (3.0 / lives.max(1) as f64).min(1.0) * HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let half = match StudentsT::new(0.0, 1.0, count - 1.0) {
            Ok(law) if squares > 0.0 => {
                law.inverse_cdf(0.975) * (squares / (count - 1.0) / count).sqrt()
            }
            _ => rule_of_three,
        } + both;
        Difference {
            mean,
            interval: Interval {
                low: mean - half,
                high: mean + half,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luck_that_both_had_is_no_difference() {
        let one = Blocks::Lived(vec![100.0, 140.0, 60.0, 120.0]);
        let other = Blocks::Lived(vec![90.0, 131.0, 51.0, 108.0]);
        let apart = one.less(&other, 4096);
        // Differences 10, 9, 9, 12: mean 10, variance 2, t of 3 degrees of freedom 3.1824.
        let half = 3.182_446 * (2.0f64 / 4.0).sqrt();
        assert!((apart.mean - 10.0).abs() < 1e-12);
        assert!((apart.interval.high - 10.0 - half).abs() < 1e-4);
        assert!((apart.interval.low - 10.0 + half).abs() < 1e-4);
    }

    #[test]
    fn what_never_differed_is_no_bare_zero_unless_it_is_exact() {
        let one = Blocks::Lived(vec![100.0, 140.0]);
        let apart = one.less(&one, 525_600);
        assert_eq!((apart.mean, apart.interval.high), (0.0, 3.0));
        let exact = Blocks::exact(7.0).less(&Blocks::exact(5.0), 10);
        assert_eq!(
            (exact.mean, exact.interval.low, exact.interval.high),
            (2.0, 2.0, 2.0)
        );
    }
}
