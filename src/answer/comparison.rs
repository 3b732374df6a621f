//! What a change of the plan changes: two runs side by side, as the JSON contract has it (`docs/results.md`).

use schemars::JsonSchema;
use serde::Serialize;

use super::note::ComparisonNote;

/// One run beside another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparisonResults {
    /// Version of the program.
    pub spof: String,
    /// The run before the change.
    pub before: ComparedRun,
    /// The run after it.
    pub after: ComparedRun,
    /// Architectures of either run, those of `after` first, each in its plan's order.
    pub architectures: Vec<ArchitectureComparison>,
    /// Things the reader should know about these differences, one sentence each.
    #[schemars(with = "Vec<String>")]
    pub notes: Vec<ComparisonNote>,
}

/// What is compared of a run.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparedRun {
    /// Where it comes from: the file's name as it was given.
    pub file: String,
    /// Version of the program that made it; `null` where an earlier result does not say.
    pub spof: Option<String>,
    /// Name of the service; `null` where an earlier result does not say.
    pub service: Option<String>,
    /// Seed of all random streams; `null` where an earlier result does not say.
    pub seed: Option<u64>,
    /// Simulated years of every architecture; `null` where an earlier result does not say.
    pub years: Option<u64>,
    /// What its decision counted with, `expected` or `as-written`; `null` where an earlier result does not say.
    pub basis: Option<String>,
    /// Currency of every amount, ISO 4217.
    pub currency: String,
    /// Units of `currency` for one US dollar; `null` where an earlier result does not say.
    pub fx: Option<f64>,
    /// Value-added tax contained in every cost, as a share; `null` where an earlier result does not say.
    pub vat: Option<f64>,
    /// What an hour of outage costs [currency]; `null` where the plan or an earlier result does not say.
    pub outage_cost: Option<f64>,
    /// The cheapest in total at that price of an hour; `null` without one, and where an earlier result does not say.
    pub best: Option<String>,
    /// Whether its lead over the next is beyond the luck of the simulation; `null` where there is no next, or an earlier
    /// result does not say.
    pub best_sure: Option<bool>,
    /// Least availability wanted of a year, 0.9995 for 99.95 %; `null` where nothing was said.
    pub availability: Option<f64>,
    /// Most a month may cost [currency]; `null` where nothing was said.
    pub budget: Option<f64>,
    /// The cheapest in money that surely meets the goal and the budget; `null` where none does, none is stated, or an
    /// earlier result does not say.
    pub meets_goal: Option<String>,
    /// Whether it holds a decision at all, which an earlier version's did not: tells what is not known from what is not.
    #[serde(skip)]
    pub decided: bool,
    /// Its architectures in the file's order: not part of the JSON, where each stands beside its namesake.
    #[serde(skip)]
    pub architectures: Vec<ComparedArchitecture>,
}

/// What is compared of an architecture.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedArchitecture {
    /// Name in the plan.
    pub name: String,
    /// Whole bill a month [currency].
    pub monthly: f64,
    /// Expected downtime [min/year].
    pub mean: f64,
    /// Its 95 % interval [min/year], where it is given.
    pub ci95: Option<[f64; 2]>,
}

/// An architecture before and after.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArchitectureComparison {
    /// Name in the plans; architectures of the same name are compared.
    pub name: String,
    /// Which of the runs has it.
    pub presence: Presence,
    /// The monthly bill.
    pub cost: CostComparison,
    /// Expected downtime.
    pub downtime: DowntimeComparison,
}

/// Which run has an architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Both, so that there is a difference.
    Both,
    /// Only the run before the change.
    OnlyBefore,
    /// Only the run after it.
    OnlyAfter,
}

/// A monthly bill before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct CostComparison {
    /// Whole bill a month [currency of `before`]; `null` where that run does not have the architecture.
    pub before: Option<f64>,
    /// Whole bill a month [currency of `after`]; `null` where that run does not have the architecture.
    pub after: Option<f64>,
    /// After less before, a month [currency]; `null` where one is missing or the currencies differ.
    pub difference: Option<f64>,
}

/// Expected downtime before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct DowntimeComparison {
    /// Always `minutes/year`.
    #[schemars(extend("const" = "minutes/year"))]
    pub unit: &'static str,
    /// Expected downtime [min/year]; `null` where that run does not have the architecture.
    pub before: Option<f64>,
    /// Expected downtime [min/year]; `null` where that run does not have the architecture.
    pub after: Option<f64>,
    /// After less before [min/year]; `null` where one is missing.
    pub difference: Option<f64>,
    /// An interval [min/year] that holds the difference in at least 95 of 100 cases, as far as the finite number of years
    /// goes; `null` where one is missing or an earlier result tells no interval.
    pub difference_ci95: Option<[f64; 2]>,
    /// What became of the downtime; `null` where one is missing.
    pub change: Option<Change>,
}

/// What became of an expected downtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The whole interval of the difference is above zero.
    Longer,
    /// The whole interval of the difference is below zero.
    Shorter,
    /// The same number: nothing that matters to this architecture has changed.
    Same,
    /// The interval straddles zero, or there is none.
    Undecided,
}
