//! One architecture, `like` written out and the plan's common part under it: everything typed, names checked.

use super::bill::{self, Line};
use super::commitment::{self, Commitments};
use super::complexity::{self, Complexity};
use super::component::{self, Component};
use super::crew;
use super::dependency::{self, Dependency, Override, Remedied};
use super::discount::{self, Discount};
use super::failover::{self, Takeover, Together};
use super::fields::{Fields, Spanned};
use super::like::merge;
use super::problems::Problems;
use super::replicas::{self, Replicas};
use super::requests::{self, Requests};
use super::site::{self, Site};
use super::traffic::{self, Flow};
use super::tree::{Entry, Node, Value};
use super::{World, names, people, scalar, stated};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::failover::AfterTotalLoss;
use crate::scope::Scope;
use crate::topology::{Crew, MitigationId, Stated, Table};
use std::collections::{BTreeMap, HashSet};

/// Most components, dependencies, mitigations or bill lines of a plan.
pub(crate) const MOST_NAMED: usize = 1_000;

/// An architecture as the plan means it.
#[derive(Debug)]
pub(crate) struct Candidate<'w> {
    /// Its name.
    pub(crate) name: Spanned<String>,
    /// What the plan says of it.
    pub(crate) about: String,
    /// The answer that the plan states.
    pub(crate) stated: Option<Stated>,
    /// Its sites, preferred first; not empty.
    pub(crate) sites: Vec<Site>,
    /// What the plan says of replicas.
    pub(crate) replicas: Vec<Replicas>,
    /// How sites take over from each other.
    pub(crate) failover: Option<Takeover>,
    /// How sites serve together.
    pub(crate) together: Option<Together>,
    /// The mitigations it has.
    pub(crate) mitigations: Vec<MitigationId>,
    /// What a request needs.
    pub(crate) requests: Requests,
    /// Its components.
    pub(crate) components: Vec<Component<'w>>,
    /// Its own shared things.
    pub(crate) dependencies: Vec<Dependency>,
    /// What it changes of the catalog.
    pub(crate) overrides: BTreeMap<String, Override>,
    /// Who repairs.
    pub(crate) crews: Vec<Crew>,
    /// What it pays beside its components.
    pub(crate) bill: Vec<Line>,
    /// What it commits to.
    pub(crate) commitment: Commitments,
    /// What was negotiated off the price list.
    pub(crate) discounts: Vec<Discount>,
    /// What data it moves.
    pub(crate) traffic: Vec<Flow>,
    /// Hours of the team's work a month.
    pub(crate) engineering: Option<f64>,
    /// Which of the team's own shared things fail more often.
    pub(crate) complexity: Vec<Complexity>,
}

/// What all architectures share.
pub(crate) struct Shared<'a, 'w> {
    /// The whole plan.
    pub(crate) top: &'a Node,
    /// Its mitigations.
    pub(crate) mitigations: &'a Table<MitigationId, Remedied>,
    /// The names of all sites of all architectures.
    pub(crate) sites: &'a HashSet<String>,
    /// The catalog.
    pub(crate) world: &'a World<'w>,
    /// Where complaints go.
    pub(crate) problems: &'a Problems,
}

/// Reads one architecture; `None` where nothing sensible can be built of it.
pub(crate) fn read<'w>(
    name: &Spanned<String>,
    node: &Node,
    shared: &Shared<'_, 'w>,
) -> Option<Candidate<'w>> {
    let (world, problems) = (shared.world, shared.problems);
    let what = format!("architecture {}", quoted(&name.value));
    let fields = Fields::open(node, what.clone(), &name.span, problems)?;
    fields.get("like");
    let about = scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    let stated = stated::read(&fields, problems);
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
    let discounts = section(&fields, "discounts", shared, |entry| {
        discount::read(entry, world, problems)
    });
    let commitment = laid_over(&fields, "commitment", shared)
        .map(|node| commitment::read(&node, "`commitment`", world, problems));
    let traffic = laid_over(&fields, "traffic", shared)
        .map(|node| traffic::read(&node, &node.span, world, problems));
    let engineering = laid_over(&fields, "engineering", shared)
        .and_then(|node| people::read_hours(&node, problems));
    let given = fields.names("complexity");
    if too_many(given, "complexity", problems) {
        return None;
    }
    let complexity: Vec<Complexity> = given
        .iter()
        .filter(|entry| !entry.value.is_null())
        .filter_map(|entry| complexity::read(entry, problems))
        .collect();
    complexity::check(&complexity, &dependencies, world, problems);
    let sites = site::read(&fields, &name.span, &components, shared);
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
        failover::read(
            &entry.value,
            "`failover`",
            &format!("architecture {}: ", quoted(&name.value)),
            &entry.key_span,
            AfterTotalLoss::Switch,
            problems,
        )
    });
    let together = fields
        .entry("active-active")
        .and_then(|entry| failover::read_together(&entry.value, &entry.key_span, problems));
    let mitigations = read_mitigations(&fields, shared);
    let crews = section(&fields, "crews", shared, |entry| {
        crew::read(entry, problems)
    });
    let requests = requests::read(&fields, &components, shared);
    site::check_number(&fields, name, &sites, together.as_ref(), problems);
    fields.finish();
    let candidate = Candidate {
        name: name.clone(),
        about,
        stated,
        sites,
        replicas,
        failover,
        together,
        mitigations,
        requests: requests?,
        components,
        dependencies,
        overrides: overrides
            .into_iter()
            .map(|over| (over.name.value.clone(), over))
            .collect(),
        crews,
        bill,
        commitment: commitment.unwrap_or_default(),
        discounts,
        traffic: traffic.unwrap_or_default(),
        engineering,
        complexity,
    };
    names::check(&candidate, shared);
    (!candidate.sites.is_empty()).then_some(candidate)
}

/// A section of the whole plan with the architecture's laid over it, entry by entry.
pub(crate) fn section<T>(
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

/// What the whole plan says under a key, with the architecture's laid over it.
fn laid_over(fields: &Fields<'_>, key: &'static str, shared: &Shared<'_, '_>) -> Option<Node> {
    let common = shared.top.get(key).filter(|node| !node.is_null());
    match (common, fields.get(key)) {
        (Some(common), Some(own)) => Some(merge(common, own)),
        (Some(node), None) | (None, Some(node)) => Some(node.clone()),
        (None, None) => None,
    }
}

/// Complains about more things of a kind than any service has.
pub(crate) fn too_many(entries: &[Entry], key: &str, problems: &Problems) -> bool {
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

fn read_mitigations(fields: &Fields<'_>, shared: &Shared<'_, '_>) -> Vec<MitigationId> {
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
        let same = |known: &Remedied| known.name.value == name.value;
        match shared.mitigations.find(same) {
            Some(id) => found.push(id),
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
