//! Why one design is down: what the downtime is caused by and the cheapest thing in the plan against it, and what alone takes
//! the service down.

use crate::{
    answer::{KindOfCause, Remedy, SinglePoint},
    report::{
        columns::table::{Medium, Table},
        words,
    },
};

/// A row a kind of cause; what is against it only where the plan has other designs.
pub(in crate::report) fn kinds_of_cause<'a>(
    kinds: &'a [KindOfCause],
    currency: &'a str,
    others: bool,
) -> Table<'a, &'a KindOfCause> {
    fn remedy(kind: &KindOfCause, cell: impl Fn(&Remedy) -> String) -> String {
        words::or_dash(kind.remedy.as_ref(), cell)
    }
    Table::over(kinds)
        .words("cause", named)
        .figures("a year", |kind, _| time(kind.minutes_per_year))
        .figures("share", |kind, _| words::percent(kind.share))
        .figures("outage", |kind, _| time(kind.outage_minutes_per_year))
        .figures("failover", |kind, _| time(kind.failover_minutes_per_year))
        .words("against it", against)
        .when(others)
        .figures("takes\naway", |kind, _| {
            remedy(kind, |it| words::percent(it.takes_away))
        })
        .when(others)
        .figures("a month", move |kind, _| {
            remedy(kind, |it| difference(it.cost_difference_monthly, currency))
        })
        .when(others)
        .figures("down a\nyear then", |kind, _| {
            remedy(kind, |it| words::minutes(it.downtime_mean))
        })
        .when(others)
}

/// A row a source that alone takes the service down.
pub(in crate::report) fn single_points(points: &[SinglePoint]) -> Table<'_, &SinglePoint> {
    Table::over(points)
        .words("source", |point, medium| {
            medium.name(&point.source, medium.half())
        })
        .figures("costs a year", |point, _| {
            point
                .minutes_per_year
                .map_or_else(|| "none seen".to_owned(), words::minutes)
        })
        .figures("share", |point, _| {
            words::or_dash(point.share, words::percent)
        })
}

/// A kind, and how many sources it has here if there are several.
fn named(kind: &KindOfCause, medium: Medium) -> String {
    let name = medium.name(&kind.kind, 26);
    match kind.sources.len() {
        0 | 1 => name,
        several => format!("{name} ({several})"),
    }
}

/// What helps against it.
fn against(kind: &KindOfCause, medium: Medium) -> String {
    match &kind.remedy {
        None => "nothing in this plan".to_owned(),
        Some(remedy) if remedy.mitigations.is_empty() => medium.name(&remedy.architecture, 24),
        Some(remedy) => format!("+ {}", medium.name(&remedy.mitigations.join(", "), 22)),
    }
}

fn time(minutes: f64) -> String {
    if minutes == 0.0 {
        "–".to_owned()
    } else {
        words::minutes(minutes)
    }
}

/// An amount more or less: `+$12.00`, `-$3.00`, `the same`.
fn difference(amount: f64, currency: &str) -> String {
    let text = words::money(amount, currency);
    if words::money(0.0, currency) == text {
        "the same".to_owned()
    } else if amount > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}
