//! The second table: what one outage of each kind of source costs each architecture, everything else up.

use super::grid::{self, Column, Grid};
use super::{TableStyle, words};
use crate::answer::{OutageRow, Results};
use crate::report::kinds::{Kind, kinds};

/// Widest heading line over a column of times.
const HEADING: usize = 12;

/// The table's lines: kinds as rows where all architectures fit side by side, else whichever way is shorter.
pub(super) fn rows(results: &Results, style: TableStyle) -> Vec<String> {
    let kinds = kinds(results);
    let upright = by_kind(results, &kinds);
    let lines = upright.lines(style);
    if upright.block_count(style.width) == 1 {
        return lines;
    }
    let turned = by_architecture(results, &kinds, style).lines(style);
    if turned.len() < lines.len() {
        turned
    } else {
        lines
    }
}

/// Kinds down, architectures across.
fn by_kind(results: &Results, kinds: &[Kind<'_>]) -> Grid {
    let mut columns = vec![
        Column::words(
            "outage of",
            kinds
                .iter()
                .map(|kind| grid::clip(&words::plain(kind.name), 30))
                .collect(),
        ),
        Column::numbers("typical\nlength", kinds.iter().map(Kind::length).collect()),
        Column::numbers("how often\na year", kinds.iter().map(Kind::rate).collect()),
    ];
    for (index, result) in results.architectures.iter().enumerate() {
        let cells = kinds
            .iter()
            .map(|kind| lost(kind.rows.get(index).copied().flatten()))
            .collect();
        columns.push(Column::numbers(
            grid::fold(&words::plain(&result.name), HEADING),
            cells,
        ));
    }
    Grid {
        columns,
        keys: 3,
        strong: Vec::new(),
    }
}

/// Architectures down, kinds across.
fn by_architecture(results: &Results, kinds: &[Kind<'_>], style: TableStyle) -> Grid {
    let room = (style.width / 3).clamp(12, 40);
    let names = results
        .architectures
        .iter()
        .map(|result| grid::clip(&words::plain(&result.name), room))
        .collect();
    let mut columns = vec![Column::words(
        "time lost in one outage of\n(typical length, how often a year)",
        names,
    )];
    columns[0].heading = grid::fold(&columns[0].heading.replace('\n', " "), room.max(18));
    for kind in kinds {
        let heading = format!(
            "{}\n({},\n{})",
            grid::fold(&words::plain(kind.name), HEADING),
            kind.length(),
            kind.rate()
        );
        let cells = (0..results.architectures.len())
            .map(|index| lost(kind.rows.get(index).copied().flatten()))
            .collect();
        columns.push(Column::numbers(heading, cells));
    }
    Grid {
        columns,
        keys: 1,
        strong: Vec::new(),
    }
}

/// The time lost, in words.
fn lost(row: Option<&OutageRow>) -> String {
    match row.and_then(|row| row.minutes_lost) {
        None => "–".to_owned(),
        Some(0.0) => "none".to_owned(),
        Some(minutes) => words::minutes(minutes),
    }
}

/// A sentence on the kinds of source that nothing in the plan helps against.
pub(super) fn unrelieved(results: &Results) -> String {
    let kinds = kinds(results);
    let named = |name: &String| {
        let found = kinds.iter().find(|kind| kind.name == name);
        let least = found.map(|kind| kind.range(|row| row.minutes_lost.unwrap_or(0.0)).0);
        match least {
            Some(least) if least.is_finite() => {
                format!("{} ({})", words::plain(name), words::minutes(least))
            }
            _ => words::plain(name),
        }
    };
    let names: Vec<String> = results.unrelieved.iter().map(named).collect();
    format!("Nothing here helps against: {}.", names.join(", "))
}
