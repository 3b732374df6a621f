//! Keys of an architecture that `like` and the plan treat in a way of their own.

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
