//! What is counted in the branches of many lives.
//!
//! Weighted times may be tiny and are no whole microseconds; they are kept as whole multiples of 2⁻⁸⁰ h, squares of
//! 2⁻⁹⁰ h², so that these sums too add up to the same bits in any order.

use std::collections::BTreeMap;

use super::tails::Tails;
use crate::{engine::Life, units::HOURS_PER_YEAR};

/// Units in an hour, or in a weighted outage.
const UNIT: f64 = (1u128 << 80) as f64;
/// Units in a squared hour.
const SQUARE_UNIT: f64 = (1u128 << 90) as f64;
/// Sizes of weighted downtime are told apart by so many steps to each power of two.
const STEPS: f64 = 4.0;
/// Branches say nothing where the trunk is at rest for less of the time: what comes of a stretch that hardly ever ends.
const LEAST_OPEN: f64 = 0.05;

/// Sums over the branches of the lives of one architecture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weighted {
    /// Lives that had branches.
    pub lives: u64,
    /// Of them, those with downtime in a branch.
    pub down: u64,
    /// Events of all branches.
    pub events: u64,
    downtime: u128,
    squares: u128,
    failover: u128,
    lost_service: u128,
    lost_service_squares: u128,
    data_lost: u128,
    data_lost_squares: u128,
    outages: u128,
    open: u128,
    /// Lives of which something was cut before its end was known.
    cut: u64,
    /// Lives by the size of their weighted downtime: the logarithm to the base 2 in steps.
    by_size: BTreeMap<i32, u64>,
    /// Per local source and one more for switching back: all, and of it failover.
    causes: Vec<(u128, u128)>,
}

/// Weighted means of a life.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedMeans {
    /// Downtime [h a year] and its standard error.
    pub downtime: f64,
    /// Standard error of the downtime [h a year].
    pub error: f64,
    /// Whether the interval that the error gives can be believed: by its tail, see `tails.rs`.
    pub settled: bool,
    /// Lives that, each of equal weight, would be as informative: (Σ y)² / Σ y².
    pub effective: f64,
    /// Of the downtime, while something was up to serve [h a year].
    pub failover: f64,
    /// Requests lost while the service was up [h a year], and the standard error.
    pub lost_service: (f64, f64),
    /// Data lost in failovers [h of writing a year], and the standard error.
    pub data_lost: (f64, f64),
    /// Outages that begin in a year.
    pub outages: f64,
    /// Per local source and one more for switching back [h a year]: all, and of it failover.
    pub causes: Vec<(f64, f64)>,
}

impl Weighted {
    /// Nothing counted yet, for so many causes.
    pub fn new(causes: usize) -> Self {
        Self {
            causes: vec![(0, 0); causes],
            ..Self::default()
        }
    }

    /// Counts the branches of one life.
    pub fn count(&mut self, life: &Life) {
        self.lives += 1;
        self.events += life.events;
        self.open += fixed(life.open, UNIT);
        self.cut += u64::from(life.is_cut);
        for (sum, squares, hours) in [
            (
                &mut self.lost_service,
                &mut self.lost_service_squares,
                life.lost_service,
            ),
            (
                &mut self.data_lost,
                &mut self.data_lost_squares,
                life.data_lost,
            ),
        ] {
            if hours > 0.0 {
                *sum += fixed(hours, UNIT);
                *squares = squares.saturating_add(fixed(hours * hours, SQUARE_UNIT));
            }
        }
        if life.downtime > 0.0 {
            self.down += 1;
            let size = (life.downtime.log2() * STEPS).floor() as i32;
            *self.by_size.entry(size).or_default() += 1;
            self.downtime += fixed(life.downtime, UNIT);
            let square = fixed(life.downtime * life.downtime, SQUARE_UNIT);
            self.squares = self.squares.saturating_add(square);
            self.failover += fixed(life.failover, UNIT);
            self.outages += fixed(life.outages, UNIT);
            for &source in &life.charged {
                let (all, failover) = life.charges[source as usize];
                let cause = &mut self.causes[source as usize];
                cause.0 += fixed(all, UNIT);
                cause.1 += fixed(failover, UNIT);
            }
        }
    }

    /// Adds the lives of another.
    pub fn merge(&mut self, other: &Self) {
        self.lives += other.lives;
        self.down += other.down;
        self.events += other.events;
        self.downtime += other.downtime;
        self.squares = self.squares.saturating_add(other.squares);
        self.failover += other.failover;
        self.lost_service += other.lost_service;
        self.data_lost += other.data_lost;
        for (squares, more) in [
            (&mut self.lost_service_squares, other.lost_service_squares),
            (&mut self.data_lost_squares, other.data_lost_squares),
        ] {
            *squares = squares.saturating_add(more);
        }
        self.outages += other.outages;
        self.open += other.open;
        self.cut += other.cut;
        for (&size, count) in &other.by_size {
            *self.by_size.entry(size).or_default() += count;
        }
        for (cause, more) in self.causes.iter_mut().zip(&other.causes) {
            cause.0 += more.0;
            cause.1 += more.1;
        }
    }

    /// Sum of the weighted downtime, in units that `hours` turns into hours.
    pub fn sum(&self) -> u128 {
        self.downtime
    }

    /// Whether an interval from what was seen so far can be believed.
    fn is_settled(&self) -> bool {
        let sizes = self.by_size.iter();
        let tails = sizes.fold(Tails::new(self.lives), |tails, (&size, &count)| {
            let value = ((f64::from(size) + 0.5) / STEPS).exp2();
            tails.with(value, count as f64)
        });
        let open = self.open as f64 / UNIT / self.lives as f64 / HOURS_PER_YEAR;
        self.cut == 0 && self.squares < u128::MAX && open >= LEAST_OPEN && tails.are_known()
    }

    /// The means, or nothing while no life was down.
    #[must_use]
    pub fn means(&self) -> Option<WeightedMeans> {
        if self.down == 0 {
            return None;
        }
        let lives = self.lives as f64;
        let mean = |sum: u128| sum as f64 / UNIT / lives;
        let downtime = mean(self.downtime);
        let square = self.squares as f64 / SQUARE_UNIT / lives;
        let error = |sum: u128, squares: u128| {
            let square = squares as f64 / SQUARE_UNIT / lives;
            let variance = (square - mean(sum).powi(2)).max(0.0) * lives / (lives - 1.0);
            (variance / lives).sqrt()
        };
        let measured = |sum: u128, squares: u128| (mean(sum), error(sum, squares));
        Some(WeightedMeans {
            downtime,
            error: error(self.downtime, self.squares),
            settled: self.is_settled(),
            effective: lives * downtime * downtime / square,
            failover: mean(self.failover),
            lost_service: measured(self.lost_service, self.lost_service_squares),
            data_lost: measured(self.data_lost, self.data_lost_squares),
            outages: mean(self.outages),
            causes: self
                .causes
                .iter()
                .map(|&(all, failover)| (mean(all), mean(failover)))
                .collect(),
        })
    }
}

/// A sum of weighted downtime in hours.
pub fn hours(sum: u128) -> f64 {
    sum as f64 / UNIT
}

/// A number that is not negative in whole units; the cast saturates.
fn fixed(value: f64, unit: f64) -> u128 {
    (value * unit) as u128
}
