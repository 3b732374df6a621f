//! Repairs that rest while something else is down: what of an architecture must be up for them to go on.

use super::source::SourceId;
use super::structure::NodeId;

/// A repair that goes on only while all of these are up, in one architecture; what is done is kept meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct RepairNeeds {
    /// What is repaired.
    pub source: SourceId,
    /// What must be up.
    pub nodes: Vec<NodeId>,
}
