//! What the downtime of each architecture is caused by: a bar of minutes a year, stacked by kind of source.
//!
//! Every kind has one colour in all bars. At the base of every bar stand the kinds that no architecture of the plan reduces, under a
//! bracket, and behind all bars a band as wide as the least of these: nothing in the plan goes below it.

mod part;

use super::axis;
use super::canvas::{Canvas, centred, left, right};
use super::frame::{Frame, Key, KeyLayout, square};
use super::geometry::Rect;
use super::lettering;
use super::palette::{INK, LEADER, LEFT, SOFT_INK, UNRELIEVED_BAND, WHITE, WIDTH};
use super::sheet::{self, HEADINGS, Words};
use crate::{
    answer::{ArchitectureResult, Results},
    decide::caused_by,
    report::words,
};
use part::{Part, parts};

/// Font size of names and numbers.
const TEXT: f64 = 26.0;
/// Font size in the bars.
const SMALL: f64 = 24.0;
/// Where the names of architectures begin and bars begin and end.
const BARS: (f64, f64) = (396.0, WIDTH - 236.0);
/// Height of the bracket and what is written over it.
const BRACKET: f64 = 52.0;
/// Height of a row of the key.
const KEY_ROW: f64 = 42.0;

/// The bars of what causes the downtime, a complete SVG document; `None` where no downtime is charged to anything.
pub fn causes_svg(results: &Results) -> Option<String> {
    let parts = parts(results);
    let count = results.architectures.len();
    let totals: Vec<f64> = (0..count)
        .map(|index| parts.iter().map(|part| part.minutes[index]).sum())
        .collect();
    let longest = totals.iter().copied().fold(0.0, f64::max);
    if longest <= 0.0 {
        return None;
    }
    let pitch = if count <= 14 { 62.0 } else { 40.0 };
    let key = key(&parts);
    let least = unrelieved(&parts, count);
    let bracket = if least > 0.0 { BRACKET } else { 0.0 };
    let top = 170.0 + KEY_ROW + key.more() + bracket;
    let bottom = top + pitch * count as f64 + 8.0;
    let axis = axis::amounts(longest, BARS);
    let frame = Frame {
        sheet: WIDTH,
        plot: Rect {
            left: BARS.0,
            top: top - 8.0,
            right: BARS.1,
            bottom,
        },
        text: TEXT,
        below: 26.0,
    };
    let words = Words {
        id: "causes",
        title: format!("{}: why it is down", words::plain(&results.service)),
        subtitle: "downtime that is expected a year, by cause".to_owned(),
        description: description(results),
    };
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, bottom + 84.0), |canvas| {
        key.draw(canvas, |part, at| {
            square(canvas, at, part.colour.0);
            SOFT_INK
        });
        if least > 0.0 {
            let right = axis.at(least);
            canvas.block(
                Rect {
                    right,
                    ..frame.plot
                },
                UNRELIEVED_BAND,
            );
        }
        if least > 0.0 {
            over_the_base(canvas, (BARS.0, axis.at(least)), top - 16.0);
        }
        frame.across(canvas, &axis);
        frame.name(canvas, "downtime a year", 62.0, TEXT);
        for (index, result) in results.architectures.iter().enumerate() {
            let middle = top + pitch * (index as f64 + 0.5);
            name(canvas, result, middle);
            let mut from = 0.0;
            for part in &parts {
                let to = from + part.minutes[index];
                let area = Rect {
                    left: axis.at(from),
                    top: middle - pitch * 0.38,
                    right: axis.at(to),
                    bottom: middle + pitch * 0.38,
                };
                segment(canvas, part, area);
                from = to;
            }
            let (end, text) = (axis.at(from) + 12.0, total(result));
            // Off the grid lines.
            let wide = lettering::width(&text, TEXT, false);
            let behind = Rect::sized((end - 4.0, middle - TEXT / 2.0), (wide, TEXT));
            canvas.block(
                behind,
                if axis.at(least) > end {
                    UNRELIEVED_BAND
                } else {
                    WHITE
                },
            );
            canvas.text(&text, (end, middle), left(TEXT, false, INK));
        }
    });
    Some(svg)
}

/// What no design of the plan addresses, in the design that has least of it [min a year].
fn unrelieved(parts: &[Part], count: usize) -> f64 {
    let base = parts.iter().filter(|part| part.is_base);
    let of = |index: usize| base.clone().map(|part| part.minutes[index]).sum::<f64>();
    let least = (0..count).map(of).fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}

/// A bracket over what no design addresses, from one place to another.
fn over_the_base(canvas: &Canvas<'_>, (from, to): (f64, f64), bottom: f64) {
    let top = bottom - 12.0;
    canvas.line(
        &[(from, bottom), (from, top), (to, top), (to, bottom)],
        LEADER,
        3,
    );
    canvas.text(
        "not addressed in this plan",
        (from, top - 20.0),
        left(SMALL, false, INK),
    );
}

/// The architecture's name before its bar.
fn name(canvas: &Canvas<'_>, result: &ArchitectureResult, middle: f64) {
    let room = BARS.0 - LEFT - 16.0;
    let name = lettering::clip_middle(&words::plain(&result.name), TEXT, true, room);
    canvas.text(&name, (BARS.0 - 16.0, middle), right(TEXT, true, INK))
}

/// Length of the whole bar.
fn total(result: &ArchitectureResult) -> String {
    let down = &result.downtime;
    if down.none_seen {
        format!("none seen (< {})", words::brief_minutes(down.ci95[1]))
    } else {
        let expected = result.expected.as_ref().map(|it| it.downtime);
        words::minutes(expected.unwrap_or(down.mean))
    }
}

/// A part of a bar, a hair apart from the next, with its name where there is room.
fn segment(canvas: &Canvas<'_>, part: &Part, area: Rect) {
    if area.right - area.left < 1.0 {
        return;
    }
    let gap = if area.right - area.left > 4.0 {
        2.0
    } else {
        0.0
    };
    canvas.block(
        Rect {
            right: area.right - gap,
            ..area
        },
        part.colour.0,
    );
    let room = area.right - area.left - 14.0;
    let text = &part.name;
    if area.bottom - area.top >= SMALL * lettering::LINE
        && lettering::width(text, SMALL, false) <= room
    {
        canvas.text(text, area.centre(), centred(SMALL, false, part.colour.1));
    }
}

/// The key above the bars: what each colour is called.
fn key(parts: &[Part]) -> Key<&Part> {
    let layout = KeyLayout {
        from: (LEFT, 158.0),
        right: WIDTH - LEFT - 4.0,
        row: KEY_ROW,
        sign: 40.0,
        gap: 34.0,
        size: TEXT,
    };
    let room = WIDTH - 2.0 * LEFT - 44.0;
    let signs = parts
        .iter()
        .map(|part| (part, lettering::clip(&part.name, TEXT, false, room)));
    Key::new(signs, &layout)
}

/// The bars in sentences.
fn description(results: &Results) -> String {
    let mut text = "Bars of the downtime that is expected a year, by cause.".to_owned();
    for result in &results.architectures {
        text.push_str(&format!(
            " {}: {}",
            words::plain(&result.name),
            total(result)
        ));
        for cause in caused_by(result).into_iter().take(3) {
            text.push_str(&format!(
                ", {} {}",
                words::plain(cause.kind),
                words::minutes(cause.minutes)
            ));
        }
        text.push('.');
    }
    text
}
