//! The engine against closed forms.
//!
//! Every plan is a small file beside this one, read as a user's would be, and lived through at fixed seeds in
//! independent batches. A quantity's standard error is that of the batches' mean; the exact value must lie within
//! 4.4 of them, and they must be small enough for that to mean something.

mod active;
mod branched;
mod causes;
mod coins;
mod controlled;
mod failover;
mod first_order;
mod five_years;
mod mitigations;
mod oracle;
mod outage_table;
mod quantiles;
mod repair;
mod served;
mod sharing;
mod steady;
mod strikes;
mod upkeep;

use crate::common::read;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;
use spof::{
    estimate::Estimate,
    experiment::{Believed, Method, Options, Run, Weighted, WeightedMeans, simulate},
    topology::Topology,
};

/// Independent runs behind every quantity.
const BATCHES: u64 = 8;
/// Standard errors by which a true value may be missed: Student's t with seven degrees of freedom is as seldom beyond as a normal
/// law is beyond 3.
const TOLERANCE: f64 = 4.4;
/// Minutes in a year.
pub const YEAR: f64 = 8760.0 * 60.0;

/// The long run share of time down of something up for a mean of `up` and down for a mean of `down` [h].
pub fn unavailability(up: f64, down: f64) -> f64 {
    down / (up + down)
}

/// A plan lived through, batch by batch.
pub struct Lived {
    topology: Topology,
    batches: Vec<Run>,
}

/// What one batch says of one architecture.
pub struct View<'a> {
    topology: &'a Topology,
    run: &'a Run,
    index: usize,
    /// Downtime and all that goes with it.
    pub estimate: Estimate,
}

impl Lived {
    /// Lives through `years` of the plan, rounded up to batches of whole blocks. What is known without lives is not asked for.
    pub fn of(text: &str, years: u64) -> Self {
        Self::by(text, years, Method::Unaided)
    }

    /// The same with branches of every life.
    pub fn branched(text: &str, years: u64) -> Self {
        Self::by(text, years, Method::Branched)
    }

    /// The same without anything that is known exactly.
    pub fn unaided(text: &str, years: u64) -> Self {
        Self::by(text, years, Method::Unaided)
    }

    fn by(text: &str, years: u64, method: Method) -> Self {
        let topology = read(text);
        let stop = AtomicBool::new(false);
        let run = |seed| {
            let years = years / BATCHES;
            let options = Options {
                seed,
                precision: -1.0,
                years: Some(years),
                method,
            };
            simulate(&topology, options, &|_| {}, &stop)
        };
        let batches = (1..=BATCHES).into_par_iter().map(run).collect();
        Self { topology, batches }
    }

    /// Asserts that `quantity` of an architecture has this exact value, and that its standard error is at most the
    /// share `precision` of it.
    #[track_caller]
    pub fn expect(
        &self,
        architecture: &str,
        quantity: impl Fn(&View<'_>) -> f64,
        exact: f64,
        precision: f64,
    ) {
        let values: Vec<f64> = self
            .views(architecture)
            .map(|view| quantity(&view))
            .collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let error = (squares / (count - 1.0) / count).sqrt();
        assert!(
            (mean - exact).abs() <= TOLERANCE * error + 1e-9 * exact.abs(),
            "{architecture}: {mean} ± {error} instead of {exact}, {:.1} standard errors off",
            (mean - exact) / error
        );
        assert!(
            error <= precision * exact.abs(),
            "{architecture}: a standard error of {error} proves nothing of {exact}; more years"
        );
    }

    /// Asserts a mean downtime by the exact share of time down.
    #[track_caller]
    pub fn expect_down(&self, architecture: &str, exact: f64, precision: f64) {
        self.expect(
            architecture,
            |view| view.estimate.mean,
            exact * YEAR,
            precision,
        );
    }

    /// What each batch says of an architecture.
    pub fn views(&self, architecture: &str) -> impl Iterator<Item = View<'_>> {
        let found = self.topology.architectures.iter();
        let index = found
            .map(|architecture| &architecture.name)
            .position(|name| name == architecture)
            .expect("the plan has the architecture");
        self.batches.iter().map(move |run| View {
            topology: &self.topology,
            run,
            index,
            estimate: Estimate::new(&run.tallies[index]),
        })
    }
}

impl View<'_> {
    /// Minutes a year charged to a source, and of them failover minutes.
    pub fn charged(&self, source: &str) -> (f64, f64) {
        let sources = self.run.sources[self.index].iter();
        let local = sources
            .map(|&source| &self.topology.sources[source].name)
            .position(|name| name == source);
        self.estimate.causes[local.expect("the architecture has the source")]
    }

    /// What the branches say [h a year].
    pub fn means(&self) -> WeightedMeans {
        let means = self.run.tallies[self.index].weighted.means();
        means.expect("enough branches were down")
    }

    /// Mean downtime that the branches with planned work that does not count say [h a year].
    pub fn means_with_work(&self) -> f64 {
        let work = self.run.tallies[self.index].with_work.as_ref();
        let means = work.and_then(Weighted::means);
        means.expect("enough branches were down").downtime
    }

    /// Mean downtime that one would have believed [min a year].
    pub fn believed(&self) -> f64 {
        let believed = self.run.believed[self.index].as_ref();
        match believed.expect("something is split") {
            Believed::Known(minutes) => *minutes,
            Believed::Lived(tally) => Estimate::new(tally).mean,
        }
    }

    /// Downtime of every life that had any [h], and the number of lives.
    pub fn totals(&self) -> (Vec<f64>, f64) {
        let tally = &self.run.tallies[self.index];
        let totals = tally.totals.iter().map(|&micros| micros as f64 / 3.6e9);
        (totals.collect(), tally.lives as f64)
    }
}
