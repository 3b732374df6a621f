//! A panel on the sheet: headings, rows, bars and ticks.

use super::super::{
    ChartError,
    canvas::{Canvas, Lettering},
    geometry::{Point, Rect, Segment},
    lettering,
    palette::{BELIEVED, GRID, INK, MOVING, SINGLE, SOFT_INK, STAIRCASE},
};
use super::panel::{AXIS, Bar, CAPTION, HEADING, Panel, ROW, Row, STORY, colour};
use super::{LEFT, PLOT, RIGHT, clock};
use crate::report::RowState;
use plotters::style::{RGBColor, WHITE, text_anchor::HPos};

/// Font size of a row's name.
const NAME: f64 = 22.0;
/// Font size of what is written on a bar.
const LABEL: f64 = 19.0;
/// Font size of the ticks.
const TICK: f64 = 20.0;
/// Least width of a bar.
const LEAST: f64 = 4.0;

/// A line of text from a point to the right, centred on its height.
pub(super) fn words(
    canvas: &Canvas<'_>,
    text: &str,
    at: Point,
    (size, bold): (f64, bool),
    colour: RGBColor,
) -> Result<(), ChartError> {
    let lettering = Lettering {
        size,
        bold,
        colour,
        anchor: HPos::Left,
    };
    canvas.text(text, at, lettering)
}

/// Where an hour stands.
fn across(panel: &Panel, hour: f64) -> f64 {
    let share = (hour - panel.from) / (panel.to - panel.from);
    PLOT + share.clamp(0.0, 1.0) * (RIGHT - PLOT)
}

/// All of a panel.
pub(super) fn panel(canvas: &Canvas<'_>, panel: &Panel, place: Rect) -> Result<(), ChartError> {
    let mut top = place.top;
    for (index, line) in panel.heading.iter().enumerate() {
        let at = (LEFT, top + HEADING / 2.0);
        if index == 0 {
            words(canvas, line, at, (STORY + 2.0, true), INK)?;
        } else {
            words(canvas, line, at, (STORY, false), SOFT_INK)?;
        }
        top += HEADING;
    }
    if !panel.numbers.is_empty() {
        numbers(canvas, panel, top + HEADING / 2.0)?;
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
        canvas.line(&[line.from, line.to], GRID, 2)?;
        let half = lettering::width(&tick.label, TICK, false) / 2.0;
        let lettering = Lettering {
            size: TICK,
            bold: false,
            colour: SOFT_INK,
            anchor: HPos::Center,
        };
        let at = (
            x.clamp(PLOT + half, RIGHT - half),
            first + below + AXIS / 2.0,
        );
        // At the very ends a label is moved inwards, unless it would then say nothing of its tick.
        if (at.0 - x).abs() <= half {
            canvas.text(&tick.label, at, lettering)?;
        }
    }
    for row in &panel.rows {
        one_row(canvas, panel, row, top)?;
        top += ROW + if row.caption.is_empty() { 0.0 } else { CAPTION };
    }
    Ok(())
}

/// The numbers of the outages that are looked at more closely.
fn numbers(canvas: &Canvas<'_>, panel: &Panel, y: f64) -> Result<(), ChartError> {
    let mut least = f64::NEG_INFINITY;
    for (hour, number) in &panel.numbers {
        // Outages close to each other stand beside each other.
        let x = across(panel, *hour).max(least).min(RIGHT - 12.0);
        least = x + 28.0;
        let lettering = Lettering {
            size: LABEL + 2.0,
            bold: true,
            colour: SINGLE,
            anchor: HPos::Center,
        };
        canvas.text(&number.to_string(), (x, y), lettering)?;
    }
    Ok(())
}

fn one_row(canvas: &Canvas<'_>, panel: &Panel, row: &Row, top: f64) -> Result<(), ChartError> {
    let middle = top + ROW / 2.0;
    let name = lettering::clip_middle(&row.name, NAME, row.bold, PLOT - LEFT - 16.0);
    words(canvas, &name, (LEFT, middle), (NAME, row.bold), INK)?;
    for bar in &row.bars {
        one_bar(canvas, panel, bar, top)?;
    }
    if !row.caption.is_empty() {
        let text = lettering::clip(&row.caption, LABEL, false, RIGHT - PLOT);
        let at = (PLOT, top + ROW + CAPTION / 2.0 - 4.0);
        words(canvas, &text, at, (LABEL, false), SOFT_INK)?;
    }
    Ok(())
}

fn one_bar(canvas: &Canvas<'_>, panel: &Panel, bar: &Bar, top: f64) -> Result<(), ChartError> {
    let (left, right) = (across(panel, bar.from), across(panel, bar.to));
    let right = right.max(left + LEAST).min(RIGHT);
    let left = left.min(right - LEAST);
    let margin = if bar.low { 12.0 } else { 5.0 };
    let rect = Rect {
        left,
        top: top + margin,
        right,
        bottom: top + ROW - margin,
    };
    canvas.block(rect, bar.colour)?;
    // Bars that touch are told apart.
    if right - left > 2.0 * LEAST && left > PLOT {
        canvas.line(&[(left, rect.top), (left, rect.bottom)], WHITE, 1)?;
    }
    if bar.label.is_empty() {
        return Ok(());
    }
    let room = right - left - 14.0;
    if bar.low {
        // On a thin bar nothing can be written: beside it, where there is room.
        let width = lettering::width(&bar.label, LABEL, false);
        if right + 8.0 + width <= RIGHT {
            return words(
                canvas,
                &bar.label,
                (right + 8.0, top + ROW / 2.0),
                (LABEL, false),
                SOFT_INK,
            );
        }
        return Ok(());
    }
    if lettering::width(&bar.label, LABEL, false) <= room {
        words(
            canvas,
            &bar.label,
            (left + 8.0, top + ROW / 2.0),
            (LABEL, false),
            bar.ink,
        )?;
    }
    Ok(())
}

/// What the colours mean.
pub(super) fn key(canvas: &Canvas<'_>, y: f64) -> Result<(), ChartError> {
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
    let mut x = LEFT;
    for (colour, text) in signs {
        canvas.block(Rect::sized((x, y - 10.0), (26.0, 20.0)), colour)?;
        x += 34.0;
        words(canvas, text, (x, y), (TICK, false), SOFT_INK)?;
        x += lettering::width(text, TICK, false) + 24.0;
    }
    Ok(())
}
