//! What the architectures of a plan share, and how an architecture's own maps are laid over it.

use super::once::Once;
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

/// An architecture over what the whole plan says.
#[derive(Clone, Copy)]
pub(super) struct Laid<'f, 's, 'a, 'w> {
    pub(super) fields: &'f Fields<'a>,
    pub(super) shared: &'s Shared<'a, 'w>,
}

impl Laid<'_, '_, '_, '_> {
    /// A section of the whole plan with the architecture's laid over it, entry by entry; `beside` is what the reader looks at too.
    pub(super) fn section<T: Clone>(
        self,
        key: &'static str,
        (once, beside): (&Once<T>, &[String]),
        read: impl Fn(&Entry) -> Option<T>,
    ) -> Vec<T> {
        let Self { fields, shared } = self;
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
        let part = |entry: &Entry| once.read(entry, beside, shared.problems, &read);
        entries.filter_map(part).collect()
    }

    /// The same where nothing else is looked at.
    pub(super) fn each<T: Clone>(
        self,
        key: &'static str,
        once: &Once<T>,
        read: impl Fn(&Entry) -> Option<T>,
    ) -> Vec<T> {
        self.section(key, (once, &[]), read)
    }

    /// What the whole plan says under a key, with the architecture's laid over it.
    pub(super) fn whole<T: Clone>(
        self,
        key: &str,
        once: &Once<T>,
        read: impl FnOnce(&Entry) -> Option<T>,
    ) -> Option<T> {
        let Self { fields, shared } = self;
        let common = shared.top.get(key).filter(|node| !node.is_null());
        let node = match (common, fields.get(key)) {
            (Some(common), Some(own)) => merge(common, own, shared.rule.under(key)),
            (Some(node), None) | (None, Some(node)) => node.clone(),
            (None, None) => return None,
        };
        once.read(&Entry::made(key, node), &[], shared.problems, read)
    }

    /// What the architecture alone says under a key.
    pub(super) fn own<T: Clone>(
        self,
        key: &str,
        once: &Once<T>,
        read: impl FnOnce(&Entry) -> Option<T>,
    ) -> Option<T> {
        once.read(self.fields.entry(key)?, &[], self.shared.problems, read)
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
