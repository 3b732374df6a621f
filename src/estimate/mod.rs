//! From sums over lives to what is reported: which estimator gives the mean and why, intervals, quantiles,
//! probabilities, paired differences.

mod band;
mod believed;
mod choice;
mod difference;
mod downtime;
mod exceedance;

pub use band::band90;
pub use believed::believed;
pub use choice::{Best, choose};
pub use difference::{Blocks, Difference};
pub use downtime::{Estimate, Interval};
pub use exceedance::exceedance;
