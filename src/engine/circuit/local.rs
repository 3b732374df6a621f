//! The plan's sources that one architecture feels, numbered from 0: everything in a circuit goes by these numbers.

use std::collections::BTreeSet;

use crate::engine::outage::Outage;
use crate::topology::{Architecture, SourceId, Topology};

/// The sources that an architecture feels, and their numbers in the plan.
#[derive(Debug)]
pub struct LocalSources {
    /// Per source of the plan, its local number, or `NONE`.
    local_of: Vec<u32>,
    /// Per local source, its number in the plan.
    pub in_plan: Vec<SourceId>,
    /// Per local source, the local sources that strike it, and how likely.
    pub struck_by: Vec<Vec<(u32, f64)>>,
}

const NONE: u32 = u32::MAX;

impl LocalSources {
    /// Those of `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        let mut sources = Self {
            local_of: vec![NONE; topology.sources.len()],
            in_plan: Vec::new(),
            struck_by: Vec::new(),
        };
        let links = architecture.links.iter();
        let linked: BTreeSet<SourceId> = links.map(|link| link.source).collect();
        // What only strikes others has no links of its own, but outages are charged to it.
        let felt = architecture.felt(&topology.sources).into_iter();
        for source in linked.into_iter().chain(felt) {
            sources.number(source);
        }
        while let Some(source) = sources.in_plan.get(sources.struck_by.len()) {
            let strikes = topology.sources[source].struck_by.iter();
            let strikers = strikes.map(|strike| (sources.number(strike.by), strike.chance));
            let strikers = strikers.collect();
            sources.struck_by.push(strikers);
        }
        sources
    }

    /// The local number of a source, a new one if it has none yet.
    fn number(&mut self, source: SourceId) -> u32 {
        let local = &mut self.local_of[source.index()];
        if *local == NONE {
            *local = self.in_plan.len() as u32;
            self.in_plan.push(source);
        }
        *local
    }

    /// The local source that an outage of `local` is charged to: itself, or what struck it and so has a number too.
    #[inline]
    pub fn charged(&self, local: u32, outage: &Outage) -> u32 {
        self.local(outage.cause).unwrap_or(local)
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
