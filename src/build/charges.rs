//! What the plan's `bill` adds to the components, at each place where it is paid.

use super::instance::{Instance, at};
use crate::diagnostic::Span;
use crate::plan::architecture::{candidate::Candidate, site::SiteId};
use crate::plan::component::Component;
use crate::plan::money::bill::{Charge as PlanCharge, Per, Quantities};
use crate::topology::Charge;
use crate::units::Amount;

/// Where a price and what it is for are written.
pub(super) struct Written {
    pub(super) price: Span,
    pub(super) amount: Span,
}

/// A charge of the plan at every place where it is paid, and where its price and its quantity are written.
pub(super) fn charges(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    charge: &PlanCharge,
) -> Vec<(Charge, Written)> {
    let named =
        |name: &str| charge.at.is_empty() || charge.at.iter().any(|site| site.value == name);
    let sites = candidate.sites.iter_with_ids();
    let mut charges = Vec::new();
    for (id, site) in sites.filter(|(_, site)| named(&site.name.value)) {
        let name = site.name.value.as_str();
        let (amount, by_site) = match &charge.quantities {
            Quantities::All(amount) => (amount, false),
            Quantities::BySite(sites) => match sites.iter().find(|(site, _)| site.value == name) {
                Some((_, amount)) => (amount, true),
                None => continue,
            },
        };
        let once = charge.per == Per::Architecture && !by_site;
        let times = match charge.per {
            Per::Architecture | Per::Site => 1,
            Per::Zone => site.place.zones.len().max(1),
            Per::Replica => replicas(candidate, instances, charge, id),
        };
        let mut shop = at(site);
        if once && charge.at.is_empty() {
            shop.site.clear();
        }
        if let Some(price) = charge.prices.at(&shop.provider).filter(|_| times > 0) {
            let bought = Charge {
                name: charge.name.value.clone(),
                shop,
                amount: Amount {
                    number: amount.value.number * times as f64,
                    unit: amount.value.unit.clone(),
                },
                quote: price.value.clone(),
                kind: charge.kind,
            };
            let written = Written {
                price: price.span.clone(),
                amount: amount.span.clone(),
            };
            charges.push((bought, written));
        }
        if once {
            break;
        }
    }
    charges
}

/// How many replicas of a charge's components stand at a site.
fn replicas(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    charge: &PlanCharge,
    site: SiteId,
) -> usize {
    let counted = |instance: &&Instance| {
        let component = candidate.components.get(instance.component);
        let named = |component: &Component<'_>| {
            let mut of = charge.of.iter();
            of.any(|name| name.value == component.name.value)
        };
        instance.site == site && component.is_some_and(named)
    };
    let counted = instances.iter().filter(counted);
    counted.map(|instance| instance.zones.len()).sum()
}
