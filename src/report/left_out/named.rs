//! What the lines share: the design that they are about, and how much is named before the rest is counted.

use crate::{
    answer::{ArchitectureResult, Note, Results},
    report::words,
};

/// A share of the expected downtime, or of a bill, from which what it rests on is worth a line.
pub(super) const MUCH: f64 = 0.1;

/// How many names, and lines of a bill, are named before the rest is counted.
#[derive(Clone, Copy)]
pub(super) struct Most {
    pub names: usize,
    pub lines: usize,
    /// Whether it is said from where others' numbers are.
    pub sources: bool,
}

/// The design that the answer is about.
pub(super) fn about(results: &Results) -> Option<&ArchitectureResult> {
    let decision = &results.decision;
    results.architecture(decision.recommended().unwrap_or(&decision.from))
}

/// The names that a note has, if there is one of the kind.
pub(super) fn noted(
    results: &Results,
    most: Most,
    names: fn(&Note) -> Option<&Vec<String>>,
) -> Option<String> {
    let names = results.notes.iter().find_map(names)?;
    Some(words::some(most.names, names.iter().map(String::as_str)))
}
