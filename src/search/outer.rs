//! The frontier of so many parts in a row that their partial designs cannot all be made: known designs first, then outer approximations of
//! all that there can be, coarse to fine and from both ends.
//!
//! An outer approximation of some parts is a set of points so that every partial design of them costs no less than one of these and is down
//! no less in any state. A partial design of the other parts goes if with every one of these points it is no better than a known design:
//! all that it can become then is no better either. What is dropped so makes the next approximation smaller, and so finer. If nothing is
//! left, the known designs are the frontier, proven; else what is left is made design by design.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{
    cloud::{Cloud, Known},
    front::{Frontier, front},
};

/// Points of an outer approximation in each pass; passes come from both ends in turn.
const PASSES: [usize; 8] = [128, 128, 256, 256, 512, 512, 2048, 2048];
/// Partial designs that are carried on to find good designs quickly.
const BEAM: usize = 512;
/// Partial designs that are kept at most.
const MOST_KEPT: usize = 1_000_000;
/// So many are continued at a time.
const TOGETHER: usize = 4_096;
/// Of more than these none is looked for that another dominates.
const MOST_COMPARED: usize = 30_000;

/// A whole design: one option of each part by its place.
type Design = Vec<usize>;

/// Parts in a row after what is always there.
pub struct Parts<'a> {
    /// The weight of each state.
    pub weights: &'a [f64],
    /// What is always there.
    pub rest: Cloud,
    /// Per part its options.
    pub options: Vec<Cloud>,
    /// Ends the work with the designs that are known then.
    pub stop: &'a AtomicBool,
}

/// An end of the row, from which partial designs grow.
#[derive(Debug, Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// Partial designs with what they are made of.
struct Made {
    cloud: Cloud,
    designs: Vec<Design>,
}

