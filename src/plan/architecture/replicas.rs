//! `replicas`: how many of a component stand in which zones of a site, and how many of them are needed.

use serde_json::{Value as Json, json};

use super::once::Once;
use super::site::Site;
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::schema::{any, or_null, word};
use crate::language::{
    Count, Definitions, Described, Entry, Fields, Kind, Name, Node, Problems, Spanned, Value, map,
    scalar,
};
use crate::plan::component::Component;
use crate::plan::component::load::{Capacity, Overload};
use crate::scope::Scope;

/// Most replicas of one component at one site.
pub(crate) const MOST: u32 = 10_000;
/// What a site says whose path does without the component.
pub(crate) const NOT_NEEDED: &str = "not-needed";

map! {
    /// Replicas at each site; beside these keys zones, each with a count.
    pub(crate) keys HowMany as ReplicasForm(name: "replicas") {
        /// How many; not beside zones.
        count: Count<10_000> = or("one in each zone"),
        /// How many must be up; with a `failover` law, how many serve at a time while the others are spares.
        needs: Count<10_000> = "1",
    }
}

/// How many replicas there are, and how many it takes.
pub(crate) struct HowMany;

/// Replicas of one component: a number, more about them, or either by site.
pub(crate) struct ByComponent;

impl Described for ByComponent {
    const NAME: &'static str = "count, map, map by site";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("replicas", schema)
    }
}

/// What the plan says of one component's replicas; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Replicas {
    /// The component.
    pub(crate) component: String,
    everywhere: Spec,
    by_site: Vec<(String, Spec)>,
    /// Where the component is named.
    span: Option<Span>,
}

/// Replicas at a site.
#[derive(Debug, Clone, Default, PartialEq)]
struct Spec {
    count: Option<Spanned<u32>>,
    zones: Vec<(String, u32)>,
    needs: Option<Spanned<u32>>,
    not_needed: bool,
}

/// Replicas of one component: a number, more about them, or either by site. Zones and sites have names of their own.
fn schema(definitions: &mut Definitions) -> Json {
    let count = Count::<10_000>::schema(definitions);
    let mut here = HowMany::SHAPE.in_place(definitions);
    here["additionalProperties"] = count.clone();
    let each = any([count, here]);
    let none = any([
        json!({ "type": ["integer", "string"], "enum": [0, "0"] }),
        word(&[NOT_NEEDED]),
    ]);
    let at_a_site = any([each.clone(), none]);
    let by_site = json!({
        "type": "object",
        "description": "Replicas by site: of every site, 0 where there is none, `not-needed` where requests do without it.",
        "propertyNames": Name::schema(definitions),
        "additionalProperties": or_null(at_a_site),
    });
    any([each, by_site])
}

/// Replicas as they stand at one site.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dealt {
    /// For each replica in order the index of its zone in the site's list.
    pub(crate) zones: Vec<usize>,
    /// Whether the site's path does without it.
    pub(crate) not_needed: bool,
    /// How many must be up, and where that is said.
    pub(crate) needs: u32,
    /// Where `needs` is said.
    pub(crate) needs_span: Option<Span>,
}

