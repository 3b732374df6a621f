//! Laws of time: how long until a failure, how long an outage, how long a switch-over takes.
//!
//! Every value is in hours. This is the description and its formulas; the engine draws from it.

mod distribution;
mod normal;
mod weibull;

pub use distribution::Side;
pub use weibull::Weibull;

use statrs::distribution::{ContinuousCDF, Gamma};

/// A law of a positive time [h].
#[derive(Debug, Clone, PartialEq)]
pub enum Law {
    /// Always this long [h].
    Fixed(f64),
    /// Exponential with this mean [h].
    Exponential {
        /// Mean [h].
        mean: f64,
    },
    /// Lognormal by its median and the standard deviation of the natural logarithm.
    Lognormal {
        /// Median [h].
        median: f64,
        /// Standard deviation of ln(time).
        sigma: f64,
    },
    /// Uniform between two times.
    Uniform {
        /// Least value [h].
        low: f64,
        /// Greatest value [h].
        high: f64,
    },
    /// Weibull by shape and mean.
    Weibull(Weibull),
    /// Gamma by shape and mean.
    Gamma {
        /// Shape; 1 is exponential.
        shape: f64,
        /// Mean [h].
        mean: f64,
    },
    /// One of these values [h], each as likely as the next; sorted, not empty.
    Observed(Vec<f64>),
}

/// The 90 % point of the standard normal law: the sigma of `p50..p90` is ln(p90 / p50) divided by this.
pub const NORMAL_P90: f64 = 1.281_551_565_544_6;

impl Law {
    /// The exponential law of so many events in a year of 8,760 h; `per_year` must be positive.
    #[must_use]
    pub fn of_rate(per_year: f64) -> Self {
        Self::Exponential {
            mean: crate::units::HOURS_PER_YEAR / per_year,
        }
    }

    /// The Weibull law of this shape and mean [h].
    #[must_use]
    pub fn weibull(shape: f64, mean: f64) -> Self {
        Self::Weibull(Weibull::new(shape, mean))
    }

    /// The lognormal law with this median and 90 % point [h]; `p90` must be at least `p50`.
    #[must_use]
    pub fn of_quantiles(p50: f64, p90: f64) -> Self {
        if p90 <= p50 {
            return Self::Fixed(p50);
        }
        Self::Lognormal {
            median: p50,
            sigma: (p90 / p50).ln() / NORMAL_P90,
        }
    }

    /// Expected time [h].
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential { mean } | Self::Gamma { mean, .. } => *mean,
            Self::Weibull(law) => law.mean(),
            Self::Lognormal { median, sigma } => median * (sigma * sigma / 2.0).exp(),
            Self::Uniform { low, high } => f64::midpoint(*low, *high),
            Self::Observed(values) => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    /// The time exceeded in half of all cases [h].
    #[must_use]
    pub fn median(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential { mean } => mean * std::f64::consts::LN_2,
            Self::Lognormal { median, .. } => *median,
            Self::Uniform { low, high } => f64::midpoint(*low, *high),
            Self::Weibull(law) => law.age(std::f64::consts::LN_2),
            Self::Gamma { shape, mean } => gamma_quantile(*shape, *mean, 0.5),
            Self::Observed(values) => {
                let middle = values.len() / 2;
                if values.len() % 2 == 1 {
                    values[middle]
                } else {
                    f64::midpoint(values[middle - 1], values[middle])
                }
            }
        }
    }

    /// Probability that the time is longer than `hours` (0 or more).
    #[must_use]
    pub fn exceeds(&self, hours: f64) -> f64 {
        match self {
            // By another series than `tails`: the last digit differs.
            Self::Gamma { shape, mean } => gamma(*shape, *mean).map_or_else(
                || f64::from(u8::from(*mean > hours)),
                |gamma| gamma.sf(hours),
            ),
            _ => self.settled().tails(hours, Side::After).0,
        }
    }

    /// The time that one case in ten exceeds [h].
    #[must_use]
    pub fn p90(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential { mean } => mean * std::f64::consts::LN_10,
            Self::Lognormal { median, sigma } => median * (sigma * NORMAL_P90).exp(),
            Self::Uniform { low, high } => low + 0.9 * (high - low),
            Self::Weibull(law) => law.age(std::f64::consts::LN_10),
            Self::Gamma { shape, mean } => gamma_quantile(*shape, *mean, 0.9),
            // The least value that nine in ten do not exceed.
            Self::Observed(values) => {
                let rank = (0.9 * values.len() as f64).ceil() as usize;
                values[rank.saturating_sub(1)]
            }
        }
    }

    /// The same law with every time multiplied by `factor`.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        match self.clone() {
            Self::Fixed(value) => Self::Fixed(value * factor),
            Self::Exponential { mean } => Self::Exponential {
                mean: mean * factor,
            },
            Self::Lognormal { median, sigma } => Self::Lognormal {
                median: median * factor,
                sigma,
            },
            Self::Uniform { low, high } => Self::Uniform {
                low: low * factor,
                high: high * factor,
            },
            Self::Weibull(law) => Self::weibull(law.shape(), law.mean() * factor),
            Self::Gamma { shape, mean } => Self::Gamma {
                shape,
                mean: mean * factor,
            },
            Self::Observed(values) => {
                Self::Observed(values.into_iter().map(|value| value * factor).collect())
            }
        }
    }
}

