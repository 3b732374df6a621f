//! Parts of the requests that can be lost while the service is up.

use crate::topology::{Architecture, GroupId, Node, NodeId, Part};

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
    Active(GroupId),
    /// All that can, if there are so many.
    Together(usize),
}

impl Parts {
    /// Compiles those of `architecture`.
    pub fn new(architecture: &Architecture) -> Self {
        let root = &architecture.nodes[architecture.root];
        let serving = match (&architecture.balance, root) {
            (Some(balance), _) => Serving::Together(balance.needs.max(1) as usize),
            (None, Node::Group(group)) => Serving::Active(*group),
            (None, _) => Serving::Only,
        };
        Self {
            parts: architecture.parts.clone(),
            serving,
        }
    }

    /// The nodes whose state matters.
    pub fn watched(&self) -> impl Iterator<Item = NodeId> + '_ {
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
