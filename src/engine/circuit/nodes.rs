//! Which nodes are down.

use super::structure::Structure;
use crate::topology::{Node, NodeId, Table};

/// The state of every node of an architecture.
#[derive(Debug, Clone)]
pub struct Nodes {
    counters: Table<NodeId, Counter>,
    root: NodeId,
}

/// A node is down when more of its inputs are down than it tolerates.
#[derive(Debug, Clone, Copy)]
struct Counter {
    down: u32,
    tolerated: u32,
}

impl Nodes {
    /// All up.
    pub fn new(structure: &Structure) -> Self {
        let tolerated = |node: &Node| match node {
            Node::AtLeast { needs, of } => (of.len() as u32).saturating_sub(*needs),
            // A group counts nothing: its own rule sets its count to 0 or 1.
            Node::Leaf(_) | Node::Group(_) => 0,
        };
        Self {
            counters: structure.nodes.map(|node| Counter {
                down: 0,
                tolerated: tolerated(node),
            }),
            root: structure.root,
        }
    }

    /// Lets all be up.
    pub fn clear(&mut self) {
        self.counters.iter_mut().for_each(|node| node.down = 0);
    }

    /// Lets one be up.
    pub fn clear_one(&mut self, node: NodeId) {
        self.counters[node].down = 0;
    }

    /// Whether a node is down.
    #[inline]
    pub fn is_down(&self, node: NodeId) -> bool {
        self.counters[node].is_down()
    }

    /// Whether the service is down.
    #[inline]
    pub fn is_service_down(&self) -> bool {
        self.is_down(self.root)
    }

    /// One more input of a node went down or came back; whether that changes the node.
    #[inline]
    pub fn count(&mut self, node: NodeId, is_down: bool) -> bool {
        let counter = &mut self.counters[node];
        let was_down = counter.is_down();
        if is_down {
            counter.down += 1;
        } else {
            counter.down -= 1;
        }
        counter.is_down() != was_down
    }

    /// Sets a node that counts nothing; whether that changes it.
    pub fn set(&mut self, node: NodeId, is_down: bool) -> bool {
        let counter = &mut self.counters[node];
        let changes = counter.is_down() != is_down;
        if changes {
            counter.down = u32::from(is_down);
        }
        changes
    }
}

impl Counter {
    #[inline]
    fn is_down(self) -> bool {
        self.down > self.tolerated
    }
}
