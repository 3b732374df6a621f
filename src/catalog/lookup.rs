//! The catalog, and how things are found in it by their names.

use super::dependency::{Dependency, Split};
use super::place::{Provider, Region};
use super::price::PriceRow;
use super::raw::Raw;
use super::service::Service;
use super::shelf::Prices;
use super::size::Shapes;
use super::sla::Sla;
use crate::place::Domain;
use crate::scope::Scope;
use std::borrow::Cow;

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
    pub fn dependency(
        &self,
        provider: &str,
        region: &str,
        name: &str,
    ) -> Option<Cow<'_, Dependency>> {
        // Those of one name follow each other.
        let is_it = |it: &&(Domain, Dependency)| it.1.name == name;
        let first = self.dependencies.iter().position(|it| is_it(&it));
        let all = self.dependencies.get(first?..)?;
        let at = |place: Domain| all.iter().take_while(is_it).find(|it| it.0 == place);
        let own = at(Domain::region(provider, region))
            .or_else(|| at(Domain::Provider(provider.to_owned())));
        if let (None, Some(like)) = (own, self.like(provider)) {
            return self.borrowed_from(like, provider, name).map(Cow::Owned);
        }
        let found = own.or_else(|| at(Domain::World));
        found.map(|(_, dependency)| Cow::Borrowed(dependency))
    }

    /// The provider that another one is like.
    fn like(&self, provider: &str) -> Option<&str> {
        let like = self.provider(provider)?.like.as_deref()?;
        // One that is like itself, or like one that is like it, would go round for ever.
        self.provider(like).filter(|it| it.like.is_none())?;
        Some(like)
    }

    /// What another provider offers, as one believes it of this one.
    fn borrowed_from(&self, from: &str, provider: &str, name: &str) -> Option<Dependency> {
        let mut found = self.dependency(from, "", name)?.into_owned();
        // What is no provider's own is nobody's to lend.
        if found.scope != Scope::World && found.scope != Scope::Metro {
            let entry = format!("{name} in {provider}");
            found.numbers = found.numbers.elsewhere(from, &entry);
        }
        Some(found)
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
    pub(super) fn lists<'a>(&'a self, provider: &str, region: &'a str) -> Vec<&'a str> {
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
        let names = tariffs.flat_map(|tariff| &tariff.offer.commitments);
        let mut names: Vec<&str> = names.map(|(name, _)| name.value.as_str()).collect();
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
    use crate::failover::Failback;
    use crate::law::Law;

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
}
