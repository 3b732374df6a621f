//! Which line is which: names at the right or at the lines' ends.

use super::line::Line;
use crate::report::chart::canvas::{Canvas, left};
use crate::report::chart::geometry::{Point, Rect, Segment};
use crate::report::chart::lettering;
use crate::report::chart::palette::{INK, LEADER, LEFT, SOFT_INK, WIDTH, size};

/// Font size of the lines' names.
const SMALL: f64 = 24.0;

/// Names at the right, each joined to its line: the worst line's highest, so that no leader crosses a worse line twice. The
/// name of a line that ends far from there stands at its end.
pub(super) fn names(canvas: &Canvas<'_>, lines: &[Line], goal: Option<f64>, plot: Rect) {
    let mut named: Vec<&Line> = Vec::new();
    for line in lines.iter().filter(|line| line.named) {
        match place_at_end(line, lines, goal, plot) {
            Some((name, at)) => canvas.text(&name, at, left(SMALL, true, INK)),
            None => named.push(line),
        }
    }
    let middle = plot.top + 0.62 * (plot.bottom - plot.top);
    named.sort_by(|a, b| b.at(middle).total_cmp(&a.at(middle)));
    let pitch = ((plot.bottom - plot.top) * 0.7 / named.len().max(1) as f64).min(84.0);
    let grey = lines.iter().any(|line| !line.named);
    for (line, height) in named.iter().zip(heights(&named, pitch, grey, plot)) {
        let level = line.nearest(height);
        let at = (line.at(level), level);
        let edge = (plot.right + 12.0, height);
        canvas.dashes(Segment::new(at, edge), line.colour, 2, (3, 6));
        canvas.disc(at, 6.0, line.colour);
        canvas.line(&[edge, (edge.0 + 26.0, height)], line.colour, 6);
        let room = WIDTH - LEFT - edge.0 - 36.0;
        let start = edge.0 + 36.0;
        let mut names = line.names.clone();
        let rows = ((pitch / (SMALL * lettering::LINE)) as usize).clamp(1, 3);
        if rows == 1 && names.len() > 1 {
            names = vec![format!("{} and {} more", names[0], names.len() - 1)];
        } else if names.len() > rows {
            let more = names.split_off(rows - 1).len();
            names.push(format!("and {more} more"));
        }
        for (index, name) in names.iter().enumerate() {
            let down = (index as f64 - (names.len() as f64 - 1.0) / 2.0) * SMALL * lettering::LINE;
            let name = lettering::clip_middle(name, SMALL, true, room);
            canvas.text(&name, (start, height + down), left(SMALL, true, INK));
        }
    }
    if lines.iter().any(|line| !line.named) {
        let at = (plot.right + 12.0, plot.bottom - 12.0);
        canvas.line(&[at, (at.0 + 26.0, at.1)], LEADER, 3);
        canvas.text(
            "off the frontier",
            (at.0 + 36.0, at.1),
            left(size::LIST, false, SOFT_INK),
        );
    }
}

/// The name of a line and where it stands if that is at the line's end: above it, where the end is far from the names at the
/// right and nothing else is there.
fn place_at_end(
    line: &Line,
    lines: &[Line],
    goal: Option<f64>,
    plot: Rect,
) -> Option<(String, Point)> {
    let &(x, y) = line.points.last()?;
    if x > f64::midpoint(plot.left, plot.right) {
        return None;
    }
    let name = line.names.join(", ");
    let height = SMALL * lettering::LINE;
    let area = Rect::sized(
        (x + 10.0, y - height - 6.0),
        (lettering::width(&name, SMALL, true), height),
    );
    let meets = |line: &Line| {
        let mut segments = line.points.windows(2);
        segments.any(|ends| area.meets(&Segment::new(ends[0], ends[1])))
    };
    let across = goal.is_some_and(|goal| (area.left..=area.right).contains(&goal));
    let free = plot.contains(&area) && !across && !lines.iter().any(meets);
    free.then(|| (name, (area.left, area.centre().1)))
}

/// Where the names stand, from the top: each beside its line, for a line may begin far down or end far up, yet none nearer
/// than the pitch to the one before.
fn heights(lines: &[&Line], pitch: f64, grey: bool, plot: Rect) -> Vec<f64> {
    let from = plot.top + 0.2 * (plot.bottom - plot.top);
    let mut heights: Vec<f64> = Vec::new();
    for (rank, line) in lines.iter().enumerate() {
        let beside = line.nearest(from + pitch * rank as f64);
        let least = heights.last().map_or(plot.top, |before| before + pitch);
        heights.push(beside.max(least));
    }
    // Whatever was pushed off the plot comes back, and pushes those before it.
    // Below stands what grey lines are.
    let key = if grey { 0.08 } else { 0.0 };
    let mut most = plot.bottom - key * (plot.bottom - plot.top);
    for height in heights.iter_mut().rev() {
        *height = height.min(most);
        most = *height - pitch;
    }
    heights
}
