//! What a person or a script is given: formatting only, no arithmetic beyond a change of unit.
//!
//! Everything here is a function from [`Results`] to text: [`table`] for the terminal, [`json`] and [`csv`] for scripts,
//! [`tradeoff_svg`] for the eye. Nothing here prints, opens a file or reads the clock.

mod chart;
mod comparison;
mod csv;
mod earlier;
mod effort;
mod error;
mod finite;
#[cfg(test)]
mod fixture;
mod goal;
mod json;
mod results;
mod schema;
mod table;
mod tidy;
mod understanding;
mod verification;
mod weakness;
pub mod words;

pub use chart::{ChartError, tradeoff_svg};
pub use comparison::{
    ArchitectureComparison, Change, ComparedArchitecture, ComparedRun, ComparisonResults,
    CostComparison, DowntimeComparison, Presence,
};
pub use csv::csv;
pub use earlier::EarlierError;
pub use effort::effort;
pub use error::ReportError;
pub use goal::missed_goal;
pub use json::{comparison_json, json, schema_json, verification_json, weaknesses_json};
pub use results::*;
pub use schema::{comparison_schema, results_schema, verification_schema, weaknesses_schema};
pub use table::{TableStyle, comparison, table, verification, weaknesses};
pub use tidy::{bill_csv, causes_csv, comparison_csv, outages_csv};
pub use understanding::understanding;
pub use verification::{SeedResult, VerificationResult, VerificationResults};
pub use weakness::{CutSetResult, ImportanceResult, WeaknessResult, WeaknessResults, Worth};
