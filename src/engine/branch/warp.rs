//! Warps: lengths of outages drawn so that the long ones, on which rare downtime hangs, come often enough.
//!
//! A length is where its law is exceeded with probability c. A warp draws c by a density that is constant on each of 104 bins with
//! edges 2^(−b/2); the weight of what it draws is one over that density, exactly, whatever the law is and however rough the
//! bins are. The density is a mixture,
//!
//! ```text
//! q = α₀ + α₁ r/E[r] + α₂ r·min(r, cap)/norm + …,      r the length averaged over the bin,
//! ```
//!
//! of which the first part keeps every weight below 1/α₀ (the defensive mixture of Hesterberg, "Weighted average importance
//! sampling and defensive mixture distributions", *Technometrics* 37, 1995). A loss that takes d further failures grows as the
//! power d + 1 of the length; beyond the mean time between failures (`cap`) a longer outage makes the next no likelier.

use crate::engine::sampler::Sampler;

/// Bins of a warp.
const BINS: usize = 104;
/// Points at which a bin's length is averaged.
const POINTS: u32 = 16;
/// Shares of the parts of the mixture, by the number of further failures that a loss takes.
const MIXTURES: [[f64; 4]; 4] = [
    [0.5, 0.5, 0.0, 0.0],
    [0.25, 0.5, 0.25, 0.0],
    [0.2, 0.4, 0.25, 0.15],
    [0.2, 0.4, 0.2, 0.2],
];

/// The warps of one law, by the number of further failures that a loss takes.
#[derive(Debug)]
pub struct Warps([Warp; MIXTURES.len()]);

/// A density of the probability by which a length is exceeded.
#[derive(Debug)]
struct Warp {
    /// In each bin.
    density: Vec<f64>,
    /// Up to and with each bin.
    below: Vec<f64>,
}

impl Warps {
    /// Of the lengths of a law; beyond `cap` [h] a longer one makes a further failure no likelier.
    pub fn new(lasts: &Sampler, cap: f64) -> Self {
        let lengths: Vec<[f64; 4]> = (0..BINS).map(|bin| powers(lasts, cap, bin)).collect();
        Self(MIXTURES.map(|mixture| Warp::new(&lengths, mixture)))
    }

    /// The length [h] that a uniform number leads to, and its weight, where a loss takes so many further failures.
    pub fn draw(&self, lasts: &Sampler, further: usize, unit: f64) -> (f64, f64) {
        let (chance, weight) = self.0[further.min(MIXTURES.len() - 1)].draw(unit);
        (lasts.exceeded(chance), weight)
    }
}

impl Warp {
    fn new(lengths: &[[f64; 4]], mixture: [f64; 4]) -> Self {
        let means: [f64; 4] = std::array::from_fn(|power| {
            let parts = (0..BINS).map(|bin| lengths[bin][power] * width(bin));
            parts.sum()
        });
        let density = |bin: usize| -> f64 {
            let parts = (0..4).map(|power| match lengths[bin][power] / means[power] {
                share if share.is_finite() => mixture[power] * share,
                _ => mixture[power],
            });
            parts.sum()
        };
        let mut density: Vec<f64> = (0..BINS).map(density).collect();
        let total: f64 = (0..BINS).map(|bin| density[bin] * width(bin)).sum();
        density.iter_mut().for_each(|density| *density /= total);
        let below = (0..BINS).scan(0.0, |sum, bin| {
            *sum += density[bin] * width(bin);
            Some(*sum)
        });
        Self {
            below: below.collect(),
            density,
        }
    }

    /// The probability of being exceeded, and its weight.
    fn draw(&self, unit: f64) -> (f64, f64) {
        let bin = self.below.partition_point(|&below| below <= unit);
        let bin = bin.min(BINS - 1);
        let before = if bin == 0 { 0.0 } else { self.below[bin - 1] };
        let within = (unit - before) / (self.below[bin] - before);
        let within = within.clamp(1e-12, 1.0 - 1e-12);
        (edge(bin) - within * width(bin), 1.0 / self.density[bin])
    }
}

/// The upper edge of a bin; the last bin reaches down to 0.
fn edge(bin: usize) -> f64 {
    if bin == BINS {
        0.0
    } else {
        (-(bin as f64) / 2.0).exp2()
    }
}

fn width(bin: usize) -> f64 {
    edge(bin) - edge(bin + 1)
}

/// 1, r, r·min(r, cap) and r·min(r, cap)², averaged over a bin.
fn powers(lasts: &Sampler, cap: f64, bin: usize) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for point in 0..POINTS {
        let within = (f64::from(point) + 0.5) / f64::from(POINTS);
        let length = lasts.exceeded(edge(bin + 1) + within * width(bin));
        let capped = length.min(cap);
        let terms = [1.0, length, length * capped, length * capped * capped];
        for (sum, term) in sums.iter_mut().zip(terms) {
            *sum += term / f64::from(POINTS);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::tests::one_of_each;

    /// Σ weight × what is drawn, over evenly spread numbers, is the law's: its mean, and the share above twice the mean.
    #[test]
    fn weights_make_up_for_the_warp() {
        for law in one_of_each() {
            let sampler = Sampler::new(&law);
            let warps = Warps::new(&sampler, 10.0 * law.mean());
            for further in 0..4 {
                let points = 50_000;
                let (mut all, mut mean) = (0.0, 0.0);
                for point in 0..points {
                    let unit = (f64::from(point) + 0.5) / f64::from(points);
                    let (length, weight) = warps.draw(&sampler, further, unit);
                    all += weight / f64::from(points);
                    mean += weight * length / f64::from(points);
                }
                assert!((all - 1.0).abs() < 1e-2, "{law:?}: {all}");
                assert!((mean / law.mean() - 1.0).abs() < 1e-2, "{law:?}: {mean}");
            }
        }
    }

    #[test]
    fn no_weight_exceeds_that_of_the_defensive_part() {
        let law = crate::law::Law::Lognormal {
            median: 1.0,
            sigma: 2.3,
        };
        let sampler = Sampler::new(&law);
        let warps = Warps::new(&sampler, 1e4);
        for point in 0..1000 {
            let (_, weight) = warps.draw(&sampler, 2, (f64::from(point) + 0.5) / 1000.0);
            assert!(weight <= 5.0 + 1e-9);
        }
    }
}
