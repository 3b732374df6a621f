//! Sums over outages by themselves, beside what is static.

use super::{
    design::Design,
    single::{Cost, Singles},
};
use crate::{engine::Key, exact::Lone, topology::SourceId, units::HOURS_PER_YEAR};

/// What outages of a source cost beyond the static part [h a year]: downtime, of it what passes while something is up to serve, lost
/// service, and data.
pub type Term = (SourceId, [f64; 4]);

/// Sums over outages by themselves.
pub struct Sums {
    /// What the static part is down [h a year].
    pub fixed: f64,
    /// How often it goes down a year, where that is known.
    pub falls: Option<f64>,
    /// What single outages cost beyond that [h a year], and the variance of it where some are drawn.
    pub all: Cost,
    pub variance: Cost,
    /// Per source, what it has of `all`: downtime, of it what is failover, lost service and data.
    pub terms: Vec<Term>,
    /// Downtime that no draw may have shown [h a year].
    pub unseen: f64,
    /// How many sources are down at a time.
    pub busy: f64,
}

/// Adds them up; `lone` are those of the design as it counts.
pub fn sums(design: &Design<'_>, lone: &Lone<'_>, draws: (Key, u64)) -> Sums {
    let mut sums = Sums {
        fixed: design.exact.unavailability * HOURS_PER_YEAR,
        falls: design.exact.outages_per_year,
        all: Cost::default(),
        variance: Cost::default(),
        terms: Vec::new(),
        unseen: 0.0,
        busy: 0.0,
    };
    let singles = Singles::new(lone, design, draws);
    for &source in &design.frame.felt {
        let of = &design.topology.sources[source];
        let an_hour = of.outages_that_reach_us();
        if an_hour <= 0.0 {
            continue;
        }
        sums.busy += an_hour * if of.is_shock { 0.0 } else { of.lasts.mean() };
        let rate = an_hour * HOURS_PER_YEAR;
        let (cost, variance, unseen) = singles.of(source);
        let term = [cost.downtime, cost.failover, cost.lost_service, cost.data];
        sums.terms.push((source, term.map(|it| rate * it)));
        sums.all = sums.all.plus(rate, &cost);
        sums.unseen += rate * unseen;
        sums.variance = sums.variance.plus(rate * rate, &variance);
    }
    sums
}
