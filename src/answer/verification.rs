//! What `spof verify` found: exact beside simulated, seed by seed.

use schemars::JsonSchema;
use serde::Serialize;

/// All architectures of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerificationResults {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// Simulated years of each seed.
    pub years: u64,
    /// The candidates in the file's order; one whose answer is computed and stated comes twice.
    pub architectures: Vec<VerificationResult>,
}

/// One architecture's answers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerificationResult {
    /// Name in the plan.
    pub name: String,
    /// Whether the answer is the plan's own, worked out elsewhere.
    pub stated: bool,
    /// Exact mean downtime [min/year]; `null` where there is none.
    pub exact: Option<f64>,
    /// How it was found; `null` where it was not.
    pub method: Option<String>,
    /// Why there is none; `null` where there is one.
    pub obstacle: Option<String>,
    /// What each seed says; empty where there is nothing to compare with.
    pub seeds: Vec<SeedResult>,
}

/// One seed's estimate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedResult {
    /// The seed.
    pub seed: u64,
    /// How the simulated mean was estimated.
    pub estimator: &'static str,
    /// Simulated mean downtime [min/year].
    pub simulated: f64,
    /// Its standard error [min/year].
    pub standard_error: f64,
    /// Simulated less exact, in standard errors.
    pub errors_apart: f64,
    /// Whether that can be chance.
    pub agrees: bool,
}

impl VerificationResults {
    /// Whether every comparison can be chance.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let seeds = self.architectures.iter().flat_map(|result| &result.seeds);
        seeds.into_iter().all(|seed| seed.agrees)
    }

    /// Whether nothing but what the plan states is disagreed with: the mistake may be the statement's.
    #[must_use]
    pub fn agrees_with_itself(&self) -> bool {
        let computed = self.architectures.iter().filter(|result| !result.stated);
        let mut seeds = computed.flat_map(|result| &result.seeds);
        seeds.all(|seed| seed.agrees)
    }
}
