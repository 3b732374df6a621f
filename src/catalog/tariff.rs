//! What a provider charges for a service: an item, the row of the price list that it is in, and how much of it.

use super::decode::{Scalar, at, entries, from};
use crate::units::parse_number;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

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
    /// `service/sku` of the price with `{size}`, `{product}`, `{span}` to fill in; `span` is one of `spans`.
    pub price: String,
    /// Where that row is missing, this one, with the same to fill in: another kind of the same thing, named on the bill.
    pub otherwise: Option<String>,
    /// What `{span}` becomes with one zone and with more: `["single-az", "multi-az"]`; empty where unused.
    pub spans: Vec<String>,
    /// How many units: `1`, `{vcpu}`, `{ram}`, `{storage}`.
    pub quantity: String,
    /// Whether the line is left out when the component does not give its variable (`{storage}`). Otherwise a variable
    /// that is not given is a mistake in the plan.
    pub optional: bool,
    /// Paid once for each replica, or once for the component at a site.
    pub per: Per,
    /// True where it follows the traffic.
    pub usage: bool,
    /// True for what is paid once at a site, whichever components have it in their tariffs: the cluster of node groups.
    pub once: bool,
    /// Its price when committed to for a time, by the commitment's name (`1y`): `service/sku` with the same to fill in.
    /// Empty for what is not sold that way.
    pub commitments: Vec<(String, String)>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawPer {
    Replica,
    Component,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTariff {
    price: String,
    otherwise: Option<String>,
    #[serde(default)]
    spans: Vec<String>,
    quantity: Option<Scalar>,
    #[serde(default)]
    optional: bool,
    per: RawPer,
    #[serde(default)]
    usage: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    commitments: Mapping,
}

impl From<RawPer> for Per {
    fn from(per: RawPer) -> Self {
        match per {
            RawPer::Replica => Self::Replica,
            RawPer::Component => Self::Component,
        }
    }
}

/// An offer of a provider for a service.
pub(super) fn decode(provider: &str, item: &str, value: &Value) -> Result<Tariff, String> {
    let raw: RawTariff = from(value)?;
    let paths = [Some(&raw.price), raw.otherwise.as_ref()];
    if let Some(path) = paths.into_iter().flatten().find(|it| !it.contains('/')) {
        return Err(format!("`{path}` is not of the form service/sku"));
    }
    if raw.price.contains("{span}") != (raw.spans.len() == 2) {
        return Err("a price with `{span}` needs two `spans`, for one zone and for more; any other has none".to_owned());
    }
    let quantity = raw.quantity.map_or_else(|| "1".to_owned(), |it| it.0);
    if !matches!(&*quantity, "{vcpu}" | "{ram}" | "{storage}") {
        parse_number(&quantity).map_err(at("quantity"))?;
    }
    let mut commitments = Vec::new();
    for (name, value) in entries(&raw.commitments) {
        let name = name?;
        let price: String = from(value)?;
        if !price.contains('/') {
            return Err(format!("`{price}` is not of the form service/sku"));
        }
        commitments.push((name, price));
    }
    Ok(Tariff {
        provider: provider.to_owned(),
        item: item.to_owned(),
        price: raw.price,
        otherwise: raw.otherwise,
        spans: raw.spans,
        quantity,
        optional: raw.optional,
        per: raw.per.into(),
        usage: raw.usage,
        once: raw.once,
        commitments,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_a_number_or_what_the_component_says() {
        let read = |quantity: &str| {
            let offer = format!("{{price: a/b, per: replica, quantity: {quantity}}}");
            decode("aws", "it", &serde_yaml::from_str(&offer).unwrap())
        };
        for quantity in ["2", "0.5", "\"{ram}\""] {
            assert!(read(quantity).is_ok(), "{quantity}");
        }
        for quantity in ["-2", ".nan", "nan", "inf", "\"{cpu}\"", "5 GB"] {
            assert!(read(quantity).is_err(), "{quantity}");
        }
    }
}
