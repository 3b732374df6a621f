//! The structure function: which replicas must be up for the service to be up.
//!
//! A directed acyclic graph of k-out-of-n gates over leaves; a component named twice in the path is one node with two
//! parents. Children come before parents in [`super::Architecture::nodes`], so one pass in order evaluates it.

use std::convert::Infallible;

use super::group::Group;
use super::leaf::LeafId;
use super::table::{Id, Table};

/// Index into [`super::Architecture::nodes`].
pub type NodeId = Id<Node>;

/// Index into [`super::Architecture::groups`].
pub type GroupId = Id<Group>;

/// A vertex of the structure; `G` names failover groups.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<G = GroupId> {
    /// Up while no source has an impact on the leaf.
    Leaf(LeafId),
    /// Up while at least `needs` of the children are up. All: `needs` = number of children; any: 1.
    AtLeast {
        /// How many must be up.
        needs: u32,
        /// The children, by index; each earlier than this node.
        of: Vec<NodeId>,
    },
    /// Up while the failover group has a serving member.
    Group(G),
}

/// A structure: nodes, children before parents.
pub type Nodes<G = GroupId> = Table<NodeId, Node<G>>;

/// What a structure is evaluated in: true and false, functions, probabilities.
pub trait Algebra<G = GroupId> {
    /// What a node is evaluated to.
    type Value;
    /// Why there may be no value.
    type Error;

    /// The value of a leaf.
    ///
    /// # Errors
    ///
    /// Where there is none.
    fn leaf(&mut self, leaf: LeafId) -> Result<Self::Value, Self::Error>;

    /// The value of a node that is up while at least `needs` of these are.
    ///
    /// # Errors
    ///
    /// Where there is none.
    fn at_least<'v>(
        &mut self,
        needs: usize,
        of: impl ExactSizeIterator<Item = (NodeId, &'v Self::Value)>,
    ) -> Result<Self::Value, Self::Error>
    where
        Self::Value: 'v;

    /// The value of a failover group; `known` has those of all earlier nodes.
    ///
    /// # Errors
    ///
    /// Where there is none.
    fn group(
        &mut self,
        group: &G,
        known: &Table<NodeId, Self::Value>,
    ) -> Result<Self::Value, Self::Error>;
}

impl<G> Node<G> {
    fn value<A: Algebra<G>>(
        &self,
        algebra: &mut A,
        known: &Table<NodeId, A::Value>,
    ) -> Result<A::Value, A::Error> {
        match self {
            Self::Leaf(leaf) => algebra.leaf(*leaf),
            Self::AtLeast { needs, of } => {
                algebra.at_least(*needs as usize, of.iter().map(|&id| (id, &known[id])))
            }
            Self::Group(group) => algebra.group(group, known),
        }
    }
}

impl<G> Nodes<G> {
    /// Evaluates all nodes, children first.
    ///
    /// # Errors
    ///
    /// The first of the algebra's.
    pub fn fold<A: Algebra<G>>(
        &self,
        algebra: &mut A,
    ) -> Result<Table<NodeId, A::Value>, A::Error> {
        let mut known = Table::new();
        for node in self {
            let value = node.value(algebra, &known)?;
            known.push(value);
        }
        Ok(known)
    }

    /// Evaluates some nodes, in the order given; `known` holds the values of the others.
    ///
    /// # Errors
    ///
    /// The first of the algebra's.
    pub fn fold_over<A: Algebra<G>>(
        &self,
        some: impl IntoIterator<Item = NodeId>,
        known: &mut Table<NodeId, A::Value>,
        algebra: &mut A,
    ) -> Result<(), A::Error> {
        for id in some {
            known[id] = self[id].value(algebra, known)?;
        }
        Ok(())
    }

    /// Which nodes are up, by the state of each leaf and of each group.
    pub fn up(
        &self,
        leaf: impl FnMut(LeafId) -> bool,
        group: impl FnMut(&G, &Table<NodeId, bool>) -> bool,
    ) -> Table<NodeId, bool> {
        let Ok(up) = self.fold(&mut Truth { leaf, group });
        up
    }

    /// What a node is made of, itself first, each once, children in order; `members` gives what a group is made of.
    pub fn below<'a>(
        &'a self,
        top: NodeId,
        members: impl Fn(&G) -> Vec<&'a NodeId>,
    ) -> Vec<NodeId> {
        let mut seen = self.map(|_| false);
        let mut below = Vec::new();
        let mut open = vec![top];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id], true) {
                continue;
            }
            below.push(id);
            match &self[id] {
                Node::Leaf(_) => {}
                Node::AtLeast { of, .. } => open.extend(of.iter().rev()),
                Node::Group(group) => open.extend(members(group).into_iter().rev()),
            }
        }
        below
    }
}

/// How many of `of` children must be down for a gate that needs `needs` of them; 0 is always, more than there are never.
#[must_use]
pub fn down_at(needs: usize, of: usize) -> usize {
    (of + 1).saturating_sub(needs)
}

/// True and false.
struct Truth<L, S> {
    leaf: L,
    group: S,
}

impl<G, L, S> Algebra<G> for Truth<L, S>
where
    L: FnMut(LeafId) -> bool,
    S: FnMut(&G, &Table<NodeId, bool>) -> bool,
{
    type Value = bool;
    type Error = Infallible;

    fn leaf(&mut self, leaf: LeafId) -> Result<bool, Infallible> {
        Ok((self.leaf)(leaf))
    }

    fn at_least<'v>(
        &mut self,
        needs: usize,
        of: impl ExactSizeIterator<Item = (NodeId, &'v bool)>,
    ) -> Result<bool, Infallible> {
        Ok(of.filter(|(_, up)| **up).count() >= needs)
    }

    fn group(&mut self, group: &G, known: &Table<NodeId, bool>) -> Result<bool, Infallible> {
        Ok((self.group)(group, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two leaves of which one is needed, and behind that a group of the second leaf and the gate.
    #[test]
    fn a_structure_is_evaluated_children_first() {
        let leaves: Table<LeafId, &str> = ["web", "db"].into_iter().collect();
        let mut nodes: Nodes<Vec<NodeId>> = Table::new();
        let of: Vec<NodeId> = leaves.ids().map(|id| nodes.push(Node::Leaf(id))).collect();
        let any = nodes.push(Node::AtLeast {
            needs: 1,
            of: of.clone(),
        });
        let group = nodes.push(Node::Group(vec![of[1], any]));
        let preferred = |members: &Vec<NodeId>, up: &Table<NodeId, bool>| up[members[0]];
        let up = nodes.up(|leaf| leaves[leaf] == "web", preferred);
        assert_eq!((up[any], up[group]), (true, false));
        assert_eq!(
            nodes.below(group, |_| of.iter().chain([&any]).collect()),
            [group, of[0], of[1], any]
        );
        assert_eq!((down_at(2, 3), down_at(0, 3), down_at(3, 3)), (2, 4, 1));
    }
}
