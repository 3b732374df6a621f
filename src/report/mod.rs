//! What a person or a script is given: formatting only, no arithmetic beyond a change of unit.
//!
//! Everything here is a function from [`Results`](crate::answer::Results) to text: [`table`] for the terminal, [`json`] and [`csv`] for scripts,
//! [`tradeoff_svg`] for the eye; and from what `spof explain` found, [`explanation`], [`topology_svg`] and
//! [`timeline_svg`]. Nothing here prints, opens a file or reads the clock.

mod advice;
mod averages;
mod chart;
mod columns;
mod earlier;
mod effort;
mod error;
mod figures;
#[cfg(test)]
mod fixture;
mod goal;
mod json;
mod kinds;
mod left_out;
mod lines;
mod measurable;
mod page;
mod said;
mod schema;
mod searched;
mod tables;
mod text;
mod tidy;
mod understanding;
pub mod words;
mod worse;

pub use advice::advice;
pub use chart::{
    causes_svg, outages_svg, timeline_svg, topology_svg, tornado_svg, tradeoff_narrow_svg,
    tradeoff_svg, years_svg,
};
pub use earlier::EarlierError;
pub use effort::effort;
pub use error::ReportError;
pub use figures::{Figure, OCCASIONAL_FIGURES, drawings, figures};
pub use goal::missed_goal;
pub use json::{json, pretty_json};
pub use lines::TableStyle;
pub use page::{Drawing, page};
pub use schema::{
    comparison_schema, explanation_schema, results_schema, verification_schema, weaknesses_schema,
};
pub use text::{answer, comparison, explanation, table, verification, weaknesses};
pub use tidy::{
    answer_markdown, assumptions_csv, bill_csv, causes_csv, comparison_csv, comparison_markdown,
    csv, frontier_csv, markdown, outages_csv, steps_csv, uncertainty_csv,
};
pub use understanding::{candidates, overview, understanding};
pub use worse::worse;
