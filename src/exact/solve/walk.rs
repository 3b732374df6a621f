//! A walk through a diagram that knows, at every step, which of the sources felt so far may yet prove to be the ones
//! whose removal alone restores the service.
//!
//! A place of the walk is a function and its *doubts*: what the function would be with one of the felt sources
//! removed, each with the number of sources of which that is so. The more is felt the surer is the end: where the function
//! is true and a doubt is false, its sources are critical; a doubt that becomes what the function is decides nothing any more.
//! Places that are alike are one place, so a hundred alike replicas take a hundred steps and not 2^100. One pass
//! forward gives the probability of each place, one pass back what a source in each doubt will be charged.
//!
//! Places less likely than what can be seen are left out, and what is left out is counted.

use std::collections::HashMap;

use super::split::Whole;
use crate::{
    exact::{
        diagram::{FALSE, Function, TRUE},
        hashing::Mixed,
        merge::merge,
    },
    topology::SourceId,
};

/// A share of the downtime that nobody sees.
pub const NEGLIGIBLE: f64 = 1e-6;
/// A place this much less likely than the downtime is left out.
const LEAST: f64 = 1e-13;
/// Most places in front of one block.
const WIDEST: usize = 1_500;
/// Most places in all.
const MOST_PLACES: usize = 60_000;

/// What the walk found.
pub struct Walked {
    /// Sources and the share of the time charged to each.
    pub charges: Vec<(SourceId, f64)>,
    /// The share of the time that is not charged by the definition.
    pub in_doubt: f64,
}

/// A function, and what it would be without some source that is felt, with the number of such sources; in order.
type Doubts = Vec<(Function, u32)>;

/// A place of the walk.
struct Place {
    function: Function,
    doubts: Doubts,
    likely: f64,
    /// What follows it: likelihood, place, per doubt here the doubt there, sources that are new there.
    steps: Vec<Step>,
}

struct Step {
    chance: f64,
    to: usize,
    /// Per doubt of the place, its number in the next; `None` where it came to nothing.
    becomes: Vec<Option<usize>>,
    /// New sources and their doubts.
    new: Vec<(SourceId, usize)>,
}

struct Walk<'a, 'b> {
    whole: &'a Whole<'b>,
    places: Vec<Place>,
    /// Per block, the places that ask it first; the last are at the end.
    asking: Vec<Vec<usize>>,
    known: HashMap<(Function, Doubts), usize, Mixed>,
    in_doubt: f64,
}

/// Walks through the whole diagram.
pub fn walked(whole: &Whole<'_>) -> Walked {
    let blocks = whole.part.blocks.len();
    let mut walk = Walk {
        whole,
        places: Vec::new(),
        asking: vec![Vec::new(); blocks + 1],
        known: HashMap::default(),
        in_doubt: 0.0,
    };
    let first = walk.place(whole.part.function, Vec::new());
    walk.places[first].likely = 1.0;
    for block in 0..blocks {
        walk.pass(block);
    }
    walk.charge()
}

impl Walk<'_, '_> {
    /// The number of a place, a new one if it is new.
    fn place(&mut self, function: Function, doubts: Doubts) -> usize {
        let part = &self.whole.part;
        let (places, asking) = (&mut self.places, &mut self.asking);
        *self
            .known
            .entry((function, doubts))
            .or_insert_with_key(|(function, doubts)| {
                let asked = doubts.iter().map(|doubt| part.block_of(doubt.0));
                let next = asked.fold(part.block_of(*function), usize::min);
                asking[next].push(places.len());
                places.push(Place {
                    function: *function,
                    doubts: doubts.clone(),
                    likely: 0.0,
                    steps: Vec::new(),
                });
                places.len() - 1
            })
    }

    /// How likely the service is down by way of a place.
    fn weight(&self, place: usize) -> f64 {
        let place = &self.places[place];
        place.likely * self.whole.part.known[place.function].down
    }

    /// Goes on from all places that ask a block, the likeliest ones where they are too many.
    fn pass(&mut self, block: usize) {
        let mut here = std::mem::take(&mut self.asking[block]);
        here.sort_by(|one, other| self.weight(*other).total_cmp(&self.weight(*one)));
        let least = LEAST * self.whole.down();
        let room = if self.places.len() > MOST_PLACES {
            0
        } else {
            WIDEST
        };
        let kept = here.iter().take(room);
        let kept = kept
            .take_while(|place| self.weight(**place) > least)
            .count();
        for place in here.split_off(kept) {
            self.in_doubt += self.weight(place);
        }
        for place in here {
            self.steps(place, block);
        }
    }

