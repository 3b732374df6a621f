//! An architecture as a fault tree: which sources take which leaves down, which leaves the service.

use std::{collections::BTreeMap, convert::Infallible};

use super::{
    courses::Courses,
    independence::struck,
    origin::{Origin, Origins},
    way::{Block, Way, Ways},
};
use crate::{
    exact::obstacle::Obstacle,
    topology::{Architecture, Id, LeafId, Node, NodeId, Nodes, SourceId, Table, Topology},
};

/// Index into [`FaultTree::blocks`].
pub type BlockId = Id<Block>;

/// A fault tree with shared parts. What needs k of n children is down while n + 1 − k of them are.
#[derive(Debug, Clone)]
pub struct FaultTree {
    /// Leaves and gates, children first; no failover groups.
    pub nodes: Nodes<Infallible>,
    /// The service.
    pub root: NodeId,
    /// What each leaf feels; it is down while any of these is felt.
    pub leaves: Table<LeafId, Vec<Exposure>>,
    /// The sources: each a variable of its own, or all that are maintained by one clock.
    pub blocks: Table<BlockId, Block>,
    /// The sources in each block.
    pub members: Table<BlockId, Vec<Member>>,
}

/// A source in a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Which.
    pub source: SourceId,
    /// The bits of the block that are its.
    pub ways: Ways,
}

/// One way in which a leaf feels a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// The source's block.
    pub block: BlockId,
    /// Bit of the block.
    pub way: u32,
    /// The source itself.
    pub source: SourceId,
    /// Chance that an outage strikes this leaf, drawn for each leaf; 1 always.
    pub hits: f64,
}

/// Right below a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Child {
    /// A source that a leaf feels.
    Block(BlockId),
    /// A node below a gate.
    Node(NodeId),
}

/// The leaves that feel a source in each of its ways.
type FeltBy<'a> = BTreeMap<Way<'a>, Vec<LeafId>>;

impl FaultTree {
    /// Reads `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Result<Self, Obstacle> {
        let courses = Courses::default();
        Self::with_origins(topology, architecture, &courses).map(|(tree, _)| tree)
    }

    /// The same of one of several designs with these courses, and where its numbers come from.
    pub fn with_origins<'a>(
        topology: &Topology,
        architecture: &'a Architecture,
        courses: &Courses,
    ) -> Result<(Self, Origins<'a>), Obstacle> {
        let mut tree = Self {
            nodes: Table::new(),
            root: architecture.root,
            leaves: architecture.leaves.map(|_| Vec::new()),
            blocks: Table::new(),
            members: Table::new(),
        };
        let mut origins = Origins::new(struck(topology, architecture));
        let mut clocks: BTreeMap<&str, Vec<(SourceId, Vec<LeafId>)>> = BTreeMap::new();
        for (id, felt_by) in felt_by(architecture) {
            let (ways, felt_by): (Vec<_>, Vec<_>) = felt_by.into_iter().unzip();
            if let Some(clock) = &topology.sources[id].clock {
                origins.goes_by_the_clock(topology, id, &ways)?;
                let felt_by = felt_by.into_iter().flatten().collect();
                clocks.entry(&clock.name).or_default().push((id, felt_by));
                continue;
            }
            let origin = Origin::of_source(topology, id, ways, courses)?;
            let block = origins.block(topology, &origin)?;
            if let Some(block) = &block {
                let ways = (1 << block.bits) - 1;
                let felt_by = felt_by.into_iter().map(|leaves| (id, leaves)).collect();
                let members = vec![Member { source: id, ways }];
                tree.add(topology, block.clone(), members, felt_by);
            }
            origins.push(origin, block.is_some());
        }
        for turns in clocks.into_values() {
            let origin = Origin::Clock(turns.iter().map(|turn| turn.0).collect());
            let member = |(way, (id, _)): (usize, &(SourceId, Vec<LeafId>))| Member {
                source: *id,
                ways: 1 << way,
            };
            let members = turns.iter().enumerate().map(member).collect();
            if let Some(block) = origins.block(topology, &origin)? {
                tree.add(topology, block, members, turns);
            }
            origins.push(origin, true);
        }
        let nodes = architecture.nodes.iter().map(|node| match node {
            Node::Leaf(leaf) => Ok(Node::Leaf(*leaf)),
            Node::AtLeast { needs, of } => Ok(Node::AtLeast {
                needs: *needs,
                of: of.clone(),
            }),
            Node::Group(group) => Err(Obstacle::Failover {
                group: architecture.groups[group].name.clone(),
            }),
        });
        tree.nodes = nodes.collect::<Result<_, Obstacle>>()?;
        Ok((tree, origins))
    }

    /// Adds a block; `felt_by` has for each of its ways the source and the leaves that feel it.
    fn add(
        &mut self,
        topology: &Topology,
        block: Block,
        members: Vec<Member>,
        felt_by: Vec<(SourceId, Vec<LeafId>)>,
    ) {
        let block = self.blocks.push(block);
        self.members.push(members);
        for (way, (source, leaves)) in felt_by.into_iter().enumerate() {
            for leaf in leaves {
                self.leaves[leaf].push(Exposure {
                    block,
                    way: way as u32,
                    source,
                    hits: topology.sources[source].hits,
                });
            }
        }
    }

    /// What is right below a node.
    pub fn children(&self, node: NodeId) -> Vec<Child> {
        match &self.nodes[node] {
            Node::Leaf(leaf) => {
                let blocks = self.leaves[leaf].iter();
                blocks
                    .map(|exposure| Child::Block(exposure.block))
                    .collect()
            }
            Node::AtLeast { of, .. } => of.iter().copied().map(Child::Node).collect(),
            Node::Group(never) => match *never {},
        }
    }

    /// How many leaves, gates and blocks there are.
    pub fn size(&self) -> usize {
        self.nodes.len() + self.leaves.len() + self.blocks.len()
    }
}

/// Per source, the leaves that feel it alike.
fn felt_by(architecture: &Architecture) -> BTreeMap<SourceId, FeltBy<'_>> {
    let mut by_source: BTreeMap<SourceId, FeltBy<'_>> = BTreeMap::new();
    for link in &architecture.links {
        let mut mitigations = link.mitigations.clone();
        mitigations.sort_unstable();
        mitigations.dedup();
        let component = if mitigations.is_empty() {
            ""
        } else {
            architecture.leaves[link.leaf]
                .component()
                .unwrap_or_default()
        };
        let ways = by_source.entry(link.source).or_default();
        let leaves = ways.entry((component, mitigations)).or_default();
        leaves.push(link.leaf);
    }
    by_source
}
