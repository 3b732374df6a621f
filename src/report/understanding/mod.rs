//! What spof understood of a plan, for `spof check`: per architecture its places, what must be up, its single points of
//! failure and its bill, then every source with who depends on it, its numbers, and where these come from.

mod candidate;
mod origin;
mod overview;
mod paid;
mod paragraph;
mod part;
mod promised;
mod source;
mod takeover;
mod wanted;

use std::collections::HashSet;
use std::iter;

use super::lines::TableStyle;
use super::words;
use crate::build::Laid;
use crate::catalog::Catalog;
use crate::topology::{Architecture, LeafKind, Source, Target, Topology};
pub use overview::overview;
use paragraph::{WIDTH, alike, indented, listed};
use unicode_width::UnicodeWidthStr;

/// How numbers are to be read.
const NUMBERS: &str = "A rate counts events a year of each; \"reaches us\" is the chance that one touches us at all, \"hits\" the share \
                       of our instances there that it strikes. Under each number stands what it rests on, and when that is from. \
                       The feeds and lists that are named, with their \
                       addresses, how ranges are made and how a count is split are in models/README.md of spof. A number without a \
                       90 % range is held as it stands, as if it were known exactly; a time with two ends (1 min to 2 min) is drawn \
                       anew in each case.";
/// The words under the numbers, each in a line of its own.
const TERMS: [&str; 9] = [
    "counted: events or lengths that were counted, with the 90 % range of that count alone; the time they were counted in \
     (region-years, zone-years) is itself from memory, by launch dates and numbers of zones, and right to about 5 %",
    "published: what a source says",
    "derived: arithmetic on counted or published figures",
    "from memory: a well-known figure whose source was not at hand",
    "judgement: what whoever gives the number believes, the authors of the catalog or of the plan",
    "borrowed: counted or judged of others only, and taken to hold here too",
    "sigma: how widely lengths are spread, the standard deviation of their logarithm; with 1 one in ten lasts about four times \
     the median or more. The average is the median times e^(sigma²/2), less what a longest time cuts off",
    "fitted law: the median and sigma of the lognormal law that fits the counted lengths best; its median may differ from theirs",
    "t quantile: the factor by which a range grows since a spread known from a few values only is itself unsure",
];

/// What spof understood of a plan, with a newline at the end.
#[must_use]
pub fn understanding(
    topology: &Topology,
    (choices, tried): (&[Laid], Option<&Topology>),
    catalog: &Catalog,
    style: TableStyle,
) -> String {
    let mut lines = vec![
        style.strong(&words::plain(&topology.service)),
        String::new(),
    ];
    lines.extend(wanted::wanted(topology));
    lines.extend(wanted::choices(topology, choices));
    for architecture in &topology.architectures {
        lines.extend(candidate::describe(topology, catalog, architecture, style));
        lines.push(String::new());
    }
    lines.push(style.strong("What fails, how often, for how long, and who depends on it"));
    lines.extend(super::lines::wrap(NUMBERS, WIDTH, ""));
    lines.extend(TERMS.iter().flat_map(|it| indented(it)));
    lines.push(String::new());
    let all: Vec<&Topology> = iter::once(topology).chain(tried).collect();
    let felt = all.iter().flat_map(|topology| {
        let felt = felt_anywhere(topology).into_iter();
        felt.map(|source| (source::numbers(topology, source), source.name.as_str()))
    });
    for (told, names) in alike(felt) {
        lines.extend(super::lines::wrap(&listed(&names), WIDTH, "  "));
        lines.extend(indented(&format!(
            "felt by {}",
            listed(&users(&all, &names))
        )));
        lines.extend(told);
    }
    lines.extend(promised::promised(&all, catalog, style));
    lines.extend(origin::prices(&all, catalog, style));
    lines.push(String::new());
    lines.join("\n")
}

/// The architectures of a plan, a line each, with what the plan says of it.
#[must_use]
pub fn candidates(topology: &Topology, style: TableStyle) -> String {
    let name = |it: &Architecture| words::plain(&it.name);
    let width = topology
        .architectures
        .iter()
        .map(|it| name(it).width())
        .max();
    let width = width.unwrap_or(0).min(style.width / 2);
    let mut text = String::new();
    for architecture in &topology.architectures {
        let name = name(architecture);
        let gap = " ".repeat(width.saturating_sub(name.width()) + 2);
        let line = format!("{name}{gap}{}", words::plain(&architecture.about));
        text += super::lines::clip(&line, style.width).trim_end();
        text.push('\n');
    }
    text
}

/// The sources that any architecture feels, by name and numbers, in order of appearance.
fn felt_anywhere(topology: &Topology) -> Vec<&Source> {
    let mut seen = vec![false; topology.sources.len()];
    let mut sources = Vec::new();
    for architecture in &topology.architectures {
        for id in architecture.felt(&topology.sources) {
            if !std::mem::replace(&mut seen[id.index()], true) {
                sources.push(&topology.sources[id]);
            }
        }
    }
    sources
}

/// The leaves of any architecture that feel one of these sources, each once.
fn users(topologies: &[&Topology], names: &[&str]) -> Vec<String> {
    let mut users: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let names: HashSet<&str> = names.iter().copied().collect();
    let named = |source: &Source| names.contains(source.name.as_str());
    let architectures = topologies
        .iter()
        .flat_map(|topology| topology.architectures.iter().map(move |it| (topology, it)));
    for (topology, architecture) in architectures {
        for link in &architecture.links {
            let source = &topology.sources[link.source];
            let struck = source
                .struck_by
                .iter()
                .any(|strike| named(&topology.sources[strike.by]));
            if !(named(source) || struck) {
                continue;
            }
            let leaf = &architecture.leaves[link.leaf];
            let user = match &leaf.kind {
                LeafKind::Requirement(Target::Repair(name)) => format!("the repair of {name}"),
                LeafKind::Requirement(target) => format!("switches to {target}"),
                // It depends on nothing: a switch only looks at it.
                LeafKind::Crowd(_) => continue,
                LeafKind::Way { of, from, to, .. } => format!("{of} between {from} and {to}"),
                LeafKind::Component(_) | LeafKind::Copy { .. } => leaf.name(),
            };
            if known.insert(user.clone()) {
                users.push(user);
            }
        }
    }
    users
}
