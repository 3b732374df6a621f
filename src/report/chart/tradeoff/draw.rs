//! Puts the laid-out chart on the sheet, from the back to the front.

use super::key;
use super::manner::second_size;
use super::mark::Mark;
use super::names::Texts;
use super::scene::Scene;
use crate::report::chart::canvas::{Anchor, Canvas, Lettering, left, right};
use crate::report::chart::geometry::{Point, Rect, Segment};
use crate::report::chart::lettering;
use crate::report::chart::limit::limit;
use crate::report::chart::palette::{
    ARROW, BEATEN, BEATEN_AREA, BELIEVED, CAP, FRONTIER, HEIGHT, INK, LEADER, LEFT, LIMIT, RADIUS,
    SOFT_INK, STAIRCASE, WHITE, WIDTH, size,
};

/// The share of its size to which the name of a line shrinks before it is cut: smaller letters nobody reads.
const LEAST: f64 = 24.0 / size::LIMIT;
/// What the upward axis has.
const UP: &str = "downtime a year";
/// Height of a row of the list below.
const ROW: f64 = 40.0;
/// What stands before the listed that have no number in the plot either.
const UNNAMED: &str = "–";
/// Thin lines nearer than this across cannot be distinguished.
const SAME: f64 = 6.0;
/// Up to this many names the list has one column, with room for long ones.
const ONE_COLUMN: usize = 5;

/// Height of the sheet: the list of numbered names lies below the chart proper.
pub(super) fn sheet_height(texts: &Texts, width: f64) -> f64 {
    if texts.listed.is_empty() {
        HEIGHT
    } else {
        let unnamed = texts.listed.iter().any(|(_, number)| number.is_none());
        let rows = texts.listed.len().div_ceil(columns(texts, width)) + usize::from(unnamed);
        HEIGHT + 30.0 + ROW * rows as f64
    }
}

/// Columns of the list.
fn columns(texts: &Texts, width: f64) -> usize {
    if texts.listed.len() <= ONE_COLUMN || width < WIDTH {
        1
    } else {
        2
    }
}

/// What each sign means, and what found no place on the chart.
pub(super) fn key(canvas: &Canvas<'_>, scene: &Scene, homeless: &[String]) {
    key::draw(canvas, &scene.key);
    let remarks: Vec<&str> = scene
        .remarks
        .iter()
        .chain(homeless)
        .map(String::as_str)
        .collect();
    if !remarks.is_empty() {
        let name = LEFT + lettering::width(UP, size::AXIS, true);
        let room = scene.plot.right - name - 24.0;
        let text = remarks.join("; ");
        let size = size::LIMIT * lettering::shrunk(&text, size::LIMIT, true, room).max(LEAST);
        let text = lettering::clip(&text, size, true, room);
        let style = right(size, true, LIMIT);
        canvas.text(&text, (scene.plot.right, scene.plot.top - 30.0), style);
    }
}

/// Everything behind the points: the beaten area, grid, axes, staircase, and the user's lines.
pub(super) fn background(canvas: &Canvas<'_>, scene: &Scene) {
    let plot = scene.plot;
    if let (Some(first), Some(_)) = (scene.staircase.first(), scene.staircase.get(2)) {
        let mut corners = scene.staircase.clone();
        corners.push((plot.right, plot.top));
        corners.push((first.0, plot.top));
        canvas.polygon(&corners, BEATEN_AREA);
    }
    let frame = scene.frame();
    frame.up(canvas, &scene.up, 16.0);
    frame.across(canvas, &scene.across);
    frame.edges(canvas);
    canvas.text(UP, (LEFT, plot.top - 30.0), left(size::AXIS, true, INK));
    let right = right(size::AXIS, true, INK);
    canvas.text("cost a month", (plot.right, plot.bottom + 78.0), right);
    for &point in &scene.seen {
        canvas.disc(point, key::SEEN, STAIRCASE);
    }
    canvas.line(&scene.staircase, STAIRCASE, 5);
    scene.limits.iter().for_each(|it| limit(canvas, it.line));
}

/// Beliefs, points and intervals. Dominated points are smaller and come after the frontier's, so that they show on top of one
/// in the same place; the one to have comes last of all.
pub(super) fn marks(canvas: &Canvas<'_>, scene: &Scene) {
    for mark in &scene.marks {
        if let Some(believed) = mark.believed {
            canvas.dashes(Segment::new(mark.at, believed), BELIEVED, 3, (4, 7));
            canvas.ring(believed, 7.0, BELIEVED);
        }
    }
    for mark in &scene.marks {
        if mark.chosen {
            canvas.disc(mark.at, RADIUS + 10.0, WHITE);
            canvas.ring(mark.at, RADIUS + 8.0, FRONTIER);
        }
        if mark.today {
            canvas.frame(Rect::around(mark.at, RADIUS + 8.0), INK, 3);
        }
    }
    for [from, to] in bands(&scene.marks) {
        canvas.line(&[from, to], INK, 2);
    }
    let order = |mark: &&Mark| match (mark.chosen, mark.frontier) {
        (true, _) => 2,
        (false, frontier) => usize::from(!frontier),
    };
    for turn in 0..=2 {
        for mark in scene.marks.iter().filter(|mark| order(mark) == turn) {
            if mark.none_seen {
                bound(canvas, mark)
            } else {
                point(canvas, mark, scene.plot)
            }
        }
    }
}

