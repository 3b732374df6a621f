//! The plan's sources that one architecture feels, numbered from 0: everything in a circuit goes by these numbers.

use std::collections::BTreeSet;

use crate::topology::{Architecture, SourceId, Topology};

/// The sources that an architecture feels, and their numbers in the plan.
#[derive(Debug)]
pub struct LocalSources {
    /// Per source of the plan, its local number, or `NONE`.
    local_of: Vec<u32>,
    /// Per local source, its number in the plan.
    pub in_plan: Vec<SourceId>,
}

const NONE: u32 = u32::MAX;

impl LocalSources {
    /// Those of `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        let mut sources = Self {
            local_of: vec![NONE; topology.sources.len()],
            in_plan: Vec::new(),
        };
        let links = architecture.links.iter();
        let linked: BTreeSet<SourceId> = links.map(|link| link.source).collect();
        // What only strikes others has no links of its own, but outages are charged to it.
        let felt = architecture.felt(&topology.sources).into_iter();
        for source in linked.into_iter().chain(felt) {
            if sources.local_of[source.index()] == NONE {
                sources.local_of[source.index()] = sources.in_plan.len() as u32;
                sources.in_plan.push(source);
            }
        }
        sources
    }

    /// The local number of a source of the plan, if this architecture feels it.
    #[inline]
    pub fn local(&self, source: u32) -> Option<u32> {
        let local = self.local_of[source as usize];
        (local != NONE).then_some(local)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.in_plan.len()
    }
}
