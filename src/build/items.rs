//! What is paid for: components by their own prices or the catalog's offers, the lines of the bill, traffic, people.

use super::architect::{Architect, Instance};
use super::offers::{no_price, offers};
use super::traffic;
use crate::catalog::{self, Tag};
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::plan::component::Component;
use crate::plan::money::bill::{Line, Per as LinePer, Quantities};
use crate::plan::money::discount;
use crate::plan::money::price::Price;
use crate::plan::text::Spanned;
use crate::scope::Scope;
use crate::topology::{Item, Kind};
use crate::units::{Amount, HOURS_PER_MONTH, Period};
use std::ops::Range;

/// Everything an architecture is charged for.
pub(super) struct Charges {
    /// Line by line.
    pub(super) items: Vec<Item>,
    /// Of each instance, which of them are for it.
    pub(super) of_instance: Vec<Range<usize>>,
}

/// Everything an architecture is charged for.
pub(super) fn items(architect: &Architect<'_, '_, '_>) -> Charges {
    let mut items = Vec::new();
    let mut of_instance = Vec::new();
    for instance in &architect.instances {
        let begin = items.len();
        if let Some(component) = architect.candidate.components.get(instance.component) {
            items.extend(of_component(architect, component, instance));
        }
        of_instance.push(begin..items.len());
    }
    for line in &architect.candidate.bill {
        items.extend(of_line(architect, line));
    }
    items.extend(traffic::items(architect));
    items.extend(engineering(architect));
    Charges { items, of_instance }
}

/// The team's own work, where an hour of it has a price.
fn engineering(architect: &Architect<'_, '_, '_>) -> Option<Item> {
    let hours = architect.candidate.engineering?;
    let price = architect.lowering.hour_of_work?;
    Some(Item {
        name: "engineering".to_owned(),
        site: String::new(),
        quantity: hours,
        unit: "hour".to_owned(),
        unit_price: price,
        list_price: price,
        discount: 0.0,
        commitment: String::new(),
        kind: Kind::People,
        as_of: "plan".to_owned(),
        source: "plan".to_owned(),
    })
}

/// So much of something in the price list, what was negotiated taken off.
pub(super) fn listed(
    architect: &Architect<'_, '_, '_>,
    name: String,
    site: &str,
    quantity: f64,
    price: &catalog::Price,
) -> Item {
    let discounts = &architect.candidate.discounts;
    let discount = discount::of(discounts, &price.provider, &price.service);
    Item {
        unit_price: price.tag.usd * (1.0 - discount),
        discount,
        ..tagged(name, site, quantity, &price.tag)
    }
}

/// So much of something at a price that is what it is.
fn tagged(name: String, site: &str, quantity: f64, tag: &Tag) -> Item {
    Item {
        name,
        site: site.to_owned(),
        quantity,
        unit: tag.unit.clone(),
        unit_price: tag.usd,
        list_price: tag.usd,
        discount: 0.0,
        commitment: String::new(),
        kind: tag.kind(),
        as_of: tag.as_of.clone(),
        source: tag.source.clone(),
    }
}

/// Where something is bought.
#[derive(Clone, Copy)]
pub(super) struct Shop<'a> {
    /// Name of the site, for the bill; empty where it belongs to none.
    pub(super) site: &'a str,
    /// `aws`; empty where the vendor is not known.
    pub(super) provider: &'a str,
    /// `ap-northeast-2`; empty for what has no region.
    pub(super) region: &'a str,
}

impl Shop<'_> {
    /// What to call it in a message.
    pub(super) fn in_words(&self) -> String {
        match (self.provider.is_empty(), self.region.is_empty()) {
            (true, _) => "without a provider".to_owned(),
            (false, true) => format!("at `{}`", self.provider),
            (false, false) => format!("at `{}/{}`", self.provider, self.region),
        }
    }
}

/// A bare count.
pub(super) fn count(number: f64) -> Amount {
    Amount {
        number,
        unit: String::new(),
    }
}

fn of_component(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
) -> Vec<Item> {
    let shop = shop(architect, component, instance);
    let replicas = instance.zones.len() as f64;
    // A provider that a map of prices leaves out keeps the catalog's offers.
    let own = component.prices.as_ref();
    match own.and_then(|prices| prices.at(shop.provider)) {
        Some(price) => {
            let name = component.name.value.clone();
            let item = priced(
                architect,
                &name,
                price,
                &count(replicas),
                &price.span,
                shop,
                None,
            );
            item.into_iter().collect()
        }
        None if own.is_some() && component.service.is_none() => {
            no_price(architect, component, shop);
            Vec::new()
        }
        None => offers(architect, component, instance, shop),
    }
}

/// Where a component is bought: at its site, or from the vendor it is pinned to.
pub(super) fn shop<'a>(
    architect: &Architect<'a, '_, '_>,
    component: &'a Component<'_>,
    instance: &Instance,
) -> Shop<'a> {
    let candidate = architect.candidate;
    if component.standing == Scope::World || component.at.is_some() {
        let pin = component.at.as_ref().map(|pin| &pin.value);
        return Shop {
            site: "",
            provider: pin.map_or("", |pin| &pin.provider),
            region: pin
                .and_then(|pin| pin.region.as_deref())
                .unwrap_or_default(),
        };
    }
    let Some(site) = candidate.sites.get(instance.site) else {
        return Shop {
            site: "",
            provider: "",
            region: "",
        };
    };
    Shop {
        site: &site.name.value,
        provider: &site.place.provider,
        region: &site.place.region,
    }
}

