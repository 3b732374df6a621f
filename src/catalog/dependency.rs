//! Shared things that fail: a zone's facility, a region's resolver, a provider's backbone, a vendor above them all.

use serde_json::Value as Json;

use super::evidence::Evidence;
use super::ground::ByNumber;
use super::numbers::mean_times::{self, MeanTimes};
use super::numbers::{Entered, Figures, Numbers};
use super::spread::{self, Spreads};
use crate::diagnostic::quoted;
use crate::language::schema::any;
use crate::language::{
    ByName, Definitions, Dependencies, Entry, Fields, Here, Kind, List, Merge, Text, map, words,
};
use crate::{place::Domain, scope::Scope};

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
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The name as it was.
    pub name: String,
    /// What it became, the most general part first.
    pub into: Vec<String>,
}

/// The key of what an outage takes down with it.
const SPREADS: &str = "spreads_to";

/// What there is one of for each such domain, as the files spell it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Standing {
    pub(super) scope: Scope,
    /// Whether each vendor has its own.
    by_vendor: bool,
}

words! {
    Standing:
    "zone" = Self { scope: Scope::Zone, by_vendor: false },
    "region" = Self { scope: Scope::Region, by_vendor: false },
    "provider" = Self { scope: Scope::Provider, by_vendor: false },
    "vendor" = Self { scope: Scope::World, by_vendor: true },
    "metro" = Self { scope: Scope::Metro, by_vendor: false },
    "world" = Self { scope: Scope::World, by_vendor: false },
}

map! {
    /// A shared thing that fails.
    pub(crate) struct SharedThing(name: "catalog-dependencies") {
        /// There is one of it for each such domain.
        scope: Standing = need("add `scope`: zone, region, provider, vendor, metro or world: one of it per such domain"),
        /// Whether all that stands in such a domain depends on it without saying so.
        implied: bool = "false",
        /// What it is, in a sentence.
        about: Text = need("say in a sentence what it is"),
        /// Its numbers wherever nothing else is said.
        numbers: Option<Entered> = or("only those under `in`"),
        /// What its outages take down with them where it is, each with its probability.
        spreads_to: Spreads = or("nothing"),
        /// What `spreads_to` rests on; the numbers have evidence of their own.
        evidence: ByNumber = or("given without a source"),
        /// What is different at a provider or in a region, `aws/us-east-1`; what is left out is as at the wider place.
        within as "in": ByName<Local>,
    }
}

map! {
    /// A shared thing as a provider or a region has it.
    pub(crate) struct LocalKeys(name: "catalog-in", also: &[Figures::SHAPE, MeanTimes::SHAPE]) {
        /// There is one of it there for each such domain.
        scope: Option<Standing> = or("as at the wider place"),
        /// What its outages take down with them there.
        spreads_to: Option<Spreads> = or("as at the wider place"),
    }
}

/// What is different at one place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Local {
    keys: LocalKeys,
    numbers: Entered,
}

impl Kind for Local {
    type Value = Self;
    const NAME: &'static str = "[map](#catalog-in)";

