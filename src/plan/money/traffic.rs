//! `traffic`: how much data moves a month, and where to. What it costs follows from where the architecture stands.

use super::price::{self, Prices};
use super::size::gigabytes;
use crate::diagnostic::Span;
use crate::language::{Fields, Node, Problems, Spanned};
use crate::plan::names::Names;
use crate::topology::Way;

/// The order in which steps of a month's volume are used up.
const WAYS: [Way; 4] = [
    Way::Out,
    Way::BetweenClouds,
    Way::BetweenRegions,
    Way::BetweenZones,
];

/// Data on one way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Flow {
    /// Where it goes.
    pub(crate) way: Way,
    /// How much.
    pub(crate) volume: Volume,
    /// Where that is written.
    pub(crate) span: Span,
    /// What a GB costs, where the plan says so.
    pub(crate) prices: Option<Prices>,
}

/// A volume of a month [GB].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Volume {
    /// Of all sites that serve together.
    Whole(f64),
    /// What each site sends; a site that is not named sends nothing.
    BySite(Vec<(Spanned<String>, f64)>),
}

/// Reads `traffic`.
pub(crate) fn read(node: &Node, place: &Span, names: &Names<'_>, problems: &Problems) -> Vec<Flow> {
    let Some(fields) = Fields::open(node, "`traffic`", place, problems) else {
        return Vec::new();
    };
    let prices = fields.entry("prices").and_then(|entry| {
        Fields::open(
            &entry.value,
            "`traffic`: `prices`",
            &entry.key_span,
            problems,
        )
    });
    let mut flows = Vec::new();
    for way in WAYS {
        let key = way.key();
        let own = prices.as_ref().and_then(|prices| prices.get(key));
        let own = own
            .and_then(|node| price::read(node, &format!("traffic price `{key}`"), names, problems));
        let Some(node) = fields.get(key) else {
            continue;
        };
        if let Some(volume) = read_volume(node, &format!("`traffic`: `{key}`"), problems) {
            flows.push(Flow {
                way,
                volume,
                span: node.span.clone(),
                prices: own,
            });
        }
    }
    if let Some(prices) = prices {
        prices.finish();
    }
    fields.finish();
    flows
}

fn read_volume(node: &Node, what: &str, problems: &Problems) -> Option<Volume> {
    if !node.is_map() {
        return gigabytes(node, what, problems).map(Volume::Whole);
    }
    let entries = node.entries().iter().filter(|entry| !entry.value.is_null());
    let sites: Vec<Option<(Spanned<String>, f64)>> = entries
        .map(|entry| {
            let site = entry.name();
            gigabytes(&entry.value, what, problems).map(|volume| (site, volume))
        })
        .collect();
    sites
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .map(Volume::BySite)
}
