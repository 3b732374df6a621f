//! Names that lead from one part of an architecture to another: components, sites, dependencies and crews that must be
//! there.

use super::candidate::Candidate;
use super::section::Shared;
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{Node, Spanned, scalar};
use crate::plan::component::{self, Component};
use crate::plan::dependency::{self, user::User};
use crate::plan::failure::crew::Repairs;
use crate::plan::money::bill::Quantities;
use crate::plan::money::traffic::Volume;
use crate::scope::Scope;

/// Names that lead from one part of the architecture to another.
pub(crate) fn check(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let problems = shared.problems;
    for dependency in &candidate.dependencies {
        let what = format!("dependency {}: `used_by`", quoted(&dependency.name.value));
        let users = dependency.used_by.iter();
        let named: Vec<Spanned<String>> = users.map(|user| user.component.clone()).collect();
        component::check_names(&named, &what, &candidate.components, problems);
        let sites = dependency
            .used_by
            .iter()
            .filter_map(|user| user.site.as_ref());
        check_sites(&what, sites, shared);
        let what = format!("dependency {}: `between`", quoted(&dependency.name.value));
        check_sites(&what, dependency.between.iter().flatten(), shared);
        let what = format!("dependency {}: `used_by`", quoted(&dependency.name.value));
        check_at_sites(&dependency.used_by, &what, candidate, shared);
    }
    for line in &candidate.bill {
        let what = format!("bill line {}", quoted(&line.name.value));
        component::check_names(
            &line.of,
            &format!("{what}: `of`"),
            &candidate.components,
            problems,
        );
        let by_site = match &line.quantities {
            Quantities::All(_) => Vec::new(),
            Quantities::BySite(sites) => sites.iter().map(|(site, _)| site).collect(),
        };
        check_sites(&what, line.at.iter().chain(by_site), shared);
    }
    for flow in &candidate.traffic {
        if let Volume::BySite(sites) = &flow.volume {
            let what = format!("`traffic`: `{}`", flow.way.key());
            check_sites(&what, sites.iter().map(|(site, _)| site), shared);
        }
    }
    for component in &candidate.components {
        let what = format!("component {}: `by_site`", quoted(&component.name.value));
        let sites = component.by_site.iter().map(|(site, _)| site);
        check_sites(&what, sites, shared);
        check_one_thing(component, candidate, shared);
    }
    check_cold(candidate, shared);
    check_dependencies(candidate, shared);
    check_repairs(candidate, shared);
    check_crews(candidate, shared);
    for component in candidate
        .components
        .iter()
        .filter(|component| component.failover.is_none())
    {
        if let Some(span) = &component.across {
            problems.error(
                span,
                format!(
                    "component {} is across sites, but has no `failover`",
                    quoted(&component.name.value)
                ),
                "how does the serving replica change?",
                "add `failover: {detect: 90s, switch: 5min..20min}` to it",
            );
        }
    }
}

/// Reports what is only prepared at a site and is no component, or stands at no site.
fn check_cold(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    for site in &candidate.sites {
        let what = format!("site {}", quoted(&site.name.value));
        let label = format!("{what}: `cold`");
        component::check_names(&site.cold, &label, &candidate.components, shared.problems);
        for name in &site.cold {
            let mut components = candidate.components.iter();
            let found = components.find(|it| it.name.value == name.value);
            if found.is_some_and(|it| it.standing > Scope::Region) {
                shared.problems.error(
                    &name.span,
                    format!(
                        "{what}: {} does not stand at a site and cannot be cold there",
                        quoted(&name.value)
                    ),
                    "shared by all sites",
                    "remove it from `cold`",
                );
            }
        }
    }
}

/// Reports users at one site that stand at none.
fn check_at_sites(users: &[User], what: &str, candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    for user in users.iter().filter(|user| user.site.is_some()) {
        let mut components = candidate.components.iter();
        let found = components.find(|it| it.name.value == user.component.value);
        if found.is_some_and(|it| it.standing > Scope::Region || it.at.is_some()) {
            let name = &user.component.value;
            shared.problems.error(
                &user.component.span,
                format!("{what}: {} does not stand at a site", quoted(name)),
                "one thing for all sites",
                &format!("write `{name}` alone"),
            );
        }
    }
}

/// Reports a thing that two sites of a region share, and that is said to differ by site.
fn check_one_thing(component: &Component<'_>, candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    if component.standing != Scope::Region {
        return;
    }
    for (name, _) in &component.by_site {
        let here = candidate
            .sites
            .iter()
            .find(|site| site.name.value == name.value);
        let Some(here) = here else { continue };
        let mut others = candidate.sites.iter().filter(|site| site.name != here.name);
        if let Some(other) = others.find(|it| it.place.in_region() == here.place.in_region()) {
            shared.problems.error(
                &name.span,
                format!(
                    "component {}: `by_site`: sites {} and {} are in one region and share it",
                    quoted(&component.name.value),
                    quoted(&name.value),
                    quoted(&other.name.value)
                ),
                "one thing for both",
                "say it of the component itself, or let it stand in a zone with `stands: zone`",
            );
        }
    }
}

