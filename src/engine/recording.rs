//! What a recorded life holds: when the service was down and for what, which sources failed, and what groups did.

use crate::topology::{Phase, SourceId};

/// One life of one architecture. Times are hours of the counted year, and what reaches beyond it is cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recording {
    /// Without service [h], as a run counts it.
    pub downtime: f64,
    /// Of it, while something was up to serve [h].
    pub failover: f64,
    /// Requests lost while the service was up, weighted by their share [h].
    pub lost_service: f64,
    /// The outages of the service, in order of time.
    pub outages: Vec<TakenDown>,
    /// Stretches without service caused by planned maintenance that does not count.
    pub planned: Vec<Stretch>,
    /// Stretches in which the service was up but lost some requests.
    pub lossy: Vec<Stretch>,
    /// Every source that failed, in the order of the plan's sources.
    pub sources: Vec<SourceRecord>,
    /// Per node of the architecture, when it was down.
    pub nodes: Vec<Vec<Stretch>>,
    /// Per failover group of the architecture, what it did, one after the other.
    pub groups: Vec<Vec<Move>>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// From this hour of the year.
    pub from: f64,
    /// To this hour, later.
    pub to: f64,
}

impl Stretch {
    /// How long [h].
    #[must_use]
    pub fn hours(self) -> f64 {
        self.to - self.from
    }

    /// Whether both share some time.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// An outage of the service.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenDown {
    /// When.
    pub when: Stretch,
    /// True where it was in progress when the year began.
    pub begun_before: bool,
    /// What it is charged to, in the order in which it was.
    pub charges: Vec<Charge>,
}

/// What is charged to a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// The source; `None` while service was being moved back, which is nobody's fault.
    pub source: Option<SourceId>,
    /// All [h].
    pub hours: f64,
    /// Of it, while something was up to serve [h].
    pub failover: f64,
}

/// What a source went through.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRecord {
    /// Which.
    pub source: SourceId,
    /// When it was down itself, outages that did not reach us left aside; empty for a shock, which lasts no time.
    pub down: Vec<Stretch>,
    /// When something felt it, or what it struck.
    pub felt: Vec<Stretch>,
}

/// What a failover group was doing for a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// When.
    pub when: Stretch,
    /// The member that served, or served last.
    pub active: u32,
    /// What it was doing.
    pub phase: Phase,
}
