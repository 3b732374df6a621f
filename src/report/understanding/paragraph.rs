//! Paragraphs of what spof understood.

use crate::report::lines::wrap;

/// Longest line [columns]; prose beyond is hard to read.
pub(super) const WIDTH: usize = 100;

/// A paragraph set in by four columns.
pub(super) fn indented(text: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH - 4, "").into_iter();
    lines.map(|line| format!("    {line}")).collect()
}
