//! How bad a year can be: of each design a typical year, a bad one and a terrible one, as bars of one scale.
//!
//! A mean is not a year. Half of all years have more downtime than the typical one, one in ten more than the bad one, one in a
//! hundred more than the terrible one: quantiles of the yearly total over the simulated years, and over the scenarios where there are any.

use super::canvas::{Canvas, left};
use super::geometry::{Rect, Segment};
use super::lettering;
use super::limit::limit;
use super::palette::{BAND, BEATEN, FRONTIER, GRID, INK, LEFT, LIMIT, SOFT_INK, WIDTH, size};
use super::sheet::{self, HEADINGS, Words};
use crate::{
    answer::{ArchitectureResult, Basis, Results},
    decide::allowed,
    report::words,
};

/// Font size of names and numbers.
const TEXT: f64 = 28.0;
/// Height of a row, and of a bar in it.
const PITCH: f64 = 66.0;
const BAR: f64 = 16.0;
/// Where the first row begins.
const TOP: f64 = 262.0;
/// Where the columns begin.
const NAMES: f64 = 430.0;
/// Room of a column, and how much of it the longest bar takes.
const COLUMN: f64 = (WIDTH - NAMES - LEFT) / 3.0;
const LONGEST: f64 = COLUMN - 30.0;
/// The years, with the share that is worse.
const YEARS: [(&str, &str); 3] = [
    ("typical year", "1 in 2 is worse"),
    ("bad year", "1 in 10 is worse"),
    ("terrible year", "1 in 100 is worse"),
];

/// The years, a complete SVG document; `None` where no design had downtime in one year of a hundred.
pub fn years_svg(results: &Results) -> Option<String> {
    let all = &results.architectures;
    let most = all.iter().flat_map(totals).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let recommended = results.decision.recommended();
    let chosen = |it: &ArchitectureResult| recommended == Some(&it.name);
    let bottom = TOP + PITCH * all.len() as f64;
    let goal = results.goal.availability.map(allowed);
    let goal = goal.filter(|minutes| *minutes > 0.0 && *minutes <= most);
    let words = Words {
        id: "years",
        title: title(results),
        subtitle: subtitle(results),
        description: description(results),
    };
    let foot = if goal.is_some() { 70.0 } else { 24.0 };
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, bottom + foot), |canvas| {
        headings(canvas);
        for (row, result) in all.iter().enumerate() {
            let top = TOP + PITCH * row as f64;
            if chosen(result) {
                canvas.block(band(top), BAND);
            }
            canvas.line(&[(LEFT, top), (WIDTH - LEFT, top)], GRID, 1);
            draw_row(canvas, result, (top, most), chosen(result));
        }
        if let (Some(minutes), Some(share)) = (goal, results.goal.availability) {
            let label = format!(
                "the goal of {} leaves {} a year",
                words::availability(share),
                words::minutes(minutes)
            );
            for (row, column) in
                (0..all.len()).flat_map(|row| (0..YEARS.len()).map(move |it| (row, it)))
            {
                let x = column_at(column) + LONGEST * minutes / most;
                let top = TOP + PITCH * row as f64;
                // Beside the bars, not through the numbers above them.
                limit(
                    canvas,
                    Segment::new((x, top + 38.0), (x, top + PITCH - 4.0)),
                );
            }
            let at = (column_at(0), bottom + 36.0);
            canvas.text(&label, at, left(size::LIMIT, true, LIMIT));
        }
    });
    Some(svg)
}

fn column_at(column: usize) -> f64 {
    NAMES + COLUMN * column as f64
}

fn band(top: f64) -> Rect {
    Rect {
        left: LEFT - 12.0,
        top,
        right: WIDTH - LEFT + 12.0,
        bottom: top + PITCH,
    }
}

fn headings(canvas: &Canvas<'_>) {
    for (column, (name, share)) in YEARS.iter().enumerate() {
        let x = column_at(column);
        canvas.text(name, (x, TOP - 74.0), left(TEXT, true, INK));
        canvas.text(share, (x, TOP - 36.0), left(TEXT, false, SOFT_INK));
    }
}

fn draw_row(
    canvas: &Canvas<'_>,
    result: &ArchitectureResult,
    (top, most): (f64, f64),
    chosen: bool,
) {
    let middle = top + PITCH / 2.0;
    let mark = if chosen { "→ " } else { "" };
    let name = format!("{mark}{}", words::plain(&result.name));
    let name = lettering::clip_middle(&name, TEXT, chosen, NAMES - LEFT - 20.0);
    canvas.text(&name, (LEFT, middle), left(TEXT, chosen, INK));
    let colour = if chosen { FRONTIER } else { BEATEN };
    for (column, minutes) in totals(result).into_iter().enumerate() {
        let x = column_at(column);
        let said = if minutes > 0.0 {
            words::minutes(minutes)
        } else {
            "none".to_owned()
        };
        canvas.text(&said, (x, top + 20.0), left(TEXT, chosen, INK));
        if minutes > 0.0 {
            let wide = (LONGEST * minutes / most).max(2.0);
            canvas.block(Rect::sized((x, top + 40.0), (wide, BAR)), colour);
        }
    }
}

/// Downtime of the three years [min].
fn totals(result: &ArchitectureResult) -> [f64; 3] {
    let years = result.single_years();
    [years.p50, years.p90, years.p99]
}

/// What is counted, and with which numbers.
fn subtitle(results: &Results) -> String {
    let numbers = match results.basis {
        Basis::Expected => format!(
            "whose numbers are drawn from their ranges ({} scenarios)",
            results.scenarios
        ),
        Basis::AsWritten => "with the numbers as written".to_owned(),
    };
    format!("downtime of a single year, {numbers}; all bars have one scale")
}

/// What the bad year is with the design that is chosen.
fn title(results: &Results) -> String {
    let service = words::plain(&results.service);
    let chosen = results.decision.recommended();
    let chosen = chosen.and_then(|name| results.architecture(name));
    let bad = chosen.map_or(0.0, |it| it.single_years().p90);
    match bad > 0.0 {
        true => format!(
            "{service}: 1 year in 10 has more than {}",
            words::minutes(bad)
        ),
        false => format!("{service}: how bad a year can be"),
    }
}

/// The bars in sentences.
fn description(results: &Results) -> String {
    let mut text = "Bars of the downtime of a typical, a bad and a terrible year.".to_owned();
    for result in &results.architectures {
        let [typical, bad, terrible] = totals(result).map(words::minutes);
        text.push_str(&format!(
            " {}: typical {typical}, bad {bad}, terrible {terrible}.",
            words::plain(&result.name)
        ));
    }
    text
}
