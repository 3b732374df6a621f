//! The catalog as a plan sees it: there, or dropped by `world: none`.

use crate::catalog::{Catalog, Dependency, Provider, Service};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// What the plan may refer to beside itself.
pub(crate) struct Names<'a> {
    catalog: Option<&'a Catalog>,
    currency: String,
    fx: f64,
    /// What was looked up by providers and regions.
    places: RefCell<HashMap<(String, String), Rc<Offered>>>,
}

/// What a place offers beside what one asks for by name.
pub(crate) struct Offered {
    /// What everything there depends on without saying so.
    pub(crate) implied: Vec<Dependency>,
    /// What takes others down with it.
    pub(crate) spreading: Vec<Dependency>,
}

impl<'a> Names<'a> {
    /// With a catalog or without; `fx` is units of the plan's currency for one US dollar.
    pub(crate) fn new(catalog: Option<&'a Catalog>, currency: &str, fx: f64) -> Self {
        Self {
            catalog,
            currency: currency.to_owned(),
            fx,
            places: RefCell::default(),
        }
    }

    /// The plan's currency, `KRW`.
    pub(crate) fn currency(&self) -> &str {
        &self.currency
    }

    /// What one unit of a currency is in US dollars; `None` for one that the plan does not know.
    pub(crate) fn dollars(&self, currency: &str) -> Option<f64> {
        if currency == "USD" {
            Some(1.0)
        } else {
            (currency == self.currency).then_some(1.0 / self.fx)
        }
    }

    /// A price as one would have to write it here, from its number and what it is for: `0.05/hour`, `0.05 USD/hour`.
    pub(crate) fn example(&self, number: &str, per: &str) -> String {
        if self.currency == "USD" {
            format!("{number}/{per}")
        } else {
            format!("{number} USD/{per}")
        }
    }

    /// The whole of it, unless it was dropped.
    pub(crate) fn known(&self) -> Option<&'a Catalog> {
        self.catalog
    }

    /// The providers, unless there is no catalog.
    pub(crate) fn catalog(&self) -> Option<&'a [Provider]> {
        self.catalog.map(Catalog::providers)
    }

    /// Whether a provider is the plan's own, or of the user's model files.
    pub(crate) fn is_own(&self, provider: &str) -> bool {
        let known = self.catalog.and_then(|catalog| catalog.provider(provider));
        known.is_some() && Catalog::bundled().provider(provider).is_none()
    }

    /// A service by name.
    pub(crate) fn service(&self, name: &str) -> Option<&'a Service> {
        self.catalog?.service(name)
    }

    /// The names of all services.
    pub(crate) fn services(&self) -> Vec<&'a str> {
        let services = self.catalog.map(Catalog::services).unwrap_or_default();
        services
            .iter()
            .map(|service| service.name.as_str())
            .collect()
    }

    /// A dependency as a place offers it; empty names for a place above regions or providers.
    pub(crate) fn dependency(
        &self,
        provider: &str,
        region: &str,
        name: &str,
    ) -> Option<Cow<'a, Dependency>> {
        self.catalog?.dependency(provider, region, name)
    }

    /// What something that a vendor offers stands on, by full names.
    pub(crate) fn grounds(&self, vendor: &str, offered: &str) -> &'a [String] {
        self.catalog
            .map_or(&[], |catalog| catalog.grounds(vendor, offered))
    }

    /// What a place offers, looked up once.
    pub(crate) fn offered(&self, provider: &str, region: &str) -> Rc<Offered> {
        let mut places = self.places.borrow_mut();
        let place = (provider.to_owned(), region.to_owned());
        let offered = places.entry(place).or_insert_with(|| {
            let names = self.dependencies().into_iter();
            let here = names.filter_map(|name| self.dependency(provider, region, name));
            let here: Vec<Cow<'a, Dependency>> = here.collect();
            let those = |are: fn(&Dependency) -> bool| {
                let those = here.iter().filter(|it| are(it));
                those.map(|it| it.clone().into_owned()).collect()
            };
            Rc::new(Offered {
                implied: those(|it| it.implied),
                spreading: those(|it| !it.spreads_to.is_empty()),
            })
        });
        offered.clone()
    }

    /// The metro area of a region, where it shares one with others.
    pub(crate) fn metro(&self, provider: &str, region: &str) -> Option<&'a str> {
        self.catalog?.region(provider, region)?.metro.as_deref()
    }

    /// Whether regions share a metro area of that name.
    pub(crate) fn has_metro(&self, name: &str) -> bool {
        let providers = self.catalog().unwrap_or_default().iter();
        let mut regions = providers.flat_map(|provider| &provider.regions);
        regions.any(|region| region.metro.as_deref() == Some(name))
    }

    /// What to write in place of a name that was one dependency of the catalog once.
    pub(crate) fn instead_of(&self, name: &str) -> Option<String> {
        let parts = &self.catalog?.split(name)?.into;
        let parts: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
        let (first, others) = parts.split_first()?;
        let others = others.join(", ");
        Some(format!(
            "write {first} for what everything there needs, or name what this uses: {others}"
        ))
    }

    /// The names of all dependencies.
    pub(crate) fn dependencies(&self) -> Vec<&'a str> {
        self.catalog
            .map(Catalog::dependency_names)
            .unwrap_or_default()
    }

    /// The products that the price list sells a service as, anywhere: `mysql`, `postgresql`.
    pub(crate) fn products(&self, service: &Service) -> Vec<String> {
        let catalog = self.catalog.into_iter();
        catalog
            .flat_map(|catalog| catalog.products(service))
            .collect()
    }

    /// Whether the price list sells a service as a product, anywhere.
    pub(crate) fn sells_product(&self, service: &Service, product: &str) -> bool {
        let sells = |catalog: &Catalog| catalog.sells_product(service, product);
        self.catalog.is_some_and(sells)
    }

    /// The commitments that anything is sold with.
    pub(crate) fn commitments(&self) -> Vec<&'a str> {
        self.catalog.map(Catalog::commitments).unwrap_or_default()
    }

    /// Everybody who has a price in the list.
    pub(crate) fn vendors(&self) -> Vec<&'a str> {
        self.catalog.map(Catalog::vendors).unwrap_or_default()
    }

    /// Whether a provider has a price for a service, anywhere.
    pub(crate) fn prices(&self, provider: &str, service: &str) -> bool {
        let catalog = self.catalog.into_iter();
        let mut rows = catalog.flat_map(|catalog| catalog.prices_of(provider));
        rows.any(|row| row.service == service)
    }

    /// The services that a provider has a price for, anywhere.
    pub(crate) fn sold_by(&self, provider: &str) -> Vec<&'a str> {
        let rows = self.catalog.into_iter();
        let rows = rows.flat_map(|catalog| catalog.prices_of(provider));
        let services: BTreeSet<&str> = rows.map(|row| row.service.as_str()).collect();
        services.into_iter().collect()
    }
}
