//! What is felt of one source at a random moment, and how often that changes for the worse.
//!
//! Links of a source that feel its outages alike make a *way*: all links without mitigations one, the links of each
//! component with the same mitigations one each (finer where `hits` strikes leaf by leaf, see [`super::structure`]).
//! The state of the source is the set of ways in which it is felt now. At age a of an outage that reaches us, a way is
//! felt unless one of its mitigations is *effective*: an `after` that works and has ended, a `covers_first` that works
//! and has not. Given the age, mitigations are independent of each other and of the outage's length L, so
//!
//! ```text
//! P(exactly the ways S are felt) = reach / (E[X] + E[L]) · ∫ P(L > a) · P(S | a) da
//! ```
//!
//! and the rate at which S turns into a worse S′ is the same integral with the rate of that change at age a in place of
//! P(S | a); fixed delays change S at one age, and the outage's own beginning at age 0.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    courses::{Courses, Known, Makings},
    team::{MOST_GUARDS, teams},
    way::{Block, Way, Ways},
};
use crate::{
    exact::obstacle::Obstacle,
    law::Side,
    topology::{Mitigation, MitigationId, Source, Table},
};

/// Most ways of one source: states double with each.
const MOST_WAYS: usize = 10;

/// What mitigations do in the course of an outage of `source`; `None` where nothing mitigates it.
///
/// # Errors
///
/// More ways than can be gone through.
pub fn course(
    source: &Source,
    ways: &[Way<'_>],
    mitigations: &Table<MitigationId, Mitigation>,
    courses: &Courses,
) -> Result<Option<Arc<Known>>, Obstacle> {
    let lasts = source.lasts.settled();
    if source.fails.is_none() || lasts.mean() <= 0.0 || source.reach <= 0.0 {
        return Ok(None);
    }
    let teams = teams(ways, mitigations);
    let guards = teams.iter().map(|team| team.guards.len()).max();
    if ways.len() > MOST_WAYS || guards > Some(MOST_GUARDS) {
        return Err(Obstacle::TooManyWays {
            source_name: source.name.clone(),
            ways: ways.len().max(guards.unwrap_or(0)),
        });
    }
    let makings = || Makings {
        lasts,
        bare: bare(ways),
        teams,
        ways: ways.len(),
    };
    Ok(guards.map(|_| courses.find(makings())))
}

/// Works out the states of `source`, bit i standing for `ways[i]`, where mitigations do what they do in this course. `None` where nothing
/// is ever felt of it.
pub fn block(source: &Source, ways: &[Way<'_>], course: Option<&Known>) -> Option<Block> {
    let lasts = source.lasts.settled();
    let length = lasts.mean();
    let fails = source.fails.as_ref()?;
    if length <= 0.0 || source.reach <= 0.0 {
        return None;
    }
    let cycle = fails.mean() + length;
    // Hours of an outage spent in each state, and changes an outage.
    let spent = if let Some(course) = course {
        course.through(&lasts)
    } else {
        let bare = bare(ways);
        let changes = BTreeMap::from([((0, bare), lasts.beyond(0.0, Side::After))]);
        Arc::new((BTreeMap::from([(bare, length)]), changes))
    };
    let (hours, changes) = &*spent;
    let unfelt = fails.mean()
        + length * (1.0 - source.reach)
        + source.reach * hours.get(&0).copied().unwrap_or(0.0);
    let felt = hours.iter().map(|(&ways, &hours)| (ways, hours));
    let felt = felt.filter(|&(ways, hours)| ways != 0 && hours > 0.0);
    let states = std::iter::once((0, unfelt / cycle))
        .chain(felt.map(|(ways, hours)| (ways, source.reach * hours / cycle)));
    let (worse, crossing): (Vec<_>, Vec<_>) = changes
        .iter()
        .map(|(&change, &share)| (change, share))
        .filter(|&((from, to), share)| to & !from != 0 && share > 0.0)
        .map(|((from, to), share)| (from, to, source.reach * share / cycle))
        .partition(|&(from, to, _)| from & !to == 0);
    Some(Block {
        bits: ways.len() as u32,
        states: states.collect(),
        worsenings: worse,
        crosses: !crossing.is_empty(),
    })
}

fn bare(ways: &[Way<'_>]) -> Ways {
    let plain = ways
        .iter()
        .enumerate()
        .filter(|(_, (_, mitigations))| mitigations.is_empty());
    plain.fold(0, |bits, (bit, _)| bits | 1 << bit)
}
