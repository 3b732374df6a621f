//! What a provider charges for moving data: where in the price list it stands, and how it is counted.

use super::decode::{Scalar, at, from};
use crate::units::parse_amount;
use serde::Deserialize;
use serde_yaml::Value;

/// Where a provider's prices of moving data stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traffic {
    /// To the internet, another cloud included: steps of a month's volume, the first first. Empty where nobody says.
    pub out: Vec<Step>,
    /// Between zones of a region.
    pub between_zones: Option<Crossing>,
    /// From one of its regions to another: the first whose `to` fits and that has a price there.
    pub between_regions: Vec<Route>,
}

/// A step of a month's volume.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// `service/sku` of its price.
    pub price: String,
    /// How much it holds [GB]; `None` for all the rest.
    pub holds: Option<f64>,
    /// True where it is granted once for all of the provider's regions together.
    pub once: bool,
}

/// What a GB between two zones costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// `service/sku` of its price.
    pub price: String,
    /// How often it is paid: 2 where both ends pay.
    pub ends: u32,
}

/// What a GB to another region costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// `service/sku` of its price.
    pub price: String,
    /// What the name of the region it goes to begins with; empty for any.
    pub to: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTraffic {
    #[serde(default)]
    out: Vec<RawStep>,
    between_zones: Option<RawCrossing>,
    #[serde(default)]
    between_regions: Vec<RawRoute>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    price: String,
    holds: Option<Scalar>,
    #[serde(default)]
    once: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCrossing {
    price: String,
    ends: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRoute {
    price: String,
    #[serde(default)]
    to: String,
}

/// The `traffic` of an entry of `places.yaml`.
pub(super) fn decode(value: &Value) -> Result<Traffic, String> {
    let raw: RawTraffic = from(value)?;
    let step = |step: RawStep| -> Result<Step, String> {
        Ok(Step {
            price: path(step.price)?,
            holds: step.holds.map(|text| gigabytes(&text.0)).transpose()?,
            once: step.once,
        })
    };
    let crossing = |crossing: RawCrossing| -> Result<Crossing, String> {
        let ends = crossing.ends.unwrap_or(1);
        if !(1..=2).contains(&ends) {
            return Err(format!("`ends`: {ends} is neither 1 nor 2"));
        }
        Ok(Crossing {
            price: path(crossing.price)?,
            ends,
        })
    };
    let route = |route: RawRoute| -> Result<Route, String> {
        Ok(Route {
            price: path(route.price)?,
            to: route.to,
        })
    };
    Ok(Traffic {
        out: raw.out.into_iter().map(step).collect::<Result<_, _>>()?,
        between_zones: raw.between_zones.map(crossing).transpose()?,
        between_regions: raw
            .between_regions
            .into_iter()
            .map(route)
            .collect::<Result<_, _>>()?,
    })
}

fn path(price: String) -> Result<String, String> {
    if price.contains('/') {
        Ok(price)
    } else {
        Err(format!("`{price}` is not of the form service/sku"))
    }
}

/// `10 TB`, `100 GB` [GB]; a thousand to the next, as everywhere.
fn gigabytes(text: &str) -> Result<f64, String> {
    let amount = parse_amount(text).map_err(at("holds"))?;
    match amount.unit.as_str() {
        "GB" => Ok(amount.number),
        "TB" => Ok(amount.number * 1_000.0),
        _ => Err(format!("`holds`: `{text}` is neither in GB nor in TB")),
    }
}
