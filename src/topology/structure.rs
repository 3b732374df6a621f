//! The structure function: which replicas must be up for the service to be up.
//!
//! A directed acyclic graph of k-out-of-n gates over leaves; a component named twice in the path is one node with two
//! parents. Children come before parents in [`super::Architecture::nodes`], so one pass in order evaluates it.

use super::group::Group;
use super::leaf::LeafId;
use super::table::Id;

/// Index into [`super::Architecture::nodes`].
pub type NodeId = Id<Node>;

/// Index into [`super::Architecture::groups`].
pub type GroupId = Id<Group>;

/// A vertex of the structure.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
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
    Group(GroupId),
}
