//! What is down while some channels are, all else up.
//!
//! Worked out upwards from the channels, so that it costs what changes and not the whole structure. Counters and their
//! edges come in, the nodes that are down go out; whether a group serves is for the one who asks to say.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    channel::Channels,
    group::Group,
    nodes::Nodes,
    structure::{Edge, Structure},
};
use crate::topology::{GroupId, NodeId, Table};

/// The structure with some channels down.
#[derive(Debug)]
pub struct Fallen {
    nodes: Nodes,
    /// The nodes that are down.
    down: Vec<NodeId>,
    /// The nodes that count anything that is down, some more than once.
    counting: Vec<NodeId>,
    /// Groups that something of theirs went down of, by their nodes: they are asked once all below them is known.
    asked: BinaryHeap<Reverse<(NodeId, GroupId)>>,
    /// What goes down and has not been passed on yet.
    open: Vec<NodeId>,
}

/// An architecture of which it is asked what channels take down.
#[derive(Debug, Clone, Copy)]
pub struct Wiring<'c> {
    pub structure: &'c Structure,
    pub channels: &'c Channels,
    pub groups: &'c Table<GroupId, Group>,
}

impl Fallen {
    /// Nothing is.
    pub fn new(structure: &Structure) -> Self {
        Self {
            nodes: Nodes::new(structure),
            down: Vec::new(),
            counting: Vec::new(),
            asked: BinaryHeap::new(),
            open: Vec::new(),
        }
    }

    /// Takes these channels down, and nothing else; `serves` says whether a group does while its members are as they are.
    pub fn take_down(
        &mut self,
        wiring: Wiring<'_>,
        channels: impl IntoIterator<Item = u32>,
        serves: impl Fn(GroupId, &Nodes) -> bool,
    ) {
        self.down.clear();
        for node in self.counting.drain(..) {
            self.nodes.clear_one(node);
        }
        for channel in channels {
            let nodes = wiring.channels.nodes_of(channel).iter();
            nodes.for_each(|&node| self.count(wiring, node));
        }
        while let Some(next) = self.asked.pop() {
            // Once, however many of its members are down.
            while self.asked.peek() == Some(&next) {
                self.asked.pop();
            }
            let Reverse((node, group)) = next;
            if !serves(group, &self.nodes) {
                self.count(wiring, node);
            }
        }
    }

    /// Whether the service is down.
    pub fn takes_service_down(&self) -> bool {
        self.nodes.is_service_down()
    }

    /// The nodes that are down.
    pub fn nodes(&self) -> &[NodeId] {
        &self.down
    }

    /// One more input of a node is down.
    fn count(&mut self, wiring: Wiring<'_>, node: NodeId) {
        self.open.push(node);
        while let Some(node) = self.open.pop() {
            self.counting.push(node);
            if !self.nodes.count(node, true) {
                continue;
            }
            self.down.push(node);
            for &edge in wiring.structure.edges_of(node) {
                match edge {
                    Edge::Gate(gate) => self.open.push(gate),
                    Edge::Member { group, .. } | Edge::Required { group } => {
                        self.ask(wiring, group);
                    }
                    Edge::Repair { .. }
                    | Edge::Copied { .. }
                    | Edge::Balanced { .. }
                    | Edge::Part => {}
                }
            }
        }
    }

    fn ask(&mut self, wiring: Wiring<'_>, group: GroupId) {
        if let Some(node) = wiring.groups[group].node {
            self.asked.push(Reverse((node, group)));
        }
    }
}
