//! A map read key by key: what is taken is known, what is left over at the end is a mistake worth a suggestion.

use super::kind::{Here, Kind};
use super::problems::Problems;
use super::scalar;
use super::shape::{Missing, Shape};
use super::tree::{Entry, Node, Value};
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use std::cell::RefCell;

/// One map of the plan while it is read.
pub(crate) struct Fields<'a> {
    /// What the map describes, ``component `web` ``.
    what: String,
    /// What stands before a key in messages, ``component `web`: ``.
    before: String,
    /// The map.
    pub(crate) node: &'a Node,
    /// Where to report what is missing.
    place: Span,
    known: RefCell<Vec<String>>,
    missing: RefCell<Vec<(&'static str, &'static str)>>,
    problems: &'a Problems,
}

impl<'a> Fields<'a> {
    /// Opens a map; reports and gives nothing when it is something else. `place` is where its name stands.
    pub(crate) fn open(
        node: &'a Node,
        what: impl Into<String>,
        place: &Span,
        problems: &'a Problems,
    ) -> Option<Self> {
        let what = what.into();
        if !node.is_map() {
            problems.error(
                if node.is_null() { place } else { &node.span },
                format!("{what} must be a map of keys, not {}", node.shape()),
                "expected `key: value` lines",
                "",
            );
            return None;
        }
        Some(Self {
            before: format!("{what}: "),
            what,
            node,
            place: place.clone(),
            known: RefCell::default(),
            missing: RefCell::default(),
            problems,
        })
    }

    /// Opens a map of that shape.
    pub(crate) fn of(here: &Here<'a>, shape: &Shape) -> Option<Self> {
        let mut fields = Self::open(here.node, here.what, here.place, here.problems)?;
        if shape.bare {
            fields.before.clear();
        }
        let also = shape.also.iter().flat_map(|also| also.keys);
        let known = also.map(|key| key.name.to_owned());
        fields.known.borrow_mut().extend(known);
        Some(fields)
    }

    /// The value of a key, or what holds without it. One that is not understood is reported, and counts as not given.
    pub(crate) fn take<K: Kind>(&self, key: &'static str, missing: Missing) -> Option<K::Value> {
        let read = self.entry(key).and_then(|entry| {
            if self.is_cut(entry) {
                return None;
            }
            K::read(&Here {
                node: &entry.value,
                what: &format!("{}`{key}`", self.before),
                place: &entry.key_span,
                problems: self.problems,
            })
        });
        if read.is_some() {
            return read;
        }
        match missing {
            Missing::Need(help) => {
                self.require(key, help);
                K::lacking()
            }
            Missing::Default(text) => K::read(&Here {
                node: &Node {
                    span: self.place.clone(),
                    value: Value::Scalar(text.to_owned()),
                },
                what: key,
                place: &self.place,
                problems: &Problems::default(),
            }),
            Missing::Or(_) => K::absent(),
        }
    }

    /// Whether a comma cut a number in two, `{budget: €1,500/month}`: `€1` and an empty `500/month`. That was reported where
    /// the second half stands.
    fn is_cut(&self, entry: &Entry) -> bool {
        let mut entries = self.node.entries().iter();
        let next = entries
            .find(|known| known.key == entry.key)
            .and(entries.next());
        next.is_some_and(|next| {
            next.value.is_null()
                && scalar::begins_as_number(&next.key)
                && !self.problems.is_news(&next.key_span)
        })
    }

    /// What the map describes.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Where its name stands.
    pub(crate) fn place(&self) -> &Span {
        &self.place
    }

    /// The entry of a key, if it is there and not null.
    pub(crate) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.known.borrow_mut().push(key.to_owned());
        self.node
            .entries()
            .iter()
            .find(|entry| entry.key == key && !entry.value.is_null())
    }

    /// The value of a key, if it is there and not null.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The value of a key; `finish` reports it when it is missing.
    pub(crate) fn require(&self, key: &'static str, help: &'static str) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            self.missing.borrow_mut().push((key, help));
        }
        found
    }

    /// The keys of a map whose keys are the user's own names.
    pub(crate) fn names(&self, key: &str) -> &'a [Entry] {
        let Some(node) = self.get(key) else {
            return &[];
        };
        if !node.is_map() {
            self.problems.error(
                &node.span,
                format!("`{key}` must be a map of names, not {}", node.shape()),
                "expected `name: …` lines",
                "",
            );
        }
        node.entries()
    }

    /// The entries whose key nobody has asked for so far.
    pub(crate) fn strangers(&self) -> Vec<&'a Entry> {
        let known = self.known.borrow();
        let entries = self.node.entries().iter();
        entries
            .filter(|entry| !known.contains(&entry.key))
            .collect()
    }

    /// Whether a name is nearly that of a known key.
    pub(crate) fn nearly(&self, name: &str) -> bool {
        let known = self.known.borrow();
        suggestion::nearest(name, known.iter().map(String::as_str)).is_some()
    }

    /// Reports every key that nobody asked for, and about those that are missing. A missing one that seems to
    /// be there under a misspelt name is the same mistake, reported once.
    pub(crate) fn finish(self) {
        let unknown = self.strangers();
        let known = self.known.borrow();
        let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
        known.sort_unstable();
        known.dedup();
        // What stands in no file is of the catalog.
        #[cfg(test)]
        if !self.node.span.is_empty() {
            asked::note(&self.node.span, &known);
        }
        for (key, help) in self.missing.borrow().iter() {
            let misspelt = |entry: &&Entry| {
                suggestion::nearest(&entry.key, known.iter().copied()) == Some(*key)
            };
            // One that is there without a value may have been reported as such.
            let empty = self.node.entries().iter().any(|entry| {
                entry.key == *key
                    && entry.value.is_null()
                    && !self.problems.is_news(&entry.key_span)
            });
            if !empty && !unknown.iter().any(misspelt) {
                self.problems.error(
                    &self.place,
                    format!("{} has no `{key}`", self.what),
                    &format!("`{key}` is missing"),
                    help,
                );
            }
        }
        for entry in unknown {
            if entry.value.is_null() && !self.problems.is_news(&entry.key_span) {
                continue;
            }
            let label = suggestion::label(&entry.key, &known, "not a key of the language here");
            self.problems.push(
                Diagnostic::error(format!("{} has no key {}", self.what, quoted(&entry.key)))
                    .at(entry.key_span.clone(), label)
                    .help(format!("keys are {}", list(&known))),
            );
        }
    }
}

/// `a`, `b`, `c`.
pub(crate) fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the reader asked for, map by map: the tests of the schema hold this against it.
#[cfg(test)]
pub(crate) mod asked {
    use super::{RefCell, Span};

    thread_local! {
        static ASKED: RefCell<Vec<(Span, Vec<String>)>> = const { RefCell::new(Vec::new()) };
    }

    /// Keeps the keys asked of the map that stands there.
    pub(crate) fn note(map: &Span, keys: &[&str]) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        ASKED.with_borrow_mut(|asked| asked.push((map.clone(), keys)));
    }

    /// Everything kept on this thread since the last time.
    pub(crate) fn take() -> Vec<(Span, Vec<String>)> {
        ASKED.take()
    }

    /// Keeps this alone.
    pub(crate) fn put_back(asked: Vec<(Span, Vec<String>)>) {
        ASKED.set(asked);
    }
}