    fn steps(&mut self, from: usize, block: usize) {
        let whole = self.whole;
        let (function, likely) = (self.places[from].function, self.places[from].likely);
        let doubts = self.places[from].doubts.clone();
        for &(ways, chance) in &whole.part.blocks[block].states {
            let then = whole.exit(function, block, ways);
            if then == FALSE || chance <= 0.0 {
                continue;
            }
            let open = |doubt: Function| (doubt != then && doubt != TRUE).then_some(doubt);
            let old: Vec<Option<Function>> = doubts
                .iter()
                .map(|doubt| open(whole.exit(doubt.0, block, ways)))
                .collect();
            let felt = whole.members[block].iter();
            let felt = felt.filter(|member| ways & member.ways != 0);
            let new: Vec<(SourceId, Function)> = felt
                .filter_map(|member| {
                    let without = whole.exit(function, block, ways & !member.ways);
                    open(without).map(|doubt| (member.source, doubt))
                })
                .collect();
            let counted = old
                .iter()
                .zip(&doubts)
                .filter_map(|(now, (_, count))| Some(((*now)?, *count)));
            let mut next: Doubts = counted.chain(new.iter().map(|new| (new.1, 1))).collect();
            merge(&mut next);
            let number = |doubt: Function| next.binary_search_by_key(&doubt, |next| next.0).ok();
            let step = Step {
                chance,
                to: 0,
                becomes: old.iter().map(|now| number((*now)?)).collect(),
                new: new
                    .iter()
                    .filter_map(|(source, doubt)| Some((*source, number(*doubt)?)))
                    .collect(),
            };
            let to = self.place(then, next);
            self.places[to].likely += likely * chance;
            self.places[from].steps.push(Step { to, ..step });
        }
    }

    /// Charges each source with what becomes of its doubts.
    fn charge(mut self) -> Walked {
        let at_the_end = std::mem::take(&mut self.asking[self.whole.part.blocks.len()]);
        // How likely so many sources are critical together; 0 stands for none.
        let mut together: Vec<(u32, f64)> = Vec::new();
        for &end in &at_the_end {
            let count = self.places[end].doubts.first().map_or(0, |doubt| doubt.1);
            together.push((count, self.places[end].likely));
        }
        merge(&mut together);
        let met: f64 = together.iter().filter(|of| of.0 == 0).map(|of| of.1).sum();
        let seen: f64 = together.iter().filter(|of| of.0 > 0).map(|of| of.1).sum();
        // What is left is as if a cut set had met another one, each as likely as it is alone: a half of the square.
        let rest = met + self.in_doubt;
        let scale = if seen > 0.0 {
            rest / (seen * seen / 2.0)
        } else {
            0.0
        };
        let charge_of = |count: u32| {
            let meeting = together.iter().filter(|of| of.0 > 0).map(|of| {
                let both = f64::from(count) + f64::from(of.0);
                of.1 / both
            });
            1.0 / f64::from(count) + scale * meeting.sum::<f64>()
        };
        let by_count: HashMap<u32, f64> = together
            .iter()
            .filter(|of| of.0 > 0)
            .map(|of| (of.0, charge_of(of.0)))
            .collect();
        let mut charges: HashMap<SourceId, f64> = HashMap::new();
        let mut due: Vec<Vec<f64>> = Vec::with_capacity(self.places.len());
        due.resize(self.places.len(), Vec::new());
        for end in at_the_end {
            let doubts = self.places[end].doubts.iter();
            due[end] = doubts.map(|doubt| by_count[&doubt.1]).collect();
        }
        // Places are numbered when they are first met, and lead to places of later blocks only.
        let order = self.backwards();
        for place in order {
            let (likely, steps) = (self.places[place].likely, &self.places[place].steps);
            let mut here = vec![0.0; self.places[place].doubts.len()];
            for step in steps {
                let there = &due[step.to];
                let of = |doubt: usize| there.get(doubt).copied().unwrap_or(0.0);
                for (sum, becomes) in here.iter_mut().zip(&step.becomes) {
                    *sum += becomes.map_or(0.0, |doubt| step.chance * of(doubt));
                }
                for &(source, doubt) in &step.new {
                    *charges.entry(source).or_insert(0.0) += likely * step.chance * of(doubt);
                }
            }
            if !steps.is_empty() {
                due[place] = here;
            }
        }
        let mut charges: Vec<(SourceId, f64)> = charges.into_iter().collect();
        charges.sort_unstable_by_key(|charge| charge.0);
        Walked {
            charges,
            in_doubt: rest,
        }
    }

    /// All places, those of later blocks first.
    fn backwards(&self) -> Vec<usize> {
        let next = |place: &usize| {
            let place = &self.places[*place];
            let doubts = place.doubts.iter();
            let asked = doubts.map(|doubt| self.whole.part.block_of(doubt.0));
            asked.fold(self.whole.part.block_of(place.function), usize::min)
        };
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_cached_key(|place| std::cmp::Reverse(next(place)));
        order
    }
}
