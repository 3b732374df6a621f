//! Reads one architecture into a `Candidate`.

use super::complexity::{self, Complexity};
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
use super::section::{Shared, laid_over, section, too_many};

/// Reads one architecture; `None` where nothing sensible can be built of it.
pub(crate) fn read<'w>(
    name: &Spanned<String>,
    node: &Node,
    shared: &Shared<'_, 'w>,
) -> Option<Candidate<'w>> {
    let (names, problems) = (shared.names, shared.problems);
    let what = format!("architecture {}", quoted(&name.value));
    let fields = Fields::open(node, what.clone(), &name.span, problems)?;
    // Both are laid out before.
    fields.get("like");
    fields.get("choose");
    let about = scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    let stated = stated::read(&fields, problems);
    let components = section(&fields, "components", shared, |entry| {
        component::read(entry, names, problems)
    });
    let dependencies = section(&fields, "dependencies", shared, |entry| {
        dependency::read(entry, problems)
    });
    let overrides = section(&fields, "override", shared, |entry| {
        dependency::read_override(entry, names, problems)
    });
    let bill = section(&fields, "bill", shared, |entry| {
        bill::read(entry, names, problems)
    });
    let discounts = section(&fields, "discounts", shared, |entry| {
        discount::read(entry, names, problems)
    });
    let commitment = laid_over(&fields, "commitment", shared)
        .map(|node| commitment::read(&node, "`commitment`", names, problems));
    let traffic = laid_over(&fields, "traffic", shared)
        .map(|node| traffic::read(&node, &node.span, names, problems));
    let engineering = laid_over(&fields, "engineering", shared).and_then(|node| {
        Hours::read(&Here {
            node: &node,
            what: "`engineering`",
            place: &node.span,
            problems,
        })
    });
    let once = fields
        .get("once")
        .and_then(|node| scalar::number(node, "`once`", units::parse_number, problems));
    let given = fields.names("complexity");
    if too_many(given, "complexity", problems) {
        return None;
    }
    let complexity: Vec<Complexity> = given
        .iter()
        .filter(|entry| !entry.value.is_null())
        .filter_map(|entry| complexity::read(entry, problems))
        .collect();
    complexity::check(&complexity, &dependencies, names, problems);
    let sites = site::read(&fields, &name.span, &components, shared);
    let replicas = read_replicas(&fields, &components, &sites, problems);
    let failover = fields.entry("failover").and_then(|entry| {
        let here = Here::of(entry, "`failover`", problems);
        let whose = format!("architecture {}: ", quoted(&name.value));
        failover::read(&here, ("sites", &whose), AfterTotalLoss::Switch, None)
    });
    let together = fields
        .entry("active-active")
        .and_then(|entry| Together::read(&Here::of(entry, "`active-active`", problems)));
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
        sites: sites.into_iter().collect(),
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
        once,
        complexity,
    };
    references::check(&candidate, shared);
    (!candidate.sites.is_empty()).then_some(candidate)
}

/// Reads `replicas`: a map from components to numbers.
fn read_replicas(
    fields: &Fields<'_>,
    components: &[Component<'_>],
    sites: &[Site],
    problems: &Problems,
) -> Vec<Replicas> {
    let number = fields
        .get("replicas")
        .filter(|node| matches!(node.value, Value::Scalar(_)));
    let Some(node) = number else {
        return replicas::read(fields.names("replicas"), components, sites, problems);
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
