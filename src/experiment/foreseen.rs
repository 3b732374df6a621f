//! What an architecture is roughly expected to lose in a scenario: a forecast whose mean over all that is believed is known exactly.
//!
//! [`TimesDown`] (how often and how long each source is down in each scenario) and [`Charge`]s (what its outages cost as written, and how
//! that grows with their length and with the numbers of switches) come in, a [`Foreseen`] goes out.
//!
//! A scenario multiplies rates and lengths. Numbers of different names are independent, so that the mean of such a product is the product
//! of means of single numbers, while 400 scenarios show it only roughly. What was found in the scenarios is put right by what the
//! forecast is off there (the difference estimator; Särndal, Swensson & Wretman, *Model Assisted Survey Sampling*, section 6.3): what is
//! left of the luck is that of the residuals, what a scenario loses beyond its forecast.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{losses::Losses, options::NORMAL_975, times::TimesDown};
use crate::topology::{SourceId, UnknownId};

/// What outages of a source cost a year by themselves [min a year].
#[derive(Debug, Clone, PartialEq)]
pub struct Charge {
    /// Of which.
    pub source: SourceId,
    /// With the numbers as written.
    pub written: Losses,
    /// How much less it is, for each part of its mean length that an outage is shorter.
    pub shorter: Losses,
    /// How much more, for each part that it is longer.
    pub longer: Losses,
    /// The same for each part by which a number of a law of failover is lower, higher, and higher than the high end of its range.
    pub moves: Vec<(UnknownId, [Losses; 3])>,
    /// What they cost of downtime in the drawn scenarios on average [min a year], where that is worked out in each.
    pub found: Option<f64>,
}

impl Charge {
    /// Of outages that cost in proportion to their length.
    #[must_use]
    pub fn in_proportion(source: SourceId, written: Losses) -> Self {
        Self {
            source,
            written,
            shorter: written,
            longer: written,
            moves: Vec::new(),
            found: None,
        }
    }

    /// By what they cost as written, and at two other lengths: this many times as long, the first no longer than written.
    #[must_use]
    pub fn between(source: SourceId, written: Losses, ends: [(f64, Losses); 2]) -> Self {
        let [shorter, longer] = slopes(written, ends);
        Self {
            source,
            written,
            shorter: shorter.unwrap_or(written),
            longer: longer.unwrap_or(written),
            moves: Vec::new(),
            found: None,
        }
    }

    /// The same where it also grows with a number of a law of failover, by what it costs at both ends of its range, and far beyond it.
    pub fn grow_with(&mut self, unknown: UnknownId, [low, high, far]: [(f64, Losses); 3]) {
        let [lower, higher] = slopes(self.written, [low, high]);
        let slopes = [lower, higher, slope(high.1, far.1, far.0 - high.0)];
        let slopes = slopes.map(Option::unwrap_or_default);
        if slopes.iter().any(|it| *it != Losses::default()) {
            self.moves.push((unknown, slopes));
        }
    }

    fn at(&self, [often, shorter, longer]: [f64; 3]) -> Losses {
        let less = self.shorter.times(-shorter);
        self.written
            .times(often)
            .plus(1.0, less)
            .plus(longer, self.longer)
    }

    /// On average over all that is believed.
    #[must_use]
    pub fn mean(&self, times: &TimesDown) -> Losses {
        let down = times.of(self.source).mean;
        let off = |unknown| times.of_move(unknown).map_or([0.0; 3], |it| it.mean);
        self.at(down).plus(1.0, self.moved(down[0], off))
    }

    /// The same in one scenario.
    fn in_scenario(&self, times: &TimesDown, scenario: usize) -> Losses {
        let down = times.of(self.source).each[scenario];
        let off = |unknown| { times.of_move(unknown) }.map_or([0.0; 3], |it| it.each[scenario]);
        self.at(down).plus(1.0, self.moved(down[0], off))
    }

