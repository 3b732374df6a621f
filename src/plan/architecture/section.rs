//! What the architectures of a plan share, and how an architecture's own maps are laid over it.

use crate::language::{Entry, Fields, Merge, Node, Problems, merge};
use crate::plan::dependency::mitigation::Mitigation;
use crate::plan::names::Names;
use crate::topology::{MitigationId, Table};
use std::collections::HashSet;

/// Most components, dependencies, mitigations or bill lines of a plan.
pub(crate) const MOST_NAMED: usize = 1_000;

/// What all architectures share.
pub(crate) struct Shared<'a, 'w> {
    /// The whole plan.
    pub(crate) top: &'a Node,
    /// Its mitigations.
    pub(crate) mitigations: &'a Table<MitigationId, Mitigation>,
    /// The names of all sites of all architectures.
    pub(crate) sites: &'a HashSet<String>,
    /// How an architecture's own sections are laid over those of the plan.
    pub(crate) rule: Merge,
    /// The catalog.
    pub(crate) names: &'a Names<'w>,
    /// Where problems are reported.
    pub(crate) problems: &'a Problems,
}

/// A section of the whole plan with the architecture's laid over it, entry by entry.
pub(crate) fn section<T>(
    fields: &Fields<'_>,
    key: &'static str,
    shared: &Shared<'_, '_>,
    read: impl Fn(&Entry) -> Option<T>,
) -> Vec<T> {
    // Asked for, so that it is reported when it is no map.
    fields.names(key);
    let common = shared.top.get(key).filter(|node| node.is_map());
    let own = fields.get(key).filter(|node| node.is_map());
    let merged;
    let node = match (common, own) {
        (Some(common), Some(own)) => {
            merged = merge(common, own, shared.rule.under(key));
            &merged
        }
        (Some(node), None) | (None, Some(node)) => node,
        (None, None) => return Vec::new(),
    };
    let entries = node.entries().iter().filter(|entry| !entry.value.is_null());
    entries.filter_map(read).collect()
}

/// What the whole plan says under a key, with the architecture's laid over it.
pub(super) fn laid_over(
    fields: &Fields<'_>,
    key: &'static str,
    shared: &Shared<'_, '_>,
) -> Option<Node> {
    let common = shared.top.get(key).filter(|node| !node.is_null());
    match (common, fields.get(key)) {
        (Some(common), Some(own)) => Some(merge(common, own, shared.rule.under(key))),
        (Some(node), None) | (None, Some(node)) => Some(node.clone()),
        (None, None) => None,
    }
}

/// Reports more things of a kind than any service has.
pub(crate) fn too_many(entries: &[Entry], key: &str, problems: &Problems) -> bool {
    let Some(entry) = entries.get(MOST_NAMED) else {
        return false;
    };
    problems.error(
        &entry.key_span,
        format!("`{key}` has more than 1,000 entries"),
        "the limit is passed here",
        "split the plan, or group what always goes together",
    );
    true
}
