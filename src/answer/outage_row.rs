//! What one outage of a kind of source costs an architecture.

use schemars::JsonSchema;
use serde::Serialize;

/// What one outage of median length that reaches us costs, everything else up.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OutageRow {
    /// Kind of source, `dns-resolver`.
    pub source: String,
    /// The median length [min].
    pub length_minutes: f64,
    /// Mean minutes without service in one such outage [min]; `null` where the architecture has no such source.
    pub minutes_lost: Option<f64>,
    /// Such outages a year that reach this architecture, all sources of the kind together.
    pub per_year: f64,
    /// The length that one such outage in ten exceeds [min].
    pub length_p90_minutes: f64,
    /// Mean minutes without service in an outage of that length; `null` as `minutes_lost` is.
    pub minutes_lost_p90: Option<f64>,
    /// 90 % range of `per_year`, from what is believed of the rates; `null` where nobody gave a range.
    pub per_year_range: Option<[f64; 2]>,
    /// Outages a year that reach this architecture of one such thing: of the one whose outage the row is about, the first site's or replica's.
    pub one_per_year: f64,
    /// 90 % range of `one_per_year`; `null` where nobody gave a range.
    pub one_per_year_range: Option<[f64; 2]>,
}
