//! `common_cause`: the share of a component's failures that strike several replicas at once.

use serde_json::Value as Json;

use crate::language::schema::any;
use crate::language::{Definitions, Here, Kind, Merge, Node, Problems, Share, map, words};

/// What strikes several replicas at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CommonCause {
    /// Share of a replica's failures that come this way.
    pub(crate) share: f64,
    /// Whether one shock is for all sites, and not for those of one.
    pub(crate) across: bool,
    /// Probability that a shock strikes a replica; more than 0.
    pub(crate) hits: f64,
}

impl CommonCause {
    /// A share that strikes all replicas of a site.
    pub(crate) fn of_share(share: f64) -> Self {
        Self {
            share,
            across: false,
            hits: 1.0,
        }
    }

    /// The same with what the plan says laid over it.
    pub(crate) fn amended(mut self, given: &Shocks) -> Self {
        self.share = given.share.unwrap_or(self.share);
        self.across |= given.across.is_some();
        self.hits = given.hits.unwrap_or(self.hits);
        self
    }
}

map! {
    /// Failures that strike several replicas at once.
    pub(crate) struct Shocks as ShocksForm(name: "common_cause") {
        /// Share of a replica's failures that come this way; a bare share means this.
        share: Option<Share> = or("the catalog's; required where it has none"),
        /// `sites`: one stream of shocks for all sites of the architecture.
        across: Option<AllSites> = or("each site has its own"),
        /// How likely a shock strikes a replica, drawn for each.
        hits: Option<Share> = or("100%"),
    }
}

/// One thing for all sites, and not one for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllSites;

words! { AllSites: "sites" = Self }

/// A share, or more about it.
pub(crate) struct Common;

impl Kind for Common {
    type Value = Shocks;
    const NAME: &'static str = "share, [map](#common_cause)";

    fn read(here: &Here<'_>) -> Option<Shocks> {
        if here.node.is_map() {
            return Shocks::read(here);
        }
        Some(Shocks {
            share: Some(Share::read(here)?),
            across: None,
            hits: None,
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.part("common-cause", |definitions| {
            any([Share::schema(definitions), Shocks::schema(definitions)])
        })
    }

    fn merge() -> Merge {
        Shocks::merge()
    }
}

/// Reports shocks of a map that hit nobody; what can be used of them is given back.
pub(crate) fn checked(
    shocks: Option<Shocks>,
    map: &Node,
    whose: &str,
    problems: &Problems,
) -> Option<Shocks> {
    let shocks = shocks?;
    if shocks.hits.is_some_and(|hits| hits <= 0.0)
        && let Some(node) = map.get("common_cause").and_then(|node| node.get("hits"))
    {
        problems.error(
            &node.span,
            format!("{whose}: `common_cause`: shocks that hit nobody"),
            "none",
            "write how likely one strikes a replica, such as `hits: 50%`, or remove `common_cause`",
        );
        return None;
    }
    Some(shocks)
}

/// Reports where a share is neither given nor known: `across` and `hits` of nothing.
pub(crate) fn check(cause: CommonCause, map: &Node, whose: &str, problems: &Problems) {
    let mut entries = map.entries().iter();
    if let Some(entry) = entries.find(|entry| entry.key == "common_cause")
        && cause.share == 0.0
        && entry.value.entries().iter().all(|it| it.key != "share")
        && entry.value.is_map()
    {
        problems.error(
            &entry.key_span,
            format!("{whose}: `common_cause` has no `share`"),
            "`share` is missing",
            "add the share of its failures that come this way, such as `share: 10%`",
        );
    }
}
