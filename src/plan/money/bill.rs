//! `bill`: what the components' own prices do not cover.

use super::price::{self, Prices};
use crate::diagnostic::quoted;
use crate::language::{Entry, Fields, Node, Problems, Spanned, Value, scalar};
use crate::plan::names::Names;
use crate::units::CostKind;
use crate::units::{self, Amount};

/// A charge as the plan writes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Charge {
    /// Its name.
    pub(crate) name: Spanned<String>,
    /// What a unit costs.
    pub(crate) prices: Prices,
    /// How many units.
    pub(crate) quantities: Quantities,
    /// How often it is paid.
    pub(crate) per: Per,
    /// The components whose replicas are counted.
    pub(crate) of: Vec<Spanned<String>>,
    /// The sites it is limited to; empty for all.
    pub(crate) at: Vec<Spanned<String>>,
    /// Fixed or usage, where said.
    pub(crate) kind: Option<CostKind>,
}

/// A quantity for all sites, or one for each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Quantities {
    /// The same wherever it is paid.
    All(Spanned<Amount>),
    /// By site; a site that is not named has none.
    BySite(Vec<(Spanned<String>, Spanned<Amount>)>),
}

/// How often a line is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Per {
    /// Once, at the first site's prices.
    Architecture,
    /// Once for each site.
    Site,
    /// Once for each zone of each site.
    Zone,
    /// Once for each replica of some components.
    Replica,
}

/// Reads one line.
pub(crate) fn read(entry: &Entry, names: &Names<'_>, problems: &Problems) -> Option<Charge> {
    let what = format!("bill line {}", quoted(&entry.key));
    scalar::check_label(&entry.key, &entry.key_span, "a bill line", problems);
    let fields = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let label = |key: &str| format!("{what}: `{key}`");
    let prices = fields
        .require(
            "price",
            "write `price: 30/month`, `0.126/GB`, or a path of the catalog such as `nat_gateway`",
        )
        .and_then(|node| price::read(node, &label("price"), names, problems));
    let quantities = match fields.get("quantity") {
        Some(node) => read_quantities(node, &label("quantity"), problems),
        None => Some(Quantities::All(Spanned {
            value: Amount {
                number: 1.0,
                unit: String::new(),
            },
            span: entry.key_span.clone(),
        })),
    };
    let words = [
        ("architecture", Per::Architecture),
        ("site", Per::Site),
        ("zone", Per::Zone),
        ("replica", Per::Replica),
    ];
    let per = fields.get("per").map_or(Some(Per::Architecture), |node| {
        scalar::word(node, &label("per"), &words, problems)
    });
    let of_node = fields.get("of");
    let of = of_node
        .map(|node| scalar::words(node, &label("of"), problems))
        .unwrap_or_default();
    match (per, of_node) {
        (Some(Per::Replica), None) => problems.error(
            &entry.key_span,
            format!("{what} is per replica, but does not say of what"),
            "`of` is missing",
            "add `of: [web, app]`, the components whose replicas are counted",
        ),
        (Some(Per::Architecture | Per::Site | Per::Zone), Some(node)) => problems.error(
            &node.span,
            format!("{what}: `of` counts replicas, but the line is not per replica"),
            "counts nothing",
            "add `per: replica`, or remove `of`",
        ),
        _ => {}
    }
    let at = fields
        .get("at")
        .map(|node| scalar::words(node, &label("at"), problems))
        .unwrap_or_default();
    let kinds = [("fixed", CostKind::Fixed), ("usage", CostKind::Usage)];
    let kind = fields
        .get("kind")
        .and_then(|node| scalar::word(node, &label("kind"), &kinds, problems));
    scalar::prose(fields.get("about"), &label("about"), problems);
    fields.finish();
    Some(Charge {
        name: entry.name(),
        prices: prices?,
        quantities: quantities?,
        per: per?,
        of,
        at,
        kind,
    })
}

fn read_quantities(node: &Node, what: &str, problems: &Problems) -> Option<Quantities> {
    let amount = |node: &Node| {
        let value = scalar::number(node, what, units::parse_amount, problems)?;
        Some(node.spanned(value))
    };
    let Value::Mapping(entries) = &node.value else {
        return amount(node).map(Quantities::All);
    };
    let read: Vec<Option<(Spanned<String>, Spanned<Amount>)>> = entries
        .iter()
        .filter(|entry| !entry.value.is_null())
        .map(|entry| {
            let site = entry.name();
            amount(&entry.value).map(|amount| (site, amount))
        })
        .collect();
    read.into_iter()
        .collect::<Option<Vec<_>>>()
        .map(Quantities::BySite)
}
