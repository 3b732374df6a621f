//! Shared things that fail: a zone's facility, a region's resolver, a provider's edge, a vendor above them all.

use super::decode::{RawNumbers, entries, from};
use crate::law::Law;
use crate::scope::Scope;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// A dependency as one domain offers it, with the most specific numbers that the catalog has.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Name used in `uses`, `dns-resolver`.
    pub name: String,
    /// One of it per zone, region, provider, service or world.
    pub scope: Scope,
    /// True where everything that stands in the domain depends on it without being told.
    pub implied: bool,
    /// What it is, in one sentence.
    pub about: String,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

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
    /// What the numbers rest on; says `judgement` where it is one.
    pub evidence: String,
    /// Date of the evidence, ISO.
    pub as_of: String,
    /// Where each of them is written, in the order `fails`, `lasts`, `reach`, `hits`; of no entry where it is not.
    pub written: [Written; 4],
}

/// The one place at which a number is written. What a region leaves out is its provider's number or the general one,
/// and what two entries take from one anchor is one number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The entry: `dns-resolver`, `network in aws/us-east-1`, `vm software`.
    pub entry: String,
    /// What the number rests on there.
    pub evidence: String,
    /// Date of the evidence, ISO.
    pub as_of: String,
}

impl Numbers {
    /// Whether these are the other's numbers, evidence included, wherever they are written.
    fn is_anchored_to(&self, other: &Self) -> bool {
        let here = Self {
            written: other.written.clone(),
            ..self.clone()
        };
        here == *other
    }
}

/// Lets numbers that are taken from an earlier entry by an anchor be written there. YAML does not tell anchors from what
/// is written twice; the same numbers with the same evidence are one judgement either way.
pub(super) fn join<'a>(all: impl Iterator<Item = &'a mut Numbers>) {
    let mut before: Vec<&'a mut Numbers> = Vec::new();
    for numbers in all {
        let anchor = before.iter().find(|known| numbers.is_anchored_to(known));
        if let Some(anchor) = anchor {
            numbers.written = anchor.written.clone();
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDependency {
    scope: RawScope,
    #[serde(default)]
    implied: bool,
    about: String,
    numbers: Option<RawNumbers>,
    #[serde(default, rename = "in")]
    within: Mapping,
}

/// A domain as the model files spell it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawScope {
    Zone,
    Region,
    Provider,
    World,
}

impl From<RawScope> for Scope {
    fn from(scope: RawScope) -> Self {
        match scope {
            RawScope::Zone => Self::Zone,
            RawScope::Region => Self::Region,
            RawScope::Provider => Self::Provider,
            RawScope::World => Self::World,
        }
    }
}

/// One entry of `dependencies.yaml`: the dependency for each place that has numbers of its own, the general one first
/// under the empty place, then `aws`, then `aws/us-east-1`.
pub(super) fn decode(name: &str, value: &Value) -> Result<Vec<(String, Dependency)>, String> {
    let raw: RawDependency = from(value)?;
    let mut given: Vec<(String, RawNumbers)> = raw
        .numbers
        .into_iter()
        .map(|numbers| (String::new(), numbers.written_in(name)))
        .collect();
    let mut within = entries(&raw.within)
        .map(|(place, numbers)| {
            let place = place?;
            let numbers: RawNumbers = from(numbers)?;
            let numbers = numbers.written_in(&format!("{name} in {place}"));
            Ok((place, numbers))
        })
        .collect::<Result<Vec<(String, RawNumbers)>, String>>()?;
    // Providers before their regions, whatever the file's order: a region leans on its provider.
    within.sort_by_key(|(place, _)| place.matches('/').count());
    for (place, numbers) in within {
        let provider = place.split('/').next().unwrap_or_default();
        let wider = given
            .iter()
            .find(|(wider, _)| wider == provider && *wider != place);
        let wider = wider.or_else(|| given.iter().find(|(wider, _)| wider.is_empty()));
        let numbers = wider.map_or(numbers.clone(), |(_, wider)| numbers.over(wider));
        given.push((place, numbers));
    }
    if given.is_empty() {
        return Err("`numbers` is missing, and `in` has none either".to_owned());
    }
    let dependency = |(place, numbers): (String, RawNumbers)| {
        let numbers = numbers.decode().map_err(|message| {
            if place.is_empty() {
                message
            } else {
                format!("in `{place}`: {message}")
            }
        })?;
        let name = name.to_owned();
        let about = raw.about.clone();
        Ok((
            place,
            Dependency {
                name,
                scope: raw.scope.into(),
                implied: raw.implied,
                about,
                numbers,
            },
        ))
    };
    given.into_iter().map(dependency).collect()
}
