//! The cells of the table of designs that take more than a number's own words.

use crate::{
    answer::{ArchitectureResult, Results},
    decide::caused_by,
    report::{columns::table::Medium, words},
};

/// Stands before the name of an architecture on the frontier.
const FRONTIER: &str = "* ";

/// Whether an hour of work has a price.
pub(in crate::report) fn people_have_a_price(results: &Results) -> bool {
    let mut lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    lines.any(|line| line.kind == "people")
}

/// The name, marked where it is on the frontier; on the page with what it is.
pub(super) fn name(result: &ArchitectureResult, medium: Medium) -> String {
    let name = medium.name(&result.name, medium.third());
    match medium {
        Medium::Page => format!("{name}\n{}", words::plain(&result.about)),
        _ if result.on_frontier => format!("{FRONTIER}{name}"),
        _ => format!("  {name}"),
    }
}

/// Hours of the team's own work, and what they cost where an hour has a price.
pub(super) fn people(results: &Results, result: &ArchitectureResult) -> String {
    words::or_dash(result.cost.engineering_hours, |hours| {
        let hours = format!("{} h", words::number(hours));
        if people_have_a_price(results) {
            let cost = words::money(result.cost.people, &results.currency);
            format!("{hours}, {cost}")
        } else {
            hours
        }
    })
}

/// The expected time not served, or the mean downtime as written, or what can be said where there was none.
pub(in crate::report) fn downtime(result: &ArchitectureResult, years: u64) -> String {
    if let Some(expected) = &result.expected {
        return some_time(expected.unserved, "none at all");
    }
    let down = &result.downtime;
    if down.none_seen {
        let (years, most) = (words::count(years), words::minutes(down.ci95[1]));
        format!("none seen in\n{years} years:\nat most {most}")
    } else {
        some_time(down.mean, "none at all")
    }
}

/// Where it is in nine of ten scenarios, or the interval of the mean as written.
pub(super) fn interval(result: &ArchitectureResult) -> String {
    if result.expected.is_some() {
        return words::or_dash(result.band(), |[low, high]| words::brief_range(low, high));
    }
    let [low, high] = result.downtime.ci95;
    if result.downtime.none_seen {
        "–".to_owned()
    } else if low == high {
        "exact".to_owned()
    } else {
        words::minutes_range(low.max(0.0), high)
    }
}

/// The 90th percentile.
pub(super) fn bad_year(result: &ArchitectureResult) -> String {
    if result.downtime.none_seen {
        "none seen".to_owned()
    } else {
        some_time(result.single_years().p90, "no downtime")
    }
}

/// Outages a year.
pub(super) fn outages(result: &ArchitectureResult) -> String {
    match result.outages_per_year {
        0.0 => "none seen".to_owned(),
        rare if rare < 0.001 => words::how_often(rare).replacen("once in ", "once in\n", 1),
        often => words::per_year(often),
    }
}

/// What one would have believed.
pub(super) fn seen(minutes: f64) -> String {
    some_time(minutes, "none seen")
}

/// What is lost beside the downtime: never a bare zero where it may be.
pub(super) fn lost(minutes: f64, ci95: [f64; 2]) -> String {
    if minutes == 0.0 && ci95[1] > 0.0 {
        return format!("at most\n{}", words::minutes(ci95[1]));
    }
    some_time(minutes, "none")
}

/// A time, or words where it is zero.
fn some_time(minutes: f64, zero: &str) -> String {
    if minutes == 0.0 {
        zero.to_owned()
    } else {
        words::minutes(minutes)
    }
}

/// What most of the downtime is caused by, all sources of a kind together.
pub(super) fn cause(result: &ArchitectureResult, medium: Medium) -> String {
    let largest = caused_by(result).into_iter().next();
    match largest {
        Some(cause) if cause.share > 0.0 => {
            let kind = medium.name(cause.kind, medium.third());
            format!("{kind}, {}", words::percent(cause.share))
        }
        _ => "–".to_owned(),
    }
}