/// Reports names that are no site of any architecture.
fn check_sites<'a>(
    what: &str,
    sites: impl Iterator<Item = &'a Spanned<String>>,
    shared: &Shared<'_, '_>,
) {
    for site in sites.filter(|site| !shared.sites.contains(&site.value)) {
        if !shared.problems.is_news(&site.span) {
            continue;
        }
        let mut names: Vec<&str> = shared.sites.iter().map(String::as_str).collect();
        names.sort_unstable();
        shared.problems.error(
            &site.span,
            format!("{what}: no architecture has a site {}", quoted(&site.value)),
            &suggestion::label(&site.value, &names, "not a site of this plan"),
            &suggestion::help("site", &names),
        );
    }
}

/// Reports names that no place offers: reported even where no site is understood well enough to look from.
fn check_dependencies(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let own = candidate.dependencies.iter().map(|own| &*own.name.value);
    let mut known: Vec<&str> = own.chain(shared.names.dependencies()).collect();
    known.sort_unstable();
    known.dedup();
    let check = |who: &str, names: &[Spanned<String>]| {
        for name in names {
            let bare = name.value.rsplit('/').next().unwrap_or_default();
            if !known.contains(&bare) {
                dependency::unknown(name, who, &known, shared.names, shared.problems);
            }
        }
    };
    let needs = |repair: &Option<Repairs>| {
        let requires = repair.iter().flat_map(|repair| &repair.requires);
        requires.cloned().collect::<Vec<_>>()
    };
    for component in candidate.components.iter().flat_map(Component::each) {
        let who = format!("component {} needs", quoted(&component.name.value));
        check(&who, &component.uses);
        for own in &component.own {
            check("`requires` needs", &needs(&own.repair));
        }
        if let Some(takeover) = &component.failover {
            check("`requires` needs", &takeover.requires);
        }
    }
    for own in &candidate.dependencies {
        check("`requires` needs", &needs(&own.repair));
    }
    let own = candidate.dependencies.iter();
    let spread = own.map(|own| (&own.name, &own.spreads_to));
    let over = candidate.overrides.values();
    for (name, spreads) in spread.chain(over.map(|over| (&over.name, &over.spreads_to))) {
        let names: Vec<Spanned<String>> = spreads.iter().map(|spread| spread.to.clone()).collect();
        check(&format!("{} spreads to", quoted(&name.value)), &names);
    }
    if let Some(takeover) = &candidate.failover {
        check("`requires` needs", &takeover.requires);
    }
}

/// Reports dependencies whose repairs would wait for each other for ever.
fn check_repairs(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let all = &candidate.dependencies;
    let requires = |name: &str| {
        let found = all.iter().find(|own| own.name.value == name);
        let repair = found.and_then(|own| own.repair.as_ref());
        repair.map_or(&[][..], |repair| &repair.requires)
    };
    for own in all {
        let mut met: Vec<&str> = Vec::new();
        let mut open: Vec<&Spanned<String>> = requires(&own.name.value).iter().collect();
        while let Some(name) = open.pop() {
            let bare = name.value.rsplit('/').next().unwrap_or_default();
            if bare == own.name.value && shared.problems.is_news(&name.span) {
                shared.problems.error(
                    &name.span,
                    format!(
                        "the repair of {} requires, directly or through others, that it is up",
                        quoted(bare)
                    ),
                    "would never end",
                    "remove it from `requires`",
                );
            } else if !met.contains(&bare) {
                met.push(bare);
                open.extend(requires(bare));
            }
        }
    }
}

/// Reports crews that there are not.
fn check_crews(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let problems = shared.problems;
    let mut known: Vec<&str> = candidate.crews.iter().map(|crew| &*crew.name).collect();
    // One of which nothing is said is reported where it stands.
    let common = shared.top.get("crews").map(Node::entries);
    let empty = common.unwrap_or_default().iter();
    let empty = empty.filter(|entry| entry.value.is_null());
    known.extend(empty.map(|entry| &*entry.key));
    let check = |who: String, repair: &Option<Repairs>| {
        let name = repair.as_ref().and_then(|repair| repair.crew.as_ref());
        if let Some(name) = name.filter(|name| !known.contains(&&*name.value)) {
            let help = if known.is_empty() {
                format!(
                    "add `crews: {{{}: 1}}` at the top of the plan",
                    scalar::tame(&name.value)
                )
            } else {
                suggestion::help("crew", &known)
            };
            problems.error(
                &name.span,
                format!(
                    "{who} is repaired by {}, and there is no such crew",
                    quoted(&name.value)
                ),
                &suggestion::label(&name.value, &known, "not a crew of this plan"),
                &help,
            );
        }
    };
    for component in candidate.components.iter().flat_map(Component::each) {
        for own in &component.own {
            check(
                format!("component {}", quoted(&component.name.value)),
                &own.repair,
            );
        }
    }
    for dependency in &candidate.dependencies {
        check(
            format!("dependency {}", quoted(&dependency.name.value)),
            &dependency.repair,
        );
    }
}
