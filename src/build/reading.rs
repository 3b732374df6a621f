//! From the text of a plan to what it means: every problem on the way collected, in the order of the file.

use super::Lowering;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, SourceText};
use crate::plan::candidate::{self, Shared};
use crate::plan::dependency::{self, Remedied};
use crate::plan::document::{
    check_size, check_version, read_head, read_today, site_names, write_out,
};
use crate::plan::fields::Fields;
use crate::plan::problems::Problems;
use crate::plan::tree::{self, Node, Value};
use crate::plan::world::World;
use crate::plan::{like, people, removal, scalar, unused};
use crate::topology::{MitigationId, Table, Topology};

/// What came of reading a plan that can be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it means.
    pub topology: Topology,
    /// What its author should know all the same.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a plan: what it means, or everything that is wrong with it, in the order of the file.
///
/// # Errors
/// When the plan has any mistake; warnings are then among the problems.
pub fn read(source: &SourceText, catalog: &Catalog) -> Result<Reading, Vec<Diagnostic>> {
    let problems = Problems::default();
    let topology = understand(&source.text, catalog, &problems);
    if problems.errors() == 0
        && topology
            .as_ref()
            .is_none_or(|it| it.architectures.is_empty())
    {
        // A file of comments, or a mistake of ours: nothing may pass in silence.
        problems.push(
            Diagnostic::error("the file holds no plan")
                .help("`spof init` writes a commented plan to start from"),
        );
    }
    let errors = problems.errors();
    let found = problems.into_sorted();
    match topology {
        Some(topology) if errors == 0 => Ok(Reading {
            topology,
            warnings: found,
        }),
        _ => Err(found),
    }
}

fn understand(text: &str, catalog: &Catalog, problems: &Problems) -> Option<Topology> {
    let root = tree::parse(text, problems)?;
    if !matches!(root.value, Value::Mapping(_)) {
        problems.error(
            &(root.span.start..root.span.end.max(root.span.start)),
            format!("a plan is a map of keys, this is {}", root.shape()),
            "expected `spof: 1` and the keys below it",
            "`spof init` writes a commented plan to start from",
        );
        return None;
    }
    let fields = Fields::open(&root, "the plan", &(0..0), problems)?;
    check_version(&fields, problems);
    let bundled = fields.get("world").is_none_or(|node| {
        scalar::word(
            node,
            "`world`",
            &[("bundled", true), ("none", false)],
            problems,
        )
        .unwrap_or(true)
    });
    // Before its numbers are read, so that half a number is told as such.
    for key in [
        "goal",
        "people",
        "sla_credits",
        "commitment",
        "discounts",
        "traffic",
    ] {
        if let Some(node) = root.get(key) {
            removal::check(node, &[], &|_| false, problems);
        }
    }
    let mut topology = read_head(&fields, problems);
    let world = World::new(bundled.then_some(catalog), &topology.currency, topology.fx);
    let sections = [
        "components",
        "dependencies",
        "mitigations",
        "override",
        "bill",
        "crews",
        "requests",
        "discounts",
    ];
    if sections
        .iter()
        .any(|key| candidate::too_many(fields.names(key), key, problems))
    {
        return None;
    }
    let mitigations: Table<MitigationId, Remedied> = fields
        .names("mitigations")
        .iter()
        .filter(|entry| !entry.value.is_null())
        .map(|entry| dependency::read_mitigation(entry, problems))
        .collect();
    fields.get("path");
    for (key, what) in [
        ("components", "component"),
        ("dependencies", "dependency"),
        ("mitigations", "mitigation"),
        ("override", "override"),
        ("bill", "bill line"),
        ("crews", "crew"),
        ("requests", "class of requests"),
    ] {
        like::refuse_empty(fields.names(key), what, problems);
    }
    // Read with each architecture, whose own may lie over them.
    for key in ["commitment", "engineering", "traffic"] {
        fields.get(key);
    }
    let hour_of_work = people::read_price(&fields, &world, problems);
    let architectures = write_out(&fields, problems);
    topology.today = read_today(&fields, &architectures, problems);
    fields.finish();
    let sites = site_names(&architectures);
    let shared = Shared {
        top: &root,
        mitigations: &mitigations,
        sites: &sites,
        world: &world,
        problems,
    };
    check_size(&root, &architectures, problems)?;
    let entries = root
        .get("architectures")
        .map(Node::entries)
        .unwrap_or_default();
    let mut lowering = Lowering::new(&world, &mitigations, entries, hour_of_work, problems);
    for node in std::iter::once(&root).chain(architectures.iter().map(|(_, node)| node)) {
        let own = node.get("dependencies").map(Node::entries);
        lowering.declare(own.unwrap_or_default().iter().map(|entry| &*entry.key));
    }
    let mut in_use = unused::Use::default();
    for (name, node) in &architectures {
        if problems.is_full() {
            break;
        }
        if let Some(candidate) = candidate::read(name, node, &shared) {
            in_use.note(&candidate);
            lowering.add(&candidate);
        }
    }
    in_use.dependencies.extend(lowering.linked());
    in_use.warn(&root, problems);
    lowering.check_mitigations();
    lowering.finish(&mut topology);
    Some(topology)
}
