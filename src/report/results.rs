//! The results of a run, as the JSON contract has them (`docs/results.md`). Every other format is drawn from this.
//!
//! Fields may be added, never renamed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AssumptionResult, CutSetResult, DecisionResult, ImportanceResult, UncertaintyResult};

/// One run of one plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Results {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// What the plan says of itself.
    pub about: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// Simulated years of every architecture.
    pub years: u64,
    /// Failures, repairs and steps of failovers that were dealt with in those years, over all that was simulated.
    pub events: u64,
    /// Why the run ended: `precision`, `years` or `interrupted`.
    pub stopped: Stopped,
    /// What a share of years of 0 or 1 means: at most this, or at least 1 less this; 3 ÷ `years`, the rule of three.
    pub p_resolution: f64,
    /// Asked half-width of the 95 % interval, relative to the mean.
    pub precision: f64,
    /// Currency of every amount, ISO 4217.
    pub currency: String,
    /// Units of `currency` for one US dollar.
    pub fx: f64,
    /// Value-added tax contained in every monthly cost, as a share.
    pub vat: f64,
    /// What the user wants.
    pub goal: GoalResult,
    /// What the numbers say one should do.
    pub decision: DecisionResult,
    /// What not knowing the world's numbers does to it; `null` without `--uncertainty`.
    pub uncertainty: Option<UncertaintyResult>,
    /// The numbers that all this rests on, in the order in which the plan's sources first appear.
    pub assumptions: Vec<AssumptionResult>,
    /// The candidates in the file's order.
    pub architectures: Vec<ArchitectureResult>,
    /// Kinds of source, as in the outage table, that no architecture of the plan relieves at all.
    pub unrelieved: Vec<String>,
    /// Things the reader should know about these numbers, one sentence each.
    pub notes: Vec<String>,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stopped {
    /// Every interval is narrow enough.
    Precision,
    /// The allowed number of years is simulated.
    Years,
    /// The user stopped it; the results are those of the complete prefix.
    Interrupted,
}

/// What the user wants; `null` where nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct GoalResult {
    /// Least availability wanted of a year, 0.9995 for 99.95 %; `null` where nothing was said.
    pub availability: Option<f64>,
    /// Most a month may cost [currency]; `null` where nothing was said.
    pub budget: Option<f64>,
    /// What an hour of outage costs [currency]; `null` where nothing was said.
    pub outage_cost: Option<f64>,
}

/// One architecture's numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArchitectureResult {
    /// Name in the plan.
    pub name: String,
    /// What the plan says of it.
    pub about: String,
    /// 1 − mean downtime / year.
    pub availability: f64,
    /// Minutes a year without service.
    pub downtime: Downtime,
    /// Maximal intervals of downtime that start inside the year, a year; exact where `downtime.exact` is, with few
    /// exceptions.
    pub outages_per_year: f64,
    /// Minutes of `downtime.mean` in which something was up to serve, but nothing served yet.
    pub failover_minutes_per_year: f64,
    /// Minutes a year of requests lost while the service is up, weighted by their share (a lost site that drains, a class
    /// of requests or a load that is not served); not part of downtime.
    pub lost_service_minutes_per_year: f64,
    /// Minutes a year without service that are owed to planned maintenance which is not counted; not part of downtime.
    pub planned_minutes_per_year: f64,
    /// Data lost in failovers for lagging replication: minutes of writing a year.
    pub data_loss_minutes_per_year: f64,
    /// Share of years in which any data is lost.
    pub p_data_loss: f64,
    /// Share of years without any downtime.
    pub p_no_downtime: f64,
    /// Probability of at least one outage of 4 h or more in 5 years.
    pub p_long_outage_5y: f64,
    /// Share of years that meet the availability goal; `null` without one.
    pub p_goal: Option<f64>,
    /// Whether the mean meets the availability goal; `null` without one.
    pub meets_goal: Option<Verdict>,
    /// The monthly bill.
    pub cost: Cost,
    /// Expected downtime × the user's price of an hour, a month [currency]; `null` without that price.
    pub outage_cost_monthly: Option<f64>,
    /// Bill + outage cost, a month [currency]; `null` without a price of an hour.
    pub total_monthly: Option<f64>,
    /// True where no other architecture is as cheap or cheaper with less downtime.
    pub on_frontier: bool,
    /// What the downtime is owed to, largest first; the minutes add up to `downtime.mean`.
    pub causes: Vec<Cause>,
    /// What one outage of each kind costs, everything else up.
    pub outage_table: Vec<OutageRow>,
    /// What was changed to make the architecture static for the next three, one clause each; empty where it is.
    pub made_static: Vec<String>,
    /// The ten likeliest minimal cut sets, likeliest first; `null` where the structure is too large.
    pub cut_sets: Option<Vec<CutSetResult>>,
    /// How many there are in all; `null` where they are too many to count.
    pub cut_sets_total: Option<f64>,
    /// Importance of each source, the most critical first; `null` where the structure is too large.
    pub importance: Option<Vec<ImportanceResult>>,
    /// What providers would pay back for broken promises, never part of the cost; `null` where nothing that is paid for
    /// has a promise in the catalog.
    pub sla_credits: Option<SlaCredits>,
    /// Which of the team's own shared things fail more often here than the plan says of them in general.
    pub complexity: Vec<ComplexityResult>,
    /// Pairs of a downtime [min] and the share of years that have more than it, downtime rising: first 0, last what three of
    /// the simulated years exceed. Always of the plain years; empty where fewer than three had any downtime.
    pub exceedance: Vec<[f64; 2]>,
}

