//! Keys that `like` treats in a way of their own.

/// Keys that the plan gives to every architecture.
pub(crate) const SHARED: [&str; 10] = [
    "components",
    "dependencies",
    "override",
    "bill",
    "crews",
    "requests",
    "commitment",
    "discounts",
    "engineering",
    "traffic",
];
/// Keys that an architecture does not hand on.
pub(super) const OF_ITS_OWN: [&str; 3] = ["like", "about", "known"];

/// Keys that say how often something fails, each in other words.
pub(crate) const RATES: [&str; 4] = ["fails", "mttf", "mtbf", "availability"];
/// Keys that say how long an outage lasts.
pub(crate) const LENGTHS: [&str; 2] = ["lasts", "mttr"];
/// The key that says both, of several ways to fail.
pub(crate) const FAILURES: &str = "failures";
