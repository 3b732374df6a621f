//! What hurts what.

use super::leaf::LeafId;
use super::mitigation::MitigationId;
use super::source::SourceId;

/// One source hurts one leaf, less with these mitigations.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What fails.
    pub source: SourceId,
    /// What is down meanwhile.
    pub leaf: LeafId,
    /// What this architecture has against it, for this leaf's component. Draws are keyed by (source, outage,
    /// component, mitigation): the same for all replicas and sites of a component.
    pub mitigations: Vec<MitigationId>,
}
