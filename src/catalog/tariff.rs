//! What a provider charges for a service: an item, the row of the price list that it is in, and how much of it.

use serde_json::{Value as Json, json};

use super::traffic::Row;
use crate::diagnostic::quoted;
use crate::language::{
    ByName, Definitions, Here, Kind, Name, Problems, Several, Spanned, map, scalar, words,
};
use crate::units::parse_number;

/// How many of something there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One for each replica.
    Replica,
    /// One for the component at a site (or in its domain).
    Component,
}

/// One line of what a provider charges for a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Tariff {
    /// `aws`.
    pub provider: String,
    /// Word put behind the component's name on the bill, with `{size}` and the like filled in: `{size}`, `disk`.
    pub item: String,
    /// What it is.
    pub offer: Offer,
}

words! { Per: "replica" = Self::Replica, "component" = Self::Component }

map! {
    /// A line of what a provider charges for a service.
    pub struct Offer(name: "catalog-offer") {
        /// Its row of the price list with `{size}`, `{product}`, `{span}` to fill in.
        price: Row = need("add its row of the price list, `price: service/sku`"),
        /// Where that row is missing, this one: another kind of the same thing, named on the bill.
        otherwise: Option<Row> = or("it has no price there"),
        /// What `{span}` becomes with one zone and with more: `[single-az, multi-az]`.
        spans: Several<Name>,
        /// How many units: a number, or `{vcpu}`, `{ram}` or `{storage}` of the component.
        quantity: Quantity = "1",
        /// Whether the line is left out when the component does not give its variable.
        optional: bool = "false",
        /// Paid once for each `replica`, or once for the `component` at a site.
        per: Per = need("add `per: replica`, or `per: component` for what is paid once at a site"),
        /// Whether it follows the traffic.
        usage: bool = "false",
        /// Whether it is paid once at a site, whichever components have it.
        once: bool = "false",
        /// Its rows when committed to for a time, by the commitment's name, `1y`.
        commitments: ByName<Row> = or("it is not sold that way"),
    }
}

/// A number, or what the component says.
pub(crate) struct Quantity;

impl Kind for Quantity {
    type Value = String;
    const NAME: &'static str = "number, `{vcpu}`, `{ram}`, `{storage}`";

    fn read(here: &Here<'_>) -> Option<String> {
        let text = scalar::text(here.node, here.what, here.problems)?;
        if !matches!(text, "{vcpu}" | "{ram}" | "{storage}") {
            scalar::number(here.node, here.what, parse_number, here.problems)?;
        }
        Some(text.to_owned())
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["number", "string"] })
    }
}

impl Offer {
    /// The line of that provider; what is wrong with it is reported.
    pub(super) fn tariff(
        self,
        provider: &str,
        item: &Spanned<String>,
        problems: &Problems,
    ) -> Tariff {
        if self.price.contains("{span}") != (self.spans.len() == 2) {
            problems.error(
                &item.span,
                format!("offer {} of `{provider}`: `spans` does not fit its price", quoted(&item.value)),
                "a price with `{span}` needs two `spans`, any other none",
                "write `spans: [single-az, multi-az]`, what `{span}` becomes in one zone and in more",
            );
        }
        Tariff {
            provider: provider.to_owned(),
            item: item.value.clone(),
            offer: self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::parse;

    #[test]
    fn a_quantity_is_a_number_or_what_the_component_says() {
        let read = |quantity: &str| {
            let offer = format!("{{price: a/b, per: replica, quantity: {quantity}}}");
            let problems = Problems::default();
            let node = parse(&offer, &problems).unwrap();
            let place = &node.span;
            let what = "the offer";
            let here = Here {
                node: &node,
                what,
                place,
                problems: &problems,
            };
            Offer::read(&here).filter(|_| problems.errors() == 0)
        };
        for quantity in ["2", "0.5", "\"{ram}\""] {
            assert!(read(quantity).is_some(), "{quantity}");
        }
        for quantity in ["-2", ".nan", "nan", "inf", "\"{cpu}\"", "5 GB"] {
            assert!(read(quantity).is_none(), "{quantity}");
        }
    }
}
