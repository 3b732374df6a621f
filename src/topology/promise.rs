//! What a provider promises of something that is paid for, and what it pays back when it does not keep it.

use super::source::SourceId;

/// A promise for one component at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The component, as in the plan.
    pub component: String,
    /// Site it is paid at; empty where it belongs to none.
    pub site: String,
    /// Id of the promise in the catalog, `aws-rds-multi-az`.
    pub sla: String,
    /// What was promised in the provider's words, `RDS: Multi-AZ instance or cluster`.
    pub about: String,
    /// Where what is paid for the component stands among [`super::Architecture::items`].
    pub items: Vec<usize>,
    /// What is promised for by itself, each with an equal share of the charge: every replica, or all of them together.
    pub units: Vec<Vec<Hurt>>,
    /// What is paid back, mildest breach first; empty where the catalog knows the promise, but not what a breach pays.
    pub credits: Vec<CreditTier>,
    /// Time over which the availability is counted [h].
    pub period: f64,
    /// Page the promise was read on.
    pub source: String,
    /// Date of that page, ISO; empty where unknown.
    pub as_of: String,
}

/// One source that breaks a promise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hurt {
    /// What fails.
    pub source: SourceId,
    /// Probability that one of its outages hits what was promised: its reach, and its share of the instances.
    pub chance: f64,
}

/// A step of what is paid back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CreditTier {
    /// Paid when more than this is lost of a period [h].
    pub allowed: f64,
    /// Share of the charge that is paid back.
    pub credit: f64,
}
