//! Durations, rates, shares, amounts and money: what the user writes and what the program prints.
//!
//! Text comes in, plain numbers go out, in the units of the whole program: hours, events a year, shares of one. Nothing
//! that is not a finite, non-negative number of sane size gets through, so later stages need not ask again.

mod amount;
mod cost_kind;
mod error;
mod parse;
mod print;
mod time;

pub use amount::{Amount, MoneyRate, Period, parse_amount, parse_money_rate};
pub use cost_kind::CostKind;
pub use error::UnitError;
pub(crate) use parse::time_units;
pub use parse::{parse_duration, parse_number, parse_rate, parse_share};
pub use print::{
    decimals, format_count, format_duration, format_minutes, format_money, format_share,
    smallest_unit,
};
pub use time::{HOURS_PER_MONTH, HOURS_PER_YEAR, MINUTES_PER_HOUR};
