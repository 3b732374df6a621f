//! The best mean downtime there is, which estimator gave it, and why that one.

use crate::{
    estimate::{Estimate, Interval},
    exact::{Exact, exact},
    report::Estimator,
    simulate::{NORMAL_975, Run},
    topology::Topology,
    units::MINUTES_PER_HOUR,
};

/// The best mean there is.
pub struct Best {
    /// Where it comes from.
    pub estimator: Estimator,
    /// Why from there, a sentence without its full stop.
    pub reason: String,
    /// Mean [min a year].
    pub mean: f64,
    /// Its 95 % interval [min a year].
    pub interval: Interval,
    /// Plain years that would say as much: years × variance of the plain mean ÷ variance of this one; `None` where it is
    /// exact, and where no variance was seen.
    pub sample: Option<f64>,
}

impl Best {
    /// Exact, else controlled by what is exact, else simulated.
    pub fn new(
        topology: &Topology,
        run: &Run,
        known: Option<Exact>,
        index: usize,
        estimate: &Estimate,
    ) -> Self {
        if let Some(exact) = known {
            let mean = exact.downtime_minutes;
            return Self {
                estimator: Estimator::Exact,
                reason: "the structure is static and the sources are independent".to_owned(),
                mean,
                interval: Interval {
                    low: mean,
                    high: mean,
                },
                sample: None,
            };
        }
        let tally = &run.tallies[index];
        let why = obstacle(topology, index);
        let control = run.controls[index].as_ref();
        if let Some((mean, error)) = control.and_then(|control| control.estimate(tally)) {
            let narrower = tally.standard_error_hours() / error;
            let (mean, half) = (
                mean * MINUTES_PER_HOUR,
                NORMAL_975 * error * MINUTES_PER_HOUR,
            );
            return Self {
                estimator: Estimator::Controlled,
                reason: format!("no exact answer, for {why}; its static relaxation has one"),
                mean,
                interval: Interval {
                    low: (mean - half).max(0.0),
                    high: mean + half,
                },
                sample: Some(tally.lives as f64 * narrower * narrower)
                    .filter(|sample| sample.is_finite()),
            };
        }
        let uncontrolled = if control.is_some() {
            "too few years differ from its static relaxation to control by it"
        } else {
            "its static relaxation has none either"
        };
        Self {
            estimator: Estimator::Simulated,
            reason: format!("no exact answer, for {why}; {uncontrolled}"),
            mean: estimate.mean,
            interval: estimate.interval,
            sample: (!estimate.none_seen).then_some(tally.lives as f64),
        }
    }
}

/// What stands in the way of an exact answer.
fn obstacle(topology: &Topology, index: usize) -> String {
    match exact(topology, &topology.architectures[index]) {
        Ok(_) => "a reason unknown".to_owned(),
        Err(obstacle) => obstacle.to_string(),
    }
}
