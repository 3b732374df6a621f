//! The trade-off: cost a month across, downtime a year up.
//!
//! [`scene`] gives everything a place, [`names`] finds room for every text, and [`draw`] puts both on the sheet.

mod draw;
mod key;
mod manner;
mod mark;
mod names;
mod scene;
mod story;

use super::palette::WIDTH;
use super::sheet::{self, HEADINGS, Words};
use crate::answer::Results;
use scene::Scene;

/// Width of the sheet for a narrow screen, in the same units.
const NARROW: f64 = 800.0;

/// The trade-off chart of all architectures, a complete SVG document.
///
/// It is 16:10 (longer where names had to be listed below), scales with its frame, and says in words for screen readers
/// what it shows.
pub fn tradeoff_svg(results: &Results) -> String {
    drawn(results, "tradeoff", WIDTH)
}

/// The same for a screen as narrow as a phone's, with letters that can be read there.
pub fn tradeoff_narrow_svg(results: &Results) -> String {
    drawn(results, "tradeoff-narrow", NARROW)
}

fn drawn(results: &Results, id: &str, width: f64) -> String {
    let scene = Scene::new(results, width);
    let texts = names::texts(&scene);
    let words = Words {
        id,
        title: story::title(results, width < WIDTH),
        subtitle: story::subtitle(results, &scene, width < WIDTH),
        description: story::description(results),
    };
    sheet::document(
        &words,
        &HEADINGS,
        (width, draw::sheet_height(&texts, width)),
        |canvas| {
            draw::key(canvas, &scene, &texts.homeless);
            draw::background(canvas, &scene);
            draw::marks(canvas, &scene);
            draw::texts(canvas, &scene, &texts);
            draw::list(canvas, &scene, &texts)
        },
    )
}

#[cfg(test)]
mod tests;
