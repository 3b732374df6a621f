//! From results to things with a place on the sheet: marks, limits, the staircase. Nothing is drawn here.

use std::collections::BTreeSet;

use super::key::{self, Sign};
use super::mark::{FAR, Mark, bands, height, mark, times};
use crate::report::chart::axis::{self, Axis, LEAST, extent};
use crate::report::chart::frame::{Frame, Key};
use crate::report::chart::geometry::{Point, Rect, Segment};
use crate::report::chart::limit;
use crate::report::chart::palette::{ARROW, CAP, HEIGHT, RADIUS, size};
use crate::report::chart::placer::Obstacles;
use crate::{
    answer::Results,
    report::{searched::unbeaten, words},
};

/// Pale dots nearer than this are one.
const SEEN: f64 = 5.0;

/// Above this many architectures the believed points would only be clutter.
const MOST_BELIEVED: usize = 12;

/// A line that the user drew: goal or budget.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Limit {
    /// The line across the plot.
    pub(super) line: Segment,
    /// What it is.
    pub(super) label: String,
}

/// All that is drawn inside the axes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    /// Width of the sheet.
    pub(super) width: f64,
    /// The box of the plot.
    pub(super) plot: Rect,
    /// The architectures in the file's order.
    pub(super) marks: Vec<Mark>,
    /// Designs that a search looked at, those that lie in the plot, no two in one place.
    pub(super) seen: Vec<Point>,
    /// The frontier, from the upper edge to the right edge.
    pub(super) staircase: Vec<Point>,
    /// Goal and budget, those that fit.
    pub(super) limits: Vec<Limit>,
    /// What each sign means.
    pub(super) key: Key<Sign>,
    /// What could not be drawn, in words.
    pub(super) remarks: Vec<String>,
    /// The axis of costs.
    pub(super) across: Axis,
    /// The axis of downtime.
    pub(super) up: Axis,
}

impl Scene {
    /// Lays out the results.
    pub(super) fn new(results: &Results, width: f64) -> Self {
        let mut plot = Rect {
            left: 176.0,
            top: 236.0,
            right: width - 44.0,
            bottom: HEIGHT - 112.0,
        };
        let goal = limit::goal(results);
        let minutes = goal.as_ref().map(|(minutes, _)| *minutes);
        let shown_goal = minutes.filter(|&goal| near_data(results, goal));
        let budget = results.goal.budget;
        let most = results
            .architectures
            .iter()
            .map(|result| result.cost.monthly)
            .fold(0.0, f64::max);
        let shown_budget = budget.filter(|&budget| budget >= 0.0 && budget <= 2.5 * most);

        let costs: Vec<f64> = results
            .architectures
            .iter()
            .map(|result| result.cost.monthly)
            .chain(shown_budget)
            .collect();
        let across = axis::money(&costs, (plot.left, plot.right), &results.currency);
        let with_believed = results.architectures.len() <= MOST_BELIEVED;
        let times: Vec<f64> = results
            .architectures
            .iter()
            .flat_map(|result| times(result, with_believed))
            .chain(bands(results))
            .chain(shown_goal)
            .collect();
        let marks = |y: &Axis| -> Vec<Mark> {
            let all = results.architectures.iter();
            all.map(|result| mark(results, result, &across, y, with_believed))
                .collect()
        };
        // Which signs there are depends on the marks, and how high the plot is on the signs.
        let y = axis::downtime(&times, (plot.bottom, plot.top));
        let key = key::key(&marks(&y), results.search.is_some(), width);
        plot.top += key.more();
        let up = axis::downtime(&times, (plot.bottom, plot.top));
        let marks = marks(&up);
        let mut limits = Vec::new();
        let mut remarks = Vec::new();
        let mut add = |label: String, line: Option<Segment>| match line {
            Some(line) => limits.push(Limit { line, label }),
            None => remarks.push(limit::off_chart(&label)),
        };
        if let Some((_, label)) = goal {
            let y = shown_goal.map(|goal| up.at(goal));
            add(
                label,
                y.map(|y| Segment::new((plot.left, y), (plot.right, y))),
            );
        }
        if let Some(budget) = budget {
            let x = shown_budget.map(|budget| across.at(budget));
            add(
                format!("budget {}", words::money_short(budget, &results.currency)),
                x.map(|x| Segment::new((x, plot.top), (x, plot.bottom))),
            );
        }
        Scene {
            width,
            seen: seen(results, (&across, &up), plot),
            staircase: staircase(&marks, searched(results, (&across, &up), plot), plot),
            across,
            up,
            plot,
            key,
            marks,
            limits,
            remarks,
        }
    }

