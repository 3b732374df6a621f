//! How long months, hours and years are, by convention.

/// Hours in a year, by convention 365 days.
pub const HOURS_PER_YEAR: f64 = 8760.0;
/// Hours in a month, by convention a twelfth of a year.
pub const HOURS_PER_MONTH: f64 = 730.0;
/// Minutes in an hour.
pub const MINUTES_PER_HOUR: f64 = 60.0;
