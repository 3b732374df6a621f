//! The monthly bill line by line, and what providers would pay back of it.

use schemars::JsonSchema;
use serde::Serialize;

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
    /// What is paid once for moving to it, mitigations that today's architecture has not included [currency]; 0 where the plan
    /// gives nothing.
    pub once: f64,
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
    /// How one came by the price, as in `assumptions`: `published`, `judgement`, `given` where the plan names no source.
    pub evidence: &'static str,
    /// US dollars a unit before the discount; the same as `unit_price` without one.
    pub list_price: f64,
    /// Negotiated discount, as a share of the list price; 0 without.
    pub discount: f64,
    /// What was committed to for this price, `1y`; `null` on demand.
    pub commitment: Option<String>,
    /// The price as the plan has it, `20 EUR/month`; `null` for a list price, and in a plan in dollars.
    pub as_written: Option<String>,
    /// The place whose price it is, `gcp/us-central1`, where the thing is bought elsewhere; else `null`.
    pub borrowed_from: Option<String>,
}

/// What a line names as the source of a price that the plan gives in figures.
pub const OF_PLAN: &str = "plan";

impl CostLine {
    /// Whether its price is the plan's own.
    #[must_use]
    pub fn is_of_plan(&self) -> bool {
        self.source == OF_PLAN
    }
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
