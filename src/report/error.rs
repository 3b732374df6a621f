//! What can go wrong between results and text: only our own mistakes, never the user's.

use crate::answer::NotFinite;

/// Why results could not be written for a script.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A number is NaN or infinite.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
    /// The JSON library refused.
    #[error("could not write the results as JSON")]
    Json(#[from] serde_json::Error),
    /// The CSV library refused.
    #[error("could not write the results as CSV: {0}")]
    Csv(String),
    /// The template of the page refused.
    #[error("could not write the page: {0}")]
    Page(String),
}
