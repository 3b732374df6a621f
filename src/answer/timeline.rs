//! One life of one architecture, written so that anyone can follow why it was down: plain data for the text, the JSON and
//! the drawing. Times are hours of the counted year.

use schemars::JsonSchema;
use serde::Serialize;

use super::story::Story;

/// One life of one architecture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Timeline {
    /// Name of the service.
    pub service: String,
    /// Name of the architecture.
    pub architecture: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// Number of the life; with the seed it gives the same life again.
    pub life: u64,
    /// Of how many simulated years this is the one with most downtime; `null` where the user chose it.
    pub worst_of: Option<u64>,
    /// Of how many simulated years this is the one whose downtime is nearest to what one year in ten exceeds; `null` where another was
    /// asked for.
    pub bad_of: Option<u64>,
    /// Minutes without service in it.
    pub downtime_minutes: f64,
    /// Of these, minutes in which something was up to serve.
    pub failover_minutes: f64,
    /// Minutes of requests lost while the service was up.
    pub lost_service_minutes: f64,
    /// Its outages, in order of time.
    pub outages: Vec<LifeOutage>,
    /// When the service was away for planned maintenance that does not count.
    pub planned: Vec<Span>,
    /// When it was up but lost some requests.
    pub lossy: Vec<Span>,
    /// What else happened, where it has to do with an outage of the service: sources, then components, sites, failovers.
    pub rows: Vec<TimelineRow>,
}

/// An outage of the service.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LifeOutage {
    /// When it began; 0 where it was in progress when the year began.
    pub from_hour: f64,
    /// When it ended; at most 8,760.
    pub to_hour: f64,
    /// True where it was in progress when the year began.
    pub begun_before: bool,
    /// Its length inside the year.
    pub minutes: f64,
    /// Of it, minutes in which something was up to serve.
    pub failover_minutes: f64,
    /// What it is charged to, largest first.
    pub causes: Vec<LifeCause>,
    /// What happened, in words, without the time and the length.
    #[schemars(with = "String")]
    pub story: Story,
}

/// What an outage is charged to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LifeCause {
    /// Full name of the source.
    pub source: String,
    /// Minutes charged to it.
    pub minutes: f64,
}

/// A stretch of the year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Span {
    /// From this hour.
    pub from_hour: f64,
    /// To this hour.
    pub to_hour: f64,
}

/// Something with a state of its own over the year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TimelineRow {
    /// What it is.
    pub of: RowOf,
    /// Its name.
    pub name: String,
    /// Its states, in order of time; between them it is up.
    pub spans: Vec<RowSpan>,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowOf {
    /// Something that fails by itself.
    Source,
    /// A component where it stands.
    Component,
    /// A site.
    Site,
    /// A failover group.
    Failover,
}

/// A state for a stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RowSpan {
    /// From this hour.
    pub from_hour: f64,
    /// To this hour.
    pub to_hour: f64,
    /// In which state.
    pub state: RowState,
    /// What to write on it: `1 of 2 down`, `switching to tokyo`.
    pub label: String,
}

impl RowSpan {
    /// Whether it shares some time with a stretch.
    #[must_use]
    pub fn meets(&self, from: f64, to: f64) -> bool {
        self.from_hour < to && from < self.to_hour
    }
}

/// A state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowState {
    /// Down.
    Down,
    /// Down, but not felt: a mitigation helps, or the outage spares us.
    Unfelt,
    /// Some replicas are down, not too many.
    Partly,
    /// A failover group that serves.
    Serving,
    /// A failover group that works on serving again.
    Moving,
    /// A failover group that waits for something to come back.
    Waiting,
}
