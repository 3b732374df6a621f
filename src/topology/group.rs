//! Failover groups: sites of a service, or replicas of a component. One law for both.

use super::source::SourceId;
use super::structure::NodeId;
use crate::catalog::Evidence;
use crate::failover::Failover;

/// Members of which one serves at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `sites`, or the component as it is named in the structure: `seoul/db`, `db`. Its draws are keyed by it.
    pub name: String,
    /// The members, preferred first; each node comes before the group's own.
    pub members: Vec<NodeId>,
    /// For each member, nodes that must be up before a switch to it can begin; empty where nothing is required.
    pub requires: Vec<Vec<NodeId>>,
    /// For each member, nodes any of which is down while its whole region is in trouble, so that everybody moves away;
    /// empty where `no_capacity` is 0.
    pub crowded: Vec<Vec<NodeId>>,
    /// For each member, its own sources, which fail at `dormant_failures` times their rate while it does not serve; empty
    /// where that is 1.
    pub dormant: Vec<Vec<SourceId>>,
    /// How it moves.
    pub law: Failover,
    /// What the length of a switch rests on in the catalog; nothing where the plan gives it.
    pub evidence: Vec<Evidence>,
    /// What the numbers that the plan gives rest on; nothing where it does not say.
    pub own_evidence: Vec<Evidence>,
}
