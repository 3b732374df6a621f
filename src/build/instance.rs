//! A component where it stands, runs, and is paid for.

use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::site::{Site, SiteId};
use crate::plan::component::Component;
use crate::scope::Scope;
use crate::topology::{LeafId, Shop};
use std::collections::BTreeSet;

/// A component at a place where it runs and is paid for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Instance {
    /// Index of the component.
    pub(super) component: usize,
    /// The site whose prices hold.
    pub(super) site: SiteId,
    /// The zone index of each replica; one entry for what has none.
    pub(super) zones: Vec<usize>,
    /// Their leaves.
    pub(super) leaves: Vec<LeafId>,
}

impl Instance {
    /// Where a component is bought: at its site, or from the vendor it is pinned to.
    pub(super) fn shop(&self, candidate: &Candidate<'_>, component: &Component<'_>) -> Shop {
        if component.standing == Scope::World || component.at.is_some() {
            let pin = component.at.as_ref().map(|pin| &pin.value);
            let region = pin.and_then(|pin| pin.region.clone());
            return Shop {
                site: String::new(),
                provider: pin.map_or_else(String::new, |pin| pin.provider.clone()),
                region: region.unwrap_or_default(),
            };
        }
        at(&candidate.sites[self.site])
    }

    /// Whether it stands in several zones, so that its replicas are promised for together. What stands in a region is in
    /// all the zones that the site has; where it names none, and what is pinned elsewhere, is its provider's to spread.
    pub(super) fn in_several_zones(
        &self,
        candidate: &Candidate<'_>,
        component: &Component<'_>,
    ) -> bool {
        if component.standing == Scope::Zone {
            return self.zones.iter().collect::<BTreeSet<_>>().len() > 1;
        }
        component.at.is_some() || candidate.sites[self.site].place.zones.len() != 1
    }
}

/// What is bought at a site.
pub(super) fn at(site: &Site) -> Shop {
    Shop {
        site: site.name.value.clone(),
        provider: site.place.provider.clone(),
        region: site.place.region.clone(),
    }
}
