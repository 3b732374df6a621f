//! An architecture made ready to run: the structure as counters and edges, the links as channels.
//!
//! A node counts its inputs that are down and is down itself when the count exceeds what it can bear, so that one
//! change costs only the nodes whose state it changes. A channel is the set of leaves that feel an outage of a source
//! alike: same mitigations, same draw.

use std::{collections::BTreeMap, ops::Range};

use super::{
    alone::{Alone, Lonely},
    part::Parts,
    sampler::Sampler,
    standby::Standby,
    stream::name_hash,
    ties::Ties,
};
use crate::topology::{Architecture, Crew, Effect, Link, MitigationId, Node, SourceId, Topology};

/// An architecture made ready to run.
#[derive(Debug)]
pub struct Circuit {
    /// Per source of the plan, its local index, or `NONE`.
    pub(super) local_of: Vec<u32>,
    /// Per local source, its index in the plan.
    pub sources: Vec<SourceId>,
    /// Per local source, its channels.
    feeds: Vec<Range<u32>>,
    /// Per local source, how it hangs together with others.
    pub ties: Vec<Ties>,
    /// The local sources whose fate the state of the others decides: they live in the machine, not in the script.
    pub living: Vec<u32>,
    /// The plan's repair crews.
    pub crews: Vec<Crew>,
    /// Per local source, what an outage of it does that meets no other.
    pub lonely: Vec<Lonely>,
    pub channels: Vec<Channel>,
    /// Leaf nodes of all channels, one after the other.
    channel_nodes: Vec<u32>,
    /// Per node, how many of its inputs may be down before it is.
    pub bearable: Vec<u32>,
    /// Per node, its edges in `edges`.
    edge_ranges: Vec<Range<u32>>,
    edges: Vec<Edge>,
    /// Per node, its children, for an evaluation from scratch.
    pub shapes: Vec<Shape>,
    /// The service.
    pub root: u32,
    pub groups: Vec<Standby>,
    /// Number of sites sharing the load and the law of draining; `None` without balance.
    pub balance: Option<(u32, Sampler)>,
    /// What can be lost while the service is up.
    pub parts: Parts,
    mitigations: Vec<Softener>,
    /// What is over before this hour leaves no trace: without groups the state has no memory, and nothing before the
    /// counted year matters.
    pub remembers_from: f64,
}

/// Leaves that feel an outage of one source alike.
#[derive(Debug)]
pub struct Channel {
    nodes: Range<u32>,
    /// Hash of the component and what it has against the source; `None` where nothing softens the blow.
    pub softened: Option<(u64, Vec<u32>)>,
    /// Hash of the leaf and its chance of being struck; `None` where every outage strikes.
    pub hit: Option<(u64, f64)>,
    /// What it does while all else is up and every group's preferred member serves.
    pub alone: Alone,
}

/// A mitigation made ready to be drawn.
#[derive(Debug)]
pub struct Softener {
    pub stream: u64,
    pub works: f64,
    pub remedy: Softening,
}

/// What a mitigation does, with its law.
#[derive(Debug)]
pub enum Softening {
    After(Sampler),
    CoversFirst(Sampler),
}

/// Who is told when a node changes.
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
    /// What can be lost while the service is up.
    Part,
}

/// A node for an evaluation from scratch.
#[derive(Debug)]
pub enum Shape {
    Leaf,
    AtLeast(u32, Vec<u32>),
    Group(u32),
}

const NONE: u32 = u32::MAX;

