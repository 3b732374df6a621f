//! How long it takes until another member serves: the law of a sum of delays.
//!
//! All delays but the smoothest become weighted values, two for each part of a law, with the mean and the variance of
//! that part; the last one is kept as it is: P(T > a) = Σ w P(last > a − x).

use super::ages::{NODES, WEIGHTS};
use crate::law::Law;

/// Into how many values laws are cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grain {
    /// Parts of equal chance.
    parts: usize,
    /// Values that a sum of several laws is kept by.
    most_values: usize,
}

impl Grain {
    /// For what is worked out once.
    pub const FINE: Self = Self {
        parts: 32,
        most_values: 128,
    };
    /// For what is worked out anew in each scenario: what outages cost until then is off by less than 1e-4 of it.
    pub const ROUGH: Self = Self {
        parts: 8,
        most_values: 32,
    };
}

/// The last part is halved so many times more: few but long times make much of a mean.
const HALVINGS: usize = 10;
/// A part is integrated in pieces that grow by this factor.
const PIECE: f64 = 2.0;
/// So few values are corners of a curve; with more, each step is small.
const FEW: usize = 16;

/// A value [h] and its weight.
type Weighted = (f64, f64);

/// A sum of independent delays.
#[derive(Debug, Clone)]
pub struct Sum {
    values: Vec<Weighted>,
    last: Law,
}

impl Sum {
    /// Of these delays, in any order.
    pub fn new(laws: &[&Law], grain: Grain) -> Self {
        let mut laws: Vec<Law> = laws.iter().map(|law| law.settled()).collect();
        laws.retain(|law| law.mean() > 0.0);
        // The one with the widest spread does best as it is; laws of atoms have none.
        laws.sort_by(|one, other| spread(one).total_cmp(&spread(other)));
        let last = match laws.last() {
            Some(law) if law.atoms().is_empty() => laws.pop(),
            _ => None,
        };
        let values = laws.iter().map(|law| values(law, grain));
        // Adding sorts them.
        let values = values.fold(vec![(0.0, 1.0)], |sum, more| {
            add(&sum, &more, grain.most_values)
        });
        Self {
            values,
            last: last.unwrap_or(Law::Fixed(0.0)),
        }
    }

    /// P(sum ≤ age) [h].
    pub fn within(&self, age: f64) -> f64 {
        let reached = self.values.iter().take_while(|value| value.0 <= age);
        let shares = reached.map(|&(value, weight)| weight * self.last.within_nearly(age - value));
        shares.sum()
    }

    /// Ages at which that is not smooth [h].
    pub fn corners(&self) -> Vec<f64> {
        if self.values.len() > FEW {
            return Vec::new();
        }
        let last = self.last.corners();
        let ends = |&(value, _): &Weighted| {
            let ends = last.iter().map(move |corner| value + corner);
            ends.chain([value]).collect::<Vec<f64>>()
        };
        self.values.iter().flat_map(ends).collect()
    }
}

fn spread(law: &Law) -> f64 {
    if law.atoms().is_empty() {
        law.p90() - law.median()
    } else {
        0.0
    }
}

/// A law as weighted values: two for each of its equally likely parts, with the mean and the variance of the part.
pub fn values(law: &Law, grain: Grain) -> Vec<Weighted> {
    let law = law.settled();
    if law.is_discrete() {
        let atoms = law.atoms();
        let weight = 1.0 / atoms.len() as f64;
        return atoms.iter().map(|&atom| (atom, weight)).collect();
    }
    // Of what is cut, the parts up to the longest time, and that time.
    let (law, end) = match &law {
        Law::Cut(cut) => (cut.law(), Some((cut.most(), law.atom(cut.most())))),
        _ => (&law, None),
    };
    let cut = end.map_or(0.0, |(_, chance)| chance);
    let parts = grain.parts;
    let weight = 1.0 / parts as f64;
    let equal = (1..parts).map(|part| 1.0 - part as f64 * weight);
    // What is left beyond each part but the last.
    let beyond = equal
        .rev()
        .chain((1..=HALVINGS).map(|part| weight * 0.5_f64.powi(part as i32)));
    let mut beyond: Vec<f64> = beyond.collect();
    beyond.sort_by(|one, other| other.total_cmp(one));
    let mut values = Vec::with_capacity(2 * (parts + HALVINGS));
    let (mut from, mut left) = (0.0, 1.0);
    for more in beyond.into_iter().take_while(|more| *more > cut) {
        let to = quantile(law, more);
        let (mean, variance) = moments(law, from, to);
        values.extend(pair(mean, variance, left - more));
        (from, left) = (to, more);
    }
    let to = end.map_or_else(|| law.horizon(), |(most, _)| most);
    let (mean, variance) = moments(law, from, to);
    values.extend(pair(mean, variance, left - cut));
    values.extend(end);
    values
}

/// Two values of this mean and variance, together of this weight; neither below zero.
fn pair(mean: f64, variance: f64, weight: f64) -> [Weighted; 2] {
    let spread = variance.max(0.0).sqrt().min(mean);
    [(mean - spread, weight / 2.0), (mean + spread, weight / 2.0)]
}