/// What not knowing the rates leaves open, as thin lines. Of designs that cost the same they lie on each other and are drawn
/// once, for side by side they would look like a thick one.
fn bands(marks: &[Mark]) -> Vec<[Point; 2]> {
    let mut all: Vec<[Point; 2]> = marks
        .iter()
        .filter_map(|mark| {
            mark.band
                .map(|(high, low)| [(mark.at.0, high), (mark.at.0, low)])
        })
        .collect();
    all.sort_by(|a, b| a[0].1.total_cmp(&b[0].1));
    let mut apart: Vec<[Point; 2]> = Vec::new();
    for band in all {
        let over = |other: &&mut [Point; 2]| {
            (other[0].0 - band[0].0).abs() < SAME && other[1].1 >= band[0].1
        };
        match apart.iter_mut().find(over) {
            Some(other) => other[1].1 = other[1].1.max(band[1].1),
            None => apart.push(band),
        }
    }
    apart
}

/// A point over its interval, with white around it to keep points in a crowd apart.
fn point(canvas: &Canvas<'_>, mark: &Mark, plot: Rect) {
    let (x, _) = mark.at;
    let (upper, lower) = mark.bar;
    let cap = |y: f64| canvas.line(&[(x - CAP, y), (x + CAP, y)], INK, 3);
    let bar = || {
        if !mark.has_bar() {
            return;
        }
        let ends = [(x, upper), (x, lower.unwrap_or(plot.bottom))];
        if mark.band.is_some() {
            // Beside what nobody knows the luck of the simulation is a thick bar without caps.
            return canvas.line(&ends, INK, 8);
        }
        canvas.line(&ends, INK, 3);
        cap(upper);
        if let Some(lower) = lower {
            cap(lower);
        }
    };
    if mark.stands_out() {
        canvas.disc(mark.at, RADIUS + 3.0, WHITE);
        bar();
        canvas.disc(mark.at, RADIUS, FRONTIER)
    } else {
        canvas.diamond(mark.at, RADIUS + 3.0, WHITE);
        bar();
        canvas.diamond(mark.at, RADIUS - 1.0, BEATEN)
    }
}

/// An upper bound: a bar with an arrow down, since the truth lies below.
fn bound(canvas: &Canvas<'_>, mark: &Mark) {
    let (x, y) = mark.at;
    let colour = if mark.stands_out() { FRONTIER } else { BEATEN };
    let tip = y + ARROW;
    canvas.line(&[(x - CAP, y), (x + CAP, y)], colour, 6);
    canvas.line(&[(x, y), (x, tip - 12.0)], colour, 5);
    canvas.polygon(
        &[(x - 12.0, tip - 18.0), (x + 12.0, tip - 18.0), (x, tip)],
        colour,
    )
}

/// Leaders, names, and the limits' labels.
pub(super) fn texts(canvas: &Canvas<'_>, scene: &Scene, texts: &Texts) {
    for (text, at) in &texts.limits {
        canvas.text(text, *at, left(size::LIMIT, true, LIMIT));
    }
    for leader in texts.labels.iter().filter_map(|label| label.placed.leader) {
        canvas.line(&[leader.from, leader.to], LEADER, 2);
    }
    for label in &texts.labels {
        let mark = &scene.marks[label.mark];
        let area = label.placed.area;
        // Text leans on the side that faces its point.
        let (x, anchor) = if area.centre().0 < mark.at.0 - 2.0 {
            (area.right, Anchor::Right)
        } else {
            (area.left, Anchor::Left)
        };
        let colour = if mark.stands_out() {
            FRONTIER
        } else {
            SOFT_INK
        };
        let mut y = area.top;
        for (index, line) in label.lines.iter().enumerate() {
            let size = if index == 0 {
                label.size
            } else {
                second_size(label.size)
            };
            let height = size * lettering::LINE;
            let style = Lettering {
                size,
                bold: index == 0,
                colour: if index == 0 { colour } else { INK },
                anchor,
            };
            canvas.text(line, (x, y + height / 2.0), style);
            y += height;
        }
    }
}

/// The names that found no room in the plot, in one or two columns below it.
pub(super) fn list(canvas: &Canvas<'_>, scene: &Scene, texts: &Texts) {
    let rows = texts
        .listed
        .len()
        .div_ceil(columns(texts, scene.width))
        .max(1);
    let column = (scene.width - 2.0 * LEFT) / columns(texts, scene.width) as f64;
    for (position, (index, number)) in texts.listed.iter().enumerate() {
        let mark = &scene.marks[*index];
        let at: Point = (
            LEFT + column * (position / rows) as f64,
            HEIGHT + 14.0 + ROW * (position % rows) as f64,
        );
        let number = number.map_or_else(|| UNNAMED.to_owned(), |number| number.to_string());
        let style = right(size::LIST, true, SOFT_INK);
        canvas.text(&number, (at.0 + 44.0, at.1), style);
        let values = format!(": {}", mark.values);
        let room = column - 90.0 - lettering::width(&values, size::LIST, false);
        let text = format!(
            "{}{values}",
            lettering::clip_middle(&mark.name, size::LIST, false, room)
        );
        canvas.text(&text, (at.0 + 58.0, at.1), left(size::LIST, false, INK));
    }
    if texts.listed.iter().any(|(_, number)| number.is_none()) {
        let text = format!("{UNNAMED}  no room above for a name or a number");
        let at = (LEFT + 26.0, HEIGHT + 14.0 + ROW * rows as f64);
        canvas.text(&text, at, left(size::LIST, false, SOFT_INK));
    }
}
