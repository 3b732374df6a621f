//! Axes: money is linear, downtime logarithmic with the steps that people count time in, prices of an hour by powers of ten.

mod money;
mod scale;
mod time;

pub(super) use money::{money, prices};
pub(super) use scale::{Axis, LEAST, Scale, Tick, extent};
pub(super) use time::{amounts, downtime};
