//! `bill`: what the components' own prices do not cover.

use serde_json::{Value as Json, json};

use super::price::{self, Prices, UnitPrices};
use crate::diagnostic::quoted;
use crate::language::schema::any;
use crate::language::value::NUMBER;
use crate::language::{
    Components, Definitions, Entry, Here, Kind, List, Merge, Mode, Problems, Sites, Spanned, Text,
    Unread, map, scalar, words,
};
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

map! {
    /// What the components' own prices do not cover.
    pub(crate) struct Line as BillLineForm(name: "bill", definition: "bill-line", rules: of_if_per_replica) {
        /// What a unit costs, as for components; also `0.126/GB`, `0.126 USD/GB` and the like. In a map by provider, a provider that is not named has no such line.
        price: Unread<UnitPrices> = need("write `price: 30/month`, `0.126/GB`, or a path of the catalog such as `nat_gateway`"),
        /// How many a month: a bare number counts things, each paid for 730 hours a month where the price is by the hour; `400 GB`, `730 h`, `5M queries` must match the price's unit and is taken as it stands (`5 TB` is 5,000 GB, `2 GB-hours` are 7,200 GB-seconds, `3 vCPUs` are there all month). A map by site gives each its own.
        quantity: Quantities = "1",
        /// How often it is paid: once (`architecture`, at the first site's prices), or for each.
        per: Per = "architecture",
        /// With `per: replica`: the components whose replicas are counted, cold ones not.
        of: Option<Spanned<List<Components>>>,
        /// Only at these sites.
        at: List<Sites> = or("all"),
        /// Whether it follows the traffic.
        kind: Option<CostKind> = or("by the price's unit: hours and months are fixed, traffic and requests are usage"),
        /// A sentence about it.
        about: Text,
    }
}

words! {
    Per:
    "architecture" = Self::Architecture,
    "site" = Self::Site,
    "zone" = Self::Zone,
    "replica" = Self::Replica,
}

words! { CostKind: "fixed" = Self::Fixed, "usage" = Self::Usage }

fn of_if_per_replica(schema: &mut Json, definitions: &mut Definitions) {
    if definitions.mode == Mode::Whole {
        let once = json!({ "properties": { "per": { "enum": ["architecture", "site", "zone"] } } });
        schema["anyOf"] = json!([once, { "required": ["of"] }]);
    }
}

/// Reads one line.
pub(crate) fn read(entry: &Entry, names: &Names<'_>, problems: &Problems) -> Option<Charge> {
    let what = format!("bill line {}", quoted(&entry.key));
    scalar::check_label(&entry.key, &entry.key_span, "a bill line", problems);
    let line = Line::read(&Here::of(entry, &what, problems))?;
    check_of(&line, entry, &what, problems);
    let prices = price::read(&line.price, &format!("{what}: `price`"), names, problems);
    Some(Charge {
        name: entry.name(),
        prices: prices?,
        quantities: line.quantity,
        per: line.per,
        of: line.of.map(|of| of.value).unwrap_or_default(),
        at: line.at,
        kind: line.kind,
    })
}

/// Reports `of` without `per: replica`, and the other way round.
fn check_of(line: &Line, entry: &Entry, what: &str, problems: &Problems) {
    match (line.per, &line.of) {
        (Per::Replica, None) => problems.error(
            &entry.key_span,
            format!("{what} is per replica, but does not say of what"),
            "`of` is missing",
            "add `of: [web, app]`, the components whose replicas are counted",
        ),
        (Per::Architecture | Per::Site | Per::Zone, Some(of)) => problems.error(
            &of.span,
            format!("{what}: `of` counts replicas, but the line is not per replica"),
            "counts nothing",
            "add `per: replica`, or remove `of`",
        ),
        _ => {}
    }
}

impl Kind for Amount {
    type Value = Self;
    const NAME: &'static str = "amount";

    fn read(here: &Here<'_>) -> Option<Self> {
        scalar::number(here.node, here.what, units::parse_amount, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("amount", |_| {
            json!({
                "description": "How many: a bare number counts things; `400 GB`, `730 h`, `5M queries` must match the price's unit.",
                "type": ["string", "number"],
                "minimum": 0,
                "pattern": format!(r"^\s*{NUMBER}"),
                "examples": ["400 GB", "730 h", "5M queries", 2],
            })
        })
    }
}

impl Kind for Quantities {
    type Value = Self;
    const NAME: &'static str = "amount, map by site";

    fn read(here: &Here<'_>) -> Option<Self> {
        if !here.node.is_map() {
            return <Spanned<Amount>>::read(here).map(Self::All);
        }
        by_site::<Spanned<Amount>>(here).map(Self::BySite)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let amount = Amount::schema(definitions);
        let by_site = definitions.mode.named(amount.clone());
        any([amount, by_site])
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

/// A value for each site.
pub(crate) fn by_site<K: Kind>(here: &Here<'_>) -> Option<Vec<(Spanned<String>, K::Value)>> {
    let entries = here.node.entries().iter();
    let entries = entries.filter(|entry| !entry.value.is_null());
    let read: Vec<Option<(Spanned<String>, K::Value)>> = entries
        .map(|entry| {
            let node = &entry.value;
            K::read(&Here { node, ..*here }).map(|value| (entry.name(), value))
        })
        .collect();
    read.into_iter().collect()
}
