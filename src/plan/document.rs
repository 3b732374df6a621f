//! The plan as a whole: from its text to the architectures it compares.

use super::foreign;
use super::head::{check_version, read_head, read_today};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::{
    Entry, Fields, Merge, Node, Problems, SHARED, Spanned, like, parse, removal, scalar,
};
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::parts::Parts;
use crate::plan::architecture::read;
use crate::plan::architecture::section::{self, Shared};
use crate::plan::architecture::site;
use crate::plan::choices::{self, Choices};
use crate::plan::dependency::mitigation::{self, Mitigation};
use crate::plan::money::people;
use crate::plan::names::Names;
use crate::plan::sections::{ARCHITECTURE, PLAN};
use crate::topology::{MitigationId, Table, Topology};
use std::collections::HashSet;

/// Most architectures of one plan.
const MOST_ARCHITECTURES: usize = 1_000;
/// Most values that are read, over all architectures.
const MOST_READ: usize = 1_000_000;

/// A plan whose common part is read and whose architectures are written out.
pub(crate) struct Document<'w> {
    /// What the plan may refer to beside itself.
    pub(crate) names: Names<'w>,
    /// What the top of the plan says; nothing is built yet.
    pub(crate) head: Topology,
    /// What can be done against outages of shared things.
    pub(crate) mitigations: Table<MitigationId, Mitigation>,
    /// What an hour of the team's work costs [USD].
    pub(crate) hour_of_work: Option<f64>,
    root: Node,
    architectures: Vec<(Spanned<String>, Node)>,
    sites: HashSet<String>,
    /// What it leaves open.
    pub(crate) choices: Option<Choices>,
    /// What every design of the search begins as.
    base: Option<Node>,
    /// What was read of architectures and designs.
    parts: Parts<'w>,
}

impl<'w> Document<'w> {
    /// Reads the common part; `None` where nothing sensible can be said of the rest.
    pub(crate) fn read(text: &str, catalog: &'w Catalog, problems: &Problems) -> Option<Self> {
        if foreign::is_foreign(text, problems) {
            return None;
        }
        let root = parse(text, problems)?;
        if !root.is_map() {
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
        // Before its numbers are read, so that half a number is reported as such.
        for key in [
            "goal",
            "people",
            "sla_credits",
            "commitment",
            "discounts",
            "traffic",
        ] {
            if let Some(node) = root.get(key) {
                removal::check(node, &[], PLAN.under(key), &|_| false, problems);
            }
        }
        let mut head = read_head(&fields, problems);
        let names = Names::new(bundled.then_some(catalog), &head.currency, head.fx);
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
            .any(|key| section::too_many(fields.names(key), key, problems))
        {
            return None;
        }
        let mitigations: Table<MitigationId, Mitigation> = fields
            .names("mitigations")
            .iter()
            .filter(|entry| !entry.value.is_null())
            .map(|entry| mitigation::read(entry, &names, problems))
            .collect();
        // Laid over the catalog before anything is read.
        fields.names("places");
        fields.names("prices");
        // A folder is read by who may touch files.
        fields.get("models");
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
            let Merge::Names(each) = PLAN.under(key) else {
                continue;
            };
            like::refuse_empty(fields.names(key), what, each(), problems);
        }
        // Read with each architecture, whose own may lie over them.
        for key in ["commitment", "engineering", "traffic"] {
            fields.get(key);
        }
        let hour_of_work = people::read_price(&fields, &names, problems);
        let (architectures, choices, base) = designs(&fields, problems);
        head.today = read_today(&fields, &architectures, problems);
        fields.finish();
        check_size(&root, &architectures, problems)?;
        Some(Self {
            names,
            head,
            mitigations,
            hour_of_work,
            sites: site_names(&architectures, choices.as_ref()),
            architectures,
            root,
            choices,
            base,
            parts: Parts::default(),
        })
    }

    /// The whole plan as a tree.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// The architectures as the plan writes them.
    pub(crate) fn written(&self) -> &[Entry] {
        self.root
            .get("architectures")
            .map(Node::entries)
            .unwrap_or_default()
    }

    /// The names of the plan's and the architectures' own dependencies, those that cannot be read included.
    pub(crate) fn own_dependencies(&self) -> impl Iterator<Item = &str> {
        let architectures = self.architectures.iter().map(|(_, node)| node);
        let own = std::iter::once(&self.root)
            .chain(architectures)
            .filter_map(|node| node.get("dependencies"));
        own.flat_map(Node::entries).map(|entry| &*entry.key)
    }

