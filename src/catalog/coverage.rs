//! What is sold where: the rows of the price list that a service's offers draw on, and how old they are.

use super::lookup::Catalog;
use super::place::{Provider, Region};
use super::price::PriceRow;
use super::service::Service;
use super::tariff::Tariff;
use crate::scope::Scope;
use std::collections::BTreeSet;

/// What one can buy in a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage<'a> {
    /// The cloud.
    pub provider: &'a Provider,
    /// Its region.
    pub region: &'a Region,
    /// For each service, in the order of [`Catalog::sold_services`]; `None` where something that it needs has no price.
    pub sold: Vec<Option<Sold<'a>>>,
}

/// A service that has a price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sold<'a> {
    /// Date of the oldest row that it needs.
    pub since: &'a str,
    /// Whether all that may be bought with it has a price too: its disk, its storage.
    pub whole: bool,
}

impl Catalog {
    /// The services that somebody has a price for, by name.
    #[must_use]
    pub fn sold_services(&self) -> Vec<&Service> {
        let services = self.services().iter();
        let sold = services.filter(|service| {
            !service.tariffs.is_empty() || self.prices().any(|row| is_use_of(service, row))
        });
        sold.collect()
    }

    /// What one can buy, region by region, where a region has prices of its own.
    #[must_use]
    pub fn coverage(&self) -> Vec<Coverage<'_>> {
        let services = self.sold_services();
        let providers = self.providers().iter();
        let regions = providers.flat_map(|provider| {
            let regions = provider.regions.iter();
            regions.map(move |region| (provider, region))
        });
        let coverage = regions.map(|(provider, region)| {
            let rows = self.prices_at(&provider.name, &region.name);
            let sold = services.iter().map(|it| sold(it, &provider.name, &rows));
            let mut sold: Vec<Option<Sold<'_>>> = sold.collect();
            // What is sold alike everywhere makes no region one to build in: there has to be something to run on.
            let mut runs = services.iter().zip(&sold);
            if !runs.any(|(it, sold)| it.standing == Scope::Zone && sold.is_some()) {
                sold.fill(None);
            }
            Coverage {
                provider,
                region,
                sold,
            }
        });
        coverage.collect()
    }

    /// The services that a row of the price list belongs to, and whether it is one for all their products.
    pub(super) fn priced_by(&self, row: &PriceRow) -> Vec<(&Service, bool)> {
        let mut found = Vec::new();
        for service in self.services() {
            let tariffs = service.tariffs_of(&row.provider);
            let mut fitting = tariffs.filter(|tariff| is_near(tariff, row)).peekable();
            if fitting.peek().is_some() || is_use_of(service, row) {
                let any = fitting.any(|tariff| !tariff.offer.price.contains("{product}"));
                found.push((service, any));
            }
        }
        found
    }

    /// The products that the price list sells a service as, anywhere: `mysql`, `postgresql`. Reads every price of those
    /// who sell it.
    #[must_use]
    pub fn products(&self, service: &Service) -> Vec<String> {
        let found: BTreeSet<String> = self.products_met(service).collect();
        found.into_iter().collect()
    }

    /// Whether the price list sells a service as a product anywhere. Reads no further than to the first such price.
    #[must_use]
    pub fn sells_product(&self, service: &Service, product: &str) -> bool {
        self.products_met(service).any(|met| met == product)
    }

    /// The product of each price of a service that is one of a product.
    fn products_met<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = String> + 'a {
        let tariffs = service.tariffs.iter();
        let tariffs = tariffs.filter(|it| it.offer.price.contains("{product}"));
        tariffs.flat_map(|tariff| {
            let spans = tariff.offer.spans.iter().map(String::as_str);
            let spans = spans.chain(tariff.offer.spans.is_empty().then_some(""));
            let filled = spans.map(|span| tariff.offer.price.replace("{span}", span));
            let templates: Vec<String> = filled.collect();
            let part = tariff
                .offer
                .price
                .split(['{', '/'])
                .next()
                .unwrap_or_default();
            let rows = self.prices_of(&tariff.provider);
            let rows = rows.filter(move |row| row.service.starts_with(part));
            rows.filter_map(move |row| {
                let path = row.within();
                templates
                    .iter()
                    .find_map(|template| product(template, &path))
            })
        })
    }
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

