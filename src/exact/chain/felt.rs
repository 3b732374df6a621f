//! What the service can feel: of an architecture only this goes into the states.

use crate::topology::{Architecture, Node, NodeId, SourceId, Topology};

/// Which nodes the service's state can depend on.
pub fn matters(architecture: &Architecture) -> Vec<bool> {
    let mut matters = vec![false; architecture.nodes.len()];
    let mut open = vec![architecture.root];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut matters[id.index()], true) {
            continue;
        }
        match &architecture.nodes[id] {
            Node::Leaf(_) => {}
            Node::AtLeast { of, .. } => open.extend(of),
            Node::Group(group) => {
                let group = &architecture.groups[group];
                open.extend(&group.members);
                open.extend(group.requires.iter().chain(&group.crowded).flatten());
            }
        }
    }
    matters
}

/// The numbers of those that matter among themselves.
pub fn numbers(matters: &[bool]) -> Vec<usize> {
    let mut next = 0;
    let number = matters.iter().map(|&matters| {
        next += usize::from(matters);
        next.saturating_sub(1)
    });
    number.collect()
}

/// Nodes by their new numbers.
pub fn renumbered(nodes: &[NodeId], number: &[usize]) -> Vec<usize> {
    nodes.iter().map(|id| number[id.index()]).collect()
}

/// The sources whose states matter: those of leaves that do, those that strike them, and those that take their crews'
/// time; in the topology's order.
pub fn felt_sources(
    topology: &Topology,
    architecture: &Architecture,
    matters: &[bool],
) -> Vec<SourceId> {
    let mut leaf_matters = vec![false; architecture.leaves.len()];
    for (node, _) in architecture
        .nodes
        .iter()
        .zip(matters)
        .filter(|(_, matters)| **matters)
    {
        if let Node::Leaf(leaf) = node {
            leaf_matters[leaf.index()] = true;
        }
    }
    let source = |id: SourceId| &topology.sources[id];
    let here = architecture.felt(&topology.sources);
    let mut wanted = vec![false; topology.sources.len()];
    let mut busy = vec![false; topology.crews.len()];
    let mut open: Vec<SourceId> = architecture
        .links
        .iter()
        .filter(|link| leaf_matters[link.leaf.index()])
        .map(|link| link.source)
        .collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut wanted[id.index()], true) {
            continue;
        }
        open.extend(source(id).struck_by.iter().map(|strike| strike.by));
        if let Some(repair) = source(id).repair
            && !std::mem::replace(&mut busy[repair.crew.index()], true)
        {
            let mates = here.iter().copied().filter(|&mate| {
                source(mate)
                    .repair
                    .is_some_and(|other| other.crew == repair.crew)
            });
            open.extend(mates);
        }
    }
    topology
        .sources
        .ids()
        .filter(|id| wanted[id.index()])
        .collect()
}
