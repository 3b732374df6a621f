//! Parts in a row, their options as vectors: what each costs, and how likely it is down in every state of what is shared and every scenario.

use std::sync::atomic::AtomicBool;

use super::{
    cloud::Cloud,
    front::{Frontier, front, undominated},
    outer::Parts,
};

/// Partial designs that are kept at most, of many states; of few others are approximated before.
const MOST_KEPT: usize = 60_000;
const FEW_KEPT: usize = 5_000;
/// So many states are few.
const FEW_STATES: usize = 64;
/// Numbers that are made at most from one part to the next: one for each state of each partial design [8 bytes].
const MOST_MADE: usize = 40_000_000;

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
    /// How likely the rest is down in each.
    pub rest: &'a [f64],
    /// Per part its options.
    pub parts: &'a [Vec<Point>],
    /// Ends the work with the designs that are known then.
    pub stop: &'a AtomicBool,
}

impl Row<'_> {
    /// The designs that no other beats on cost and the time it is down; where they are too many to be gone through, the best that are
    /// known, and `None` where there are none.
    ///
    /// Parts are put together one after the other, and of partial designs those are dropped that cost no less than another and are
    /// down no less in any state: whatever comes after them, the other serves as well. Filtering by the mean would be wrong.
    /// Where they become many, known designs and outer approximations come first.
    pub fn front(&self) -> Option<Frontier> {
        if self.weights.len() > FEW_STATES {
            return self.by_vectors(MOST_KEPT).map(Frontier::proven);
        }
        let by_vectors = self.by_vectors(FEW_KEPT).map(Frontier::proven);
        by_vectors.or_else(|| self.by_outer())
    }

    fn by_outer(&self) -> Option<Frontier> {
        let parts = self.parts.iter().map(|it| self.undominated(it.clone()));
        let parts: Vec<Vec<Point>> = parts.collect();
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

    fn by_vectors(&self, most: usize) -> Option<Vec<Vec<usize>>> {
        let mut kept = vec![Point {
            cost: 0.0,
            down: self.rest.to_vec(),
            options: Vec::new(),
        }];
        let (last, others) = self.parts.split_last()?;
        for options in others {
            let options = self.undominated(options.clone());
            if self.is_too_much(kept.len(), options.len()) {
                return None;
            }
            let made = kept.iter().flat_map(|point| {
                options.iter().map(|option| Point {
                    cost: point.cost + option.cost,
                    down: in_row(&point.down, &option.down).collect(),
                    options: [&point.options[..], &option.options[..]].concat(),
                })
            });
            kept = self.undominated(made.collect());
            if kept.len() > most {
                return None;
            }
        }
        let last = self.undominated(last.clone());
        if self.is_too_much(kept.len(), last.len()) {
            return None;
        }
        let mut points = Vec::new();
        for point in &kept {
            for of in &last {
                let down = in_row(&point.down, &of.down).zip(self.weights);
                let mean: f64 = down.map(|(down, weight)| down * weight).sum();
                points.push((point.cost + of.cost, mean));
            }
        }
        let options = front(&points).into_iter().map(|place| {
            let (point, of) = (&kept[place / last.len()], &last[place % last.len()]);
            [&point.options[..], &of.options[..]].concat()
        });
        Some(options.collect())
    }

    fn is_too_much(&self, designs: usize, options: usize) -> bool {
        let made = designs.saturating_mul(options);
        made.saturating_mul(self.weights.len()) > MOST_MADE
    }

    /// Points that no other dominates.
    fn undominated(&self, mut points: Vec<Point>) -> Vec<Point> {
        let mean = |point: &Point| -> f64 {
            let each = point.down.iter().zip(self.weights);
            each.map(|(down, weight)| down * weight).sum()
        };
        let means: Vec<(f64, f64)> = points.iter().map(|it| (it.cost, mean(it))).collect();
        let kept = undominated(&means, |place| &points[place].down);
        let each = kept.into_iter();
        each.map(|place| std::mem::take(&mut points[place]))
            .collect()
    }
}

/// Two parts without either of which the service is down.
fn in_row<'a>(one: &'a [f64], other: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
    one.iter()
        .zip(other)
        .map(|(one, other)| one + other - one * other)
}
