//! Reads one architecture into a `Candidate`.

use super::complexity::{self, Complexity};
use super::once::Once;
use super::parts::Parts;
use super::replicas::{self, Replicas};
use super::requests;
use super::site::{self, Site};
use super::{references, stated};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::failover::AfterTotalLoss;
use crate::language::{Fields, Here, Kind, Node, Problems, Spanned, Value, scalar};
use crate::plan::component::{self, Component};
use crate::plan::dependency;
use crate::plan::dependency::mitigation::Mitigation;
use crate::plan::failure::crew;
use crate::plan::failure::failover::{self, Together};
use crate::plan::money::bill;
use crate::plan::money::commitment;
use crate::plan::money::discount;
use crate::plan::money::people::Hours;
use crate::plan::money::traffic;
use crate::scope::Scope;
use crate::topology::MitigationId;
use crate::units;

use super::candidate::Candidate;
use super::section::{Laid, Shared, too_many};

/// Reads one architecture; `None` where nothing sensible can be built of it.
pub(crate) fn read<'w>(
    name: &Spanned<String>,
    node: &Node,
    shared: &Shared<'_, 'w>,
    parts: &Parts<'w>,
) -> Option<Candidate<'w>> {
    let (names, problems) = (shared.names, shared.problems);
    let what = format!("architecture {}", quoted(&name.value));
    let fields = Fields::open(node, what.clone(), &name.span, problems)?;
    // Both are laid out before.
    fields.get("like");
    fields.get("choose");
    let about = scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    let stated = stated::read(&fields, problems);
    let laid = Laid {
        fields: &fields,
        shared,
    };
    let components = laid.each("components", &parts.components, |entry| {
        component::read(entry, names, problems)
    });
    let dependencies = laid.each("dependencies", &parts.dependencies, |entry| {
        dependency::read(entry, problems)
    });
    let overrides = laid.each("override", &parts.overrides, |entry| {
        dependency::read_override(entry, names, problems)
    });
    let bill = laid.each("bill", &parts.bill, |entry| {
        bill::read(entry, names, problems)
    });
    let discounts = laid.each("discounts", &parts.discounts, |entry| {
        discount::read(entry, names, problems)
    });
    let commitment = laid.whole("commitment", &parts.commitment, |entry| {
        let node = &entry.value;
        Some(commitment::read(node, "`commitment`", names, problems))
    });
    let traffic = laid.whole("traffic", &parts.traffic, |entry| {
        let node = &entry.value;
        Some(traffic::read(node, &node.span, names, problems))
    });
    let engineering = laid.whole("engineering", &parts.numbers, |entry| {
        Hours::read(&Here::of(entry, "`engineering`", problems))
    });
    let once = laid.own("once", &parts.numbers, |entry| {
        scalar::number(&entry.value, "`once`", units::parse_number, problems)
    });
    let complexity = read_complexity(laid, &parts.complexity)?;
    complexity::check(&complexity, &dependencies, names, problems);
    let sites = site::read(&fields, &name.span, &parts.sites, shared);
    let replicas = read_replicas(&fields, (&components, &sites), &parts.replicas, problems);
    let failover = laid.own("failover", &parts.failover, |entry| {
        let here = Here::of(entry, "`failover`", problems);
        failover::read(
            &here,
            ("sites", &format!("{what}: ")),
            AfterTotalLoss::Switch,
            None,
        )
    });
    let together = laid.own("active-active", &parts.together, |entry| {
        Together::read(&Here::of(entry, "`active-active`", problems))
    });
    let mitigations = laid.own("mitigations", &parts.mitigations, |entry| {
        Some(read_mitigations(&entry.value, shared))
    });
    let crews = laid.each("crews", &parts.crews, |entry| crew::read(entry, problems));
    let requests = requests::read(&fields, &components, &parts.requested, shared);
    site::check_number(&fields, name, &sites, together.as_ref(), problems);
    fields.finish();
    let candidate = Candidate {
        name: name.clone(),
        about,
        stated,
        sites: sites.into_iter().collect(),
        replicas,
        failover,
        together,
        mitigations: mitigations.unwrap_or_default(),
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
        once,
        complexity,
    };
    references::check(&candidate, shared);
    (!candidate.sites.is_empty()).then_some(candidate)
}

/// Reads `complexity`; `None` where it is too much.
fn read_complexity(
    Laid { fields, shared }: Laid<'_, '_, '_, '_>,
    once: &Once<Complexity>,
) -> Option<Vec<Complexity>> {
    let problems = shared.problems;
    let given = fields.names("complexity");
    if too_many(given, "complexity", problems) {
        return None;
    }
    let given = given.iter().filter(|entry| !entry.value.is_null());
    let read = |entry| once.read(entry, &[], problems, |it| complexity::read(it, problems));
    Some(given.filter_map(read).collect())
}

/// Reads `replicas`: a map from components to numbers.
fn read_replicas(
    fields: &Fields<'_>,
    (components, sites): (&[Component<'_>], &[Site]),
    once: &Once<Replicas>,
    problems: &Problems,
) -> Vec<Replicas> {
    let number = fields
        .get("replicas")
        .filter(|node| matches!(node.value, Value::Scalar(_)));
    let Some(node) = number else {
        return replicas::read(
            fields.names("replicas"),
            (components, sites),
            once,
            problems,
        );
    };
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

fn read_mitigations(node: &Node, shared: &Shared<'_, '_>) -> Vec<MitigationId> {
    let known: Vec<&str> = shared
        .mitigations
        .iter()
        .map(|known| &*known.name.value)
        .collect();
    let mut found = Vec::new();
    if node.is_map() {
        shared.problems.error(
            &node.span,
            "an architecture's `mitigations` is a list of names",
            "this is a map",
            "define mitigations at the top of the plan, and list here those that it has: `mitigations: [pin-address]`",
        );
        return found;
    }
    for name in scalar::words(node, "`mitigations`", shared.problems) {
        let same = |known: &Mitigation| known.name.value == name.value;
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