/// The gamma law of this shape and mean [h]; `None` where a parameter is not positive.
#[must_use]
pub fn gamma(shape: f64, mean: f64) -> Option<Gamma> {
    Gamma::new(shape, shape / mean).ok()
}

fn gamma_quantile(shape: f64, mean: f64, unit: f64) -> f64 {
    gamma(shape, mean).map_or(mean, |gamma| gamma.inverse_cdf(unit))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A law of each kind.
    pub fn one_of_each() -> Vec<Law> {
        vec![
            Law::Fixed(3.0),
            Law::Exponential { mean: 3.0 },
            Law::Lognormal {
                median: 2.0,
                sigma: 0.8,
            },
            Law::Uniform {
                low: 1.0,
                high: 5.0,
            },
            Law::weibull(1.5, 3.0),
            Law::Gamma {
                shape: 0.7,
                mean: 3.0,
            },
            Law::Observed(vec![1.0, 2.0, 6.0]),
        ]
    }

    #[test]
    fn half_of_all_times_are_longer_than_the_median_and_all_than_nothing() {
        let smooth = one_of_each()
            .into_iter()
            .filter(|law| law.atoms().is_empty());
        for law in smooth {
            assert!(
                (law.exceeds(law.median()) - 0.5).abs() < 1e-9,
                "{law:?} {}",
                law.exceeds(law.median())
            );
            assert_eq!(law.exceeds(0.0), 1.0, "{law:?}");
            assert!(law.exceeds(1e9) < 1e-9, "{law:?}");
        }
        let narrow = Law::Lognormal {
            median: 2.0,
            sigma: 0.0,
        };
        for law in [Law::Fixed(2.0), narrow] {
            assert_eq!([1.9, 2.0].map(|hours| law.exceeds(hours)), [1.0, 0.0]);
        }
        assert_eq!(Law::Observed(vec![1.0, 2.0, 2.0, 7.0]).exceeds(2.0), 0.25);
        // 1.2815515655 standard deviations up: one in ten.
        let law = Law::of_quantiles(0.5, 2.0);
        assert!((law.exceeds(2.0) - 0.1).abs() < 1e-9);
    }

    #[test]
    fn one_case_in_ten_is_longer() {
        let close = |law: Law, hours: f64| assert!((law.p90() - hours).abs() < 1e-6, "{law:?}");
        close(Law::of_quantiles(2.0, 7.0), 7.0);
        close(Law::Exponential { mean: 3.0 }, 6.907_755_279);
        // Shape 1 is exponential, by either law.
        close(Law::weibull(1.0, 3.0), 6.907_755_279);
        close(
            Law::Gamma {
                shape: 1.0,
                mean: 3.0,
            },
            6.907_755_279,
        );
        close(
            Law::Uniform {
                low: 1.0,
                high: 2.0,
            },
            1.9,
        );
        close(Law::Observed(vec![1.0, 2.0, 4.0]), 4.0);
        close(Law::Observed((1..=10).map(f64::from).collect()), 9.0);
    }
}
