//! The drawing on the sheet: boxes, then lines, then what the lines end on and begin at.

use super::super::{
    canvas::{Canvas, left, right},
    geometry::{Point, Rect},
    lettering,
    palette::{Colour, DOMAINS, HEAT, INK, LEADER, SINGLE, SOFT_INK, STAIRCASE},
};
use super::domain::{Chip, Domain, Slab};
use super::layout::{Drawn, Line, MARK, TEXT};
use crate::{report::words, topology::Weight};

/// Half the width of an arrow's head, and its length.
const HEAD: (f64, f64) = (7.0, 12.0);
/// Font size of a component's note.
const NOTE: f64 = 17.0;
/// Radius of the dot where a component joins a line.
const DOT: f64 = 5.0;

/// What is written on a slab, besides its name: the downtime that it causes.
pub(super) fn mark(slab: &Slab) -> String {
    let said = minutes(slab.minutes);
    match slab.weight {
        Weight::Failover if said.is_empty() => "costs a failover".to_owned(),
        _ => said,
    }
}

/// The strength of a fill by the downtime that a box causes [min a year]: pale enough for dark letters.
fn fill(minutes: f64) -> Colour {
    let step = STRENGTHS.iter().filter(|least| minutes >= **least).count();
    HEAT[step]
}

/// Downtime from which a fill is a step stronger [min a year].
const STRENGTHS: [f64; 4] = [0.1, 1.0, 10.0, 60.0];

/// Downtime in a box: nothing where it causes next to none.
fn minutes(of: f64) -> String {
    if of >= STRENGTHS[0] {
        words::brief_minutes(of)
    } else {
        String::new()
    }
}

/// All of it, its upper left corner at a point.
pub(super) fn drawing(canvas: &Canvas<'_>, drawn: &Drawn<'_>, (x, y): Point) {
    let moved = |rect: Rect| Rect {
        left: rect.left + x,
        top: rect.top + y,
        right: rect.right + x,
        bottom: rect.bottom + y,
    };
    for (domain, rect) in &drawn.boxes {
        domain_box(canvas, domain, moved(*rect));
    }
    for line in &drawn.lines {
        stem(canvas, line, (x, y));
    }
    for (slab, rect) in &drawn.slabs {
        one_slab(canvas, slab, moved(*rect));
    }
    for line in &drawn.lines {
        heads(canvas, line, (x, y));
    }
    for (chip, rect) in &drawn.chips {
        one_chip(canvas, chip, moved(*rect));
    }
}

fn domain_box(canvas: &Canvas<'_>, domain: &Domain, rect: Rect) {
    let depth = domain.depth().clamp(1, DOMAINS.len());
    // Several drawn as one look like a pile.
    for step in [10.0, 5.0] {
        if !domain.covers.is_empty() {
            let under = Rect {
                left: rect.left + step,
                top: rect.top + step,
                right: rect.right + step,
                bottom: rect.bottom + step,
            };
            canvas.block(under, DOMAINS[depth - 1]);
            canvas.frame(under, LEADER, 1);
        }
    }
    canvas.block(rect, DOMAINS[depth - 1]);
    if domain.waits {
        canvas.dashed_frame(rect, LEADER, 3);
    } else {
        canvas.frame(rect, LEADER, 2);
    }
    let start = rect.left + 16.0;
    let room = rect.right - rect.left - 32.0;
    let title = lettering::clip(&domain.title, TEXT, true, room);
    canvas.text(&title, (start, rect.top + 26.0), left(TEXT, true, INK));
    if !domain.role.is_empty() {
        let role = lettering::clip(&domain.role, MARK, false, room);
        canvas.text(&role, (start, rect.top + 56.0), left(MARK, false, SOFT_INK));
    }
}

/// The colour of a line to what weighs so much.
fn line_colour(weight: Weight) -> Colour {
    match weight {
        Weight::Single => SINGLE,
        Weight::Failover => SOFT_INK,
        Weight::Spare => LEADER,
    }
}

/// The line itself, from the components that join it down to the last slab, in the colour of all of them if they have one.
fn stem(canvas: &Canvas<'_>, line: &Line, (x, y): Point) {
    let mut weights = line.ends.iter().map(|end| end.1);
    let first = weights.next().unwrap_or(Weight::Spare);
    let colour = if weights.all(|weight| weight == first) {
        line_colour(first)
    } else {
        SOFT_INK
    };
    let top = line
        .joins
        .iter()
        .map(|join| join.0)
        .fold(f64::INFINITY, f64::min);
    let bottom = line.ends.iter().map(|end| end.0).fold(top, f64::max);
    let down = [(line.x + x, top + y), (line.x + x, bottom + y - 2.0)];
    canvas.line(&down, colour, 2);
    for (height, edge) in &line.joins {
        let across = [(edge + x, height + y), (line.x + x, height + y)];
        canvas.line(&across, colour, 2);
        canvas.disc((line.x + x, height + y), DOT, colour);
    }
}

