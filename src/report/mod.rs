//! What a person or a script is given: formatting only, no arithmetic beyond a change of unit.
//!
//! Everything here is a function from [`Results`] to text: [`table`] for the terminal, [`json`] and [`csv`] for scripts,
//! [`tradeoff_svg`] for the eye; and from what `spof explain` found, [`explanation`], [`topology_svg`] and
//! [`timeline_svg`]. Nothing here prints, opens a file or reads the clock.

mod chart;
mod csv;
mod effort;
mod error;
mod explanation;
mod finite;
#[cfg(test)]
mod fixture;
mod json;
mod results;
mod table;
mod timeline;
mod understanding;
mod verification;
mod weakness;
pub mod words;

pub use chart::{ChartError, timeline_svg, topology_svg, tradeoff_svg};
pub use csv::csv;
pub use effort::effort;
pub use error::ReportError;
pub use explanation::{Explanation, KindOfCause, Remedy, SinglePoint};
pub use json::{explanation_json, json, weaknesses_json};
pub use results::*;
pub use table::{TableStyle, explanation, table, verification, weaknesses};
pub use timeline::{LifeCause, LifeOutage, RowOf, RowSpan, RowState, Span, Timeline, TimelineRow};
pub use understanding::understanding;
pub use verification::{SeedResult, VerificationResult, VerificationResults};
pub use weakness::{CutSetResult, ImportanceResult, WeaknessResult, WeaknessResults, Worth};
