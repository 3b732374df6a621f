//! `traffic`: how much data moves a month, and where to. What it costs follows from where the architecture stands.

use serde_json::Value as Json;

use super::bill::by_site;
use super::price::{self, Prices, UnitPrices};
use super::size::Gigabytes;
use crate::diagnostic::Span;
use crate::language::schema::any;
use crate::language::{Definitions, Here, Kind, Merge, Node, Problems, Spanned, Unread, map};
use crate::plan::names::Names;
use crate::topology::Way;

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

map! {
    /// How much data moves in a month, in GB or TB; a map by site says what each of them sends.
    pub(crate) struct Traffic as TrafficForm(name: "traffic", definition: "traffic") {
        /// To the users, over the internet; always paid.
        out: Option<Spanned<Volume>> = or("none"),
        /// From zone to zone; say what crosses, once: where both ends pay (AWS) it is billed twice. Paid where a region has sites in two or more zones.
        between_zones: Option<Spanned<Volume>> = or("none"),
        /// From region to region of one provider; the sender pays. Paid where two or more of a provider's regions are used.
        between_regions: Option<Spanned<Volume>> = or("none"),
        /// From provider to provider, billed as internet traffic. Paid where two or more providers are used.
        between_clouds: Option<Spanned<Volume>> = or("none"),
        /// What a GB costs you, both ends together, in place of the list: `{between_zones: 0.01/GB}`, or by provider, `{between_zones: {azure: 0}}`.
        prices: Option<TrafficPrices>,
    }
}

map! {
    /// What a GB costs you, both ends together, in place of the list: `{between_zones: 0.01/GB}`, or by provider, `{between_zones: {azure: 0}}`.
    pub(crate) struct TrafficPrices as TrafficPricesForm(name: "traffic-prices") {
        /// To the users, `0.08/GB`.
        out: Option<Unread<UnitPrices>>,
        /// From zone to zone, `0.01/GB`.
        between_zones: Option<Unread<UnitPrices>>,
        /// From region to region, `0.02/GB`.
        between_regions: Option<Unread<UnitPrices>>,
        /// From provider to provider, `0.08/GB`.
        between_clouds: Option<Unread<UnitPrices>>,
    }
}

impl Kind for Volume {
    type Value = Self;
    const NAME: &'static str = "GB or TB, map by site";

    fn read(here: &Here<'_>) -> Option<Self> {
        if !here.node.is_map() {
            return Gigabytes::read(here).map(Self::Whole);
        }
        by_site::<Gigabytes>(here).map(Self::BySite)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let volume = Gigabytes::schema(definitions);
        let by_site = definitions.mode.named(volume.clone());
        any([volume, by_site])
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

/// Reads `traffic`.
pub(crate) fn read(node: &Node, place: &Span, names: &Names<'_>, problems: &Problems) -> Vec<Flow> {
    let Some(traffic) = Traffic::read(&Here {
        node,
        what: "`traffic`",
        place,
        problems,
    }) else {
        return Vec::new();
    };
    let price = |node: &Option<Node>, way: Way| {
        let what = format!("traffic price `{}`", way.key());
        price::read(node.as_ref()?, &what, names, problems)
    };
    let prices = traffic.prices.as_ref();
    let given = [
        (traffic.out, Way::Out, prices.map(|it| &it.out)),
        (
            traffic.between_clouds,
            Way::BetweenClouds,
            prices.map(|it| &it.between_clouds),
        ),
        (
            traffic.between_regions,
            Way::BetweenRegions,
            prices.map(|it| &it.between_regions),
        ),
        (
            traffic.between_zones,
            Way::BetweenZones,
            prices.map(|it| &it.between_zones),
        ),
    ];
    let mut flows = Vec::new();
    // In the order in which steps of a month's volume are used up.
    for (volume, way, own) in given {
        let prices = own.and_then(|node| price(node, way));
        if let Some(Spanned { value, span }) = volume {
            flows.push(Flow {
                way,
                volume: value,
                span,
                prices,
            });
        }
    }
    flows
}
