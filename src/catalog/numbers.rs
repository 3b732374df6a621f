//! The numbers of anything that fails: how often, how long, whom it reaches, with their ranges and evidence.

use super::decode::{self, Scalar, at, law, share};
use super::evidence::{Evidence, EvidenceKind};
use super::ground::{ByNumber, Ground, grounds};
use crate::law::Law;
use crate::units::{HOURS_PER_YEAR, UnitError, parse_duration, parse_rate, parse_share};
use serde::Deserialize;
use serde_yaml::Value;
use std::sync::Arc;

/// By how much a value may lie outside its range, relatively, because of rounding.
const ROUNDING: f64 = 1e-9;

/// A range whose logarithm has this standard deviation or more holds another provider or another decade: between sources
/// (provider and period) that of ln(rate) is 0.74 for zones and 0.82 for the core of a region (models/README.md).
const HOLDS_OTHERS: f64 = 0.74;
/// The ends of a 90 % range lie this many standard deviations apart.
const ENDS_APART: f64 = 2.0 * 1.644_853_626_951_472_2;

/// How far another provider's number is off, as the standard deviation of its logarithm: between providers and periods that of
/// ln(rate) is 0.74 to 0.82 (models/README.md).
const ELSEWHERE: f64 = 0.75;
/// The 95 % point of the standard normal law.
const NORMAL_95: f64 = ENDS_APART / 2.0;

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
    /// 90 % range of the rate [events a year].
    pub rate_range: Option<Range>,
    /// 90 % range of the median length [h].
    pub length_range: Option<Range>,
    /// 90 % range of the reach.
    pub reach_range: Option<Range>,
    /// 90 % range of `hits`.
    pub hits_range: Option<Range>,
    /// What the rate is one of, `network`, where it drifts: its range is that of one count or one period, and does not hold
    /// what another provider or another decade would show. All that are one of a kind drift together.
    pub drift: Option<String>,
    /// Where each of them is written and what it rests on, in the order of [`NUMBERS`]; of no entry where it is not.
    pub written: [Written; 4],
}

/// The one place at which a number is written. What a region leaves out is its provider's number or the general one,
/// and what two entries take from one anchor is one number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The entry: `dns-resolver`, `network in aws/us-east-1`, `vm software`.
    pub entry: String,
    /// What the number rests on there; nothing where nobody says.
    pub evidence: Arc<[Evidence]>,
    /// Whether a plan says it, of a place of its own.
    pub in_plan: bool,
}

impl Numbers {
    /// What they rest on, each piece of evidence once.
    #[must_use]
    pub fn grounds(&self) -> Vec<Ground> {
        let each = NUMBERS.into_iter().zip(&self.written);
        let written = each.filter(|(_, written)| !written.entry.is_empty());
        let each: Vec<(&str, &[Evidence])> = written
            .map(|(number, written)| (number, &*written.evidence))
            .collect();
        grounds(&each)
    }

    /// The same as what one believes of another's things of that kind: each range wider by [`ELSEWHERE`], its median kept, and said to
    /// be borrowed. `entry` says what they are numbers of.
    pub(super) fn elsewhere(mut self, from: &str, entry: &str) -> Self {
        let rate = self.fails.as_ref().map(|law| HOURS_PER_YEAR / law.mean());
        let wider = |value: f64, range: Option<Range>, most: f64| {
            let end = |end: f64| {
                let sd = (end / value).ln() / NORMAL_95;
                (NORMAL_95 * sd.hypot(ELSEWHERE)).exp()
            };
            let range = range.unwrap_or(Range {
                low: value,
                high: value,
            });
            (value > 0.0).then(|| Range {
                low: value / end(range.low),
                high: (value * end(range.high)).min(most).max(value),
            })
        };
        self.rate_range = rate.and_then(|rate| wider(rate, self.rate_range, f64::INFINITY));
        self.length_range = wider(self.lasts.median(), self.length_range, f64::INFINITY);
        for (share, range) in [
            (self.reach, &mut self.reach_range),
            (self.hits, &mut self.hits_range),
        ] {
            // What touches everybody there touches everybody here.
            *range = range
                .filter(|_| share < 1.0)
                .and_then(|range| wider(share, Some(range), 1.0));
        }
        self.drift = None;
        for written in &mut self.written {
            if !written.entry.is_empty() {
                entry.clone_into(&mut written.entry);
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
        }
        self
    }

    /// Whether these are the other's numbers, evidence included, wherever they are written.
    fn is_anchored_to(&self, other: &Self) -> bool {
        let ranges = |it: &Self| {
            [
                it.rate_range,
                it.length_range,
                it.reach_range,
                it.hits_range,
            ]
        };
        let each = self.written.iter().zip(&other.written);
        (&self.fails, &self.lasts) == (&other.fails, &other.lasts)
            && [self.reach, self.hits] == [other.reach, other.hits]
            && ranges(self) == ranges(other)
            && { each }.all(|(here, there)| here.evidence == there.evidence)
    }
}

/// Lets numbers that are taken from an earlier entry by an anchor be written there. YAML does not distinguish anchors from what
/// is written twice; the same numbers with the same evidence are one judgement either way.
pub(super) fn join<'a>(all: impl Iterator<Item = &'a mut Numbers>) {
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

/// A 90 % range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The 5 % point.
    pub low: f64,
    /// The 95 % point.
    pub high: f64,
}