impl Circuit {
    /// Compiles `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        let shapes: Vec<Shape> = architecture.nodes.iter().map(Shape::new).collect();
        let bearable = shapes.iter().map(|shape| match shape {
            Shape::Leaf => 0,
            Shape::AtLeast(needs, of) => (of.len() as u32).saturating_sub(*needs),
            // A group counts nothing: it is told, and sets its own count to 0 or 1.
            Shape::Group(_) => 0,
        });
        let parts = Parts::new(architecture);
        let (edge_ranges, edges) = flatten(edges(architecture, &parts));
        let mut circuit = Self {
            local_of: vec![NONE; topology.sources.len()],
            sources: Vec::new(),
            feeds: Vec::new(),
            ties: Vec::new(),
            living: Vec::new(),
            lonely: Vec::new(),
            crews: topology.crews.iter().cloned().collect(),
            channels: Vec::new(),
            channel_nodes: Vec::new(),
            bearable: bearable.collect(),
            edge_ranges,
            edges,
            shapes,
            root: architecture.root.index() as u32,
            groups: architecture
                .groups
                .iter()
                .enumerate()
                .map(|(index, group)| Standby::new(group, index, group_node(architecture, index)))
                .collect(),
            balance: architecture
                .balance
                .as_ref()
                .map(|balance| (balance.sites.len() as u32, Sampler::new(&balance.drain))),
            parts,
            mitigations: topology.mitigations.iter().map(Softener::new).collect(),
            remembers_from: if architecture.groups.is_empty() {
                0.0
            } else {
                f64::NEG_INFINITY
            },
        };
        circuit.connect(topology, architecture);
        circuit.tie(topology, architecture);
        circuit.foresee();
        circuit
    }

    /// The local index of a source of the plan, if this architecture feels it.
    #[inline]
    pub fn local(&self, source: u32) -> Option<u32> {
        let local = self.local_of[source as usize];
        (local != NONE).then_some(local)
    }

    /// The local index of a source of the plan that this architecture feels and whose fate is laid out beforehand.
    #[inline]
    pub fn scripted(&self, source: u32) -> Option<u32> {
        self.local(source)
            .filter(|&local| self.living.is_empty() || !self.ties[local as usize].living)
    }

    /// The channels of a local source.
    #[inline]
    pub fn channels_of(&self, local: u32) -> Range<u32> {
        self.feeds[local as usize].clone()
    }

    /// The leaf nodes of a channel.
    #[inline]
    pub fn nodes_of(&self, channel: u32) -> &[u32] {
        let nodes = &self.channels[channel as usize].nodes;
        &self.channel_nodes[nodes.start as usize..nodes.end as usize]
    }

    /// Who is told when `node` changes.
    #[inline]
    pub fn edges_of(&self, node: u32) -> &[Edge] {
        let range = &self.edge_ranges[node as usize];
        &self.edges[range.start as usize..range.end as usize]
    }

    /// A mitigation of the plan.
    pub fn softener(&self, index: u32) -> &Softener {
        &self.mitigations[index as usize]
    }

    fn connect(&mut self, topology: &Topology, architecture: &Architecture) {
        let leaf_nodes = leaf_nodes(architecture);
        let mut by_source: BTreeMap<SourceId, Vec<&Link>> = BTreeMap::new();
        for link in &architecture.links {
            by_source.entry(link.source).or_default().push(link);
        }
        for (source, links) in by_source {
            let numbers = &topology.sources[source];
            let first_channel = self.channels.len() as u32;
            for (alike, links) in alike(&links, numbers.hits < 1.0) {
                let first_node = self.channel_nodes.len() as u32;
                self.channel_nodes.extend(
                    links
                        .iter()
                        .flat_map(|link| leaf_nodes[link.leaf.index()].iter().copied()),
                );
                let leaf = &architecture.leaves[links[0].leaf];
                self.channels.push(Channel {
                    nodes: first_node..self.channel_nodes.len() as u32,
                    softened: (!alike.1.is_empty()).then(|| {
                        (
                            name_hash(leaf.component().unwrap_or_default()),
                            alike.1.iter().map(|id| id.index() as u32).collect(),
                        )
                    }),
                    hit: (numbers.hits < 1.0).then(|| (name_hash(&leaf.name()), numbers.hits)),
                    alone: Alone::Nothing,
                });
            }
            self.add_local(source, first_channel..self.channels.len() as u32);
        }
        // What only strikes others has no links of its own, but outages are charged to it.
        for source in architecture.felt(&topology.sources) {
            if self.local_of[source.index()] == NONE {
                self.add_local(source, 0..0);
            }
        }
    }

    /// Works out every node from its leaves, whose states `up` holds; `group_up` says which state of its members makes a
    /// group serve.
    pub fn evaluate(&self, up: &mut [bool], group_up: impl Fn(&Standby, &[bool]) -> bool) {
        for (node, shape) in self.shapes.iter().enumerate() {
            match shape {
                Shape::Leaf => {}
                Shape::AtLeast(needs, of) => {
                    up[node] =
                        of.iter().filter(|&&child| up[child as usize]).count() as u32 >= *needs;
                }
                Shape::Group(group) => up[node] = group_up(&self.groups[*group as usize], up),
            }
        }
    }

    fn add_local(&mut self, source: SourceId, channels: Range<u32>) {
        self.local_of[source.index()] = self.sources.len() as u32;
        self.sources.push(source);
        self.feeds.push(channels);
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

impl Softener {
    fn new(mitigation: &crate::topology::Mitigation) -> Self {
        Self {
            stream: name_hash(&mitigation.name),
            works: mitigation.works,
            remedy: match &mitigation.effect {
                Effect::After(law) => Softening::After(Sampler::new(law)),
                Effect::CoversFirst(law) => Softening::CoversFirst(Sampler::new(law)),
            },
        }
    }
}

/// Links that share a channel, by (leaf or component where that matters, mitigations).
fn alike<'a>(
    links: &[&'a Link],
    each_leaf: bool,
) -> BTreeMap<(u32, Vec<MitigationId>), Vec<&'a Link>> {
    let mut channels: BTreeMap<_, Vec<&Link>> = BTreeMap::new();
    for link in links {
        // Leaves of different components with the same mitigations must not share a draw: key by leaf, which is finer
        // than needed, for equal component names draw the same anyway.
        let leaf = if each_leaf || !link.mitigations.is_empty() {
            link.leaf.index() as u32
        } else {
            NONE
        };
        channels
            .entry((leaf, link.mitigations.clone()))
            .or_default()
            .push(*link);
    }
    channels
}

fn leaf_nodes(architecture: &Architecture) -> Vec<Vec<u32>> {
    let mut nodes = vec![Vec::new(); architecture.leaves.len()];
    for (index, node) in architecture.nodes.iter().enumerate() {
        if let Node::Leaf(leaf) = node {
            nodes[leaf.index()].push(index as u32);
        }
    }
    nodes
}

fn group_node(architecture: &Architecture, group: usize) -> u32 {
    let found = architecture
        .nodes
        .iter()
        .position(|node| matches!(node, Node::Group(id) if id.index() == group));
    found.unwrap_or_default() as u32
}

fn edges(architecture: &Architecture, parts: &Parts) -> Vec<Vec<Edge>> {
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
    for node in parts.watched() {
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
