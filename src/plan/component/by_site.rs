//! `by_site`: a component that differs at one site. It is read once more for that site, with what differs laid over it.

use super::keys::{Keys, THE_SAME};
use super::{Component, own};
use crate::catalog::Catalog;
use crate::diagnostic::{Span, quoted};
use crate::language::{Entry, Fields, Kind, Node, Problems, Spanned, Value, merge};
use crate::plan::names::Names;
use crate::scope::Scope;

/// The component as it is at each site that is named, and the name.
pub(super) fn read<'w>(
    entry: &Entry,
    component: &Component<'w>,
    names: &Names<'w>,
    problems: &Problems,
) -> Vec<(Spanned<String>, Component<'w>)> {
    let Some(by_site) = entry.value.given("by_site") else {
        return Vec::new();
    };
    let what = format!("component {}: `by_site`", quoted(&entry.key));
    if !by_site.value.is_map() {
        problems.error(
            &by_site.value.span,
            format!(
                "{what} must be a map of sites, not {}",
                by_site.value.shape()
            ),
            "expected `site: {…}` lines",
            "write what differs at a site, such as `by_site: {azure: {fails: 0.5/year}}`",
        );
        return Vec::new();
    }
    if component.standing > Scope::Region || component.at.is_some() {
        problems.error(
            &by_site.key_span,
            format!("{what}: it does not stand at a site, and is the same for all"),
            "one thing for all sites",
            "remove `by_site`, or let it stand in a zone or region of the sites",
        );
        return Vec::new();
    }
    let mut entries = entry.value.entries().to_vec();
    entries.retain(|entry| entry.key != "by_site");
    let common = Node {
        span: entry.value.span.clone(),
        value: Value::Mapping(entries),
    };
    let mut read = Vec::new();
    for site in by_site.value.entries() {
        if site.value.is_null() || !check(site, &what, names, problems) {
            continue;
        }
        let merged = merge(&common, &site.value, Keys::merge());
        let laid = Entry {
            value: Node {
                span: entry.value.span.clone(),
                ..merged
            },
            ..entry.clone()
        };
        let differing = super::read_one(&laid, Some(&site.key), names, problems);
        read.extend(differing.map(|it| (site.name(), named_apart(it, component, &site.key))));
    }
    read
}

/// The component at a site, its own numbers called by that: they are others than those of all sites, and unknown apart.
fn named_apart<'w>(mut here: Component<'w>, all: &Component<'w>, site: &str) -> Component<'w> {
    let written = |component: &Component<'_>| -> Vec<Option<Span>> {
        let own = component.own.iter().flat_map(|own| &own.numbers.written);
        own.flatten().map(|written| written.span.clone()).collect()
    };
    let common = written(all);
    for own in &mut here.own {
        for written in own.numbers.written.iter_mut().flatten() {
            if written.span.is_some() && !common.contains(&written.span) {
                written.name = format!("{} at {site}", written.name);
            }
        }
    }
    here
}

/// Reports what cannot differ by site, and keys that there are not.
fn check(site: &Entry, what: &str, names: &Names<'_>, problems: &Problems) -> bool {
    let reported = problems.reported();
    let what_here = format!("{what}: {}", quoted(&site.key));
    let is_same = |entry: &&Entry| THE_SAME.contains(&&*entry.key);
    for entry in site.value.entries().iter().filter(is_same) {
        problems.error(
            &entry.key_span,
            format!("{what}: `{}` cannot differ by site", entry.key),
            "the same at every site",
            "write it beside `by_site`, or make two components of it, each in the path of its own architecture",
        );
    }
    let mut rest = site.value.clone();
    if let Value::Mapping(entries) = &mut rest.value {
        entries.retain(|entry| !is_same(&entry));
    }
    let Some(fields) = Fields::open(&rest, what_here, &site.key_span, problems) else {
        return false;
    };
    let differing = Keys::SHAPE.all_keys().map(|key| key.name);
    for key in differing.filter(|key| !THE_SAME.contains(key)) {
        fields.entry(key);
    }
    let services = names.known().map(Catalog::services).unwrap_or_default();
    for own in services.iter().flat_map(|service| &service.own) {
        fields.entry(own::key(&own.name));
    }
    fields.finish();
    problems.reported() == reported
}
