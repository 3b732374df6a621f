//! The lines that the user drew: a goal, a budget, a price.

use super::canvas::Canvas;
use super::geometry::Segment;
use super::palette::LIMIT;
use crate::{answer::Results, decide::allowed, report::words};

/// A line across the data.
pub(super) fn limit(canvas: &Canvas<'_>, line: Segment) {
    canvas.dashes(line, LIMIT, 3, (16, 10));
}

/// The downtime that the goal allows [min a year], with its words.
pub(super) fn goal(results: &Results) -> Option<(f64, String)> {
    let share = results.goal.availability?;
    let minutes = allowed(share);
    let label = format!(
        "goal {}: {}",
        words::availability(share),
        words::minutes(minutes)
    );
    Some((minutes, label))
}

/// The words of a line that is too far from the data to be drawn with them.
pub(super) fn off_chart(label: &str) -> String {
    format!("{label}, off this chart")
}
