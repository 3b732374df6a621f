//! Where the numbers of something that fails come from, each by itself: who says it, how far off it may be, what it rests on.
//! `build` fills it in; `check` and the list of what is not counted read it.

use crate::catalog::Evidence;
use std::fmt;
use std::sync::Arc;

/// The key of a rate, as the catalog and the plan write it.
pub const FAILS: &str = "fails";
/// The key of a length.
pub const LASTS: &str = "lasts";
/// The key of the chance that an outage touches us.
pub const REACH: &str = "reach";
/// The key of the share of our instances that one strikes.
pub const HITS: &str = "hits";
/// The key of the share of failures that strike several replicas at once.
pub const COMMON_CAUSE: &str = "common_cause";
/// The key of what an outage takes down with it.
pub const SPREADS_TO: &str = "spreads_to";

/// Where the numbers of a source come from, in the order in which people ask for them. A number that nobody wrote (a reach of
/// 100 %) is not in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    /// Each number that was written down.
    pub numbers: Vec<Written>,
    /// The share of the failures of one's own that strike several replicas at once; `None` where there is none.
    pub common_cause: Option<f64>,
}

/// A number that was written down somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Its key: [`FAILS`], [`LASTS`], [`REACH`], [`HITS`], [`COMMON_CAUSE`] or [`SPREADS_TO`].
    pub number: &'static str,
    /// Who says it.
    pub by: Origin,
    /// The ends of its 90 % range, in the unit of the number; `None` where it is taken as certain.
    pub range: Option<(f64, f64)>,
    /// What it rests on.
    pub evidence: Arc<[Evidence]>,
    /// Whose counts it is where they are another provider's or vendor's; empty where they are its own or nobody's in particular.
    pub borrowed: Vec<String>,
}

/// Who says a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The catalog, in an entry of its own.
    Catalog,
    /// The plan.
    Plan,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Catalog => "catalog",
            Self::Plan => "plan",
        })
    }
}

impl Written {
    /// A number that the plan gives without a word about it.
    #[must_use]
    pub fn in_plan(number: &'static str) -> Self {
        Self {
            number,
            by: Origin::Plan,
            range: None,
            evidence: Arc::new([Evidence::given("")]),
            borrowed: Vec::new(),
        }
    }
}

impl Written {
    /// The same number, resting on what the plan says of it, if it does.
    #[must_use]
    pub fn resting_on(mut self, evidence: &[Evidence]) -> Self {
        if !evidence.is_empty() {
            self.evidence = evidence.into();
        }
        self
    }
}

impl Provenance {
    /// Of one number that the plan gives.
    #[must_use]
    pub fn in_plan(number: &'static str) -> Self {
        Self {
            numbers: vec![Written::in_plan(number)],
            common_cause: None,
        }
    }

    /// Where the number of that key comes from.
    #[must_use]
    pub fn of(&self, number: &str) -> Option<&Written> {
        self.numbers.iter().find(|it| it.number == number)
    }

    /// Notes that the source has so many times the rate that was written.
    pub fn scale_rate(&mut self, factor: f64) {
        let rate = self.numbers.iter_mut().find(|it| it.number == FAILS);
        if let Some(range) = rate.and_then(|it| it.range.as_mut()) {
            *range = (range.0 * factor, range.1 * factor);
        }
    }
}
