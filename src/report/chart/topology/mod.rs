//! What stands where, and what it hangs on: failure domains as boxes in boxes, components in them, and what they share
//! as slabs below, on which the arrows of all who use it converge.
//!
//! [`domain`] reads the architecture into a tree of domains, [`layout`] gives everything a place, [`draw`] puts it on the
//! sheet.

mod domain;
mod draw;
mod layout;
mod shared;

use super::{
    ChartError,
    canvas::Canvas,
    lettering,
    palette::{INK, SOFT_INK},
    sheet,
};
use crate::{
    report::words,
    topology::{Architecture, Topology},
};
use domain::Domain;

/// Space around the drawing.
const MARGIN: f64 = 40.0;
/// Height of title and subtitle.
const HEADINGS: f64 = 130.0;
/// Height of the key at the bottom.
const KEY: f64 = 80.0;
/// The narrowest sheet: the headings and the key must fit.
const NARROWEST: f64 = 1240.0;
/// Font size of the title.
const TITLE: f64 = 36.0;
/// Font size of the subtitle.
const SUBTITLE: f64 = 24.0;

/// The drawing of one architecture, a complete SVG document. It depends on these two alone.
pub fn topology_svg(
    topology: &Topology,
    architecture: &Architecture,
) -> Result<String, ChartError> {
    let world = domain::world(topology, architecture);
    let drawn = layout::layout(&world, NARROWEST - 2.0 * MARGIN);
    let (width, height) = (drawn.rect.right - drawn.rect.left, drawn.rect.bottom);
    let sheet = (width + 2.0 * MARGIN, HEADINGS + height + KEY);
    let title = format!(
        "{}, {}: what it hangs on",
        words::plain(&topology.service),
        words::plain(&architecture.name)
    );
    let subtitle = subtitle(topology, architecture);
    let mut svg = String::new();
    {
        let canvas = Canvas::sized(&mut svg, sheet)?;
        draw::text(
            &canvas,
            &lettering::clip(&title, TITLE, true, width),
            (MARGIN, 46.0),
            (TITLE, true),
            INK,
        )?;
        draw::text(
            &canvas,
            &lettering::clip(&subtitle, SUBTITLE, false, width),
            (MARGIN, 92.0),
            (SUBTITLE, false),
            SOFT_INK,
        )?;
        draw::drawing(&canvas, &drawn, (MARGIN, HEADINGS))?;
        draw::key(&canvas, (MARGIN, HEADINGS + height + KEY / 2.0))?;
        canvas.finish()?;
    }
    let description = description(topology, architecture, &world);
    Ok(sheet::described(&svg, "topology", &title, &description))
}

/// How large it is, and how many single points of failure it has.
fn subtitle(topology: &Topology, architecture: &Architecture) -> String {
    let number = |count: usize, one: &str, many: &str| match count {
        1 => format!("one {one}"),
        count => format!("{} {many}", words::count(count as u64)),
    };
    let zones: usize = architecture.sites.iter().map(|site| site.zones.len()).sum();
    let singles = architecture.single_points(&topology.sources).len();
    let singles = match singles {
        0 => "no single point of failure".to_owned(),
        count => number(count, "single point of failure", "single points of failure"),
    };
    format!(
        "{}, {}; {singles}",
        number(architecture.sites.len(), "site", "sites"),
        number(zones, "zone", "zones")
    )
}

/// The drawing in sentences.
fn description(topology: &Topology, architecture: &Architecture, world: &Domain) -> String {
    let mut text = String::from("Failure domains as nested boxes.");
    world.describe(&mut text);
    let singles: Vec<String> = architecture
        .single_points(&topology.sources)
        .into_iter()
        .map(|id| words::plain(&topology.sources[id.0 as usize].name))
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