/// Mean and variance of a time, given that it lies between these ends [h]:
/// ∫ x dF = from × mass + ∫ (P(T > x) − P(T > to)) dx, and x² likewise.
fn moments(law: &Law, from: f64, to: f64) -> (f64, f64) {
    let beyond = |age: f64| law.beyond_nearly(age);
    let (first, last) = (beyond(from), beyond(to));
    let mass = first - last;
    if mass <= 0.0 {
        return (from, 0.0);
    }
    let (mut mean, mut square) = (0.0, 0.0);
    let corners = law.corners();
    let mut start = from;
    while start < to {
        let next = if start > 0.0 {
            start * PIECE
        } else {
            to / PIECE
        };
        let inside = corners.iter().filter(|&&corner| corner > start);
        let end = inside.fold(next.min(to), |end, &corner| end.min(corner));
        let (middle, half) = (f64::midpoint(start, end), (end - start) / 2.0);
        for (node, weight) in NODES.iter().zip(WEIGHTS) {
            let more = middle + node * half - from;
            let chance = weight * half * (beyond(from + more) - last);
            mean += chance;
            square += 2.0 * more * chance;
        }
        start = end;
    }
    let (mean, square) = (mean / mass, square / mass);
    (from + mean, square - mean * mean)
}

/// The age [h] that a share of all times exceeds, by halving.
fn quantile(law: &Law, share: f64) -> f64 {
    let beyond = |age: f64| law.beyond_nearly(age);
    let (mut low, mut high) = (0.0, law.mean().max(f64::MIN_POSITIVE));
    while beyond(high) > share && high < 1e300 {
        low = high;
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if beyond(middle) > share {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The sum of two independent times, values that lie close together merged where there are more than these.
fn add(one: &[Weighted], other: &[Weighted], most: usize) -> Vec<Weighted> {
    let mut all: Vec<Weighted> = one
        .iter()
        .flat_map(|x| other.iter().map(move |y| (x.0 + y.0, x.1 * y.1)))
        .collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    if all.len() <= most {
        return all;
    }
    let each = 2.0 / most as f64;
    let mut merged = Vec::with_capacity(2 * most);
    let (mut sum, mut square, mut weight) = (0.0, 0.0, 0.0);
    let (mut left, last) = (1.0, all.len() - 1);
    for (index, (value, share)) in all.into_iter().enumerate() {
        sum += value * share;
        square += value * value * share;
        weight += share;
        left -= share;
        // Fewer together where few are left: long times are kept apart.
        if weight >= each.min(left / 2.0) || index == last {
            let mean = sum / weight;
            merged.extend(pair(mean, square / weight - mean * mean, weight));
            (sum, square, weight) = (0.0, 0.0, 0.0);
        }
    }
    merged.sort_by(|x, y| x.0.total_cmp(&y.0));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::tests::one_of_each;

    #[test]
    fn the_values_of_a_law_have_its_mean() {
        for law in one_of_each() {
            for grain in [Grain::FINE, Grain::ROUGH] {
                let values = values(&law, grain);
                let mean: f64 = values.iter().map(|(value, weight)| value * weight).sum();
                assert!((mean / law.mean() - 1.0).abs() < 1e-5, "{law:?}: {mean}");
            }
        }
    }

    /// Two exponential delays of one mean: P(T > a) = (1 + a) e⁻ᵃ, and what an exponential outage of mean 4 costs until then,
    /// 4 (1 − E[e^(−T/4)]) = 4 (1 − 0.8²), which is an integral and so much closer.
    #[test]
    fn two_exponential_delays_make_a_gamma_law() {
        let one = Law::Exponential { mean: 1.0 };
        let sum = Sum::new(&[&one, &one], Grain::FINE);
        for age in [0.1_f64, 1.0, 4.0] {
            let expected = 1.0 - (1.0 + age) * (-age).exp();
            assert!((sum.within(age) - expected).abs() < 2e-3, "{age}");
        }
        let values = sum.values.iter();
        let shrunk: f64 = values
            .map(|(value, weight)| weight * (-value / 4.0).exp())
            .sum();
        assert!((shrunk - 0.8).abs() < 1e-6, "{shrunk}");
    }

    /// What an exponential outage costs until three lognormal delays are over, however long it is in the mean.
    #[test]
    fn rough_sums_cost_nearly_the_same() {
        let law = |median, sigma| Law::Lognormal { median, sigma };
        let laws = [law(0.3, 1.1), law(0.2, 0.9), law(3.0, 0.8)];
        let laws = [&laws[0], &laws[1], &laws[2]];
        for mean in [0.2_f64, 1.0, 5.0, 40.0] {
            let cost = |grain| {
                let sum = Sum::new(&laws, grain);
                let (steps, most) = (4_000, 12.0 * mean);
                let each = (0..steps).map(|step| {
                    let age = (f64::from(step) + 0.5) * most / f64::from(steps);
                    (1.0 - sum.within(age)) * (-age / mean).exp()
                });
                each.sum::<f64>()
            };
            let (fine, rough) = (cost(Grain::FINE), cost(Grain::ROUGH));
            assert!(
                (rough / fine - 1.0).abs() < 1e-4,
                "{mean}: {rough}, not {fine}"
            );
        }
    }

    #[test]
    fn fixed_delays_add_up_to_a_step() {
        let sum = Sum::new(&[&Law::Fixed(1.0), &Law::Fixed(2.0)], Grain::FINE);
        assert_eq!((sum.within(2.9), sum.within(3.0)), (0.0, 1.0));
        assert_eq!(sum.corners(), [3.0, 3.0]);
    }
}
