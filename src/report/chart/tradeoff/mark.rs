//! The mark of an architecture: its point, its interval, and what else is said of it.

use crate::report::chart::axis::Axis;
use crate::report::chart::geometry::Point;
use crate::report::chart::palette::RADIUS;
use crate::report::tables::answer;
use crate::{
    answer::{ArchitectureResult, Results},
    decide::beats,
    report::words,
};

/// A limit or belief further from the data than this factor stays off the chart.
pub(super) const FAR: f64 = 1000.0;

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
    /// Whether those that beat it lack prices that it has, so that they may cost more.
    pub(super) is_open: bool,
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
    /// Whether it is drawn as one to look at: the best for its cost, and the answer.
    pub(super) fn stands_out(&self) -> bool {
        self.frontier || self.chosen || self.is_open
    }

    /// Whether the interval is longer than the point: one that is not would only look like a bar across.
    pub(super) fn has_bar(&self) -> bool {
        let (upper, lower) = self.bar;
        !self.none_seen && lower.is_none_or(|lower| lower - upper > 2.0 * RADIUS)
    }
}

/// One architecture's mark.
pub(super) fn mark(
    results: &Results,
    result: &ArchitectureResult,
    x: &Axis,
    y: &Axis,
    with_believed: bool,
) -> Mark {
    let down = &result.downtime;
    let (decision, currency) = (&results.decision, &results.currency);
    let chosen = decision.recommended();
    let region = decision.region(&result.name);
    let at = (x.at(result.cost.monthly), y.at(height(result)));
    let time = if down.none_seen {
        "none seen".to_owned()
    } else if height(result) == 0.0 {
        "no downtime".to_owned()
    } else {
        words::short_minutes(height(result))
    };
    let [low, high] = interval(result);
    // What was believed is of the numbers as written, and beside what is expected it would say nothing.
    let with_believed = with_believed && result.expected.is_none();
    let believed =
        (with_believed && !down.none_seen && down.believed > 0.0 && y.scale.holds(down.believed))
            .then(|| (at.0, y.at(down.believed)))
            .filter(|point| (point.1 - at.1).abs() > 2.0 * RADIUS + 8.0);
    Mark {
        name: words::plain(&result.name),
        values: format!(
            "{}{} · {time}",
            answer::at_least(results, result),
            words::money_short(result.cost.monthly, currency)
        ),
        at,
        bar: (
            y.at(high.max(height(result))),
            y.scale.holds(low).then(|| y.at(low)),
        ),
        none_seen: down.none_seen,
        frontier: result.on_frontier,
        is_open: is_open(results, result),
        believed,
        band: result
            .band()
            .filter(|_| !down.none_seen)
            .map(|[low, high]| (y.at(high), y.at(low))),
        chosen: results.architectures.len() > 1 && chosen == Some(&result.name),
        today: decision.today.as_ref() == Some(&result.name),
        pays: region.filter(|region| region.from > 0.0).map(|region| {
            let from = words::money_about(region.from, currency);
            match results.is_priced_from(&result.name) {
                true => format!("pays from {from} an hour"),
                false => format!("pays from at least {from} an hour"),
            }
        }),
    }
}

/// Whether every design that costs no more and is down less lacks a price beside this one.
fn is_open(results: &Results, result: &ArchitectureResult) -> bool {
    let at = |it: &ArchitectureResult| (it.cost.monthly, height(it));
    let all = results.architectures.iter();
    let mut better = all.filter(|it| beats(at(it), at(result)));
    better.all(|it| !it.without_price_beside(result).is_empty())
}

/// The point's height [min]: the expected time not served, or the bound where nothing was seen.
pub(super) fn height(result: &ArchitectureResult) -> f64 {
    result.unserved()
}

/// What the simulation leaves of it [min].
pub(super) fn interval(result: &ArchitectureResult) -> [f64; 2] {
    match &result.expected {
        Some(expected) => {
            let half = expected.simulation_error;
            [
                (expected.unserved - half).max(0.0),
                expected.unserved + half,
            ]
        }
        None => {
            let [low, high] = result.downtime.ci95;
            let lost = result.lost_service_ci95;
            [low + lost[0], high + lost[1]]
        }
    }
}

/// The times that the downtime axis must hold [min a year].
pub(super) fn times(result: &ArchitectureResult, with_believed: bool) -> Vec<f64> {
    let point = height(result);
    let [low, high] = interval(result);
    let mut times = vec![point, high];
    // An interval that reaches towards zero is cut off rather than followed.
    if low > point / 30.0 {
        times.push(low);
    }
    if with_believed && result.expected.is_none() && result.downtime.believed > point / FAR {
        times.push(result.downtime.believed);
    }
    times
}

/// The ends of what not knowing the rates leaves open [min a year]; a lower end near zero is cut off rather than followed.
pub(super) fn bands(results: &Results) -> impl Iterator<Item = f64> {
    let bands = results
        .architectures
        .iter()
        .filter_map(ArchitectureResult::band);
    bands.flat_map(|[low, high]| [low.max(high / FAR), high])
}
