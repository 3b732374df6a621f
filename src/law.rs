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
    /// A law that is cut: what would last longer ends then. Made by [`Law::cut`].
    Cut(Cut),
}

/// The lesser of a time that has a density and a longest time: min(T, most).
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    law: Box<Law>,
    most: f64,
}

impl Cut {
    /// What is cut.
    #[must_use]
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// The longest time [h].
    #[must_use]
    pub fn most(&self) -> f64 {
        self.most
    }
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

    /// This law, but that what would last longer than `most` [h] ends then.
    #[must_use]
    pub fn cut(self, most: f64) -> Self {
        match self {
            Self::Fixed(value) => Self::Fixed(value.min(most)),
            Self::Observed(values) => {
                Self::Observed(values.into_iter().map(|value| value.min(most)).collect())
            }
            Self::Cut(cut) => cut.law.cut(cut.most.min(most)),
            Self::Uniform { low, .. } if most <= low => Self::Fixed(most),
            Self::Uniform { high, .. } if most >= high => self,
            law => Self::Cut(Cut {
                law: Box::new(law),
                most,
            }),
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
            // E[min(T, m)] = E[T] − E[(T − m)⁺].
            Self::Cut(Cut { law, most }) => law.mean() - law.excess(*most),
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
            Self::Cut(Cut { law, most }) => law.median().min(*most),
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
            _ => self.settled().beyond(hours, Side::After),
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
            Self::Cut(Cut { law, most }) => law.p90().min(*most),
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
            Self::Cut(Cut { law, most }) => law.scaled(factor).cut(most * factor),
        }
    }

    /// The same law with its times multiplied by `factor`; where it is cut, it is cut at the same time.
    #[must_use]
    pub fn lengthened(&self, factor: f64) -> Self {
        match self {
            Self::Cut(Cut { law, most }) => law.scaled(factor).cut(*most),
            _ => self.scaled(factor),
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
            Law::Lognormal {
                median: 2.0,
                sigma: 0.8,
            }
            .cut(5.0),
        ]
    }

    /// min(T, m) of an exponential time of mean μ: the mean is μ (1 − e^(−m/μ)), and the excess over a is
    /// μ (e^(−a/μ) − e^(−m/μ)). Of a lognormal one: E[T; T ≤ m] + m P(T > m), from tables of the normal law.
    #[test]
    fn what_is_cut_has_the_moments_of_its_closed_form() {
        let law = Law::Exponential { mean: 3.0 }.cut(4.0);
        let e = |x: f64| (-x / 3.0_f64).exp();
        assert!((law.mean() - 3.0 * (1.0 - e(4.0))).abs() < 1e-12);
        for age in [0.0, 1.0, 3.9] {
            assert!((law.excess(age) - 3.0 * (e(age) - e(4.0))).abs() < 1e-12);
            assert!((law.exceeds(age) - e(age)).abs() < 1e-12);
        }
        assert_eq!((law.exceeds(4.0), law.excess(4.0)), (0.0, 0.0));
        assert_eq!(law.tails(4.0, Side::Before), (e(4.0), 1.0 - e(4.0)));
        assert_eq!((law.atom(4.0), law.atom(3.0)), (e(4.0), 0.0));
        assert_eq!(law.horizon(), 4.0);
        // Median 20 min, sigma 1.7, at most a day: ln 72 / 1.7 = 2.515685, Φ(2.515685) = 0.994060 and Φ(0.815685) =
        // 0.792660; the mean uncut is 20 e^1.445 = 84.838 min.
        let day = Law::Lognormal {
            median: 20.0 / 60.0,
            sigma: 1.7,
        }
        .cut(24.0);
        let minutes: f64 = 84.838 * 0.792_660 + 1440.0 * (1.0 - 0.994_060);
        assert!(
            (day.mean() * 60.0 - minutes).abs() < 0.01,
            "{}",
            day.mean() * 60.0
        );
        // What moves the median leaves the end where it is.
        let Law::Cut(longer) = day.lengthened(2.0) else {
            panic!("{day:?}");
        };
        assert_eq!((longer.most(), longer.law().median()), (24.0, 40.0 / 60.0));
        let Law::Cut(scaled) = day.scaled(2.0) else {
            panic!("{day:?}");
        };
        assert_eq!(scaled.most(), 48.0);
    }

    #[test]
    fn what_is_cut_without_a_density_is_no_more_than_its_values() {
        assert_eq!(Law::Fixed(3.0).cut(2.0), Law::Fixed(2.0));
        let observed = Law::Observed(vec![1.0, 2.0, 7.0]).cut(3.0);
        assert_eq!(observed, Law::Observed(vec![1.0, 2.0, 3.0]));
        let even = Law::Uniform {
            low: 1.0,
            high: 2.0,
        };
        assert_eq!(even.clone().cut(2.0), even);
        assert_eq!(even.clone().cut(1.0), Law::Fixed(1.0));
        assert_eq!(even.clone().cut(1.8).cut(1.5), even.cut(1.5));
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
