//! A number that could be measured, in words: what it is, how far it may be off, and what it does to the price of a step.

use super::words;
use crate::answer::{TornadoResult, Turn};

/// More kinds than these are counted.
const MOST_KINDS: usize = 3;

/// `vm software, how often`.
pub(super) fn subject(row: &TornadoResult) -> String {
    if let Some(question) = of_a_switch(row) {
        return question;
    }
    let what = match row.aspect {
        "rate" => "how often",
        "length" => "how long (median)",
        "reach" => "chance that an outage reaches us",
        "hits" => "share of what stands there that an outage strikes",
        "drift" => "how much oftener or rarer than counted",
        _ => "by how much more sites multiply it",
    };
    format!("{}, {what}", named(row))
}

/// What has the number. Where it is a service's, `vm software`, the components of the plan that have it, as the table of outages names
/// them: `web software`.
pub(super) fn named(row: &TornadoResult) -> String {
    let name = words::plain(&row.name);
    let first = |name: &str| name.split(' ').next().map(str::to_owned);
    let is_so_called = |kind: &String| first(kind) == first(&row.name);
    match row.kinds.as_slice() {
        kinds if kinds.is_empty() || kinds.iter().any(is_so_called) => name,
        [one] => words::plain(one),
        several => {
            let all = words::some(MOST_KINDS, several.iter().map(String::as_str));
            format!("{name} ({all})")
        }
    }
}

/// The same as one asks for it: `how often vm software fails`.
pub(super) fn question(row: &TornadoResult) -> String {
    if let Some(question) = of_a_switch(row) {
        return question;
    }
    // The one way in which a component of the plan's own fails has no name but this.
    let name = named(row).replace(" failure", "");
    match row.aspect {
        // The name has its verb in it.
        "rate" if name.ends_with(" restarts") => format!("how often {name}"),
        "rate" => format!("how often {name} fails"),
        "length" => format!("how long outages of {name} last"),
        "reach" => format!("what share of outages of {name} reach us"),
        "hits" => format!("what share an outage of {name} strikes"),
        "drift" => format!("how much more or less often than counted {name} fails"),
        _ => format!("by how much more sites multiply {name}"),
    }
}

/// The question where the number is one of a switch from one member to another: `how long it takes to decide on a switch of sites`.
fn of_a_switch(row: &TornadoResult) -> Option<String> {
    let name = named(row);
    Some(match row.aspect {
        "detect" => format!("how long it takes to detect a loss of {name}"),
        "decide" => format!("how long it takes to decide on a switch of {name}"),
        "switch" => format!("how long a switch of {name} takes"),
        "succeeds" => format!("how often a switch of {name} works"),
        "no_capacity" => format!("how often a switch of {name} finds no room"),
        "otherwise" => format!("how much longer it takes when a switch of {name} does not work"),
        "lag" => format!("how far the data of {name} are behind"),
        "failback_after" => format!("how long it takes until service goes back in {name}"),
        "failback_loss" => format!("how long service is away when it goes back in {name}"),
        "botched_share" => format!("how often a switch of {name} does harm"),
        "botched_lasts" => format!("how long the harm of a switch of {name} lasts"),
        _ => return None,
    })
}

/// What is expected of a number, and beyond which value something is so: `(0.2 to 6 a year, 1.4 a year on average): below 1.1 a year`.
/// Of several things alike it is the number of `each`.
pub(super) fn turns(row: &TornadoResult, turn: &Turn, each: &str) -> String {
    let (expected, at) = (value(row, turn.expected), beyond(row, turn, turn.at));
    format!("({}{each}, {expected} on average): {at}{each}", range(row))
}

/// `below 1.4 a year`, on the side on which the answer turns.
pub(super) fn beyond(row: &TornadoResult, turn: &Turn, at: f64) -> String {
    let side = if turn.below { "below" } else { "above" };
    format!("{side} {}", value(row, at))
}

fn value(row: &TornadoResult, value: f64) -> String {
    match row.unit {
        "events/year" => words::how_often(value),
        unit => words::in_unit(value, unit),
    }
}

/// `0.2 to 6 a year`.
pub(super) fn range(row: &TornadoResult) -> String {
    let [low, high] = [row.low, row.high].map(|value| words::in_unit(value, row.unit));
    match row.unit {
        "events/year" => format!("{low} to {high} a year"),
        _ => format!("{low} to {high}"),
    }
}

/// From which price of an hour the step pays, at either end.
pub(super) fn prices(row: &TornadoResult, currency: &str) -> String {
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
