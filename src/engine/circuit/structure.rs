//! The structure of an architecture as counters and edges.
//!
//! A node is down when more of its inputs are down than it tolerates. Whoever counts them, counts up and down by one, so
//! that a change costs only the nodes whose state it changes. [`Structure::evaluate`] works all nodes out from scratch.

use std::ops::Range;

use crate::topology::{Architecture, Node};

/// The nodes of an architecture and who watches them.
#[derive(Debug)]
pub struct Structure {
    /// Per node, how many of its inputs may be down before it is.
    pub tolerated: Vec<u32>,
    /// Per node, its edges in `edges`.
    edge_ranges: Vec<Range<u32>>,
    edges: Vec<Edge>,
    /// Per node, its children, for an evaluation from scratch.
    pub shapes: Vec<Shape>,
    /// The service.
    pub root: u32,
}

/// Who is notified when a node changes.
#[derive(Debug, Clone, Copy)]
pub enum Edge {
    /// A gate that counts it.
    Gate(u32),
    /// A group whose member it is.
    Member { group: u32, member: u32 },
    /// A group one of whose members requires it.
    Required { group: u32 },
    /// The load balancer: this site.
    Balanced { site: u32 },
    /// The share of the requests that is lost while the service is up.
    Part,
}

/// A node for an evaluation from scratch.
#[derive(Debug)]
pub enum Shape {
    Leaf,
    AtLeast(u32, Vec<u32>),
    Group(u32),
}

impl Structure {
    /// Compiles the nodes of `architecture`; changes of the nodes in `parts` change the share of lost requests.
    pub fn new(architecture: &Architecture, parts: impl Iterator<Item = u32>) -> Self {
        let shapes: Vec<Shape> = architecture.nodes.iter().map(Shape::new).collect();
        let tolerated = shapes.iter().map(|shape| match shape {
            Shape::AtLeast(needs, of) => (of.len() as u32).saturating_sub(*needs),
            // A group counts nothing: its own rule sets its count to 0 or 1.
            Shape::Leaf | Shape::Group(_) => 0,
        });
        let (edge_ranges, edges) = flatten(edges(architecture, parts));
        Self {
            tolerated: tolerated.collect(),
            edge_ranges,
            edges,
            shapes,
            root: architecture.root.index() as u32,
        }
    }

    /// Who is notified when `node` changes.
    #[inline]
    pub fn edges_of(&self, node: u32) -> &[Edge] {
        let range = &self.edge_ranges[node as usize];
        &self.edges[range.start as usize..range.end as usize]
    }

    /// Works out every node from its leaves, whose states `up` holds; `group_up` says whether a group serves when its
    /// members are in these states.
    pub fn evaluate(&self, up: &mut [bool], group_up: impl Fn(u32, &[bool]) -> bool) {
        for (node, shape) in self.shapes.iter().enumerate() {
            match shape {
                Shape::Leaf => {}
                Shape::AtLeast(needs, of) => {
                    up[node] =
                        of.iter().filter(|&&child| up[child as usize]).count() as u32 >= *needs;
                }
                Shape::Group(group) => up[node] = group_up(*group, up),
            }
        }
    }
}

impl Shape {
    fn new(node: &Node) -> Self {
        match node {
            Node::Leaf(_) => Self::Leaf,
            Node::AtLeast { needs, of } => {
                Self::AtLeast(*needs, of.iter().map(|id| id.index() as u32).collect())
            }
            Node::Group(group) => Self::Group(group.index() as u32),
        }
    }
}

fn edges(architecture: &Architecture, parts: impl Iterator<Item = u32>) -> Vec<Vec<Edge>> {
    let mut edges = vec![Vec::new(); architecture.nodes.len()];
    for (index, node) in architecture.nodes.iter().enumerate() {
        if let Node::AtLeast { of, .. } = node {
            of.iter()
                .for_each(|child| edges[child.index()].push(Edge::Gate(index as u32)));
        }
    }
    for (index, group) in architecture.groups.iter().enumerate() {
        let group_index = index as u32;
        for (member, node) in group.members.iter().enumerate() {
            edges[node.index()].push(Edge::Member {
                group: group_index,
                member: member as u32,
            });
        }
        for node in group.requires.iter().flatten() {
            edges[node.index()].push(Edge::Required { group: group_index });
        }
    }
    for (site, node) in architecture
        .balance
        .iter()
        .flat_map(|balance| balance.sites.iter().enumerate())
    {
        edges[node.index()].push(Edge::Balanced { site: site as u32 });
    }
    for node in parts {
        edges[node as usize].push(Edge::Part);
    }
    edges
}

fn flatten(edges: Vec<Vec<Edge>>) -> (Vec<Range<u32>>, Vec<Edge>) {
    let mut flat = Vec::new();
    let ranges = edges.into_iter().map(|of_node| {
        let first = flat.len() as u32;
        flat.extend(of_node);
        first..flat.len() as u32
    });
    (ranges.collect(), flat)
}