/// The arrow heads, on top of each slab that the line is about.
fn heads(canvas: &Canvas<'_>, line: &Line, (x, y): Point) {
    for (end, weight) in &line.ends {
        let colour = line_colour(*weight);
        let tip = (line.x + x, end + y);
        let head = [
            tip,
            (tip.0 - HEAD.0, tip.1 - HEAD.1),
            (tip.0 + HEAD.0, tip.1 - HEAD.1),
        ];
        canvas.polygon(&head, colour);
    }
}

fn one_slab(canvas: &Canvas<'_>, slab: &Slab, rect: Rect) {
    let single = slab.weight == Weight::Single;
    canvas.block(rect, fill(slab.minutes));
    if single {
        canvas.frame(rect, SINGLE, 3);
    } else {
        canvas.frame(rect, LEADER, 1);
    }
    let middle = rect.centre().1;
    let mark = mark(slab);
    let taken = lettering::width(&mark, MARK, true) + 14.0;
    let room = rect.right - rect.left - taken - 32.0;
    let title = lettering::clip(&slab.title, TEXT, false, room.max(40.0));
    canvas.text(&title, (rect.left + 14.0, middle), left(TEXT, false, INK));
    if mark.is_empty() {
        return;
    }
    canvas.text(&mark, (rect.right - 14.0, middle), right(MARK, single, INK));
}

fn one_chip(canvas: &Canvas<'_>, chip: &Chip, rect: Rect) {
    let single = chip.weight == Weight::Single;
    canvas.block(rect, fill(chip.minutes));
    if single {
        canvas.frame(rect, SINGLE, 3);
    } else if chip.cold {
        canvas.dashed_frame(rect, STAIRCASE, 3);
    } else {
        canvas.frame(rect, SOFT_INK, 2);
    }
    let start = rect.left + 12.0;
    let room = rect.right - rect.left - 20.0;
    let middle = rect.centre().1;
    let parts = [minutes(chip.minutes), chip.note.clone()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let both = parts.collect::<Vec<String>>().join(", ");
    let said = minutes(chip.minutes);
    // Minutes whole before words in part.
    let note = if said.is_empty() || lettering::width(&both, NOTE, false) <= room {
        both
    } else {
        said
    };
    let height = if note.is_empty() {
        middle
    } else {
        middle - 13.0
    };
    let title = lettering::clip_middle(&chip.title, TEXT, true, room);
    canvas.text(&title, (start, height), left(TEXT, true, INK));
    let note = lettering::clip(&note, NOTE, false, room);
    if note.is_empty() {
        return;
    }
    canvas.text(&note, (start, middle + 15.0), left(NOTE, false, INK));
}

/// What the signs mean.
pub(super) fn key(canvas: &Canvas<'_>, (left, y): Point) {
    let mut x = left;
    let box_at = |x: f64| Rect::sized((x, y - 12.0), (34.0, 24.0));
    canvas.frame(box_at(x), SINGLE, 3);
    x = sign(canvas, "alone takes the service down", (x + 44.0, y));
    canvas.block(box_at(x), HEAT[1]);
    canvas.block(box_at(x + 36.0), HEAT[4]);
    x = sign(canvas, "more downtime", (x + 80.0, y));
    canvas.dashed_frame(box_at(x), LEADER, 3);
    x = sign(canvas, "stands by, or cold", (x + 44.0, y));
    canvas.line(&[(x + 10.0, y - 14.0), (x + 10.0, y + 14.0)], SOFT_INK, 2);
    let tip = (x + 10.0, y + 16.0);
    canvas.polygon(
        &[
            tip,
            (tip.0 - HEAD.0, tip.1 - HEAD.1),
            (tip.0 + HEAD.0, tip.1 - HEAD.1),
        ],
        SOFT_INK,
    );
    canvas.disc((x + 10.0, y - 10.0), DOT, SOFT_INK);
    sign(canvas, "depends on what it points at", (x + 26.0, y));
}

/// A sign's meaning; gives where the next sign may begin.
fn sign(canvas: &Canvas<'_>, meaning: &str, at: Point) -> f64 {
    canvas.text(meaning, at, left(MARK, false, SOFT_INK));
    at.0 + lettering::width(meaning, MARK, false) + 22.0
}
