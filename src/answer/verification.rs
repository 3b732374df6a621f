//! What `spof verify` found: computed beside simulated, seed by seed and of all seeds together.

use schemars::JsonSchema;
use serde::Serialize;

/// All architectures of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerificationResults {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// Simulated years of the last seed.
    pub years: u64,
    /// True where a seed ended with an interval that is wider than asked, since more years would have had too many events.
    pub cut: bool,
    /// The candidates in the file's order; one comes as often as something of it is computed or stated.
    pub architectures: Vec<VerificationResult>,
}

/// One of an architecture's answers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerificationResult {
    /// Name in the plan.
    pub name: String,
    /// Of what.
    pub quantity: Quantity,
    /// Whether the answer is the plan's own, worked out elsewhere.
    pub stated: bool,
    /// Computed or stated mean [min/year]; `null` where there is none.
    pub exact: Option<f64>,
    /// How it was found; `null` where it was not.
    pub method: Option<String>,
    /// Why there is none; `null` where there is one.
    pub obstacle: Option<String>,
    /// What each seed says; empty where there is nothing to compare with.
    pub seeds: Vec<SeedResult>,
    /// What all of them say together, each by its years; `null` for fewer than two.
    pub together: Option<Comparison>,
}

/// What a mean is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// Time without service.
    Downtime,
    /// Requests lost while the service is up, as time weighted by their share.
    LostService,
    /// Time without service that there would not be without planned work which is not counted.
    PlannedTime,
    /// Data lost, as time of writing.
    LostData,
}

/// One seed's estimate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedResult {
    /// The seed.
    pub seed: u64,
    /// What it says.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// A simulated mean beside the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// How the simulated mean was estimated.
    pub estimator: &'static str,
    /// Simulated mean [min/year].
    pub simulated: f64,
    /// Its standard error [min/year].
    pub standard_error: f64,
    /// Simulated less computed, in standard errors of both; `null` where too few years had any to know an error.
    pub errors_apart: Option<f64>,
    /// Whether both can be right.
    pub verdict: Agreement,
    /// Whether the verdict is that they agree.
    pub agrees: bool,
}

/// Whether a simulated and a computed mean can both be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// What lies between them can be chance, the skewness of years counted in.
    Agrees,
    /// It cannot.
    Differs,
    /// Too few years had any, they are too unlike each other, or what the mean rests on is too rare to have come up.
    CannotJudge,
}

impl VerificationResult {
    /// All that was compared.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        let seeds = self.seeds.iter().map(|seed| &seed.comparison);
        seeds.chain(&self.together)
    }

    fn differs(&self) -> bool {
        self.comparisons()
            .any(|it| it.verdict == Agreement::Differs)
    }
}

impl VerificationResults {
    /// Whether every comparison that can be judged can be chance.
    #[must_use]
    pub fn agrees(&self) -> bool {
        !self.architectures.iter().any(VerificationResult::differs)
    }

    /// Whether nothing but what the plan states is disagreed with: the mistake may be the statement's.
    #[must_use]
    pub fn agrees_with_itself(&self) -> bool {
        let mut computed = self.architectures.iter().filter(|result| !result.stated);
        !computed.any(VerificationResult::differs)
    }

    /// How many answers were judged, and how many could not be, taken all seeds together.
    #[must_use]
    pub fn judged(&self) -> (usize, usize) {
        let compared = self.architectures.iter();
        let compared = compared.filter(|result| !result.seeds.is_empty());
        let verdicts = compared.map(|result| {
            result
                .comparisons()
                .any(|it| it.verdict != Agreement::CannotJudge)
        });
        let (judged, cannot): (Vec<bool>, Vec<bool>) = verdicts.partition(|&judged| judged);
        (judged.len(), cannot.len())
    }
}
