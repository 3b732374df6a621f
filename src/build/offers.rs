//! What the catalog charges for a component: its service's offers at a provider, their variables filled in.

use super::architect::{Architect, Instance};
use super::commitment;
use super::items::{self, Shop, count};
use super::sizes;
use crate::catalog::{Offer, Per};
use crate::diagnostic::quoted;
use crate::plan::component::Component;
use crate::plan::money::size::Size;
use crate::plan::names::Names;
use crate::plan::text::Problems;
use crate::plan::text::Spanned;
use crate::scope::Scope;
use crate::topology::{Item, Kind};

/// Most places that are named where the price list lacks something.
const MOST_TOLD: usize = 4;
/// Most lacks that are kept, as of all problems of a file.
const MOST_LACKS: usize = 300;

/// What the catalog charges for a component.
pub(super) fn offers(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
    shop: Shop<'_>,
) -> Vec<Item> {
    commitment::check(architect, component, shop);
    let Some(service) = component
        .service
        .filter(|service| !service.offers.is_empty())
    else {
        // A service that is metered, or a component that is none: it costs what the bill says.
        if component.service.is_some_and(|service| !service.metered) {
            no_price(architect, component, shop);
        }
        return Vec::new();
    };
    let mut items = Vec::new();
    let mut missing = Vec::new();
    let mut any = false;
    for offer in service.offers_of(shop.provider) {
        any = true;
        if !sold_for(architect, component, instance, shop, offer) {
            return Vec::new();
        }
        let item = of_offer(architect, component, instance, shop, offer, &mut missing);
        items.extend(item);
    }
    if !missing.is_empty() {
        no_offer(architect, component, shop, &missing);
    }
    if !any && !service.metered {
        no_price(architect, component, shop);
    }
    items
}

pub(super) fn no_price(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
) {
    if component.flawed {
        return;
    }
    let world = architect.lowering.world;
    let month = world.example("30", "month");
    let help = if shop.provider.is_empty() {
        format!(
            "name the vendor, such as `at: aws`, or give the price: `price: {}`, `price: 0`",
            world.example("0.5", "month")
        )
    } else {
        format!(
            "give the price: `price: {}`, `price: {month}`, `price: 0`, or a path of the price list",
            world.example("0.05", "hour")
        )
    };
    architect.lowering.problems.error(
        &component.name.span,
        format!(
            "nobody has a price for component {} {}",
            quoted(&component.name.value),
            shop.in_words()
        ),
        "has no price",
        &help,
    );
}

/// A price of the catalog that nobody has: `service/sku`, and what it would be for.
struct Missing {
    path: String,
    unit: String,
}

/// What the price list lacks for a component at a place.
pub(super) struct Lack {
    component: Spanned<String>,
    /// What a price of the component would be for.
    covers: &'static str,
    /// `` `rds/storage` and no `rds/backup` at `aws/eu-central-1` ``.
    lacking: String,
    /// Rows of a price list that would do, each after a newline.
    rows: String,
}

/// Notes everything that the price list lacks for a component at a place. It is told for all places at once: the cause is
/// the same, and mostly the remedy.
fn no_offer(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
    missing: &[Missing],
) {
    if component.flawed {
        return;
    }
    let names: Vec<String> = missing
        .iter()
        .map(|one| format!("`{}`", one.path))
        .collect();
    let row = |one: &Missing| {
        let (service, sku) = one.path.split_once('/').unwrap_or((&one.path, ""));
        let region = if shop.region.is_empty() {
            "global"
        } else {
            shop.region
        };
        format!(
            "\n{},{region},{service},{sku},{},PRICE,2026-11,our contract",
            shop.provider, one.unit
        )
    };
    let lack = Lack {
        component: component.name.clone(),
        covers: if component.standing == Scope::Zone {
            "for each replica, disks included"
        } else {
            "for the whole of it"
        },
        lacking: format!("{} {}", names.join(" and no "), shop.in_words()),
        rows: missing.iter().map(row).collect(),
    };
    let mut lacks = architect.lowering.lacks.borrow_mut();
    let known = |one: &Lack| one.component == lack.component && one.lacking == lack.lacking;
    if lacks.len() < MOST_LACKS && !lacks.iter().any(known) {
        lacks.push(lack);
    }
}

/// Complains about everything that the price list lacks, once for each component.
pub(super) fn tell_lacks(lacks: &[Lack], world: &Names<'_>, problems: &Problems) {
    for (index, lack) in lacks.iter().enumerate() {
        let same = |other: &&Lack| other.component == lack.component;
        if lacks[..index].iter().any(|other| same(&other)) {
            continue;
        }
        let all: Vec<&Lack> = lacks[index..].iter().filter(same).collect();
        let told: Vec<&str> = all
            .iter()
            .take(MOST_TOLD)
            .map(|one| &*one.lacking)
            .collect();
        let rest = match all.len() - told.len() {
            0 => String::new(),
            more => format!(", and so at {more} more places,"),
        };
        let rows: String = all.iter().map(|one| &*one.rows).collect();
        problems.error(
            &lack.component.span,
            format!(
                "the price list has no {}{rest} for component {}",
                told.join(", no "),
                quoted(&lack.component.value)
            ),
            "has no price",
            &format!(
                "add `price: {}` to the component, {}; or lay rows over the price list with `--models DIR`, in DIR/prices.csv:\nprovider,region,service,sku,unit,usd,as_of,source{rows}",
                world.example("120", "month"),
                lack.covers
            ),
        );
    }
}

