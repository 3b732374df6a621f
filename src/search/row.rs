//! Parts in a row, their options as vectors: what each costs, and how likely it is down in every state of what is shared and every scenario.

use std::{ops::Range, sync::atomic::AtomicBool};

use rayon::prelude::*;

use super::{
    cloud::Cloud,
    front::{Frontier, front},
    kin::Kin,
    outer::Parts,
};

/// Partial designs that are kept at most, of many states; of few others are approximated before.
const MOST_KEPT: usize = 60_000;
const FEW_KEPT: usize = 5_000;
/// So many states are few.
const FEW_STATES: usize = 64;
/// Numbers that are held at most of partial designs, and made at most from one part to the next.
const MOST_HELD: usize = 30_000_000;
const MOST_MADE: usize = 4_000_000_000;

/// An option, or a design as far as it goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    pub cost: f64,
    /// How likely it is down, by state.
    pub down: Vec<f64>,
    /// The options it is made of, one a part.
    pub options: Vec<usize>,
}

/// Parts in a row with the rest.
#[derive(Debug)]
pub struct Row<'a> {
    /// The weight of each state.
    pub weights: &'a [f64],
    /// The states that are one but for the scenario.
    pub kin: &'a [Range<usize>],
    /// How likely the rest is down in each.
    pub rest: &'a [f64],
    /// Per part its options.
    pub parts: &'a [Vec<Point>],
    /// Ends the work with the designs that are known then.
    pub stop: &'a AtomicBool,
}

/// A partial design with one option more: what it costs, how likely it is down in all and in each kin of states, and of what it is made.
struct Made {
    cost: f64,
    mean: f64,
    sums: Vec<f64>,
    of: (usize, usize),
}

