//! Whether an architecture meets the goal.

use crate::{
    answer::Verdict,
    estimate::Interval,
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Time not served that an availability leaves [min a year].
#[must_use]
pub fn allowed(availability: f64) -> f64 {
    (1.0 - availability) * HOURS_PER_YEAR * MINUTES_PER_HOUR
}

/// Whether an interval of the time not served [min a year] meets an availability.
#[must_use]
pub fn verdict(interval: Interval, availability: f64) -> Verdict {
    let allowed = allowed(availability);
    if interval.high <= allowed {
        Verdict::Yes
    } else if interval.low > allowed {
        Verdict::No
    } else {
        Verdict::Undecided
    }
}
