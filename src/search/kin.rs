//! States that are one but for the scenario, and what may come after a partial design there.

use std::ops::Range;

use super::row::Point;

/// By how much what may come after is up more in one scenario than in another, in each kin of states.
#[derive(Debug)]
pub struct Kin<'a> {
    kin: &'a [Range<usize>],
    /// The least share of what it is up at most, where it is up at all.
    least: Vec<f64>,
}

impl<'a> Kin<'a> {
    /// What may come after: one option of each of these parts.
    pub fn new(kin: &'a [Range<usize>], parts: &[&[Point]]) -> Self {
        let least = kin.iter().map(|states| {
            let of_part = |part: &&[Point]| {
                let each = part.iter().map(|it| steady(&it.down[states.clone()]));
                each.fold(1.0, f64::min)
            };
            parts.iter().map(of_part).product()
        });
        Self {
            least: least.collect(),
            kin,
        }
    }

    /// Whether a partial design is down no less than another, whatever comes after both; of each how likely it is down by state, and summed
    /// over each kin.
    ///
    /// With what comes after, which is up with f(w) in scenario w, the one is down Σ p(w) f(w) (u(w) − u'(w)) more in a kin of states. Where
    /// f is between a share q of its most and its most, that is at least its most times q Σ p (u − u')⁺ − Σ p (u − u')⁻.
    pub fn is_no_better(
        &self,
        (down, sums): (&[f64], &[f64]),
        (other, other_sums): (&[f64], &[f64]),
        weights: &[f64],
    ) -> bool {
        let mut each = self.kin.iter().zip(&self.least).enumerate();
        each.all(|(place, (states, &least))| {
            if states.len() == 1 || least >= 1.0 {
                return sums[place] >= other_sums[place];
            }
            let (mut more, mut less) = (0.0, 0.0);
            for state in states.clone() {
                let apart = weights[state] * (down[state] - other[state]);
                if apart > 0.0 {
                    more += apart;
                } else {
                    less -= apart;
                }
            }
            least * more >= less
        })
    }
}

/// How much something is up at least, as a share of what it is up at most; what is never up makes no difference.
fn steady(down: &[f64]) -> f64 {
    let up = down.iter().map(|it| 1.0 - it);
    let (least, most) = up.fold((f64::INFINITY, 0.0_f64), |(least, most), up| {
        (least.min(up), most.max(up))
    });
    if most > 0.0 { least / most } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(down: &[f64]) -> Point {
        Point {
            down: down.to_vec(),
            ..Point::default()
        }
    }

    /// Half the weight each: down 0.2 and 0.4 is more than 0.5 and 0 on average, but not with what is up in the second scenario alone.
    #[test]
    fn what_comes_after_may_turn_the_order() {
        let (one, other, weights) = ([0.5, 0.2], [0.0, 0.6], [0.5, 0.5]);
        let kin: [Range<usize>; 1] = [Range { start: 0, end: 2 }];
        let sums = |down: &[f64]| vec![down.iter().sum::<f64>() / 2.0];
        let is_no_better = |after: &[&[Point]]| {
            let after = Kin::new(&kin, after);
            after.is_no_better((&one, &sums(&one)), (&other, &sums(&other)), &weights)
        };
        assert!(is_no_better(&[]));
        assert!(is_no_better(&[&[point(&[0.1, 0.0])]]));
        // 0.25 × 0.5 is less than 0.2.
        assert!(!is_no_better(&[&[point(&[0.5, 0.0])]]));
        assert!(!is_no_better(&[&[point(&[0.1, 0.0]), point(&[0.0, 1.0])]]));
        // Two parts, each up by a tenth less in one.
        let part = [point(&[0.1, 0.0])];
        assert!(is_no_better(&[&part, &part]));
        assert!(is_no_better(&[&[point(&[1.0, 1.0])]]));
    }
}
