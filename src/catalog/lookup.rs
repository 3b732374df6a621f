//! The catalog, and how things are found in it by their names.

use super::dependency::{Dependency, Split};
use super::place::{Provider, Region};
use super::price::PriceRow;
use super::service::Service;
use super::shelf::Prices;
use super::size::Shapes;
use super::sla::Sla;
use crate::place::Domain;
use serde_yaml::Mapping;
use std::collections::BTreeMap;

/// The YAML files as merged so far, by file name.
pub(super) type Raw = BTreeMap<&'static str, Mapping>;

/// Everything the program knows of the world outside a plan.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// What the next overlay is merged into.
    pub(super) raw: Raw,
    pub(super) providers: Vec<Provider>,
    /// With the place whose numbers they are (world, provider or region), in the file's order of names.
    pub(super) dependencies: Vec<(Domain, Dependency)>,
    /// Names that are no dependency any more.
    pub(super) splits: Vec<Split>,
    pub(super) services: Vec<Service>,
    pub(super) slas: Vec<Sla>,
    pub(super) shapes: Shapes,
    pub(super) prices: Prices,
}

impl Catalog {
    /// A world without anything in it, for `world: none`.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The clouds, in the file's order.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The cloud of that name.
    #[must_use]
    pub fn provider(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.name == name)
    }

    /// The region of that provider.
    #[must_use]
    pub fn region(&self, provider: &str, region: &str) -> Option<&Region> {
        self.provider(provider)?.region(region)
    }

    /// The kinds of component, in the file's order.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The kind of component of that name.
    #[must_use]
    pub fn service(&self, name: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.name == name)
    }

    /// Every set of numbers there is for a shared dependency, with the place it is for: the world, a provider or a region.
    /// For listings; [`Self::dependency`] picks the one that counts.
    #[must_use]
    pub fn dependencies(&self) -> &[(Domain, Dependency)] {
        &self.dependencies
    }

    /// The names of all shared dependencies, each once, in the file's order.
    #[must_use]
    pub fn dependency_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (_, dependency) in &self.dependencies {
            if names.last() != Some(&dependency.name.as_str()) {
                names.push(&dependency.name);
            }
        }
        names
    }

    /// What something that a vendor offers stands on, by full names.
    #[must_use]
    pub fn grounds(&self, vendor: &str, offered: &str) -> &[String] {
        let on = self.provider(vendor).map_or(&[][..], |it| &it.on);
        let found = on.iter().find(|(name, _)| name == offered);
        found.map_or(&[], |(_, on)| on)
    }

    /// What became of a name that was one dependency once.
    #[must_use]
    pub fn split(&self, name: &str) -> Option<&Split> {
        self.splits.iter().find(|split| split.name == name)
    }

    /// The dependency of that name in that region, with the most specific numbers: the region's own, else the
    /// provider's, else the general ones. `region` and `provider` may be empty for what is wider.
    #[must_use]
    pub fn dependency(&self, provider: &str, region: &str, name: &str) -> Option<Dependency> {
        let at = |place: Domain| {
            self.dependencies
                .iter()
                .find(|(found, dependency)| dependency.name == name && *found == place)
        };
        let own = at(Domain::region(provider, region))
            .or_else(|| at(Domain::Provider(provider.to_owned())))
            .or_else(|| at(Domain::World));
        own.map(|(_, dependency)| dependency.clone())
    }

    /// What a sku costs in that region, else globally at that provider. Of several rows the newest counts.
    #[must_use]
    pub fn price(
        &self,
        provider: &str,
        region: &str,
        service: &str,
        sku: &str,
    ) -> Option<&PriceRow> {
        let within = format!("{service}/{sku}");
        let mut lists = self.lists(provider, region).into_iter();
        lists.find_map(|list| self.prices.newest(provider, list, &within))
    }

    /// The price of a full path, `gcp/us-central1/load_balancer/data_processed`.
    #[must_use]
    pub fn price_by_path(&self, path: &str) -> Option<&PriceRow> {
        let (provider, rest) = path.split_once('/')?;
        let (region, within) = rest.split_once('/')?;
        self.prices.newest(provider, region, within)
    }

    /// The regions whose prices somebody asked for, `aws/eu-west-2`.
    #[cfg(test)]
    pub(crate) fn regions_read(&self) -> Vec<String> {
        self.prices.regions_read()
    }

    /// Every row of the price lists. Reads them all; what is asked of one region reads its own.
    pub fn prices(&self) -> impl Iterator<Item = &PriceRow> {
        self.prices.rows()
    }

    /// Everybody who has a price, each once.
    #[must_use]
    pub fn vendors(&self) -> Vec<&str> {
        self.prices.vendors()
    }

    /// The rows of all regions of a vendor; a region is read when its turn comes.
    pub fn prices_of(&self, vendor: &str) -> impl Iterator<Item = &PriceRow> {
        let regions = self.prices.regions(vendor).into_iter();
        regions.flat_map(move |region| self.prices.at(vendor, region))
    }

    /// The rows that [`Self::price`] would find there.
    #[must_use]
    pub fn prices_at(&self, provider: &str, region: &str) -> Vec<&PriceRow> {
        let lists = self.lists(provider, region).into_iter();
        let rows = lists.flat_map(|list| self.prices.at(provider, list));
        rows.collect()
    }

    /// The skus of a service that [`Self::price`] would find there, each once: to choose from, and for suggestions.
    #[must_use]
    pub fn skus(&self, provider: &str, region: &str, service: &str) -> Vec<&str> {
        let rows = self.prices_at(provider, region).into_iter();
        each_once(rows.filter(|row| row.service == service).map(|it| &*it.sku))
    }

    /// The services that have a price there, each once, for suggestions.
    #[must_use]
    pub fn priced_services(&self, provider: &str, region: &str) -> Vec<&str> {
        let rows = self.prices_at(provider, region).into_iter();
        each_once(rows.map(|row| &*row.service))
    }

    /// The regions of the price list that count in a region, the first first.
    fn lists<'a>(&'a self, provider: &str, region: &'a str) -> Vec<&'a str> {
        let known = self.region(provider, region);
        let sold_as = known.and_then(|known| known.prices_of.as_deref());
        let lists = [Some(region), sold_as, Some("global")];
        each_once(lists.into_iter().flatten().filter(|list| !list.is_empty()))
    }

    /// What providers promise.
    #[must_use]
    pub fn slas(&self) -> &[Sla] {
        &self.slas
    }

    /// The promise of that name.
    #[must_use]
    pub fn sla(&self, id: &str) -> Option<&Sla> {
        self.slas.iter().find(|sla| sla.id == id)
    }

    /// The names of all commitments that any service is sold with, each once.
    #[must_use]
    pub fn commitments(&self) -> Vec<&str> {
        let tariffs = self.services.iter().flat_map(|service| &service.tariffs);
        let names = tariffs.flat_map(|tariff| &tariff.commitments);
        let mut names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The first of each, in their order.
fn each_once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if once.last() != Some(&name) && !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{ALL, Evidence, EvidenceKind, Range};
    use crate::failover::Failback;
    use crate::law::Law;
    use crate::scope::Scope;

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
            let inside = |value: f64, range: Option<Range>| {
                range.is_some_and(|range| {
                    range.low <= value * 1.000_001 && value <= range.high * 1.000_001
                })
            };
            let entry = &numbers.written[0].entry;
            let rate = numbers.fails.as_ref();
            let rate = rate.map_or(0.0, |law| crate::units::HOURS_PER_YEAR / law.mean());
            assert!(inside(rate, numbers.rate_range), "{entry}");
            let median = numbers.lasts.median();
            assert!(inside(median, numbers.length_range), "{entry}");
            for (share, range) in [
                (numbers.reach, numbers.reach_range),
                (numbers.hits, numbers.hits_range),
            ] {
                assert!(share >= 1.0 || inside(share, range), "{entry}");
            }
            let mut written = numbers.written.iter().filter(|it| !it.entry.is_empty());
            assert!(written.all(|it| is_sourced(&it.evidence)), "{entry}");
        }
        for service in catalog.services() {
            assert!(service.failover.is_none() || is_sourced(&service.failover_evidence));
            let shared = service.own.iter().filter(|it| it.common_cause > 0.0);
            assert!({ shared }.all(|it| is_sourced(&it.common_cause_evidence)));
        }
        for sla in catalog.slas() {
            let paid = sla.credits.is_empty() && sla.terms.is_empty();
            assert!(is_sourced(&sla.evidence), "{}", sla.id);
            assert!(paid || is_sourced(&sla.paid_evidence), "{}", sla.id);
        }
    }

    /// Every set of numbers of anything that fails.
    fn all_numbers(catalog: &Catalog) -> Vec<&crate::catalog::Numbers> {
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
        let three = &["backbone", "token-service", "endpoint-names"][..];
        let gcp = &[
            "backbone",
            "token-service",
            "global-load-balancing",
            "api-admission",
        ][..];
        for (provider, whole, parts) in [
            ("aws", 0.11, three),
            ("gcp", 0.8, gcp),
            ("azure", 1.5, three),
        ] {
            let rate = |name: &&str| {
                let found = Catalog::bundled().dependency(provider, "", name).unwrap();
                crate::units::HOURS_PER_YEAR / found.numbers.fails.unwrap().mean()
            };
            let sum: f64 = parts.iter().map(rate).sum();
            assert!((sum - whole).abs() < 1e-9, "{provider}: {sum}");
        }
        let split = Catalog::bundled().split("edge").unwrap();
        let names = Catalog::bundled().dependency_names();
        assert!(split.into.iter().all(|part| names.contains(&&**part)));
        assert!(!names.contains(&"edge"));
    }

    #[test]
    fn the_most_specific_numbers_count() {
        let catalog = Catalog::bundled();
        let median = |region: &str| {
            catalog
                .dependency("aws", region, "network")
                .unwrap()
                .numbers
                .lasts
                .median()
        };
        assert_eq!(
            (median("us-east-1"), median("us-west-2") * 60.0),
            (2.5, 110.0)
        );
        // What a region leaves out is the general number.
        assert_eq!(
            catalog
                .dependency("aws", "us-east-1", "network")
                .unwrap()
                .numbers
                .reach,
            0.35
        );
        let backbone = catalog
            .dependency("gcp", "us-central1", "backbone")
            .unwrap();
        assert_eq!(
            (backbone.scope, backbone.implied, backbone.numbers.reach),
            (Scope::Provider, true, 0.25)
        );
        let scope = |provider: &str| {
            catalog
                .dependency(provider, "", "token-service")
                .unwrap()
                .scope
        };
        assert_eq!(
            (scope("aws"), scope("gcp")),
            (Scope::Region, Scope::Provider)
        );
        assert!(catalog.dependency("", "", "registrar").is_some());
        assert!(catalog.dependency("aws", "us-east-1", "resolver").is_none());
    }

    #[test]
    fn a_database_over_two_zones_takes_over_in_one_to_two_minutes() {
        let law = Catalog::bundled()
            .service("database")
            .unwrap()
            .failover
            .clone()
            .unwrap();
        assert_eq!(
            law.switch,
            Law::Uniform {
                low: 60.0 / 3600.0,
                high: 120.0 / 3600.0
            }
        );
        assert_eq!(
            (law.detect, law.failback),
            (Law::Fixed(0.0), Failback::AtOnce)
        );
    }

    #[test]
    fn prices_resolve_at_the_region_then_globally_and_the_newest_counts() {
        let catalog = Catalog::bundled();
        let usd = |region: &str, service: &str, sku: &str| {
            catalog
                .price("aws", region, service, sku)
                .map(|price| (price.price.usd, price.price.evidence.as_of.clone()))
        };
        assert_eq!(
            usd("ap-northeast-2", "dns", "route53_hosted_zone"),
            Some((0.5, "2025-08-28".to_owned()))
        );
        assert_eq!(
            usd("ap-northeast-2", "egress_internet", "first_10TB"),
            Some((0.126, "2026-10-01".to_owned()))
        );
        assert_eq!(usd("ap-northeast-2", "egress_internet", "first_1TB"), None);
        let path = "gcp/us-central1/load_balancer/data_processed";
        assert_eq!(
            catalog.price_by_path(path).map(|price| price.price.usd),
            Some(0.008)
        );
        assert!(
            catalog
                .skus("aws", "ap-northeast-2", "load_balancer")
                .contains(&"alb")
        );
    }

    #[test]
    fn every_promise_of_a_service_is_there_and_covers_what_the_service_has() {
        let catalog = Catalog::bundled();
        let dependencies = catalog.dependency_names();
        for service in catalog.services() {
            for promised in &service.promised {
                for id in promised.one.iter().chain(&promised.several) {
                    let sla = catalog.sla(id).expect(id);
                    assert_eq!(sla.provider, promised.provider, "{id}");
                    assert!(sla.uptime.is_some(), "{id}");
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
            let below: Vec<f64> = sla.credits.iter().map(|tier| tier.below).collect();
            assert!(below.is_sorted_by(|a, b| a > b), "{}", sla.id);
            assert!(sla.credits.is_sorted_by(|a, b| a.credit < b.credit));
            assert!(below.first().is_none_or(|below| Some(*below) == sla.uptime));
        }
    }

    #[test]
    fn every_price_of_traffic_is_sold_somewhere() {
        let catalog = Catalog::bundled();
        for provider in catalog.providers() {
            let traffic = &provider.traffic;
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
                let spans = if tariff.spans.is_empty() {
                    vec![String::new()]
                } else {
                    tariff.spans[..1].to_vec()
                };
                for span in spans {
                    let price = tariff
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
}
