//! Where architectures are weak, as the JSON contract has it (`docs/results.md`).

use schemars::JsonSchema;
use serde::Serialize;

use super::basis::Basis;

/// What `spof importance` found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WeaknessResults {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// How its numbers are taken: `expected`, each at the mean of what is believed of it, or `as-written`, also where none has a range.
    pub basis: Basis,
    /// The candidates in the file's order.
    pub architectures: Vec<WeaknessResult>,
}

/// Where one architecture is weak.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WeaknessResult {
    /// Name in the plan.
    pub name: String,
    /// Why nothing could be found out; `null` where it could.
    pub obstacle: Option<String>,
    /// What was changed to make the architecture static, one clause each; empty where it is.
    pub made_static: Vec<String>,
    /// Downtime of the static architecture [min/year]; `null` where there is an obstacle.
    pub downtime_minutes_per_year: Option<f64>,
    /// How many minimal cut sets there are in all; `null` where they are beyond 10^38.
    pub cut_sets_total: Option<f64>,
    /// False where the search was cut short, so that others may be likelier.
    pub cut_sets_sorted: bool,
    /// The likeliest minimal cut sets, likeliest first; `null` where there is an obstacle.
    pub cut_sets: Option<Vec<CutSetResult>>,
    /// Importance of each source, the most critical first; `null` where there is an obstacle.
    pub importance: Option<Vec<ImportanceResult>>,
}

/// A least set of sources that take the service down together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CutSetResult {
    /// Full names of the sources.
    pub sources: Vec<String>,
    /// Probability that they alone take the service down at a random moment.
    pub probability: f64,
    /// That, as a share of the downtime; shares overlap and can add up to more than 1.
    pub share: f64,
    /// That, in minutes a year.
    pub minutes_per_year: f64,
}

/// How much depends on one source.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImportanceResult {
    /// Full name of the source.
    pub source: String,
    /// Probability that it is felt at a random moment.
    pub felt: f64,
    /// How much likelier the service is down while it is felt.
    pub birnbaum: f64,
    /// Share of the downtime that would not be without it.
    pub criticality: f64,
    /// Share of the downtime in which a minimal cut set with it has occurred; `null` where that takes too many steps.
    pub fussell_vesely: Option<f64>,
    /// Risk achievement worth: how many times as likely the service is down while it is felt.
    pub raw: Worth,
    /// Risk reduction worth: how many times as likely the service is down as without it.
    pub rrw: Worth,
}

/// A ratio that may be infinite, for which JSON has no number: a number, or the text `infinite`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Worth {
    /// A number.
    Number(f64),
    /// The text `infinite`.
    #[schemars(extend("const" = "infinite"))]
    Infinite(&'static str),
}

impl Worth {
    /// A ratio as it is written.
    #[must_use]
    pub fn new(ratio: f64) -> Self {
        if ratio.is_finite() {
            Self::Number(ratio)
        } else {
            Self::Infinite("infinite")
        }
    }
}
