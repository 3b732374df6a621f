//! Numbers as people say them: `1 h 27 min`, `$511.23`, `99.95 %`. Every format for people takes its words from here.

use crate::answer::Quantity;

mod money;
mod name;
mod number;
mod share;
mod time;

pub(crate) use money::with_symbol;
pub use money::{
    expected_money, money, money_about, money_apart, money_in_full, money_short, money_stated,
    unit_price,
};
pub use name::{any_of, listed, plain, some};
pub(crate) use number::grouped;
pub use number::{count, number, times};
pub(crate) use share::chance_of_scenarios;
pub use share::{
    availability, cases, chance, how_often, once_in, per_year, per_year_range, percent,
    percent_of_cases, without, without_beside,
};
pub use time::{
    brief_minutes, brief_range, minutes, minutes_apart, minutes_range, moment, months,
    short_minutes,
};

/// Which ways data go, by their keys in `traffic`: `to users and between zones`.
pub(crate) fn sent(ways: &[&str]) -> String {
    let each = ways.iter().map(|way| match *way {
        "out" => "to users".to_owned(),
        way => way.replace('_', " "),
    });
    listed(&each.collect::<Vec<_>>())
}

/// A value in words, or a dash where there is none.
pub(crate) fn or_dash<T>(value: Option<T>, words: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), words)
}

/// What a mean is of.
pub(crate) fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Downtime => "downtime",
        Quantity::LostService => "lost service",
        Quantity::PlannedTime => "planned time",
        Quantity::LostData => "lost data",
    }
}

/// A number of a plan in its unit: `minutes`, `share`, or how often or by how much.
pub(crate) fn in_unit(value: f64, unit: &str) -> String {
    match unit {
        "minutes" => minutes(value),
        "share" => percent(value),
        _ => per_year(value),
    }
}
