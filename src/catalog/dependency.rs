//! Shared things that fail: a zone's facility, a region's resolver, a provider's backbone, a vendor above them all.

use super::decode::{Scalar, entries, from, share};
use super::evidence::Evidence;
use super::ground::ByNumber;
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
    /// True where each vendor has its own, `cloudflare/cdn-service`; what names no vendor has one in the world.
    pub by_vendor: bool,
    /// True where it is what fails of a service itself, not something that its components share without knowing.
    pub of_service: bool,
    /// What it is, in one sentence.
    pub about: String,
    /// What its outages take down with them where it is, by name, and how likely.
    pub spreads_to: Vec<(String, f64)>,
    /// What those shares rest on; nothing where nothing is taken down.
    pub spreads_evidence: Vec<Evidence>,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

/// A name that was one thing once and is several now: a plan with it gets a message that says what to write.
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
/// The key of what an outage takes down with it.
const SPREADS: &str = "spreads_to";

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
    #[serde(default)]
    spreads_to: Mapping,
    /// Of what it takes down with it; its numbers have their own.
    evidence: Option<Value>,
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
    Vendor,
    Metro,
    World,
}

impl From<RawScope> for Scope {
    fn from(scope: RawScope) -> Self {
        match scope {
            RawScope::Zone => Self::Zone,
            RawScope::Region => Self::Region,
            RawScope::Provider => Self::Provider,
            RawScope::Metro => Self::Metro,
            RawScope::Vendor | RawScope::World => Self::World,
        }
    }
}

/// What an entry says for one place.
struct Given {
    place: Domain,
    scope: Option<RawScope>,
    /// What it takes down there; `None` where that is as at the wider place.
    spreads_to: Option<Spread>,
    numbers: RawNumbers,
}

/// What something takes down with it, how likely, and what that rests on.
type Spread = (Vec<(String, f64)>, Vec<Evidence>);

/// What something takes down with it, and how likely.
fn spreads(to: &Mapping) -> Result<Vec<(String, f64)>, String> {
    let each = entries(to).map(|(to, chance)| {
        let chance: Scalar = from(chance)?;
        Ok((to?, share(Some(&chance), 0.0, "spreads_to")?))
    });
    each.collect()
}

/// What an entry says for a provider or a region, under `in`.
fn given_in(name: &str, place: String, value: &Value) -> Result<Given, String> {
    let mut fields: Mapping = from(value)?;
    let scope = fields.shift_remove("scope");
    let to = fields.shift_remove(SPREADS);
    let to: Option<Mapping> = to.as_ref().map(from).transpose()?;
    let numbers: RawNumbers = from(&Value::Mapping(fields))?;
    let written = numbers.written_in(name, Some(&place), to.as_ref().map(|_| SPREADS));
    let (numbers, evidence) = written.map_err(|message| format!("in `{place}`: {message}"))?;
    let to = to.as_ref().map(spreads).transpose()?;
    Ok(Given {
        scope: scope.as_ref().map(from).transpose()?,
        spreads_to: to.map(|to| (to, evidence)),
        numbers,
        place: match place.split_once('/') {
            Some((provider, region)) => Domain::region(provider, region),
            None => Domain::Provider(place),
        },
    })
}

