//! What a year loses beside its downtime, with its interval: lost service, planned time, lost data.

use super::interval::Interval;
use crate::{
    experiment::{Moments, NORMAL_975},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// A mean over lives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Mean [min a year], not below 0.
    pub mean: f64,
    /// Its 95 % interval [min a year]. Where no life had any: 0 to 3/n of a year.
    pub interval: Interval,
    /// True where no life had any.
    pub none_seen: bool,
}

impl Measured {
    /// What cannot be.
    pub const NONE: Self = Self {
        mean: 0.0,
        interval: Interval {
            low: 0.0,
            high: 0.0,
        },
        none_seen: false,
    };

    /// As lives have it; nothing where none was asked.
    #[must_use]
    pub fn new(moments: &Moments) -> Self {
        if moments.lives == 0 {
            return Self::NONE;
        }
        if moments.seen == 0 {
            let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
            let bound = (3.0 / moments.lives as f64).min(1.0) * year;
            return Self {
                interval: Interval {
                    low: 0.0,
                    high: bound,
                },
                none_seen: true,
                ..Self::NONE
            };
        }
        let half = NORMAL_975 * moments.standard_error_hours();
        Self::within(moments.mean_hours(), half)
    }

    /// What is known exactly [min a year].
    #[must_use]
    pub fn exact(minutes: f64) -> Self {
        Self {
            mean: minutes,
            interval: Interval {
                low: minutes,
                high: minutes,
            },
            none_seen: false,
        }
    }

    /// The same, or what branches say [h a year] of it with its error, where they saw any.
    #[must_use]
    pub fn or_weighted(self, (mean, error): (f64, f64)) -> Self {
        if mean <= 0.0 {
            return self;
        }
        Self::within(mean, NORMAL_975 * error)
    }

    /// A mean and the half-width of its interval [h a year].
    #[must_use]
    pub fn within(mean: f64, half: f64) -> Self {
        let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let (mean, half) = (mean * MINUTES_PER_HOUR, half * MINUTES_PER_HOUR);
        Self {
            mean: mean.max(0.0),
            interval: Interval {
                low: (mean - half).clamp(0.0, year),
                high: (mean + half).clamp(0.0, year),
            },
            none_seen: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_seen_is_no_bare_zero_and_nothing_asked_is() {
        let mut moments = Moments::default();
        assert_eq!(Measured::new(&moments), Measured::NONE);
        (0..525_600).for_each(|_| moments.count(0));
        let bound = Measured::new(&moments);
        assert!(bound.none_seen);
        assert!((bound.interval.high - 3.0).abs() < 1e-9);
    }
}
