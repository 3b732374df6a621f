//! What a provider charges for moving data: where in the price list it stands, and how it is counted.

use serde_json::{Value as Json, json};

use crate::language::{Definitions, Here, Kind, Several, Text, Whole, map, scalar};
use crate::units::parse_amount;

map! {
    /// Where a provider's prices of moving data stand.
    pub struct Traffic(name: "catalog-traffic") {
        /// To the internet, another cloud included: steps of a month's volume, the first first.
        out: Several<Step> = or("nobody says"),
        /// Between zones of a region.
        between_zones: Option<Crossing> = or("nobody says"),
        /// From one of its regions to another: the first whose `to` fits and that has a price there.
        between_regions: Several<Route> = or("nobody says"),
    }
}

map! {
    /// A step of a month's volume.
    pub struct Step(name: "catalog-step", whole: true) {
        /// Its row of the price list, `service/sku`.
        price: Row = need("add its row of the price list, `price: service/sku`"),
        /// How much it holds, in GB or TB.
        holds: Option<Volume> = or("all the rest"),
        /// Whether it is granted once for all of the provider's regions together.
        once: bool = "false",
    }
}

map! {
    /// What a GB between two zones costs.
    pub struct Crossing(name: "catalog-crossing", whole: true) {
        /// Its row of the price list, `service/sku`.
        price: Row = need("add its row of the price list, `price: service/sku`"),
        /// How often it is paid: 2 where both ends pay.
        ends: Whole<1, 2> = "1",
    }
}

map! {
    /// What a GB to another region costs.
    pub struct Route(name: "catalog-route", whole: true) {
        /// Its row of the price list, `service/sku`.
        price: Row = need("add its row of the price list, `price: service/sku`"),
        /// What the name of the region it goes to begins with; empty for any.
        to: Text,
    }
}

/// A row of the price list, `service/sku`.
pub(crate) struct Row;

impl Kind for Row {
    type Value = String;
    const NAME: &'static str = "`service/sku`";

    fn read(here: &Here<'_>) -> Option<String> {
        let text = scalar::text(here.node, here.what, here.problems)?;
        if text.contains('/') {
            return Some(text.to_owned());
        }
        here.problems.error(
            &here.node.span,
            format!("{}: `{text}` is no row of the price list", here.what),
            "expected service/sku",
            "write `service/sku` as in the columns of prices.csv",
        );
        None
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "pattern": "/" })
    }
}

/// `10 TB`, `100 GB` [GB]; a thousand to the next, as everywhere.
pub(crate) struct Volume;

impl Kind for Volume {
    type Value = f64;
    const NAME: &'static str = "amount in GB or TB";

    fn read(here: &Here<'_>) -> Option<f64> {
        let amount = scalar::number(here.node, here.what, parse_amount, here.problems)?;
        match amount.unit.as_str() {
            "GB" => Some(amount.number),
            "TB" => Some(amount.number * 1_000.0),
            _ => {
                here.problems.error(
                    &here.node.span,
                    format!("{} is neither in GB nor in TB", here.what),
                    "not a volume",
                    "write such as `100 GB` or `10 TB`",
                );
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "pattern": "[GT]B" })
    }
}