/// Something at a price that the plan names or gives.
pub(super) fn priced(
    architect: &Architect<'_, '_, '_>,
    name: &str,
    price: &Spanned<Price>,
    quantity: &Amount,
    quantity_span: &Span,
    shop: Shop<'_>,
    kind: Option<Kind>,
) -> Option<Item> {
    let own = |unit: &str, usd: f64| Tag {
        unit: unit.to_owned(),
        usd,
        as_of: "plan".to_owned(),
        source: "plan".to_owned(),
    };
    let mut found = None;
    let tag = match &price.value {
        Price::Free => return None,
        Price::Money(rate) => match rate.per {
            Period::Minute | Period::Hour => own("hour", rate.per_hour()),
            Period::Day => own("hour", rate.amount / 24.0),
            Period::Month => own("month", rate.amount),
            Period::Year => own("month", rate.amount / 12.0),
        },
        Price::Unit { usd, unit } => own(unit, *usd),
        Price::Path(path) => match architect
            .lowering
            .world
            .price(shop.provider, shop.region, path)
        {
            Some(price) => {
                found = Some(price);
                price.tag.clone()
            }
            None => {
                unpriced(
                    architect,
                    &price.span,
                    &quoted(name),
                    path,
                    "not in the price list",
                    shop,
                );
                return None;
            }
        },
    };
    let Some(quantity) = tag.units(quantity) else {
        architect.lowering.problems.push(
            Diagnostic::error(format!(
                "{}: a quantity in {} does not go with a price per {}",
                quoted(name),
                quoted(&quantity.unit),
                quoted(&tag.unit)
            ))
            .at(quantity_span.clone(), "another unit than the price")
            .at(price.span.clone(), format!("per `{}`", tag.unit))
            .help(format!(
                "write the quantity in `{}`, or a bare number of things{}",
                tag.unit,
                if tag.hourly() {
                    format!(", each paid for {HOURS_PER_MONTH} hours")
                } else {
                    String::new()
                }
            )),
        );
        return None;
    };
    let item = match found {
        Some(price) => listed(architect, name.to_owned(), shop.site, quantity, price),
        None => tagged(name.to_owned(), shop.site, quantity, &tag),
    };
    Some(Item {
        kind: kind.unwrap_or(item.kind),
        ..item
    })
}

/// Complains about a path without a price, with the nearest there is.
fn unpriced(
    architect: &Architect<'_, '_, '_>,
    span: &Span,
    what: &str,
    path: &str,
    label: &str,
    shop: Shop<'_>,
) {
    let world = architect.lowering.world;
    let inline = format!(
        "or give the price itself, such as `{}`",
        world.example("0.05", "hour")
    );
    let (label, help) = if world.catalog().is_none() {
        (
            "there is no price list".to_owned(),
            format!("`world: none` drops the price list {inline}").replace(" or give", "; give"),
        )
    } else {
        let service = path.split('/').next().unwrap_or_default();
        let paths = world.priced(shop.provider, shop.region, service);
        if paths.is_empty() {
            let known = world.priced_services(shop.provider, shop.region);
            let label = suggestion::label(service, &known, label);
            let list = suggestion::help("service in the price list", &known);
            (label, format!("{list}; {inline}"))
        } else {
            let known: Vec<&str> = paths.iter().map(String::as_str).collect();
            let label = suggestion::label(path, &known, label);
            let list = suggestion::help("price", &near_first(path, known));
            (label, format!("{list}; {inline}"))
        }
    };
    architect.lowering.problems.error(
        span,
        format!("{what}: no price for {} {}", quoted(path), shop.in_words()),
        &label,
        &help,
    );
}

/// The dozen paths that begin most like the one that was meant.
fn near_first<'a>(path: &str, mut known: Vec<&'a str>) -> Vec<&'a str> {
    let common = |other: &str| {
        path.chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    known.sort_by_key(|other| std::cmp::Reverse(common(other)));
    known.truncate(12);
    known
}

/// A line of the bill at every place where it is paid.
fn of_line(architect: &Architect<'_, '_, '_>, line: &Line) -> Vec<Item> {
    let candidate = architect.candidate;
    let named = |name: &str| line.at.is_empty() || line.at.iter().any(|site| site.value == name);
    let sites = candidate
        .sites
        .iter()
        .enumerate()
        .filter(|(_, site)| named(&site.name.value));
    let mut items = Vec::new();
    for (index, site) in sites {
        let name = site.name.value.as_str();
        let (amount, by_site) = match &line.quantities {
            Quantities::All(amount) => (amount, false),
            Quantities::BySite(sites) => match sites.iter().find(|(site, _)| site.value == name) {
                Some((_, amount)) => (amount, true),
                None => continue,
            },
        };
        let once = line.per == LinePer::Architecture && !by_site;
        let times = match line.per {
            LinePer::Architecture | LinePer::Site => 1,
            LinePer::Zone => site.place.zones.len(),
            LinePer::Replica => replicas(architect, line, index),
        };
        let shop = Shop {
            site: if once && line.at.is_empty() { "" } else { name },
            provider: &site.place.provider,
            region: &site.place.region,
        };
        let quantity = Amount {
            number: amount.value.number * times as f64,
            unit: amount.value.unit.clone(),
        };
        if let Some(price) = line.prices.at(shop.provider).filter(|_| times > 0) {
            items.extend(priced(
                architect,
                &line.name.value,
                price,
                &quantity,
                &amount.span,
                shop,
                line.kind,
            ));
        }
        if once {
            break;
        }
    }
    items
}

/// How many replicas of a line's components stand at a site.
fn replicas(architect: &Architect<'_, '_, '_>, line: &Line, site: usize) -> usize {
    let counted = architect.instances.iter().filter(|instance| {
        let component = architect.candidate.components.get(instance.component);
        instance.site == site
            && component.is_some_and(|component| {
                line.of
                    .iter()
                    .any(|name| name.value == component.name.value)
            })
    });
    counted.map(|instance| instance.zones.len()).sum()
}
