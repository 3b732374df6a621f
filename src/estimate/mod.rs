//! From sums over lives to what is reported: means with intervals, quantiles, probabilities, paired differences.

mod band;
mod difference;
mod downtime;
mod exceedance;

pub use band::band90;
pub use difference::{Blocks, Difference};
pub use downtime::{Estimate, Interval};
pub use exceedance::exceedance;