    /// The architectures one by one, in the order of the file, until there are so many problems that looking further is useless.
    pub(crate) fn candidates<'a>(
        &'a self,
        problems: &'a Problems,
    ) -> impl Iterator<Item = Candidate<'w>> + 'a {
        let looking = self
            .architectures
            .iter()
            .take_while(|_| !problems.is_full());
        looking.filter_map(move |(name, node)| self.candidate(name, node, problems))
    }

    /// The design of the search that has these options, one of each choice.
    pub(crate) fn design(
        &self,
        name: &str,
        picks: &[usize],
        problems: &Problems,
    ) -> Option<Candidate<'w>> {
        let (choices, base) = self.choices.as_ref().zip(self.base.as_ref())?;
        let place = choices.like.as_ref().map(|like| like.span.clone());
        let name = Spanned {
            value: name.to_owned(),
            span: place.unwrap_or_else(|| base.span.clone()),
        };
        let node = choices.lay(base, picks, ARCHITECTURE);
        let candidate = self.candidate(&name, &node, problems)?;
        let is_chosen = |span: &Span| {
            choices
                .places()
                .any(|(place, _)| place.contains(&span.start))
        };
        if let Some((one, other)) = site::in_one_zone(&candidate.sites)
            && [one, other].iter().any(|it| is_chosen(&it.name.span))
        {
            let (one, other, place) = (&one.name.value, &other.name, &one.place);
            problems.error(
                &other.span,
                format!(
                    "sites {} and {} stand in one zone of {}",
                    quoted(one),
                    quoted(&other.value),
                    place.in_region()
                ),
                "it goes down with the other",
                "choose another zone, or name the combination under `never`",
            );
            return None;
        }
        Some(candidate)
    }

    /// Where numbers are written that are not the whole plan's, and how they are named after it.
    pub(crate) fn places(&self) -> Vec<(Span, String)> {
        let written = self.written().iter().map(|entry| {
            let span = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
            (span, entry.key.clone())
        });
        let options = self.choices.iter().flat_map(Choices::places);
        written.chain(options).collect()
    }

    fn candidate(
        &self,
        name: &Spanned<String>,
        node: &Node,
        problems: &Problems,
    ) -> Option<Candidate<'w>> {
        let shared = Shared {
            top: &self.root,
            mitigations: &self.mitigations,
            sites: &self.sites,
            rule: ARCHITECTURE,
            names: &self.names,
            problems,
        };
        read::read(name, node, &shared, &self.parts)
    }
}

/// Architectures, choices, and what designs begin as.
type Designs = (Vec<(Spanned<String>, Node)>, Option<Choices>, Option<Node>);

/// The architectures with the options that they pick laid out, the choices that the plan leaves open, and what every design of these
/// begins as.
fn designs(fields: &Fields<'_>, problems: &Problems) -> Designs {
    let mut architectures = write_out(fields, problems);
    let choices = Choices::read(fields, problems);
    let base = base(choices.as_ref(), &architectures, problems);
    choices::lay_out(
        &mut architectures,
        choices.as_ref(),
        base.as_ref(),
        ARCHITECTURE,
        problems,
    );
    (architectures, choices, base)
}

/// The architecture that every design of the search begins as.
fn base(
    choices: Option<&Choices>,
    architectures: &[(Spanned<String>, Node)],
    problems: &Problems,
) -> Option<Node> {
    let Some(like) = &choices?.like else {
        return architectures.first().map(|(_, node)| node.clone());
    };
    let found = architectures
        .iter()
        .find(|(name, _)| name.value == like.value);
    if found.is_none() {
        let names: Vec<&str> = architectures.iter().map(|(name, _)| &*name.value).collect();
        let message = format!("`search`: there is no architecture `{}`", like.value);
        problems.unknown(&like.span, message, &like.value, "architecture", &names);
    }
    found.map(|(_, node)| node.clone())
}

/// The architectures, `like` written out.
fn write_out(fields: &Fields<'_>, problems: &Problems) -> Vec<(Spanned<String>, Node)> {
    let help = "add `architectures: {single-az: {sites: {seoul: aws/ap-northeast-2/a}}}`";
    let Some(node) = fields.require("architectures", help) else {
        return Vec::new();
    };
    let entries = fields.names("architectures");
    if entries.is_empty() && node.is_map() {
        problems.error(&node.span, "the plan has no architecture", "empty", help);
    }
    if let Some(entry) = entries.get(MOST_ARCHITECTURES) {
        problems.error(
            &entry.key_span,
            format!(
                "the plan has {} architectures, at most {MOST_ARCHITECTURES} are compared",
                entries.len()
            ),
            "the limit is passed here",
            "split the plan into several files",
        );
        return Vec::new();
    }
    for entry in entries {
        scalar::check_name(&entry.key, &entry.key_span, "an architecture", problems);
    }
    like::write_out(entries, fields.node, ARCHITECTURE, problems)
}

fn site_names(
    architectures: &[(Spanned<String>, Node)],
    choices: Option<&Choices>,
) -> HashSet<String> {
    let sites = |node: &Node| -> Vec<String> {
        node.get("sites")
            .map(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.key.clone())
            .collect()
    };
    let options = choices.iter().flat_map(|choices| &choices.all);
    let options = options.flat_map(|choice| &choice.options);
    let written = architectures.iter().map(|(_, node)| node);
    let all = written.chain(options.map(|option| &option.patch));
    all.flat_map(sites).collect()
}

/// Every architecture reads the common part anew; together that must stay within bounds.
fn check_size(
    root: &Node,
    architectures: &[(Spanned<String>, Node)],
    problems: &Problems,
) -> Option<()> {
    let shared = SHARED.iter().chain(&["path"]);
    let common: usize = shared.filter_map(|key| root.get(key)).map(Node::size).sum();
    if common.saturating_mul(architectures.len()) <= MOST_READ {
        return Some(());
    }
    problems.push(
        Diagnostic::error(format!(
            "{} architectures of a plan this large are too much to read",
            architectures.len()
        ))
        .help("split the plan into several files"),
    );
    None
}
