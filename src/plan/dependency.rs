//! `dependencies`, shared things of our own; `mitigations` against any of them; `override` of the catalog's.

use super::World;
use super::crew::{self, Repairs};
use super::fields::{Fields, Spanned};
use super::numbers::{Given, Numbers};
use super::problems::Problems;
use super::strike::{self, Spread};
use super::tree::{Entry, Value};
use super::{law, scalar};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::scope::Scope;
use crate::topology::{Effect, Mitigation};

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
    pub(crate) used_by: Vec<Spanned<String>>,
    /// Who repairs it.
    pub(crate) repair: Option<Repairs>,
    /// What its outages take down with them.
    pub(crate) spreads_to: Vec<Spread>,
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

const SCOPES: [(&str, Scope); 6] = [
    ("zone", Scope::Zone),
    ("site", Scope::Site),
    ("region", Scope::Region),
    ("provider", Scope::Provider),
    ("service", Scope::Service),
    ("world", Scope::World),
];

/// Reads a dependency of our own.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Dependency> {
    let what = format!("dependency {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a dependency", problems);
    let fields = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let scope = fields
        .require("scope", "add `scope: service`, or zone, site, region, provider or world: one of it per such domain")
        .and_then(|node| scalar::word(node, &format!("{what}: `scope`"), &SCOPES, problems));
    let given = Given::read(&fields, problems).with_hits(&fields, problems);
    let fails = fields.require("fails", "add a rate such as `fails: 1/year`");
    let never = fails
        .is_some_and(|node| matches!(&node.value, Value::Scalar(text) if text.trim() == "never"));
    if !never {
        fields.require(
            "lasts",
            "add the length of an outage, such as `lasts: 30min..2h`",
        );
    }
    let used_by = fields
        .get("used_by")
        .map(|node| scalar::words(node, &format!("{what}: `used_by`"), problems))
        .unwrap_or_default();
    let about = scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    let repair = crew::read_repair(&fields, problems).flatten();
    let spreads_to = strike::read(&fields, problems);
    fields.finish();
    let evidence = if about.is_empty() {
        "given in the plan"
    } else {
        &about
    };
    Some(Dependency {
        name: Spanned {
            value: entry.key.clone(),
            span: entry.key_span.clone(),
        },
        // A scope that is not understood is complained about; the widest keeps the rest of the plan consistent.
        scope: scope.unwrap_or(Scope::World),
        numbers: given.alone(&entry.key, evidence),
        used_by,
        repair,
        spreads_to,
    })
}

/// Complains about a name that is no dependency anywhere; `who` with its verb goes before the name.
pub(crate) fn unknown(name: &Spanned<String>, who: &str, known: &[&str], problems: &Problems) {
    if !problems.is_news(&name.span) {
        return;
    }
    let bare = name.value.rsplit('/').next().unwrap_or_default();
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

/// A mitigation as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remedied {
    /// Its name in the plan.
    pub(crate) name: Spanned<String>,
    /// Dependencies it is against.
    pub(crate) against: Vec<Spanned<String>>,
    /// Components it is limited to; empty for all.
    pub(crate) only: Vec<Spanned<String>>,
    /// What it does; `None` where that is not understood.
    pub(crate) mitigation: Option<Mitigation>,
}

/// Reads a mitigation.
pub(crate) fn read_mitigation(entry: &Entry, problems: &Problems) -> Remedied {
    let what = format!("mitigation {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a mitigation", problems);
    let mut remedied = Remedied {
        name: Spanned {
            value: entry.key.clone(),
            span: entry.key_span.clone(),
        },
        against: Vec::new(),
        only: Vec::new(),
        mitigation: None,
    };
    let Some(fields) = Fields::open(&entry.value, what.clone(), &entry.key_span, problems) else {
        return remedied;
    };
    remedied.against = fields
        .require(
            "against",
            "name the dependency it is against, such as `against: dns-resolver`",
        )
        .map(|node| scalar::words(node, &format!("{what}: `against`"), problems))
        .unwrap_or_default();
    remedied.only = fields
        .get("for")
        .map(|node| scalar::words(node, &format!("{what}: `for`"), problems))
        .unwrap_or_default();
    let works = fields.get("works").map_or(Some(1.0), |node| {
        scalar::share(node, &format!("{what}: `works`"), problems)
    });
    let (after, covers) = (fields.get("after"), fields.get("covers_first"));
    let effect = match (after, covers) {
        (Some(node), None) => {
            law::law(node, &format!("{what}: `after`"), problems).map(Effect::After)
        }
        (None, Some(node)) => {
            law::law(node, &format!("{what}: `covers_first`"), problems).map(Effect::CoversFirst)
        }
        _ => {
            problems.error(
                &entry.key_span,
                format!("{what} needs exactly one of `after` and `covers_first`"),
                if after.is_some() { "has both" } else { "has neither" },
                "`after: 40min` ends the impact that long after the outage began; `covers_first: 5min` lets it begin that late",
            );
            None
        }
    };
    scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    fields.finish();
    remedied.mitigation = effect.zip(works).map(|(effect, works)| Mitigation {
        name: entry.key.clone(),
        effect,
        works,
    });
    remedied
}

/// Reads `override`: numbers over those of one dependency of the catalog.
pub(crate) fn read_override(
    entry: &Entry,
    world: &World<'_>,
    problems: &Problems,
) -> Option<Override> {
    let what = format!("override of {}", quoted(&entry.key));
    check_absolute(entry, world, problems);
    let fields = Fields::open(&entry.value, what, &entry.key_span, problems)?;
    let given = Given::read(&fields, problems).with_hits(&fields, problems);
    let spreads_to = strike::read(&fields, problems);
    fields.finish();
    Some(Override {
        name: Spanned {
            value: entry.key.clone(),
            span: entry.key_span.clone(),
        },
        given,
        spreads_to,
    })
}

/// Complains about a name that is no source of the catalog.
fn check_absolute(entry: &Entry, world: &World<'_>, problems: &Problems) {
    let Some(providers) = world.catalog() else {
        problems.error(
            &entry.key_span,
            "`override` changes the catalog, and `world: none` leaves none",
            "there is no catalog",
            "put the numbers where the thing is defined",
        );
        return;
    };
    let help = "write the full name, such as `aws/ap-northeast-2/dns-resolver`, `aws/edge` or `world/registrar`";
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
    let provider = place.first().copied().unwrap_or_default();
    let region = place.get(1).copied().unwrap_or_default();
    if provider != "world" {
        let names: Vec<&str> = providers.iter().map(|provider| &*provider.name).collect();
        let Some(found) = providers.iter().find(|found| found.name == provider) else {
            return complain(
                &suggestion::label(provider, &names, "not a provider"),
                &suggestion::help("provider", &names),
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
    match world.dependency(at, region, name) {
        Some(found) if found.scope == scope => {}
        Some(_) => complain("it is not one per such domain", help),
        None => {
            let names = world.dependencies();
            complain(
                &suggestion::label(name, &names, "not a dependency of the catalog"),
                &suggestion::help("dependency", &names),
            );
        }
    }
}
