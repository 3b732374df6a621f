//! What an architecture costs a month. In come its purchases and the catalog; out comes a [`Bill`], line by line, or
//! what the price list lacks.
//!
//! `tariff` prices a component, `quote` what the plan itself has a price for, `traffic` data that moves, each by the
//! `price_list`; `usual` knows what is missing that such a component usually pays for. `total` puts their lines in order and adds them up. `promise` and `credit` are what providers would pay
//! back: never part of a bill.

mod credit;
mod lack;
mod line;
mod price_list;
mod promise;
mod quote;
mod tariff;
mod total;
mod traffic;
mod usual;

pub use credit::{Credit, credits, expected_share};
pub use lack::{Lack, Missing, Purchased};
pub use line::Line;
pub use price_list::PriceList;
pub use promise::{Hurt, Promise, promises};
pub use tariff::{component_lines, fees, paid_once};
pub use total::{Bill, Sums, bill, lines};
pub use usual::{Lacking, by_use, is_used_there, left_out};
