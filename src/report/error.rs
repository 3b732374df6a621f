//! What can go wrong between results and text: only our own mistakes, never the user's.

/// Why results could not be written for a script.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A number is NaN or infinite.
    #[error("`{field}` of {owner} is {value}, which is not a number anybody can use")]
    NotFinite {
        /// Architecture, or the plan.
        owner: String,
        /// Path of the field in the JSON contract.
        field: &'static str,
        /// The offending value.
        value: f64,
    },
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
