//! The first table: what each architecture costs, and how long it is down.

use super::grid::{self, Column, Grid};
use super::{TableStyle, beside, money, words};
use crate::answer::{ArchitectureResult, Estimator, Results, Verdict};

/// Stands before the name of an architecture on the frontier.
const FRONTIER: &str = "* ";

/// The table's lines.
pub(super) fn rows(results: &Results, style: TableStyle) -> Vec<String> {
    Grid {
        columns: columns(results, style),
        keys: 1,
        strong: each(results, |result| result.on_frontier),
    }
    .lines(style)
}

/// All columns; those of the goal only where there is one.
fn columns(results: &Results, style: TableStyle) -> Vec<Column> {
    let room = (style.width / 3).clamp(12, 40);
    let amount = |amount: f64| words::money(amount, &results.currency);
    let maybe = |amount: Option<f64>| {
        amount.map_or_else(
            || "–".to_owned(),
            |amount| words::expected_money(amount, &results.currency),
        )
    };
    let mut columns = vec![
        Column::words("architecture", each(results, |result| name(result, room))),
        Column::numbers(
            "cost\na month",
            each(results, |result| amount(result.cost.monthly)),
        ),
        Column::numbers(
            "downtime\na year",
            each(results, |result| downtime(result, results.years)),
        ),
        Column::numbers("95 % interval", each(results, interval)),
        Column::numbers("bad year\n(1 in 10)", each(results, bad_year)),
        Column::numbers("outages\na year", each(results, outages)),
        Column::numbers("believed", each(results, believed)),
        Column::words(
            "biggest cause, its share",
            each(results, |result| cause(result, room)),
        ),
    ];
    if let Some(people) = money::column(results) {
        columns.insert(2, people);
    }
    columns.extend(beside::columns(results));
    if results.goal.availability.is_some() {
        columns.push(Column::words(
            "meets goal\non average",
            each(results, verdict),
        ));
        columns.push(Column::numbers(
            "years that\nmeet it",
            each(results, |result| {
                result.p_goal.map_or_else(
                    || "–".to_owned(),
                    |share| words::chance(share, results.p_resolution),
                )
            }),
        ));
    }
    if results.goal.outage_cost.is_some() {
        columns.push(Column::numbers(
            "outages cost\na month",
            each(results, |result| maybe(result.outage_cost_monthly)),
        ));
        columns.push(Column::numbers(
            "bill and\noutages",
            each(results, |result| maybe(result.total_monthly)),
        ));
    }
    columns
}

/// Whether something is true of an architecture.
fn any(results: &Results, is: impl Fn(&ArchitectureResult) -> bool) -> bool {
    results.architectures.iter().any(is)
}

/// What the columns mean.
pub(super) fn legend(results: &Results) -> Vec<String> {
    let mut lines = vec![
        "*: whatever has less downtime costs more; all live through the same years, so small differences can be real".to_owned(),
        "95 % interval: of the mean, from the finite number of years; it says nothing of how well the rates are known".to_owned(),
        "bad year: nine years of ten have at most this".to_owned(),
        "believed: the downtime one would expect if the zones of a provider shared nothing, no resolver and no network".to_owned(),
    ];
    if any(results, |result| {
        result.downtime.estimator == Estimator::ImportanceSampled
    }) {
        lines.insert(2, sampled(results));
    }
    if any(results, |result| result.downtime.exact.is_some()) {
        lines.insert(
            2,
            format!(
                "exact: the mean is computed; the simulated years alone would say: {}",
                simulated(results)
            ),
        );
    }
    if let Some(price) = results.goal.outage_cost {
        lines.push(format!(
            "outages cost: the downtime at {} an hour",
            words::money(price, &results.currency)
        ));
    }
    lines.extend(money::legend(results));
    lines.extend(beside::legend(results));
    lines
}

/// Whose means are importance-sampled, and what that says of the other columns.
fn sampled(results: &Results) -> String {
    let rare =
        |result: &&ArchitectureResult| result.downtime.estimator == Estimator::ImportanceSampled;
    let names: Vec<String> = results
        .architectures
        .iter()
        .filter(rare)
        .map(|result| words::plain(&result.name))
        .collect();
    format!(
        "importance sampling gave the mean, its causes and the outages (failures made likelier, and weighted for it), for plain \
         years to this precision would be too many; bad year and shares of years are those of the plain years: {}",
        names.join(", ")
    )
}

