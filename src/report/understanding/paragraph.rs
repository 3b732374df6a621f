//! Paragraphs of what spof understood.

use crate::report::{lines::wrap, words};

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