    /// The plot with its axes.
    pub(super) fn frame(&self) -> Frame {
        Frame {
            sheet: self.width,
            plot: self.plot,
            text: size::AXIS,
            below: 30.0,
        }
    }

    /// Everything that a text in the plot must keep away from.
    pub(super) fn obstacles(&self) -> Obstacles {
        let mut obstacles = Obstacles::default();
        for mark in &self.marks {
            let (x, y) = mark.at;
            obstacles.points.push(mark.at);
            let ring = if mark.chosen || mark.today { 10.0 } else { 2.0 };
            obstacles.boxes.push(Rect::around(mark.at, RADIUS + ring));
            let lower = if mark.none_seen {
                y + ARROW
            } else {
                mark.bar.1.unwrap_or(self.plot.bottom)
            };
            obstacles.boxes.push(Rect {
                left: x - CAP,
                top: mark.band.map_or(mark.bar.0, |band| band.0.min(mark.bar.0)) - 2.0,
                right: x + CAP,
                bottom: mark.band.map_or(lower, |band| band.1.max(lower)) + 2.0,
            });
            if let Some(believed) = mark.believed {
                obstacles.boxes.push(Rect::around(believed, 9.0));
                obstacles.lines.push(Segment::new(mark.at, believed));
            }
        }
        obstacles.lines.extend(
            self.staircase
                .windows(2)
                .map(|ends| Segment::new(ends[0], ends[1])),
        );
        obstacles
            .lines
            .extend(self.limits.iter().map(|limit| limit.line));
        obstacles
    }
}

/// Where the designs lie that a search found best for their cost, with a name in the picture or not.
fn searched(results: &Results, (across, up): (&Axis, &Axis), plot: Rect) -> Vec<Point> {
    let all = results.search.iter().flat_map(unbeaten);
    let points = all.map(|it| (across.at(it.monthly), up.at(it.unserved)));
    points.filter(|point| is_inside(plot, *point)).collect()
}

/// Whether a point is in the plot.
fn is_inside(plot: Rect, (x, y): Point) -> bool {
    (plot.left..=plot.right).contains(&x) && (plot.top..=plot.bottom).contains(&y)
}

/// Where the designs lie that a search looked at.
fn seen(results: &Results, (across, up): (&Axis, &Axis), plot: Rect) -> Vec<Point> {
    let seen = results.search.iter().flat_map(|search| &search.seen);
    let places = seen.map(|&(cost, unserved)| {
        let place = (across.at(cost), up.at(unserved));
        (
            (place.0 / SEEN).round() as i64,
            (place.1 / SEEN).round() as i64,
        )
    });
    let places: BTreeSet<(i64, i64)> = places.collect();
    let points = places
        .into_iter()
        .map(|(x, y)| (x as f64 * SEEN, y as f64 * SEEN));
    points.filter(|point| is_inside(plot, *point)).collect()
}

/// Whether a downtime [min a year] is near enough to the data to be drawn with them.
fn near_data(results: &Results, downtime: f64) -> bool {
    let points = results.architectures.iter().map(height);
    let near = |(least, most)| downtime >= least / FAR && downtime <= most * FAR;
    downtime > LEAST && extent(points.filter(|&point| point > 0.0)).is_none_or(near)
}

/// The corners of the frontier, from the upper edge over its points to the right edge.
fn staircase(marks: &[Mark], searched: Vec<Point>, plot: Rect) -> Vec<Point> {
    let named = marks.iter().filter(|mark| mark.frontier);
    let mut steps: Vec<Point> = named.map(|mark| mark.at).chain(searched).collect();
    steps.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut corners: Vec<Point> = Vec::new();
    for (x, y) in steps {
        let before = corners.last().map_or(plot.top, |last| last.1);
        // A bound may lie above a cheaper point's mean: the stairs never climb.
        let level = y.max(before);
        corners.push((x, before));
        corners.push((x, level));
    }
    if let Some(&(_, level)) = corners.last() {
        corners.push((plot.right, level));
    }
    corners
}
