//! What an architecture buys: its components where they stand, the charges of the plan's `bill`, the team's work.
//! `crossings` adds the data that moves.

use super::crossings;
use crate::diagnostic::Span;
use crate::plan::bill::{Charge as PlanCharge, Per, Quantities};
use crate::plan::candidate::Candidate;
use crate::plan::component::Component;
use crate::topology::{Charge, Commitment, LeafId, Purchase, Purchases, Scope, Shop, Work};
use crate::units::Amount;
use std::collections::BTreeSet;

/// A component at a place where it runs and is paid for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Instance {
    /// Index of the component.
    pub(super) component: usize,
    /// Index of the site whose prices hold.
    pub(super) site: usize,
    /// The zone index of each replica; one entry for what has none.
    pub(super) zones: Vec<usize>,
    /// Their leaves.
    pub(super) leaves: Vec<LeafId>,
}

/// Purchases, and where in the plan they come from.
pub(super) struct Bought {
    pub(super) purchases: Purchases,
    /// Of each charge, where its price and its quantity are written.
    pub(super) charges: Vec<(Span, Span)>,
    /// Of each flow, the index of the plan's flow that it is of.
    pub(super) flows: Vec<usize>,
}

/// Everything an architecture buys. `hour_of_work` is what an hour of the team's work costs [USD].
pub(super) fn purchases(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    hour_of_work: Option<f64>,
) -> Bought {
    let components = instances.iter().filter_map(|instance| {
        let component = candidate.components.get(instance.component)?;
        Some(purchase(candidate, component, instance))
    });
    let of_plan = candidate.bill.iter();
    let of_plan = of_plan.flat_map(|charge| charges(candidate, instances, charge));
    let (charges, written) = of_plan.unzip();
    let (flows, of_flow) = crossings::flows(candidate).into_iter().unzip();
    Bought {
        purchases: Purchases {
            components: components.collect(),
            charges,
            flows,
            work: candidate.engineering.map(|hours| Work {
                hours,
                hourly: hour_of_work,
            }),
            discounts: candidate.discounts.clone(),
        },
        charges: written,
        flows: of_flow,
    }
}

fn purchase(candidate: &Candidate<'_>, component: &Component<'_>, instance: &Instance) -> Purchase {
    let shop = shop(candidate, component, instance);
    let provider = &shop.provider;
    let own = component.commitment.at(provider);
    let term = own.or_else(|| candidate.commitment.at(provider));
    let commitment = term.and_then(|term| {
        Some(Commitment {
            term: term.value.clone()?,
            own: own.is_some(),
        })
    });
    Purchase {
        component: component.name.value.clone(),
        replicas: instance.zones.len(),
        leaves: instance.leaves.clone(),
        several_zones: several_zones(candidate, component, instance),
        service: component.service.map(|service| service.name.clone()),
        product: component.product.clone(),
        size: component.sizes.at(provider).map(|size| size.value.clone()),
        storage: component.storage,
        commitment,
        // A provider that a map of prices leaves out keeps the catalog's tariffs.
        quote: component
            .prices
            .as_ref()
            .and_then(|prices| prices.at(provider))
            .map(|price| price.value.clone()),
        quoted_elsewhere: component.prices.is_some(),
        shop,
    }
}

/// Where a component is bought: at its site, or from the vendor it is pinned to.
fn shop(candidate: &Candidate<'_>, component: &Component<'_>, instance: &Instance) -> Shop {
    if component.standing == Scope::World || component.at.is_some() {
        let pin = component.at.as_ref().map(|pin| &pin.value);
        let region = pin.and_then(|pin| pin.region.clone());
        return Shop {
            site: String::new(),
            provider: pin.map_or_else(String::new, |pin| pin.provider.clone()),
            region: region.unwrap_or_default(),
        };
    }
    let site = candidate.sites.get(instance.site);
    site.map_or_else(Shop::default, |site| Shop {
        site: site.name.value.clone(),
        provider: site.place.provider.clone(),
        region: site.place.region.clone(),
    })
}

/// Whether it stands in several zones, so that its replicas are promised for together. What stands in a region is in
/// all the zones that the site has; what is pinned elsewhere is its provider's to spread.
fn several_zones(
    candidate: &Candidate<'_>,
    component: &Component<'_>,
    instance: &Instance,
) -> bool {
    if component.standing == Scope::Zone {
        return instance.zones.iter().collect::<BTreeSet<_>>().len() > 1;
    }
    let site = candidate.sites.get(instance.site);
    component.at.is_some() || site.is_none_or(|site| site.place.zones.len() > 1)
}

/// A charge of the plan at every place where it is paid, and where its price and its quantity are written.
fn charges(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    charge: &PlanCharge,
) -> Vec<(Charge, (Span, Span))> {
    let named =
        |name: &str| charge.at.is_empty() || charge.at.iter().any(|site| site.value == name);
    let sites = candidate.sites.iter().enumerate();
    let mut charges = Vec::new();
    for (index, site) in sites.filter(|(_, site)| named(&site.name.value)) {
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
            Per::Zone => site.place.zones.len(),
            Per::Replica => replicas(candidate, instances, charge, index),
        };
        let everywhere = once && charge.at.is_empty();
        let shop = Shop {
            site: if everywhere { "" } else { name }.to_owned(),
            provider: site.place.provider.clone(),
            region: site.place.region.clone(),
        };
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
            charges.push((bought, (price.span.clone(), amount.span.clone())));
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
    site: usize,
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
