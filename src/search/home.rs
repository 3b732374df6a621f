//! Where the first site stands and how many zones it has: in its own region, or in others where it may stand.

use super::{
    area,
    first::{First, of_components},
    offered::{Offered, Written},
};
use crate::{
    catalog::{Catalog, Provider, Region},
    topology::Site,
};

/// Zones of its region that are offered at most, and of another.
const MOST_ZONES: usize = 3;
pub const MOST_ELSEWHERE: usize = 2;

/// What the first site may be, what it is now first: its zones, and other regions `within` these areas. Without areas it stays in its
/// region.
pub fn home(first: &First<'_>, catalog: &Catalog, within: &[String]) -> Option<Written> {
    let site = first.site;
    let own = catalog.region(&site.provider, &site.region);
    let mut options = vec![Offered {
        name: count(site.zones.len()),
        patch: "{}".to_owned(),
        region: Some(format!("{}/{}", site.provider, site.region)),
        needs: None,
    }];
    options.extend(own.into_iter().flat_map(|region| in_own(site, region)));
    for provider in catalog.providers() {
        let is_own = |it: &Region| provider.name == site.provider && it.name == site.region;
        let is_within = |it: &Region| {
            within
                .iter()
                .any(|area| area::holds(area, &provider.name, it))
        };
        let regions = provider.regions.iter();
        let regions = regions.filter(|it| !is_own(it) && is_within(it));
        options.extend(regions.flat_map(|region| elsewhere(first, provider, region)));
    }
    (options.len() > 1).then(|| Written {
        name: if within.is_empty() { "zones" } else { "home" }.to_owned(),
        options: Ok(options),
    })
}

/// Other numbers of zones of its own region.
fn in_own(site: &Site, region: &Region) -> Vec<Offered> {
    if !region.has_zones() {
        return Vec::new();
    }
    let mut zones = site.zones.clone();
    let more = region.zones.iter().filter(|it| !site.zones.contains(it));
    zones.extend(more.cloned());
    let numbers = (1..=zones.len().min(MOST_ZONES)).filter(|&it| it != site.zones.len());
    let each = numbers.map(|number| {
        let place = place(&site.provider, &region.name, &zones[..number]);
        Offered {
            name: count(number),
            patch: format!("{{sites: {{{}: {place}}}}}", site.name),
            region: Some(format!("{}/{}", site.provider, region.name)),
            needs: None,
        }
    });
    each.collect()
}

/// Another region in place of its own, under its own name, in one and in two zones.
fn elsewhere(first: &First<'_>, provider: &Provider, region: &Region) -> Vec<Offered> {
    let (site, name) = (first.site, first.name_at(provider, region));
    let leaves = if name == site.name {
        String::new()
    } else {
        format!("{}: null, ", site.name)
    };
    let whole = ["all".to_owned()];
    let zones = if region.has_zones() {
        &region.zones[..region.zones.len().min(MOST_ELSEWHERE)]
    } else {
        &whole
    };
    let bought = of_components(&first.sizes_at(provider));
    let each = (1..=zones.len()).map(|number| {
        let place = place(&provider.name, &region.name, &zones[..number]);
        Offered {
            name: format!("{name}-{}", count(number)),
            patch: format!("{{sites: {{{leaves}{name}: {place}}}{bought}}}"),
            region: Some(format!("{}/{}", provider.name, region.name)),
            needs: None,
        }
    });
    each.collect()
}

fn place(provider: &str, region: &str, zones: &[String]) -> String {
    format!("{provider}/{region}/{}", zones.join("+"))
}

pub fn count(number: usize) -> String {
    match number {
        1 => "one-zone".to_owned(),
        2 => "two-zones".to_owned(),
        3 => "three-zones".to_owned(),
        _ => number.to_string(),
    }
}
