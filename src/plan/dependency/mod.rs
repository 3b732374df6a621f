//! `dependencies`, shared things of our own; `override` of the catalog's.

pub(crate) mod mitigation;
pub(crate) mod user;

use serde_json::{Value as Json, json};
use std::borrow::Cow;

use crate::catalog::mean_times::{self, MeanTimes};
use crate::catalog::range::{HitsRange, LengthRange, RateRange, ReachRange, ranges_beside};
use crate::catalog::spread::{Spread, Spreads};
use crate::catalog::{Failure, Grounds, Numbers};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{
    Definitions, Entry, Here, Kind, LENGTHS, List, Mode, Node, Problems, RATES, Share, Sites,
    Spanned, Text, Unread, Value, map, scalar, words,
};
use crate::law::Law;
use crate::plan::failure::crew::{Repair, Repairs};
use crate::plan::failure::numbers::Given;
use crate::plan::names::Names;
use crate::plan::reference;
use crate::scope::Scope;
use user::{User, Users};

/// A shared thing of our own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dependency {
    /// Its name.
    pub(crate) name: Spanned<String>,
    /// One of it per such domain.
    pub(crate) scope: Scope,
    /// Its numbers.
    pub(crate) numbers: Numbers,
    /// Components that use it.
    pub(crate) used_by: Vec<User>,
    /// Who repairs it.
    pub(crate) repair: Option<Repairs>,
    /// What its outages take down with them.
    pub(crate) spreads_to: Vec<Spread>,
    /// The two sites that it links, if it is a link.
    pub(crate) between: Option<[Spanned<String>; 2]>,
}

/// What a plan changes of one thing in the catalog.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Override {
    /// Its full name.
    pub(crate) name: Spanned<String>,
    /// Its numbers.
    pub(crate) given: Given,
    /// What its outages take down with them.
    pub(crate) spreads_to: Vec<Spread>,
}

map! {
    /// A shared thing of your own.
    pub(crate) struct SharedThing as DependencyForm(name: "dependencies", definition: "dependency", rules: length_unless_never, also: &[MeanTimes::SHAPE]) {
        /// There is one of it for each such domain in use; not needed beside `between`.
        scope: Option<Domain> = need("add `scope: service`, or zone, site, region, provider or world: one of it per such domain"),
        /// How often it fails.
        fails: Option<Unread<Failure>> = need("add a rate such as `fails: 1/year`"),
        /// How far off `fails` may be: two rates, the ends of a 90 % range.
        fails_range: Option<Unread<RateRange>> = or("taken as known"),
        /// How long an outage lasts; required unless `fails: never`.
        lasts: Option<Law>,
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Chance that one of its outages touches you at all, drawn once an outage.
        reach: Option<Share> = or("100%"),
        /// How far off `reach` may be: two shares, the ends of a 90 % range.
        reach_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// Share of the replicas struck, drawn for each outage and replica.
        hits: Option<Share> = or("100%"),
        /// How far off `hits` may be: two shares, the ends of a 90 % range.
        hits_range: Option<Unread<HitsRange>> = or("taken as known"),
        /// Components that depend on it, `web at azure` for the replicas of one site; components may also name it in `uses`.
        used_by: Users = or("none"),
        /// The two sites that it links, `[office, azure]`: while it is down, what one of them needs of the other is not there, and what is copied from one to the other stays behind. It is one thing.
        between: List<Sites> = or("it is no link"),
        /// Who repairs it.
        repair: Option<Repair> = or("nobody is needed"),
        /// What its outages take down with them, each with its probability.
        spreads_to: Spreads = or("nothing"),
        /// What these numbers rest on.
        evidence: Grounds = or("given without a source"),
        /// A sentence about it.
        about: Text,
    }
}

map! {
    /// Numbers over those of one thing in the catalog; what is not given stays.
    pub(crate) struct Changed as OverrideForm(name: "override", definition: "override", rules: ranges, also: &[MeanTimes::SHAPE]) {
        /// How often it fails.
        fails: Option<Unread<Failure>>,
        /// How far off `fails` may be: two rates, the ends of a 90 % range.
        fails_range: Option<Unread<RateRange>> = or("taken as known"),
        /// How long an outage lasts.
        lasts: Option<Law>,
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Chance that one of its outages touches you at all.
        reach: Option<Share>,
        /// How far off `reach` may be: two shares, the ends of a 90 % range.
        reach_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// Share of the replicas struck.
        hits: Option<Share>,
        /// How far off `hits` may be: two shares, the ends of a 90 % range.
        hits_range: Option<Unread<HitsRange>> = or("taken as known"),
        /// What its outages take down with them, each with its probability.
        spreads_to: Spreads,
        /// What these numbers rest on.
        evidence: Grounds = or("given without a source"),
    }
}

