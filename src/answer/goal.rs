//! What the user wants of a service, and whether an architecture gives it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the user wants; `null` where nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalResult {
    /// Least availability wanted of a year, 0.9995 for 99.95 %; `null` where nothing was said.
    pub availability: Option<f64>,
    /// Most a month may cost [currency]; `null` where nothing was said.
    pub budget: Option<f64>,
    /// What an hour of outage costs [currency]; `null` where nothing was said.
    pub outage_cost: Option<f64>,
    /// What an hour of lost service costs [currency]; `null` where nothing was said: then as much as an hour of outage.
    pub lost_service_cost: Option<f64>,
    /// What the data of a minute of writing are worth [currency]; `null` where nothing was said: then lost data cost nothing here.
    pub data_loss_cost: Option<f64>,
}

/// Whether a stated goal is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The whole interval is on the good side.
    Yes,
    /// The whole interval is on the bad side.
    No,
    /// The interval straddles the goal.
    Undecided,
}
