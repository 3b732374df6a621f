//! A quantity of a life beside its downtime, over many lives: its sum and the sum of its squares, in whole microseconds, and that of
//! its cubes, in whole milliseconds.

use super::tally::MICROS_PER_HOUR;

/// Sums over lives of something that a life has so many hours of; what planned work adds may be less than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    /// Lives in which it was counted.
    pub lives: u64,
    /// Lives that had any.
    pub seen: u64,
    sum: i128,
    squares: u128,
    cubes: i128,
}

/// Milliseconds in an hour, and microseconds in a millisecond.
const MILLIS_PER_HOUR: f64 = 3.6e6;
const MICROS_PER_MILLI: i64 = 1000;

impl Moments {
    /// Counts a life that had so much of it [µs].
    #[inline]
    pub fn count(&mut self, micros: i64) {
        self.lives += 1;
        if micros != 0 {
            self.seen += 1;
            self.sum += i128::from(micros);
            self.squares += u128::from(micros.unsigned_abs()).pow(2);
            let cube = i128::from(micros / MICROS_PER_MILLI).pow(3);
            self.cubes = self.cubes.saturating_add(cube);
        }
    }

    /// Adds other lives.
    pub fn merge(&mut self, other: &Self) {
        self.lives += other.lives;
        self.seen += other.seen;
        self.sum += other.sum;
        self.squares += other.squares;
        self.cubes = self.cubes.saturating_add(other.cubes);
    }

    /// Mean of a life [h]; 0 before the first.
    #[must_use]
    pub fn mean_hours(&self) -> f64 {
        self.sum as f64 / MICROS_PER_HOUR / self.lives.max(1) as f64
    }

    /// Its standard error [h]; infinite below two lives.
    #[must_use]
    pub fn standard_error_hours(&self) -> f64 {
        if self.lives < 2 {
            return f64::INFINITY;
        }
        let lives = self.lives as f64;
        let sum = self.sum as f64 / MICROS_PER_HOUR;
        let squares = self.squares as f64 / (MICROS_PER_HOUR * MICROS_PER_HOUR);
        let variance = ((squares - sum * sum / lives) / (lives - 1.0)).max(0.0);
        (variance / lives).sqrt()
    }

    /// Sum of the third powers of the deviations from the mean [h³].
    #[must_use]
    pub fn third_hours(&self) -> f64 {
        let lives = self.lives as f64;
        let squares = self.squares as f64 / (MICROS_PER_HOUR * MICROS_PER_HOUR);
        let cubes = self.cubes as f64 / MILLIS_PER_HOUR.powi(3);
        let mean = self.mean_hours();
        cubes - 3.0 * mean * squares + 2.0 * lives * mean.powi(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_may_be_less_than_nothing() {
        let mut moments = Moments::default();
        for hours in [3, 0, -1, 0] {
            moments.count(hours * 3_600_000_000);
        }
        assert_eq!((moments.lives, moments.seen), (4, 2));
        assert!((moments.mean_hours() - 0.5).abs() < 1e-12);
        // Deviations 2.5, -0.5, -1.5, -0.5: variance 9/3, of the mean 3/4.
        assert!((moments.standard_error_hours() - 0.75f64.sqrt()).abs() < 1e-12);
        // 15.625 − 0.125 − 3.375 − 0.125.
        assert!((moments.third_hours() - 12.0).abs() < 1e-12);
    }
}
