//! What the user wants of a service, and whether an architecture gives it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the user wants; `null` where nothing was said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct GoalResult {
    /// Least availability wanted of a year, 0.9995 for 99.95 %; `null` where nothing was said.
    pub availability: Option<f64>,
    /// Whether `p_goal` counts months of 730 h, and not years.
    #[serde(default)]
    pub per_month: bool,
    /// Longest that an outage may last [min]; `null` where nothing was said.
    #[serde(default)]
    pub rto_minutes: Option<f64>,
    /// Most that a move to another member may lose [min of writing]; `null` where nothing was said.
    #[serde(default)]
    pub rpo_minutes: Option<f64>,
    /// Share of years that must keep to `rto_minutes` and `rpo_minutes` (0.9 where nothing was said), and to `availability` where it
    /// was said; `null` where it was not.
    #[serde(default)]
    pub years: Option<f64>,
    /// Most a month may cost [currency]; `null` where nothing was said.
    pub budget: Option<f64>,
    /// What an hour of outage costs [currency]; `null` where nothing was said.
    pub outage_cost: Option<f64>,
    /// What an hour of lost service costs [currency]; `null` where nothing was said: then as much as an hour of outage.
    pub lost_service_cost: Option<f64>,
    /// What the data of a minute of writing are worth [currency]; `null` where nothing was said: then lost data cost nothing here.
    pub data_loss_cost: Option<f64>,
    /// What is wanted of single classes of requests, each once.
    #[serde(default)]
    pub classes: Vec<ClassWanted>,
}

/// The goal of a class of requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClassWanted {
    /// The class.
    pub class: String,
    /// Least availability wanted of it in a year, 0.9995 for 99.95 %.
    pub availability: f64,
}

/// Whether a stated goal is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The whole interval is on the good side.
    Yes,
    /// The whole interval is on the bad side.
    No,
    /// The interval straddles the goal.
    Undecided,
}

impl GoalResult {
    /// Whether anything is wanted that a design may miss, its price apart.
    #[must_use]
    pub fn is_of_service(&self) -> bool {
        self.availability.is_some() || self.is_of_recovery() || !self.classes.is_empty()
    }

    /// Whether so many single years must keep to something.
    #[must_use]
    pub fn is_of_single_years(&self) -> bool {
        self.years.is_some() || self.is_of_recovery()
    }

    /// Whether single outages or moves have a limit.
    #[must_use]
    pub fn is_of_recovery(&self) -> bool {
        self.rto_minutes.is_some() || self.rpo_minutes.is_some()
    }
}

impl Verdict {
    /// Whether both of two goals are met.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Undecided,
        }
    }
}
