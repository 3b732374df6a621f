//! One architecture, `like` written out and the plan's common part under it: everything typed, names checked.

use super::bill::{self, Line, Quantities};
use super::component::{self, Component};
use super::dependency::{self, Dependency, Remedied};
use super::failover::{self, Takeover, Together};
use super::fields::{Fields, Spanned};
use super::like::merge;
use super::numbers::Given;
use super::path::{self, Path};
use super::place::{self, Place};
use super::problems::Problems;
use super::replicas::{self, Replicas};
use super::tree::{Entry, Node, Value};
use super::{World, scalar, suggestion};
use crate::diagnostic::{Span, quoted};
use crate::topology::{AfterTotalLoss, Scope};
use std::collections::{HashMap, HashSet};

/// Most components, dependencies, mitigations or bill lines of a plan.
const MOST_NAMED: usize = 1_000;

/// Most sites of one architecture.
const MOST_SITES: usize = 100;

/// An architecture as the plan means it.
#[derive(Debug)]
pub(super) struct Candidate<'w> {
    /// Its name.
    pub(super) name: Spanned<String>,
    /// What the plan says of it.
    pub(super) about: String,
    /// Its sites, preferred first; not empty.
    pub(super) sites: Vec<Site>,
    /// What the plan says of replicas.
    pub(super) replicas: Vec<Replicas>,
    /// How sites take over from each other.
    pub(super) failover: Option<Takeover>,
    /// How sites serve together.
    pub(super) together: Option<Together>,
    /// The mitigations it has, by index into the plan's.
    pub(super) mitigations: Vec<usize>,
    /// What a request needs.
    pub(super) path: Path,
    /// Its components.
    pub(super) components: Vec<Component<'w>>,
    /// Its own shared things.
    pub(super) dependencies: Vec<Dependency>,
    /// What it changes of the catalog.
    pub(super) overrides: HashMap<String, Given>,
    /// What it pays beside its components.
    pub(super) bill: Vec<Line>,
}

/// A place the service runs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Site {
    /// Its name.
    pub(super) name: Spanned<String>,
    /// Where it is.
    pub(super) place: Place,
    /// Components that are only prepared there.
    pub(super) cold: Vec<Spanned<String>>,
}

/// What all architectures share.
pub(super) struct Shared<'a, 'w> {
    /// The whole plan.
    pub(super) top: &'a Node,
    /// Its mitigations.
    pub(super) mitigations: &'a [Remedied],
    /// The names of all sites of all architectures.
    pub(super) sites: &'a HashSet<String>,
    /// The catalog.
    pub(super) world: &'a World<'w>,
    /// Where complaints go.
    pub(super) problems: &'a Problems,
}

/// Reads one architecture; `None` where nothing sensible can be built of it.
pub(super) fn read<'w>(
    name: &Spanned<String>,
    node: &Node,
    shared: &Shared<'_, 'w>,
) -> Option<Candidate<'w>> {
    let (world, problems) = (shared.world, shared.problems);
    let what = format!("architecture {}", quoted(&name.value));
    let fields = Fields::open(node, what.clone(), &name.span, problems)?;
    fields.get("like");
    let about = scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    let components = section(&fields, "components", shared, |entry| {
        component::read(entry, world, problems)
    });
    let dependencies = section(&fields, "dependencies", shared, |entry| {
        dependency::read(entry, problems)
    });
    let overrides = section(&fields, "override", shared, |entry| {
        dependency::read_override(entry, world, problems)
    });
    let bill = section(&fields, "bill", shared, |entry| {
        bill::read(entry, world, problems)
    });
    let sites = read_sites(&fields, &name.span, &components, shared);
    let replicas = match fields.get("replicas") {
        Some(node) if matches!(node.value, Value::Scalar(_)) => {
            let zonal = components.iter().find(|it| it.standing == Scope::Zone);
            let name = zonal.map_or("web", |component| &component.name.value);
            let text = scalar::text(node, "`replicas`", problems).unwrap_or_default();
            problems.error(
                &node.span,
                "`replicas` does not say of what",
                "of which component?",
                &format!("write `replicas: {{{name}: {}}}`", scalar::tame(text)),
            );
            Vec::new()
        }
        _ => replicas::read(fields.names("replicas"), &components, &sites, problems),
    };
    let failover = fields.entry("failover").and_then(|entry| {
        let what = "`failover`";
        failover::read(
            &entry.value,
            what,
            &entry.key_span,
            AfterTotalLoss::Switch,
            problems,
        )
    });
    let together = fields
        .entry("active-active")
        .and_then(|entry| failover::read_together(&entry.value, &entry.key_span, problems));
    let mitigations = read_mitigations(&fields, shared);
    let path = read_path(&fields, &components, shared);
    check_number_of_sites(&fields, name, &sites, together.as_ref(), problems);
    fields.finish();
    let candidate = Candidate {
        name: name.clone(),
        about,
        sites,
        replicas,
        failover,
        together,
        mitigations,
        path: path?,
        components,
        dependencies,
        overrides: overrides.into_iter().collect(),
        bill,
    };
    check_names(&candidate, shared);
    (!candidate.sites.is_empty()).then_some(candidate)
}

