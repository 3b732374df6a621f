//! What is believed of a number that nobody knows exactly: a range, or events that were counted.

use statrs::distribution::{ContinuousCDF, Gamma};

/// What is believed of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Belief {
    /// A 90 % range: half of what is believed lies below the value and half above, a twentieth below `low` and a
    /// twentieth above `high`; the logarithm is normal on either side. Shares are cut at 1.
    Range {
        /// The 5 % point, in the unit of the aspect; positive, at most the value.
        low: f64,
        /// The 95 % point; at least the value.
        high: f64,
    },
    /// The rate of events that were counted: with Jeffreys' prior the posterior is a gamma law of shape `count` + ½ and rate
    /// `years`, whose mean is the value (Atwood et al., NUREG/CR-6823, section 6.2.2.5).
    Counted {
        /// Events seen.
        count: u32,
        /// In so many years of observation; positive.
        years: f64,
    },
}

impl Belief {
    /// The 5 % and the 95 % point, in the unit of the aspect.
    #[must_use]
    pub fn ends(&self) -> (f64, f64) {
        match *self {
            Self::Range { low, high } => (low, high),
            Self::Counted { count, years } => (
                Self::counted_quantile(count, years, 0.05),
                Self::counted_quantile(count, years, 0.95),
            ),
        }
    }

    /// A quantile of the gamma law of shape `count` + ½ and rate `years` [events a year].
    pub(crate) fn counted_quantile(count: u32, years: f64, unit: f64) -> f64 {
        let shape = f64::from(count) + 0.5;
        // The shape is above zero and the rate is one, so there is such a law.
        Gamma::new(shape, 1.0).map_or(shape, |gamma| gamma.inverse_cdf(unit)) / years
    }
}
