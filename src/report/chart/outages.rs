//! The heat map: what one outage of each kind costs each architecture, for a typical length and for a long one.
//!
//! Kinds are rows, architectures columns; each cell is a pair, the typical (median) length above and the one that only one
//! outage in ten exceeds below. How often such an outage comes stands beside its row, apart, for nothing in the cells
//! depends on it.

use super::canvas::{Canvas, centred, left, right};
use super::frame::{Key, KeyLayout};
use super::geometry::Rect;
use super::lettering;
use super::palette::{CELL_INK, GRID, HEAT, INK, LEFT, SOFT_INK, WHITE, WIDTH, on_heat};
use super::sheet::{self, HEADINGS, Words};
use crate::report::kinds::{Kind, kinds};
use crate::{
    answer::{OutageRow, Results},
    report::words,
};

/// Where the colour changes [min].
const STEPS: [f64; 7] = [1e-9, 1.0, 5.0, 15.0, 60.0, 180.0, 480.0];
/// What the steps are called in the key.
const STEP_WORDS: [&str; 8] = [
    "none",
    "under 1 min",
    "1 – 5 min",
    "5 – 15 min",
    "15 – 60 min",
    "1 – 3 h",
    "3 – 8 h",
    "8 h and more",
];
/// Font size in the table.
const TEXT: f64 = 24.0;
/// Height of half a row.
const HALF: f64 = 34.0;
/// Height of the key between the headings and the table.
const KEY_AT: f64 = 166.0;
/// Widest and narrowest column.
const COLUMN: (f64, f64) = (190.0, 100.0);
/// From this width on a column's heading lies flat.
const FLAT: f64 = 130.0;
/// Height of a line below the table.
const FOOT: f64 = 34.0;
/// Up to this many architectures each has its column; of more, those that differ in nothing share one.
const FEW: usize = 12;
/// Longest heading that runs upwards.
const UPWARD: f64 = 360.0;
/// Columns of the keys: kinds, lengths, how often.
const KEYS: [f64; 3] = [310.0, 190.0, 250.0];

/// The heat map of what one outage costs, a complete SVG document; `None` where nothing can fail.
pub fn outages_svg(results: &Results) -> Option<String> {
    let all = kinds(results);
    // A row without a loss in any cell shows nothing but its name.
    let (shown, harmless): (Vec<_>, Vec<_>) = all.into_iter().partition(costs);
    if shown.is_empty() {
        return None;
    }
    let groups = groups(results, &shown);
    let count = groups.len() as f64;
    let keys: f64 = KEYS.iter().sum::<f64>() + LEFT;
    let column = ((WIDTH - keys - LEFT) / count).clamp(COLUMN.1, COLUMN.0);
    let width = (keys + LEFT + column * count).max(WIDTH);
    let name = |index: &usize| words::plain(&results.architectures[*index].name);
    let headings = groups.iter().map(|group| match group.len() {
        1 => name(&group[0]),
        several => format!("{} +{}", name(&group[0]), several - 1),
    });
    let names: Vec<String> = headings.collect();
    let mut feet: Vec<String> = Vec::new();
    if !harmless.is_empty() {
        let names: Vec<String> = harmless
            .iter()
            .map(|kind| words::plain(kind.name))
            .collect();
        feet.push(format!(
            "No design here loses anything to one outage of: {}.",
            names.join(", ")
        ));
    }
    for group in groups.iter().filter(|group| group.len() > 1) {
        let others: Vec<String> = group[1..].iter().map(name).collect();
        feet.push(format!(
            "{} is no different from: {}.",
            name(&group[0]),
            others.join(", ")
        ));
    }
    let heading = if column >= FLAT {
        3.2 * TEXT * lettering::LINE
    } else {
        let longest = names
            .iter()
            .map(|name| lettering::width(name, TEXT, true))
            .fold(80.0, f64::max);
        longest.min(UPWARD) + 14.0
    };
    let top = KEY_AT + 44.0 + heading;
    let feet = lettering::wrapped(&feet, TEXT, width - 2.0 * LEFT);
    let foot = 24.0 + FOOT * feet.len() as f64;
    let height = top + 2.0 * HALF * shown.len() as f64 + 8.0 + foot;
    let words = Words {
        id: "outages",
        title: format!("{}: what one outage costs", words::plain(&results.service)),
        subtitle: "minutes lost in one outage, all else up: of typical length, and the one in ten that is longer".to_owned(),
        description: description(results),
    };
    let sheet = Table {
        top,
        keys,
        column,
        right: keys + column * count,
    };
    let svg = sheet::document(&words, &HEADINGS, (width, height), |canvas| {
        sheet.key(canvas);
        sheet.headings(canvas, &names);
        for (row, kind) in shown.iter().enumerate() {
            sheet.row(canvas, row, kind, &groups);
        }
        for (index, text) in feet.iter().enumerate() {
            let down = height - foot + FOOT * (index as f64 + 0.5) + 6.0;
            canvas.text(text, (LEFT, down), left(TEXT, false, SOFT_INK));
        }
    });
    Some(svg)
}

