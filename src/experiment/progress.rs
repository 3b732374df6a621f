//! How far the work is: which stage began, and how the simulation goes.

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Lives done.
    pub years: u64,
    /// Widest relative half-width of all architectures; infinite while one has not been down often enough.
    pub precision: f64,
}

/// A part of the work, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// From text to topology.
    ReadPlan,
    /// Architectures made ready, and exact answers.
    Exact,
    /// Lives that only fix the controls' coefficients.
    Pilot,
    /// The lives that count.
    Simulate,
    /// The same designs in scenarios, each with other numbers.
    Scenarios,
    /// What one outage of each kind costs.
    OutageTable,
    /// Prices, comparison, and all that is written.
    Report,
}

/// What an observer hears. Nothing here is a time: whoever wants times looks at a clock when called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// A stage begins, and the one before it is over.
    Begins(Stage),
    /// A batch of lives is done.
    Progress(Progress),
    /// A batch of scenarios is done.
    Scenarios {
        /// So many.
        done: usize,
        /// Of so many.
        of: usize,
    },
}

impl Stage {
    /// What it is called, `outage table`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadPlan => "read plan",
            Self::Exact => "exact answers",
            Self::Pilot => "pilot",
            Self::Simulate => "simulate",
            Self::Scenarios => "scenarios",
            Self::OutageTable => "outage table",
            Self::Report => "report",
        }
    }
}
