//! What is written alike at the same place is read once, whichever architectures and designs have it.

use crate::language::{Entry, Problems};
use std::cell::RefCell;
use std::collections::HashMap;

/// Parts of one kind that were read, by their names.
pub(crate) struct Once<T>(RefCell<HashMap<String, Vec<Known<T>>>>);

/// A part, and what it was read from.
struct Known<T> {
    entry: Entry,
    beside: Vec<String>,
    part: T,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Once<T> {
    /// What an entry says, its reader looking at the words `beside` it too. What there is something to say against is read each time, so that
    /// it is said each time.
    pub(super) fn read(
        &self,
        entry: &Entry,
        beside: &[String],
        problems: &Problems,
        read: impl FnOnce(&Entry) -> Option<T>,
    ) -> Option<T> {
        if let Some(part) = self.known(entry, beside) {
            return Some(part);
        }
        let reported = problems.reported();
        let part = read(entry)?;
        if problems.reported() == reported {
            let mut known = self.0.borrow_mut();
            known.entry(entry.key.clone()).or_default().push(Known {
                entry: entry.clone(),
                beside: beside.to_vec(),
                part: part.clone(),
            });
        }
        Some(part)
    }

    fn known(&self, entry: &Entry, beside: &[String]) -> Option<T> {
        let known = self.0.borrow();
        let mut known = known.get(&entry.key)?.iter();
        let same = known.find(|it| it.entry == *entry && it.beside == beside);
        same.map(|it| it.part.clone())
    }
}
