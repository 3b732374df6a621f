//! The chance of a long outage in five years, with its interval.

use super::interval::Interval;
use crate::experiment::{FiveYears, NORMAL_975, Tally};

/// The years.
const YEARS: i32 = 5;

/// A chance, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The best estimate; 0 where it was never seen.
    pub share: f64,
    /// Its 95 % interval. Where it was seen never, or always: as far as three lives of all would take it (the rule of three).
    pub interval: Interval,
}

impl Chance {
    /// In years that are independent and alike: 1 − (1 − u)(1 − p)⁵, where p of the years see one begin and u begin during one.
    #[must_use]
    pub fn of_years(tally: &Tally) -> Self {
        let under_way = tally.long_under_way as f64 / tally.lives.max(1) as f64;
        let in_all = |a_year: f64| 1.0 - (1.0 - under_way) * (1.0 - a_year).powi(YEARS);
        let a_year = Self::of_share(tally.long, tally.lives);
        Self {
            share: in_all(a_year.share),
            interval: Interval {
                low: in_all(a_year.interval.low),
                high: in_all(a_year.interval.high),
            },
        }
    }

    /// As lives of five years have it.
    #[must_use]
    pub fn of_lives(lives: &FiveYears) -> Self {
        Self::of_share(lives.long, lives.lives)
    }

    /// Wilson's interval of a share (Journal of the American Statistical Association 22, 1927).
    fn of_share(seen: u64, lives: u64) -> Self {
        let count = lives.max(1) as f64;
        let share = seen as f64 / count;
        let three = (3.0 / count).min(1.0);
        let squared = NORMAL_975 * NORMAL_975 / count;
        let middle = (share + squared / 2.0) / (1.0 + squared);
        let half = (share * (1.0 - share) * squared + squared * squared / 4.0).sqrt();
        let half = half / (1.0 + squared);
        let interval = match (seen, lives - seen.min(lives)) {
            (0, _) => (0.0, three),
            (_, 0) => (1.0 - three, 1.0),
            _ => (middle - half, middle + half),
        };
        Self {
            share,
            interval: Interval {
                low: interval.0,
                high: interval.1,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_never_seen_is_no_bare_zero() {
        let never = Chance::of_lives(&FiveYears {
            lives: 3000,
            long: 0,
        });
        assert_eq!((never.share, never.interval.low), (0.0, 0.0));
        assert!((never.interval.high - 0.001).abs() < 1e-12);
        let years = Chance::of_years(&Tally {
            lives: 3000,
            ..Tally::default()
        });
        assert!((years.interval.high - (1.0 - 0.999f64.powi(5))).abs() < 1e-12);
        let always = Chance::of_lives(&FiveYears {
            lives: 30,
            long: 30,
        });
        assert_eq!((always.share, always.interval.high), (1.0, 1.0));
        assert!((always.interval.low - 0.9).abs() < 1e-12);
    }

    /// Half of 100: 0.5 ± 0.0962 by Wilson.
    #[test]
    fn the_interval_is_wilson_s() {
        let half = Chance::of_lives(&FiveYears {
            lives: 100,
            long: 50,
        });
        assert!((half.interval.low - 0.403_83).abs() < 1e-4);
        assert!((half.interval.high - 0.596_17).abs() < 1e-4);
    }

    /// A tenth begin during one, and in a fifth of the years one begins.
    #[test]
    fn years_multiply() {
        let tally = Tally {
            lives: 100,
            long: 20,
            long_under_way: 10,
            ..Tally::default()
        };
        let chance = Chance::of_years(&tally).share;
        assert!((chance - (1.0 - 0.9 * 0.8f64.powi(5))).abs() < 1e-12);
    }
}
