//! The heat map: what one outage of each kind costs each architecture, for a typical length and for a long one.
//!
//! Kinds are rows, architectures columns; each cell is a pair, the typical (median) length above and the one that only one
//! outage in ten exceeds below. How often such an outage comes stands beside its row, apart, for nothing in the cells
//! depends on it.

mod table;

use super::canvas::left;
use super::lettering;
use super::palette::{LEFT, SOFT_INK, WIDTH};
use super::sheet::{self, HEADINGS, Words};
use crate::report::kinds::{Kind, kinds};
use crate::{
    answer::{OutageRow, Results},
    report::words,
};
use table::{FLAT, HALF, KEY_AT, KEYS, PRICED, TEXT, Table, UPWARD};

/// Widest and narrowest column.
const COLUMN: (f64, f64) = (190.0, 100.0);
/// From this width on a column has room for time and money side by side.
const ROOMY: f64 = 180.0;
/// Height of a line below the table.
const FOOT: f64 = 34.0;
/// Up to this many architectures each has its column; of more, those that differ in nothing share one.
const FEW: usize = 12;

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
    let price = results.goal.outage_cost.filter(|price| *price > 0.0);
    let half = if price.is_some() && column < ROOMY {
        PRICED
    } else {
        HALF
    };
    let height = top + 2.0 * half * shown.len() as f64 + 8.0 + foot;
    let words = Words {
        id: "outages",
        title: format!("{}: what one outage costs", words::plain(&results.service)),
        subtitle: match price {
            Some(price) => format!(
                "time lost in one outage, and money at {} an hour: of typical length, and 1 in 10 longer",
                words::money_stated(price, &results.currency)
            ),
            None => "time lost in one outage, all else up: of typical length, and 1 in 10 longer"
                .to_owned(),
        },
        description: description(results),
    };
    let sheet = Table {
        half,
        price: price.map(|price| (price, results.currency.as_str())),
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
