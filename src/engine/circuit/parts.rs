//! Parts of the requests that can be lost while the service is up.

use crate::topology::{self, Architecture, Node};

/// The parts of an architecture.
#[derive(Debug)]
pub struct Parts {
    pub parts: Vec<Part>,
    pub serving: Serving,
}

/// Which sites serve.
#[derive(Debug)]
pub enum Serving {
    /// There is but one.
    Only,
    /// The group's active member.
    Active(u32),
    /// All that can, if there are so many.
    Together(usize),
}

/// Requests that need something of their own.
#[derive(Debug)]
pub struct Part {
    /// Their share of all.
    pub share: f64,
    /// Per site, the node that has to be up for them.
    pub at: Vec<u32>,
    pub loads: Vec<Load>,
}

/// A component whose replicas share the requests.
#[derive(Debug)]
pub struct Load {
    /// Per site, the replicas' nodes.
    pub replicas: Vec<Vec<u32>>,
    /// The share of the requests that one replica carries.
    pub carries: f64,
}

impl Parts {
    /// Compiles those of `architecture`.
    pub fn new(architecture: &Architecture) -> Self {
        let root = &architecture.nodes[architecture.root];
        let serving = match (&architecture.balance, root) {
            (Some(balance), _) => Serving::Together(balance.needs.max(1) as usize),
            (None, Node::Group(group)) => Serving::Active(group.index() as u32),
            (None, _) => Serving::Only,
        };
        let parts = architecture.parts.iter().map(|part| Part {
            share: part.share,
            at: part.at.iter().map(|node| node.index() as u32).collect(),
            loads: part.loads.iter().map(Load::new).collect(),
        });
        Self {
            parts: parts.collect(),
            serving,
        }
    }

    /// The nodes whose state matters.
    pub fn watched(&self) -> impl Iterator<Item = u32> + '_ {
        self.parts.iter().flat_map(|part| {
            let replicas = part
                .loads
                .iter()
                .flat_map(|load| load.replicas.iter().flatten());
            part.at.iter().chain(replicas).copied()
        })
    }

    /// True where everything is served or nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Load {
    fn new(load: &topology::Load) -> Self {
        let replicas = load.replicas.iter();
        Self {
            replicas: replicas
                .map(|nodes| nodes.iter().map(|node| node.index() as u32).collect())
                .collect(),
            carries: load.carries,
        }
    }
}
