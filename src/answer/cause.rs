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

/// How it was found out which share of the downtime is charged to each source. The minutes add up to the mean in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CausesBasis {
    /// Computed by the definition, to a millionth of the downtime.
    Exact,
    /// Computed; of the likeliest states by the definition, of the others as if two outages had met by chance.
    Likeliest,
    /// Computed outage by outage: of the static part by the definition, beside it what each source's outages cost beyond that.
    FirstOrder,
    /// As the simulated years charged it.
    Simulated,
}
