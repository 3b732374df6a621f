//! Drawing from a law by inverse transform: one uniform number in (0, 1) for one time, so that a changed parameter
//! moves a draw smoothly (Law & Kelton, *Simulation Modeling and Analysis*, section 11.2).
//!
//! A process met in equilibrium at an arbitrary moment shows an interval whose length is biased by length, the moment
//! lying uniformly within it (Cox, *Renewal Theory*, chapter 5); [`Sampler::biased`] draws such a length.

use rand::Rng;
use rand_distr::{Distribution, OpenClosed01};
use statrs::distribution::{ContinuousCDF, Gamma};

use super::probit::probit;
use crate::law::{Law, Weibull, gamma};

/// A law with its constants worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum Sampler {
    /// Always this long [h].
    Fixed(f64),
    /// Exponential; mean [h].
    Exponential(f64),
    /// Lognormal; median [h] and sigma.
    Lognormal(f64, f64),
    /// Uniform; least and greatest value [h].
    Uniform(f64, f64),
    /// Weibull, and the Gamma(1 + 1/shape) law behind its length-biased draw.
    Weibull(Weibull, Gamma),
    /// Gamma and its length-biased law, which has one more of shape.
    Gamma(Gamma, Gamma),
    /// One of these [h]; their running sums as shares of the total.
    Observed(Vec<f64>, Vec<f64>),
    /// What is cut, its longest time [h], and its mean as a share of the mean of what it would be without.
    Cut(Box<Sampler>, f64, f64),
}

impl Sampler {
    /// Works out the constants of `law`.
    #[must_use]
    pub fn new(law: &Law) -> Self {
        match law {
            Law::Fixed(value) => Self::Fixed(*value),
            Law::Exponential { mean } => Self::Exponential(*mean),
            Law::Lognormal { median, sigma } => Self::Lognormal(*median, *sigma),
            Law::Uniform { low, high } => Self::Uniform(*low, *high),
            Law::Weibull(law) => match Gamma::new(1.0 + 1.0 / law.shape(), 1.0) {
                Ok(biased) => Self::Weibull(*law, biased),
                Err(_) => Self::Fixed(law.mean()),
            },
            Law::Gamma { shape, mean } => {
                match (gamma(*shape, *mean), Gamma::new(shape + 1.0, shape / mean)) {
                    (Some(plain), Ok(biased)) => Self::Gamma(plain, biased),
                    _ => Self::Fixed(*mean),
                }
            }
            Law::Observed(values) => {
                let total: f64 = values.iter().sum();
                let running = values.iter().scan(0.0, |sum, value| {
                    *sum += value;
                    Some(*sum / total)
                });
                Self::Observed(values.clone(), running.collect())
            }
            Law::Cut(cut) => Self::Cut(
                Box::new(Self::new(cut.law())),
                cut.most(),
                law.mean() / cut.law().mean(),
            ),
        }
    }

    /// The time [h] below which a share `unit` of all draws lies; `unit` in (0, 1).
    #[must_use]
    #[inline]
    pub fn at(&self, unit: f64) -> f64 {
        match self {
            Self::Exponential(mean) => -mean * (1.0 - unit).ln(),
            // Most draws are of the one above, and these would make each a call.
            _ => self.at_of_others(unit),
        }
    }

    #[inline(never)]
    fn at_of_others(&self, unit: f64) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential(mean) => -mean * (1.0 - unit).ln(),
            Self::Lognormal(median, sigma) => median * (sigma * probit(unit)).exp(),
            Self::Uniform(low, high) => low + unit * (high - low),
            Self::Weibull(law, _) => law.age(-(1.0 - unit).ln()),
            Self::Gamma(plain, _) => plain.inverse_cdf(unit),
            Self::Observed(values, _) => pick(values, (unit * values.len() as f64) as usize),
            Self::Cut(law, most, _) => law.at(unit).min(*most),
        }
    }

    /// The time [h] that is exceeded with probability `chance`; `chance` in (0, 1). Precise also where it is small.
    #[must_use]
    pub fn exceeded(&self, chance: f64) -> f64 {
        match self {
            Self::Exponential(mean) => -mean * chance.ln(),
            Self::Lognormal(median, sigma) => median * (-sigma * probit(chance)).exp(),
            Self::Weibull(law, _) => law.age(-chance.ln()),
            Self::Cut(law, most, _) => law.exceeded(chance).min(*most),
            _ => self.at((1.0 - chance).clamp(f64::EPSILON, 1.0 - f64::EPSILON / 2.0)),
        }
    }

    /// The length [h] of an interval met at an arbitrary moment; `unit` in (0, 1).
    #[must_use]
    pub fn biased(&self, unit: f64) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            // The sum of two exponentials: gamma of shape 2, which has no closed inverse.
            Self::Exponential(mean) => {
                Gamma::new(2.0, 1.0 / mean).map_or(*mean, |gamma| gamma.inverse_cdf(unit))
            }
            Self::Lognormal(median, sigma) => median * (sigma * (probit(unit) + sigma)).exp(),
            Self::Uniform(low, high) => (low * low + unit * (high * high - low * low)).sqrt(),
            Self::Weibull(law, biased) => law.age(biased.inverse_cdf(unit)),
            Self::Gamma(_, biased) => biased.inverse_cdf(unit),
            Self::Observed(values, shares) => {
                pick(values, shares.partition_point(|&share| share <= unit))
            }
            // Below the longest time the density is the same, l f(l), over a lesser mean; the rest is at the longest time.
            Self::Cut(law, most, share) => law.biased(unit * share).min(*most),
        }
    }
}

impl Distribution<f64> for Sampler {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let unit: f64 = OpenClosed01.sample(rng);
        // (0, 1] with its upper end, where the inverse laws have their pole, brought just inside.
        self.at(unit.min(1.0 - f64::EPSILON / 2.0))
    }
}

fn pick(values: &[f64], index: usize) -> f64 {
    values.get(index).or(values.last()).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::tests::one_of_each;

    fn mean_of(draw: impl Fn(f64) -> f64) -> f64 {
        let points = 20_000;
        (0..points)
            .map(|index| draw((f64::from(index) + 0.5) / f64::from(points)))
            .sum::<f64>()
            / f64::from(points)
    }

    #[test]
    fn draws_have_the_mean_and_median_of_the_law() {
        for law in one_of_each() {
            let sampler = Sampler::new(&law);
            let mean = mean_of(|unit| sampler.at(unit));
            assert!((mean / law.mean() - 1.0).abs() < 5e-3, "{law:?}: {mean}");
            assert!((sampler.at(0.5) - law.median()).abs() < 1e-6, "{law:?}");
        }
    }

    /// A length-biased interval has mean E[L²] / E[L].
    #[test]
    fn biased_draws_have_the_mean_of_the_inspection_paradox() {
        for law in one_of_each() {
            let sampler = Sampler::new(&law);
            let expected = mean_of(|unit| sampler.at(unit).powi(2)) / law.mean();
            let biased = mean_of(|unit| sampler.biased(unit));
            assert!(
                (biased / expected - 1.0).abs() < 1e-2,
                "{law:?}: {biased} instead of {expected}"
            );
        }
    }
}
