//! How much plain simulation a precision would take, foreseen from pilot lives: what decides whether an architecture is
//! branched. Lives and events are counted, never time, so that the same plan is treated alike everywhere.

use super::{effort::of_branches, options::NORMAL_975, tally::Tally};
use crate::{
    exact::{Exact, Lone},
    topology::{Architecture, Topology},
    units::HOURS_PER_YEAR,
};

/// Pilot lives with downtime below which their variance says nothing.
const TELLING: usize = 20;
/// Events of plain simulation that are not too many: some seconds of one core.
const MOST_EVENTS: f64 = 2e8;

/// Sources of an architecture whose branches are not too much: each is looked at in every piece of every path.
const MOST_SOURCES: usize = 4_000;
/// Lives that are lived anyhow.
const FEW_LIVES: f64 = 32_768.0;

/// The plain lives that a precision would take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Lives.
    pub lives: f64,
    /// Events of these.
    pub events: f64,
    /// Variance of a life's downtime [h²]; `None` where too few pilot lives were down to say.
    variance: Option<f64>,
}

/// What pilot lives did not show or not often enough: outages of sources that fail too rarely.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rare {
    /// Mean downtime of these [h a year].
    mean: f64,
    /// Their part of the variance of a year's downtime [h²].
    variance: f64,
}

impl Rare {
    /// Of an architecture in so many pilot lives, by what an outage of each source costs by itself, where it is controlled beyond what it
    /// would if failovers took no time; lengths vary about as much as exponential ones.
    pub fn new(
        topology: &Topology,
        architecture: &Architecture,
        lives: u64,
        is_controlled: bool,
    ) -> Self {
        let lone = Lone::new(topology, architecture);
        let felt = architecture.felt(&topology.sources).into_iter();
        let rare = felt.filter_map(|id| {
            let outages = topology.sources[id].outages_that_reach_us() * HOURS_PER_YEAR;
            let is_rare = outages * (lives as f64) < TELLING as f64;
            let cost = lone.cost(id).filter(|_| is_rare)?;
            let known = if is_controlled { cost.instant } else { 0.0 };
            Some((outages, cost.downtime - known))
        });
        rare.fold(Self::default(), |sum, (outages, cost)| Self {
            mean: sum.mean + outages * cost,
            variance: sum.variance + 2.0 * outages * cost * cost,
        })
    }
}

impl Forecast {
    /// From pilot lives with this mean and standard error, controlled where they are [h a year]; from the `relaxed`
    /// architecture: its pilot lives and its exact share of time and number of times down; and from what is too rare for pilot lives.
    pub fn new(
        pilot: &Tally,
        (mean, error): (f64, f64),
        relaxed: Option<(&Tally, &Exact)>,
        rare: Rare,
        precision: f64,
    ) -> Self {
        let lives = pilot.lives.max(1) as f64;
        let reach = NORMAL_975 / precision.max(1e-6);
        // What rarely happens to the relaxation, the pilot lives did not show, and it will not spare the architecture.
        let unseen = relaxed.filter(|(pilot, _)| pilot.totals.len() < TELLING);
        let unseen = unseen.map_or(0.0, |(_, exact)| variance(exact));
        let tells = pilot.totals.len() >= TELLING && mean > 0.0;
        let variance = tells.then(|| (lives * error * error).max(unseen) + rare.variance);
        let needed = match variance {
            Some(variance) => variance * (reach / (mean + rare.mean)).powi(2),
            // So many years are down at most, with lengths that vary about as much as exponential ones.
            None => reach * reach * 2.0 * lives / pilot.totals.len().max(1) as f64,
        };
        Self {
            lives: needed,
            events: needed * pilot.events as f64 / lives,
            variance,
        }
    }

    /// Whether that is much for plain lives, so that branches are tried.
    pub fn is_much(&self, sources: usize) -> bool {
        (self.lives > FEW_LIVES || self.events > MOST_EVENTS) && sources <= MOST_SOURCES
    }

    /// Whether branches tell more for the time they take than plain lives would, going by pilot lives with branches. Where plain
    /// ones give no estimate, they do.
    pub fn is_worse_than(&self, branched: &Tally, sources: usize) -> bool {
        let means = branched.weighted.means();
        let Some(variance) = self.variance else {
            return means.is_some();
        };
        let lives = branched.lives.max(1) as f64;
        let dear = of_branches(branched.weighted.events, sources);
        let events = (branched.events as f64 + dear) / lives;
        means.is_some_and(|means| {
            means.error * means.error * lives * events < variance * self.events / self.lives
        })
    }
}

/// The variance of a year's downtime [h²] if outages come at random and their lengths are exponential: 2 f m².
fn variance(exact: &Exact) -> f64 {
    let hours = exact.unavailability * HOURS_PER_YEAR;
    match exact.outages_per_year {
        Some(outages) if outages > 0.0 => 2.0 * hours * hours / outages,
        _ => 0.0,
    }
}
