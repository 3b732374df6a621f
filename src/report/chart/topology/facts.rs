//! What is to be drawn of an architecture, before anything has a place.

use crate::{
    answer::Cause,
    topology::{Architecture, SourceId, Table, Topology, Weight},
};

/// What is to be drawn, and what depends on each source, found out once.
pub(super) struct Facts<'a> {
    pub(super) topology: &'a Topology,
    pub(super) architecture: &'a Architecture,
    /// The sources it feels.
    pub(super) felt: Vec<SourceId>,
    /// Per source of the plan, how much depends on it here.
    pub(super) weights: Table<SourceId, Weight>,
    /// Its single points of failure.
    pub(super) singles: Vec<SourceId>,
    /// Per source of the plan, the downtime that it causes here [min a year].
    minutes: Table<SourceId, f64>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        topology: &'a Topology,
        architecture: &'a Architecture,
        causes: &[Cause],
    ) -> Self {
        let sources = &topology.sources;
        let felt = architecture.felt(sources);
        let mut minutes = sources.map(|_| 0.0);
        for &id in &felt {
            let name = &sources[id].name;
            let of = causes.iter().filter(|cause| cause.source == *name);
            minutes[id] = of.map(|cause| cause.minutes_per_year).sum();
        }
        Self {
            minutes,
            topology,
            architecture,
            felt,
            weights: architecture.weights(sources),
            singles: architecture.single_points(sources),
        }
    }

    /// Downtime that some sources cause [min a year].
    pub(super) fn minutes<'s>(&self, of: impl IntoIterator<Item = &'s SourceId>) -> f64 {
        of.into_iter().map(|id| self.minutes[id]).sum()
    }

    pub(super) fn weight(&self, id: SourceId) -> Weight {
        self.weights[id]
    }
}