/// A section of the whole plan with the architecture's laid over it, entry by entry.
fn section<T>(
    fields: &Fields<'_>,
    key: &'static str,
    shared: &Shared<'_, '_>,
    read: impl Fn(&Entry) -> Option<T>,
) -> Vec<T> {
    // Asked for its complaint when it is no map.
    fields.names(key);
    let common = shared
        .top
        .get(key)
        .filter(|node| matches!(node.value, Value::Mapping(_)));
    let own = fields
        .get(key)
        .filter(|node| matches!(node.value, Value::Mapping(_)));
    let merged;
    let node = match (common, own) {
        (Some(common), Some(own)) => {
            merged = merge_named(common, own);
            &merged
        }
        (Some(node), None) | (None, Some(node)) => node,
        (None, None) => return Vec::new(),
    };
    let entries = node.entries().iter().filter(|entry| !entry.value.is_null());
    entries.filter_map(read).collect()
}

/// Complains about more things of a kind than any service has.
pub(super) fn too_many(entries: &[Entry], key: &str, problems: &Problems) -> bool {
    let Some(entry) = entries.get(MOST_NAMED) else {
        return false;
    };
    problems.error(
        &entry.key_span,
        format!("`{key}` has more than 1,000 entries"),
        "the limit is passed here",
        "split the plan, or group what always goes together",
    );
    true
}

/// Merges two maps whose keys are the user's names.
fn merge_named(base: &Node, over: &Node) -> Node {
    let wrap = |node: &Node| Node {
        span: node.span.clone(),
        value: Value::Mapping(vec![Entry {
            key: "components".to_owned(),
            key_span: node.span.clone(),
            value: node.clone(),
        }]),
    };
    let merged = merge(&wrap(base), &wrap(over));
    merged
        .get("components")
        .cloned()
        .unwrap_or_else(|| over.clone())
}

