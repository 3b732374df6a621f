//! How often and how long sources are down in scenarios, in times of what is written, and how far off that the numbers of switches are; with
//! the means of both over all that is believed, which are known without a scenario.

use std::sync::Arc;

use super::draw::World;
use crate::law::Law;
use crate::topology::{Aspect, Source, SourceId, Table, Topology, Unknown, UnknownId};

/// How often a source is down in scenarios, in times of what is written, and by which part of its mean length its outages are shorter and
/// longer, times that.
#[derive(Debug)]
pub struct Times {
    /// In each scenario.
    pub each: Vec<[f64; 3]>,
    /// The same on average over all that is believed.
    pub mean: [f64; 3],
}

/// How many times as long a source is down, by how often it is and by how much shorter and longer.
fn down([often, shorter, longer]: [f64; 3]) -> f64 {
    often - shorter + longer
}

impl Times {
    fn new(source: &Source, unknowns: &Table<UnknownId, Unknown>, worlds: &[World]) -> Self {
        let times = |often: f64, long: f64| {
            [
                often,
                often * (1.0 - long).max(0.0),
                often * (long - 1.0).max(0.0),
            ]
        };
        let each = worlds.iter().map(|numbers| {
            let often = source.unknowns.iter().map(|&id| {
                let unknown = &unknowns[id];
                match unknown.aspect {
                    Aspect::Length => 1.0,
                    _ => numbers[id.index()] / unknown.value,
                }
            });
            times(often.product(), times_long(source, unknowns, numbers))
        });
        let own = source.unknowns.iter().map(|&id| &unknowns[id]);
        let (lengths, others): (Vec<&Unknown>, Vec<&Unknown>) =
            own.partition(|it| it.aspect == Aspect::Length);
        let often: f64 = others.iter().map(|it| it.mean() / it.value).product();
        let by = |of: fn(f64) -> f64| {
            lengths.first().map_or(0.0, |it| {
                it.mean_of(|number| of(length(&source.lasts, number / it.value)))
            })
        };
        let shorter = by(|long| (1.0 - long).max(0.0));
        let longer = by(|long| (long - 1.0).max(0.0));
        Self {
            each: each.collect(),
            mean: [often, often * shorter, often * longer],
        }
    }

    /// How many times as often as written it is down, on average.
    #[must_use]
    pub fn often(&self) -> f64 {
        self.mean[0]
    }

    /// How many times as much of the time as written it is down, on average.
    #[must_use]
    pub fn down(&self) -> f64 {
        down(self.mean)
    }

    /// The same of what is down this share of all time as written. It has only the time that it is up to fail in: down x of that, it is down
    /// x / (1 + x) of all time.
    #[must_use]
    pub fn down_of_all(&self, share: f64) -> f64 {
        let written = share / (1.0 - share);
        let each = self.each.iter().map(|it| down(*it));
        let (all, left) = each.fold((0.0, 0.0), |(all, left), times| {
            let less = (1.0 + written) / (1.0 + written * times);
            (all + times, left + times * less)
        });
        self.down() * if all > 0.0 { left / all } else { 1.0 }
    }
}

/// How many times as long as written outages of a source are with these numbers. A source has one number that says so at most.
#[must_use]
pub fn times_long(source: &Source, unknowns: &Table<UnknownId, Unknown>, numbers: &[f64]) -> f64 {
    let mut own = source.unknowns.iter();
    let of_length = own.find(|&&id| unknowns[id].aspect == Aspect::Length);
    of_length.map_or(1.0, |&id| {
        length(&source.lasts, numbers[id.index()] / unknowns[id].value)
    })
}

/// How many times as long times by a law are if their median is: where it is cut, its mean grows less.
pub fn length(law: &Law, factor: f64) -> f64 {
    let written = law.mean();
    if written > 0.0 {
        law.lengthened(factor).mean() / written
    } else {
        1.0
    }
}

/// How far a number of a law of failover is below what is written in scenarios, above it up to the high end of its range, and beyond that
/// as far as anybody would believe, as parts of what is written. What is lost does not grow without end, for the outage ends.
#[derive(Debug)]
pub struct Off {
    pub each: Vec<[f64; 3]>,
    /// The same on average over all that is believed.
    pub mean: [f64; 3],
}

impl Off {
    fn new(id: UnknownId, unknown: &Unknown, worlds: &[World]) -> Self {
        let (value, [_, high, far]) = (unknown.value, unknown.reach());
        let parts = |less: f64, up_to: [f64; 2]| {
            let [to_high, to_far] = up_to.map(|it| it / value);
            [less / value, to_high, to_far - to_high]
        };
        let each = worlds.iter().map(|numbers| {
            let number = numbers[id.index()];
            let above = |most: f64| (number.min(most) - value).max(0.0);
            parts((value - number).max(0.0), [high, far].map(above))
        });
        let less = unknown.mean_of(|number| (value - number).max(0.0));
        let mean = parts(less, [high, far].map(|most| unknown.mean_above(most)));
        Self {
            each: each.collect(),
            mean,
        }
    }
}

/// How often and how long each source is down, and how far off what is written each number of a law of failover is.
#[derive(Debug)]
pub struct TimesDown {
    sources: Table<SourceId, Arc<Times>>,
    /// `None` for all other numbers.
    moves: Table<UnknownId, Option<Off>>,
}

impl TimesDown {
    /// That of a source.
    #[must_use]
    pub fn of(&self, source: SourceId) -> &Times {
        &self.sources[source]
    }

    /// That of a number of a law of failover.
    pub fn of_move(&self, unknown: UnknownId) -> Option<&Off> {
        self.moves[unknown].as_ref()
    }
}

/// How often and how long each source is down in these scenarios; sources of the same numbers share them.
#[must_use]
pub fn times_down(topology: &Topology, worlds: &[World]) -> TimesDown {
    let mut known: Vec<(&Source, Arc<Times>)> = Vec::new();
    let each = topology.sources.iter().map(|source| {
        let same = known
            .iter()
            .find(|(other, _)| other.unknowns == source.unknowns && other.lasts == source.lasts);
        if let Some((_, times)) = same {
            return times.clone();
        }
        let times = Arc::new(Times::new(source, &topology.unknowns, worlds));
        known.push((source, times.clone()));
        times
    });
    let moves = topology.unknowns.iter_with_ids().map(|(id, unknown)| {
        let is_move = matches!(unknown.aspect, Aspect::Move(_));
        is_move.then(|| Off::new(id, unknown, worlds))
    });
    TimesDown {
        sources: each.collect(),
        moves: moves.collect(),
    }
}