/// Reads the whole map of an architecture.
pub(crate) fn read(
    entries: &[Entry],
    (components, sites): (&[Component<'_>], &[Site]),
    once: &Once<Replicas>,
    problems: &Problems,
) -> Vec<Replicas> {
    // Its keys may be sites, or zones of one.
    let beside = sites.iter().flat_map(|site| {
        let zones = site.place.zones.iter().cloned();
        std::iter::once(format!("site {}", site.name.value)).chain(zones)
    });
    let beside: Vec<String> = beside.collect();
    let names: Vec<&str> = components
        .iter()
        .map(|component| &*component.name.value)
        .collect();
    let mut read = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
        let found = components
            .iter()
            .find(|component| component.name.value == entry.key);
        let Some(component) = found else {
            problems.error(
                &entry.key_span,
                format!("`replicas` names no component: {}", quoted(&entry.key)),
                &suggestion::label(&entry.key, &names, "not a component of this plan"),
                &suggestion::help("component", &names),
            );
            continue;
        };
        if component.standing != Scope::Zone {
            problems.error(
                &entry.key_span,
                format!(
                    "{} does not stand in a zone and has no replicas",
                    quoted(&entry.key)
                ),
                "one thing, shared by all who use it",
                "remove it from `replicas`, or let it stand in a zone with `stands: zone`",
            );
            continue;
        }
        read.extend(once.read(entry, &beside, problems, |entry| {
            Some(read_component(entry, sites, problems))
        }));
    }
    read
}

fn read_component(entry: &Entry, sites: &[Site], problems: &Problems) -> Replicas {
    let mut replicas = Replicas {
        component: entry.key.clone(),
        span: Some(entry.key_span.clone()),
        ..Replicas::default()
    };
    let is_site = |key: &str| sites.iter().any(|site| site.name.value == key);
    let inner = entry.value.entries();
    if !inner.is_empty() && inner.iter().any(|inner| is_site(&inner.key)) {
        for inner in inner.iter().filter(|inner| !inner.value.is_null()) {
            if is_site(&inner.key) {
                let spec = read_at_site(inner, &entry.key, sites, problems);
                replicas.by_site.push((inner.key.clone(), spec));
            } else {
                let names: Vec<&str> = sites.iter().map(|site| &*site.name.value).collect();
                problems.error(
                    &inner.key_span,
                    format!(
                        "replicas of {}: no site {}",
                        quoted(&entry.key),
                        quoted(&inner.key)
                    ),
                    &suggestion::label(&inner.key, &names, "not a site of this architecture"),
                    &suggestion::help("site", &names),
                );
            }
        }
    } else {
        replicas.everywhere = read_spec(&entry.value, &entry.key, sites, problems);
    }
    replicas
}

/// Replicas at one site, where there may be none.
fn read_at_site(entry: &Entry, component: &str, sites: &[Site], problems: &Problems) -> Spec {
    let node = &entry.value;
    let Value::Scalar(text) = &node.value else {
        return read_spec(node, component, sites, problems);
    };
    if text.trim() == NOT_NEEDED {
        return Spec {
            count: Some(node.spanned(0)),
            not_needed: true,
            ..Spec::default()
        };
    }
    let what = format!(
        "replicas of {} at site {}",
        quoted(component),
        quoted(&entry.key)
    );
    let count = scalar::whole(node, &what, 0, MOST, problems);
    Spec {
        count: count.map(|value| node.spanned(value)),
        ..Spec::default()
    }
}

fn read_spec(node: &Node, component: &str, sites: &[Site], problems: &Problems) -> Spec {
    let what = format!("replicas of {}", quoted(component));
    if !node.is_map() {
        let count = scalar::count(node, &what, MOST, problems);
        return Spec {
            count: count.map(|value| node.spanned(value)),
            ..Spec::default()
        };
    }
    let Some(fields) = Fields::open(node, what.clone(), &node.span, problems) else {
        return Spec::default();
    };
    let spanned = |key: &str| {
        let node = fields.get(key)?;
        let value = scalar::count(node, &format!("{what}: `{key}`"), MOST, problems)?;
        Some(node.spanned(value))
    };
    let mut spec = Spec {
        count: spanned("count"),
        needs: spanned("needs"),
        zones: Vec::new(),
        not_needed: false,
    };
    let mut known: Vec<&str> = sites
        .iter()
        .flat_map(|site| &site.place.zones)
        .map(String::as_str)
        .collect();
    known.sort_unstable();
    known.dedup();
    for zone in known {
        if let Some(node) = fields.get(zone)
            && let Some(count) =
                scalar::count(node, &format!("{what} in zone `{zone}`"), MOST, problems)
        {
            spec.zones.push((zone.to_owned(), count));
        }
    }
    fields.finish();
    if let (Some(count), false) = (&spec.count, spec.zones.is_empty()) {
        problems.error(
            &count.span,
            format!("{what}: give a `count` or the zones, not both"),
            "the zones already say how many",
            "remove `count`",
        );
    }
    spec
}

/// Deals the replicas of a component over the zones of a site: one per zone unless said otherwise, from the first zone.
pub(crate) fn deal(component: &str, site: &Site, all: &[Replicas], problems: &Problems) -> Dealt {
    let nothing = Spec::default();
    let said = all.iter().find(|replicas| replicas.component == component);
    let spec = said.map_or(&nothing, |replicas| {
        let own = replicas
            .by_site
            .iter()
            .find(|(name, _)| *name == site.name.value);
        if let (None, Some((named, _))) = (own, replicas.by_site.first()) {
            replicas.check_named(site, named, problems);
        }
        own.map_or(&replicas.everywhere, |(_, spec)| spec)
    });
    let mut zones = Vec::new();
    let by_zone = |zone: &String| {
        spec.zones
            .iter()
            .find(|(name, _)| name == zone)
            .map(|(_, count)| *count)
    };
    for (index, zone) in site.place.zones.iter().enumerate() {
        zones.extend((0..by_zone(zone).unwrap_or(0)).map(|_| index));
    }
    if zones.is_empty() {
        let width = site.place.zones.len().max(1);
        let count = spec
            .count
            .as_ref()
            .map_or(width, |count| count.value as usize);
        zones = (0..count).map(|ordinal| ordinal % width).collect();
    }
    let mut needs = spec.needs.as_ref().map_or(1, |needs| needs.value);
    if let Some(said) = spec
        .needs
        .as_ref()
        .filter(|said| said.value as usize > zones.len())
    {
        problems.push(
            Diagnostic::error(format!(
                "{} needs {} of {} at site {}",
                quoted(component),
                said.value,
                if zones.len() == 1 { "1 replica".to_owned() } else { format!("{} replicas", zones.len()) },
                quoted(&site.name.value)
            ))
            .at(said.span.clone(), "more than there are")
            .help("lower `needs`, or raise `count`; without a count there is one replica in each zone"),
        );
        needs = 1;
    }
    Dealt {
        zones,
        not_needed: spec.not_needed,
        needs,
        needs_span: spec.needs.as_ref().map(|needs| needs.span.clone()),
    }
}

impl Replicas {
    /// Reports a site of which nothing is said although something is of another.
    fn check_named(&self, site: &Site, named: &str, problems: &Problems) {
        let Some(span) = &self.span else { return };
        let (component, here) = (quoted(&self.component), quoted(&site.name.value));
        problems.error(
            span,
            format!(
                "replicas of {component} are given for site {}, and not for {here}",
                quoted(named)
            ),
            "how many at the other site?",
            &format!(
                "add `{}: 1`; `0` if there is none, or `{NOT_NEEDED}` if requests there do without it",
                site.name.value
            ),
        );
    }
}

impl Dealt {
    /// Reports a site that could not carry what it must, and a second statement of how many are needed.
    pub(crate) fn check_load(
        &self,
        component: &str,
        site: &str,
        load: &Capacity,
        share: f64,
        problems: &Problems,
    ) {
        if load.overload != Overload::Collapse {
            return;
        }
        let needs = load.needs(share);
        if let Some(span) = &self.needs_span {
            problems.push(
                Diagnostic::error(format!(
                    "replicas of {}: `needs` and `overload: collapse` both say how many must be up",
                    quoted(component)
                ))
                .at(span.clone(), "said here")
                .at(load.span.clone(), format!("{needs} by this"))
                .help("remove `needs`: it follows from what a replica carries"),
            );
        } else if self.zones.len() < needs as usize {
            load.too_little(
                format!(
                    "{} at site {} never carries its load: it needs {needs} replicas, and there are {}",
                    quoted(component),
                    quoted(site),
                    self.zones.len()
                ),
                problems,
            );
        }
    }
}
