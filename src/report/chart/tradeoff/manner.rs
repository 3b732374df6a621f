//! How names are written: their size, and what stands below them.

use super::mark::Mark;
use crate::report::chart::lettering::{self, LINE};
use crate::report::chart::palette::size;

/// Up to this many architectures the names carry their numbers.
pub(super) const FEW: usize = 9;

/// How names are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Font size of the name.
    pub(super) size: f64,
    /// Whether a second line says cost and downtime.
    values: bool,
    /// Whether a last line says from which price of an hour it pays.
    pays: bool,
    /// Longest name.
    room: f64,
}

/// The manners to try, the most readable first.
pub(super) fn manners(marks: usize) -> Vec<Manner> {
    let [large, medium, small] = size::NAMES;
    let manner = |size: f64, values: bool, pays: bool, ems: f64| Manner {
        size,
        values,
        pays,
        room: ems * size,
    };
    if marks <= FEW {
        vec![
            manner(large, true, true, 32.0),
            manner(medium, true, true, 32.0),
            manner(medium, true, false, 32.0),
            manner(medium, false, false, 32.0),
            manner(small, false, false, 32.0),
        ]
    } else {
        vec![
            manner(medium, false, true, 32.0),
            manner(medium, false, false, 32.0),
            manner(small, false, false, 32.0),
        ]
    }
}

/// A mark's label.
pub(super) fn lines(mark: &Mark, manner: Manner) -> Vec<String> {
    let name = if mark.name.is_empty() {
        "(no name)"
    } else {
        &mark.name
    };
    let name = lettering::clip_middle(name, manner.size, true, manner.room);
    let mut lines = if manner.values {
        vec![name, mark.values.clone()]
    } else if mark.none_seen {
        vec![format!("{name} (none seen)")]
    } else {
        vec![name]
    };
    lines.extend(mark.pays.clone().filter(|_| manner.pays));
    lines
}

/// Font size of a label's further lines.
pub(super) fn second_size(size: f64) -> f64 {
    (size * 0.86).round()
}

/// The room that a label takes.
pub(super) fn box_of(lines: &[String], size: f64) -> (f64, f64) {
    let first = lines
        .first()
        .map_or(0.0, |line| lettering::width(line, size, true));
    let further = lines.iter().skip(1);
    let widest = further
        .clone()
        .map(|line| lettering::width(line, second_size(size), false))
        .fold(first, f64::max);
    let height = size * LINE + further.count() as f64 * second_size(size) * LINE;
    (widest, height)
}
