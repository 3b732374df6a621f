//! What providers promise, and what they pay when they do not keep it.

use super::decode::{Scalar, at, from};
use crate::units::parse_share;
use serde::Deserialize;
use serde_yaml::Value;

/// One published promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Sla {
    /// `aws-rds-multi-az`.
    pub id: String,
    /// `aws`.
    pub provider: String,
    /// The service it is for, in the provider's word.
    pub service: String,
    /// What of it: one instance, two zones, a region.
    pub scope: String,
    /// Promised availability as a share; `None` where only a definition is published.
    pub uptime: Option<f64>,
    /// Over what time it is measured: `month` or `quarter`.
    pub period: String,
    /// What is paid back, mildest breach first.
    pub credits: Vec<Credit>,
    /// Terms that are not of that form; may be empty.
    pub terms: String,
    /// Page it was read on.
    pub source: String,
    /// Date of that page, ISO; empty where unknown.
    pub as_of: String,
    /// Kind of that page: the provider's own, an archived one, a list, second hand, memory.
    pub basis: String,
    /// How sure we are: `high`, `medium`, `low`.
    pub confidence: String,
    /// Parts known but not found in stored material.
    pub from_memory: Vec<String>,
    /// What to mind; may be empty.
    pub note: String,
}

/// A step of what is paid back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Credit {
    /// Paid when the availability is below this share.
    pub below: f64,
    /// Share of the service's bill that is paid back.
    pub credit: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSla {
    provider: String,
    service: String,
    scope: String,
    uptime: Option<Scalar>,
    period: Option<String>,
    #[serde(default)]
    credits: Vec<RawCredit>,
    #[serde(default)]
    terms: String,
    source: String,
    as_of: Option<Scalar>,
    basis: String,
    confidence: String,
    #[serde(default)]
    from_memory: Vec<String>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCredit {
    below: Scalar,
    credit: Scalar,
}

/// One entry of `slas.yaml`.
pub(super) fn decode(id: &str, value: &Value) -> Result<Sla, String> {
    let raw: RawSla = from(value)?;
    let credit = |tier: &RawCredit| -> Result<Credit, String> {
        Ok(Credit {
            below: parse_share(&tier.below.0).map_err(at("below"))?,
            credit: parse_share(&tier.credit.0).map_err(at("credit"))?,
        })
    };
    Ok(Sla {
        id: id.to_owned(),
        provider: raw.provider,
        service: raw.service,
        scope: raw.scope,
        uptime: raw
            .uptime
            .map(|text| parse_share(&text.0).map_err(at("uptime")))
            .transpose()?,
        period: raw.period.unwrap_or_else(|| "month".to_owned()),
        credits: raw.credits.iter().map(credit).collect::<Result<_, _>>()?,
        terms: raw.terms,
        source: raw.source,
        as_of: raw.as_of.map_or_else(String::new, |text| text.0),
        basis: raw.basis,
        confidence: raw.confidence,
        from_memory: raw.from_memory,
        note: raw.note,
    })
}
