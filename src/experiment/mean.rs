//! The plan with its numbers at the means of what is believed of them.

use super::{
    draw::{World, moved_by, scaled},
    times::length,
};
use crate::law::Law;
use crate::topology::{Aspect, Topology, Unknown, UnknownId};

/// Halvings of the step by which a length is found: more than a number has digits.
const HALVINGS: usize = 60;

/// The plan with each number that nobody knows exactly at the mean of what is believed of it, and lengths so that they have the mean that is
/// expected of them also where their law is cut. Rates and lengths mostly multiply, and numbers of different names are independent: what
/// is lost then is, but for what grows in another way, what is expected over all of them.
#[must_use]
pub fn in_the_mean(topology: &Topology) -> Topology {
    let unknowns = &topology.unknowns;
    let is_length = |it: &Unknown| it.aspect == Aspect::Length;
    let means: World = { unknowns.iter() }
        .map(|it| if is_length(it) { it.value } else { it.mean() })
        .collect();
    let mut sources = scaled(&topology.sources, unknowns, &means);
    for (scaled, source) in sources.iter_mut().zip(&topology.sources) {
        let mut own = source.unknowns.iter().map(|&id| &unknowns[id]);
        if let Some(unknown) = own.find(|it| is_length(it)) {
            let times = median_for(&source.lasts, unknown) / unknown.value;
            scaled.lasts = source.lasts.lengthened(times);
        }
    }
    let architectures = topology.architectures.iter();
    let architectures = architectures.map(|it| {
        let number = |id: UnknownId, law: Option<Law>| {
            law.map_or(means[id.index()], |law| median_for(&law, &unknowns[id]))
        };
        let mut moved = moved_by(it, unknowns, number).into_owned();
        let believed = it.if_independent.as_ref();
        moved.if_independent =
            believed.map(|it| Box::new(moved_by(it, unknowns, number).into_owned()));
        moved
    });
    Topology {
        sources,
        architectures: architectures.collect(),
        ..topology.clone()
    }
}

/// The median at which times by a law have the mean that is expected of them, its own being this unknown.
fn median_for(law: &Law, unknown: &Unknown) -> f64 {
    let wanted = unknown.mean_of(|number| length(law, number / unknown.value));
    // Where a law is not cut, both grow alike; where it is, the mean grows less, up to the cut.
    let (mut low, mut high) = (wanted.min(1.0), wanted.max(1.0));
    while length(law, high) < wanted && high < 1e6 {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match length(law, middle) < wanted {
            true => low = middle,
            false => high = middle,
        }
    }
    high * unknown.value
}