fn ranges(schema: &mut Json, definitions: &mut Definitions) {
    ranges_beside(schema, definitions, &["fails", "lasts", "reach", "hits"]);
}

fn length_unless_never(schema: &mut Json, definitions: &mut Definitions) {
    ranges(schema, definitions);
    if definitions.mode == Mode::Whole {
        let one_of = |keys: &[&str]| -> Vec<Json> {
            let ways = keys.iter().map(|key| json!({ "required": [key] }));
            ways.collect()
        };
        let mut lengths = one_of(&LENGTHS);
        let never = json!({ "type": "string", "pattern": r"^\s*never\s*$" });
        lengths.push(json!({ "properties": { "fails": never }, "required": ["fails"] }));
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("required");
        }
        schema["anyOf"] = json!([{ "required": ["scope"] }, { "required": ["between"] }]);
        schema["allOf"] = json!([{ "anyOf": one_of(&RATES) }, { "anyOf": lengths }]);
    }
}

/// The domains of which each has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Domain(Scope);

words! {
    Domain:
    "zone" = Self(Scope::Zone),
    "site" = Self(Scope::Site),
    "region" = Self(Scope::Region),
    "provider" = Self(Scope::Provider),
    "service" = Self(Scope::Service),
    "world" = Self(Scope::World),
}

/// Reads a dependency of our own.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Dependency> {
    let what = format!("dependency {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a dependency", problems);
    let entry = &*mean_times::spelt_out(entry, &what, problems);
    let entry = &*scoped(entry);
    let here = Here::of(entry, &what, problems);
    let thing = SharedThing::read(&here)?;
    let between = ends(&thing, &here);
    let never = matches!(&thing.fails, Some(Node { value: Value::Scalar(text), .. }) if text.trim() == "never");
    if !never && here.node.get("lasts").is_none_or(Node::is_null) {
        problems.error(
            &entry.key_span,
            format!("{what} has no `lasts`"),
            "`lasts` is missing",
            "add the length of an outage, such as `lasts: 30min..2h`",
        );
    }
    let given = Given::of(&here, thing.lasts, thing.reach, thing.hits).resting_on(thing.evidence);
    Some(Dependency {
        name: entry.name(),
        // A scope that is not understood is reported; the widest keeps the rest of the plan consistent.
        scope: thing.scope.map_or(Scope::World, |domain| domain.0),
        numbers: given.alone(&entry.key, &thing.about),
        used_by: thing.used_by,
        repair: thing.repair.flatten(),
        spreads_to: thing.spreads_to,
        between,
    })
}

/// A link is one thing, without a word.
fn scoped(entry: &Entry) -> Cow<'_, Entry> {
    if entry.value.given("between").is_none() || entry.value.given("scope").is_some() {
        return Cow::Borrowed(entry);
    }
    let mut entry = entry.clone();
    if let Value::Mapping(entries) = &mut entry.value.value {
        entries.push(Entry::made(
            "scope",
            Node::scalar("service", &entry.key_span),
        ));
    }
    Cow::Owned(entry)
}

/// The two ends of a link.
fn ends(thing: &SharedThing, here: &Here<'_>) -> Option<[Spanned<String>; 2]> {
    let span = here.node.get("between")?.span.clone();
    let complain = |label: &str, help: &str| {
        let message = format!("{}: `between` names the two sites that it links", here.what);
        here.problems.error(&span, message, label, help);
        None
    };
    let one_thing = thing.scope.as_ref().is_none_or(|it| it.0 == Scope::Service);
    match thing.between.as_slice() {
        [one, other] if one.value != other.value && one_thing => Some([one.clone(), other.clone()]),
        [one, other] if one.value != other.value => complain(
            "a link is one thing",
            "remove `scope`, or write `scope: service`",
        ),
        _ => complain(
            "expected two different sites",
            "write `between: [office, azure]`",
        ),
    }
}

/// What is wrong with a name that was one dependency once.
const NOT_ONE: &str = "which is no longer one thing";
/// The same where it stands.
const SPLIT: &str = "several things, which fail each for itself";

