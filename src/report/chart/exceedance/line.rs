//! The lines of the architectures: their corners on the sheet, and which of them lie on each other.

use super::reach::curves;
use crate::report::chart::axis::Scale;
use crate::report::chart::geometry::{Point, Rect};
use crate::report::chart::palette::{Colour, FRONTIER, KINDS, LEADER};
use crate::{answer::Results, report::words};

/// Up to this many architectures each line has its name; of more only the frontier's.
const FEW: usize = 12;
/// Most lines with names.
const MOST_NAMED: usize = 14;
/// Lines nearer than this are drawn and named as one.
const SAME: f64 = 7.0;

/// One architecture's line.
pub(super) struct Line {
    /// Its names; several where lines lie on each other.
    pub(super) names: Vec<String>,
    /// Its corners.
    pub(super) points: Vec<Point>,
    /// Whether it bears its name.
    pub(super) named: bool,
    /// Its colour.
    pub(super) colour: Colour,
}

impl Line {
    /// Where it is at a height; beyond its ends, where they are.
    pub(super) fn at(&self, height: f64) -> f64 {
        let points = &self.points;
        match points.iter().position(|point| point.1 >= height) {
            Some(0) => points[0].0,
            None => points.last().map_or(0.0, |point| point.0),
            Some(index) => {
                let (from, to) = (points[index - 1], points[index]);
                let share = (height - from.1) / (to.1 - from.1).max(1e-9);
                from.0 + share * (to.0 - from.0)
            }
        }
    }

    /// The height nearest to this one that it reaches.
    pub(super) fn nearest(&self, height: f64) -> f64 {
        let ends = self.points.first().zip(self.points.last());
        ends.map_or(height, |(first, last)| {
            height.clamp(first.1, last.1.max(first.1))
        })
    }
}

/// The lines, those that look the same joined.
pub(super) fn lines(results: &Results, x: Scale, y: Scale, plot: Rect) -> Vec<Line> {
    let all = results.architectures.len() <= FEW;
    let mut lines: Vec<Line> = Vec::new();
    for result in curves(results) {
        let points = corners(&result.exceedance, x, y, plot);
        let so_far = lines.iter().filter(|line| line.named).count();
        let named = all || (result.on_frontier && so_far < MOST_NAMED);
        let name = words::plain(&result.name);
        let twin = lines
            .iter_mut()
            .find(|line| line.named == named && alike(&line.points, &points));
        match twin {
            Some(line) => line.names.push(name),
            None => lines.push(Line {
                names: vec![name],
                points,
                named,
                colour: LEADER,
            }),
        }
    }
    // What lies under a line with a name cannot be seen.
    let (mut lines, others): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|it| it.named);
    let named = lines.len();
    for other in others {
        let over = |line: &&mut Line| alike(&line.points, &other.points);
        match lines[..named].iter_mut().find(over) {
            Some(line) => line.names.extend(other.names),
            None => lines.push(other),
        }
    }
    let colours = KINDS.iter().map(|(colour, _)| *colour).cycle();
    for (line, colour) in lines[..named].iter_mut().zip(colours) {
        line.colour = if named == 1 { FRONTIER } else { colour };
    }
    lines
}

/// The curve on the sheet: level from the left edge, then down to the rarest year.
fn corners(curve: &[[f64; 2]], x: Scale, y: Scale, plot: Rect) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for &[minutes, share] in curve {
        if minutes == 0.0 {
            points.push((plot.left, y.at(share)));
        } else if !y.holds(share) {
            points.push((x.at(minutes), plot.bottom));
            break;
        } else if x.holds(minutes) {
            points.push((x.at(minutes), y.at(share)));
        }
    }
    points
}

/// Whether two lines are never further apart than an eye can see.
fn alike(one: &[Point], other: &[Point]) -> bool {
    let near = |from: &[Point], to: &[Point]| from.iter().all(|&point| away(point, to) < SAME);
    near(one, other) && near(other, one)
}

/// How far a point is from a line.
fn away((x, y): Point, line: &[Point]) -> f64 {
    let distance = |ends: &[Point]| {
        let (from, to) = (ends[0], ends[1]);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let share = ((x - from.0) * dx + (y - from.1) * dy) / (dx * dx + dy * dy).max(1e-9);
        let share = share.clamp(0.0, 1.0);
        (from.0 + share * dx - x).hypot(from.1 + share * dy - y)
    };
    line.windows(2).map(distance).fold(f64::INFINITY, f64::min)
}