    fn read(here: &Here<'_>) -> Option<Self> {
        let entry = Entry::unnamed(here);
        let entry = mean_times::spelt_out(&entry, here.what, here.problems);
        let here = Here::of(&entry, here.what, here.problems);
        let fields = Fields::of(&here, LocalKeys::SHAPE)?;
        let (keys, figures) = (LocalKeys::take(&fields), Figures::take(&fields));
        fields.finish();
        Some(Self {
            keys: keys?,
            numbers: Entered::of(figures?, &here),
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        LocalKeys::schema(definitions)
    }

    fn merge() -> Merge {
        LocalKeys::merge()
    }
}

map! {
    /// A name that was one thing once and is several now.
    pub(crate) struct Parts(name: "catalog-split") {
        /// What it became, the most general part first.
        split_into: List<Dependencies> = need("name what it is now"),
    }
}

impl Parts {
    /// The split of that name.
    pub(super) fn named(self, name: &str) -> Split {
        let into = self.split_into.into_iter().map(|part| part.value);
        Split {
            name: name.to_owned(),
            into: into.collect(),
        }
    }
}

/// An entry of `dependencies.yaml`.
pub(crate) enum Shared {
    /// A thing that fails, and where its entry stands.
    Thing(Box<SharedThing>),
    /// A name that is several now.
    Split(Parts),
}

impl Kind for Shared {
    type Value = Self;
    const NAME: &'static str = "map";

    fn read(here: &Here<'_>) -> Option<Self> {
        if here.node.get("split_into").is_some() {
            return Parts::read(here).map(Self::Split);
        }
        SharedThing::read(here).map(|thing| Self::Thing(Box::new(thing)))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([SharedThing::schema(definitions), Parts::schema(definitions)])
    }

    fn merge() -> Merge {
        SharedThing::merge()
    }
}

/// What an entry says for one place, what it leaves out taken from a wider one.
struct Placed {
    place: Domain,
    standing: Standing,
    spread: Spread,
    numbers: Entered,
}

/// What something takes down with it, how likely, and what that rests on.
type Spread = (Vec<(String, f64)>, Vec<Evidence>);

/// What something takes down with it, and how likely.
fn shares(spreads: Vec<spread::Spread>) -> Vec<(String, f64)> {
    let each = spreads.into_iter().map(|it| (it.to.value, it.chance));
    each.collect()
}

impl SharedThing {
    /// The dependency for each place that has numbers of its own, the general one of the world first, then providers, then
    /// regions. `in_plan`: what stands in the file that is read now is said by a plan.
    pub(super) fn everywhere(
        self,
        name: &str,
        in_plan: bool,
        here: &Here<'_>,
    ) -> Option<Vec<(Domain, Dependency)>> {
        let problems = here.problems;
        let spread = !self.spreads_to.is_empty();
        let of: &[&str] = if spread { &[SPREADS] } else { &[] };
        self.evidence.check(of, here.what, problems);
        let everywhere: Spread = (shares(self.spreads_to), self.evidence.of(SPREADS));
        let mut placed: Vec<Placed> = Vec::new();
        if let Some(mut numbers) = self.numbers {
            numbers.written_in(name, None, in_plan, (here.what, problems));
            placed.push(Placed {
                place: Domain::World,
                standing: self.scope,
                spread: everywhere.clone(),
                numbers,
            });
        }
        // Providers before their regions, whatever the file's order: what a region leaves out is its provider's.
        let mut within = self.within;
        within.sort_by_key(|(place, _)| place.value.matches('/').count());
        for (place, mut local) in within {
            let what = format!("{} in {}", here.what, quoted(&place.value));
            let more = local.keys.spreads_to.as_ref().map(|_| SPREADS);
            let entry = format!("{name} in {}", place.value);
            let numbers = &mut local.numbers;
            let evidence = numbers.written_in(&entry, more, in_plan, (&what, problems));
            let own = local.keys.spreads_to.map(|to| (shares(to), evidence));
            let place = match place.value.split_once('/') {
                Some((provider, region)) => Domain::region(provider, region),
                None => Domain::Provider(place.value),
            };
            let among = |wanted: &[&str]| placed.iter().find(|it| it.place.path() == wanted);
            let path = place.path();
            let provider = path.split_last().and_then(|(_, provider)| among(provider));
            let wider = provider.or_else(|| among(&[]));
            placed.push(Placed {
                standing: { local.keys.scope }
                    .or(wider.map(|it| it.standing))
                    .unwrap_or(self.scope),
                spread: own
                    .or_else(|| wider.map(|it| it.spread.clone()))
                    .unwrap_or_else(|| everywhere.clone()),
                numbers: match wider {
                    Some(wider) => local.numbers.over(&wider.numbers),
                    None => local.numbers,
                },
                place,
            });
        }
        if placed.is_empty() {
            problems.error(
                here.place,
                format!("{} has no `numbers`, and `in` has none either", here.what),
                "how often does it fail, and for how long?",
                "add such as `numbers: {fails: 0.1/year, lasts: 30min..2h}`",
            );
        }
        let dependency = |placed: Placed| {
            let at = here
                .node
                .get("in")
                .and_then(|at| at.get(&placed.place.to_string()));
            let of = at.or_else(|| here.node.get("numbers")).unwrap_or(here.node);
            let numbers = placed.numbers.numbers(name, &Here { node: of, ..*here })?;
            let (spreads_to, spreads_evidence) = placed.spread;
            let dependency = Dependency {
                name: name.to_owned(),
                scope: placed.standing.scope,
                implied: self.implied,
                by_vendor: placed.standing.by_vendor,
                of_service: placed.standing.by_vendor,
                about: self.about.clone(),
                spreads_to,
                spreads_evidence,
                numbers,
            };
            Some((placed.place, dependency))
        };
        placed.into_iter().map(dependency).collect()
    }
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
                let from = foreign(&it.as_ref()?.evidence, provider);
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
