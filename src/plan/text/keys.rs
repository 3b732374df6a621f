//! Keys that merge in a way of their own when one map is laid over another.

/// Keys whose map is one value.
pub(super) const WHOLE: [&str; 14] = [
    "fails",
    "lasts",
    "detect",
    "decide",
    "switch",
    "otherwise",
    "drain",
    "after",
    "covers_first",
    "loss",
    "failback",
    "path",
    "place",
    "lag",
];
/// Keys whose entries are named by the user, so that a component called `path` is a component.
pub(super) const NAMED: [&str; 11] = [
    "components",
    "dependencies",
    "sites",
    "bill",
    "override",
    "replicas",
    "crews",
    "requests",
    "spreads_to",
    "discounts",
    "complexity",
];
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
