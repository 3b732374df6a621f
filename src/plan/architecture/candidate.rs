//! An architecture as the plan means it: everything typed, names checked.

use super::complexity::Complexity;
use super::replicas::Replicas;
use super::requests::Requests;
use super::site::{Site, SiteId};
use crate::language::Spanned;
use crate::plan::component::Component;
use crate::plan::dependency::{Dependency, Override};
use crate::plan::failure::failover::{Takeover, Together};
use crate::plan::money::bill::Charge;
use crate::plan::money::commitment::Commitments;
use crate::plan::money::traffic::Flow;
use crate::topology::{Crew, Discount, MitigationId, Stated, Table};
use std::collections::BTreeMap;

/// An architecture as the plan means it.
#[derive(Debug)]
pub(crate) struct Candidate<'w> {
    /// Its name.
    pub(crate) name: Spanned<String>,
    /// What the plan says of it.
    pub(crate) about: String,
    /// The answer that the plan states.
    pub(crate) stated: Option<Stated>,
    /// Its sites, preferred first; not empty.
    pub(crate) sites: Table<SiteId, Site>,
    /// What the plan says of replicas.
    pub(crate) replicas: Vec<Replicas>,
    /// How sites take over from each other.
    pub(crate) failover: Option<Takeover>,
    /// How sites serve together.
    pub(crate) together: Option<Together>,
    /// The mitigations it has.
    pub(crate) mitigations: Vec<MitigationId>,
    /// What a request needs.
    pub(crate) requests: Requests,
    /// Its components.
    pub(crate) components: Vec<Component<'w>>,
    /// Its own shared things.
    pub(crate) dependencies: Vec<Dependency>,
    /// What it changes of the catalog.
    pub(crate) overrides: BTreeMap<String, Override>,
    /// Who repairs.
    pub(crate) crews: Vec<Crew>,
    /// What it pays beside its components.
    pub(crate) bill: Vec<Charge>,
    /// What it commits to.
    pub(crate) commitment: Commitments,
    /// What was negotiated off the price list.
    pub(crate) discounts: Vec<Discount>,
    /// What data it moves.
    pub(crate) traffic: Vec<Flow>,
    /// Hours of the team's work a month.
    pub(crate) engineering: Option<f64>,
    /// What it costs once to move to it, in the plan's currency.
    pub(crate) once: Option<f64>,
    /// Which of the team's own shared things fail more often.
    pub(crate) complexity: Vec<Complexity>,
}

impl<'w> Candidate<'w> {
    /// A component as it is at a site.
    pub(crate) fn component_at(&self, index: usize, site: SiteId) -> Option<&Component<'w>> {
        let component = self.components.get(index)?;
        Some(component.at_site(&self.sites[site].name.value))
    }
}
