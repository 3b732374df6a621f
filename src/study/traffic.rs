//! Data that are paid for where a design sends them, and of which the plan does not say how much they are.

use super::money::is_metered;
use crate::{
    answer::Note,
    catalog::{Catalog, Traffic},
    topology::{Architecture, Charge, Quote, Site, Topology, Way},
};

/// The ways that have a price at some site and are in no bill; nothing of those of which the plan says how much data moves.
pub(super) fn note(topology: &Topology, catalog: &Catalog) -> Option<Note> {
    let each = Way::ALL.into_iter().map(|way| {
        let those = topology.architectures.iter();
        let those = those.filter(|it| is_untold(it, catalog, way));
        let names: Vec<String> = those.map(|it| it.name.clone()).collect();
        (way.key(), names)
    });
    let (ways, architectures): (Vec<&str>, Vec<Vec<String>>) =
        each.filter(|it| !it.1.is_empty()).unzip();
    (!ways.is_empty()).then_some(Note::TrafficUntold {
        ways,
        architectures,
    })
}

/// Whether an architecture sends data on a way that nobody pays.
fn is_untold(architecture: &Architecture, catalog: &Catalog, way: Way) -> bool {
    let purchases = &architecture.purchases;
    // Those that serve send: all where they share the load, else the first.
    let sends = match architecture.balance {
        Some(_) => architecture.sites.len(),
        None => 1,
    };
    !purchases.told.contains(&way)
        && architecture.sites.iter().take(sends).any(|site| {
            let provider = catalog.provider(&site.provider);
            let traffic = provider.and_then(|it| it.traffic.as_ref());
            let rows = traffic.map_or_else(Vec::new, |it| rows(it, way));
            let mut charges = purchases.charges.iter();
            !rows.is_empty()
                && crosses(architecture, catalog, site, way)
                && !charges.any(|charge| pays(charge, &rows))
        })
}

/// Where the price list has the way.
fn rows(traffic: &Traffic, way: Way) -> Vec<&str> {
    match way {
        Way::Out | Way::BetweenClouds => traffic.out.iter().map(|it| &*it.price).collect(),
        Way::BetweenZones => traffic.between_zones.iter().map(|it| &*it.price).collect(),
        Way::BetweenRegions => {
            let routes = traffic.between_regions.iter();
            routes.map(|it| &*it.price).collect()
        }
    }
}

/// Whether there is such a border at a site.
fn crosses(architecture: &Architecture, catalog: &Catalog, site: &Site, way: Way) -> bool {
    let mut others = architecture.sites.iter();
    match way {
        Way::Out => true,
        Way::BetweenZones => {
            // What is paid by use alone is its provider's to spread.
            let mut bought = architecture.purchases.components.iter();
            site.zones.len() > 1
                && bought.any(|it| {
                    it.shop.site == site.name && it.several_zones && !is_metered(it, catalog)
                })
        }
        Way::BetweenRegions => {
            others.any(|it| it.provider == site.provider && it.region != site.region)
        }
        Way::BetweenClouds => others.any(|it| it.provider != site.provider),
    }
}

/// Whether a line of the plan's `bill` is for such data: by a row of the list, or by a price of its own for a GB.
fn pays(charge: &Charge, rows: &[&str]) -> bool {
    match &charge.quote {
        Quote::Path(path) => rows.iter().any(|row| path.ends_with(row)),
        Quote::Unit { unit, .. } => unit == "GB",
        Quote::Free | Quote::Money { .. } => false,
    }
}
