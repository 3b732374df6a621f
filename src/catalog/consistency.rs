//! That the bundled files hang together: places, services, prices and promises, each name of one in the others, and every number with
//! its range and evidence.

use super::{ALL, Catalog, Evidence, EvidenceKind, Provider};

#[test]
fn the_bundled_world_reads() {
    let catalog = Catalog::bundled();
    let with_places = |it: &&Provider| !it.regions.is_empty();
    assert_eq!(catalog.providers().iter().filter(with_places).count(), 9);
    assert_eq!(catalog.services().len(), 22);
    assert_eq!(catalog.slas().len(), 45);
    assert_eq!(
        catalog.region("aws", "ap-northeast-2").unwrap().zones,
        ["a", "b", "c", "d"]
    );
    assert_eq!(
        catalog.region("azure", "koreacentral").unwrap().zones,
        ["1", "2", "3"]
    );
    let without = catalog.region("azure", "westus").unwrap();
    assert!(!without.has_zones() && without.zones == [ALL]);
    assert!(catalog.region("aws", "eu-north-9").is_none());
}

#[test]
fn every_price_is_found_at_a_place() {
    let catalog = Catalog::bundled();
    for provider in catalog.providers() {
        let regions = provider.regions.iter();
        let mut found: Vec<&str> = regions
            .flat_map(|region| catalog.lists(&provider.name, &region.name))
            .collect();
        found.push("global");
        for list in catalog.prices.regions(&provider.name) {
            assert!(found.contains(&list), "{}/{list}", provider.name);
        }
    }
    let hetzner = catalog.price("hetzner", "fsn1", "vm_ondemand_linux", "cx23");
    assert_eq!(hetzner.map(|row| &*row.region), Some("eu-central"));
    assert!(
        catalog
            .price("hetzner", "ash", "vm_ondemand_linux", "cx23")
            .is_none()
    );
}

#[test]
fn every_name_a_service_uses_is_there_and_every_number_has_its_range_and_evidence() {
    let catalog = Catalog::bundled();
    let names = catalog.dependency_names();
    for service in catalog.services() {
        assert!(
            service
                .uses
                .iter()
                .all(|name| names.contains(&name.as_str())),
            "{}",
            service.name
        );
    }
    for numbers in all_numbers(catalog) {
        let [rates, lengths, reach, hits] = numbers.ranges();
        let inside = |value: f64, range: Option<(f64, f64)>| {
            range.is_some_and(|range| range.0 <= value * 1.000_001 && value <= range.1 * 1.000_001)
        };
        let entry = &numbers.written[0].as_ref().unwrap().name;
        let rate = numbers.fails.as_ref();
        let rate = rate.map_or(0.0, |law| crate::units::HOURS_PER_YEAR / law.mean());
        assert!(inside(rate, rates), "{entry}");
        let median = numbers.lasts.median();
        assert!(inside(median, lengths), "{entry}");
        for (share, range) in [(numbers.reach, reach), (numbers.hits, hits)] {
            assert!(share >= 1.0 || inside(share, range), "{entry}");
        }
        let mut written = numbers.written.iter().flatten();
        assert!(written.all(|it| is_sourced(&it.evidence)), "{entry}");
    }
    for service in catalog.services() {
        assert!(service.failover.is_none() || is_sourced(&service.failover_evidence));
        let shared = service.own.iter().filter(|it| it.common_cause > 0.0);
        assert!({ shared }.all(|it| is_sourced(&it.common_cause_evidence)));
    }
    for sla in catalog.slas() {
        let paid = sla.says.credits.is_empty() && sla.says.terms.is_empty();
        assert!(is_sourced(&sla.evidence), "{}", sla.id);
        assert!(paid || is_sourced(&sla.paid_evidence), "{}", sla.id);
    }
}

/// Every set of numbers of anything that fails.
pub(super) fn all_numbers(catalog: &Catalog) -> Vec<&crate::catalog::Numbers> {
    let shared = catalog.dependencies().iter().map(|(_, it)| &it.numbers);
    let own = catalog.services().iter().flat_map(|service| &service.own);
    shared.chain(own.map(|source| &source.numbers)).collect()
}

