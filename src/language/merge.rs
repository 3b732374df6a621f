//! How one value of the language is laid over another.
//!
//! Maps merge deeply, lists and scalars replace, `null` removes. What is one value although it is written as a map (a
//! law, a path, a component's replicas) replaces as a whole: merging `{mean: 4h}` into `{weibull: …}` would give neither.

use super::keys::{FAILURES, LENGTHS, RATES};
use super::tree::{Entry, Node, Value};
use std::collections::HashMap;

/// What numbers rest on.
const EVIDENCE: &str = "evidence";
/// Numbers that evidence is of, beside how often something fails and for how long.
const NUMBERS: [&str; 10] = [
    "reach",
    "hits",
    "common_cause",
    "works",
    "after",
    "covers_first",
    "detect",
    "decide",
    "switch",
    "succeeds",
];

/// How a value is laid over another of its kind.
#[derive(Clone, Copy)]
pub(crate) enum Merge {
    /// It replaces the other.
    Whole,
    /// A map with names of the user's: each entry in this way.
    Names(fn() -> Merge),
    /// A map with keys of the language: each by this rule.
    By(fn(&str) -> Merge),
}

impl Merge {
    /// Maps in it merge key by key, however deep.
    pub(crate) const DEEP: Self = Self::By(|_| Self::DEEP);

    /// How the value of a key is laid over another.
    pub(crate) fn under(self, key: &str) -> Self {
        match self {
            Self::Names(each) => each(),
            Self::By(rule) => rule(key),
            Self::Whole => Self::Whole,
        }
    }

    /// Whether the keys are the user's names.
    fn is_named(self) -> bool {
        matches!(self, Self::Names(_))
    }
}

/// `over` laid over `base`.
pub(crate) fn merge(base: &Node, over: &Node, rule: Merge) -> Node {
    let (Value::Mapping(_), Value::Mapping(_)) = (&base.value, &over.value) else {
        return over.clone();
    };
    if matches!(rule, Merge::Whole) {
        return over.clone();
    }
    let mut entries: Vec<Entry> = base.entries().to_vec();
    if !rule.is_named() {
        entries.retain(|entry| !is_orphan(&entry.key, over));
    }
    let places: HashMap<String, usize> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.key.clone(), index))
        .collect();
    for entry in over.entries() {
        let old = places.get(&entry.key);
        match old.and_then(|index| entries.get_mut(*index)) {
            Some(old) => {
                old.value = merge(&old.value, &entry.value, rule.under(&entry.key));
                old.key_span = entry.key_span.clone();
            }
            None => entries.push(entry.clone()),
        }
    }
    Node {
        span: over.span.clone(),
        value: Value::Mapping(entries),
    }
}

/// Whether a key is the range of a number that is replaced without a range, or the evidence of one, for it belonged to the other
/// one; or says in other words what is replaced.
fn is_orphan(key: &str, over: &Node) -> bool {
    if over.get(key).is_none()
        && [&RATES[..], &LENGTHS]
            .iter()
            .any(|it| is_said(key, it, over))
    {
        return true;
    }
    if key == EVIDENCE && over.get(key).is_none() {
        let numbers = NUMBERS.iter().chain(&RATES).chain(&LENGTHS);
        return numbers.into_iter().any(|number| over.get(number).is_some());
    }
    let number = key
        .strip_suffix("_range")
        .and_then(|number| over.get(number));
    number.is_some() && over.get(key).is_none()
}

/// Whether what a key says is said by another one of these words.
fn is_said(key: &str, words: &[&str], over: &Node) -> bool {
    let is_word = |word: &str| words.contains(&word) || word == FAILURES;
    let mut entries = over.entries().iter();
    is_word(key) && entries.any(|entry| is_word(&entry.key) && !entry.value.is_null())
}
