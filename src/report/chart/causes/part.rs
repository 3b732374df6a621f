//! What the bars are made of: the kinds of source, the small ones joined.

use crate::report::chart::palette::{Colour, KINDS, OTHERS, UNRELIEVED};
use crate::{answer::Results, report::words};

/// Kinds that are joined have less than this share of the longest bar.
const SMALL_SHARE: f64 = 0.012;

/// A part of a bar.
pub(super) struct Part {
    /// The kind of source, `others` or what is unrelieved.
    pub(super) name: String,
    /// Its minutes a year, per architecture.
    pub(super) minutes: Vec<f64>,
    /// Fill, and text on it.
    pub(super) colour: (Colour, Colour),
}

/// Whether the part is what nothing reduces.
pub(super) fn is_base(part: &Part) -> bool {
    part.colour == UNRELIEVED
}

/// The parts of all bars, the same order in each: what is unrelieved, then the kinds that cost most, then the others.
pub(super) fn parts(results: &Results) -> Vec<Part> {
    let count = results.architectures.len();
    let mut kinds: Vec<(&str, Vec<f64>)> = Vec::new();
    for (index, result) in results.architectures.iter().enumerate() {
        for cause in &result.causes {
            let at = kinds
                .iter()
                .position(|(kind, _)| *kind == cause.kind)
                .unwrap_or_else(|| {
                    kinds.push((&cause.kind, vec![0.0; count]));
                    kinds.len() - 1
                });
            kinds[at].1[index] += cause.minutes_per_year;
        }
    }
    let longest = (0..count)
        .map(|index| kinds.iter().map(|(_, minutes)| minutes[index]).sum::<f64>())
        .fold(0.0, f64::max);
    let (base, mut rest): (Vec<_>, Vec<_>) = kinds
        .into_iter()
        .partition(|(kind, _)| results.unrelieved.iter().any(|name| name == kind));
    let sum = |minutes: &[f64]| minutes.iter().sum::<f64>();
    rest.sort_by(|a, b| sum(&b.1).total_cmp(&sum(&a.1)).then(a.0.cmp(b.0)));
    let large = |minutes: &[f64]| {
        minutes
            .iter()
            .any(|&minutes| minutes >= SMALL_SHARE * longest)
    };
    let large_ones = rest
        .iter()
        .take(KINDS.len())
        .take_while(|(_, minutes)| large(minutes))
        .count();
    let others = rest.split_off(large_ones);
    let joined = |kinds: &[(&str, Vec<f64>)]| {
        (0..count)
            .map(|index| kinds.iter().map(|(_, minutes)| minutes[index]).sum())
            .collect::<Vec<f64>>()
    };
    let mut parts = Vec::new();
    if !base.is_empty() {
        parts.push(Part {
            name: "nothing here helps against".to_owned(),
            minutes: joined(&base),
            colour: UNRELIEVED,
        });
    }
    let coloured = rest.into_iter().zip(KINDS);
    parts.extend(coloured.map(|((kind, minutes), colour)| Part {
        name: words::plain(kind),
        minutes,
        colour,
    }));
    match others.as_slice() {
        [] => {}
        [(kind, minutes)] => parts.push(Part {
            name: words::plain(kind),
            minutes: minutes.clone(),
            colour: OTHERS,
        }),
        several => parts.push(Part {
            name: format!("{} others", several.len()),
            minutes: joined(several),
            colour: OTHERS,
        }),
    }
    parts
}
