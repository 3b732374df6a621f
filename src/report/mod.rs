//! What a person or a script is given: formatting only, no arithmetic beyond a change of unit.
//!
//! Everything here is a function from [`Results`] to text: [`table`] for the terminal, [`json`] and [`csv`] for scripts,
//! [`tradeoff_svg`] for the eye. Nothing here prints, opens a file or reads the clock.

mod advice;
mod chart;
mod csv;
mod decision;
mod effort;
mod error;
mod explanation;
mod figures;
mod finite;
#[cfg(test)]
mod fixture;
mod json;
mod kinds;
mod page;
mod results;
mod table;
mod timeline;
mod uncertainty;
mod understanding;
mod verification;
mod weakness;
pub mod words;

pub use advice::advice;
pub use chart::{
    ChartError, causes_svg, exceedance_svg, outages_svg, timeline_svg, topology_svg, tornado_svg,
    tradeoff_svg,
};
pub use csv::csv;
pub use decision::{DecisionResult, RegionResult, RestsOn, RunnerUp, StepResult};
pub use effort::effort;
pub use error::ReportError;
pub use explanation::{Explanation, KindOfCause, Remedy, SinglePoint};
pub use figures::{Figure, OCCASIONAL_FIGURES, figures};
pub use json::{explanation_json, json, weaknesses_json};
pub use page::page;
pub use results::*;
pub use table::{TableStyle, explanation, table, verification, weaknesses};
pub use timeline::{LifeCause, LifeOutage, RowOf, RowSpan, RowState, Span, Timeline, TimelineRow};
pub use uncertainty::{
    ArchitectureUncertainty, AssumptionResult, CheaperResult, Question, TornadoResult,
    UncertaintyResult,
};
pub use understanding::understanding;
pub use verification::{SeedResult, VerificationResult, VerificationResults};
pub use weakness::{CutSetResult, ImportanceResult, WeaknessResult, WeaknessResults, Worth};
