//! The answer's own types: what a run, an explanation, a verification, a search for weak points and a comparison found.
//!
//! Plain data with serde and schema, filled by what computes and read by what reports; no words are made here, and nothing
//! is computed. `docs/results.md` is the contract: fields may be added, never renamed.

mod architecture;
mod basis;
mod cause;
mod class;
mod comparison;
mod cost;
mod decision;
mod downtime;
mod explanation;
mod finite;
mod goal;
mod left_out;
mod memory;
mod note;
mod outage_row;
mod priced;
mod reason;
mod run;
mod search;
mod single_years;
mod story;
mod timeline;
mod uncertainty;
mod verification;
mod weakness;

pub use architecture::{
    ArchitectureResult, ComplexityResult, ExpectedCause, ExpectedResult, FirstOutage,
};
pub use basis::Basis;
pub use cause::{Cause, CausesBasis};
pub use class::ClassResult;
pub use comparison::{
    ArchitectureComparison, Change, ComparedArchitecture, ComparedRun, ComparisonResults,
    CostComparison, DowntimeComparison, Presence,
};
pub use cost::{Cost, CostLine, CreditLine, OF_PLAN, SlaCredits};
pub use decision::{
    ChoiceResult, DecidedBy, DecisionResult, Lacks, NextResult, RegionResult, RestsOn, Rule,
    RunnerUp, StepResult, TieResult, Turn,
};
pub use downtime::{Downtime, Estimator};
pub use explanation::{Explanation, KindOfCause, Remedy, SinglePoint};
pub use finite::{Finite, NotFinite};
pub use goal::{ClassWanted, GoalResult, Verdict};
pub use left_out::{BorrowedResult, GuessedResult, STORAGE, UnbilledResult};
pub use memory::Memory;
pub use note::{ComparisonNote, Mitigated, Never, Note, Unreleased};
pub use outage_row::OutageRow;
pub use priced::PricedResult;
pub use reason::Reason;
pub use run::{Results, Stopped};
pub use search::{
    FrontierDesign, JudgedResult, OpenChoice, SearchCounts, SearchRegion, SearchResult,
};
pub use single_years::SingleYears;
pub use story::{Failed, Lasts, Misfortune, Relief, Story};
pub use timeline::{LifeCause, LifeOutage, RowOf, RowSpan, RowState, Span, Timeline, TimelineRow};
pub use uncertainty::{
    ArchitectureUncertainty, AssumptionResult, CheaperResult, EvidenceResult, Question,
    TornadoResult, UncertaintyResult,
};
pub use verification::{
    Agreement, Comparison, Quantity, SeedResult, VerificationResult, VerificationResults,
};
pub use weakness::{CutSetResult, ImportanceResult, WeaknessResult, WeaknessResults, Worth};
