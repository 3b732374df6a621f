//! What a component costs at one place: by the plan's own price, else by the tariffs of its service at that provider,
//! their variables filled in.

use super::lack::Missing;
use super::line::Line;
use super::price_list::PriceList;
use super::quote::{self, count};
use crate::catalog::{Catalog, Per, PriceRow, Service, Tariff};
use crate::topology::{Purchase, Size};
use crate::units::CostKind;

/// What a component costs, line by line.
///
/// # Errors
/// When it has no price, or a part of it has none: everything that is missing.
pub fn component_lines(list: &PriceList<'_>, bought: &Purchase) -> Result<Vec<Line>, Vec<Missing>> {
    let service = service(list, bought);
    if let Some(price) = &bought.quote {
        let replicas = count(bought.replicas as f64);
        let line = quote::line(list, &bought.component, &bought.shop, &replicas, price);
        return line.map(Vec::from_iter).map_err(|missing| vec![missing]);
    }
    if bought.quoted_elsewhere && service.is_none() {
        return Err(vec![Missing::Seller]);
    }
    let tariffs: Vec<&Tariff> = tariffs(service, bought).collect();
    let mut missing = Vec::new();
    if let Some(commitment) = bought.commitment.as_ref().filter(|it| it.own) {
        let mut sold = tariffs.iter().flat_map(|tariff| &tariff.offer.commitments);
        if !sold.any(|(term, _)| term.value == commitment.term) {
            missing.push(Missing::Commitment);
        }
    }
    // What is metered, and what is no service, costs what the plan's bill says.
    if tariffs.is_empty() && service.is_some_and(|service| !service.metered) {
        missing.push(Missing::Seller);
    }
    let mut spans = tariffs.iter().map(|tariff| tariff.offer.spans.len());
    if let Some(most) = spans.find(|most| (1..bought.replicas).contains(most)) {
        // A database for one zone or for a pair.
        missing.push(Missing::Replicas(most));
        return Err(missing);
    }
    let mut lines = Vec::new();
    let due = |tariff: &&Tariff| !bought.settled.contains(&tariff.offer.price);
    for tariff in tariffs.into_iter().filter(due) {
        match line(list, bought, tariff) {
            Ok(line) => lines.extend(line),
            Err(lack) => missing.push(lack),
        }
    }
    if missing.is_empty() {
        Ok(lines)
    } else {
        Err(missing)
    }
}

/// What of its tariffs is paid once at a site, however many components use it there.
pub fn paid_once<'a>(catalog: &'a Catalog, bought: &'a Purchase) -> impl Iterator<Item = &'a str> {
    let service = bought.service.as_deref().filter(|_| bought.quote.is_none());
    let service = service.and_then(|name| catalog.service(name));
    let once = tariffs(service, bought).filter(|tariff| tariff.offer.once);
    once.map(|tariff| tariff.offer.price.as_str())
}

/// The rows of fees that a component costs as it is, whatever its size and use: a load balancer's hour, a control plane's.
#[must_use]
pub fn fees<'a>(list: &PriceList<'a>, bought: &Purchase) -> Vec<&'a PriceRow> {
    let service = service(list, bought).filter(|_| bought.quote.is_none());
    let is_fee = |tariff: &&Tariff| {
        let offer = &tariff.offer;
        let by_itself = !offer.price.contains("{size}") && offer.quantity.parse::<f64>().is_ok();
        by_itself && !offer.usage && !bought.settled.contains(&offer.price)
    };
    let row = |tariff: &Tariff| {
        let filled = Filled::new(bought, tariff);
        list.row(&bought.shop, &filled.text(&tariff.offer.price))
    };
    let tariffs = tariffs(service, bought);
    tariffs.filter(is_fee).filter_map(row).collect()
}

/// The service of the catalog that a component is.
fn service<'a>(list: &PriceList<'a>, bought: &Purchase) -> Option<&'a Service> {
    list.catalog.service(bought.service.as_deref()?)
}

/// The tariffs of a service where a component is bought.
fn tariffs<'a>(
    service: Option<&'a Service>,
    bought: &'a Purchase,
) -> impl Iterator<Item = &'a Tariff> {
    let service = service.into_iter();
    service.flat_map(|it| it.tariffs_of(&bought.shop.provider))
}

