//! One architecture's numbers: how long it is down and why, what it costs, where it is weak.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    cause::{Cause, CausesBasis},
    class::ClassResult,
    cost::{Cost, SlaCredits},
    downtime::Downtime,
    goal::Verdict,
    left_out::UnbilledResult,
    outage_row::OutageRow,
    single_years::SingleYears,
    weakness::{CutSetResult, ImportanceResult},
};

/// A mean that the simulation leaves open by more than this share of it is known roughly.
const ROUGH: f64 = 0.2;

/// One architecture's numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArchitectureResult {
    /// Name in the plan.
    pub name: String,
    /// What the plan says of it.
    pub about: String,
    /// Provider and region of its sites, each once, that of the first site first: `aws/ap-northeast-2`.
    pub regions: Vec<String>,
    /// 1 − mean downtime / year.
    pub availability: f64,
    /// Mean downtime / year: what is missing of `availability`, which rounds to 1.
    pub unavailability: f64,
    /// Minutes a year without service.
    pub downtime: Downtime,
    /// Maximal intervals of downtime that start inside the year, a year; exact where `downtime.exact` is, with few
    /// exceptions.
    pub outages_per_year: f64,
    /// When the first outage is to be expected.
    pub first_outage: FirstOutage,
    /// Minutes of `downtime.mean` in which something was up to serve, but nothing served yet.
    pub failover_minutes_per_year: f64,
    /// Minutes a year of requests lost while the service is up, weighted by their share (a lost site that drains, a class
    /// of requests or a load that is not served); not part of downtime.
    pub lost_service_minutes_per_year: f64,
    /// 95 % interval of the lost service [min/year]. Where no simulated year had any: from 0 to the bound 3/n × a year; the
    /// same for the next two.
    pub lost_service_ci95: [f64; 2],
    /// The lost service where it is known exactly [min/year], and is what is reported; `null` where it is not.
    pub lost_service_exact: Option<f64>,
    /// Minutes a year without service that there would not be without planned work which is not counted; not part of
    /// downtime.
    pub planned_minutes_per_year: f64,
    /// 95 % interval of the planned time [min/year].
    pub planned_ci95: [f64; 2],
    /// The planned time where it is known exactly [min/year]; `null` where it is not.
    pub planned_exact: Option<f64>,
    /// Data lost in failovers for lagging replication: minutes of writing a year.
    pub data_loss_minutes_per_year: f64,
    /// 95 % interval of the lost data [min/year].
    pub data_loss_ci95: [f64; 2],
    /// The lost data where they are known exactly [min/year]; `null` where they are not.
    pub data_loss_exact: Option<f64>,
    /// Share of years in which any data is lost.
    pub p_data_loss: f64,
    /// Share of years without any downtime.
    pub p_no_downtime: f64,
    /// Classes of requests that have a goal of their own.
    pub classes: Vec<ClassResult>,
    /// Probability of an outage of 4 h or more in 5 years in a row, one that is under way when they begin included.
    pub p_long_outage_5y: f64,
    /// Its 95 % interval. Where none was seen: from 0 to the bound that three such lives of all would make.
    pub p_long_outage_5y_ci95: [f64; 2],
    /// Share of years, or of months where the goal is by the month, whose time not served meets the availability goal; `null`
    /// without one.
    pub p_goal: Option<f64>,
    /// Share of years without an outage longer than `goal.rto_minutes`; `null` without that.
    pub p_rto: Option<f64>,
    /// Share of years in which no move to another member loses more than `goal.rpo_minutes`; `null` without that.
    pub p_rpo: Option<f64>,
    /// Whether the expected time not served, on the run's `basis`, meets the availability goal, that of each class with a goal of its
    /// own meets that, and as many years as are wanted keep to the rest; `null` without a goal other than of money.
    pub meets_goal: Option<Verdict>,
    /// The monthly bill.
    pub cost: Cost,
    /// What is to be expected over the scenarios, because nobody knows the numbers exactly; `null` as written.
    pub expected: Option<ExpectedResult>,
    /// Expected downtime and lost service × the user's price of an hour (lost service × its own price where it has one), and lost
    /// data × theirs, a month [currency], on the run's `basis`; `null` without the price of an hour.
    pub outage_cost_monthly: Option<f64>,
    /// Bill + outage cost, a month [currency]; `null` without a price of an hour.
    pub total_monthly: Option<f64>,
    /// Components and mitigations of it of which no price is known, and whose cost is therefore not in the bill.
    pub unpriced: Vec<String>,
    /// Components that lack lines on the bill which they usually have; each component once, and once more for each further site of which
    /// the bill has no line, `table at tokyo`, where it is paid by use.
    pub unbilled: Vec<UnbilledResult>,
    /// True where no other architecture is as cheap or cheaper with less time not served, on the run's `basis`.
    pub on_frontier: bool,
    /// What the downtime is caused by, largest first; the minutes add up to `downtime.mean`.
    pub causes: Vec<Cause>,
    /// How the downtime was split among them.
    pub causes_basis: CausesBasis,
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

