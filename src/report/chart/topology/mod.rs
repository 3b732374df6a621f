//! What stands where, and what it depends on: failure domains as boxes in boxes, components in them, and what they share
//! as slabs below, on which the arrows of all who use it converge.
//!
//! [`domain`] reads the architecture into a tree of domains, [`layout`] gives everything a place, [`draw`] puts it on the
//! sheet.

mod domain;
mod draw;
mod facts;
mod layout;
mod shared;

use super::sheet::{self, Headings, Words};
use crate::{
    answer::Cause,
    report::words,
    topology::{Architecture, Topology},
};
use domain::Domain;
use facts::Facts;

/// Space around the drawing.
const MARGIN: f64 = 40.0;
/// Height of title and subtitle.
const TOP: f64 = 130.0;
/// Where these stand.
const HEADINGS: Headings = Headings {
    left: MARGIN,
    title: (36.0, 46.0),
    subtitle: (24.0, 92.0),
};
/// Height of the key at the bottom.
const KEY: f64 = 80.0;
/// The narrowest sheet: the headings and the key must fit.
const NARROWEST: f64 = 1240.0;

/// The drawing of one architecture, a complete SVG document; `causes` are those of its downtime, and `id` tells its words from those
/// of other drawings on a page.
pub fn topology_svg(
    topology: &Topology,
    architecture: &Architecture,
    causes: &[Cause],
    id: &str,
) -> String {
    let facts = Facts::new(topology, architecture, causes);
    let world = domain::world(&facts);
    let drawn = layout::layout(&world, NARROWEST - 2.0 * MARGIN);
    let (width, height) = (drawn.rect.right - drawn.rect.left, drawn.rect.bottom);
    let sheet = (width + 2.0 * MARGIN, TOP + height + KEY);
    let words = Words {
        id,
        title: format!(
            "{}, {}: what it stands on, and what that costs",
            words::plain(&topology.service),
            words::plain(&architecture.name)
        ),
        subtitle: format!("{}; minutes of downtime a year", subtitle(&facts)),
        description: description(&facts, &world),
    };
    sheet::document(&words, &HEADINGS, sheet, |canvas| {
        draw::drawing(canvas, &drawn, (MARGIN, TOP));
        draw::key(canvas, (MARGIN, TOP + height + KEY / 2.0));
    })
}

/// How large it is, and how many single points of failure it has.
fn subtitle(facts: &Facts<'_>) -> String {
    let number = |count: usize, one: &str, many: &str| match count {
        1 => format!("one {one}"),
        count => format!("{} {many}", words::count(count as u64)),
    };
    let sites = &facts.architecture.sites;
    let zones: usize = sites.iter().map(|site| site.zones.len()).sum();
    let singles = match facts.singles.len() {
        0 => "no single point of failure".to_owned(),
        count => number(count, "single point of failure", "single points of failure"),
    };
    let zones = match zones {
        0 => String::new(),
        zones => format!(", {}", number(zones, "zone", "zones")),
    };
    format!("{}{zones}; {singles}", number(sites.len(), "site", "sites"))
}

/// The drawing in sentences.
fn description(facts: &Facts<'_>, world: &Domain) -> String {
    let mut text = String::from("Failure domains as nested boxes.");
    world.describe(&mut text);
    let sources = &facts.topology.sources;
    let singles: Vec<String> = facts
        .singles
        .iter()
        .map(|id| words::plain(&sources[id].name))
        .collect();
    if !singles.is_empty() {
        text.push_str(&format!(
            " Single points of failure: {}.",
            singles.join(", ")
        ));
    }
    text
}

#[cfg(test)]
mod tests;
