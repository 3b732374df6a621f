//! How single years go, which no mean says.

use schemars::JsonSchema;
use serde::Serialize;

/// Quantiles and shares of years; over the scenarios a year is one of a scenario like any other.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
pub struct SingleYears {
    /// Half of the years have more downtime [min].
    pub p50: f64,
    /// One year in ten has more [min].
    pub p90: f64,
    /// One year in a hundred has more [min].
    pub p99: f64,
    /// Share of years, or of months where the goal is by the month, whose time not served meets the availability goal; `null`
    /// without one.
    pub p_goal: Option<f64>,
    /// Share of years without an outage longer than `goal.rto_minutes`; `null` without that.
    pub p_rto: Option<f64>,
    /// Share of years in which no move to another member loses more than `goal.rpo_minutes`; `null` without that.
    pub p_rpo: Option<f64>,
}
