//! How the numbers of a plan are taken.

use schemars::JsonSchema;
use serde::Serialize;

/// What is counted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The expected value over scenarios, whose numbers are drawn from their ranges.
    Expected,
    /// Every number at its central value.
    AsWritten,
}