/// One entry of `dependencies.yaml`: the dependency for each place that has numbers of its own, the general one of the
/// world first, then providers, then regions.
pub(super) fn decode(name: &str, value: &Value) -> Result<Vec<(Domain, Dependency)>, String> {
    if value.get(SPLIT).is_some() {
        return Ok(Vec::new());
    }
    let raw: RawDependency = from(value)?;
    let mut given: Vec<Given> = Vec::new();
    if let Some(numbers) = raw.numbers {
        let (numbers, _) = numbers.written_in(name, None, None)?;
        given.push(Given {
            place: Domain::World,
            scope: Some(raw.scope),
            spreads_to: None,
            numbers,
        });
    }
    let within = entries(&raw.within).map(|(place, numbers)| given_in(name, place?, numbers));
    let mut within = within.collect::<Result<Vec<Given>, String>>()?;
    // Providers before their regions, whatever the file's order: what a region leaves out is its provider's.
    within.sort_by_key(|given| given.place.path().len());
    for mut inner in within {
        let among = |wanted: &[&str]| given.iter().find(|wider| wider.place.path() == wanted);
        let path = inner.place.path();
        let provider = path.split_last().and_then(|(_, provider)| among(provider));
        if let Some(wider) = provider.or_else(|| among(&[])) {
            inner.numbers = inner.numbers.over(&wider.numbers);
            inner.scope = inner.scope.or(wider.scope);
            inner.spreads_to = inner.spreads_to.or_else(|| wider.spreads_to.clone());
        }
        given.push(inner);
    }
    let everywhere: Spread = (
        spreads(&raw.spreads_to)?,
        ByNumber::decode(raw.evidence.as_ref(), &[SPREADS])?.of(SPREADS),
    );
    if given.is_empty() {
        return Err("`numbers` is missing, and `in` has none either".to_owned());
    }
    let dependency = |given: Given| {
        let Given {
            place,
            numbers,
            spreads_to,
            scope,
        } = given;
        let scope = scope.unwrap_or(raw.scope);
        let numbers = numbers.decode().map_err(|message| {
            if place == Domain::World {
                message
            } else {
                format!("in `{place}`: {message}")
            }
        })?;
        let name = name.to_owned();
        let about = raw.about.clone();
        let (spreads_to, spreads_evidence) = spreads_to.unwrap_or_else(|| everywhere.clone());
        Ok((
            place,
            Dependency {
                name,
                scope: scope.into(),
                implied: raw.implied,
                by_vendor: matches!(scope, RawScope::Vendor),
                of_service: matches!(scope, RawScope::Vendor),
                about,
                spreads_to,
                spreads_evidence,
                numbers,
            },
        ))
    };
    given.into_iter().map(dependency).collect()
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, NUMBERS, foreign};

    #[test]
    fn what_is_taken_down_is_as_at_the_wider_place_unless_said() {
        let text = "facility: {in: {aws: {spreads_to: {zone-control: 50%}}, gcp: {hits: 20%}}}";
        let catalog = Catalog::bundled()
            .overlay(&[("dependencies.yaml", text)])
            .unwrap();
        let struck = |provider: &str| {
            let found = catalog.dependency(provider, "", "facility").unwrap();
            found.spreads_to.clone()
        };
        let everywhere = [("zone-control", 0.9), ("control-plane", 0.1)];
        let everywhere = everywhere.map(|(name, share)| (name.to_owned(), share));
        assert_eq!(struck("azure"), everywhere);
        assert_eq!(struck("gcp"), everywhere);
        assert_eq!(struck("aws"), [("zone-control".to_owned(), 0.5)]);
    }

    #[test]
    fn what_was_counted_elsewhere_is_borrowed() {
        let borrowed = |provider: &str, name: &str| {
            let found = Catalog::bundled().dependency(provider, "", name).unwrap();
            let written = NUMBERS.into_iter().zip(&found.numbers.written);
            let said = written.filter_map(|(number, it)| {
                let from = foreign(&it.evidence, provider);
                (!from.is_empty()).then(|| format!("{number} of {}", from.join(" and ")))
            });
            said.collect::<Vec<_>>()
        };
        assert!(borrowed("aws", "facility").is_empty());
        assert_eq!(
            borrowed("azure", "facility"),
            ["lasts of aws and gcp", "hits of aws"]
        );
        assert_eq!(
            borrowed("gcp", "global-control"),
            ["fails of aws", "lasts of aws"]
        );
        assert!(borrowed("gcp", "metro-disaster").is_empty());
    }
}
