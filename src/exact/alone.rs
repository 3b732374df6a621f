//! An architecture by itself: its own sources only, numbered in the order of its links, so that the order of sums, and with
//! it the last bit of the answer, does not depend on what else is in the plan.

use crate::topology::{
    Architecture, Link, Purchases, RepairNeeds, Source, SourceId, Table, Topology,
};
use std::collections::BTreeMap;

/// The plan reduced to what one architecture feels, and the architecture in its numbering.
#[must_use]
pub fn alone(topology: &Topology, architecture: &Architecture) -> (Topology, Architecture) {
    let felt = architecture.felt(&topology.sources);
    let mut sources: Table<SourceId, Source> = Table::new();
    let number: BTreeMap<SourceId, SourceId> = felt
        .into_iter()
        .map(|id| (id, sources.push(topology.sources[id].clone())))
        .collect();
    for strike in sources.iter_mut().flat_map(|source| &mut source.struck_by) {
        strike.by = number[&strike.by];
    }
    let links = architecture.links.iter().map(|link| Link {
        source: number[&link.source],
        ..link.clone()
    });
    let repairs = architecture.repairs.iter().map(|needs| RepairNeeds {
        source: number[&needs.source],
        nodes: needs.nodes.clone(),
    });
    let mut groups = architecture.groups.clone();
    for source in groups
        .iter_mut()
        .flat_map(|group| &mut group.dormant)
        .flatten()
    {
        *source = number[source];
    }
    let architecture = Architecture {
        links: links.collect(),
        groups,
        repairs: repairs.collect(),
        if_independent: None,
        purchases: Purchases::default(),
        complexity: Vec::new(),
        ..architecture.clone()
    };
    (topology.with_sources(sources), architecture)
}
