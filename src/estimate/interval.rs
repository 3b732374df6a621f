//! The interval of an estimate.

/// A range that holds the truth in 95 of 100 runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// So much to either side of a mean, nothing below zero.
    #[must_use]
    pub fn around(mean: f64, half: f64) -> Self {
        Self {
            low: (mean - half).max(0.0),
            high: mean + half,
        }
    }
}
