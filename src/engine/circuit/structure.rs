//! The structure of an architecture as counters and edges.
//!
//! A node is down when more of its inputs are down than it tolerates. Whoever counts them, counts up and down by one, so
//! that a change costs only the nodes whose state it changes.

use std::ops::Range;

use super::local::LocalSources;
use crate::topology::{Architecture, GroupId, Node, NodeId, Nodes, Table};

/// The nodes of an architecture and who watches them.
#[derive(Debug)]
pub struct Structure {
    /// Children before parents.
    pub nodes: Nodes,
    /// Per node, its edges in `edges`.
    edge_ranges: Table<NodeId, Range<u32>>,
    edges: Vec<Edge>,
    /// The service.
    pub root: NodeId,
}

/// Who is notified when a node changes.
#[derive(Debug, Clone, Copy)]
pub enum Edge {
    /// A gate that counts it.
    Gate(NodeId),
    /// A group whose member it is.
    Member { group: GroupId, member: u32 },
    /// A group one of whose members requires it.
    Required { group: GroupId },
    /// A local source whose repair takes it.
    Repair { source: u32 },
    /// A group that copies over it, by the place of the link.
    Copied { group: GroupId, link: u32 },
    /// The load balancer: this site.
    Balanced { site: u32 },
    /// The share of the requests that is lost while the service is up.
    Part,
}

impl Structure {
    /// Compiles the nodes of `architecture`; changes of the nodes in `parts` change the share of lost requests.
    pub fn new(
        architecture: &Architecture,
        sources: &LocalSources,
        parts: impl Iterator<Item = NodeId>,
    ) -> Self {
        let mut flat = Vec::new();
        let edge_ranges = edges(architecture, sources, parts).map(|of_node| {
            let first = flat.len() as u32;
            flat.extend(of_node);
            first..flat.len() as u32
        });
        Self {
            nodes: architecture.nodes.clone(),
            edge_ranges,
            edges: flat,
            root: architecture.root,
        }
    }

    /// Who is notified when `node` changes.
    #[inline]
    pub fn edges_of(&self, node: NodeId) -> &[Edge] {
        let range = &self.edge_ranges[node];
        &self.edges[range.start as usize..range.end as usize]
    }

    /// Whether anybody but gates is notified when `node` changes.
    pub fn is_watched(&self, node: NodeId) -> bool {
        let mut edges = self.edges_of(node).iter();
        edges.any(|edge| !matches!(edge, Edge::Gate(_)))
    }
}

fn edges(
    architecture: &Architecture,
    sources: &LocalSources,
    parts: impl Iterator<Item = NodeId>,
) -> Table<NodeId, Vec<Edge>> {
    let mut edges = architecture.nodes.map(|_| Vec::new());
    for (id, node) in architecture.nodes.iter_with_ids() {
        if let Node::AtLeast { of, .. } = node {
            of.iter()
                .for_each(|child| edges[*child].push(Edge::Gate(id)));
        }
    }
    for (id, group) in architecture.groups.iter_with_ids() {
        for (member, &node) in (0..).zip(&group.members) {
            edges[node].push(Edge::Member { group: id, member });
        }
        for (link, &(_, _, node)) in (0..).zip(&group.links) {
            edges[node].push(Edge::Copied { group: id, link });
        }
        for &node in group.requires.iter().flatten() {
            edges[node].push(Edge::Required { group: id });
        }
    }
    for needs in &architecture.repairs {
        if let Some(source) = sources.local(needs.source.index() as u32) {
            for &node in &needs.nodes {
                edges[node].push(Edge::Repair { source });
            }
        }
    }
    let sites = architecture.balance.iter().flat_map(|it| &it.sites);
    for (site, &node) in (0..).zip(sites) {
        edges[node].push(Edge::Balanced { site });
    }
    for node in parts {
        edges[node].push(Edge::Part);
    }
    edges
}
