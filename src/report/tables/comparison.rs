//! A run beside another, design by design.

use crate::{
    answer::{ArchitectureComparison, Change, ComparisonResults, Presence},
    report::{
        columns::table::Table,
        words::{self, or_dash},
    },
};

/// An interval whose two halves differ by less than this share is shown by the larger half.
const LEANING: f64 = 0.05;

/// A row for each architecture of either.
pub(in crate::report) fn comparison(
    results: &ComparisonResults,
) -> Table<'_, &ArchitectureComparison> {
    let currencies = [&results.before.currency, &results.after.currency];
    beside(&results.architectures, currencies.map(String::as_str))
}

/// The same, in the currencies before and after.
pub(super) fn beside<'a>(
    architectures: &'a [ArchitectureComparison],
    [old, new]: [&'a str; 2],
) -> Table<'a, &'a ArchitectureComparison> {
    let money = |amount: Option<f64>, currency: &str| {
        or_dash(amount, |amount| words::money(amount, currency))
    };
    let minutes = |value: Option<f64>| or_dash(value, words::minutes);
    let end =
        |it: &ArchitectureComparison, end: usize| it.downtime.difference_ci95.map(|ends| ends[end]);
    Table::over(architectures)
        .strong(|it| it.downtime.change == Some(Change::Longer))
        .text("architecture", |it| it.name.clone())
        .with_words("architecture", |it, medium| {
            medium.name(&it.name, medium.third())
        })
        .text("presence", |it| presence(it.presence).to_owned())
        .text("currency_before", |_| old.to_owned())
        .text("currency_after", |_| new.to_owned())
        .maybe("cost_before_monthly", |it| it.cost.before)
        .with_figures("cost a month\nbefore", move |it, _| {
            money(it.cost.before, old)
        })
        .maybe("cost_after_monthly", |it| it.cost.after)
        .with_figures("after", move |it, _| money(it.cost.after, new))
        .maybe("cost_difference_monthly", |it| it.cost.difference)
        .with_figures("difference", move |it, _| {
            or_dash(it.cost.difference, |amount| {
                let sign = if amount > 0.0 { "+" } else { "" };
                format!("{sign}{}", words::money(amount, new))
            })
        })
        .maybe("downtime_before_min_per_year", |it| it.downtime.before)
        .with_figures("downtime a year\nbefore", move |it, _| {
            minutes(it.downtime.before)
        })
        .maybe("downtime_after_min_per_year", |it| it.downtime.after)
        .with_figures("after", move |it, _| minutes(it.downtime.after))
        .maybe("downtime_difference_min_per_year", |it| {
            it.downtime.difference
        })
        .with_figures("difference", |it, _| {
            or_dash(it.downtime.difference, signed)
        })
        .maybe("downtime_difference_ci95_low_min_per_year", move |it| {
            end(it, 0)
        })
        .with_figures("at most", |it, _| {
            let interval = it.downtime.difference.zip(it.downtime.difference_ci95);
            or_dash(interval, around)
        })
        .maybe("downtime_difference_ci95_high_min_per_year", move |it| {
            end(it, 1)
        })
        .text("downtime_change", |it| {
            it.downtime.change.map_or("", change).to_owned()
        })
        .with_words("change", |it, _| said(it).to_owned())
}

/// The word of the JSON contract.
fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Both => "both",
        Presence::OnlyBefore => "only-before",
        Presence::OnlyAfter => "only-after",
    }
}

/// The word of the JSON contract.
fn change(change: Change) -> &'static str {
    match change {
        Change::Longer => "longer",
        Change::Shorter => "shorter",
        Change::Same => "same",
        Change::Undecided => "undecided",
    }
}

/// An interval around zero or on one side of it, with signs.
pub(in crate::report) fn range([low, high]: [f64; 2]) -> String {
    format!("{} to {}", signed(low), signed(high))
}

/// How far from a difference the ends of its interval are: `± 12 s`, or both ends where it leans to one side.
fn around((difference, [low, high]): (f64, [f64; 2])) -> String {
    let (below, above) = (difference - low, high - difference);
    if below == 0.0 && above == 0.0 {
        "exact".to_owned()
    } else if (below - above).abs() < LEANING * below.max(above) {
        format!("± {}", words::minutes(below.max(above)))
    } else {
        range([low, high])
    }
}

/// `+12 min`, `-4 s`, `0 s`.
fn signed(minutes: f64) -> String {
    let sign = if minutes > 0.0 { "+" } else { "" };
    format!("{sign}{}", words::minutes(minutes))
}

/// What became of an architecture, in a word or two.
fn said(it: &ArchitectureComparison) -> &'static str {
    match (it.presence, it.downtime.change) {
        (Presence::OnlyBefore, _) => "gone",
        (Presence::OnlyAfter, _) => "new",
        (Presence::Both, Some(Change::Longer)) => "worse",
        (Presence::Both, Some(Change::Shorter)) => "better",
        (Presence::Both, Some(Change::Same)) => "same",
        (Presence::Both, Some(Change::Undecided) | None) => "undecided",
    }
}
