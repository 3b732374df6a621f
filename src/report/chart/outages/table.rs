//! The table on the sheet: the key of its colours, its headings and its rows.

use crate::report::chart::canvas::{Canvas, centred, left, right};
use crate::report::chart::frame::{Key, KeyLayout};
use crate::report::chart::geometry::Rect;
use crate::report::chart::lettering;
use crate::report::chart::palette::{CELL_INK, GRID, HEAT, INK, LEFT, SOFT_INK, WHITE, on_heat};
use crate::{
    report::{kinds::Kind, words},
    units::MINUTES_PER_HOUR,
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
pub(super) const TEXT: f64 = 24.0;
/// Height of half a row, and where money stands below the minutes.
pub(super) const HALF: f64 = 34.0;
pub(super) const PRICED: f64 = 58.0;
/// Height of the key between the headings and the table.
pub(super) const KEY_AT: f64 = 166.0;
/// From this width on a column's heading lies flat.
pub(super) const FLAT: f64 = 130.0;
/// Longest heading that runs upwards.
pub(super) const UPWARD: f64 = 360.0;
/// Columns of the keys: kinds, lengths, how often.
pub(super) const KEYS: [f64; 3] = [300.0, 180.0, 300.0];

/// The table's measures.
pub(super) struct Table<'a> {
    /// Height of half a row.
    pub(super) half: f64,
    /// The price of an hour, where there is one, and its currency.
    pub(super) price: Option<(f64, &'a str)>,
    /// Where the first row begins.
    pub(super) top: f64,
    /// Where the first architecture's column begins.
    pub(super) keys: f64,
    /// Width of a column.
    pub(super) column: f64,
    /// Where the last one's ends.
    pub(super) right: f64,
}

impl Table<'_> {
    /// What the colours mean.
    pub(super) fn key(&self, canvas: &Canvas<'_>) {
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

    /// The names above the columns.
    pub(super) fn headings(&self, canvas: &Canvas<'_>, names: &[String]) {
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
        small(
            self.keys - 20.0,
            ["one such reaches us,", "a year (90 % range)"],
        );
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

    /// A kind: its keys, and a pair of cells an architecture.
    pub(super) fn row(
        &self,
        canvas: &Canvas<'_>,
        row: usize,
        kind: &Kind<'_>,
        groups: &[Vec<usize>],
    ) {
        let half = self.half;
        let top = self.top + 2.0 * half * row as f64;
        let (upper, lower) = (top + half / 2.0 + 1.0, top + half * 1.5 + 1.0);
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
            &short(&kind.rate()),
            (self.keys - 20.0, upper),
            right(TEXT, false, INK),
        );
        if let Some(range) = kind.rate_range() {
            canvas.text(
                &short(&range),
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
                let middle = (x + self.column / 2.0, top + half);
                canvas.text("–", middle, centred(TEXT, false, SOFT_INK));
                continue;
            };
            let area = |which: f64| {
                Rect::sized(
                    (x + 2.0, top + half * which + 2.0),
                    (self.column - 4.0, half - 2.0),
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
        let time = if step == 0 {
            "nothing".to_owned()
        } else {
            words::brief_minutes(minutes)
        };
        let colour = if step == 0 { CELL_INK } else { on_heat(step) };
        let style = centred(TEXT, false, colour);
        let room = area.right - area.left - 4.0;
        let fits = |text: &str| lettering::width(text, TEXT, false) <= room;
        let money = self.price.filter(|_| step > 0).map(|(price, currency)| {
            let amount = price * minutes / MINUTES_PER_HOUR;
            let whole = words::money_short(amount, currency);
            // A long amount stays off its neighbours.
            match fits(&whole) {
                true => whole,
                false => words::money_about(amount, currency),
            }
        });
        let (x, middle) = area.centre();
        let Some(money) = money else {
            return canvas.text(&time, (x, middle), style);
        };
        // All cells of a table have one form.
        if self.half < PRICED {
            return canvas.text(&format!("{time}, {money}"), (x, middle), style);
        }
        canvas.text(&time, (x, middle - 13.0), style);
        canvas.text(&money, (x, middle + 14.0), style);
    }
}

/// A rate where there is hardly room for it.
fn short(rate: &str) -> String {
    rate.replace(" years", " y")
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