/// What a provider's offers of a service draw on, of the rows that count in a region.
fn sold<'a>(service: &Service, provider: &str, rows: &[&'a PriceRow]) -> Option<Sold<'a>> {
    let oldest = |fits: &dyn Fn(&PriceRow) -> bool| {
        let fitting = rows.iter().filter(|row| fits(row));
        fitting
            .map(|row| row.price.evidence.as_of.as_str())
            .min_by_key(age)
    };
    let tariffs: Vec<&Tariff> = service.tariffs_of(provider).collect();
    let dates = tariffs
        .iter()
        .map(|tariff| oldest(&|row| fits_any(tariff, row)));
    let dated: Vec<(bool, Option<&str>)> = tariffs
        .iter()
        .map(|it| it.offer.optional)
        .zip(dates)
        .collect();
    let by_use = oldest(&|row| is_use_of(service, row)).filter(|_| tariffs.is_empty());
    if dated
        .iter()
        .any(|(optional, date)| !optional && date.is_none())
    {
        return None;
    }
    let needed = || dated.iter().filter(|(optional, _)| !optional);
    let counted = if needed().next().is_some() {
        needed().filter_map(|(_, date)| *date).min_by_key(age)
    } else {
        let all = dated.iter().filter_map(|(_, date)| *date);
        all.chain(by_use).min_by_key(age)
    };
    counted.map(|since| Sold {
        since,
        whole: dated.iter().all(|(_, date)| date.is_some()),
    })
}

/// To compare dates by; an undated one is the oldest.
fn age(as_of: &&str) -> String {
    let dated = as_of.starts_with(|c: char| c.is_ascii_digit());
    if dated {
        (*as_of).to_owned()
    } else {
        String::new()
    }
}

/// Whether a row is one that a tariff draws on, on demand, whatever the size, the product and the number of zones.
fn fits_any(tariff: &Tariff, row: &PriceRow) -> bool {
    let templates = [Some(&tariff.offer.price), tariff.offer.otherwise.as_ref()];
    let path = row.within();
    templates.into_iter().flatten().any(|it| fits(it, &path))
}

/// Whether a row is of the same part of the price list as one that a tariff draws on.
fn is_near(tariff: &Tariff, row: &PriceRow) -> bool {
    let part = tariff.offer.price.split('/').next().unwrap_or_default();
    fits(part, &row.service)
}

/// Whether a row is a price of using a service that is paid for by use alone: `function/lambda_requests`.
fn is_use_of(service: &Service, row: &PriceRow) -> bool {
    service.metered && row.service.replace('_', "-") == service.name
}

/// Whether a path has the form of a template, `{…}` standing for anything.
fn fits(template: &str, path: &str) -> bool {
    let mut rest = path;
    let mut pieces = template.split('{').enumerate().peekable();
    while let Some((index, piece)) = pieces.next() {
        let literal = piece.split_once('}').map_or(piece, |(_, after)| after);
        let found = match (index, pieces.peek()) {
            (0, None) => return rest == literal,
            (0, Some(_)) => rest.strip_prefix(literal),
            (_, None) => return rest.ends_with(literal) && rest.len() > literal.len(),
            (_, Some(_)) => rest.split_once(literal).map(|(_, rest)| rest),
        };
        match found {
            Some(left) => rest = left,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_fits_the_paths_it_is_for() {
        let sized = "database_{product}/flexible_server {size} {span}";
        assert!(fits(sized, "database_mysql/flexible_server B1ms single"));
        assert!(!fits(sized, "database_mysql/B1ms single"));
        assert!(fits("load_balancer/alb", "load_balancer/alb"));
        assert!(!fits("load_balancer/alb", "load_balancer/alb_lcu"));
        assert!(fits("vm/{size}", "vm/t3.small"));
        assert!(!fits("vm/{size}", "vm/"));
    }

    #[test]
    fn the_bundled_world_says_what_is_sold_where() {
        let catalog = Catalog::bundled();
        let services = catalog.sold_services();
        let coverage = catalog.coverage();
        let since = |provider: &str, region: &str, service: &str| {
            let mut all = coverage.iter();
            let found = all.find(|it| it.provider.name == provider && it.region.name == region);
            let column = services.iter().position(|it| it.name == service);
            found.unwrap().sold[column.unwrap()]
        };
        let database = |region: &str| since("aws", region, "database").unwrap();
        assert_eq!(database("eu-west-2").since, "2021-08-03");
        assert!(database("eu-west-2").whole && !database("us-west-2").whole);
        let balancer = since("azure", "westeurope", "load-balancer").unwrap();
        assert_eq!(balancer.since, "2026-08-15");
        for (provider, region, service) in [
            ("gcp", "europe-west3", "vm"),
            ("aws", "us-west-2", "function"),
            ("vultr", "fra", "vm"),
        ] {
            assert!(since(provider, region, service).is_some(), "{region}");
        }
        assert_eq!(since("azure", "koreacentral", "database"), None);
        assert_eq!(since("azure", "westus", "vm"), None);
        assert_eq!(since("gcp", "africa-south1", "load-balancer"), None);
    }
}
