//! What is said of a class of requests that has a goal of its own.

use schemars::JsonSchema;
use serde::Serialize;

use super::goal::Verdict;

/// A class of requests with a goal of its own, in one architecture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClassResult {
    /// Its name.
    pub name: String,
    /// Its share of all requests.
    pub share: f64,
    /// Least availability wanted of it in a year, 0.9995 for 99.95 %.
    pub availability_goal: f64,
    /// Time in which it is not served, as written: the downtime of the service, and what this class loses while the service is up
    /// [min/year].
    pub unserved_minutes_per_year: f64,
    /// Its 95 % interval.
    pub unserved_ci95: [f64; 2],
    /// The same known exactly; `null` where it is not.
    pub unserved_exact: Option<f64>,
    /// What is to be expected of it over the scenarios [min/year]; `null` as written.
    pub expected_unserved: Option<f64>,
    /// In nine of ten scenarios it is in here [min/year]; `null` as written and where no number has a range.
    pub band90: Option<[f64; 2]>,
    /// Share of scenarios in which it meets its goal; `null` as written and where no number has a range.
    pub p_meets_goal: Option<f64>,
    /// Whether what is expected, on the run's `basis`, meets its goal.
    pub meets_goal: Verdict,
}

impl ClassResult {
    /// Expected time in which it is not served, on the run's basis [min a year].
    #[must_use]
    pub fn unserved(&self) -> f64 {
        self.expected_unserved
            .unwrap_or(self.unserved_minutes_per_year)
    }
}
