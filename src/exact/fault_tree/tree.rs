//! An architecture as a fault tree: which sources take which leaves down, which leaves the service.
//!
//! Vertices are sources, then leaves, then gates; children come before parents. A gate is down while at least `least` of
//! its children are: k out of n up is n + 1 − k out of n down.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    maintenance::{Turn, maintained},
    source::block,
    way::{Block, Way, Ways},
};
use crate::{
    exact::obstacle::Obstacle,
    law::Law,
    topology::{Architecture, LeafId, Node, Source, SourceId, Strike, Table, Topology},
};

/// Index into [`Structure::vertices`].
pub type VertexId = usize;

/// A fault tree with shared parts.
#[derive(Debug)]
pub struct Structure {
    /// Sources, leaves, gates; children first.
    pub vertices: Vec<Vertex>,
    /// The service.
    pub root: VertexId,
    /// Per vertex that is a block, the sources in it: one, or all that are maintained by one clock.
    pub members: Vec<Vec<Member>>,
}

/// A source in a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Which.
    pub source: SourceId,
    /// The bits of the block that are its.
    pub ways: Ways,
}

/// Something that is down or up.
#[derive(Debug)]
pub enum Vertex {
    /// A source, felt in the ways of its block.
    Source(Block),
    /// Down while any of these is felt.
    Leaf(Vec<Blow>),
    /// Down while at least `least` of the children are; 0 is always, more than there are is never.
    Gate {
        /// How many take it down.
        least: usize,
        /// The children.
        of: Vec<VertexId>,
    },
}

/// One way in which a leaf feels a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Blow {
    /// The source's vertex.
    pub source: VertexId,
    /// Bit of its block.
    pub way: u32,
    /// The source itself.
    pub origin: SourceId,
    /// Chance that an outage strikes this leaf, drawn for each leaf; 1 always.
    pub hits: f64,
}

impl Structure {
    /// Reads `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Result<Self, Obstacle> {
        let mut by_source: BTreeMap<SourceId, BTreeMap<Way<'_>, Vec<LeafId>>> = BTreeMap::new();
        for link in &architecture.links {
            let mut mitigations = link.mitigations.clone();
            mitigations.sort_unstable();
            mitigations.dedup();
            let leaf = link.leaf;
            let component = if mitigations.is_empty() {
                ""
            } else {
                architecture.leaves[leaf].component().unwrap_or_default()
            };
            let ways = by_source.entry(link.source).or_default();
            ways.entry((component, mitigations)).or_default().push(leaf);
        }
        let struck = struck(topology, architecture);
        let mut vertices = Vec::new();
        let mut members = Vec::new();
        let mut leaves: Table<LeafId, Vec<Blow>> = architecture.leaves.map(|_| Vec::new());
        let mut clocks: BTreeMap<&str, Vec<(SourceId, Vec<LeafId>)>> = BTreeMap::new();
        for (id, ways) in by_source {
            let source = &topology.sources[id];
            if source.repair.is_some() {
                return Err(Obstacle::Waits {
                    source_name: source.name.clone(),
                });
            }
            let source = &independent(topology, source, &struck)?;
            let (ways, felt_by): (Vec<_>, Vec<_>) = ways.into_iter().unzip();
            if let Some(clock) = &topology.sources[id].clock {
                if ways.iter().any(|(_, mitigations)| !mitigations.is_empty()) {
                    return Err(Obstacle::Maintenance {
                        source_name: source.name.clone(),
                    });
                }
                let felt_by = felt_by.into_iter().flatten().collect();
                clocks.entry(&clock.name).or_default().push((id, felt_by));
                continue;
            }
            let Some(block) = block(source, &ways, &topology.mitigations)? else {
                continue;
            };
            let vertex = vertices.len();
            members.push(vec![Member {
                source: id,
                ways: (1 << block.bits) - 1,
            }]);
            vertices.push(Vertex::Source(block));
            for (way, felt_by) in felt_by.into_iter().enumerate() {
                for leaf in felt_by {
                    leaves[leaf].push(Blow {
                        source: vertex,
                        way: way as u32,
                        origin: id,
                        hits: source.hits,
                    });
                }
            }
        }
        for turns in clocks.into_values() {
            let sources = turns.iter().map(|(id, _)| &topology.sources[id]);
            let sources: Vec<Turn<'_>> = sources.map(Turn::new).collect::<Result<_, Obstacle>>()?;
            let vertex = vertices.len();
            vertices.push(Vertex::Source(maintained(&sources)?));
            let member = |(way, (id, _)): (usize, &(SourceId, Vec<LeafId>))| Member {
                source: *id,
                ways: 1 << way,
            };
            members.push(turns.iter().enumerate().map(member).collect());
            for (way, (id, felt_by)) in turns.into_iter().enumerate() {
                for leaf in felt_by {
                    leaves[leaf].push(Blow {
                        source: vertex,
                        way: way as u32,
                        origin: id,
                        hits: topology.sources[id].hits,
                    });
                }
            }
        }
        let first_leaf = vertices.len();
        vertices.extend(leaves.into_iter().map(Vertex::Leaf));
        let first_node = vertices.len();
        for node in &architecture.nodes {
            vertices.push(match node {
                Node::Leaf(leaf) => Vertex::Gate {
                    least: 1,
                    of: vec![first_leaf + leaf.index()],
                },
                Node::AtLeast { needs, of } => Vertex::Gate {
                    least: (of.len() + 1).saturating_sub(*needs as usize),
                    of: of.iter().map(|id| first_node + id.index()).collect(),
                },
                Node::Group(group) => {
                    return Err(Obstacle::Failover {
                        group: architecture.groups[group].name.clone(),
                    });
                }
            });
        }
        Ok(Self {
            vertices,
            root: first_node + architecture.root.index(),
            members,
        })
    }

    /// The vertices right below one.
    pub fn children(&self, vertex: VertexId) -> Vec<VertexId> {
        match &self.vertices[vertex] {
            Vertex::Source(_) => Vec::new(),
            Vertex::Leaf(blows) => blows.iter().map(|blow| blow.source).collect(),
            Vertex::Gate { of, .. } => of.clone(),
        }
    }
}

