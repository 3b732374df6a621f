//! Why a text is not the number it should be, in words for whoever wrote it.

use thiserror::Error;

/// Why a text is not the number it should be. None is fatal to the rest of a file.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum UnitError {
    /// Nothing was written.
    #[error("nothing is written here; expected {expected}")]
    Empty {
        /// What belongs here, with an example.
        expected: &'static str,
    },
    /// It does not begin with a number.
    #[error("`{text}` is not {expected}")]
    NotANumber {
        /// What was written.
        text: String,
        /// What belongs here, with an example.
        expected: &'static str,
    },
    /// A number without the unit it needs.
    #[error("`{text}` has no unit; expected {expected}")]
    MissingUnit {
        /// What was written.
        text: String,
        /// What belongs here, with an example.
        expected: &'static str,
    },
    /// A unit that is none of those allowed here.
    #[error("`{unit}` is not a unit known here; allowed are {}", .allowed.join(", "))]
    UnknownUnit {
        /// The unit that was written.
        unit: String,
        /// The units allowed, for a "did you mean".
        allowed: Vec<&'static str>,
    },
    /// Less than zero.
    #[error("`{text}` is negative; it must be zero or more")]
    Negative {
        /// What was written.
        text: String,
    },
    /// Beyond anything a plan can mean, or beyond what the machine can hold.
    #[error("`{text}` is too large; at most {limit}")]
    TooLarge {
        /// What was written.
        text: String,
        /// The largest value taken.
        limit: &'static str,
    },
    /// Above zero, and less than anything that makes a difference.
    #[error("`{text}` is too small; at least {limit}")]
    TooSmall {
        /// What was written.
        text: String,
        /// The smallest value taken.
        limit: &'static str,
    },
    /// A share above one.
    #[error("`{text}` is over 100%; a share is between 0% and 100%, or between 0 and 1")]
    OverOne {
        /// What was written.
        text: String,
    },
}
