//! Shared things that fail: a zone's facility, a region's resolver, a provider's edge, a vendor above them all.

use crate::topology::{Law, Scope};

/// A dependency as one domain offers it, with the most specific numbers that the catalog has.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Name used in `uses`, `dns-resolver`.
    pub name: String,
    /// One of it per zone, region, provider, service or world.
    pub scope: Scope,
    /// True where everything that stands in the domain depends on it without being told.
    pub implied: bool,
    /// What it is, in one sentence.
    pub about: String,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

/// The numbers of anything that fails, with their evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// Time to failure [h]; `None` never fails.
    pub fails: Option<Law>,
    /// Length of an outage [h].
    pub lasts: Law,
    /// Chance that an outage touches a given customer at all.
    pub reach: f64,
    /// Share of the instances struck by an outage that does.
    pub hits: f64,
    /// 90 % range of the rate [events a year].
    pub rate_range: Option<Range>,
    /// 90 % range of the median length [h].
    pub length_range: Option<Range>,
    /// 90 % range of the reach.
    pub reach_range: Option<Range>,
    /// 90 % range of `hits`.
    pub hits_range: Option<Range>,
    /// What the numbers rest on; says `judgement` where it is one.
    pub evidence: String,
    /// Date of the evidence, ISO.
    pub as_of: String,
}

/// A 90 % range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The 5 % point.
    pub low: f64,
    /// The 95 % point.
    pub high: f64,
}
