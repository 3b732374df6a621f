//! From results to things with a place on the sheet: marks, limits, the staircase. Nothing is drawn here.

use super::key::{self, Sign};
use crate::report::chart::axis::{self, LEAST, Scale, Tick, YEAR};
use crate::report::chart::frame::{Frame, Key};
use crate::report::chart::geometry::{Point, Rect, Segment};
use crate::report::chart::palette::{ARROW, CAP, HEIGHT, RADIUS, WIDTH, size};
use crate::report::chart::placer::Obstacles;
use crate::{
    answer::{ArchitectureResult, Results, UncertaintyResult},
    report::words,
};

/// Above this many architectures the believed points would only be clutter.
const MOST_BELIEVED: usize = 12;
/// A limit or belief further from the data than this factor stays off the chart.
const FAR: f64 = 1000.0;

/// One architecture on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// Its name, without control characters.
    pub(super) name: String,
    /// Cost and downtime in words.
    pub(super) values: String,
    /// The point.
    pub(super) at: Point,
    /// Upper and lower end of the interval; the lower end is `None` where it runs off the sheet.
    pub(super) bar: (f64, Option<f64>),
    /// No downtime was seen; the point is a bound.
    pub(super) none_seen: bool,
    /// Whether nothing else is as cheap with less downtime.
    pub(super) frontier: bool,
    /// Where one would have believed it to be.
    pub(super) believed: Option<Point>,
    /// Upper and lower end of what not knowing the rates leaves open.
    pub(super) band: Option<(f64, f64)>,
    /// Whether it is the cheapest in total, or meets the goal the cheapest.
    pub(super) chosen: bool,
    /// Whether the plan says that it runs today.
    pub(super) today: bool,
    /// From which price of an hour it is the cheapest in total, in words; `None` where it never is or always was.
    pub(super) pays: Option<String>,
}

impl Mark {
    /// Whether the interval is longer than the point: one that is not would only look like a bar across.
    pub(super) fn has_bar(&self) -> bool {
        let (upper, lower) = self.bar;
        !self.none_seen && lower.is_none_or(|lower| lower - upper > 2.0 * RADIUS)
    }
}

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
    /// The box of the plot.
    pub(super) plot: Rect,
    /// The architectures in the file's order.
    pub(super) marks: Vec<Mark>,
    /// The frontier, from the upper edge to the right edge.
    pub(super) staircase: Vec<Point>,
    /// Goal and budget, those that fit.
    pub(super) limits: Vec<Limit>,
    /// What each sign means.
    pub(super) key: Key<Sign>,
    /// What could not be drawn, in words.
    pub(super) remarks: Vec<String>,
    /// Ticks across, with their places.
    pub(super) across: Vec<(f64, Tick)>,
    /// Ticks up, with their places.
    pub(super) up: Vec<(f64, Tick)>,
}

