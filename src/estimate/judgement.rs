//! Whether the lives that were lived and a mean worked out elsewhere can both be right.
//!
//! An [`Evidence`] of lives and a [`Claim`] come in, a [`Judgement`] goes out. Evidence of several seeds adds up, so a bias that is
//! small beside one seed's error shows in all of them together. The error is always the estimator's own; nothing widens it.
//!
//! - **Skewness.** Years without service are rare and of very unequal length, so that a mean that is too low goes with an error
//!   that is too small. The distance is put right by Hall's cubic transformation ("On the removal of skewness by
//!   transformation", *J. Royal Statistical Society B* 54, 1992): t + γt²/3 + γ²t³/27 + γ/6, with γ the skewness of the mean. Where
//!   only one of the two is beyond chance, nothing can be said.
//! - **Few lives.** With fewer than [`FEW`] lives that had any, or with a few that outweigh all others, the error says nothing. Then
//!   lives are counted: they are Poisson with at most as many as outages are claimed, and with at least as many as the
//!   claimed mean takes if each life had a whole year of it. What neither count contradicts cannot be judged.
//! - **What may not have come up.** What rests on sources that these lives hardly saw fail may be missing in them.

use crate::{
    experiment::{Moments, Tally, WeightedMeans},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Standard errors that a mean may lie from the truth; chance alone does so once in 16,000 comparisons.
pub const AGREEMENT: f64 = 4.0;
/// The same chance, on one side.
const TAIL: f64 = 3.2e-5;
/// Fewer lives that had any do not know their own error, and fewer failures of a source may be none.
pub const FEW: u64 = 20;
/// A mean more skewed than this rests on a handful of lives.
const SKEWED: f64 = 0.5;
/// Whole microseconds are counted [min], and a mean has so many digits.
const ROUNDING: (f64, f64) = (1e-7, 1e-9);
/// Minutes of a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// What lives say of a mean. Sums are of lives, in minutes; they add up over seeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    lives: f64,
    /// Lives that had any.
    seen: u64,
    /// Outages that began, and lives in which one did; none where that is not counted.
    outages: (u64, u64),
    /// The first three cumulants of the sum.
    cumulants: [f64; 3],
}

/// A mean worked out elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Claim {
    /// The mean [min a year].
    pub mean: f64,
    /// Its own standard error [min a year].
    pub error: f64,
    /// Outages that begin in a year, where they are what is timed and their number is known.
    pub outages: Option<f64>,
    /// What of the mean is caused by sources that the lives hardly saw fail [min a year].
    pub hidden: f64,
    /// Whether a year can hold no more than its own length of it.
    pub within_year: bool,
}

/// How far apart they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Judgement {
    /// So many standard errors, which can be chance.
    Agrees(f64),
    /// So many, which cannot; `None` where lives were counted instead.
    Differs(Option<f64>),
    /// Too few lives had any, or lives are too unlike each other.
    CannotJudge,
}

impl Evidence {
    /// Of the downtime as it was lived.
    #[must_use]
    pub fn of_downtime(tally: &Tally) -> Self {
        let lives = tally.lives as f64;
        let minutes = |micros: u64| micros as f64 / 6e7;
        let mean = tally.mean_hours() * MINUTES_PER_HOUR;
        let up = lives - tally.totals.len() as f64;
        let totals = tally.totals.iter();
        let third: f64 = totals.map(|&it| (minutes(it) - mean).powi(3)).sum();
        Self {
            outages: (tally.outages, tally.with_outage),
            ..Self::plain(
                (lives, tally.totals.len() as u64),
                (mean, tally.standard_error_hours() * MINUTES_PER_HOUR),
                third - up * mean.powi(3),
            )
        }
    }

    /// Of something beside the downtime.
    #[must_use]
    pub fn of_moments(moments: &Moments) -> Self {
        Self::plain(
            (moments.lives as f64, moments.seen),
            (
                moments.mean_hours() * MINUTES_PER_HOUR,
                moments.standard_error_hours() * MINUTES_PER_HOUR,
            ),
            moments.third_hours() * MINUTES_PER_HOUR.powi(3),
        )
    }

