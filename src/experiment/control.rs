//! Control variates: where an architecture has no exact mean, a relaxation of it has, and both live through the same
//! years. What luck did to the relaxation it did to the architecture too, and can be taken off.
//!
//! mean = ȳ − β (c̄ − E[c]), with β fixed from pilot lives that are then discarded, so that the estimate stays unbiased and
//! its variance is that of y − β c (Lavenberg & Welch, "A perspective on the use of control variables", Management Science
//! 1981; Law & Kelton, section 11.4).

use super::tally::{BlockSum, MICROS_PER_HOUR, Tally};
use crate::{exact::Exact, units::HOURS_PER_YEAR};

/// A control is used once the architecture differed from its relaxation in so many lives: before, the variance of the
/// difference is not known.
const LEAST_LIVES_DIFFERENT: u64 = 200;

/// What an architecture's mean is controlled by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Control {
    /// The circuit of the relaxation.
    pub circuit: usize,
    /// What is known of it.
    pub exact: Exact,
    /// β.
    coefficient: f64,
}

/// A control and the lives of its relaxation.
#[derive(Debug, Clone, PartialEq)]
pub struct Controlled {
    /// The control.
    pub control: Control,
    /// The relaxation's lives.
    pub relaxed: Tally,
}

impl Control {
    /// A control of which nothing is known but its exact answer.
    pub fn new(circuit: usize, exact: Exact) -> Self {
        Self {
            circuit,
            exact,
            coefficient: 0.0,
        }
    }

    /// Takes the coefficient from pilot lives: cov(y, c) / var(c).
    pub fn learn(&mut self, tally: &Tally, relaxed: &Tally) {
        let moments = Moments::new(tally, relaxed);
        self.coefficient = if moments.control > 0.0 {
            moments.cross / moments.control
        } else {
            0.0
        };
    }

    /// Mean and its standard error [h a year], or nothing while too few lives are informative.
    pub fn estimate(&self, tally: &Tally, relaxed: &Tally) -> Option<(f64, f64)> {
        if tally.different < LEAST_LIVES_DIFFERENT {
            return None;
        }
        let moments = Moments::new(tally, relaxed);
        let beta = self.coefficient;
        let known = self.exact.unavailability * HOURS_PER_YEAR;
        let variance = moments.own - 2.0 * beta * moments.cross + beta * beta * moments.control;
        let mean = tally.mean_hours() - beta * (relaxed.mean_hours() - known);
        (mean > 0.0).then(|| (mean, (variance.max(0.0) / tally.lives as f64).sqrt()))
    }
}

impl Controlled {
    /// What a block of lives [h] of the architecture whose mean is controlled is worth, luck taken off.
    #[must_use]
    pub fn put_right(&self, own: &BlockSum, relaxed: &BlockSum) -> f64 {
        let known = self.control.exact.unavailability * HOURS_PER_YEAR;
        self.put_right_by(own.mean_hours(), relaxed.mean_hours(), known)
    }

    /// The same for means [h] of other lives, perhaps of another scenario, in which the relaxation's expected mean is `known`.
    /// Any fixed coefficient leaves the mean what it is.
    #[must_use]
    pub fn put_right_by(&self, own: f64, relaxed: f64, known: f64) -> f64 {
        own - self.control.coefficient * (relaxed - known)
    }

    /// Mean and its standard error [h a year] of the architecture whose tally it is, or nothing while too few lives are informative.
    #[must_use]
    pub fn estimate(&self, tally: &Tally) -> Option<(f64, f64)> {
        self.control.estimate(tally, &self.relaxed)
    }
}

/// Sample variances and covariance of a life [h²].
struct Moments {
    own: f64,
    cross: f64,
    control: f64,
}

impl Moments {
    fn new(tally: &Tally, relaxed: &Tally) -> Self {
        let lives = tally.lives.max(2) as f64;
        let hours = |micros: u128| micros as f64 / MICROS_PER_HOUR;
        let square_hours = |micros: u128| micros as f64 / (MICROS_PER_HOUR * MICROS_PER_HOUR);
        let (own, control) = (hours(tally.downtime), hours(relaxed.downtime));
        let central =
            |squares: u128, a: f64, b: f64| (square_hours(squares) - a * b / lives) / (lives - 1.0);
        Self {
            own: central(tally.downtime_squared, own, own),
            cross: central(tally.with_control, own, control),
            control: central(relaxed.downtime_squared, control, control),
        }
    }
}
