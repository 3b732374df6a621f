//! What each sign means: rows below the subtitle.

use super::mark::Mark;
use crate::report::chart::canvas::Canvas;
use crate::report::chart::frame::{Key, KeyLayout};
use crate::report::chart::geometry::Rect;
use crate::report::chart::palette::{
    BEATEN, BEATEN_AREA, BELIEVED, FRONTIER, INK, LEFT, RADIUS, SOFT_INK, STAIRCASE, size,
};

/// Height of the first row's middle.
const TOP: f64 = 152.0;
/// Radius of a design that is not named.
pub(super) const SEEN: f64 = 3.5;
/// From row to row.
const ROW: f64 = 42.0;

/// A sign in the key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Frontier,
    Beaten,
    Believed,
    Chosen,
    Today,
    Area,
    Seen,
    Thick,
    Thin,
}

/// The signs that this chart has, with their words and places.
pub(super) fn key(marks: &[Mark], is_searched: bool, width: f64) -> Key<Sign> {
    let any = |shows: &dyn Fn(&Mark) -> bool| marks.iter().any(shows);
    let mut signs = Vec::new();
    if any(&|mark| mark.frontier) {
        signs.push((Sign::Frontier, "best for its cost".to_owned()));
        signs.push((Sign::Area, "here another is better".to_owned()));
    }
    if is_searched {
        signs.push((Sign::Seen, "another design".to_owned()));
    }
    if any(&|mark| !mark.stands_out()) {
        signs.push((
            Sign::Beaten,
            "another costs no more and is down less".to_owned(),
        ));
    }
    if any(&|mark| mark.believed.is_some()) {
        signs.push((
            Sign::Believed,
            "believed, if zones shared nothing".to_owned(),
        ));
    }
    if any(&|mark| mark.chosen) {
        signs.push((Sign::Chosen, "the answer".to_owned()));
    }
    if any(&|mark| mark.today) {
        signs.push((Sign::Today, "today".to_owned()));
    }
    if any(&|mark| mark.band.is_some()) {
        if any(&Mark::has_bar) {
            signs.push((Sign::Thick, "luck of the simulation, 95 %".to_owned()));
        }
        signs.push((Sign::Thin, "nine of ten cases".to_owned()));
    }
    let layout = KeyLayout {
        from: (LEFT + RADIUS, TOP),
        right: width - LEFT,
        row: ROW,
        sign: RADIUS + 10.0,
        gap: 34.0 + RADIUS,
        size: size::KEY,
    };
    Key::new(signs, &layout)
}

/// Draws the rows.
pub(super) fn draw(canvas: &Canvas<'_>, key: &Key<Sign>) {
    key.draw(canvas, |sign, at| {
        let (x, y) = at;
        match sign {
            Sign::Frontier => canvas.disc(at, RADIUS, FRONTIER),
            Sign::Beaten => canvas.diamond(at, RADIUS, BEATEN),
            Sign::Believed => canvas.ring(at, 7.0, BELIEVED),
            Sign::Chosen => {
                canvas.ring(at, RADIUS + 3.0, FRONTIER);
                canvas.disc(at, RADIUS - 4.0, FRONTIER);
            }
            Sign::Area => {
                let area = Rect::around(at, RADIUS);
                canvas.block(area, BEATEN_AREA);
                canvas.frame(area, STAIRCASE, 1);
            }
            Sign::Today => canvas.frame(Rect::around(at, RADIUS), INK, 3),
            Sign::Seen => canvas.disc(at, SEEN, STAIRCASE),
            Sign::Thick => canvas.line(&[(x, y - 16.0), (x, y + 16.0)], INK, 8),
            Sign::Thin => canvas.line(&[(x, y - 16.0), (x, y + 16.0)], INK, 2),
        }
        SOFT_INK
    });
}
