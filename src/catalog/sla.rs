//! What providers promise, and what they pay when they do not keep it.

use super::decode::{Scalar, at, from};
use super::evidence::Evidence;
use super::ground::{ByNumber, Ground, grounds};
use crate::units::parse_share;
use serde::Deserialize;
use serde_yaml::Value;

/// The keys of what evidence can be of.
const UPTIME: &str = "uptime";
const CREDITS: &str = "credits";
const TERMS: &str = "terms";

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
    /// What the promised availability rests on.
    pub evidence: Vec<Evidence>,
    /// What the credits or the terms rest on; nothing where there are none.
    pub paid_evidence: Vec<Evidence>,
    /// What to mind; may be empty.
    pub note: String,
}

impl Sla {
    /// Page that the promise stands on; empty where there is none.
    #[must_use]
    pub fn source(&self) -> &str {
        self.evidence.first().map_or("", |it| &it.source)
    }

    /// What it rests on, each piece of evidence once.
    #[must_use]
    pub fn grounds(&self) -> Vec<Ground> {
        let paid = if self.credits.is_empty() {
            TERMS
        } else {
            CREDITS
        };
        let each = [(UPTIME, &*self.evidence), (paid, &*self.paid_evidence)];
        let each: Vec<(&str, &[Evidence])> = each
            .into_iter()
            .filter(|(_, evidence)| !evidence.is_empty())
            .collect();
        grounds(&each)
    }
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
    evidence: Option<Value>,
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
    let credits: Vec<Credit> = raw.credits.iter().map(credit).collect::<Result<_, _>>()?;
    let milder =
        |one: &Credit, other: &Credit| one.below > other.below && one.credit < other.credit;
    if !credits.is_sorted_by(milder) {
        return Err(
            "`credits`: the mildest breach comes first, and a worse one pays more".to_owned(),
        );
    }
    let period = raw.period.unwrap_or_else(|| "month".to_owned());
    if !matches!(&*period, "month" | "quarter") {
        return Err(format!(
            "`period` is `{period}`, which is neither `month` nor `quarter`"
        ));
    }
    let paid = match (raw.credits.as_slice(), raw.terms.as_str()) {
        ([], "") => None,
        ([], _) => Some(TERMS),
        _ => Some(CREDITS),
    };
    let numbers: Vec<&str> = [UPTIME].into_iter().chain(paid).collect();
    let evidence = ByNumber::decode(raw.evidence.as_ref(), &numbers)?;
    Ok(Sla {
        id: id.to_owned(),
        provider: raw.provider,
        service: raw.service,
        scope: raw.scope,
        uptime: raw
            .uptime
            .map(|text| parse_share(&text.0).map_err(at("uptime")))
            .transpose()?,
        period,
        credits,
        terms: raw.terms,
        paid_evidence: paid.map_or_else(Vec::new, |number| evidence.of(number)),
        evidence: evidence.of(UPTIME),
        note: raw.note,
    })
}
