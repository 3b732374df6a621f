//! One run of one plan, as the JSON contract has it (`docs/results.md`). Every other format is drawn from this.
//!
//! Fields may be added, never renamed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    architecture::ArchitectureResult,
    basis::Basis,
    decision::{DecisionResult, RegionResult},
    goal::GoalResult,
    left_out::{BorrowedResult, GuessedResult},
    note::Note,
    search::SearchResult,
    uncertainty::{AssumptionResult, UncertaintyResult},
};

/// One run of one plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Results<Decision = DecisionResult> {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// What the plan says of itself.
    pub about: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// Simulated years of every architecture.
    pub years: u64,
    /// Failures, repairs and steps of failovers that were dealt with in those years, over all that was simulated.
    pub events: u64,
    /// Why the run ended: `precision`, `years` or `interrupted`.
    pub stopped: Stopped,
    /// What a share of years of 0 or 1 means: at most this, or at least 1 less this; 3 ÷ `years`, the rule of three.
    pub p_resolution: f64,
    /// Asked half-width of the 95 % interval, relative to the mean.
    pub precision: f64,
    /// Currency of every amount, ISO 4217.
    pub currency: String,
    /// Units of `currency` for one US dollar.
    pub fx: f64,
    /// Value-added tax contained in every monthly cost, as a share.
    pub vat: f64,
    /// What `decision`, `on_frontier`, `meets_goal` and the costs of outages count with: `expected` over the scenarios, or every number
    /// `as-written`.
    pub basis: Basis,
    /// In how many scenarios the numbers were drawn from their ranges; 0 as written.
    pub scenarios: u64,
    /// What the user wants.
    pub goal: GoalResult,
    /// What the numbers say one should do.
    pub decision: Decision,
    /// What not knowing the world's numbers does to it; `null` as written.
    pub uncertainty: Option<UncertaintyResult>,
    /// The numbers that all this rests on, in the order in which the plan's sources first appear.
    pub assumptions: Vec<AssumptionResult>,
    /// The candidates in the file's order.
    pub architectures: Vec<ArchitectureResult>,
    /// Kinds of source, as in the outage table, against which no architecture of the plan does anything.
    pub unrelieved: Vec<String>,
    /// Rates that were counted at other providers than the one whose they are.
    pub borrowed: Vec<BorrowedResult>,
    /// Places of the plan's own of which nothing was counted.
    pub guessed: Vec<GuessedResult>,
    /// The search that found these designs; absent (never `null`) where the plan itself names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<SearchResult>,
    /// Things the reader should know about these numbers, one sentence each.
    #[schemars(with = "Vec<String>")]
    pub notes: Vec<Note>,
}

impl<D> Results<D> {
    /// The architecture of a name.
    pub fn architecture(&self, name: &str) -> Option<&ArchitectureResult> {
        let mut all = self.architectures.iter();
        all.find(|result| result.name == name)
    }

    /// The same with the decision in another form.
    pub fn with_decision<E>(self, decision: E) -> Results<E> {
        Results {
            spof: self.spof,
            service: self.service,
            about: self.about,
            seed: self.seed,
            years: self.years,
            events: self.events,
            stopped: self.stopped,
            p_resolution: self.p_resolution,
            precision: self.precision,
            currency: self.currency,
            fx: self.fx,
            vat: self.vat,
            basis: self.basis,
            scenarios: self.scenarios,
            goal: self.goal,
            decision,
            uncertainty: self.uncertainty,
            assumptions: self.assumptions,
            architectures: self.architectures,
            unrelieved: self.unrelieved,
            borrowed: self.borrowed,
            guessed: self.guessed,
            search: self.search,
            notes: self.notes,
        }
    }
}

impl Basis {
    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::AsWritten => "as-written",
        }
    }
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stopped {
    /// Every interval is narrow enough.
    Precision,
    /// The allowed number of years is simulated.
    Years,
    /// The user stopped it; the results are those of the complete prefix.
    Interrupted,
}

impl Results {
    /// Whether nothing is known to be missing in the bill of a design: no price, no amount, no data sent.
    #[must_use]
    pub fn is_bill_whole(&self, result: &ArchitectureResult) -> bool {
        let mut notes = self.notes.iter();
        let sends = notes.any(|note| match note {
            Note::TrafficUntold { architectures, .. } => {
                architectures.iter().flatten().any(|it| *it == result.name)
            }
            _ => false,
        });
        !sends && result.without_price().is_empty()
    }

    /// Whether it is known from which price of an hour a design is the cheapest: it lacks no price beside the one that is so before it.
    #[must_use]
    pub fn is_priced_from(&self, name: &str) -> bool {
        let regions = &self.decision.regions;
        let mut each = regions.windows(2);
        let before = each.find(|two| two[1].architecture == name);
        let both = before.and_then(|two| {
            let of = |region: &RegionResult| self.architecture(&region.architecture);
            Some((of(&two[0])?, of(&two[1])?))
        });
        both.is_none_or(|(before, it)| it.without_price_beside(before).is_empty())
    }
}
