//! What the downtime of an architecture is caused by.

use schemars::JsonSchema;
use serde::Serialize;

/// What a source's outages cost.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cause {
    /// Full name of the source.
    pub source: String,
    /// Its row in the outage table.
    pub kind: String,
    /// Minutes a year charged to it, failover minutes included.
    pub minutes_per_year: f64,
    /// Of these, minutes waiting for a failover.
    pub failover_minutes_per_year: f64,
    /// Share of the downtime.
    pub share: f64,
}
