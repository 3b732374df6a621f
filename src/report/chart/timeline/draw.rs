//! A panel on the sheet: headings, rows, bars and ticks.

use super::super::{
    canvas::{Canvas, centred, left},
    frame::{Key, KeyLayout},
    geometry::{Rect, Segment},
    lettering,
    palette::{BELIEVED, GRID, INK, MOVING, SINGLE, SOFT_INK, STAIRCASE, WHITE},
};
use super::clock;
use super::panel::{
    AXIS, Bar, CAPTION, HEADING, LEFT, PLOT, Panel, RIGHT, ROW, Row, STORY, colour,
};
use crate::answer::RowState;

/// Font size of a row's name.
const NAME: f64 = 22.0;
/// Font size of what is written on a bar.
const LABEL: f64 = 19.0;
/// Font size of the ticks.
const TICK: f64 = 20.0;
/// Least width of a bar, and of one among many, which would look like one together.
const LEAST: (f64, f64) = (4.0, 1.0);
/// Bars of a row that are many.
const MANY: usize = 60;

/// Where an hour stands.
fn across(panel: &Panel, hour: f64) -> f64 {
    let share = (hour - panel.from) / (panel.to - panel.from);
    PLOT + share.clamp(0.0, 1.0) * (RIGHT - PLOT)
}

/// All of a panel.
pub(super) fn panel(canvas: &Canvas<'_>, panel: &Panel, place: Rect) {
    let mut top = place.top;
    for (index, line) in panel.heading.iter().enumerate() {
        let at = (LEFT, top + HEADING / 2.0);
        if index == 0 {
            canvas.text(line, at, left(STORY + 2.0, true, INK));
        } else {
            canvas.text(line, at, left(STORY, false, SOFT_INK));
        }
        top += HEADING;
    }
    if !panel.numbers.is_empty() {
        numbers(canvas, panel, top + HEADING / 2.0);
        top += HEADING;
    }
    let first = top;
    let rows = panel.rows.iter();
    let below: f64 = rows
        .map(|row| ROW + if row.caption.is_empty() { 0.0 } else { CAPTION })
        .sum();
    for tick in clock::ticks(panel.from, panel.to) {
        let x = across(panel, tick.value);
        let line = Segment::new((x, first), (x, first + below + 8.0));
        canvas.line(&[line.from, line.to], GRID, 2);
        let half = lettering::width(&tick.label, TICK, false) / 2.0;
        let lettering = centred(TICK, false, SOFT_INK);
        let at = (
            x.clamp(PLOT + half, RIGHT - half),
            first + below + AXIS / 2.0,
        );
        // At the very ends a label is moved inwards, unless it would then say nothing of its tick.
        if (at.0 - x).abs() <= half {
            canvas.text(&tick.label, at, lettering);
        }
    }
    for row in &panel.rows {
        one_row(canvas, panel, row, top);
        top += ROW + if row.caption.is_empty() { 0.0 } else { CAPTION };
    }
}

/// The numbers of the outages that are looked at more closely.
fn numbers(canvas: &Canvas<'_>, panel: &Panel, y: f64) {
    let mut least = f64::NEG_INFINITY;
    for (hour, number) in &panel.numbers {
        // Outages close to each other stand beside each other.
        let x = across(panel, *hour).max(least).min(RIGHT - 12.0);
        least = x + 28.0;
        let lettering = centred(LABEL + 2.0, true, SINGLE);
        canvas.text(&number.to_string(), (x, y), lettering);
    }
}

fn one_row(canvas: &Canvas<'_>, panel: &Panel, row: &Row, top: f64) {
    let middle = top + ROW / 2.0;
    let name = lettering::clip_middle(&row.name, NAME, row.bold, PLOT - LEFT - 16.0);
    canvas.text(&name, (LEFT, middle), left(NAME, row.bold, INK));
    let least = if row.bars.len() > MANY {
        LEAST.1
    } else {
        LEAST.0
    };
    // What is low lies under what is high.
    for low in [true, false] {
        for bar in row.bars.iter().filter(|bar| bar.low == low) {
            one_bar(canvas, panel, bar, (top, least));
        }
    }
    if !row.caption.is_empty() {
        let text = lettering::clip(&row.caption, LABEL, false, RIGHT - PLOT);
        let at = (PLOT, top + ROW + CAPTION / 2.0 - 4.0);
        canvas.text(&text, at, left(LABEL, false, SOFT_INK));
    }
}

fn one_bar(canvas: &Canvas<'_>, panel: &Panel, bar: &Bar, (top, least): (f64, f64)) {
    let (from, to) = (across(panel, bar.from), across(panel, bar.to));
    let to = to.max(from + least).min(RIGHT);
    let from = from.min(to - least);
    let margin = if bar.low { 8.0 } else { 5.0 };
    let rect = Rect {
        left: from,
        top: top + margin,
        right: to,
        bottom: top + ROW - margin,
    };
    canvas.block(rect, bar.colour);
    // Bars that touch stay visible as two.
    if to - from > 2.0 * LEAST.0 && from > PLOT {
        canvas.line(&[(from, rect.top), (from, rect.bottom)], WHITE, 1);
    }
    if bar.label.is_empty() {
        return;
    }
    let middle = top + ROW / 2.0;
    let width = lettering::width(&bar.label, LABEL, false);
    if width <= to - from - 14.0 {
        let at = (from + 8.0, middle);
        canvas.text(&bar.label, at, left(LABEL, false, bar.ink));
    } else if bar.low && to + 8.0 + width <= RIGHT {
        // Beside it, where there is room.
        let at = (to + 8.0, middle);
        canvas.text(&bar.label, at, left(LABEL, false, SOFT_INK));
    }
}

/// What the colours mean.
pub(super) fn key(canvas: &Canvas<'_>, y: f64) {
    let signs = [
        (STAIRCASE, "up"),
        (SINGLE, "service down"),
        (colour(RowState::Down), "something else down"),
        (colour(RowState::Partly), "in part"),
        (colour(RowState::Unfelt), "not felt"),
        (colour(RowState::Serving), "serves"),
        (MOVING, "failing over, or some requests lost"),
        (BELIEVED, "waiting or planned"),
    ];
    let layout = KeyLayout {
        from: (LEFT, y),
        right: f64::INFINITY,
        row: 0.0,
        sign: 34.0,
        gap: 24.0,
        size: TICK,
    };
    let signs = signs.map(|(colour, text)| (colour, text.to_owned()));
    for (colour, text, (x, y)) in Key::new(signs, &layout).entries {
        canvas.block(Rect::sized((x, y - 10.0), (26.0, 20.0)), colour);
        canvas.text(&text, (x + 34.0, y), left(TICK, false, SOFT_INK));
    }
}
