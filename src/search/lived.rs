//! Designs that cannot be computed: their losses are found by lives, as a run finds them.

use std::sync::atomic::AtomicBool;

use super::{
    entry::{Entry, Verdict},
    found::Effort,
    listing::Plan,
};
use crate::{
    build::{Picks, Space},
    experiment::{Method, Options},
    study::valued,
};

/// What values designs that cannot be computed.
pub type Live<'a> = &'a dyn Fn(&mut [Entry]);

/// More designs than these are not lived; they are left open.
const MOST_LIVED: usize = 64;

/// Values the designs that have no valuation, the cheapest first, at most so many in all.
pub fn value(
    entries: &mut [Entry],
    (source, catalog): Plan<'_>,
    effort: Effort,
    stop: &AtomicBool,
) {
    let lived = (0..entries.len()).filter(|&it| entries[it].valuation.is_none());
    let (mut places, done): (Vec<usize>, Vec<usize>) =
        lived.partition(|&it| entries[it].verdict == Verdict::Open);
    places.sort_by(|&a, &b| entries[a].cost.total_cmp(&entries[b].cost));
    places.truncate(MOST_LIVED.saturating_sub(done.len()));
    if places.is_empty() {
        return;
    }
    let picks: Vec<Picks> = places.iter().map(|&it| entries[it].picks.clone()).collect();
    let space = Space::open(source, catalog).ok();
    let Some(topology) = space.and_then(|space| space.topology(&picks).ok()) else {
        return;
    };
    let options = Options {
        seed: effort.seed,
        precision: effort.precision,
        years: effort.lives,
        method: Method::Best,
    };
    let Some(found) = valued(&topology, catalog, options, effort.scenarios, stop) else {
        return;
    };
    for (place, found) in places.into_iter().zip(found) {
        let entry = &mut entries[place];
        (entry.drawn, entry.off, entry.error) = (found.drawn, found.off, found.error);
        entry.verdict = Verdict::Valued;
    }
}