    /// The downtime on average over all that is believed [min a year]: what was found in the scenarios, put right by what this is off there.
    #[must_use]
    pub fn downtime(&self, times: &TimesDown) -> f64 {
        let mean = self.mean(times).downtime;
        self.found.map_or(mean, |found| {
            let count = times.of(self.source).each.len();
            let foreseen = (0..count).map(|it| self.in_scenario(times, it).downtime);
            mean + found - foreseen.sum::<f64>() / count.max(1) as f64
        })
    }

    /// How much more it costs with these numbers of laws of failover, by how far off each is, below and above.
    fn moved(&self, often: f64, off: impl Fn(UnknownId) -> [f64; 3]) -> Losses {
        let mut sum = Losses::default();
        for &(unknown, [lower, higher, beyond]) in &self.moves {
            let [below, above, far] = off(unknown);
            sum = sum.plus(-often * below, lower);
            sum = sum.plus(often * above, higher).plus(often * far, beyond);
        }
        sum
    }
}

/// How much more something costs for each part by which a number grows.
fn slope(from: Losses, to: Losses, by: f64) -> Option<Losses> {
    (by > 0.0).then(|| to.plus(-1.0, from).times(1.0 / by))
}

/// How much less something costs for each part that a number is below what is written, and how much more for each part above, by what it
/// costs at this many times that, the first no more than once; `None` to a side where there is none.
fn slopes(
    written: Losses,
    [(low, below), (high, above)]: [(f64, Losses); 2],
) -> [Option<Losses>; 2] {
    [
        slope(below, written, 1.0 - low),
        slope(written, above, high - 1.0),
    ]
}

/// What an architecture is roughly expected to lose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foreseen {
    /// In each scenario [min a year].
    pub each: Vec<Losses>,
    /// On average over all that is believed [min a year].
    pub mean: Losses,
}

impl Foreseen {
    /// By what its outages cost, in so many scenarios.
    #[must_use]
    pub fn new(charges: &[Charge], times: &TimesDown, scenarios: usize) -> Self {
        if scenarios == 0 {
            return Self::default();
        }
        let mut foreseen = Self {
            each: vec![Losses::default(); scenarios],
            ..Self::default()
        };
        for charge in charges {
            foreseen.mean = foreseen.mean.plus(1.0, charge.mean(times));
            for (scenario, sum) in foreseen.each.iter_mut().enumerate() {
                *sum = sum.plus(1.0, charge.in_scenario(times, scenario));
            }
        }
        foreseen
    }

    /// By how much its mean over the scenarios is below that over all that is believed: what puts right the mean of what was lost there.
    #[must_use]
    pub fn off(&self) -> Losses {
        self.mean.plus(-1.0, Losses::mean(&self.each))
    }

    /// By how much more is lost of something in each of these scenarios than was foreseen.
    #[must_use]
    pub fn residuals(&self, drawn: &[Losses], of: fn(&Losses) -> f64) -> Vec<f64> {
        let each = drawn.iter().zip(&self.each);
        each.map(|(it, foreseen)| of(it) - of(foreseen)).collect()
    }

    /// Half of the 95 % interval that the luck of these scenarios leaves of something that is lost.
    #[must_use]
    pub fn error(&self, drawn: &[Losses], of: fn(&Losses) -> f64) -> f64 {
        luck(self.residuals(drawn, of).iter().copied())
    }
}

/// Half of the 95 % interval of the mean of residuals, one of each scenario; of fewer than two nothing.
#[must_use]
pub fn luck(residuals: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = residuals.clone().count() as f64;
    if count < 2.0 {
        return 0.0;
    }
    let mean = residuals.clone().sum::<f64>() / count;
    let squares = residuals.map(|it| (it - mean).powi(2)).sum::<f64>();
    // Few residuals, as of groups of years, tell their own spread only roughly.
    let steps =
        StudentsT::new(0.0, 1.0, count - 1.0).map_or(NORMAL_975, |law| law.inverse_cdf(0.975));
    steps * (squares / (count - 1.0) / count).sqrt()
}