/// Minutes a year without service.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Downtime {
    /// Always `minutes/year`.
    #[schemars(extend("const" = "minutes/year"))]
    pub unit: &'static str,
    /// Expected downtime [min/year]; the best estimate there is.
    pub mean: f64,
    /// 95 % interval of the mean [min/year] from the finite number of lives; says nothing of how well the rates are known. Both
    /// ends are the mean where that is exact.
    pub ci95: [f64; 2],
    /// Half of all years have at most this [min].
    pub p50: f64,
    /// Nine years of ten have at most this [min]: a bad year.
    pub p90: f64,
    /// 99 years of 100 have at most this [min].
    pub p99: f64,
    /// Mean over the simulated lives [min/year].
    pub simulated: f64,
    /// 95 % interval of `simulated` [min/year]; the same as `ci95` where nothing is exact.
    pub simulated_ci95: [f64; 2],
    /// Exact mean [min/year]; `null` where there is none.
    pub exact: Option<f64>,
    /// Where `mean` comes from.
    pub estimator: Estimator,
    /// Why from there, a sentence without its full stop.
    pub estimator_reason: String,
    /// Years of plain simulation that would make the interval of the mean as narrow; `null` where it is exact, and where
    /// nothing was seen.
    pub effective_sample_size: Option<f64>,
    /// What one would have believed [min/year]: every dependency of a site, region or provider independent in each zone.
    pub believed: f64,
    /// True where no downtime was seen at all and the mean is not known exactly: `mean` is then 0 and `ci95[1]` the bound 3/n × a year.
    pub none_seen: bool,
}

impl Downtime {
    /// What decisions reckon with [min/year]: the mean, or where no downtime was seen its bound, for nothing seen is not
    /// nothing.
    #[must_use]
    pub fn reckoned(&self) -> f64 {
        if self.none_seen {
            self.ci95[1]
        } else {
            self.mean
        }
    }
}

/// Where a mean comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Estimator {
    /// Computed.
    Exact,
    /// Simulated, and put right by how far the same years lead an exactly known relaxation astray.
    Controlled,
    /// Simulated in weighted branches with likelier failures, for plain years to the precision would be too many.
    ImportanceSampled,
    /// Simulated.
    Simulated,
}

/// Whether a stated goal is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The whole interval is on the good side.
    Yes,
    /// The whole interval is on the bad side.
    No,
    /// The interval straddles the goal.
    Undecided,
}