/// Complains where a component has more members than the price is for: a database for one zone or for a pair.
fn sold_for(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
    shop: Shop<'_>,
    offer: &Offer,
) -> bool {
    let members = instance.zones.len();
    if offer.spans.is_empty() || members <= offer.spans.len() {
        return true;
    }
    let name = &component.name.value;
    let most = offer.spans.len();
    let number = |n: usize| match n {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        n => n.to_string(),
    };
    let sold = match most {
        1 => "one zone".to_owned(),
        2 => "one or two zones".to_owned(),
        _ => format!("up to {} zones", number(most)),
    };
    architect.lowering.problems.error(
        &component.name.span,
        format!(
            "component {} is sold for {sold} {}, not for {}",
            quoted(name),
            shop.in_words(),
            number(members)
        ),
        &format!("has {} replicas at site `{}`", number(members), shop.site),
        &format!(
            "add `replicas: {{{name}: {most}}}` to the architecture, or give the price of each replica: `price: {}`",
            architect.lowering.world.example("120", "month")
        ),
    );
    false
}

/// One line of the catalog's, filled in.
fn of_offer(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
    shop: Shop<'_>,
    offer: &Offer,
    missing: &mut Vec<Missing>,
) -> Option<Item> {
    let filled = Filled::new(component, instance, shop, offer);
    let quantity = match &*offer.quantity {
        "{vcpu}" => filled.shape.map(|(vcpu, _)| vcpu),
        "{ram}" => filled.shape.map(|(_, ram)| ram),
        "{storage}" => component.storage,
        number => number.parse::<f64>().ok(),
    };
    let needs_size = offer.price.contains("{size}") && filled.size.is_none();
    let Some(quantity) = quantity.filter(|_| !needs_size) else {
        if !offer.optional {
            sizes::complain_of_size(architect, component, shop, offer, needs_size);
        }
        return None;
    };
    let term = commitment::of(architect, component, shop, offer);
    let path = filled.text(term.as_ref().map_or(&offer.price, |term| term.price));
    let Some(price) = architect
        .lowering
        .world
        .price(shop.provider, shop.region, &path)
    else {
        if let Some(term) = term {
            commitment::unpriced(architect, component, shop, &term, &path);
            return None;
        }
        let size = component.sizes.at(shop.provider);
        match size.filter(|_| offer.price.contains("{size}")) {
            Some(size) => sizes::unknown_size(architect, component, shop, offer, size),
            None => {
                let unit = architect.lowering.world.unit(&path);
                let usual = match &*offer.quantity {
                    "{vcpu}" => "vCPU-hour",
                    "{ram}" => "GB-hour",
                    "{storage}" => "GB-month",
                    _ => "hour",
                };
                missing.push(Missing {
                    unit: unit.unwrap_or(usual).to_owned(),
                    path,
                });
            }
        }
        return None;
    };
    let tag = &price.tag;
    let each = tag.units(&count(quantity))?;
    let replicas = match offer.per {
        Per::Replica => instance.zones.len() as f64,
        Per::Component => 1.0,
    };
    let mut name = format!("{} {}", component.name.value, filled.text(&offer.item));
    name.truncate(name.trim_end().len());
    let mut item = items::listed(architect, name, shop.site, each * replicas, price);
    if offer.usage {
        item.kind = Kind::Usage;
    }
    if let Some(term) = term {
        item.name = format!("{}, {} commitment", item.name, term.name);
        item.commitment = term.name.to_owned();
    }
    Some(item)
}

/// What the variables of an offer stand for.
struct Filled<'a> {
    size: Option<&'a str>,
    shape: Option<(f64, f64)>,
    product: &'a str,
    span: &'a str,
}

impl<'a> Filled<'a> {
    fn new(
        component: &'a Component<'_>,
        instance: &Instance,
        shop: Shop<'_>,
        offer: &'a Offer,
    ) -> Self {
        let size = component.sizes.at(shop.provider).map(|size| &size.value);
        let several = instance.zones.len() > 1;
        Self {
            size: match size {
                Some(Size::Named(name)) => Some(name),
                _ => None,
            },
            shape: match size {
                Some(Size::Shaped { vcpu, ram }) => Some((*vcpu, *ram)),
                _ => None,
            },
            product: &component.product,
            span: offer
                .spans
                .get(usize::from(several))
                .or(offer.spans.first())
                .map_or("", String::as_str),
        }
    }

    fn text(&self, template: &str) -> String {
        template
            .replace("{size}", self.size.unwrap_or_default())
            .replace("{product}", self.product)
            .replace("{span}", self.span)
    }
}
