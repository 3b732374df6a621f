//! The structure function: which replicas must be up for the service to be up.
//!
//! A directed acyclic graph of k-out-of-n gates over leaves; a component named twice in the path is one node with two
//! parents. Children come before parents in [`super::Architecture::nodes`], so one pass in order evaluates it.

use super::failover::Group;
use super::table::Id;

/// Index into [`super::Architecture::leaves`].
pub type LeafId = Id<Leaf>;

/// Index into [`super::Architecture::nodes`].
pub type NodeId = Id<Node>;

/// Index into [`super::Architecture::groups`].
pub type GroupId = Id<Group>;

/// The least thing that is up or down: a replica, or a component that stands in a region, provider or the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// `seoul/web/1`; `hits` draws are keyed by it. The same in every architecture that has it.
    pub name: String,
    /// The component it belongs to, `web`; mitigation draws are keyed by it.
    pub component: String,
    /// Where it stands: `aws/ap-northeast-2/a`, `aws/ap-northeast-2`, `aws` or `world`.
    pub domain: String,
}

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