    /// Of weighted branches of so many lives, whose error is known.
    #[must_use]
    pub fn of_branches(means: &WeightedMeans, lives: u64) -> Self {
        let error = means.error * MINUTES_PER_HOUR;
        let mean = means.downtime * MINUTES_PER_HOUR;
        Self::plain((lives as f64, u64::MAX), (mean, error), 0.0)
    }

    fn plain((lives, seen): (f64, u64), (mean, error): (f64, f64), third: f64) -> Self {
        let variance = (error * lives).powi(2);
        Self {
            lives,
            seen,
            outages: (0, 0),
            cumulants: [mean * lives, variance, third],
        }
    }

    /// With other lives of the same.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let [sum, second, third] = self.cumulants;
        let [more, its_second, its_third] = other.cumulants;
        Self {
            lives: self.lives + other.lives,
            seen: self.seen.saturating_add(other.seen),
            outages: (
                self.outages.0 + other.outages.0,
                self.outages.1 + other.outages.1,
            ),
            cumulants: [sum + more, second + its_second, third + its_third],
        }
    }

    /// Lives that it is of.
    #[must_use]
    pub fn lives(&self) -> f64 {
        self.lives
    }

    /// Whether no life had any.
    #[must_use]
    pub fn is_of_nothing(&self) -> bool {
        self.seen == 0
    }

    /// The mean [min a year].
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.cumulants[0] / self.lives.max(1.0)
    }

    /// Its standard error [min a year].
    #[must_use]
    pub fn error(&self) -> f64 {
        self.cumulants[1].sqrt() / self.lives.max(1.0)
    }

    /// Skewness of the mean; 0 where nothing varies.
    fn skewness(&self) -> f64 {
        let [sum, second, third] = self.cumulants;
        if second.sqrt() <= 1e-6 * sum.abs() / self.lives.max(1.0).sqrt() {
            return 0.0;
        }
        third / second.powf(1.5)
    }

    /// Whether both can be right.
    #[must_use]
    pub fn judge(&self, claim: &Claim) -> Judgement {
        if self.lives < 2.0 {
            return Judgement::CannotJudge;
        }
        let skewness = self.skewness();
        // What never happens anywhere is agreed upon.
        let is_nothing = self.seen == 0 && claim.mean <= ROUNDING.0;
        if !is_nothing && (self.seen < FEW || skewness.abs() > SKEWED) {
            return if self.counts_contradict(claim) {
                Judgement::Differs(None)
            } else {
                Judgement::CannotJudge
            };
        }
        // In standard errors, and the same put right for the skewness.
        let from = |truth: f64| {
            let least = ROUNDING.0 + ROUNDING.1 * truth;
            let error = self.error().hypot(claim.error).hypot(least);
            let skewness = skewness * (self.error() / error).powi(3);
            let apart = (self.mean() - truth) / error;
            // The cubic, written so that it rises everywhere.
            let straight = if skewness == 0.0 {
                apart
            } else {
                ((1.0 + skewness * apart / 3.0).powi(3) - 1.0) / skewness
            };
            (apart, straight + skewness / 6.0)
        };
        let (apart, straight) = from(claim.mean);
        let may_hide = straight < 0.0 && from(claim.mean - claim.hidden).1 >= -AGREEMENT;
        match (apart.abs() <= AGREEMENT, straight.abs() <= AGREEMENT) {
            (true, true) => Judgement::Agrees(apart),
            (false, false) if !may_hide => Judgement::Differs(Some(apart)),
            _ => Judgement::CannotJudge,
        }
    }

    /// Whether so many lives with any are too many or too few for the claim.
    fn counts_contradict(&self, claim: &Claim) -> bool {
        let (outages, starts) = self.outages;
        let few_starts = claim.outages.filter(|_| starts < FEW);
        let too_many = few_starts.is_some_and(|a_year| {
            let most = a_year * self.lives;
            1.0 - below(starts, most) < TAIL
        });
        // Each life that had some may have had a whole year of it.
        let least = (claim.mean - claim.hidden) / YEAR * self.lives;
        let too_few = claim.within_year && self.seen < FEW && below(self.seen + 1, least) < TAIL;
        // Outages that come in clusters are in few lives; of so many at once as were seen, or twice as many.
        let too_rare = few_starts.filter(|_| starts > 0).is_some_and(|a_year| {
            let at_once = 2.0 * outages as f64 / starts as f64;
            below(starts + 1, a_year * self.lives / at_once) < TAIL
        });
        too_many || too_few || too_rare
    }
}

