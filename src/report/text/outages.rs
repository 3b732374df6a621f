//! The second table: what one outage of each kind of source costs each architecture, everything else up.

use crate::{
    answer::Results,
    report::{
        kinds::kinds,
        lines::TableStyle,
        tables::outages::{by_architecture, by_kind},
        words,
    },
};

/// The table's lines: kinds as rows where all architectures fit side by side, else whichever way is shorter.
pub(super) fn rows(results: &Results, style: TableStyle) -> Vec<String> {
    let kinds = kinds(results);
    let medium = style.medium();
    let upright = by_kind(results, &kinds).grid(medium);
    let lines = upright.lines(style);
    if upright.block_count(style.width) == 1 {
        return lines;
    }
    let turned = by_architecture(results, &kinds, medium.third());
    let turned = turned.grid(medium).lines(style);
    if turned.len() < lines.len() {
        turned
    } else {
        lines
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
