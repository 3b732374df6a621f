//! `dependencies`, shared things of our own; `override` of the catalog's.

pub(crate) mod mitigation;
pub(crate) mod strike;

use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{Entry, Fields, Problems, Spanned, Value, scalar};
use crate::plan::failure::crew::{self, Repairs};
use crate::plan::failure::numbers::{Given, Numbers};
use crate::plan::names::Names;
use crate::plan::reference;
use crate::scope::Scope;
use strike::Spread;

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
    Some(Dependency {
        name: entry.name(),
        // A scope that is not understood is reported; the widest keeps the rest of the plan consistent.
        scope: scope.unwrap_or(Scope::World),
        numbers: given.alone(&entry.key, &about),
        used_by,
        repair,
        spreads_to,
    })
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
    let fields = Fields::open(&entry.value, what, &entry.key_span, problems)?;
    let given = Given::read(&fields, problems).with_hits(&fields, problems);
    let spreads_to = strike::read(&fields, problems);
    fields.finish();
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
