//! Shared things that fail: a zone's facility, a region's resolver, a provider's backbone, a vendor above them all.

use super::decode::{entries, from};
use super::numbers::{Numbers, RawNumbers};
use crate::{place::Domain, scope::Scope};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// A dependency as one domain offers it, with the most specific numbers that the catalog has.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Name used in `uses`, `dns-resolver`.
    pub name: String,
    /// One of it per zone, region, provider, service or world.
    pub scope: Scope,
    /// True where everything that stands in the domain depends on it without saying so.
    pub implied: bool,
    /// What it is, in one sentence.
    pub about: String,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

/// A name that was one thing once and is several now: whoever writes it is told what to write.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The name as it was.
    #[serde(skip)]
    pub name: String,
    /// What it became, the most general part first.
    #[serde(rename = "split_into")]
    pub into: Vec<String>,
}

/// The key of an entry that is split.
const SPLIT: &str = "split_into";

/// The entry of `dependencies.yaml` as a split name, where it is one.
pub(super) fn decode_split(name: &str, value: &Value) -> Result<Option<Split>, String> {
    if value.get(SPLIT).is_none() {
        return Ok(None);
    }
    let name = name.to_owned();
    let split: Split = from(value).map_err(|error| {
        format!("{error}: it is several things now, and each of them has numbers of its own")
    })?;
    Ok(Some(Split { name, ..split }))
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

/// One entry of `dependencies.yaml`: the dependency for each place that has numbers of its own, the general one of the
/// world first, then providers, then regions.
pub(super) fn decode(name: &str, value: &Value) -> Result<Vec<(Domain, Dependency)>, String> {
    if value.get(SPLIT).is_some() {
        return Ok(Vec::new());
    }
    let raw: RawDependency = from(value)?;
    let mut given: Vec<(Domain, RawScope, RawNumbers)> = Vec::new();
    if let Some(numbers) = raw.numbers {
        let (numbers, _) = numbers.written_in(name, None, None)?;
        given.push((Domain::World, raw.scope, numbers));
    }
    let mut within = entries(&raw.within)
        .map(|(place, numbers)| {
            let place = place?;
            let mut numbers: Mapping = from(numbers)?;
            let scope = numbers.shift_remove("scope");
            let scope: Option<RawScope> = scope.as_ref().map(from).transpose()?;
            let numbers: RawNumbers = from(&Value::Mapping(numbers))?;
            let written = numbers.written_in(name, Some(&place), None);
            let (numbers, _) = written.map_err(|message| format!("in `{place}`: {message}"))?;
            let place = match place.split_once('/') {
                Some((provider, region)) => Domain::region(provider, region),
                None => Domain::Provider(place),
            };
            Ok((place, scope, numbers))
        })
        .collect::<Result<Vec<(Domain, Option<RawScope>, RawNumbers)>, String>>()?;
    // Providers before their regions, whatever the file's order: what a region leaves out is its provider's.
    within.sort_by_key(|(place, ..)| place.path().len());
    for (place, scope, numbers) in within {
        let among = |wanted: &[&str]| given.iter().find(|(wider, ..)| wider.path() == wanted);
        let path = place.path();
        let provider = path.split_last().and_then(|(_, provider)| among(provider));
        let wider = provider.or_else(|| among(&[]));
        let scope = scope.or(wider.map(|(_, scope, _)| *scope));
        let numbers = wider.map_or(numbers.clone(), |(_, _, wider)| numbers.over(wider));
        given.push((place, scope.unwrap_or(raw.scope), numbers));
    }
    if given.is_empty() {
        return Err("`numbers` is missing, and `in` has none either".to_owned());
    }
    let dependency = |(place, scope, numbers): (Domain, RawScope, RawNumbers)| {
        let numbers = numbers.decode().map_err(|message| {
            if place == Domain::World {
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
                scope: scope.into(),
                implied: raw.implied,
                about,
                numbers,
            },
        ))
    };
    given.into_iter().map(dependency).collect()
}
