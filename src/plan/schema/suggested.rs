//! Names of the catalog, which editors offer. Where a plan may have names of its own, any other is taken too.

use serde_json::{Value, json};
use std::collections::BTreeSet;

use crate::catalog::Catalog;

/// The definitions of this file, by name.
pub(super) fn definitions(catalog: &Catalog) -> Vec<(&'static str, Value)> {
    let providers = catalog.providers();
    let names = |names: Vec<String>| json!({ "enum": names });
    let services = catalog.services().iter();
    let services: Vec<String> = services.map(|service| service.name.clone()).collect();
    let dependencies = catalog.dependency_names();
    let dependencies: Vec<String> = dependencies.into_iter().map(str::to_owned).collect();
    let regions = providers.iter().flat_map(|provider| {
        let regions = provider.regions.iter();
        regions.map(|region| format!("{}/{}", provider.name, region.name))
    });
    let pins: Vec<String> = providers
        .iter()
        .map(|provider| provider.name.clone())
        .chain(regions)
        .collect();
    let mut commitments = catalog.commitments();
    commitments.push("none");
    let commitments: Vec<String> = commitments.into_iter().map(str::to_owned).collect();
    vec![
        (
            "commitment",
            or_own(
                names(commitments),
                "What is committed to: `1y`, a year; `none` is on demand.",
                r"^\d+[a-z]+$",
            ),
        ),
        (
            "discounted",
            or_own(
                names(discounted(catalog)),
                "Whose prices, `aws`, or which of them, `aws/load_balancer`.",
                r"^[^\s,/]+(/[^\s,/]+)?$",
            ),
        ),
        (
            "service",
            or_own(
                names(services),
                "A service of the catalog, such as `vm` or `database`; `spof catalog` tells what each is.",
                r"^[^\s,]+$",
            ),
        ),
        (
            "dependency-name",
            or_own(
                names(dependencies),
                "A shared thing of the catalog or of your own; the nearest of that name counts. A full name, `aws/backbone`, means that very one.",
                r"^[^\s,/]+(/[^\s,/]+){0,3}$",
            ),
        ),
        (
            "place",
            or_own(
                names(places(catalog)),
                "Provider, region and zones: `aws/ap-northeast-2/a+c`; without zones for what stands in none.",
                r"^[\p{L}\p{N}_.-]+/[\p{L}\p{N}_.-]+(/[\p{L}\p{N}_.-]+(\+[\p{L}\p{N}_.-]+){0,31})?$",
            ),
        ),
        (
            "pin",
            or_own(
                names(pins),
                "A provider or a region: `aws`, `aws/ap-northeast-2`.",
                r"^[^\s,/]+(/[^\s,/]+)?$",
            ),
        ),
        (
            "provider",
            or_own(
                names(
                    providers
                        .iter()
                        .map(|provider| provider.name.clone())
                        .collect(),
                ),
                "A provider: `aws`, `gcp`.",
                r"^(?!(vcpu|ram)$)[\p{L}\p{N}_.-]+$",
            ),
        ),
    ]
}

/// Each region and zone of the catalog, and of each region its first two zones together.
fn places(catalog: &Catalog) -> Vec<String> {
    let mut places = Vec::new();
    for provider in catalog.providers() {
        for region in &provider.regions {
            let place = |zones: &str| format!("{}/{}/{zones}", provider.name, region.name);
            places.push(format!("{}/{}", provider.name, region.name));
            let zones = region.zones.iter().filter(|_| region.has_zones());
            places.extend(zones.map(|zone| place(zone)));
            if let [first, second, ..] = region.zones.as_slice() {
                places.push(place(&format!("{first}+{second}")));
            }
        }
    }
    places
}

/// Everybody in the price list, and everything that they sell.
fn discounted(catalog: &Catalog) -> Vec<String> {
    let prices = catalog.prices();
    let names: BTreeSet<String> = prices
        .flat_map(|price| {
            let one = format!("{}/{}", price.provider, price.service);
            [price.provider.clone(), one]
        })
        .collect();
    names.into_iter().collect()
}

/// One of the known names, or another one of that form.
fn or_own(known: Value, about: &str, pattern: &str) -> Value {
    json!({
        "description": about,
        "anyOf": [known, { "type": ["string", "number"], "pattern": pattern }],
    })
}
