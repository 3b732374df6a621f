//! What a value of the language is: how it is read, described and merged. A kind says all of that in one place, and the maps
//! (`map!`) are lists of keys with their kinds.
//!
//! In comes a node with its place, out comes a typed value or a reported problem; without a node, the JSON Schema, the words of
//! the manual and the rule by which `like` merges.

use serde_json::Value as Json;

use super::merge::Merge;
use super::problems::Problems;
use super::schema::Definitions;
use super::tree::{Entry, Node, Spanned};
use crate::diagnostic::Span;

/// A value while it is read.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    /// The value.
    pub(crate) node: &'a Node,
    /// What messages call it: ``component `db`: `size` ``.
    pub(crate) what: &'a str,
    /// Where its key stands.
    pub(crate) place: &'a Span,
    /// Where problems are reported.
    pub(crate) problems: &'a Problems,
}

impl<'a> Here<'a> {
    /// The value of an entry; `what` is what messages call it.
    pub(crate) fn of(entry: &'a Entry, what: &'a str, problems: &'a Problems) -> Self {
        Self {
            node: &entry.value,
            what,
            place: &entry.key_span,
            problems,
        }
    }
}

impl Entry {
    /// What stands there, for readers of entries that do not ask for the name.
    pub(crate) fn unnamed(here: &Here<'_>) -> Self {
        Self {
            key: String::new(),
            key_span: here.place.clone(),
            value: here.node.clone(),
        }
    }
}

/// A kind of value.
pub(crate) trait Kind {
    /// What reading gives.
    type Value;
    /// What the manual calls it, in Markdown.
    const NAME: &'static str;

    /// Reads it; what cannot be understood is reported, and gives nothing.
    fn read(here: &Here<'_>) -> Option<Self::Value>;

    /// Its JSON Schema; what is shared goes to the definitions.
    fn schema(definitions: &mut Definitions) -> Json;

    /// How one is laid over another.
    fn merge() -> Merge {
        Merge::Whole
    }

    /// What it is where the key is missing; nothing for what must be there or has a default.
    fn absent() -> Option<Self::Value> {
        None
    }

    /// What it is where the key must be there and is missing, which is reported: nothing, unless the rest of the map is of
    /// use without it.
    fn lacking() -> Option<Self::Value> {
        None
    }
}

impl<K: Kind> Kind for Option<K> {
    type Value = Option<K::Value>;
    const NAME: &'static str = K::NAME;

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        K::read(here).map(Some)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        K::schema(definitions)
    }

    fn merge() -> Merge {
        K::merge()
    }

    fn absent() -> Option<Self::Value> {
        Some(None)
    }

    fn lacking() -> Option<Self::Value> {
        Some(None)
    }
}

/// A value whose place is needed after it is read.
impl<K: Kind> Kind for Spanned<K> {
    type Value = Spanned<K::Value>;
    const NAME: &'static str = K::NAME;

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        K::read(here).map(|value| here.node.spanned(value))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        K::schema(definitions)
    }

    fn merge() -> Merge {
        K::merge()
    }
}