/// The monthly bill, VAT included, in the plan's currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cost {
    /// Whole bill a month [currency], rounded once to the currency's smallest unit.
    pub monthly: f64,
    /// What is paid a month without traffic [currency].
    pub fixed: f64,
    /// What follows the traffic, a month [currency].
    pub usage: f64,
    /// Line by line, in US dollars before VAT, as the price lists have them.
    pub lines: Vec<CostLine>,
    /// The team's own work, without VAT; 0 where an hour of it has no price.
    pub people: f64,
    /// Hours of that work a month; `null` where the plan does not say. In the cost only with a price.
    pub engineering_hours: Option<f64>,
}

/// One line of the bill, in US dollars before VAT.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CostLine {
    /// What is paid for.
    pub item: String,
    /// Where; empty for the whole architecture.
    pub site: String,
    /// How many units a month.
    pub quantity: f64,
    /// Unit.
    pub unit: String,
    /// US dollars a unit, the discount taken off.
    pub unit_price: f64,
    /// US dollars a month.
    pub monthly: f64,
    /// `fixed`, `usage` or `people`.
    #[schemars(extend("enum" = ["fixed", "usage", "people"]))]
    pub kind: &'static str,
    /// Date of the price.
    pub as_of: String,
    /// Where the price was found.
    pub source: String,
    /// US dollars a unit before the discount; the same as `unit_price` without one.
    pub list_price: f64,
    /// Negotiated discount, as a share of the list price; 0 without.
    pub discount: f64,
    /// What was committed to for this price, `1y`; `null` on demand.
    pub commitment: Option<String>,
}

/// What providers would pay back on average for broken promises (SLA credits). Never subtracted from anything.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SlaCredits {
    /// Expected amount a month if every credit is claimed [currency, VAT included].
    pub monthly_if_claimed: f64,
    /// Share of them that is claimed; `null` where the plan does not say.
    pub claimed_share: Option<f64>,
    /// Expected amount a month at that share [currency, VAT included]; `null` without it.
    pub monthly: Option<f64>,
    /// Promise by promise, in US dollars before VAT.
    pub lines: Vec<CreditLine>,
}

/// What one promise would pay back, in US dollars before VAT.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CreditLine {
    /// What was promised, in the provider's words.
    pub service: String,
    /// Id of the promise in the catalog, `aws-rds-multi-az`.
    pub sla: String,
    /// The component, as in the plan.
    pub component: String,
    /// Where; empty where it belongs to no site.
    pub site: String,
    /// What is paid for it a month.
    pub charge: f64,
    /// Expected credit a month if every one is claimed; `null` where the catalog does not know what a breach pays.
    pub expected_credit: Option<f64>,
    /// Page the promise was read on.
    pub source: String,
    /// Date of that page; empty where unknown.
    pub as_of: String,
}

/// How much more often one of the team's own shared things fails in an architecture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComplexityResult {
    /// The dependency, as in the plan.
    pub dependency: String,
    /// How many times as often.
    pub factor: f64,
    /// 90 % range of the factor; `null` where the plan gives none.
    pub range: Option<(f64, f64)>,
}

/// What a source's outages cost.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cause {
    /// Full name of the source.
    pub source: String,
    /// Its row in the outage table.
    pub kind: String,
    /// Minutes a year charged to it, failover minutes included.
    pub minutes_per_year: f64,
    /// Of these, minutes waiting for a failover.
    pub failover_minutes_per_year: f64,
    /// Share of the downtime.
    pub share: f64,
}

/// What one outage of median length that reaches us costs, everything else up.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OutageRow {
    /// Kind of source, `dns-resolver`.
    pub source: String,
    /// The median length [min].
    pub length_minutes: f64,
    /// Mean minutes without service in one such outage [min]; `null` where the architecture has no such source.
    pub minutes_lost: Option<f64>,
    /// Such outages a year that reach this architecture, all sources of the kind together.
    pub per_year: f64,
    /// The length that one such outage in ten exceeds [min].
    pub length_p90_minutes: f64,
    /// Mean minutes without service in an outage of that length; `null` as `minutes_lost` is.
    pub minutes_lost_p90: Option<f64>,
    /// 90 % range of `per_year`, from what is believed of the rates; `null` where nobody gave a range.
    pub per_year_range: Option<[f64; 2]>,
}
