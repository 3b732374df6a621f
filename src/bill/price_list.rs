//! The catalog's price list, as one architecture sees it: with what it negotiated off it.

use super::line::Line;
use super::quote;
use crate::catalog::{Catalog, PriceRow, Traffic};
use crate::topology::{Discount, Shop};

/// The region of prices that hold everywhere.
const GLOBAL: &str = "global";

/// The prices that hold for an architecture.
#[derive(Clone, Copy)]
pub struct PriceList<'a> {
    pub(super) catalog: &'a Catalog,
    discounts: &'a [Discount],
}

impl<'a> PriceList<'a> {
    /// The catalog's prices under these discounts.
    #[must_use]
    pub fn new(catalog: &'a Catalog, discounts: &'a [Discount]) -> Self {
        Self { catalog, discounts }
    }

    /// What a row costs there; a full path counts wherever one is, and a service of a single row needs no sku.
    #[must_use]
    pub fn row(&self, shop: &Shop, path: &str) -> Option<&'a PriceRow> {
        let Shop {
            provider, region, ..
        } = shop;
        if let Some(row) = self.catalog.price_by_path(path) {
            return Some(row);
        }
        let at = |service: &str, sku: &str| self.catalog.price(provider, region, service, sku);
        match path.split_once('/') {
            Some((service, sku)) => at(service, sku),
            None => at(path, path).or_else(|| {
                match self.catalog.skus(provider, region, path).as_slice() {
                    [only] => at(path, only),
                    _ => None,
                }
            }),
        }
    }

    /// The paths of a service's rows there.
    #[must_use]
    pub fn paths(&self, shop: &Shop, service: &str) -> Vec<String> {
        let skus = self.catalog.skus(&shop.provider, &shop.region, service);
        skus.iter().map(|sku| format!("{service}/{sku}")).collect()
    }

    /// The services that have a row there.
    #[must_use]
    pub fn services(&self, shop: &Shop) -> Vec<&'a str> {
        self.catalog.priced_services(&shop.provider, &shop.region)
    }

    /// The sizes that a path with `{size}` in it is sold in there, the cheapest first.
    pub(super) fn sold(&self, shop: &Shop, template: &str) -> Vec<String> {
        let Some((front, back)) = template.split_once("{size}") else {
            return Vec::new();
        };
        let service = template.split('/').next().unwrap_or_default();
        let paths = self.paths(shop, service);
        let sold = paths.iter().filter_map(|path| {
            let size = path.strip_prefix(front)?.strip_suffix(back)?;
            let price = &self.row(shop, path)?.price;
            let monthly = price.usd * price.units(&quote::count(1.0))?;
            Some((monthly, size.to_owned()))
        });
        let mut sold: Vec<(f64, String)> = sold.collect();
        sold.sort_by(|a, b| a.0.total_cmp(&b.0));
        sold.into_iter().map(|(_, size)| size).collect()
    }

    /// The first of these sizes that holds at least so many processors and so much memory [GB].
    pub(super) fn holding(
        &self,
        shop: &Shop,
        sizes: &[String],
        vcpu: f64,
        ram: f64,
    ) -> Option<String> {
        let holds = |size: &&String| {
            let shape = self.catalog.shape(&shop.provider, size);
            shape.is_some_and(|shape| shape.vcpu >= vcpu && shape.ram >= ram)
        };
        sizes.iter().find(holds).cloned()
    }

    /// The row of a `service/sku` in the nearest region of the same provider that has one, and how far that is [km].
    #[must_use]
    pub fn nearest(&self, shop: &Shop, path: &str) -> Option<(&'a PriceRow, f64)> {
        self.catalog
            .nearest_price(&shop.provider, &shop.region, path)
    }

    /// What a row is a price for, wherever one of that `service/sku` is.
    pub(super) fn unit(&self, path: &str) -> Option<&'a str> {
        let (service, sku) = path.split_once('/')?;
        let mut rows = self.catalog.prices();
        let row = rows.find(|row| row.service == service && row.sku == sku)?;
        Some(&row.price.unit)
    }

    /// Where the prices of moving data from there stand.
    pub(super) fn traffic(&self, shop: &Shop) -> Option<&'a Traffic> {
        self.catalog.provider(&shop.provider)?.traffic.as_ref()
    }

    /// So many units of a row, what was negotiated taken off.
    pub(super) fn line(&self, name: String, shop: &Shop, quantity: f64, row: &PriceRow) -> Line {
        Line {
            discount: self.discount(&row.provider, &row.service),
            borrowed: self.borrowed(shop, row),
            ..Line::new(name, &shop.site, quantity, row.price.clone())
        }
    }

    /// The place whose price a row is, where that is another one than the shop's: a plan may name it in full, and a row for all
    /// regions may be one region's.
    fn borrowed(&self, shop: &Shop, row: &PriceRow) -> Option<String> {
        let of = match row.price.evidence.of.first() {
            Some(region) => region,
            None if row.region == GLOBAL && row.provider == shop.provider => return None,
            None => &row.region,
        };
        let here = self.catalog.region(&shop.provider, &shop.region);
        let sold_as = here.and_then(|it| it.prices_of.as_ref());
        let is_here = *of == shop.region || Some(of) == sold_as;
        let mut rows = self.catalog.prices();
        // A place of one's own has no list; what it pays by another's is borrowed.
        let is_borrowed = match row.provider == shop.provider {
            true => !is_here,
            false => rows.all(|it| it.provider != shop.provider),
        };
        (is_borrowed && !shop.region.is_empty()).then(|| format!("{}/{of}", row.provider))
    }

    /// What is taken off a price of the list, as a share: the service's own discount, else the provider's, else nothing.
    fn discount(&self, provider: &str, service: &str) -> f64 {
        let of = |service: Option<&str>| {
            let mut discounts = self.discounts.iter();
            discounts.find(|it| it.provider == provider && it.service.as_deref() == service)
        };
        of(Some(service))
            .or_else(|| of(None))
            .map_or(0.0, |discount| discount.share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_comes_before_the_provider_and_they_do_not_add_up() {
        let discount = |provider: &str, service: Option<&str>, share| Discount {
            provider: provider.to_owned(),
            service: service.map(str::to_owned),
            share,
        };
        let discounts = [
            discount("aws", None, 0.12),
            discount("aws", Some("vm_ondemand_linux"), 0.2),
        ];
        let list = PriceList::new(Catalog::bundled(), &discounts);
        assert_eq!(list.discount("aws", "vm_ondemand_linux"), 0.2);
        assert_eq!(list.discount("aws", "load_balancer"), 0.12);
        assert_eq!(list.discount("gcp", "load_balancer"), 0.0);
    }
}
