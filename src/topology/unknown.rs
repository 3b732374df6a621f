//! Numbers that nobody knows exactly, and how far off they may be.

/// Index into [`super::Topology::unknowns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownId(pub u32);

/// A number that somebody wrote down and nobody knows exactly. One number, one ignorance: whatever takes it from one place
/// of the catalog or the plan is off by the same factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// Where the number is written: `dns-resolver`, `network in aws/us-east-1`, `vm software`, `release`. The draws of
    /// its value are keyed by this and the aspect.
    pub name: String,
    /// Which of its numbers.
    pub aspect: Aspect,
    /// The number that is reckoned with, in the unit of the aspect; positive.
    pub value: f64,
    /// What it may be instead.
    pub belief: Belief,
    /// `catalog` or `plan`.
    pub origin: String,
    /// What it rests on, in a sentence; says `judgement` where it is one.
    pub evidence: String,
    /// Date of the evidence, ISO; may be empty.
    pub as_of: String,
}

/// Which number of a thing that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// How often it fails [events a year].
    Rate,
    /// How long its outages last: the median [h].
    Length,
    /// The chance that an outage touches us at all.
    Reach,
    /// The share of what stands there that an outage strikes.
    Hits,
    /// By how much more sites multiply our own mistakes.
    Complexity,
}

/// What is believed of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Belief {
    /// A 90 % range: half of what is believed lies below the value and half above, a twentieth below `low` and a
    /// twentieth above `high`; the logarithm is normal on either side. Shares are cut at 1.
    Range {
        /// The 5 % point, in the unit of the aspect; positive, at most the value.
        low: f64,
        /// The 95 % point; at least the value.
        high: f64,
    },
    /// The rate of events that were counted: with Jeffreys' prior the posterior is a gamma law of shape `count` + ½ and rate
    /// `years`, whose mean is the value (Atwood et al., NUREG/CR-6823, section 6.2.2.5).
    Counted {
        /// Events seen.
        count: u32,
        /// In so many years of observation; positive.
        years: f64,
    },
}