/// Reports a name that is no dependency anywhere; `who` with its verb goes before the name.
pub(crate) fn unknown(
    name: &Spanned<String>,
    who: &str,
    known: &[&str],
    names: &Names<'_>,
    problems: &Problems,
) {
    if !problems.is_news(&name.span) {
        return;
    }
    let bare = reference::bare(&name.value);
    if let Some(instead) = names.instead_of(bare) {
        problems.error(
            &name.span,
            format!("{who} {}, {NOT_ONE}", quoted(&name.value)),
            SPLIT,
            &instead,
        );
        return;
    }
    let help = if known.is_empty() {
        "define it under `dependencies`".to_owned()
    } else {
        suggestion::help("dependency", known)
    };
    problems.error(
        &name.span,
        format!("{who} {}, which is no dependency", quoted(&name.value)),
        &suggestion::label(bare, known, "neither in the plan nor in the catalog"),
        &help,
    );
}

/// Reads `override`: numbers over those of one dependency of the catalog.
pub(crate) fn read_override(
    entry: &Entry,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Override> {
    let what = format!("override of {}", quoted(&entry.key));
    check_absolute(entry, names, problems);
    let entry = &*mean_times::spelt_out(entry, &what, problems);
    let here = Here::of(entry, &what, problems);
    let changed = Changed::read(&here)?;
    let given =
        Given::of(&here, changed.lasts, changed.reach, changed.hits).resting_on(changed.evidence);
    let spreads_to = changed.spreads_to;
    Some(Override {
        name: entry.name(),
        given,
        spreads_to,
    })
}

/// Reports a name that is no source of the catalog.
fn check_absolute(entry: &Entry, names: &Names<'_>, problems: &Problems) {
    let Some(providers) = names.catalog() else {
        problems.error(
            &entry.key_span,
            "`override` changes the catalog, and `world: none` leaves none",
            "there is no catalog",
            "put the numbers where the thing is defined",
        );
        return;
    };
    let help = "write the full name, such as `aws/ap-northeast-2/dns-resolver`, `aws/backbone` or `world/registrar`";
    let complain = |label: &str, help: &str| {
        problems.error(
            &entry.key_span,
            format!("the catalog has no source {}", quoted(&entry.key)),
            label,
            help,
        );
    };
    let parts: Vec<&str> = entry.key.split('/').collect();
    let (place, name) = match parts.as_slice() {
        [place @ .., name] if !place.is_empty() && place.len() <= 3 => (place, *name),
        _ => return complain("not a full name", help),
    };
    if let ["metro", metro] = place {
        let scope = names.dependency("", "", name).map(|found| found.scope);
        if !names.has_metro(metro) || scope != Some(Scope::Metro) {
            complain("not a metro area with such a thing", help);
        }
        return;
    }
    let provider = place.first().copied().unwrap_or_default();
    let region = place.get(1).copied().unwrap_or_default();
    if provider != "world" {
        let known: Vec<&str> = providers.iter().map(|provider| &*provider.name).collect();
        let Some(found) = providers.iter().find(|found| found.name == provider) else {
            return complain(
                &suggestion::label(provider, &known, "not a provider"),
                &suggestion::help("provider", &known),
            );
        };
        let regions: Vec<&str> = found.regions.iter().map(|region| &*region.name).collect();
        let known = found.regions.iter().find(|known| known.name == region);
        if !region.is_empty() && known.is_none() {
            return complain(
                &suggestion::label(region, &regions, "not a region"),
                &suggestion::help("region", &regions),
            );
        }
        if let (Some(zone), Some(known)) = (place.get(2), known)
            && !known.zones.iter().any(|known| known == zone)
        {
            return complain("not a zone of this region", help);
        }
    }
    let scope = match place.len() {
        _ if provider == "world" => Scope::World,
        1 => Scope::Provider,
        2 => Scope::Region,
        _ => Scope::Zone,
    };
    let at = if provider == "world" { "" } else { provider };
    match names.dependency(at, region, name) {
        Some(found) if found.scope == scope => {}
        Some(found) if found.by_vendor && scope == Scope::Provider => {}
        Some(_) => complain("it is not one per such domain", help),
        None => {
            if let Some(instead) = names.instead_of(name) {
                return complain(SPLIT, &instead);
            }
            let known = names.dependencies();
            complain(
                &suggestion::label(name, &known, "not a dependency of the catalog"),
                &suggestion::help("dependency", &known),
            );
        }
    }
}
