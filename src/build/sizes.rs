//! Sizes that a component lacks, or that the price list does not have: which there are instead.

use super::architect::Architect;
use super::items::Shop;
use crate::catalog::Offer;
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::plan::component::Component;
use crate::plan::money::size::Size;
use crate::plan::text::Spanned;

/// Complains about a component without the size that an offer is sold by.
pub(super) fn complain_of_size(
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
        _ => {
            let (vcpu, ram) = shape_of(given.map(|size| &size.value));
            (
                "size in vcpu and ram",
                format!("size: {{{}: {{vcpu: {vcpu}, ram: {ram}}}}}", shop.provider),
            )
        }
    };
    let label = if given.is_some() {
        format!(
            "sold by {}, not by this",
            wanted.trim_start_matches("size in ")
        )
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
        &format!(
            "{} `{example}`, or give the price: `price: {}`",
            if given.is_some() { "write" } else { "add" },
            architect.lowering.world.example("0.05", "hour")
        ),
    );
}

/// What a name such as `db-n1-standard-2` or `db-custom-2-7680` seems to mean: processors, and memory [GB].
fn shape_of(size: Option<&Size>) -> (f64, f64) {
    let name = match size {
        Some(Size::Named(name)) => name.as_str(),
        _ => "",
    };
    let numbers: Vec<f64> = name
        .split('-')
        .filter_map(|part| part.parse::<f64>().ok())
        .filter(|number| (1.0..1e6).contains(number))
        .collect();
    match numbers.as_slice() {
        [vcpu, megabytes] if *megabytes >= 1024.0 => (*vcpu, megabytes / 1024.0),
        [vcpu] if name.contains("highmem") => (*vcpu, vcpu * 8.0),
        [vcpu] if *vcpu <= 512.0 => (*vcpu, vcpu * 4.0),
        _ => (2.0, 8.0),
    }
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
pub(super) fn unknown_size(
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
            "{}; or give the price: `price: {}`",
            suggestion::help("size", &known),
            architect.lowering.world.example("0.05", "hour")
        ),
    );
}
