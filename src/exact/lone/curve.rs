//! What one outage does to an architecture, by its age, all else up.
//!
//! p(a) = P(the service is down at age a of an outage that still lasts). What happens up to age a does not depend on how long
//! the outage will last, so an outage of length L costs ∫₀ᴸ p(a) da, and p holds neither rate nor length. It is a sum over
//! independent events, each true or not at age a: a mitigation takes effect, a group has switched. The structure is worked
//! out once for each combination of them.
//!
//! Sources that are struck go down together and come back each by itself: whether one is still down is an event too, or whether so
//! many of them are (`bundle`).
//!
//! A group that wakes when a `covers_first` ends begins to wait then: the curve is a mean over when that is.
//!
//! In a scenario two things of it are others: the share that an outage hits, and how long those last that it strikes. It is linear in
//! the chance of each way to begin, and in the chance of each set of struck events to be on still; so it is kept as a sum of terms.

use std::sync::Arc;

use super::{
    ages::{Ages, Values},
    bundle::Bundles,
    cone::Shape,
    effects::Effects,
    felt::{Felt, Struck},
    pattern::{Begins, Chances, MOST_EVENTS, OnePattern},
    waits::Waits,
};
use crate::topology::{Mitigation, MitigationId, Table};

/// What outages that are felt alike do, whatever share they hit and however long those last that they strike.
#[derive(Debug)]
pub struct Terms {
    /// How many leaves it may hit or not.
    leaves: usize,
    bundles: Bundles,
    /// Whether it strikes others.
    strikes: bool,
    all: Vec<Term>,
}

/// What they do while as many of the leaves were hit and these struck events are on.
#[derive(Debug)]
struct Term {
    /// How many of the leaves.
    hit: usize,
    /// Bit by bit, the events.
    on: usize,
    /// Weighed with the chance that those events were true at the beginning; empty where they do nothing at any age.
    effects: Effects,
}

impl Terms {
    /// The terms of outages felt like this; `None` where more than independent events decides, and where there are too many.
    pub fn new(
        shape: &Shape<'_>,
        mitigations: &Table<MitigationId, Mitigation>,
        ages: &Ages,
        felt: &Felt,
        waits: &Waits,
    ) -> Option<Self> {
        let cone = shape.cone(&felt.leaves);
        let is_felt = shape.feels(&cone);
        let bundles = if is_felt {
            Bundles::new(shape, &cone, felt)
        } else {
            Bundles::default()
        };
        let mut terms = Self {
            leaves: 0,
            bundles,
            strikes: !felt.struck.is_empty(),
            all: Vec::new(),
        };
        if !is_felt {
            return Some(terms);
        }
        let bundles = &terms.bundles;
        // What is a matter of chance at the outage's beginning: which leaves it strikes, which sources.
        let mut chances: Vec<(Begins, f64)> = Vec::new();
        if felt.hits < 1.0 {
            let decisive = shape.decisive(&cone, felt.leaves.len());
            let leaves = decisive.iter().enumerate().filter(|(_, decides)| **decides);
            chances.extend(leaves.map(|(leaf, _)| (Begins::Leaf(leaf), 1.0)));
        }
        terms.leaves = chances.len();
        let struck = bundles.events.iter().map(|it| it.chance(&felt.struck));
        let unsure = struck.enumerate().filter(|(_, chance)| *chance < 1.0);
        chances.extend(unsure.map(|(event, chance)| (Begins::Struck(event + 1), chance)));
        if chances.len() + felt.guards().len() + bundles.events.len() > MOST_EVENTS {
            return None;
        }
        let guards: Vec<&Mitigation> = felt.guards().map(|id| &mitigations[id]).collect();
        let by_age = Chances::new(shape, ages, &guards);
        let count = (terms.leaves + 1) << bundles.events.len();
        let mut all: Vec<Option<Effects>> = (0..count).map(|_| None).collect();
        for pattern in 0..1_usize << chances.len() {
            let weight = chances[terms.leaves..].iter().enumerate();
            let weight = weight.map(|(place, (_, chance))| {
                if pattern >> (terms.leaves + place) & 1 == 1 {
                    *chance
                } else {
                    1.0 - chance
                }
            });
            let spared: Vec<Begins> = (0..chances.len())
                .filter(|bit| pattern >> bit & 1 == 0)
                .map(|bit| chances[bit].0)
                .collect();
            let hit = (pattern & ((1 << terms.leaves) - 1)).count_ones() as usize;
            let one = OnePattern {
                shape,
                ages,
                felt,
                guards: &guards,
                chances: &by_age,
                cone: &cone,
                bundles,
                spared,
            };
            let from = hit << bundles.events.len();
            let of_hit = &mut all[from..from + (1 << bundles.events.len())];
            one.add(weight.product(), waits, of_hit)?;
        }
        let events = bundles.events.len();
        let each = all.into_iter().enumerate();
        let each = each.filter_map(|(place, effects)| {
            Some(Term {
                hit: place >> events,
                on: place & ((1 << events) - 1),
                effects: effects?.without_zeros(),
            })
        });
        terms.all = each.collect();
        Some(terms)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether they are told apart by what is hit.
    pub fn tell_hits(&self) -> bool {
        self.leaves > 0
    }

    /// What the outages do if they hit this share of the leaves, and strike these.
    pub fn effects(&self, ages: &Ages, hits: f64, struck: &[Struck]) -> Effects {
        let mut sum = Effects::none(ages, self.strikes);
        let still = self.bundles.beyond(ages, struck);
        let mut share = Values::new();
        for term in &self.all {
            let missed = (self.leaves - term.hit) as i32;
            let weight = hits.powi(term.hit as i32) * (1.0 - hits).powi(missed);
            weigh(&mut share, (ages, weight), &still, term.on);
            sum.during.add(&share, &term.effects.during);
            let after = sum.after.as_mut().zip(term.effects.after.as_ref());
            after.into_iter().for_each(|(sum, of)| sum.add(&share, of));
        }
        sum
    }
}

/// Puts into `share`, per age, a weight times the chance that of the events those are on, bit by bit, and no others.
fn weigh(share: &mut Values, (ages, weight): (&Ages, f64), still: &[Arc<Values>], on: usize) {
    share.clear();
    share.resize(ages.at().len(), weight);
    for (event, still) in still.iter().enumerate() {
        let is_on = on >> event & 1 == 1;
        for (share, still) in share.iter_mut().zip(still.iter()) {
            *share *= if is_on { *still } else { 1.0 - still };
        }
    }
}
