//! What the lines share: the design that they are about, and how much is named before the rest is counted.

use crate::{
    answer::{ArchitectureResult, Results},
    report::words,
};

/// A share of the expected downtime, or of a bill, from which what it rests on is worth a line.
pub(super) const MUCH: f64 = 0.1;

/// How a number is known that nobody has counted, and one of which the plan says nothing.
pub(super) const JUDGED: &[&str] = &["judgement", "memory"];
pub(super) const GIVEN: &[&str] = &["given"];

/// How many names, and lines of a bill, are named before the rest is counted.
#[derive(Clone, Copy)]
pub(super) struct Most {
    pub names: usize,
    pub lines: usize,
    /// Whether all is told: every name, from where others' numbers are, and what is the same in every plan.
    pub is_full: bool,
}

impl Most {
    /// The first of the names, and how many more there are.
    pub fn of<S: AsRef<str>>(self, names: &[S]) -> String {
        words::some(self.names, names.iter().map(AsRef::as_ref))
    }
}

/// The design that the answer is about.
pub(super) fn about(results: &Results) -> Option<&ArchitectureResult> {
    let decision = &results.decision;
    results.architecture(decision.recommended().unwrap_or(&decision.from))
}

/// ` (48 % of cloud-alone's downtime rests on them)`, where that is much.
pub(super) fn carried(result: Option<&ArchitectureResult>, share: f64, how: &str) -> String {
    match result.filter(|_| share >= MUCH) {
        Some(result) => {
            let (share, name) = (part(share), words::plain(&result.name));
            format!(" ({share} of {name}'s downtime {how})")
        }
        None => String::new(),
    }
}

/// `all`, `34 %` of something.
pub(super) fn part(share: f64) -> String {
    if share >= 0.995 {
        "all".to_owned()
    } else {
        words::percent(share)
    }
}
