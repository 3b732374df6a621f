//! Paragraphs of what spof understood, and the grouping of what is said of several things alike: texts and keys come in, lines and groups go
//! out.

use crate::report::{lines::wrap, words};
use std::collections::{HashMap, HashSet};

/// Longest line [columns]; prose beyond is hard to read.
pub(super) const WIDTH: usize = 100;

/// More names than this are not all listed.
const MOST: usize = 30;

/// A paragraph set in by four columns.
pub(super) fn indented(text: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH - 4, "").into_iter();
    lines.map(|line| format!("    {line}")).collect()
}

/// What is said of the paragraph before: set in by two columns more.
pub(super) fn set_in(text: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH - 8, "").into_iter();
    let first = |index: usize| if index == 0 { "      " } else { "        " };
    let lines = lines.enumerate();
    lines
        .map(|(index, line)| format!("{}{line}", first(index)))
        .collect()
}

/// Names in a row: all, or the first ones and how many more there are.
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    let shown = if names.len() > MOST { MOST / 3 } else { MOST };
    let first = names.iter().take(shown).map(AsRef::as_ref);
    let mut text = first.collect::<Vec<&str>>().join(", ");
    if names.len() > MOST {
        let more = words::count((names.len() - shown) as u64);
        text += &format!(" and {more} more");
    }
    text
}

/// Keys in order of appearance, each with all that it was said of.
pub(super) fn alike<N: Clone + Eq + std::hash::Hash>(
    pairs: impl Iterator<Item = (Vec<String>, N)>,
) -> Vec<(Vec<String>, Vec<N>)> {
    let mut groups: Vec<(Vec<String>, Vec<N>)> = Vec::new();
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut said: HashSet<(usize, N)> = HashSet::new();
    for (key, name) in pairs {
        let place = *places.entry(key).or_insert_with_key(|key| {
            groups.push((key.clone(), Vec::new()));
            groups.len() - 1
        });
        if said.insert((place, name.clone())) {
            groups[place].1.push(name);
        }
    }
    groups
}
