//! From sums over lives to what is reported: means with intervals, quantiles, probabilities.

mod downtime;

pub use downtime::{Estimate, Interval};
