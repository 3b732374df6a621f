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
    /// `one_per_year` on the run's `basis`: the mean over the scenarios.
    pub average_per_year: f64,
    /// What one such outage costs on average [min of downtime], whatever its length and whatever else is down: the minutes a year that
    /// this one thing causes, by `average_per_year`; `null` where it has no outages.
    pub average_minutes_lost: Option<f64>,
}

/// From so many times the rate of one on, there are several.
const SEVERAL: f64 = 1.5;

impl OutageRow {
    /// Whether several things of the kind fail, each at the rate of one.
    #[must_use]
    pub fn is_of_several(&self) -> bool {
        self.per_year > SEVERAL * self.one_per_year
    }
}