fn read_sites(
    fields: &Fields<'_>,
    place: &Span,
    components: &[Component<'_>],
    shared: &Shared<'_, '_>,
) -> Vec<Site> {
    let entries = fields.names("sites");
    let live = entries.iter().filter(|entry| !entry.value.is_null());
    if live.clone().next().is_none()
        && fields
            .get("sites")
            .is_none_or(|node| matches!(node.value, Value::Mapping(_)))
    {
        shared.problems.error(
            place,
            format!("{} has no sites", fields.what()),
            "runs nowhere",
            "add `sites: {seoul: aws/ap-northeast-2/a}`, or take them over with `like`",
        );
    }
    if live.clone().count() > MOST_SITES {
        shared.problems.error(
            place,
            format!("{} has more than {MOST_SITES} sites", fields.what()),
            "too many to simulate",
            "keep the sites that differ",
        );
        return Vec::new();
    }
    live.filter_map(|entry| read_site(entry, components, shared))
        .collect()
}

fn read_site(entry: &Entry, components: &[Component<'_>], shared: &Shared<'_, '_>) -> Option<Site> {
    let problems = shared.problems;
    let what = format!("site {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a site", problems);
    let name = Spanned {
        value: entry.key.clone(),
        span: entry.key_span.clone(),
    };
    if !matches!(entry.value.value, Value::Mapping(_)) {
        let place = place::read(&entry.value, &what, shared.world, problems)?;
        return Some(Site {
            name,
            place,
            cold: Vec::new(),
        });
    }
    let fields = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let place = fields
        .require("place", "add `place: aws/ap-northeast-2/a`")
        .and_then(|node| place::read(node, &what, shared.world, problems));
    let cold = fields
        .get("cold")
        .map(|node| scalar::words(node, &format!("{what}: `cold`"), problems))
        .unwrap_or_default();
    scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    fields.finish();
    check_components(&cold, &format!("{what}: `cold`"), components, problems);
    for name in &cold {
        let found = components
            .iter()
            .find(|component| component.name.value == name.value);
        if found.is_some_and(|component| component.standing > Scope::Region) {
            problems.error(
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
    Some(Site {
        name,
        place: place?,
        cold,
    })
}

fn read_mitigations(fields: &Fields<'_>, shared: &Shared<'_, '_>) -> Vec<usize> {
    let Some(node) = fields.get("mitigations") else {
        return Vec::new();
    };
    let known: Vec<&str> = shared
        .mitigations
        .iter()
        .map(|known| &*known.name.value)
        .collect();
    let mut found = Vec::new();
    if matches!(node.value, Value::Mapping(_)) {
        shared.problems.error(
            &node.span,
            "an architecture's `mitigations` is a list of names",
            "this is a map",
            "define mitigations at the top of the plan, and list here those that it has: `mitigations: [pin-address]`",
        );
        return found;
    }
    for name in scalar::words(node, "`mitigations`", shared.problems) {
        match known.iter().position(|known| *known == name.value) {
            Some(index) => found.push(index),
            None => shared.problems.error(
                &name.span,
                format!("there is no mitigation {}", quoted(&name.value)),
                &suggestion::label(&name.value, &known, "not a mitigation of this plan"),
                &suggestion::help("mitigation", &known),
            ),
        }
    }
    found
}

fn read_path(
    fields: &Fields<'_>,
    components: &[Component<'_>],
    shared: &Shared<'_, '_>,
) -> Option<Path> {
    // Names of components that could not be read count as known: what is wrong with them is said elsewhere.
    let common = shared
        .top
        .get("components")
        .map(Node::entries)
        .unwrap_or_default();
    let own = fields
        .node
        .get("components")
        .map(Node::entries)
        .unwrap_or_default();
    let mut known: Vec<&str> = components
        .iter()
        .map(|component| &*component.name.value)
        .collect();
    let removed = |name: &str| {
        own.iter()
            .any(|entry| entry.key == name && entry.value.is_null())
    };
    for entry in common.iter().chain(own) {
        if !known.contains(&&*entry.key) && !removed(&entry.key) {
            known.push(&entry.key);
        }
    }
    let node = fields
        .get("path")
        .or_else(|| shared.top.get("path").filter(|node| !node.is_null()));
    let Some(node) = node else {
        shared.problems.error(
            fields.place(),
            format!("{} has no path", fields.what()),
            "needs nothing?",
            "add `path: [web, db]` at the top of the plan: what a request needs",
        );
        return None;
    };
    if node.size() > 2 * MOST_NAMED {
        shared.problems.error(
            &node.span,
            "the path has more than 1,000 entries",
            "too long",
            "group what always goes together into one component",
        );
        return None;
    }
    path::read(node, &known, shared.problems)
}

/// One site needs no law, more need exactly one of the two.
fn check_number_of_sites(
    fields: &Fields<'_>,
    name: &Spanned<String>,
    sites: &[Site],
    together: Option<&Together>,
    problems: &Problems,
) {
    let listed = fields
        .names("sites")
        .iter()
        .filter(|entry| !entry.value.is_null())
        .count();
    let (failover, active) = (fields.entry("failover"), fields.entry("active-active"));
    let what = fields.what();
    match (listed, failover, active) {
        (_, Some(failover), Some(active)) => problems.push(
            crate::diagnostic::Diagnostic::error(format!("{what} has both `failover` and `active-active`"))
                .at(active.key_span.clone(), "the sites serve together")
                .at(failover.key_span.clone(), "one site serves at a time")
                .help("keep one of the two"),
        ),
        (2.., None, None) => problems.error(
            &name.span,
            format!("{what} has {listed} sites, but neither `failover` nor `active-active`"),
            "how do the sites work together?",
            "add `failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min}` if one serves at a time, or `active-active: {needs: 1}`",
        ),
        (1, Some(entry), None) | (1, None, Some(entry)) => problems.error(
            &entry.key_span,
            format!("{what} has one site, so that `{}` has no meaning", entry.key),
            "nothing to move to",
            "add a second site, or remove it",
        ),
        _ => {}
    }
    if let Some(together) = together
        && together.needs.value as usize > listed
        && listed > 1
    {
        problems.error(
            &together.needs.span,
            format!(
                "`active-active` needs {} of {listed} sites",
                together.needs.value
            ),
            "more than there are",
            "lower `needs`, or add sites",
        );
    }
    for site in sites.iter().filter(|site| !site.cold.is_empty()) {
        let first = sites.first().is_some_and(|first| first.name == site.name);
        let place = site.cold.first().map_or(&site.name.span, |name| &name.span);
        if active.is_some() || first {
            problems.error(
                place,
                format!(
                    "site {} serves from the start and cannot have cold components",
                    quoted(&site.name.value)
                ),
                "nothing would start them",
                "`cold` is for a site that another one fails over to",
            );
        }
    }
}

/// Names that lead from one part of the architecture to another.
fn check_names(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let problems = shared.problems;
    for dependency in &candidate.dependencies {
        let what = format!("dependency {}: `used_by`", quoted(&dependency.name.value));
        check_components(&dependency.used_by, &what, &candidate.components, problems);
    }
    for line in &candidate.bill {
        let what = format!("bill line {}", quoted(&line.name.value));
        check_components(
            &line.of,
            &format!("{what}: `of`"),
            &candidate.components,
            problems,
        );
        let by_site = match &line.quantities {
            Quantities::All(_) => Vec::new(),
            Quantities::BySite(sites) => sites.iter().map(|(site, _)| site).collect(),
        };
        for site in line
            .at
            .iter()
            .chain(by_site)
            .filter(|site| !shared.sites.contains(&site.value))
        {
            let mut names: Vec<&str> = shared.sites.iter().map(String::as_str).collect();
            names.sort_unstable();
            problems.error(
                &site.span,
                format!("{what}: no architecture has a site {}", quoted(&site.value)),
                &suggestion::label(&site.value, &names, "not a site of this plan"),
                &suggestion::help("site", &names),
            );
        }
    }
    check_dependencies(candidate, shared);
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

/// Complains about names that no place offers: said even where no site is understood well enough to look from.
fn check_dependencies(candidate: &Candidate<'_>, shared: &Shared<'_, '_>) {
    let own = candidate.dependencies.iter().map(|own| &*own.name.value);
    let mut known: Vec<&str> = own.chain(shared.world.dependencies()).collect();
    known.sort_unstable();
    known.dedup();
    let check = |who: &str, names: &[Spanned<String>]| {
        for name in names {
            let bare = name.value.rsplit('/').next().unwrap_or_default();
            if !known.contains(&bare) {
                dependency::unknown(name, who, &known, shared.problems);
            }
        }
    };
    for component in &candidate.components {
        let who = format!("component {}", quoted(&component.name.value));
        check(&who, &component.uses);
        if let Some(takeover) = &component.failover {
            check("`requires`", &takeover.requires);
        }
    }
    if let Some(takeover) = &candidate.failover {
        check("`requires`", &takeover.requires);
    }
}

/// Complains about names that are no components.
pub(super) fn check_components(
    names: &[Spanned<String>],
    what: &str,
    components: &[Component<'_>],
    problems: &Problems,
) {
    let known: Vec<&str> = components
        .iter()
        .map(|component| &*component.name.value)
        .collect();
    for name in names.iter().filter(|name| !known.contains(&&*name.value)) {
        if !problems.is_news(&name.span) {
            continue;
        }
        problems.error(
            &name.span,
            format!("{what} names no component: {}", quoted(&name.value)),
            &suggestion::label(&name.value, &known, "not a component of this plan"),
            &suggestion::help("component", &known),
        );
    }
}
