//! What providers promise, and what they pay when they do not keep it.

use std::fmt;

use super::evidence::Evidence;
use super::ground::{ByNumber, Ground, grounds};
use crate::language::{Here, Kind, Name, Several, Share, Text, map, words};

/// The keys of what evidence can be of.
const UPTIME: &str = "uptime";
const CREDITS: &str = "credits";
const TERMS: &str = "terms";

/// One published promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Sla {
    /// `aws-rds-multi-az`.
    pub id: String,
    /// What it says.
    pub says: Promise,
    /// What the promised availability rests on.
    pub evidence: Vec<Evidence>,
    /// What the credits or the terms rest on; nothing where there are none.
    pub paid_evidence: Vec<Evidence>,
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
        let paid = if self.says.credits.is_empty() {
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

map! {
    /// A step of what is paid back.
    pub struct Credit(name: "catalog-credit", whole: true) {
        /// Paid when the availability is below this share.
        below: Share = need("add the availability under which it is paid, such as `below: 99.9%`"),
        /// Share of the service's bill that is paid back.
        credit: Share = need("add the share of the bill that is paid back, such as `credit: 10%`"),
    }
}

/// Over what time a promise is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
}

words! { Period: "month" = Self::Month, "quarter" = Self::Quarter }

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        })
    }
}

map! {
    /// A published promise.
    pub struct Promise(name: "catalog-slas") {
        /// Whose it is.
        provider: Name = need("add whose promise it is, such as `provider: aws`"),
        /// The service it is for, in the provider's word.
        service: Text = need("add the service in the provider's word"),
        /// What of it: one instance, two zones, a region.
        scope: Text = need("add what of it: one instance, two zones, a region"),
        /// Promised availability.
        uptime: Option<Share> = or("only a definition is published"),
        /// Over what time it is measured.
        period: Period = "month",
        /// What is paid back, mildest breach first.
        credits: Several<Credit> = or("nothing that is known"),
        /// Terms that are not of that form.
        terms: Text,
        /// What `uptime` rests on, and `credits` or else `terms`.
        evidence: ByNumber = or("given without a source"),
        /// What to mind.
        note: Text,
    }
}

/// One entry of `slas.yaml`.
pub(super) fn read(here: &Here<'_>, id: &str) -> Option<Sla> {
    let says = Promise::read(here)?;
    let milder =
        |one: &Credit, other: &Credit| one.below > other.below && one.credit < other.credit;
    if !says.credits.is_sorted_by(milder) {
        let steps = here.node.get("credits").unwrap_or(here.node);
        here.problems.error(
            &steps.span,
            format!("{}: `credits` are not in order", here.what),
            "the mildest breach comes first, and a worse one pays more",
            "write such as `[{below: 99.9%, credit: 10%}, {below: 99%, credit: 25%}]`",
        );
    }
    let paid = match (says.credits.as_slice(), says.terms.as_str()) {
        ([], "") => None,
        ([], _) => Some(TERMS),
        _ => Some(CREDITS),
    };
    let numbers: Vec<&str> = [UPTIME].into_iter().chain(paid).collect();
    says.evidence.check(&numbers, here.what, here.problems);
    Some(Sla {
        id: id.to_owned(),
        evidence: says.evidence.of(UPTIME),
        paid_evidence: paid.map_or_else(Vec::new, |number| says.evidence.of(number)),
        says,
    })
}