/// The numbers of something that fails, as far as an entry gives them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNumbers {
    fails: Option<Value>,
    fails_range: Option<[Scalar; 2]>,
    lasts: Option<Value>,
    lasts_range: Option<[Scalar; 2]>,
    reach: Option<Scalar>,
    reach_range: Option<[Scalar; 2]>,
    hits: Option<Scalar>,
    hits_range: Option<[Scalar; 2]>,
    evidence: Option<Value>,
    drifts: Option<bool>,
    /// Whether a plan says them, of a place of its own.
    #[serde(default)]
    in_plan: bool,
    /// What they are numbers of.
    #[serde(skip)]
    of: String,
    /// Where each of the four is written.
    #[serde(skip)]
    written: [Written; 4],
}

impl RawNumbers {
    /// Notes that what is given here are numbers `of` something, at a place where that has its own, and what they rest on.
    /// Gives the evidence of `more`, which is given beside these numbers.
    pub(super) fn written_in(
        mut self,
        of: &str,
        place: Option<&str>,
        more: Option<&str>,
    ) -> Result<(Self, Vec<Evidence>), String> {
        let given = [
            self.fails.is_some(),
            self.lasts.is_some(),
            self.reach.is_some(),
            self.hits.is_some(),
        ];
        let numbers = NUMBERS.into_iter().zip(given);
        let numbers = numbers.filter_map(|(number, given)| given.then_some(number));
        let numbers: Vec<&str> = numbers.chain(more).collect();
        let evidence = ByNumber::decode(self.evidence.as_ref(), &numbers)?;
        of.clone_into(&mut self.of);
        let entry = place.map_or_else(|| of.to_owned(), |place| format!("{of} in {place}"));
        for (number, written) in NUMBERS.into_iter().zip(&mut self.written) {
            if numbers.contains(&number) {
                *written = Written {
                    entry: entry.clone(),
                    evidence: evidence.of(number).into(),
                    in_plan: self.in_plan,
                };
            }
        }
        let more = more.map_or_else(Vec::new, |more| evidence.of(more));
        Ok((self, more))
    }

    /// The same, with what is missing here taken from wider numbers.
    pub(super) fn over(self, wider: &Self) -> Self {
        // A range belongs to its number: with another number it is no longer true.
        fn with<T: Clone>(same: bool, own: Option<T>, wider: &Option<T>) -> Option<T> {
            own.or_else(|| wider.clone().filter(|_| same))
        }
        let mut written = self.written;
        for (own, wider) in written.iter_mut().zip(&wider.written) {
            if own.entry.is_empty() {
                own.clone_from(wider);
            }
        }
        Self {
            written,
            drifts: with(self.fails.is_none(), self.drifts, &wider.drifts),
            fails_range: with(self.fails.is_none(), self.fails_range, &wider.fails_range),
            fails: self.fails.or_else(|| wider.fails.clone()),
            lasts_range: with(self.lasts.is_none(), self.lasts_range, &wider.lasts_range),
            lasts: self.lasts.or_else(|| wider.lasts.clone()),
            reach_range: with(self.reach.is_none(), self.reach_range, &wider.reach_range),
            reach: self.reach.or_else(|| wider.reach.clone()),
            hits_range: with(self.hits.is_none(), self.hits_range, &wider.hits_range),
            hits: self.hits.or_else(|| wider.hits.clone()),
            evidence: None,
            in_plan: self.in_plan,
            of: self.of,
        }
    }

    /// The numbers themselves.
    pub(super) fn decode(&self) -> Result<Numbers, String> {
        let fails = self.fails.as_ref().ok_or("`fails` is missing")?;
        let fails = decode::fails(fails).map_err(|message| format!("`fails`: {message}"))?;
        let rate = fails
            .as_ref()
            .map_or(0.0, |law| HOURS_PER_YEAR / law.mean());
        let lasts = self.lasts.as_ref().ok_or("`lasts` is missing")?;
        let lasts = law(lasts).map_err(|message| format!("`lasts`: {message}"))?;
        let reach = share(self.reach.as_ref(), 1.0, "reach")?;
        let hits = share(self.hits.as_ref(), 1.0, "hits")?;
        let rate_range = range(self.fails_range.as_ref(), rate, parse_rate, "fails_range")?;
        let narrow = |it: Range| (it.high / it.low).ln() < HOLDS_OTHERS * ENDS_APART;
        let drifts = self.drifts.unwrap_or(rate_range.is_some_and(narrow));
        Ok(Numbers {
            drift: (rate > 0.0 && drifts).then(|| self.of.clone()),
            rate_range,
            fails,
            length_range: range(
                self.lasts_range.as_ref(),
                lasts.median(),
                parse_duration,
                "lasts_range",
            )?,
            reach_range: range(self.reach_range.as_ref(), reach, parse_share, "reach_range")?,
            hits_range: range(self.hits_range.as_ref(), hits, parse_share, "hits_range")?,
            lasts,
            reach,
            hits,
            written: self.written.clone(),
        })
    }
}

/// A range, which must hold its value; a rounding error is none.
fn range(
    ends: Option<&[Scalar; 2]>,
    value: f64,
    parse: fn(&str) -> Result<f64, UnitError>,
    field: &str,
) -> Result<Option<Range>, String> {
    let Some([low, high]) = ends else {
        return Ok(None);
    };
    let (low, high) = (
        parse(&low.0).map_err(at(field))?,
        parse(&high.0).map_err(at(field))?,
    );
    if low > high {
        return Err(format!("`{field}` wants low before high"));
    }
    if low <= 0.0 {
        return Err(format!("`{field}` must begin above zero"));
    }
    if value < low * (1.0 - ROUNDING) || value > high * (1.0 + ROUNDING) {
        return Err(format!("`{field}` does not hold its value"));
    }
    Ok(Some(Range { low, high }))
}