/// Chance that a Poisson number with this mean is below a count, which is small.
fn below(count: u64, mean: f64) -> f64 {
    let mut term = (-mean.max(0.0)).exp();
    let mut sum = 0.0;
    for number in 0..count {
        sum += term;
        term *= mean / (number + 1) as f64;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lives of which some were down for an hour, each once.
    fn evidence(lives: u64, down: u64) -> Evidence {
        let share = down as f64 / lives as f64;
        let error = 60.0 * (share * (1.0 - share) / lives as f64).sqrt();
        let third = lives as f64 * share * (1.0 - share) * (1.0 - 2.0 * share) * 60f64.powi(3);
        Evidence {
            outages: (down, down),
            ..Evidence::plain((lives as f64, down), (60.0 * share, error), third)
        }
    }

    fn claim(mean: f64) -> Claim {
        Claim {
            mean,
            outages: Some(mean / 60.0),
            within_year: true,
            ..Claim::default()
        }
    }

    #[test]
    fn twenty_one_errors_are_no_agreement() {
        let lived = evidence(10_000, 5_000);
        for errors in [-21.0, 21.0] {
            let judged = lived.judge(&claim(lived.mean() - errors * lived.error()));
            let Judgement::Differs(Some(apart)) = judged else {
                panic!("{judged:?}")
            };
            assert!((apart - errors).abs() < 1.0, "{apart}");
        }
        assert!(matches!(lived.judge(&claim(30.1)), Judgement::Agrees(_)));
    }

    #[test]
    fn a_bias_below_one_seeds_error_shows_in_all_together() {
        let lived = evidence(10_000, 5_000);
        let wrong = claim(lived.mean() - 2.0 * lived.error());
        assert!(matches!(lived.judge(&wrong), Judgement::Agrees(_)));
        let all = (1..9).fold(lived, |sum, _| sum.and(lived));
        assert!((all.error() - lived.error() / 3.0).abs() < 1e-12);
        assert!(matches!(all.judge(&wrong), Judgement::Differs(Some(_))));
    }

    /// Poisson: of 2 expected lives 0 to 10 are seen, but for once in 130,000.
    #[test]
    fn few_lives_are_counted() {
        let judged = |down, expected: f64| evidence(100_000, down).judge(&claim(expected * 6e-4));
        let cannot = Judgement::CannotJudge;
        assert_eq!(judged(0, 2.0), cannot);
        assert_eq!(judged(9, 2.0), cannot);
        assert_eq!(judged(11, 2.0), Judgement::Differs(None));
        assert_eq!(judged(3, 60.0), Judgement::Differs(None));
        assert_eq!(judged(3, 20.0), cannot);
        // Nothing seen may be one cluster that did not come up; but no year is longer than a year.
        assert_eq!(judged(0, 60.0), cannot);
        assert_eq!(judged(0, 9.0 * 8760.0), cannot);
        assert_eq!(judged(0, 11.0 * 8760.0), Judgement::Differs(None));
        assert!(matches!(judged(0, 0.0), Judgement::Agrees(_)));
    }

    /// A mean of 25 lives that is too low has an error that is too small, and one that is too high one that is too large.
    #[test]
    fn skewness_is_put_right() {
        let lived = evidence(100_000, 25);
        let low = claim(lived.mean() + 4.5 * lived.error());
        assert_eq!(lived.judge(&low), Judgement::CannotJudge);
        let high = claim(lived.mean() - 3.5 * lived.error());
        assert_eq!(lived.judge(&high), Judgement::CannotJudge);
        let low = claim(lived.mean() + 10.0 * lived.error());
        assert!(matches!(lived.judge(&low), Judgement::Differs(_)));
    }

    #[test]
    fn what_did_not_come_up_is_not_missed() {
        let lived = evidence(10_000, 5_000);
        let rare = Claim {
            hidden: 7.0,
            ..claim(lived.mean() + 6.0)
        };
        assert_eq!(lived.judge(&rare), Judgement::CannotJudge);
        let common = Claim {
            hidden: 1.0,
            ..rare
        };
        assert!(matches!(lived.judge(&common), Judgement::Differs(_)));
    }
}
