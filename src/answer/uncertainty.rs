//! What not knowing the world's numbers does to the results, as the JSON contract has it.

use schemars::JsonSchema;
use serde::Serialize;

/// What a number says of what has it.
pub(super) const ASPECTS: [&str; 17] = [
    "rate",
    "length",
    "reach",
    "hits",
    "complexity",
    "drift",
    "detect",
    "decide",
    "switch",
    "succeeds",
    "no_capacity",
    "otherwise",
    "lag",
    "failback_after",
    "failback_loss",
    "botched_share",
    "botched_lasts",
];

/// A number that the results rest on, how far off it may be, and why it is believed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AssumptionResult {
    /// Where the number is written: `dns-resolver`, `vm software`, `release`.
    pub name: String,
    /// `rate`, `length`, `reach`, `hits`, `complexity` or `drift`; or a number of `failover`, by its key: `decide`, `succeeds`,
    /// `failback_loss`.
    #[schemars(extend("enum" = ASPECTS))]
    pub aspect: &'static str,
    /// Unit of `value`, `low` and `high`: `events/year`, `minutes` (the median length), `share` or `factor`.
    #[schemars(extend("enum" = ["events/year", "minutes", "share", "factor"]))]
    pub unit: &'static str,
    /// What is counted with.
    pub value: f64,
    /// 5 % point of what is believed; `null` where nobody gave a range and the number is taken as known.
    pub low: Option<f64>,
    /// 95 % point of what is believed; `null` as `low` is.
    pub high: Option<f64>,
    /// `catalog` or `plan`.
    pub origin: String,
    /// How one came by it: the weakest kind of what it rests on. `given` where a plan says nothing about that.
    #[schemars(extend("enum" = ["counted", "published", "derived", "memory", "judgement", "given"]))]
    pub kind: &'static str,
    /// What it rests on, in a line: `sources` in words.
    pub evidence: String,
    /// Newest date of the evidence, ISO; may be empty.
    pub as_of: String,
    /// What it rests on, one by one.
    pub sources: Vec<EvidenceResult>,
}

/// One thing that a number rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EvidenceResult {
    /// How one came by it: events that were counted, a published figure, arithmetic on figures of its source, a well-known figure
    /// without a source at hand, a judgement, or a number of the plan.
    #[schemars(extend("enum" = ["counted", "published", "derived", "memory", "judgement", "given"]))]
    pub kind: &'static str,
    /// Who says so; empty for a judgement and for a number of the plan.
    pub source: String,
    /// Date of that, ISO, or `undated`; empty for a number of the plan.
    pub as_of: String,
    /// What it says; may be empty.
    pub says: String,
}

/// The same designs in scenarios whose numbers are drawn from what is believed of them, the same for all.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UncertaintyResult {
    /// Scenarios drawn.
    pub draws: usize,
    /// Years that each design lived in each of them, where it has no exact answer.
    pub years_per_draw: u64,
    /// Per architecture, in the plan's order.
    pub architectures: Vec<ArchitectureUncertainty>,
    /// For each two architectures, how likely the first is the cheaper in total at the plan's price of an hour; empty where
    /// the plan states none.
    pub cheaper: Vec<CheaperResult>,
    /// What one number alone does when it is at its low and at its high end, the most decisive first.
    pub tornado: Vec<TornadoResult>,
    /// What the tornado is about.
    pub question: Question,
}

/// What the tornado is about: the prices in it are those from which one step pays, the downtimes those of one design.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Question {
    /// From this architecture; `null` where one is the cheapest in total at any price.
    pub from: Option<String>,
    /// To this one, `null` as `from` is: of the steps between the prices of an hour at which the cheapest in total changes, the one that is
    /// nearest to the plan's price, by their ratio; without a price the first.
    pub to: Option<String>,
    /// The cheapest in total at the plan's price, without a price the end of the step.
    pub chosen: String,
}

/// How sure one architecture's expected downtime is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArchitectureUncertainty {
    /// Its name.
    pub name: String,
    /// Expected downtime, over all scenarios [min a year]; above that of the plan's numbers where high numbers weigh more.
    pub mean: f64,
    /// In nine of ten scenarios the expected downtime is in here [min a year]. Not the luck of a year: that is in the
    /// quantiles of `downtime`.
    pub band90: [f64; 2],
    /// Share of scenarios in which the expected time not served meets the plan's goal; `null` without a goal of availability.
    pub p_goal: Option<f64>,
    /// Share of scenarios in which it is the cheapest in total at the plan's price of an hour; `null` without a
    /// price.
    pub p_cheapest: Option<f64>,
}

/// How likely one architecture is cheaper in total than another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheaperResult {
    /// The one.
    pub architecture: String,
    /// The other.
    pub than: String,
    /// Share of scenarios in which the one's bill and expected cost of outages together are lower.
    pub probability: f64,
}

/// What one number does to the decision, alone.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TornadoResult {
    /// Where the number is written.
    pub name: String,
    /// The rows of the outage table that have it, those of a common cause apart: `web software` and `app software` of `vm software`;
    /// of a number of `failover` the components that switch, and `sites`.
    pub kinds: Vec<String>,
    /// Which of its numbers, as in `assumptions`.
    #[schemars(extend("enum" = ASPECTS))]
    pub aspect: &'static str,
    /// Unit of `low`, `value` and `high`, as in `assumptions`.
    #[schemars(extend("enum" = ["events/year", "minutes", "share", "factor"]))]
    pub unit: &'static str,
    /// Its 5 % point.
    pub low: f64,
    /// What is counted with.
    pub value: f64,
    /// Its 95 % point.
    pub high: f64,
    /// Price of an hour from which the step in question pays, with the number at `low` [currency/h]; `null` where it
    /// never does.
    pub break_even_at_low: Option<f64>,
    /// The same with the number at `high`; `null` likewise.
    pub break_even_at_high: Option<f64>,
    /// The cheapest in total at the plan's price of an hour, with the number at `low`; `null` without a price.
    pub best_at_low: Option<String>,
    /// The same with the number at `high`; `null` likewise.
    pub best_at_high: Option<String>,
    /// Expected time not served of the design chosen, with the number at `low` [min a year].
    pub downtime_at_low: f64,
    /// The same with the number at `high`.
    pub downtime_at_high: f64,
}
