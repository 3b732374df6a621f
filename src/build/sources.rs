//! The sources of all architectures while they are collected, each once.

use crate::topology::{Source, SourceId, Table};
use std::collections::HashMap;
use std::ops::Index;

/// All sources, each once.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) all: Table<SourceId, Source>,
    by_name: HashMap<String, Vec<SourceId>>,
}

impl Sources {
    /// The index of a source, a new one unless an equal one is there.
    pub(super) fn add(&mut self, source: Source) -> SourceId {
        let ids = self.by_name.entry(source.name.clone()).or_default();
        let equal = |id: &&SourceId| self.all[*id] == source;
        if let Some(id) = ids.iter().find(equal) {
            return *id;
        }
        let id = self.all.push(source);
        ids.push(id);
        id
    }
}

impl Index<SourceId> for Sources {
    type Output = Source;

    fn index(&self, id: SourceId) -> &Source {
        &self.all[id]
    }
}