/// One tariff, filled in; `None` for one that is left out.
fn line(list: &PriceList<'_>, bought: &Purchase, tariff: &Tariff) -> Result<Option<Line>, Missing> {
    let commitment = bought.commitment.as_ref();
    let committed = commitment.and_then(|commitment| {
        let mut terms = tariff.offer.commitments.iter();
        terms.find(|(term, _)| term.value == commitment.term)
    });
    let template = committed.map_or(&tariff.offer.price, |(_, price)| price);
    let mut filled = Filled::new(bought, tariff);
    let by_size = tariff.offer.price.contains("{size}");
    if let (true, Some((vcpu, ram))) = (by_size, filled.shape) {
        let sold = list.sold(&bought.shop, &filled.but_size(template));
        let found = list.holding(&bought.shop, &sold, vcpu, ram);
        filled.size = Some(found.ok_or(Missing::Shape { vcpu, ram, sold })?);
    }
    let needs_size = by_size && filled.size.is_none();
    let (quantity, sold_by) = match &*tariff.offer.quantity {
        "{vcpu}" => (filled.shape.map(|(vcpu, _)| vcpu), Missing::SizeByShape),
        "{ram}" => (filled.shape.map(|(_, ram)| ram), Missing::SizeByShape),
        "{storage}" => (bought.storage, Missing::Storage),
        number => (number.parse().ok(), Missing::SizeByShape),
    };
    let Some(quantity) = quantity.filter(|_| !needs_size) else {
        return match tariff.offer.optional {
            true => Ok(None),
            false if needs_size => {
                let sold = list.sold(&bought.shop, &filled.but_size(&tariff.offer.price));
                Err(Missing::SizeByName(sold))
            }
            false => Err(sold_by),
        };
    };
    let path = filled.text(template);
    let (row, instead) = match list.row(&bought.shop, &path) {
        None if committed.is_none() => {
            let other = tariff
                .offer
                .otherwise
                .as_ref()
                .map(|other| filled.text(other));
            let row = other.and_then(|other| list.row(&bought.shop, &other));
            (row, row.is_some())
        }
        row => (row, false),
    };
    let Some(row) = row else {
        return Err(match committed {
            Some(_) => Missing::CommittedRow(path),
            None if by_size => Missing::Size {
                sold: list.sold(&bought.shop, &filled.but_size(template)),
                path,
            },
            None => Missing::Row {
                unit: list.unit(&path).unwrap_or(usual_unit(tariff)).to_owned(),
                path,
            },
        });
    };
    let Some(each) = row.price.units(&count(quantity)) else {
        return Ok(None);
    };
    let times = match tariff.offer.per {
        Per::Replica => bought.replicas as f64,
        Per::Component => 1.0,
    };
    let name = format!("{} {}", bought.component, filled.text(&tariff.item));
    let mut name = name.trim_end().to_owned();
    if instead {
        name = format!("{name} ({})", row.sku);
    }
    if !bought.names_product && tariff.offer.price.contains("{product}") {
        name = format!("{name} ({})", bought.product);
    }
    if let Some((term, _)) = committed {
        name = format!("{name}, {} commitment", term.value);
    }
    let line = list.line(name, &bought.shop, each * times, row);
    Ok(Some(Line {
        kind: if tariff.offer.usage {
            CostKind::Usage
        } else {
            line.kind
        },
        commitment: committed.map(|(term, _)| term.value.clone()),
        ..line
    }))
}

/// What a row of a tariff is mostly a price for.
fn usual_unit(tariff: &Tariff) -> &'static str {
    match &*tariff.offer.quantity {
        "{vcpu}" => "vCPU-hour",
        "{ram}" => "GB-hour",
        "{storage}" => "GB-month",
        _ => "hour",
    }
}

/// What the variables of a tariff stand for.
struct Filled<'a> {
    size: Option<String>,
    /// Processors, and memory [GB].
    shape: Option<(f64, f64)>,
    product: &'a str,
    span: &'a str,
}

impl<'a> Filled<'a> {
    fn new(bought: &'a Purchase, tariff: &'a Tariff) -> Self {
        let (size, shape) = match &bought.size {
            Some(Size::Named(name)) => (Some(name.clone()), None),
            Some(Size::Shaped { vcpu, ram }) => (None, Some((*vcpu, *ram))),
            None => (None, None),
        };
        let several = usize::from(bought.replicas > 1);
        let span = tariff
            .offer
            .spans
            .get(several)
            .or(tariff.offer.spans.first());
        Self {
            size,
            shape,
            product: &bought.product,
            span: span.map_or("", String::as_str),
        }
    }

    fn text(&self, template: &str) -> String {
        let size = self.size.as_deref().unwrap_or_default();
        self.but_size(template).replace("{size}", size)
    }

    fn but_size(&self, template: &str) -> String {
        let template = template.replace("{product}", self.product);
        template.replace("{span}", self.span)
    }
}
