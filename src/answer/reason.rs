//! Why a mean downtime comes from the estimator from which it comes.

use serde::{Serialize, Serializer};

/// Why from there; an obstacle is what stands in the way of an exact answer, in the words of who met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Exact: static structure, independent sources.
    Independent,
    /// Exact: the Markov chain of all states is solved.
    Exponential,
    /// Computed outage by outage, with drawn pairs of those that overlap.
    OutageByOutage {
        /// Why nothing is exact.
        obstacle: String,
    },
    /// Weighted branches, because plain years to the precision would be too many.
    Rare {
        /// Why nothing is exact.
        obstacle: String,
    },
    /// Controlled by the static relaxation, which has an exact answer.
    Relaxed {
        /// Why nothing is exact.
        obstacle: String,
    },
    /// Plain years, because too few differ from the relaxation.
    TooFewDiffer {
        /// Why nothing is exact.
        obstacle: String,
    },
    /// Plain years, because the relaxation has no exact answer either.
    NotRelaxed {
        /// Why nothing is exact.
        obstacle: String,
    },
}

/// Written in the report's words.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
