//! Planned maintenance: what goes by the clock.
//!
//! Sources whose clocks have one name share their phase, so they are not independent of each other: together they are
//! one variable, whose state is the set of those that are being maintained. With fixed lengths that set depends on the time
//! within the period alone. One sweep over the period gives the share of the time spent in each set, overlaps included,
//! and every turn's beginning comes once a period.
//!
//! Maintenance that is not counted is no downtime: the mean is that of the architecture without it, and what it adds to
//! the time without service is reported apart.

use std::collections::BTreeMap;

use super::way::{Block, Ways};
use crate::{exact::obstacle::Obstacle, law::Law, topology::Source};

/// Times within this share of a period are one moment: offsets are thirds and sevenths of periods.
const MOMENT: f64 = 1e-12;

/// One source's turn within the period of its clock [h].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn<'a> {
    source_name: &'a str,
    every: f64,
    from: f64,
    lasts: f64,
}

impl<'a> Turn<'a> {
    /// Reads a source that has a clock.
    pub fn new(source: &'a Source) -> Result<Self, Obstacle> {
        let turn = source.clock.as_ref().map(|clock| Self {
            source_name: &source.name,
            every: clock.every,
            from: clock.offset.rem_euclid(clock.every),
            lasts: source.lasts.mean(),
        });
        let is_fixed = matches!(source.lasts.settled(), Law::Fixed(_));
        turn.filter(|turn| turn.lasts < turn.every && is_fixed && source.reach >= 1.0)
            .ok_or_else(|| Obstacle::Maintenance {
                source_name: source.name.clone(),
            })
    }

    /// Whether the turn is on at a time within the period.
    fn is_on(&self, time: f64) -> bool {
        (time - self.from).rem_euclid(self.every) < self.lasts
    }
}

/// The states of all sources of one clock, bit i standing for `turns[i]`.
pub fn maintained(turns: &[Turn<'_>]) -> Result<Block, Obstacle> {
    let every = turns.first().map_or(1.0, |turn| turn.every);
    if turns.len() > Ways::BITS as usize {
        return Err(Obstacle::TooManyWays {
            source_name: turns[0].source_name.to_owned(),
            ways: turns.len(),
        });
    }
    if let Some(other) = turns.iter().find(|turn| turn.every != every) {
        return Err(Obstacle::Maintenance {
            source_name: other.source_name.to_owned(),
        });
    }
    let mut times: Vec<f64> = turns
        .iter()
        .flat_map(|turn| [turn.from, (turn.from + turn.lasts).rem_euclid(every)])
        .chain([0.0])
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup_by(|later, earlier| *later - *earlier <= MOMENT * every);
    if times
        .last()
        .is_some_and(|last| every - last <= MOMENT * every)
    {
        times.pop();
    }
    let stretches: Vec<(Ways, f64)> = times
        .iter()
        .enumerate()
        .map(|(index, &from)| {
            let to = times.get(index + 1).copied().unwrap_or(every);
            let on = turns.iter().map(|turn| turn.is_on(f64::midpoint(from, to)));
            let on = on.enumerate().filter(|(_, is_on)| *is_on);
            (on.fold(0, |ways, (bit, _)| ways | 1 << bit), to - from)
        })
        .collect();
    let mut states: BTreeMap<Ways, f64> = BTreeMap::from([(0, 0.0)]);
    let mut worsenings: BTreeMap<(Ways, Ways), f64> = BTreeMap::new();
    let mut crosses = false;
    let mut before = stretches.last().map_or(0, |&(ways, _)| ways);
    for (ways, length) in stretches {
        *states.entry(ways).or_insert(0.0) += length / every;
        if ways & !before != 0 {
            crosses |= before & !ways != 0;
            *worsenings.entry((before, ways)).or_insert(0.0) += 1.0 / every;
        }
        before = ways;
    }
    Ok(Block {
        bits: turns.len() as u32,
        states: states.into_iter().collect(),
        worsenings: worsenings
            .into_iter()
            .map(|((from, to), rate)| (from, to, rate))
            .collect(),
        crosses,
    })
}