fn is_sourced(evidence: &[Evidence]) -> bool {
    let given = |it: &Evidence| it.kind == EvidenceKind::Given;
    !evidence.is_empty() && !evidence.iter().any(given)
}

#[test]
fn what_is_one_over_all_regions_is_split_without_loss() {
    // Tokens are regional at AWS and have a count of their own.
    let two = &["backbone", "endpoint-names"][..];
    let three = &["backbone", "token-service", "endpoint-names"][..];
    let gcp = &[
        "backbone",
        "token-service",
        "global-load-balancing",
        "api-admission",
    ][..];
    for (provider, whole, parts) in [
        ("aws", 2.0 / 18.0, two),
        ("gcp", 0.82, gcp),
        ("azure", 1.5, three),
    ] {
        let rate = |name: &&str| {
            let found = Catalog::bundled().dependency(provider, "", name).unwrap();
            crate::units::HOURS_PER_YEAR / found.numbers.fails.as_ref().unwrap().mean()
        };
        let sum: f64 = parts.iter().map(rate).sum();
        // Each part is rounded to two digits.
        assert!((sum / whole - 1.0).abs() < 0.02, "{provider}: {sum}");
    }
    let split = Catalog::bundled().split("edge").unwrap();
    let names = Catalog::bundled().dependency_names();
    assert!(split.into.iter().all(|part| names.contains(&&**part)));
    assert!(!names.contains(&"edge"));
}

#[test]
fn every_promise_of_a_service_is_there_and_covers_what_the_service_has() {
    let catalog = Catalog::bundled();
    let dependencies = catalog.dependency_names();
    for service in catalog.services() {
        for promised in &service.promised {
            for id in promised.one.iter().chain(&promised.several) {
                let sla = catalog.sla(id).expect(id);
                assert_eq!(sla.says.provider, promised.provider, "{id}");
                assert!(sla.says.uptime.is_some(), "{id}");
            }
        }
        assert!(service.promised.is_empty() || !service.covers.is_empty());
        for name in &service.covers {
            assert!(
                service.own_source(name).is_some() || dependencies.contains(&name.as_str()),
                "{}: {name}",
                service.name
            );
        }
    }
    for sla in catalog.slas() {
        // Mildest breach first, and the first is the promise itself.
        let below: Vec<f64> = sla.says.credits.iter().map(|tier| tier.below).collect();
        assert!(below.is_sorted_by(|a, b| a > b), "{}", sla.id);
        assert!(sla.says.credits.is_sorted_by(|a, b| a.credit < b.credit));
        assert!(
            below
                .first()
                .is_none_or(|below| Some(*below) == sla.says.uptime)
        );
    }
}

#[test]
fn every_price_of_traffic_is_sold_somewhere() {
    let catalog = Catalog::bundled();
    for provider in catalog.providers() {
        let Some(traffic) = &provider.traffic else {
            continue;
        };
        let out = traffic.out.iter().map(|step| &step.price);
        let zones = traffic.between_zones.iter().map(|crossing| &crossing.price);
        let regions = traffic.between_regions.iter().map(|route| &route.price);
        for path in out.chain(zones).chain(regions) {
            let found = catalog.prices().any(|row| {
                row.provider == provider.name && format!("{}/{}", row.service, row.sku) == *path
            });
            assert!(found, "{} {path}", provider.name);
        }
    }
}

#[test]
fn every_offer_that_needs_no_size_has_a_price_somewhere() {
    let catalog = Catalog::bundled();
    for service in catalog.services() {
        for tariff in &service.tariffs {
            let spans = if tariff.offer.spans.is_empty() {
                vec![String::new()]
            } else {
                tariff.offer.spans[..1].to_vec()
            };
            for span in spans {
                let price = tariff
                    .offer
                    .price
                    .replace("{span}", &span)
                    .replace("{product}", &service.product);
                let stem = price.split("{size}").next().unwrap_or_default().to_owned();
                let found = catalog.prices().any(|row| {
                    row.provider == tariff.provider
                        && format!("{}/{}", row.service, row.sku).starts_with(&stem)
                });
                assert!(found, "{} {price}", tariff.provider);
            }
        }
    }
}