/// Which architectures share a column, each column's first one's index first.
fn groups(results: &Results, kinds: &[Kind<'_>]) -> Vec<Vec<usize>> {
    let all = 0..results.architectures.len();
    if all.len() <= FEW {
        return all.map(|index| vec![index]).collect();
    }
    let cell = |row: Option<&OutageRow>| {
        row.map(|row| {
            [row.minutes_lost, row.minutes_lost_p90].map(|lost| lost.map(words::brief_minutes))
        })
    };
    let alike = |a: usize, b: usize| {
        kinds
            .iter()
            .all(|kind| cell(kind.rows[a]) == cell(kind.rows[b]))
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in all {
        match groups.iter_mut().find(|group| alike(group[0], index)) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

/// Whether an outage of the kind costs anybody anything.
fn costs(kind: &Kind<'_>) -> bool {
    let lost =
        |row: &&OutageRow| row.minutes_lost.unwrap_or(0.0) + row.minutes_lost_p90.unwrap_or(0.0);
    kind.rows.iter().flatten().any(|row| lost(row) > 0.0)
}

/// The table's measures.
struct Table {
    /// Where the first row begins.
    top: f64,
    /// Where the first architecture's column begins.
    keys: f64,
    /// Width of a column.
    column: f64,
    /// Where the last one's ends.
    right: f64,
}

impl Table {
    /// What the colours mean.
    fn key(&self, canvas: &Canvas<'_>) {
        let layout = KeyLayout {
            from: (LEFT, KEY_AT),
            right: f64::INFINITY,
            row: 0.0,
            sign: 28.0,
            gap: 4.0,
            size: TEXT,
        };
        let key = Key::new((0..).zip(STEP_WORDS.map(str::to_owned)), &layout);
        for (step, text, (x, y)) in &key.entries {
            let wide = lettering::width(text, TEXT, false) + layout.sign;
            let area = Rect::sized((*x, y - 20.0), (wide, 40.0));
            canvas.block(area, HEAT[*step]);
            canvas.text(text, area.centre(), centred(TEXT, false, on_heat(*step)));
        }
        canvas.text(
            "–  nothing of that kind",
            (key.end.0 + 16.0, KEY_AT),
            left(TEXT, false, SOFT_INK),
        )
    }

    fn headings(&self, canvas: &Canvas<'_>, names: &[String]) {
        let base = self.top - 14.0;
        let line = TEXT * lettering::LINE;
        let small = |x: f64, texts: [&str; 2]| {
            texts.iter().enumerate().for_each(|(index, text)| {
                canvas.text(
                    text,
                    (x, base - line * (1.5 - index as f64)),
                    right(TEXT, true, INK),
                )
            })
        };
        canvas.text(
            "one outage of",
            (LEFT, base - line / 2.0),
            left(TEXT, true, INK),
        );
        small(
            LEFT + KEYS[0] + KEYS[1] - 20.0,
            ["its length,", "1 in 10 longer"],
        );
        small(self.keys - 20.0, ["how often a year,", "90 % range"]);
        for (index, name) in names.iter().enumerate() {
            let x = self.keys + self.column * (index as f64 + 0.5);
            if self.column < FLAT {
                let name = lettering::clip_middle(name, TEXT, true, UPWARD);
                canvas.upward(&name, (x, base), TEXT, INK);
                continue;
            }
            let lines = folded(name, self.column - 8.0);
            for (index, text) in lines.iter().enumerate() {
                let up = lines.len() as f64 - index as f64 - 0.5;
                canvas.text(text, (x, base - line * up), centred(TEXT, true, INK));
            }
        }
    }

    fn row(&self, canvas: &Canvas<'_>, row: usize, kind: &Kind<'_>, groups: &[Vec<usize>]) {
        let top = self.top + 2.0 * HALF * row as f64;
        let (upper, lower) = (top + HALF / 2.0 + 1.0, top + HALF * 1.5 + 1.0);
        canvas.line(&[(LEFT, top), (self.right, top)], GRID, 2);
        let name = lettering::clip_middle(&words::plain(kind.name), TEXT, true, KEYS[0] - 4.0);
        canvas.text(&name, (LEFT, upper), left(TEXT, true, INK));
        let lengths = LEFT + KEYS[0] + KEYS[1] - 20.0;
        let fits = |text: String, room: f64| {
            let wide = lettering::width(&text, TEXT, false);
            // A range over the architectures may be too long; its upper end is the one to mind.
            if wide <= room {
                text
            } else {
                format!("to {}", text.rsplit(" – ").next().unwrap_or(&text))
            }
        };
        canvas.text(
            &fits(kind.length(), KEYS[1] + 60.0),
            (lengths, upper),
            right(TEXT, false, INK),
        );
        canvas.text(
            &fits(kind.long_length(), KEYS[1] + 60.0),
            (lengths, lower),
            right(TEXT, false, SOFT_INK),
        );
        canvas.text(
            &kind.rate().replace("under ", "<"),
            (self.keys - 20.0, upper),
            right(TEXT, false, INK),
        );
        if let Some(range) = kind.rate_range() {
            let range = range.replace("under ", "<");
            canvas.text(
                &range,
                (self.keys - 20.0, lower),
                right(TEXT, false, SOFT_INK),
            );
        }
        for (index, group) in groups.iter().enumerate() {
            let cell = kind.rows[group[0]];
            let x = self.keys + self.column * index as f64;
            let Some((typical, long)) =
                cell.and_then(|row| row.minutes_lost.zip(row.minutes_lost_p90))
            else {
                let middle = (x + self.column / 2.0, top + HALF);
                canvas.text("–", middle, centred(TEXT, false, SOFT_INK));
                continue;
            };
            let area = |half: f64| {
                Rect::sized(
                    (x + 2.0, top + HALF * half + 2.0),
                    (self.column - 4.0, HALF - 2.0),
                )
            };
            self.cell(canvas, area(0.0), typical);
            self.cell(canvas, area(1.0), long);
        }
    }

    /// One number on its colour.
    fn cell(&self, canvas: &Canvas<'_>, area: Rect, minutes: f64) {
        let step = STEPS.iter().filter(|&&from| minutes >= from).count();
        canvas.block(area, HEAT.get(step).copied().unwrap_or(WHITE));
        let text = if step == 0 {
            "none".to_owned()
        } else {
            words::minutes(minutes)
        };
        let text = if lettering::width(&text, TEXT, false) <= area.right - area.left - 4.0 {
            text
        } else {
            words::brief_minutes(minutes)
        };
        let colour = if step == 0 { CELL_INK } else { on_heat(step) };
        canvas.text(&text, area.centre(), centred(TEXT, false, colour))
    }
}

/// A name in at most three lines, broken at its hyphens and spaces; what is too long still is clipped.
fn folded(name: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in name.split_inclusive(['-', ' ', '_']) {
        match lines.last_mut() {
            Some(line) if lettering::width(&format!("{line}{part}"), TEXT, true) <= room => {
                line.push_str(part)
            }
            _ => lines.push(part.to_owned()),
        }
    }
    if lines.len() > 3 {
        let rest = lines.split_off(2).concat();
        lines.push(rest);
    }
    let clipped = lines
        .iter()
        .map(|line| lettering::clip_middle(line.trim_end(), TEXT, true, room));
    clipped.collect()
}

/// The table in sentences.
fn description(results: &Results) -> String {
    let mut text = format!(
        "Table of what one outage costs {} architectures.",
        results.architectures.len()
    );
    for kind in kinds(results).iter().filter(|kind| costs(kind)) {
        text.push_str(&format!(
            " {}, {} long, {} a year:",
            words::plain(kind.name),
            kind.length(),
            kind.rate()
        ));
        let cells: Vec<String> = results
            .architectures
            .iter()
            .zip(&kind.rows)
            .map(|(result, row)| {
                let lost = row
                    .and_then(|row| row.minutes_lost)
                    .map_or_else(|| "nothing of the kind".to_owned(), words::minutes);
                format!(" {} {lost}", words::plain(&result.name))
            })
            .collect();
        text.push_str(&cells.join(","));
        text.push('.');
    }
    text
}