/// What is to be expected of an architecture over the scenarios.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct ExpectedResult {
    /// Downtime [min/year].
    pub downtime: f64,
    /// Lost service [min/year].
    pub lost_service: f64,
    /// Time not served: both together [min/year].
    pub unserved: f64,
    /// Lost data [minutes of writing a year].
    pub data_lost: f64,
    /// 1 − time not served / year.
    pub availability: f64,
    /// Time not served / year: what is missing of `availability`, which rounds to 1.
    pub unavailability: f64,
    /// In nine of ten scenarios the expected time not served is in here [min/year]; `null` where no number has a range.
    pub band90: Option<[f64; 2]>,
    /// Half of the 95 % interval of `unserved` [min/year]: what so many scenarios, and the simulation where lives found it, leave open.
    pub simulation_error: f64,
    /// The same of `data_lost` [minutes of writing a year].
    pub data_lost_error: f64,
    /// Share of scenarios in which the expected time not served meets the availability goal, and those of classes; `null` without
    /// any, and where no number has a range.
    pub p_meets_goal: Option<f64>,
    /// How single years go, over years and scenarios alike.
    #[serde(flatten)]
    pub years: SingleYears,
    /// What the expected downtime is caused by, kind by kind, largest first: it is split as the downtime as written, each source by
    /// how much more or less of the time it is down on average; the minutes add up to `downtime`.
    pub causes: Vec<ExpectedCause>,
}

/// What the expected downtime is caused by.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExpectedCause {
    /// Kind of source, as in the outage table.
    pub kind: String,
    /// Minutes a year.
    pub minutes_per_year: f64,
    /// Share of the expected downtime.
    pub share: f64,
    /// True where the evidence of its numbers calls one of them a judgement.
    pub is_judgement: bool,
    /// True where how often it happens or how long it lasts is a number of the plan that names no source, `given` in `assumptions`.
    pub is_given: bool,
    /// Of `share`, what is of sources for which `is_judgement` is so: the kind may have others.
    pub share_judged: f64,
    /// Of `share`, what is of sources for which `is_given` is so and `is_judgement` is not.
    pub share_given: f64,
    /// True where how often it happens or how long it lasts is taken as certain, because whoever wrote the number gave no range;
    /// `assumptions` has it without `low` and `high`.
    pub is_taken_as_certain: bool,
}

impl ArchitectureResult {
    /// What decisions count with: the time not served that is to be expected [min/year], where nothing was seen its bound.
    #[must_use]
    pub fn unserved(&self) -> f64 {
        let written = || self.downtime.mean_or_bound() + self.lost_service_minutes_per_year;
        self.expected
            .as_ref()
            .map_or_else(written, |it| it.unserved)
    }

    /// What of that are requests lost while the service is up [min/year].
    #[must_use]
    pub fn lost_service(&self) -> f64 {
        let written = self.lost_service_minutes_per_year;
        self.expected.as_ref().map_or(written, |it| it.lost_service)
    }

    /// What of it has no price, or no amount: components, mitigations, and usual lines of a bill.
    #[must_use]
    pub fn without_price(&self) -> Vec<String> {
        let lines = self.unbilled.iter().flat_map(UnbilledResult::named);
        self.unpriced.iter().cloned().chain(lines).collect()
    }

    /// What of that another has with a price, or does without.
    #[must_use]
    pub fn without_price_beside(&self, other: &Self) -> Vec<String> {
        let others = other.without_price();
        let mut own = self.without_price();
        own.retain(|name| !others.contains(name));
        own
    }

    /// How single years go, on the run's basis.
    #[must_use]
    pub fn single_years(&self) -> SingleYears {
        let down = &self.downtime;
        let written = || SingleYears {
            p50: down.p50,
            p90: down.p90,
            p99: down.p99,
            p_goal: self.p_goal,
            p_rto: self.p_rto,
            p_rpo: self.p_rpo,
        };
        self.expected.as_ref().map_or_else(written, |it| it.years)
    }

    /// The interval that simulation leaves of the same [min a year].
    #[must_use]
    pub fn unserved_ci95(&self) -> [f64; 2] {
        match &self.expected {
            Some(expected) => {
                [-1.0, 1.0].map(|way| expected.unserved + way * expected.simulation_error)
            }
            None => [0, 1].map(|end| self.downtime.ci95[end] + self.lost_service_ci95[end]),
        }
    }

    /// Where nine of ten scenarios have it [min/year].
    #[must_use]
    pub fn band(&self) -> Option<[f64; 2]> {
        self.expected.as_ref()?.band90
    }

    /// Lost data that are to be expected [min of writing a year].
    #[must_use]
    pub fn data_lost(&self) -> f64 {
        let written = self.data_loss_minutes_per_year;
        self.expected.as_ref().map_or(written, |it| it.data_lost)
    }

    /// Half of the 95 % interval that simulation leaves of the same [min of writing a year].
    #[must_use]
    pub fn data_lost_error(&self) -> f64 {
        let [low, high] = self.data_loss_ci95;
        let written = (high - low) / 2.0;
        self.expected
            .as_ref()
            .map_or(written, |it| it.data_lost_error)
    }

    /// Whether the simulation leaves that open by much of it.
    #[must_use]
    pub fn is_data_lost_rough(&self) -> bool {
        self.data_lost_error() > ROUGH * self.data_lost()
    }
}

/// The mean time from a year's beginning until the first outage begins, however many years that takes. An outage in progress
/// at the beginning is not it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct FirstOutage {
    /// That time [h]; where `at_least`, a lower bound.
    pub mean_hours: f64,
    /// True where no year had an outage: the time is then at least a third of the years lived (the rule of three).
    pub at_least: bool,
    /// Whether it is computed; else it is the time lived until the first outage or the year's end, by years with an outage.
    pub exact: bool,
    /// Years in which an outage began.
    pub years_seen: u64,
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
    /// How one came by it: `judgement`, or `given` where the plan names no source.
    pub evidence: &'static str,
}
