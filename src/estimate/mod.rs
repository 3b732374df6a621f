//! From sums over lives to what is reported: which estimator gives the mean and why, intervals, quantiles,
//! probabilities, paired differences.

mod band;
mod believed;
mod chance;
mod choice;
mod difference;
mod downtime;
mod exceedance;
mod interval;
mod judgement;
mod measured;

pub use band::band90;
pub use believed::believed;
pub use chance::Chance;
pub use choice::{Best, choose};
pub use difference::{Blocks, Difference};
pub use downtime::Estimate;
pub use exceedance::exceedance;
pub use interval::Interval;
pub use judgement::{Claim, Evidence, FEW, Judgement};
pub use measured::Measured;
