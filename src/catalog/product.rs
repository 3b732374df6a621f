//! The products that the price list sells a service as: `mysql` and `postgresql` for a database, from the paths of its rows.

use super::lookup::Catalog;
use super::service::{Service, Tariff};
use std::collections::BTreeSet;

impl Catalog {
    /// The products that the price list sells a service as, anywhere, each once. Reads the rows of all regions of those
    /// who sell it by product; who looks for one product asks [`Self::offers`].
    #[must_use]
    pub fn products(&self, service: &Service) -> Vec<String> {
        let each_once: BTreeSet<String> = self.offers(service).collect();
        each_once.into_iter().collect()
    }

    /// The same row by row, so each of them many times. A region is read when the search comes to it.
    pub fn offers(&self, service: &Service) -> impl Iterator<Item = String> {
        let tariffs = service.tariffs.iter();
        let by_product = tariffs.filter(|tariff| tariff.price.contains("{product}"));
        by_product.flat_map(|tariff| {
            let templates = templates(tariff);
            let rows = self.prices_of(&tariff.provider);
            rows.flat_map(move |row| {
                let path = row.within();
                let templates = templates.iter();
                let found = templates.filter_map(|template| product(template, &path));
                found.collect::<Vec<_>>()
            })
        })
    }
}

/// The paths of a tariff's rows, for each number of zones.
fn templates(tariff: &Tariff) -> Vec<String> {
    let spans = tariff.spans.iter().map(String::as_str);
    let spans = spans.chain(tariff.spans.is_empty().then_some(""));
    spans
        .map(|span| tariff.price.replace("{span}", span))
        .collect()
}

/// What stands for `{product}` where a path has the form of a template.
fn product(template: &str, path: &str) -> Option<String> {
    let (before, after) = template.split_once("{product}")?;
    let found = if let Some((front, between)) = before.split_once("{size}") {
        let rest = path.strip_prefix(front)?.strip_suffix(after)?;
        rest.rsplit_once(between)?.1
    } else if let Some((between, back)) = after.split_once("{size}") {
        let rest = path.strip_prefix(before)?.strip_suffix(back)?;
        rest.split_once(between)?.0
    } else {
        path.strip_prefix(before)?.strip_suffix(after)?
    };
    (!found.is_empty()).then(|| found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::bundled;
    use super::*;

    #[test]
    fn who_looks_for_one_product_reads_on_to_the_first_region_that_has_it() {
        let catalog = bundled::fresh();
        let service = |name: &str| catalog.service(name).unwrap();
        assert!(catalog.offers(service("database")).any(|it| it == "mysql"));
        assert_eq!(catalog.prices.read_so_far(), ["aws/ap-northeast-1"]);
        assert_eq!(catalog.products(service("vm")), [""; 0]);
        assert_eq!(catalog.prices.read_so_far().len(), 1);
        let products = catalog.products(service("cache"));
        assert_eq!(products, ["redis", "valkey"]);
    }
}