/// What the simulation says where the mean is exact.
fn simulated(results: &Results) -> String {
    let known = results
        .architectures
        .iter()
        .filter(|result| result.downtime.exact.is_some());
    let told = known.map(|result| {
        let [low, high] = result.downtime.simulated_ci95;
        let range = if result.downtime.simulated == 0.0 {
            format!("none seen, at most {}", words::minutes(high))
        } else {
            interval_of(result.downtime.simulated, low, high)
        };
        format!("{} {range}", words::plain(&result.name))
    });
    told.collect::<Vec<String>>().join(", ")
}

/// One value an architecture.
pub(super) fn each<T>(results: &Results, value: impl Fn(&ArchitectureResult) -> T) -> Vec<T> {
    results.architectures.iter().map(value).collect()
}

/// The name, marked where it is on the frontier.
fn name(result: &ArchitectureResult, room: usize) -> String {
    let mark = if result.on_frontier { FRONTIER } else { "  " };
    format!("{mark}{}", grid::clip(&words::plain(&result.name), room))
}

/// Mean downtime, or what can be said where there was none.
fn downtime(result: &ArchitectureResult, years: u64) -> String {
    let down = &result.downtime;
    if down.none_seen {
        format!(
            "none seen in\n{} years:\nat most {}",
            words::count(years),
            words::minutes(down.ci95[1])
        )
    } else if down.mean == 0.0 {
        "none at all".to_owned()
    } else {
        words::minutes(down.mean)
    }
}

/// The interval of the mean.
fn interval(result: &ArchitectureResult) -> String {
    let [low, high] = result.downtime.ci95;
    if result.downtime.none_seen {
        "–".to_owned()
    } else if low == high {
        "exact".to_owned()
    } else {
        words::minutes_range(low.max(0.0), high)
    }
}

/// A mean's interval where the mean does not stand beside it.
fn interval_of(mean: f64, low: f64, high: f64) -> String {
    let range = words::minutes_range(low.max(0.0), high);
    if range.starts_with('±') {
        format!("{} {range}", words::minutes(mean))
    } else {
        range
    }
}

/// The 90th percentile.
fn bad_year(result: &ArchitectureResult) -> String {
    some_time(
        result.downtime.p90,
        result.downtime.none_seen,
        "no downtime",
    )
}

/// Outages a year.
fn outages(result: &ArchitectureResult) -> String {
    if result.outages_per_year == 0.0 {
        "none seen".to_owned()
    } else {
        words::per_year(result.outages_per_year)
    }
}

/// The downtime that one would have believed.
fn believed(result: &ArchitectureResult) -> String {
    some_time(result.downtime.believed, false, "none seen")
}

/// A time, or words where it is zero.
fn some_time(minutes: f64, none_seen: bool, zero: &str) -> String {
    if none_seen {
        "none seen".to_owned()
    } else if minutes == 0.0 {
        zero.to_owned()
    } else {
        words::minutes(minutes)
    }
}

/// What most of the downtime is owed to, all sources of a kind together.
pub(in crate::report) fn cause(result: &ArchitectureResult, room: usize) -> String {
    let mut kinds: Vec<(&str, f64)> = Vec::new();
    for cause in &result.causes {
        match kinds.iter_mut().find(|(kind, _)| *kind == cause.kind) {
            Some((_, share)) => *share += cause.share,
            None => kinds.push((&cause.kind, cause.share)),
        }
    }
    // Of equal ones the first: causes come largest first.
    let largest = kinds.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    match largest {
        Some((kind, share)) if share > 0.0 => {
            format!(
                "{}, {}",
                grid::clip(&words::plain(kind), room),
                words::percent(share)
            )
        }
        // What is too rare to be seen has a mean, but nobody to blame.
        _ if result.downtime.mean > 0.0 => "none seen".to_owned(),
        _ => "–".to_owned(),
    }
}

/// Whether the goal is met.
fn verdict(result: &ArchitectureResult) -> String {
    match result.meets_goal {
        Some(Verdict::Yes) => "yes",
        Some(Verdict::No) => "no",
        Some(Verdict::Undecided) => "undecided",
        None => "–",
    }
    .to_owned()
}
