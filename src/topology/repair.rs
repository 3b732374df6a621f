//! Repairs that rest while something else is down: what of an architecture must be up for them to go on.

use std::collections::BTreeMap;

use super::architecture::Architecture;
use super::source::SourceId;
use super::structure::{Node, NodeId};

/// A repair that goes on only while all of these are up, in one architecture; what is done is kept meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct RepairNeeds {
    /// What is repaired.
    pub source: SourceId,
    /// What must be up.
    pub nodes: Vec<NodeId>,
}

impl Architecture {
    /// Per source whose repair rests while others are down, these others.
    #[must_use]
    pub fn repair_needs(&self) -> BTreeMap<SourceId, Vec<SourceId>> {
        let mut all: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
        for needs in &self.repairs {
            let is_of = |leaf| {
                needs
                    .nodes
                    .iter()
                    .any(|node| self.nodes[*node] == Node::Leaf(leaf))
            };
            let links = self.links.iter().filter(|link| is_of(link.leaf));
            let known = all.entry(needs.source).or_default();
            known.extend(links.map(|link| link.source));
        }
        all
    }
}
