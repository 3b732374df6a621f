//! Names that lead from one part of an architecture to another: components, sites, dependencies and crews that must be
//! there.

use super::candidate::Candidate;
use super::section::Shared;
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{Node, Spanned, scalar};
use crate::plan::component;
use crate::plan::dependency;
use crate::plan::failure::crew::Repairs;
use crate::plan::money::bill::Quantities;
use crate::plan::money::traffic::Volume;

/// Names that lead from one part of the architecture to another.
pub(crate) fn check(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let problems = shared.problems;
    for dependency in &candidate.dependencies {
        let what = format!("dependency {}: `used_by`", quoted(&dependency.name.value));
        component::check_names(&dependency.used_by, &what, &candidate.components, problems);
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
    check_dependencies(candidate, shared);
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
    for component in &candidate.components {
        let who = format!("component {} needs", quoted(&component.name.value));
        check(&who, &component.uses);
        if let Some(takeover) = &component.failover {
            check("`requires` needs", &takeover.requires);
        }
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
        let name = repair.as_ref().map(|repair| &repair.crew);
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
    for component in &candidate.components {
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