impl Parts<'_> {
    /// The designs that no other beats; where they are too many to be gone through, or it is stopped, the best that are known. `None` where
    /// none is.
    pub fn front(&self) -> Option<Frontier> {
        let known = self.improved(self.beam()?);
        let proven = self.proven(&known);
        Some(Frontier {
            is_proven: proven.is_some(),
            designs: proven.unwrap_or(known),
        })
    }

    /// The designs that no other beats, by known ones.
    fn proven(&self, found: &[Design]) -> Option<Vec<Design>> {
        let known = self.known(found);
        let (mut left, mut right) = self.ends();
        for (turn, &most) in PASSES.iter().enumerate() {
            let aim = (&known, most);
            let is_left = if turn % 2 == 0 {
                self.pass(Side::Left, (&mut left, &right), aim)
            } else {
                self.pass(Side::Right, (&mut right, &left), aim)
            };
            if !is_left? {
                return Some(found.to_vec());
            }
        }
        let mut all = found.to_vec();
        all.extend(self.made(&right, &known)?);
        Some(self.best(all))
    }

    fn value(&self, design: &[usize]) -> (f64, f64) {
        let mut cost = self.rest.cost(0);
        let mut up: Vec<f64> = self.rest.down(0).iter().map(|it| 1.0 - it).collect();
        for (options, &pick) in self.options.iter().zip(design) {
            cost += options.cost(pick);
            let each = up.iter_mut().zip(options.down(pick));
            each.for_each(|(up, down)| *up *= 1.0 - down);
        }
        let mean = up.iter().zip(self.weights);
        (cost, mean.map(|(up, weight)| (1.0 - up) * weight).sum())
    }

    fn known(&self, designs: &[Design]) -> Known {
        Known::new(designs.iter().map(|it| self.value(it)))
    }

    /// Of designs those that no other beats, by cost.
    fn best(&self, designs: Vec<Design>) -> Vec<Design> {
        let points: Vec<(f64, f64)> = designs.iter().map(|it| self.value(it)).collect();
        let best = front(&points).into_iter();
        best.map(|it| designs[it].clone()).collect()
    }

    fn start(&self) -> Made {
        Made {
            cloud: self.rest.clone(),
            designs: vec![Vec::new()],
        }
    }

    /// All partial designs with one option more, that pass; `None` where they are too many.
    fn grown(
        &self,
        from: &Made,
        options: &Cloud,
        passes: impl Fn(&Cloud) -> Vec<bool> + Sync,
    ) -> Option<Made> {
        let with_one_more = |place: usize| {
            let mut cloud = Cloud::new(self.weights.len());
            for option in 0..options.len() {
                let cost = from.cloud.cost(place) + options.cost(option);
                let down = from.cloud.in_row(place, options, option);
                cloud.push(cost, down, self.weights);
            }
            let passes = passes(&cloud);
            let kept: Vec<usize> = (0..cloud.len()).filter(|&it| passes[it]).collect();
            (place, self.some(&cloud, &kept), kept)
        };
        let mut made = Made {
            cloud: Cloud::new(self.weights.len()),
            designs: Vec::new(),
        };
        let places: Vec<usize> = (0..from.cloud.len()).collect();
        for some in places.chunks(TOGETHER) {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            let each = some.par_iter().map(|&place| with_one_more(place));
            let each: Vec<(usize, Cloud, Vec<usize>)> = each.collect();
            for (place, cloud, kept) in each {
                made.cloud.append(cloud);
                if let Some(design) = from.designs.get(place) {
                    let designs = kept.into_iter();
                    made.designs
                        .extend(designs.map(|option| [&design[..], &[option]].concat()));
                }
            }
            if made.cloud.len() > MOST_KEPT {
                return None;
            }
        }
        Some(made)
    }

    /// Good designs, quickly: of partial designs few are carried on, at every cost those that are down least.
    fn beam(&self) -> Option<Vec<Design>> {
        let mut made = self.start();
        for options in &self.options {
            let grown = self.grown(&made, options, |cloud| vec![true; cloud.len()])?;
            let mut kept: Vec<usize> = (0..grown.cloud.len()).collect();
            if kept.len() > BEAM {
                kept = thinned(&grown.cloud);
            }
            made = Made {
                cloud: self.some(&grown.cloud, &kept),
                designs: kept.iter().map(|&it| grown.designs[it].clone()).collect(),
            };
        }
        Some(self.best(made.designs))
    }

    fn some(&self, of: &Cloud, places: &[usize]) -> Cloud {
        let mut cloud = Cloud::new(self.weights.len());
        for &place in places {
            cloud.push(of.cost(place), of.down(place).iter().copied(), self.weights);
        }
        cloud
    }

    /// Better ones by changes of one and two options, until none helps.
    fn improved(&self, mut found: Vec<Design>) -> Vec<Design> {
        loop {
            let known = self.known(&found);
            let better = found.par_iter().flat_map_iter(|design| {
                let changes = self.changes(design);
                changes.filter(|it| {
                    let (cost, mean) = self.value(it);
                    !known.beats(cost, mean)
                })
            });
            let better: Vec<Design> = better.collect();
            if better.is_empty() || self.stop.load(Ordering::Relaxed) {
                return found;
            }
            found.extend(better);
            found = self.best(found);
        }
    }

    fn changes<'a>(&'a self, design: &'a [usize]) -> impl Iterator<Item = Design> + 'a {
        let one = move |part: usize, from: Design| {
            (0..self.options[part].len()).map(move |option| {
                let mut changed = from.clone();
                changed[part] = option;
                changed
            })
        };
        let pairs = (0..design.len()).flat_map(move |a| (a + 1..design.len()).map(move |b| (a, b)));
        pairs.flat_map(move |(a, b)| {
            one(a, design.to_vec()).flat_map(move |changed| one(b, changed))
        })
    }

    /// Outer approximations at both ends, of one point each: by left end the parts before each place, by right end those after.
    fn ends(&self) -> (Vec<Cloud>, Vec<Cloud>) {
        let least = |options: &Cloud| {
            let all = 0..options.len();
            let cost = all
                .clone()
                .map(|it| options.cost(it))
                .fold(f64::INFINITY, f64::min);
            let mut down = vec![1.0_f64; self.weights.len()];
            for place in all {
                let each = down.iter_mut().zip(options.down(place));
                each.for_each(|(least, down)| *least = least.min(*down));
            }
            Cloud::of(cost, down.into_iter(), self.weights)
        };
        let none = Cloud::of(0.0, self.weights.iter().map(|_| 0.0), self.weights);
        let both = |one: &Cloud, other: &Cloud| {
            let cost = one.cost(0) + other.cost(0);
            Cloud::of(cost, one.in_row(0, other, 0), self.weights)
        };
        let mut left = vec![self.rest.clone()];
        let mut right = vec![none];
        for (first, last) in self.options.iter().zip(self.options.iter().rev()) {
            left.push(both(&left[left.len() - 1], &least(first)));
            right.push(both(&right[right.len() - 1], &least(last)));
        }
        right.reverse();
        (left, right)
    }

    /// Approximates what lies on this side of each place anew, by what is `there` on the other; whether any is left that may be better than
    /// what is known. `None` where it is too much.
    fn pass(
        &self,
        side: Side,
        (here, there): (&mut [Cloud], &[Cloud]),
        (known, most): (&Known, usize),
    ) -> Option<bool> {
        let count = self.options.len();
        for step in 0..count {
            let (part, from, to) = match side {
                Side::Left => (step, step, step + 1),
                Side::Right => (count - 1 - step, count - step, count - 1 - step),
            };
            let others = (&there[to], known);
            here[to] = self.approximated(&here[from], &self.options[part], others, most)?;
            if here[to].len() == 0 {
                return Some(false);
            }
        }
        Some(true)
    }

    fn approximated(
        &self,
        from: &Cloud,
        options: &Cloud,
        (others, known): (&Cloud, &Known),
        most: usize,
    ) -> Option<Cloud> {
        let from = Made {
            cloud: from.clone(),
            designs: Vec::new(),
        };
        let grown = self.grown(&from, options, |cloud| survivors(cloud, others, known))?;
        Some(grown.cloud.coarse(most, self.weights))
    }

    /// The designs that may be better than what is known, one by one; `None` where they are too many.
    fn made(&self, right: &[Cloud], known: &Known) -> Option<Vec<Design>> {
        let mut made = self.start();
        for (place, options) in self.options.iter().enumerate() {
            let after = &right[place + 1];
            made = self.grown(&made, options, |cloud| survivors(cloud, after, known))?;
            if made.cloud.len() <= MOST_COMPARED {
                let best = made.cloud.best();
                made = Made {
                    cloud: self.some(&made.cloud, &best),
                    designs: best.iter().map(|&it| made.designs[it].clone()).collect(),
                };
            }
        }
        Some(made.designs)
    }
}

