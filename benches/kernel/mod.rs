//! Hand-written kernels: the floor that the engine is measured against. Each is one model and nothing else, with its
//! structure in the code: no causes, no quantiles, no streams by name, one generator and one long run cut into years.
//! Downtime, outages and yearly totals are counted; so they do less than the engine, and say what that costs.

pub mod k5c;
pub mod numbers;
pub mod shop;

use rand::{Rng, SeedableRng, rngs::Xoshiro256PlusPlus};

/// Hours in a year.
pub const YEAR: f64 = 8760.0;

/// What a kernel counts.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// Downtime of each year [h].
    pub totals: Vec<f64>,
    /// Outages that began.
    pub outages: u64,
    /// Failures, repairs and steps of failovers.
    pub events: u64,
}

impl Counted {
    /// Mean downtime of a year and its standard error [h].
    pub fn mean(&self) -> (f64, f64) {
        let years = self.totals.len() as f64;
        let mean = self.totals.iter().sum::<f64>() / years;
        let squares: f64 = self.totals.iter().map(|total| (total - mean).powi(2)).sum();
        (mean, (squares / (years - 1.0) / years).sqrt())
    }
}

/// The service's state over time.
#[derive(Debug, Default)]
struct Service {
    down: bool,
    since: f64,
    outages: u64,
    /// Of the year in progress [h].
    total: f64,
}

impl Service {
    /// From hour `now` on the service is down, or not.
    #[inline]
    fn set(&mut self, down: bool, now: f64) {
        if down != self.down {
            self.down = down;
            if down {
                self.outages += 1;
            } else {
                self.total += now - self.since;
            }
            self.since = now;
        }
    }

    /// Ends the year at hour `end` and gives its downtime [h].
    fn end_year(&mut self, end: f64) -> f64 {
        if self.down {
            self.total += end - self.since;
            self.since = end;
        }
        std::mem::take(&mut self.total)
    }
}

/// The engine's generator, in one stream.
struct Draws(Xoshiro256PlusPlus);

impl Draws {
    fn new() -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(1))
    }

    /// Uniform in (0, 1).
    #[inline]
    fn unit(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
    }

    /// Exponential of this mean, by inverse transform as in the engine.
    #[inline]
    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }
}
