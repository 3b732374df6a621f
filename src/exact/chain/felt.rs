//! What the service can feel: of an architecture only this goes into the states.

use std::collections::BTreeMap;

use crate::{
    exact::obstacle::Obstacle,
    topology::{Architecture, LeafId, Node, NodeId, SourceId, Table, Topology},
};

/// Which nodes the service's state can depend on.
pub fn matters(architecture: &Architecture) -> Table<NodeId, bool> {
    matters_to(architecture, &[])
}

/// Which nodes the state of the service or of one of the nodes that are `watched` can depend on.
pub fn matters_to(architecture: &Architecture, watched: &[NodeId]) -> Table<NodeId, bool> {
    let mut matters = architecture.nodes.map(|_| false);
    let repairs = architecture.repairs.iter().flat_map(|needs| &needs.nodes);
    for &top in [architecture.root].iter().chain(watched).chain(repairs) {
        if matters[top] {
            continue;
        }
        let below = architecture.nodes.below(top, |group| {
            let group = &architecture.groups[group];
            let lists = group.requires.iter().chain(&group.crowded).flatten();
            group.members.iter().chain(lists).collect()
        });
        for node in below {
            matters[node] = true;
        }
    }
    matters
}

/// The sources whose states matter: those of leaves that do, those that strike them, and those that take their crews'
/// time; in the topology's order.
pub fn felt_sources(
    topology: &Topology,
    architecture: &Architecture,
    matters: &Table<NodeId, bool>,
) -> Vec<SourceId> {
    let mut leaf_matters = architecture.leaves.map(|_| false);
    for (id, node) in architecture.nodes.iter_with_ids() {
        if let Node::Leaf(leaf) = node {
            leaf_matters[*leaf] |= matters[id];
        }
    }
    let source = |id: SourceId| &topology.sources[id];
    let here = architecture.felt(&topology.sources);
    let mut wanted = topology.sources.map(|_| false);
    let mut busy = topology.crews.map(|_| false);
    let links = architecture.links.iter();
    let links = links.filter(|link| leaf_matters[link.leaf]);
    let mut open: Vec<SourceId> = links.map(|link| link.source).collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut wanted[id], true) {
            continue;
        }
        open.extend(source(id).struck_by.iter().map(|strike| strike.by));
        if let Some(repair) = source(id).repair
            && !std::mem::replace(&mut busy[repair.crew], true)
        {
            let mates = here.iter().copied().filter(|&mate| {
                source(mate)
                    .repair
                    .is_some_and(|other| other.crew == repair.crew)
            });
            open.extend(mates);
        }
    }
    let sources = topology.sources.ids();
    sources.filter(|&id| wanted[id]).collect()
}

/// Per leaf, the sources that take it down.
pub fn leaves(
    topology: &Topology,
    architecture: &Architecture,
    index: &BTreeMap<SourceId, usize>,
) -> Result<Table<LeafId, Vec<usize>>, Obstacle> {
    let mut leaves: Table<LeafId, Vec<usize>> = architecture.leaves.map(|_| Vec::new());
    for link in &architecture.links {
        if let Some(&source) = index.get(&link.source) {
            if !link.mitigations.is_empty() {
                return Err(Obstacle::Softened {
                    source_name: topology.sources[link.source].name.clone(),
                });
            }
            let leaf = &mut leaves[link.leaf];
            if !leaf.contains(&source) {
                leaf.push(source);
            }
        }
    }
    Ok(leaves)
}
