//! What is to be drawn of an architecture, before anything has a place.

use crate::topology::{Architecture, SourceId, Table, Topology, Weight};

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
}

impl<'a> Facts<'a> {
    pub(super) fn new(topology: &'a Topology, architecture: &'a Architecture) -> Self {
        let sources = &topology.sources;
        Self {
            topology,
            architecture,
            felt: architecture.felt(sources),
            weights: architecture.weights(sources),
            singles: architecture.single_points(sources),
        }
    }

    pub(super) fn weight(&self, id: SourceId) -> Weight {
        self.weights[id]
    }
}
