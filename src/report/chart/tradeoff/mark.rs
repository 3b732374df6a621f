//! The mark of an architecture: its point, its interval, and what else is said of it.

use crate::report::chart::axis::Axis;
use crate::report::chart::geometry::Point;
use crate::report::chart::palette::RADIUS;
use crate::{
    answer::{ArchitectureResult, Results, UncertaintyResult},
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
    let chosen = decision.best.as_ref().or(decision.meets_goal.as_ref());
    let unknown = results
        .uncertainty
        .iter()
        .flat_map(|known| &known.architectures);
    let band = unknown
        .filter(|known| known.name == result.name)
        .map(|known| known.band90)
        .next();
    let region = decision.region(&result.name);
    let at = (x.at(result.cost.monthly), y.at(height(result)));
    let time = if down.none_seen {
        "none seen".to_owned()
    } else if down.mean == 0.0 {
        "no downtime".to_owned()
    } else {
        words::short_minutes(down.mean)
    };
    let believed =
        (with_believed && !down.none_seen && down.believed > 0.0 && y.scale.holds(down.believed))
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
            y.scale.holds(down.ci95[0]).then(|| y.at(down.ci95[0])),
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

/// The point's height [min]: the mean, or the bound where nothing was seen.
pub(super) fn height(result: &ArchitectureResult) -> f64 {
    if result.downtime.none_seen {
        result.downtime.ci95[1]
    } else {
        result.downtime.mean
    }
}

/// The times that the downtime axis must hold [min a year].
pub(super) fn times(result: &ArchitectureResult, with_believed: bool) -> Vec<f64> {
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
pub(super) fn bands(uncertainty: &UncertaintyResult) -> impl Iterator<Item = f64> {
    let bands = uncertainty.architectures.iter();
    bands.flat_map(|known| [known.band90[0].max(known.band90[1] / FAR), known.band90[1]])
}
