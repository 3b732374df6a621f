//! What the results leave out or take from elsewhere.

use schemars::JsonSchema;
use serde::Serialize;

/// A component that lacks lines on the bill which it usually has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnbilledResult {
    /// Name of the component.
    pub component: String,
    /// The lines: rows of the price list, `function/lambda_requests`, and what the component could say how much it has of, `disk`.
    pub lines: Vec<String>,
    /// The same as people say: `requests`.
    pub says: Vec<String>,
}

/// Rates and lengths of one provider's things that were counted at other providers only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BorrowedResult {
    /// Whose things they are: `azure`.
    pub provider: String,
    /// Where they were counted: `aws`, `gcp`.
    pub from: Vec<String>,
    /// Kinds of source, as in the outage table, whose rates these are.
    pub kinds: Vec<String>,
    /// Kinds of source whose lengths these are.
    pub lengths: Vec<String>,
}
