//! What a search is asked for, and what it gives.

use crate::{answer::SearchCounts, build::Picks, decide::Misses, experiment::Losses};

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Seed of scenarios and draws.
    pub seed: u64,
    /// Scenarios; 0 counts with every number as it is written.
    pub scenarios: u32,
    /// How narrow the 95 % interval of a mean that is not exact must be, as a share of it.
    pub precision: f64,
    /// Lives of a design that cannot be computed; as many as the precision asks for if `None`.
    pub lives: Option<u64>,
}

/// How far the search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many rooms of so many are read.
    Rooms(usize, usize),
    /// So many designs are valued as written.
    Valued(usize, usize),
    /// So many designs are still in question.
    Open(usize, usize),
}

/// A design that was valued in all scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// One option of each choice.
    pub picks: Picks,
    /// The bill of a month [currency].
    pub cost: f64,
    /// What it is expected to lose: the mean over the scenarios.
    pub expected: Losses,
    /// The same in each of them.
    pub drawn: Vec<Losses>,
    /// The error of the expected losses [min a year], where lives found them.
    pub error: f64,
    /// What of the goal it misses beside the availability of all requests, where it was judged by more than means.
    pub misses: Option<Misses>,
}

/// What came of a goal that is more than the mean of all requests, or of losses that have prices of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The one to have of those that were judged.
    pub best: Option<Picks>,
    /// Whether it is up as the goal demands, and not only the nearest.
    pub meets: bool,
    /// Designs that were judged one by one.
    pub count: usize,
    /// Designs that may be the one to have and were not judged.
    pub open: f64,
}

/// Overall confidence of what is ruled out by paired differences.
pub const CONFIDENCE: f64 = 0.99;

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The designs that were valued in full, by cost.
    pub designs: Vec<Design>,
    /// Of them those that no other beats on cost and expected time not served, by cost.
    pub frontier: Vec<usize>,
    /// Cost, and what is expected of time not served, of all designs that were looked at one by one.
    pub seen: Vec<(f64, f64)>,
    /// What became of all.
    pub counts: SearchCounts,
    /// What came of the goal, where it is more than the mean of all requests.
    pub judged: Option<Judged>,
    /// Why some cannot be read, each reason once.
    pub refused: Vec<String>,
    /// Whether it was ended before it was done.
    pub is_interrupted: bool,
}
