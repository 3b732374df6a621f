//! What an architecture buys: its components where they stand, the `charges` of the plan's `bill`, the data that moves
//! (`crossings`), and the team's work.

use super::charges::{self, Written};
use super::crossings;
use super::instance::{Instance, at};
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::site::SiteId;
use crate::plan::component::Component;
use crate::plan::dependency::mitigation::Mitigation;
use crate::topology::{
    Charge, Commitment, MitigationId, Once, Purchase, Purchases, Shop, Table, Work,
};
use crate::units::Amount;
use std::collections::HashSet;

/// Purchases, and where in the plan those are written that are no components.
pub(super) struct Bought {
    pub(super) purchases: Purchases,
    pub(super) charges: Vec<Written>,
    pub(super) flows: Vec<Written>,
}

/// Everything an architecture buys. `hour_of_work` is what an hour of the team's work costs [USD].
pub(super) fn purchases(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    mitigations: &Table<MitigationId, Mitigation>,
    hour_of_work: Option<f64>,
) -> Bought {
    let mut paid: HashSet<(SiteId, &str)> = HashSet::new();
    let components = instances.iter().filter_map(|instance| {
        let component = candidate.component_at(instance.component, instance.site)?;
        let mut bought = purchase(candidate, component, instance);
        let service = component.service.into_iter();
        let tariffs = service.flat_map(|service| &service.tariffs);
        let sold =
            tariffs.filter(|it| bought.quote.is_none() && it.provider == bought.shop.provider);
        let once = sold.filter(|it| it.offer.once);
        let again = once.filter(|it| !paid.insert((instance.site, &it.offer.price)));
        bought.settled = again.map(|it| it.offer.price.clone()).collect();
        Some(bought)
    });
    let of_plan = candidate.bill.iter();
    let of_plan = of_plan.flat_map(|charge| charges::charges(candidate, instances, charge));
    let had: Vec<&Mitigation> = candidate
        .mitigations
        .iter()
        .map(|id| &mitigations[*id])
        .collect();
    let of_mitigations = had.iter().filter_map(|it| of_mitigation(candidate, it));
    let (charges, charges_written) = of_plan.chain(of_mitigations).unzip();
    let hours = had.iter().filter_map(|it| it.engineering);
    let hours = candidate.engineering.into_iter().chain(hours);
    let (flows, flows_written) = crossings::flows(candidate).into_iter().unzip();
    Bought {
        purchases: Purchases {
            components: components.collect(),
            charges,
            flows,
            told: candidate.traffic.iter().map(|flow| flow.way).collect(),
            work: hours.reduce(|one, other| one + other).map(|hours| Work {
                hours,
                hourly: hour_of_work,
            }),
            once: once(candidate, &had),
            discounts: candidate.discounts.clone(),
        },
        charges: charges_written,
        flows: flows_written,
    }
}

/// What a mitigation costs a month, bought where the first site is.
fn of_mitigation(candidate: &Candidate<'_>, mitigation: &Mitigation) -> Option<(Charge, Written)> {
    let price = mitigation.price.as_ref()?;
    let shop = Shop {
        site: String::new(),
        ..at(candidate.sites.iter().next()?)
    };
    let charge = Charge {
        name: mitigation.name.value.clone(),
        shop,
        amount: Amount {
            number: 1.0,
            unit: String::new(),
        },
        quote: price.value.clone(),
        kind: None,
    };
    let written = Written {
        price: price.span.clone(),
        amount: price.span.clone(),
    };
    Some((charge, written))
}

/// What is paid once.
fn once(candidate: &Candidate<'_>, mitigations: &[&Mitigation]) -> Vec<Once> {
    let moving = candidate.once.map(|amount| Once {
        mitigation: None,
        amount,
    });
    let others = mitigations.iter().filter_map(|it| {
        Some(Once {
            mitigation: Some(it.name.value.clone()),
            amount: it.once?,
        })
    });
    moving.into_iter().chain(others).collect()
}

fn purchase(candidate: &Candidate<'_>, component: &Component<'_>, instance: &Instance) -> Purchase {
    let shop = instance.shop(candidate, component);
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
        several_zones: instance.in_several_zones(candidate, component),
        service: component.service.map(|service| service.name.clone()),
        product: component.product.clone(),
        names_product: component.names_product,
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
        settled: Vec::new(),
        shop,
    }
}
