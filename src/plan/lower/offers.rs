//! What the catalog charges for a component: its service's offers at a provider, their variables filled in.

use super::super::component::Component;
use super::super::fields::Spanned;
use super::super::size::Size;
use super::super::suggestion;
use super::architect::{Architect, Instance};
use super::items::{Shop, count, unpriced};
use crate::catalog::{Offer, Per};
use crate::diagnostic::quoted;
use crate::topology::{Item, Kind};

/// What the catalog charges for a component.
pub(super) fn offers(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
    shop: Shop<'_>,
) -> Vec<Item> {
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
    let mut any = false;
    for offer in service.offers_of(shop.provider) {
        any = true;
        items.extend(of_offer(architect, component, instance, shop, offer));
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
    let help = if shop.provider.is_empty() {
        "name the vendor, such as `at: aws`, or give the price: `price: 0.5/month`, `price: 0`"
    } else {
        "give the price: `price: 0.05/hour`, `price: 30/month`, `price: 0`, or a path of the price list"
    };
    architect.lowering.problems.error(
        &component.name.span,
        format!(
            "nobody has a price for component {} {}",
            quoted(&component.name.value),
            shop.in_words()
        ),
        "has no price",
        help,
    );
}

/// One line of the catalog's, filled in.
fn of_offer(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
    shop: Shop<'_>,
    offer: &Offer,
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
            complain_of_size(architect, component, shop, offer, needs_size);
        }
        return None;
    };
    let path = filled.text(&offer.price);
    let Some(price) = architect
        .lowering
        .world
        .price(shop.provider, shop.region, &path)
    else {
        let size = component.sizes.at(shop.provider);
        match size.filter(|_| offer.price.contains("{size}")) {
            Some(size) => unknown_size(architect, component, shop, offer, size),
            None => {
                let what = format!("component {}", quoted(&component.name.value));
                let span = &component.name.span;
                unpriced(architect, span, &what, &path, "has no price", shop);
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
    Some(Item {
        name: format!("{} {}", component.name.value, filled.text(&offer.item))
            .trim_end()
            .to_owned(),
        site: shop.site.to_owned(),
        quantity: each * replicas,
        unit: tag.unit.clone(),
        unit_price: tag.usd,
        kind: if offer.usage { Kind::Usage } else { tag.kind() },
        as_of: tag.as_of.clone(),
        source: tag.source.clone(),
    })
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
        let first = instance.zones.first();
        let several = instance.zones.iter().any(|zone| Some(zone) != first);
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

fn complain_of_size(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
    offer: &Offer,
    needs_size: bool,
) {
    if component.flawed {
        return;
    }
    let given = component.sizes.at(shop.provider);
    let span = given.map_or(&component.name.span, |size| &size.span);
    let (wanted, example) = match &*offer.quantity {
        _ if needs_size => {
            let sizes = sizes(architect, component, shop, offer);
            let size = sizes.first().map_or("NAME", |size| size);
            ("size", format!("size: {{{}: {size}}}", shop.provider))
        }
        "{storage}" => ("storage", "storage: 100 GB".to_owned()),
        _ => (
            "size in vcpu and ram",
            format!("size: {{{}: {{vcpu: 2, ram: 4}}}}", shop.provider),
        ),
    };
    let label = if given.is_some() {
        "not sold by this".to_owned()
    } else {
        format!("no {wanted} is given")
    };
    architect.lowering.problems.error(
        span,
        format!(
            "component {} needs a {wanted} to have a price {}",
            quoted(&component.name.value),
            shop.in_words()
        ),
        &label,
        &format!("add `{example}`, or give the price: `price: 0.05/hour`"),
    );
}

/// The sizes that an offer is sold in there, the cheapest first.
fn sizes(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
    offer: &Offer,
) -> Vec<String> {
    let world = architect.lowering.world;
    let filled = offer
        .price
        .replace("{product}", &component.product)
        .replace("{span}", offer.spans.first().map_or("", String::as_str));
    let Some((front, back)) = filled.split_once("{size}") else {
        return Vec::new();
    };
    let service = filled.split('/').next().unwrap_or_default();
    let mut found: Vec<(f64, String)> = world
        .priced(shop.provider, shop.region, service)
        .iter()
        .filter_map(|path| {
            let size = path.strip_prefix(front)?.strip_suffix(back)?;
            let price = world.price(shop.provider, shop.region, path)?;
            Some((price.tag.usd, size.to_owned()))
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, size)| size).collect()
}

/// Complains about a size that is not in the price list.
fn unknown_size(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
    offer: &Offer,
    size: &Spanned<Size>,
) {
    let sizes = sizes(architect, component, shop, offer);
    let known: Vec<&str> = sizes.iter().map(String::as_str).collect();
    let name = match &size.value {
        Size::Named(name) => name.as_str(),
        Size::Shaped { .. } => "",
    };
    architect.lowering.problems.error(
        &size.span,
        format!(
            "component {}: nobody has a price for size {} {}",
            quoted(&component.name.value),
            quoted(name),
            shop.in_words()
        ),
        &suggestion::label(name, &known, "not in the price list"),
        &format!(
            "{}; or give the price: `price: 0.05/hour`",
            suggestion::help("size", &known)
        ),
    );
}
