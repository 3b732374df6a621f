//! What a search over designs found, as the JSON contract has it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// A search, beside the results of the designs that it names.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct SearchResult {
    /// What became of all combinations of the choices.
    pub counts: SearchCounts,
    /// Overall confidence of all that was ruled out by paired differences.
    pub confidence: f64,
    /// The choices that were left open, in the order in which their options are laid over each other.
    pub choices: Vec<OpenChoice>,
    /// Every design that no other beats on cost and time not served, by cost; beside them those that are `beaten` and are listed for
    /// what cost and time do not say.
    pub frontier: Vec<FrontierDesign>,
    /// Which of them is the cheapest in total from which price of an hour on, of all designs. (`decision` is about those that are named.)
    pub regions: Vec<SearchRegion>,
    /// Each design of the frontier has a named one within this share of its cost and of its time not served.
    pub named_share: f64,
    /// How the goal was judged, where it is more than the mean of all requests or losses have prices of their own; `null` where the
    /// frontier has the answer.
    pub judged: Option<JudgedResult>,
    /// Why some combinations cannot be read, each reason once.
    pub refused: Vec<String>,
    /// What a search by the usual choices did not look at: the first site elsewhere, options that have no price. Empty for choices of
    /// the plan's own.
    pub not_searched: Vec<String>,
    /// True where it was ended before it was done.
    pub interrupted: bool,
    /// Cost a month and time not served a year of designs that were looked at; no part of the JSON.
    #[serde(skip)]
    pub seen: Vec<(f64, f64)>,
}

/// What became of the designs of a space; the parts add up to `designs`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
pub struct SearchCounts {
    /// All combinations of the choices.
    pub designs: f64,
    /// Combinations that the plan says are never meant.
    pub never: f64,
    /// That cannot be read, as where something has no price.
    pub refused: f64,
    /// Ruled out because another is alike in all that fails and costs no more.
    pub alike: f64,
    /// Ruled out by an exact bound: a cheaper one is surely not worse.
    pub bounded: f64,
    /// Ruled out by paired differences.
    pub differences: f64,
    /// Valued in full.
    pub valued: f64,
    /// Of which nothing was decided.
    pub open: f64,
}

/// A goal that is more than the mean of all requests: of single years, of recovery, of lost data, of classes of requests. Designs were
/// judged one by one, from the one that can cost least.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct JudgedResult {
    /// Designs that were judged.
    pub designs: usize,
    /// The one of them to have; `null` where none meets the goal.
    pub met_by: Option<String>,
    /// Designs that were not judged although they may be the one to have.
    pub open: f64,
}

/// The prices of an hour at which one design is the cheapest in total of all.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchRegion {
    /// Its name.
    pub design: String,
    /// From this price of an hour on [currency/h].
    pub from: f64,
    /// Up to this price of an hour; `null` for the last.
    pub to: Option<f64>,
}

/// A choice that was left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenChoice {
    /// Its name.
    pub name: String,
    /// Its options.
    pub options: Vec<String>,
}

/// A design that no other beats.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FrontierDesign {
    /// Its name in `frontier.yaml`.
    pub name: String,
    /// Whether it is among the few that stand for all.
    pub named: bool,
    /// True where another costs no more and is not served for no longer: it is listed as the one to have by a goal of single years, of lost
    /// data or of a class of requests, or by what losses cost.
    pub beaten: bool,
    /// The option of each choice.
    pub picks: BTreeMap<String, String>,
    /// The bill of a month.
    pub monthly: f64,
    /// Expected time not served [min a year].
    pub unserved: f64,
    /// Of it, downtime [min a year].
    pub downtime: f64,
    /// Expected lost data [min of writing a year].
    pub data_lost: f64,
    /// Nine of ten scenarios are between [min a year]; `null` where no number has a range.
    pub band90: Option<[f64; 2]>,
    /// Half of the 95 % interval of its expected time, where lives found it; 0 where it is computed [min a year].
    pub error: f64,
}
