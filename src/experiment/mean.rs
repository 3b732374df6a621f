//! The plan with its numbers at the means of what is believed of them.

use super::{
    draw::{World, scaled},
    foreseen::length,
};
use crate::topology::{Aspect, Source, Topology, Unknown};

/// Halvings of the step by which a length is found: more than a number has digits.
const HALVINGS: usize = 60;

/// The plan with each number that nobody knows exactly at the mean of what is believed of it, and lengths so that they have the mean that is
/// expected of them also where their law is cut. Rates and lengths mostly multiply, and numbers of different names are independent: what
/// is lost then is, but for what grows in another way, what is expected over all of them.
#[must_use]
pub fn in_the_mean(topology: &Topology) -> Topology {
    let is_length = |it: &Unknown| it.aspect == Aspect::Length;
    let unknowns = &topology.unknowns;
    let means: World = { unknowns.iter() }
        .map(|it| if is_length(it) { it.value } else { it.mean() })
        .collect();
    let mut sources = scaled(&topology.sources, unknowns, &means);
    for (scaled, source) in sources.iter_mut().zip(&topology.sources) {
        let mut own = source.unknowns.iter().map(|&id| &unknowns[id]);
        if let Some(unknown) = own.find(|it| is_length(it)) {
            let wanted = unknown.mean_of(|number| length(source, number / unknown.value));
            scaled.lasts = source.lasts.lengthened(median_for(source, wanted));
        }
    }
    Topology {
        sources,
        ..topology.clone()
    }
}

/// How many times as long the median of outages of a source must be for their mean to be so many times as long.
fn median_for(source: &Source, wanted: f64) -> f64 {
    // Where a law is not cut, both grow alike; where it is, the mean grows less, up to the cut.
    let (mut low, mut high) = (wanted.min(1.0), wanted.max(1.0));
    while length(source, high) < wanted && high < 1e6 {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match length(source, middle) < wanted {
            true => low = middle,
            false => high = middle,
        }
    }
    high
}
