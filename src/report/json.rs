//! The results as one JSON object, the contract of `docs/results.md`; nothing is lost and nothing is rounded.

use serde::Serialize;

use super::{ReportError, finite};
use crate::answer::{
    ComparisonResults, Explanation, Results, VerificationResults, WeaknessResults,
};

/// The results as indented JSON with a newline at the end.
///
/// JSON has no word for NaN or infinity; such a number is our own mistake and is refused rather than written as `null`.
pub fn json(results: &Results) -> Result<String, ReportError> {
    finite::check(results)?;
    pretty(results)
}

/// What `spof verify` found, likewise.
pub fn verification_json(results: &VerificationResults) -> Result<String, ReportError> {
    finite::check_verification(results)?;
    pretty(results)
}

/// What `spof importance` found, likewise.
pub fn weaknesses_json(results: &WeaknessResults) -> Result<String, ReportError> {
    results.architectures.iter().try_for_each(|result| {
        let (sets, sources) = (result.cut_sets.as_deref(), result.importance.as_deref());
        finite::check_weakness(
            &result.name,
            sets.unwrap_or_default(),
            sources.unwrap_or_default(),
        )
    })?;
    pretty(results)
}

/// A run beside another, likewise; its numbers were looked at when the runs were read.
pub fn comparison_json(results: &ComparisonResults) -> Result<String, ReportError> {
    pretty(results)
}

/// A schema, likewise.
pub fn schema_json(schema: &serde_json::Value) -> Result<String, ReportError> {
    pretty(schema)
}

/// Indented JSON with a newline at the end.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, ReportError> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// What `spof explain` found, likewise.
pub fn explanation_json(explanation: &Explanation) -> Result<String, ReportError> {
    finite::check_explanation(explanation)?;
    let mut text = serde_json::to_string_pretty(explanation)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn round_trip_keeps_the_contract() {
        let text = json(&fixture::results(2)).expect("finite");
        assert!(text.ends_with("}\n"));
        let value: serde_json::Value = serde_json::from_str(&text).expect("valid");
        let first = &value["architectures"][0];
        for key in [
            "name",
            "availability",
            "downtime",
            "cost",
            "causes",
            "outage_table",
            "on_frontier",
        ] {
            assert!(!first[key].is_null(), "{key}");
        }
        assert_eq!(first["downtime"]["unit"], "minutes/year");
        assert_eq!(first["downtime"]["ci95"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        let mut results = fixture::results(2);
        results.architectures[1].downtime.ci95[1] = f64::INFINITY;
        let message = json(&results).expect_err("infinite").to_string();
        assert!(message.contains("downtime.ci95"), "{message}");
    }
}
