//! What softens an outage for those who feel it.

use super::table::Id;
use crate::catalog::Evidence;
use crate::law::Law;

/// Index into [`super::Topology::mitigations`].
pub type MitigationId = Id<Mitigation>;

/// Something that shortens what users of a dependency feel of its outage.
#[derive(Debug, Clone, PartialEq)]
pub struct Mitigation {
    /// Name in the plan; its draws are keyed by it.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// Probability that it works, drawn per (source, outage, component, mitigation).
    pub works: f64,
    /// Whether the plan says what it costs, in money or in hours of work.
    pub priced: bool,
    /// What these numbers rest on; nothing where the plan does not say.
    pub evidence: Vec<Evidence>,
}

/// What a mitigation does when it works.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The impact ends this long after the outage began [h].
    After(Law),
    /// The impact begins only this long after the outage began [h].
    CoversFirst(Law),
}
