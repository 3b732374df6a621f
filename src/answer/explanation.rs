//! Why one architecture is down, as the JSON contract has it (`docs/results.md`): what `spof explain` found.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    architecture::FirstOutage,
    basis::Basis,
    cause::{Cause, CausesBasis},
    downtime::Downtime,
    run::Stopped,
    timeline::Timeline,
    weakness::{CutSetResult, ImportanceResult},
};

/// What `spof explain` found out about one architecture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// Version of the program.
    pub spof: String,
    /// Name of the service.
    pub service: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// How its numbers are taken: `expected`, each at the mean of what is believed of it, or `as-written`, also where none has a range.
    pub basis: Basis,
    /// Simulated years of each architecture.
    pub years: u64,
    /// Why the run ended.
    pub stopped: Stopped,
    /// Currency of every amount, ISO 4217.
    pub currency: String,
    /// The architecture's name.
    pub architecture: String,
    /// What the plan says of it.
    pub about: String,
    /// How many architectures the plan has.
    pub candidates: usize,
    /// Its bill [currency a month].
    pub cost_monthly: f64,
    /// 1 − mean downtime / year.
    pub availability: f64,
    /// Mean downtime / year: what is missing of `availability`, which rounds to 1.
    pub unavailability: f64,
    /// Minutes a year without service.
    pub downtime: Downtime,
    /// Outages a year.
    pub outages_per_year: f64,
    /// When the first outage is to be expected.
    pub first_outage: FirstOutage,
    /// Of the mean downtime, minutes a year in which something was up to serve, but nothing served yet.
    pub failover_minutes_per_year: f64,
    /// What causes the downtime, by kind of source, largest first; the minutes add up to `downtime.mean`.
    pub causes: Vec<KindOfCause>,
    /// How the downtime was split among them.
    pub causes_basis: CausesBasis,
    /// Sources each of which alone takes the service down, largest first.
    pub single_points: Vec<SinglePoint>,
    /// What was changed to make the architecture static for the next three, one clause each.
    pub made_static: Vec<String>,
    /// The ten likeliest minimal cut sets; `null` where the structure is too large.
    pub cut_sets: Option<Vec<CutSetResult>>,
    /// How many there are in all; `null` where they are too many to count.
    pub cut_sets_total: Option<f64>,
    /// Importance of each source, the most critical first; `null` where the structure is too large.
    pub importance: Option<Vec<ImportanceResult>>,
    /// The same causes source by source, for drawings; no part of the JSON.
    #[serde(skip)]
    pub by_source: Vec<Cause>,
    /// One life of it, outage by outage.
    pub life: Timeline,
}

/// All sources of one kind as a cause.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct KindOfCause {
    /// Row of the outage table, `dns-resolver`.
    pub kind: String,
    /// Minutes a year charged to it.
    pub minutes_per_year: f64,
    /// Of these, minutes in which nothing was up to serve.
    pub outage_minutes_per_year: f64,
    /// Of these, minutes waiting for a failover.
    pub failover_minutes_per_year: f64,
    /// Share of the downtime.
    pub share: f64,
    /// Its sources, largest first.
    pub sources: Vec<Cause>,
    /// The cheapest thing in the plan against it; `null` where there is none that does not add as much downtime elsewhere.
    pub remedy: Option<Remedy>,
    /// Where there is no remedy: the cheapest architecture that has at most half of it, but more downtime in all; `null`
    /// where there is one, or no such architecture.
    pub less_of_it_but_longer_down: Option<String>,
}

/// Another architecture of the plan, in which a kind of source costs less.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Remedy {
    /// Its name.
    pub architecture: String,
    /// The mitigations that it has and this one lacks, where that is all the difference; else empty.
    pub mitigations: Vec<String>,
    /// Minutes a year that the kind still costs there.
    pub minutes_per_year: f64,
    /// Share of the kind's minutes that is gone.
    pub takes_away: f64,
    /// True where that is nine tenths or more; else it is half or more.
    pub removes: bool,
    /// Its bill less this one's [currency a month]; may be 0 or negative.
    pub cost_difference_monthly: f64,
    /// Its whole downtime [min/year].
    pub downtime_mean: f64,
    /// Its whole downtime less this one's [min/year]; never positive.
    pub downtime_difference: f64,
}

/// A single point of failure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SinglePoint {
    /// Full name of the source.
    pub source: String,
    /// Its row in the outage table.
    pub kind: String,
    /// Minutes a year charged to it, failover minutes included; `null` where the simulated years charged none.
    pub minutes_per_year: Option<f64>,
    /// The same as a share of the downtime; `null` likewise.
    pub share: Option<f64>,
}