/// Which points may, with any of the others, become better than what is known.
fn survivors(cloud: &Cloud, others: &Cloud, known: &Known) -> Vec<bool> {
    let mut likely = 0;
    let each = (0..cloud.len()).map(|it| !cloud.is_beaten(it, others, known, &mut likely));
    each.collect()
}

/// Of points a few, at every cost those that are down least.
fn thinned(cloud: &Cloud) -> Vec<usize> {
    let mut by_cost: Vec<usize> = (0..cloud.len()).collect();
    by_cost.sort_by(|&a, &b| cloud.cost(a).total_cmp(&cloud.cost(b)));
    let points: Vec<(f64, f64)> = (0..cloud.len())
        .map(|it| (cloud.cost(it), cloud.mean(it)))
        .collect();
    let mut kept = front(&points);
    let each = by_cost.len().div_ceil(BEAM);
    let least = |some: &[usize]| {
        let least = some.iter().copied();
        least.min_by(|&a, &b| cloud.mean(a).total_cmp(&cloud.mean(b)))
    };
    kept.extend(by_cost.chunks(each).filter_map(least));
    kept.sort_unstable();
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::chance::Chance;

    static NEVER: AtomicBool = AtomicBool::new(false);
    const WEIGHTS: [f64; 4] = [0.97, 0.015, 0.012, 0.003];

    /// So many parts with so many options: what is shared is up in the first state, in the others some option is down with it.
    fn parts(chance: &mut Chance, count: usize, options: usize) -> Parts<'static> {
        let each = (0..count).map(|_| {
            let mut cloud = Cloud::new(WEIGHTS.len());
            for _ in 0..options {
                let base = 0.02 * chance.unit().powi(3);
                let down = WEIGHTS.map(|_| if chance.unit() < 0.3 { 1.0 } else { base });
                let cost = (1.0 + 0.1 / (base + 0.01) * chance.unit() * 10.0).round();
                cloud.push(cost, down.into_iter(), &WEIGHTS);
            }
            cloud
        });
        Parts {
            weights: &WEIGHTS,
            options: each.collect(),
            rest: Cloud::of(0.0, [0.0, 0.001, 0.0, 1.0].into_iter(), &WEIGHTS),
            stop: &NEVER,
        }
    }

    fn all(parts: &Parts<'_>) -> Vec<Design> {
        parts
            .options
            .iter()
            .fold(vec![Vec::new()], |made, options| {
                let with = |design: Design| {
                    (0..options.len()).map(move |option| [&design[..], &[option]].concat())
                };
                made.into_iter().flat_map(with).collect()
            })
    }

    #[test]
    fn the_frontier_is_that_of_all_designs() {
        let mut chance = Chance(7);
        for _ in 0..12 {
            let parts = parts(&mut chance, 4, 7);
            let points = |designs: Vec<Design>| -> Vec<(f64, f64)> {
                designs.iter().map(|it| parts.value(it)).collect()
            };
            let wanted = points(parts.best(all(&parts)));
            let found = parts.front().unwrap();
            assert!(found.is_proven);
            assert_eq!(points(found.designs), wanted);
        }
    }

    /// What was found before is not lost, and is not called the frontier.
    #[test]
    fn stopped_it_gives_what_is_known() {
        let mut chance = Chance(11);
        let parts = parts(&mut chance, 4, 7);
        let known = parts.improved(parts.beam().unwrap());
        let stop = AtomicBool::new(true);
        let stopped = Parts {
            stop: &stop,
            rest: parts.rest.clone(),
            options: parts.options.clone(),
            ..parts
        };
        assert!(stopped.proven(&known).is_none());
        assert!(stopped.front().is_none(), "nothing was known yet");
    }

    /// Whatever is made of a point, its approximation is no worse.
    #[test]
    fn an_approximation_covers_every_point() {
        let mut chance = Chance(3);
        let parts = parts(&mut chance, 1, 400);
        let cloud = &parts.options[0];
        let coarse = cloud.clone().coarse(20, &WEIGHTS);
        assert!(coarse.len() <= 20);
        for place in 0..cloud.len() {
            let covers = |it: usize| {
                let mut both = coarse.down(it).iter().zip(cloud.down(place));
                coarse.cost(it) <= cloud.cost(place) && both.all(|(one, other)| one <= other)
            };
            assert!((0..coarse.len()).any(covers), "{place}");
        }
    }
}
