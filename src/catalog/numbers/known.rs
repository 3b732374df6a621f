//! The numbers of anything that fails, of the catalog or of a plan: how often, how long, whom it reaches, with their ranges and
//! evidence.

use super::belief::Belief;
use super::range::Knowledge;
use crate::catalog::evidence::{Evidence, EvidenceKind};
use crate::catalog::ground::{Ground, grounds};
use crate::diagnostic::Span;
use crate::law::Law;
use crate::units::HOURS_PER_YEAR;
use std::sync::Arc;

/// How far another provider's number is off, as the standard deviation of its logarithm: between providers and periods that of
/// ln(rate) is 0.74 to 0.82 (models/README.md).
const ELSEWHERE: f64 = 0.75;
/// The 95 % point of the standard normal law.
pub(super) const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// The keys of the four, in the order in which all lists of them come.
pub const NUMBERS: [&str; 4] = ["fails", "lasts", "reach", "hits"];

/// The numbers of anything that fails, with their evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// Time to failure [h]; `None` never fails.
    pub fails: Option<Law>,
    /// Length of an outage [h].
    pub lasts: Law,
    /// Chance that an outage touches a given customer at all.
    pub reach: f64,
    /// Share of the instances struck by an outage that does.
    pub hits: f64,
    /// What the rate is one of, `network`, where it drifts: its range is that of one count or one period, and does not hold
    /// what another provider or another decade would show. All that are one of a kind drift together.
    pub drift: Option<String>,
    /// Where each of them is written and what it rests on, in the order of [`NUMBERS`]; `None` for one that nobody wrote.
    pub written: [Option<Written>; 4],
}

/// The rate of a law of time to failure [events a year].
pub(crate) fn rate(law: &Law) -> f64 {
    HOURS_PER_YEAR / law.mean()
}

/// The one place at which a number is written. What a region leaves out is its provider's number or the general one,
/// and what two entries take from one anchor is one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What it is a number of: `dns-resolver`, `network in aws/us-east-1`, `vm software`.
    pub name: String,
    /// Whether a plan says it; else the catalog.
    pub in_plan: bool,
    /// Where in the plan, if it is a number of one architecture or option; `None` in the catalog.
    pub(crate) span: Option<Span>,
    /// How far off it may be, in the unit of the number (events a year; of `lasts`, the median [h]); `None` where it is taken as known.
    pub belief: Option<Belief>,
    /// What it rests on; nothing where nobody says.
    pub evidence: Arc<[Evidence]>,
}

impl Written {
    /// A number of the plan, and what the plan says of it, which may be nothing.
    pub(crate) fn in_plan(
        name: &str,
        knowledge: Knowledge,
        evidence: &[Evidence],
        about: &str,
    ) -> Self {
        let mut grounds = evidence.to_vec();
        match knowledge.belief {
            Some(Belief::Counted { count, years }) => {
                let counted = format!("{count} in {} years", (years * 10.0).round() / 10.0);
                let count = Evidence {
                    kind: EvidenceKind::Counted,
                    says: if about.is_empty() {
                        counted
                    } else {
                        format!("{counted}; {about}")
                    },
                    ..Evidence::given("")
                };
                grounds.insert(0, count);
            }
            _ if grounds.is_empty() => grounds.push(Evidence::given(about)),
            _ => {}
        }
        Self {
            name: name.to_owned(),
            span: Some(knowledge.span),
            belief: knowledge.belief,
            in_plan: true,
            evidence: grounds.into(),
        }
    }
}

impl Numbers {
    /// What they rest on, each piece of evidence once.
    #[must_use]
    pub fn grounds(&self) -> Vec<Ground> {
        let each = NUMBERS.into_iter().zip(&self.written);
        let each: Vec<(&str, &[Evidence])> = each
            .filter_map(|(number, written)| Some((number, &*written.as_ref()?.evidence)))
            .collect();
        grounds(&each)
    }

    /// The 90 % ranges, in the order of [`NUMBERS`]: of the rate [events a year], the median length [h] and the two shares.
    #[must_use]
    pub fn ranges(&self) -> [Option<(f64, f64)>; 4] {
        let range = |written: &Option<Written>| written.as_ref()?.belief.map(|it| it.ends());
        self.written.each_ref().map(range)
    }

    /// The same as what one believes of another's things of that kind: each range wider by [`ELSEWHERE`], its median kept, and said to
    /// be borrowed. `entry` says what they are numbers of.
    pub(in crate::catalog) fn elsewhere(mut self, from: &str, entry: &str) -> Self {
        let values = [
            self.fails.as_ref().map(rate),
            Some(self.lasts.median()),
            // What touches everybody there touches everybody here.
            Some(self.reach).filter(|share| *share < 1.0),
            Some(self.hits).filter(|share| *share < 1.0),
        ];
        self.drift = None;
        let each = { self.written.iter_mut().zip(values) }.zip(NUMBERS);
        for ((written, value), number) in each {
            let Some(written) = written else { continue };
            let is_share = matches!(number, "reach" | "hits");
            let value = value.filter(|value| *value > 0.0);
            written.belief = value.and_then(|value| {
                let known = written.belief.map(|belief| belief.ends());
                let (low, high) = known.or((!is_share).then_some((value, value)))?;
                let end = |end: f64| {
                    let sd = (end / value).ln() / NORMAL_95;
                    (NORMAL_95 * sd.hypot(ELSEWHERE)).exp()
                };
                let most = if is_share { 1.0 } else { f64::INFINITY };
                Some(Belief::Range {
                    low: value / end(low),
                    high: (value * end(high)).min(most).max(value),
                })
            });
            entry.clone_into(&mut written.name);
            written.in_plan = false;
            let borrowed = Evidence {
                kind: EvidenceKind::Judgement,
                source: String::new(),
                as_of: "2026-11".to_owned(),
                says: format!(
                    "borrowed: taken to be as at {from}, the range wider by a standard deviation of {ELSEWHERE} in its logarithm"
                ),
                of: vec![from.to_owned()],
            };
            let known = written.evidence.iter().cloned();
            written.evidence = known.chain([borrowed]).collect();
        }
        self
    }

    /// Whether these are the other's numbers, evidence included, wherever they are written.
    fn is_anchored_to(&self, other: &Self) -> bool {
        let rests_on = |it: &Self| {
            { it.written.clone() }.map(|written| written.map(|it| (it.belief, it.evidence)))
        };
        (&self.fails, &self.lasts) == (&other.fails, &other.lasts)
            && [self.reach, self.hits] == [other.reach, other.hits]
            && rests_on(self) == rests_on(other)
    }
}

/// Lets numbers that are taken from an earlier entry by an anchor be written there. YAML does not distinguish anchors from what
/// is written twice; the same numbers with the same evidence are one judgement either way.
pub(in crate::catalog) fn join<'a>(all: impl Iterator<Item = &'a mut Numbers>) {
    let mut before: Vec<&'a mut Numbers> = Vec::new();
    for numbers in all {
        let anchor = before.iter().find(|known| numbers.is_anchored_to(known));
        if let Some(anchor) = anchor {
            numbers.written = anchor.written.clone();
            numbers.drift.clone_from(&anchor.drift);
        }
        before.push(numbers);
    }
}
