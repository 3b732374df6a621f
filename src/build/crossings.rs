//! Data that crosses a border: each way's volume, site by site, where the architecture has such a border.
//!
//! A volume for all sites is that of the service: the sites that serve, the first one with failover and all of them
//! with `active-active`, send equal shares of it.

use super::charges::Written;
use super::instance::at;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::site::Site;
use crate::plan::money::traffic::{Flow as PlanFlow, Volume};
use crate::topology::{Flow, Way};
use std::collections::BTreeSet;

/// All data that an architecture moves, and where it is written.
pub(super) fn flows(candidate: &Candidate<'_>) -> Vec<(Flow, Written)> {
    let mut flows = Vec::new();
    for flow in &candidate.traffic {
        for (site, volume) in shares(candidate, flow) {
            let others = elsewhere(candidate, site, flow.way);
            if volume <= 0.0 || others.is_empty() {
                continue;
            }
            let prices = flow.prices.as_ref();
            let price = prices.and_then(|prices| prices.at(&site.place.provider));
            let written = Written {
                price: price.map_or(&flow.span, |price| &price.span).clone(),
                amount: flow.span.clone(),
            };
            let crossing = Flow {
                way: flow.way,
                shop: at(site),
                volume,
                regions: match flow.way {
                    Way::BetweenRegions => others.into_iter().map(str::to_owned).collect(),
                    _ => Vec::new(),
                },
                quote: price.map(|price| price.value.clone()),
            };
            flows.push((crossing, written));
        }
    }
    flows
}

/// What each site sends [GB], whether it crosses a border or not.
fn shares<'a>(candidate: &'a Candidate<'_>, flow: &PlanFlow) -> Vec<(&'a Site, f64)> {
    let sites = candidate.sites.iter();
    match &flow.volume {
        Volume::Whole(volume) => {
            let all = candidate.together.is_some();
            let serving = if all { candidate.sites.len() } else { 1 };
            let each = volume / serving as f64;
            sites.take(serving).map(|site| (site, each)).collect()
        }
        Volume::BySite(volumes) => sites
            .filter_map(|site| {
                let mut volumes = volumes.iter();
                let named = volumes.find(|(name, _)| name.value == site.name.value);
                named.map(|(_, volume)| (site, *volume))
            })
            .collect(),
    }
}

/// What lies beyond the border on that way from a site: users, other clouds, zones or regions. Nothing: no border.
fn elsewhere<'a>(candidate: &'a Candidate<'_>, from: &'a Site, way: Way) -> BTreeSet<&'a str> {
    let (provider, region) = (&from.place.provider, &from.place.region);
    let places = || candidate.sites.iter().map(|site| &site.place);
    match way {
        Way::Out => BTreeSet::from([""]),
        Way::BetweenClouds => {
            let providers = places().map(|place| &*place.provider);
            providers.filter(|it| it != provider).collect()
        }
        Way::BetweenRegions => {
            let near = places().filter(|place| place.provider == *provider);
            let regions = near.map(|place| &*place.region);
            regions.filter(|it| it != region).collect()
        }
        Way::BetweenZones => {
            let near =
                places().filter(|place| place.provider == *provider && place.region == *region);
            let zones: BTreeSet<&str> = near
                .flat_map(|place| &place.zones)
                .map(|it| &**it)
                .collect();
            // The site's own first zone is on this side.
            zones.into_iter().skip(1).collect()
        }
    }
}
