//! What the downtime of each architecture is caused by: a bar of minutes a year, stacked by kind of source.
//!
//! At the base of every bar stands what no architecture of the plan reduces, in grey, and behind all bars a band as wide as
//! the least of these: nothing in the plan goes below it. Every other kind has one colour in all bars.

mod part;

use super::axis;
use super::canvas::{Canvas, centred, left, right};
use super::frame::{Frame, Key, KeyLayout, square};
use super::geometry::Rect;
use super::lettering;
use super::palette::{INK, LEFT, SOFT_INK, UNRELIEVED_BAND, WHITE, WIDTH};
use super::sheet::{self, HEADINGS, Words};
use crate::{
    answer::{ArchitectureResult, Results},
    report::{kinds::by_kind, words},
};
use part::{Part, is_base, parts};

/// Font size of names and numbers.
const TEXT: f64 = 26.0;
/// Font size in the bars.
const SMALL: f64 = 24.0;
/// Where the names of architectures begin and bars begin and end.
const BARS: (f64, f64) = (396.0, WIDTH - 236.0);
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
    let key = key(results, &parts);
    let top = 170.0 + KEY_ROW + key.more();
    let bottom = top + pitch * count as f64 + 8.0;
    let axis = axis::amounts(longest, BARS);
    let frame = Frame {
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
        subtitle: "expected minutes without service a year, by cause".to_owned(),
        description: description(results),
    };
    let least = parts
        .first()
        .filter(|part| is_base(part))
        .map_or(0.0, |part| {
            part.minutes.iter().copied().fold(f64::INFINITY, f64::min)
        });
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, bottom + 84.0), |canvas| {
        key.draw(canvas, |part, at| {
            square(canvas, at, part.colour.0);
            if is_base(part) { INK } else { SOFT_INK }
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
        words::minutes(down.mean)
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
    let text = if is_base(part) {
        "nothing helps"
    } else {
        &part.name
    };
    if area.bottom - area.top >= SMALL * lettering::LINE
        && lettering::width(text, SMALL, false) <= room
    {
        canvas.text(text, area.centre(), centred(SMALL, false, part.colour.1));
    }
}

/// The key above the bars: what each colour is called.
fn key<'a>(results: &Results, parts: &'a [Part]) -> Key<&'a Part> {
    let words = |part: &Part| {
        if !is_base(part) {
            return part.name.clone();
        }
        let names = results.unrelieved.iter().map(|name| words::plain(name));
        let names: Vec<String> = names.collect();
        format!("{}: {}", part.name, names.join(", "))
    };
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
        .map(|part| (part, lettering::clip(&words(part), TEXT, false, room)));
    Key::new(signs, &layout)
}

/// The bars in sentences.
fn description(results: &Results) -> String {
    let mut text = "Bars of expected downtime a year by cause.".to_owned();
    for result in &results.architectures {
        text.push_str(&format!(
            " {}: {}",
            words::plain(&result.name),
            total(result)
        ));
        let mut kinds = by_kind(&result.causes, |cause| cause.minutes_per_year);
        kinds.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (kind, minutes) in kinds.iter().take(3) {
            text.push_str(&format!(
                ", {} {}",
                words::plain(kind),
                words::minutes(*minutes)
            ));
        }
        text.push('.');
    }
    text
}