/// How many of the sources that are felt each striker strikes.
pub type Struck = BTreeMap<SourceId, usize>;

/// Counts what the links of an architecture feel.
pub fn struck(topology: &Topology, architecture: &Architecture) -> Struck {
    let felt: BTreeSet<SourceId> = architecture.links.iter().map(|link| link.source).collect();
    let mut struck = Struck::new();
    for source in felt {
        for strike in &topology.sources[source].struck_by {
            *struck.entry(strike.by).or_insert(0) += 1;
        }
    }
    struck
}

/// The source as one that is independent of all others: itself, or with the rate of a shock that strikes it alone.
pub fn independent<'a>(
    topology: &Topology,
    source: &'a Source,
    struck: &Struck,
) -> Result<Cow<'a, Source>, Obstacle> {
    match source.struck_by.as_slice() {
        [] => Ok(Cow::Borrowed(source)),
        [strike] => {
            let struck = struck.get(&strike.by).copied().unwrap_or_default();
            let shock = &topology.sources[strike.by];
            struck_alone(source, shock, *strike, struck).map(Cow::Owned)
        }
        [strike, ..] => Err(Obstacle::CommonCause {
            shock: topology.sources[strike.by].name.clone(),
        }),
    }
}

/// A source that is the only one its shock strikes is independent of all others: it fails at the sum of both rates, for
/// a shock that finds it down does nothing.
fn struck_alone(
    source: &Source,
    shock: &Source,
    strike: Strike,
    struck: usize,
) -> Result<Source, Obstacle> {
    let rate = |fails: &Option<Law>| match fails {
        None => Some(0.0),
        Some(Law::Exponential { mean }) => Some(1.0 / mean),
        Some(_) => None,
    };
    let wholly = source.reach >= 1.0 && shock.reach >= 1.0;
    match (rate(&source.fails), rate(&shock.fails)) {
        (Some(own), Some(shocks))
            if struck == 1 && wholly && shock.is_shock && source.clock.is_none() =>
        {
            Ok(Source {
                fails: (own + strike.chance * shocks > 0.0).then(|| Law::Exponential {
                    mean: 1.0 / (own + strike.chance * shocks),
                }),
                ..source.clone()
            })
        }
        _ => Err(Obstacle::CommonCause {
            shock: shock.name.clone(),
        }),
    }
}
