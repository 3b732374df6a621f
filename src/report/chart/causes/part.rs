//! What the bars are made of: the kinds of source, the small ones joined.

use crate::report::chart::palette::{Colour, KINDS, OTHERS};
use crate::{answer::Results, decide::caused_by, report::words};

/// Kinds that are joined have less than this share of the longest bar.
const SMALL_SHARE: f64 = 0.012;

/// A part of a bar.
pub(super) struct Part {
    /// The kind of source, or `others`.
    pub(super) name: String,
    /// Whether no design of the plan does anything against it.
    pub(super) is_base: bool,
    /// Its minutes a year, per architecture.
    pub(super) minutes: Vec<f64>,
    /// Fill, and text on it.
    pub(super) colour: (Colour, Colour),
}

/// The parts of all bars, the same order in each: kinds that no design addresses, then the others, each by what they cost, then the
/// small ones joined.
pub(super) fn parts(results: &Results) -> Vec<Part> {
    let count = results.architectures.len();
    let mut kinds: Vec<(&str, Vec<f64>)> = Vec::new();
    for (index, result) in results.architectures.iter().enumerate() {
        for cause in caused_by(result) {
            let at = kinds
                .iter()
                .position(|(kind, _)| *kind == cause.kind)
                .unwrap_or_else(|| {
                    kinds.push((cause.kind, vec![0.0; count]));
                    kinds.len() - 1
                });
            kinds[at].1[index] += cause.minutes;
        }
    }
    let longest = (0..count)
        .map(|index| kinds.iter().map(|(_, minutes)| minutes[index]).sum::<f64>())
        .fold(0.0, f64::max);
    let sum = |minutes: &[f64]| minutes.iter().sum::<f64>();
    kinds.sort_by(|a, b| sum(&b.1).total_cmp(&sum(&a.1)).then(a.0.cmp(b.0)));
    let large = |minutes: &[f64]| {
        minutes
            .iter()
            .any(|&minutes| minutes >= SMALL_SHARE * longest)
    };
    let large_ones = kinds
        .iter()
        .take(KINDS.len())
        .take_while(|(_, minutes)| large(minutes))
        .count();
    let others = kinds.split_off(large_ones);
    let joined = |kinds: &[(&str, Vec<f64>)]| {
        (0..count)
            .map(|index| kinds.iter().map(|(_, minutes)| minutes[index]).sum())
            .collect::<Vec<f64>>()
    };
    let is_base = |kind: &str| results.unrelieved.iter().any(|name| name == kind);
    let coloured = kinds.into_iter().zip(KINDS);
    let mut parts: Vec<Part> = coloured
        .map(|((kind, minutes), colour)| Part {
            name: words::plain(kind),
            is_base: is_base(kind),
            minutes,
            colour,
        })
        .collect();
    parts.sort_by_key(|part| !part.is_base);
    match others.as_slice() {
        [] => {}
        [(kind, minutes)] => parts.push(Part {
            name: words::plain(kind),
            is_base: false,
            minutes: minutes.clone(),
            colour: OTHERS,
        }),
        several => parts.push(Part {
            name: format!("{} others", several.len()),
            is_base: false,
            minutes: joined(several),
            colour: OTHERS,
        }),
    }
    parts
}
