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

/// The trade-off chart of all architectures, a complete SVG document.
///
/// It is 16:10 (longer where names had to be listed below), scales with its frame, and says in words for screen readers
/// what it shows.
pub fn tradeoff_svg(results: &Results) -> String {
    let scene = Scene::new(results);
    let texts = names::texts(&scene);
    let words = Words {
        id: "tradeoff",
        title: story::title(results),
        subtitle: story::subtitle(results, &scene),
        description: story::description(results),
    };
    sheet::document(
        &words,
        &HEADINGS,
        (WIDTH, draw::sheet_height(&texts)),
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
