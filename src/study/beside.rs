//! What an architecture loses beside its downtime: lost service, planned time, lost data; known exactly where possible.

use crate::{
    estimate::{Estimate, Measured},
    exact::Exact,
    experiment::{FirstOrder, Mean, Run},
    topology::Topology,
};

/// What is lost beside the downtime [min a year].
pub(super) struct Beside {
    pub lost_service: Loss,
    pub planned: Loss,
    pub data_lost: Loss,
}

/// One of the three.
pub(super) struct Loss {
    /// What is reported.
    pub measured: Measured,
    /// Its exact value, where there is one.
    pub exact: Option<f64>,
}

impl Beside {
    /// From the lives of an architecture, and from what is known of it.
    pub(super) fn new(topology: &Topology, run: &Run, index: usize, estimate: &Estimate) -> Self {
        let architecture = &topology.architectures[index];
        let known = run.known[index].as_ref().ok();
        let has_work = architecture.has_uncounted_work(&topology.sources);
        let planned = match has_work {
            true => known.and_then(|exact| exact.planned_minutes),
            false => Some(0.0),
        };
        // With work that does not count, what is lost is lost with the work, of which the exact answer knows nothing.
        let of = |loses: bool, exact: fn(&Exact) -> Option<f64>| match loses {
            true => known.and_then(exact).filter(|_| !has_work),
            false => Some(0.0),
        };
        let computed = |of: fn(&FirstOrder) -> Mean, lived: Measured| {
            let first_order = run.first_order[index].as_ref().filter(|_| !has_work);
            first_order.map_or(lived, |it| Measured::within(of(it).mean, of(it).half))
        };
        let lost_service = of(architecture.loses_requests(), |it| it.lost_service_minutes);
        let data_lost = of(architecture.loses_data(), |it| it.data_lost_minutes);
        Self {
            lost_service: Loss::new(
                computed(|it| it.lost_service, estimate.lost_service),
                lost_service,
            ),
            planned: Loss::new(estimate.planned, planned),
            data_lost: Loss::new(computed(|it| it.data, estimate.data_lost), data_lost),
        }
    }
}

impl Loss {
    fn new(measured: Measured, exact: Option<f64>) -> Self {
        Self {
            measured: exact.map_or(measured, Measured::exact),
            exact,
        }
    }
}
