//! The choice at another price of an hour, for whoever moves that price: the page's slider. It is no part of the JSON.

use super::decision::ChoiceResult;

/// What the choice is at a price of an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct PricedResult {
    /// The price [currency/h].
    pub price: f64,
    /// What the plan's `choice` would be; `None` of a plan without architectures.
    pub choice: Option<ChoiceResult>,
    /// Per architecture, bill and outages together [currency a month].
    pub totals: Vec<f64>,
}