impl Row<'_> {
    /// The designs that no other beats on cost and the time it is down; where they are too many to be gone through, the best that are
    /// known, and `None` where there are none.
    ///
    /// Parts are put together one after the other, and of partial designs those are dropped that cost no less than another and are
    /// down no less whatever comes after them. Filtering by the mean would be wrong. Where they become many, known designs and outer
    /// approximations come first; of many states, those that are one but for the scenario are then taken for one, and nothing is proven.
    pub fn front(&self) -> Option<Frontier> {
        if self.weights.len() > FEW_STATES {
            let proven = self.by_vectors(MOST_KEPT).map(Frontier::proven);
            return proven.or_else(|| self.likely());
        }
        let by_vectors = self.by_vectors(FEW_KEPT).map(Frontier::proven);
        by_vectors.or_else(|| self.by_outer())
    }

    fn by_outer(&self) -> Option<Frontier> {
        let mut parts = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            parts.push(self.worthwhile(part, &self.beside(place)));
        }
        let cloud = |points: &[Point]| {
            let mut cloud = Cloud::new(self.weights.len());
            for it in points {
                cloud.push(it.cost, it.down.iter().copied(), self.weights);
            }
            cloud
        };
        let outer = Parts {
            weights: self.weights,
            rest: Cloud::of(0.0, self.rest.iter().copied(), self.weights),
            options: parts.iter().map(|it| cloud(it)).collect(),
            stop: self.stop,
        };
        let options = |design: Vec<usize>| {
            let each = design.iter().zip(&parts);
            each.flat_map(|(&pick, part)| part[pick].options.iter().copied())
                .collect()
        };
        let found = outer.front()?;
        Some(Frontier {
            designs: found.designs.into_iter().map(options).collect(),
            ..found
        })
    }

    /// Good designs by the mean over the scenarios of each state, which proves nothing.
    fn likely(&self) -> Option<Frontier> {
        let weights: Vec<f64> = self
            .kin
            .iter()
            .map(|it| self.weights[it.clone()].iter().sum())
            .collect();
        let means = |down: &[f64]| -> Vec<f64> {
            let each = self.sums(down).into_iter().zip(&weights);
            each.map(|(sum, weight)| sum / weight.max(f64::MIN_POSITIVE))
                .collect()
        };
        let parts = self.parts.iter().map(|part| {
            let each = part.iter().map(|it| Point {
                down: means(&it.down),
                ..it.clone()
            });
            each.collect()
        });
        let parts: Vec<Vec<Point>> = parts.collect();
        let kin: Vec<Range<usize>> = (0..weights.len()).map(|it| it..it + 1).collect();
        let row = Row {
            weights: &weights,
            kin: &kin,
            rest: &means(self.rest),
            parts: &parts,
            stop: self.stop,
        };
        let found = row.by_outer()?;
        Some(Frontier {
            is_proven: false,
            ..found
        })
    }

    fn by_vectors(&self, most: usize) -> Option<Vec<Vec<usize>>> {
        let mut kept = vec![Point {
            cost: 0.0,
            down: self.rest.to_vec(),
            options: Vec::new(),
        }];
        let last = self.parts.len().checked_sub(1)?;
        for (place, part) in self.parts.iter().enumerate().take(last) {
            let options = self.worthwhile(part, &self.beside(place));
            let after = self.parts[place + 1..].iter();
            let after: Vec<&[Point]> = after.map(Vec::as_slice).collect();
            kept = self.grown(&kept, &options, &Kin::new(self.kin, &after), most)?;
        }
        let options = self.worthwhile(&self.parts[last], &self.beside(last));
        let made = self.made(&kept, &options)?;
        let points: Vec<(f64, f64)> = made.iter().map(|it| (it.cost, it.mean)).collect();
        let options = front(&points).into_iter().map(|place| {
            let (from, option) = made[place].of;
            [&kept[from].options[..], &options[option].options[..]].concat()
        });
        Some(options.collect())
    }

    /// What stands beside a part.
    fn beside(&self, part: usize) -> Kin<'_> {
        let all = self.parts.iter().enumerate();
        let others = all.filter(|it| it.0 != part).map(|it| it.1.as_slice());
        let rest = [Point {
            down: self.rest.to_vec(),
            ..Point::default()
        }];
        Kin::new(self.kin, &others.chain([&rest[..]]).collect::<Vec<_>>())
    }

    /// Of options those that may serve some design best; `others` is what stands beside them.
    fn worthwhile(&self, options: &[Point], others: &Kin<'_>) -> Vec<Point> {
        let nothing = [Point {
            down: vec![0.0; self.weights.len()],
            ..Point::default()
        }];
        let kept = self.grown(&nothing, options, others, usize::MAX);
        kept.unwrap_or_else(|| options.to_vec())
    }

    /// All partial designs with one option more, but those of which another surely does as well with anything `after` them; `None` where they
    /// are too many.
    fn grown(
        &self,
        from: &[Point],
        options: &[Point],
        after: &Kin<'_>,
        most: usize,
    ) -> Option<Vec<Point>> {
        let mut made = self.made(from, options)?;
        made.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.mean.total_cmp(&b.mean)));
        let mut kept: Vec<(Made, Point)> = Vec::new();
        // By mean: who does as well has the smaller one.
        let mut order: Vec<usize> = Vec::new();
        for one in made {
            let down: Vec<f64> = self.down(from, options, one.of).collect();
            let before = order.partition_point(|&it| kept[it].0.mean <= one.mean);
            let is_beaten = order[..before].iter().any(|&it| {
                let (other, point) = &kept[it];
                let mut sums = other.sums.iter().zip(&one.sums);
                sums.all(|(other, own)| other <= own)
                    && after.is_no_better(
                        (&down, &one.sums),
                        (&point.down, &other.sums),
                        self.weights,
                    )
            });
            if is_beaten {
                continue;
            }
            let (place, option) = one.of;
            let point = Point {
                cost: one.cost,
                down,
                options: [&from[place].options[..], &options[option].options[..]].concat(),
            };
            order.insert(before, kept.len());
            kept.push((one, point));
            if kept.len() > most || kept.len().saturating_mul(self.weights.len()) > MOST_HELD {
                return None;
            }
        }
        Some(kept.into_iter().map(|it| it.1).collect())
    }

    /// All partial designs with one option more, in numbers; `None` where they are too many.
    fn made(&self, from: &[Point], options: &[Point]) -> Option<Vec<Made>> {
        let count = from.len().saturating_mul(options.len());
        if count.saturating_mul(self.weights.len()) > MOST_MADE
            || count.saturating_mul(self.kin.len()) > MOST_HELD
        {
            return None;
        }
        let all: Vec<usize> = (0..count).collect();
        let made = all.into_par_iter().map(|place| {
            let of = (place / options.len(), place % options.len());
            let down: Vec<f64> = self.down(from, options, of).collect();
            let sums = self.sums(&down);
            Made {
                cost: from[of.0].cost + options[of.1].cost,
                mean: sums.iter().sum(),
                sums,
                of,
            }
        });
        Some(made.collect())
    }

    /// How likely two are down in a row, by state.
    fn down<'a>(
        &self,
        from: &'a [Point],
        options: &'a [Point],
        (place, option): (usize, usize),
    ) -> impl Iterator<Item = f64> + 'a {
        let both = from[place].down.iter().zip(&options[option].down);
        both.map(|(one, other)| one + other - one * other)
    }

    /// How likely it is down, by kin of states.
    fn sums(&self, down: &[f64]) -> Vec<f64> {
        let of = |kin: &Range<usize>| {
            let each = down[kin.clone()].iter().zip(&self.weights[kin.clone()]);
            each.map(|(down, weight)| down * weight).sum()
        };
        self.kin.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::chance::Chance;

    static NEVER: AtomicBool = AtomicBool::new(false);
    /// States of what is shared, and scenarios.
    const STATES: usize = 5;
    const SCENARIOS: usize = 16;

    impl Chance {
        /// Down by itself more or less in each scenario, and for sure in some states.
        fn option(&mut self, option: usize) -> Point {
            let base = 0.03 * self.unit().powi(2);
            let falls: Vec<bool> = (0..STATES).map(|it| it > 0 && self.unit() < 0.3).collect();
            let often: Vec<f64> = (0..SCENARIOS)
                .map(|_| 0.2 + 4.0 * self.unit().powi(2))
                .collect();
            let down = falls.iter().flat_map(|&falls| {
                let each = often.iter();
                each.map(move |often| if falls { 1.0 } else { base * often })
            });
            Point {
                cost: (1.0 + 0.1 / (base + 0.01) * self.unit() * 10.0).round(),
                down: down.collect(),
                options: vec![option],
            }
        }
    }

    #[test]
    fn over_scenarios_the_frontier_is_that_of_all_designs() {
        let mut chance = Chance(5);
        let share = 1.0 / SCENARIOS as f64;
        let weights = [0.96, 0.015, 0.012, 0.01, 0.003].map(|it| vec![it * share; SCENARIOS]);
        let weights = weights.concat();
        let kin: Vec<Range<usize>> = (0..STATES)
            .map(|it| it * SCENARIOS..(it + 1) * SCENARIOS)
            .collect();
        let mut dropped = 0;
        for _ in 0..8 {
            let parts: Vec<Vec<Point>> = (0..3)
                .map(|_| (0..9).map(|it| chance.option(it)).collect())
                .collect();
            let row = Row {
                weights: &weights,
                kin: &kin,
                rest: &vec![0.0; weights.len()],
                parts: &parts,
                stop: &NEVER,
            };
            let value = |design: &[usize]| {
                let mut up = vec![1.0; weights.len()];
                let mut cost = 0.0;
                for (part, &option) in parts.iter().zip(design) {
                    cost += part[option].cost;
                    let each = up.iter_mut().zip(&part[option].down);
                    each.for_each(|(up, down)| *up *= 1.0 - down);
                }
                let mean = up.iter().zip(&weights);
                (cost, mean.map(|(up, weight)| (1.0 - up) * weight).sum())
            };
            let all: Vec<(f64, f64)> = (0..729)
                .map(|it| value(&[it / 81, it / 9 % 9, it % 9]))
                .collect();
            let wanted = front(&all).into_iter().map(|it| all[it]);
            let found = row.front().unwrap();
            assert!(found.is_proven);
            let got = found.designs.iter().map(|it| value(it));
            for (got, wanted) in got.clone().zip(wanted.clone()) {
                assert_eq!(got.0, wanted.0);
                assert!((got.1 / wanted.1 - 1.0).abs() < 1e-11, "{got:?} {wanted:?}");
            }
            assert_eq!(got.count(), wanted.count());
            let kept = row.worthwhile(&parts[0], &row.beside(0));
            dropped += parts[0].len() - kept.len();
        }
        assert!(dropped > 8, "{dropped}");
    }
}
