//! `spof search`: of all designs that a plan leaves open those that are worth their money, with proof.
//!
//! ```text
//! Space (choices) ─► rooms: one option of each choice that touches several parts
//!                    within a room the options of single components ─► alike ones ruled out
//! what is left ─► valued as written ─► the race over scenarios ─► the frontier, and what became of every design
//!                                                              ─► a goal beyond the mean: judged one by one, by cost
//! ```
//!
//! A design is valued by the same numbers as a run values it, in the same scenarios. It is ruled out where a cheaper one is surely not
//! worse: alike but cheaper, by what its first scenarios add up to already, or by paired differences at a stated confidence.
//! docs/search.md has the proofs, and what is not proven.

mod answer;
mod area;
#[cfg(test)]
mod chance;
mod cloud;
mod costs;
mod cover;
mod entry;
mod fate;
mod first;
mod found;
mod front;
mod home;
mod judge;
mod kin;
mod listing;
mod lived;
mod modules;
mod names;
mod offered;
mod outer;
mod race;
mod room;
mod rooms;
mod row;
mod second;
mod usual;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{
    answer::SearchCounts,
    build::Space,
    catalog::Catalog,
    diagnostic::{Diagnostic, SourceText},
};

pub use answer::{Answer, answer};
pub use fate::twins;
pub use found::{CONFIDENCE, Design, Effort, Found, Judged, Step};
pub use judge::YEARS;
pub use names::names;
pub use usual::{Usual, usual};

use entry::{Entry, Verdict};

/// Searches the designs that `source` leaves open.
///
/// # Errors
///
/// What is wrong with the plan, or that it leaves nothing open.
pub fn search(
    source: &SourceText,
    catalog: &Catalog,
    effort: Effort,
    observe: &(dyn Fn(Step) + Sync),
    stop: &AtomicBool,
) -> Result<Found, Vec<Diagnostic>> {
    let space = Space::open(source, catalog)?;
    let combinations = rooms::rooms(&space);
    let mut counts = SearchCounts {
        designs: space.count(),
        ..SearchCounts::default()
    };
    let plan = (source, catalog);
    let (rooms, refused) = listing::read(plan, effort, &combinations, observe, stop);
    let met: f64 = rooms.iter().map(|room| room.count).sum();
    let not_read: f64 = refused.iter().map(|(_, count)| count).sum();
    counts.alike = rooms
        .iter()
        .map(|room| room.count - room.combinations())
        .sum();
    counts.bounded = rooms.iter().map(|room| room.bounded()).sum();
    counts.never = if combinations.is_complete && !stop.load(Ordering::Relaxed) {
        counts.designs - met - not_read
    } else {
        0.0
    };
    let (mut entries, more) =
        listing::list(plan, effort, (&combinations.within, rooms), observe, stop);
    let refused: Vec<(String, f64)> = refused.into_iter().chain(more).collect();
    counts.refused = refused.iter().map(|(_, count)| count).sum();
    let live = |entries: &mut [Entry]| lived::value(entries, plan, effort, stop);
    live(&mut entries);
    race::race(&mut entries, &live, observe, stop);
    let by_parts = counts.bounded;
    let judged = judge::judge(
        &mut entries,
        (plan, effort),
        (&live, by_parts),
        observe,
        stop,
    );
    let found = found(entries, counts, refused);
    Ok(Found {
        judged,
        is_interrupted: stop.load(Ordering::Relaxed),
        ..found
    })
}

/// The designs in order, and the frontier.
fn found(entries: Vec<Entry>, mut counts: SearchCounts, refused: Vec<(String, f64)>) -> Found {
    let seen = entries.iter().filter_map(Entry::seen).collect();
    for entry in &entries {
        let count = match entry.verdict {
            Verdict::Valued => &mut counts.valued,
            Verdict::Bounded => &mut counts.bounded,
            Verdict::Differs => &mut counts.differences,
            Verdict::Open => &mut counts.open,
        };
        *count += 1.0;
    }
    let decided = counts.never
        + counts.refused
        + counts.alike
        + counts.bounded
        + counts.differences
        + counts.valued;
    counts.open = (counts.designs - decided).max(0.0);
    let designs = entries.into_iter().filter_map(Entry::into_design);
    let mut designs: Vec<Design> = designs.collect();
    designs.sort_by(|a, b| {
        let cost = a.cost.total_cmp(&b.cost);
        let unserved = a.expected.unserved().total_cmp(&b.expected.unserved());
        cost.then(unserved).then_with(|| a.picks.cmp(&b.picks))
    });
    let points = designs.iter().map(|it| (it.cost, it.expected.unserved()));
    let points: Vec<(f64, f64)> = points.collect();
    let mut reasons: Vec<String> = refused.into_iter().map(|(reason, _)| reason).collect();
    reasons.sort();
    reasons.dedup();
    Found {
        frontier: front::front(&points),
        designs,
        seen,
        counts,
        refused: reasons,
        judged: None,
        is_interrupted: false,
    }
}
