//! The JSON contract as JSON Schema, made from the very structs that are written, so that the two cannot part.
//!
//! Every field is required, also where it may be `null`: a script that misspells one finds out. More fields may come with
//! later versions, so unknown ones are not forbidden.

use schemars::{
    JsonSchema, Schema,
    generate::SchemaSettings,
    transform::{Transform, transform_subschemas},
};

use super::{error::ReportError, json};
use crate::answer::{
    ComparisonResults, Explanation, Results, VerificationResults, WeaknessResults,
};

/// The schema of what `spof run` writes as `results.json`.
pub fn results_schema() -> Result<String, ReportError> {
    schema::<Results<json::Decision>>("Results of `spof run`")
}

/// The schema of what `spof importance --format json` prints.
pub fn weaknesses_schema() -> Result<String, ReportError> {
    schema::<WeaknessResults>("Results of `spof importance`")
}

/// The schema of what `spof verify --format json` prints.
pub fn verification_schema() -> Result<String, ReportError> {
    schema::<VerificationResults>("Results of `spof verify`")
}

/// The schema of what `spof compare --format json` and `spof run --compare-to` print.
pub fn comparison_schema() -> Result<String, ReportError> {
    schema::<ComparisonResults>("Results of `spof compare`")
}

/// The schema of what `spof explain --format json` prints.
pub fn explanation_schema() -> Result<String, ReportError> {
    schema::<Explanation>("Results of `spof explain`")
}

/// A type's schema as indented JSON.
fn schema<T: JsonSchema>(title: &str) -> Result<String, ReportError> {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(Plain);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    json::pretty_json(&schema)
}

/// Makes plain what comes from Rust: descriptions on one line, and no widths of numbers that JSON does not know.
#[derive(Clone)]
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(text) = schema.get("description").and_then(|text| text.as_str()) {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            schema.insert("description".to_owned(), line.into());
        }
        schema.remove("format");
        transform_subschemas(self, schema);
    }
}
