//! Whether what was seen so far says how wide an interval is: by its tail.
//!
//! A normal interval fails where a few of many units make most of the sum, for then the variance that was seen is too small more often
//! than not. So it is believed only where enough units had any downtime, none of them is more than a small part of the sum, and
//! the variance itself is known: its relative standard error is √((kurtosis − 1)/n).

/// Units with downtime, at least.
const LEAST_SEEN: f64 = 200.0;
/// The greatest share of one unit in the sum.
const GREATEST_SHARE: f64 = 0.03;
/// The greatest relative standard error of the variance.
const VAGUE: f64 = 0.35;

/// Sums over units: how many, and of the powers of what each had.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tails {
    units: f64,
    seen: f64,
    powers: [f64; 4],
    greatest: f64,
}

impl Tails {
    /// Of so many units in all, with or without downtime.
    pub fn new(units: u64) -> Self {
        Self {
            units: units as f64,
            ..Self::default()
        }
    }

    /// Adds so many units that had this much.
    #[must_use]
    pub fn with(mut self, value: f64, count: f64) -> Self {
        self.seen += count;
        let mut power = count;
        for sum in &mut self.powers {
            power *= value;
            *sum += power;
        }
        self.greatest = self.greatest.max(value);
        self
    }

    /// Whether the interval of the mean can be believed.
    pub fn are_known(&self) -> bool {
        self.seen >= LEAST_SEEN
            && self.greatest <= GREATEST_SHARE * self.powers[0]
            && self.vagueness() <= VAGUE
    }

    /// The relative standard error of the variance.
    fn vagueness(&self) -> f64 {
        let [mean, second, third, fourth] = self.powers.map(|sum| sum / self.units);
        let variance = second - mean * mean;
        let central = fourth - 4.0 * mean * third + 6.0 * mean * mean * second - 3.0 * mean.powi(4);
        ((central / (variance * variance) - 1.0).max(0.0) / self.units).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_that_makes_much_of_the_sum_is_not_believed() {
        let many = Tails::new(10_000).with(1.0, 5000.0);
        assert!(many.are_known());
        assert!(!many.with(200.0, 1.0).are_known());
        assert!(!Tails::new(10_000).with(1.0, 199.0).are_known());
    }

    /// Of n units a share p had 1: kurtosis 1/(p(1 − p)) − 3.
    #[test]
    fn the_error_of_the_variance_is_that_of_a_coin() {
        let tails = Tails::new(1000).with(1.0, 100.0);
        let kurtosis: f64 = 1.0 / 0.09 - 3.0;
        assert!((tails.vagueness() - ((kurtosis - 1.0) / 1000.0).sqrt()).abs() < 1e-9);
    }
}