impl Scene {
    /// Lays out the results.
    pub(super) fn new(results: &Results) -> Self {
        let mut plot = Rect {
            left: 176.0,
            top: 236.0,
            right: WIDTH - 44.0,
            bottom: HEIGHT - 112.0,
        };
        let goal = results.goal.availability.map(|share| (1.0 - share) * YEAR);
        let shown_goal = goal.filter(|&goal| near_data(results, goal));
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
        let (x, across) = axis::money(&costs, (plot.left, plot.right), &results.currency);
        let with_believed = results.architectures.len() <= MOST_BELIEVED;
        let times: Vec<f64> = results
            .architectures
            .iter()
            .flat_map(|result| times(result, with_believed))
            .chain(results.uncertainty.iter().flat_map(bands))
            .chain(shown_goal)
            .collect();
        let marks = |y: Scale| -> Vec<Mark> {
            let all = results.architectures.iter();
            all.map(|result| mark(results, result, x, y, with_believed))
                .collect()
        };
        // Which signs there are depends on the marks, and how high the plot is on the signs.
        let (y, _) = axis::downtime(&times, (plot.bottom, plot.top));
        let key = key::key(results, &marks(y));
        plot.top += key.more();
        let (y, up) = axis::downtime(&times, (plot.bottom, plot.top));
        let marks = marks(y);
        let mut limits = Vec::new();
        let mut remarks = Vec::new();
        if let (Some(share), Some(goal)) = (results.goal.availability, goal) {
            let label = format!(
                "goal {}: {} a year",
                words::availability(share),
                words::minutes(goal)
            );
            if shown_goal.is_some() {
                let height = y.at(goal);
                limits.push(Limit {
                    line: Segment::new((plot.left, height), (plot.right, height)),
                    label,
                });
            } else {
                remarks.push(format!("{label}, off this chart"));
            }
        }
        if let Some(budget) = budget {
            let label = format!("budget {}", words::money_short(budget, &results.currency));
            if shown_budget.is_some() {
                let place = x.at(budget);
                limits.push(Limit {
                    line: Segment::new((place, plot.top), (place, plot.bottom)),
                    label,
                });
            } else {
                remarks.push(format!("{label}, off this chart"));
            }
        }
        Scene {
            staircase: staircase(&marks, plot),
            across: across
                .into_iter()
                .map(|tick| (x.at(tick.value), tick))
                .collect(),
            up: up
                .into_iter()
                .map(|tick| (y.at(tick.value), tick))
                .collect(),
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

/// The point's height [min]: the mean, or the bound where nothing was seen.
fn height(result: &ArchitectureResult) -> f64 {
    if result.downtime.none_seen {
        result.downtime.ci95[1]
    } else {
        result.downtime.mean
    }
}

/// The times that the downtime axis must hold [min a year].
fn times(result: &ArchitectureResult, with_believed: bool) -> Vec<f64> {
    let point = height(result);
    let mut times = vec![point, result.downtime.ci95[1]];
    // An interval that reaches towards zero is cut off rather than followed.
    if result.downtime.ci95[0] > point / 30.0 {
        times.push(result.downtime.ci95[0]);
    }
    if with_believed && result.downtime.believed > point / FAR {
        times.push(result.downtime.believed);
    }
    times
}

/// The ends of what not knowing the rates leaves open [min a year]; a lower end near zero is cut off rather than followed.
fn bands(uncertainty: &UncertaintyResult) -> impl Iterator<Item = f64> {
    let bands = uncertainty.architectures.iter();
    bands.flat_map(|known| [known.band90[0].max(known.band90[1] / FAR), known.band90[1]])
}

/// Whether a downtime [min a year] is near enough to the data to be drawn with them.
fn near_data(results: &Results, downtime: f64) -> bool {
    let points = || {
        results
            .architectures
            .iter()
            .map(height)
            .filter(|&point| point > 0.0)
    };
    let least = points().fold(f64::INFINITY, f64::min);
    let most = points().fold(0.0, f64::max);
    downtime > LEAST
        && (least == f64::INFINITY || (downtime >= least / FAR && downtime <= most * FAR))
}

/// One architecture's mark.
fn mark(
    results: &Results,
    result: &ArchitectureResult,
    x: Scale,
    y: Scale,
    with_believed: bool,
) -> Mark {
    let down = &result.downtime;
    let (decision, currency) = (&results.decision, &results.currency);
    let chosen = decision.best.as_ref().or(decision.meets_goal.as_ref());
    let unknown = results
        .uncertainty
        .iter()
        .flat_map(|known| &known.architectures);
    let band = unknown
        .filter(|known| known.name == result.name)
        .map(|known| known.band90)
        .next();
    let region = decision
        .regions
        .iter()
        .find(|region| region.architecture == result.name);
    let at = (x.at(result.cost.monthly), y.at(height(result)));
    let time = if down.none_seen {
        "none seen".to_owned()
    } else if down.mean == 0.0 {
        "no downtime".to_owned()
    } else {
        words::short_minutes(down.mean)
    };
    let believed =
        (with_believed && !down.none_seen && down.believed > 0.0 && y.holds(down.believed))
            .then(|| (at.0, y.at(down.believed)))
            .filter(|point| (point.1 - at.1).abs() > 2.0 * RADIUS + 8.0);
    Mark {
        name: words::plain(&result.name),
        values: format!(
            "{} · {time}",
            words::money_short(result.cost.monthly, currency)
        ),
        at,
        bar: (
            y.at(down.ci95[1].max(height(result))),
            y.holds(down.ci95[0]).then(|| y.at(down.ci95[0])),
        ),
        none_seen: down.none_seen,
        frontier: result.on_frontier,
        believed,
        band: band
            .filter(|_| !down.none_seen)
            .map(|[low, high]| (y.at(high), y.at(low))),
        chosen: results.architectures.len() > 1 && chosen == Some(&result.name),
        today: decision.today.as_ref() == Some(&result.name),
        pays: region
            .filter(|region| region.from > 0.0)
            .map(|region| format!("pays from {}/h", words::money_about(region.from, currency))),
    }
}

/// The corners of the frontier, from the upper edge over its points to the right edge.
fn staircase(marks: &[Mark], plot: Rect) -> Vec<Point> {
    let mut steps: Vec<Point> = marks
        .iter()
        .filter(|mark| mark.frontier)
        .map(|mark| mark.at)
        .collect();
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
