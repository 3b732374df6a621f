//! The parts of which architectures are put together, each read once.

use super::complexity::Complexity;
use super::once::Once;
use super::replicas::Replicas;
use super::requests::Requested;
use super::site::Site;
use crate::plan::component::Component;
use crate::plan::dependency::{Dependency, Override};
use crate::plan::failure::failover::{Takeover, Together};
use crate::plan::money::bill::Charge;
use crate::plan::money::commitment::Commitments;
use crate::plan::money::traffic::Flow;
use crate::topology::{Crew, Discount, MitigationId};

/// What was read of all architectures of a plan.
#[derive(Default)]
pub(crate) struct Parts<'w> {
    pub(super) components: Once<Component<'w>>,
    pub(super) dependencies: Once<Dependency>,
    pub(super) overrides: Once<Override>,
    pub(super) complexity: Once<Complexity>,
    pub(super) sites: Once<Site>,
    pub(super) replicas: Once<Replicas>,
    pub(super) failover: Once<Takeover>,
    pub(super) together: Once<Together>,
    pub(super) mitigations: Once<Vec<MitigationId>>,
    pub(super) crews: Once<Crew>,
    pub(super) requested: Requested,
    pub(super) bill: Once<Charge>,
    pub(super) discounts: Once<Discount>,
    pub(super) commitment: Once<Commitments>,
    pub(super) traffic: Once<Vec<Flow>>,
    /// Hours of work, and what is paid once.
    pub(super) numbers: Once<f64>,
}
