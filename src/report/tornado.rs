//! A number of the plan from the low to the high end of its range, and what depends on it, in words.

use crate::{answer::TornadoResult, report::words};

/// `vm software, how often`.
pub(in crate::report) fn subject(row: &TornadoResult) -> String {
    let what = match row.aspect {
        "rate" => "how often",
        "length" => "how long (median)",
        "reach" => "chance that an outage reaches us",
        "hits" => "share of what stands there that an outage strikes",
        _ => "by how much more sites multiply it",
    };
    format!("{}, {what}", words::plain(&row.name))
}

/// `0.2 to 6 a year`.
pub(in crate::report) fn range(row: &TornadoResult) -> String {
    let [low, high] = [row.low, row.high].map(|value| words::in_unit(value, row.unit));
    match row.unit {
        "events/year" => format!("{low} to {high} a year"),
        _ => format!("{low} to {high}"),
    }
}

/// From which price of an hour the step pays, at either end.
pub(in crate::report) fn prices(row: &TornadoResult, currency: &str) -> String {
    let about = |price: f64| words::money_about(price, currency);
    match (row.break_even_at_low, row.break_even_at_high) {
        (Some(low), Some(high)) if about(low) == about(high) => {
            format!("from {} an hour either way", about(low))
        }
        (Some(low), Some(high)) => format!("from {} or from {} an hour", about(low), about(high)),
        (Some(low), None) => format!("from {} an hour, or never", about(low)),
        (None, Some(high)) => format!("never, or from {} an hour", about(high)),
        (None, None) => "never".to_owned(),
    }
}
