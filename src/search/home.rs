//! Where the first site stands and how many zones it has: in its own region, or in others of its provider where it may stand.

use super::{
    area,
    offered::{Offered, Written},
};
use crate::{
    catalog::{Catalog, Region},
    topology::{Architecture, Site},
};

/// Zones of a region that are offered at most.
const MOST_ZONES: usize = 3;

/// What the first site may be, what it is now first: its zones, and other regions of its provider `within` these areas. Without areas it
/// stays in its region.
pub fn home(architecture: &Architecture, catalog: &Catalog, within: &[String]) -> Option<Written> {
    let site = architecture.sites.first()?;
    let is_meant = |region: &&Region| {
        let mut areas = within.iter();
        region.name != site.region && areas.any(|it| area::holds(it, &site.provider, region))
    };
    let own = catalog.region(&site.provider, &site.region);
    let mut options = vec![Offered {
        name: count(site.zones.len()),
        patch: "{}".to_owned(),
        region: Some(format!("{}/{}", site.provider, site.region)),
    }];
    options.extend(own.into_iter().flat_map(|region| in_own(site, region)));
    // What has several sites says by itself where they are.
    if architecture.sites.len() == 1 {
        let provider = catalog.providers().iter();
        let provider = provider.filter(|it| it.name == site.provider);
        let regions = provider.flat_map(|it| &it.regions).filter(is_meant);
        options.extend(regions.flat_map(|region| elsewhere(site, region)));
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
        let place = place(site, &region.name, &zones[..number]);
        Offered {
            name: count(number),
            patch: format!("{{sites: {{{}: {place}}}}}", site.name),
            region: Some(format!("{}/{}", site.provider, region.name)),
        }
    });
    each.collect()
}

/// Another region in place of its own, under its own name.
fn elsewhere(site: &Site, region: &Region) -> Vec<Offered> {
    let name = area::slug(region);
    let leaves = if name == site.name {
        String::new()
    } else {
        format!("{}: null, ", site.name)
    };
    let whole = ["all".to_owned()];
    let zones = if region.has_zones() {
        &region.zones[..region.zones.len().min(MOST_ZONES)]
    } else {
        &whole
    };
    let each = (1..=zones.len()).map(|number| {
        let place = place(site, &region.name, &zones[..number]);
        Offered {
            name: format!("{name}-{}", count(number)),
            patch: format!("{{sites: {{{leaves}{name}: {place}}}}}"),
            region: Some(format!("{}/{}", site.provider, region.name)),
        }
    });
    each.collect()
}

fn place(site: &Site, region: &str, zones: &[String]) -> String {
    format!("{}/{region}/{}", site.provider, zones.join("+"))
}

fn count(number: usize) -> String {
    match number {
        1 => "one-zone".to_owned(),
        2 => "two-zones".to_owned(),
        3 => "three-zones".to_owned(),
        _ => number.to_string(),
    }
}
