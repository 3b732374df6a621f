//! What one design is expected to lose, without a life: as written, and in one scenario after the other.
//!
//! A search values thousands of designs and most of them in a few scenarios only; a run values all of its designs in all. Both
//! give the same numbers for the same design, seed and scenarios.

use std::sync::Arc;

use super::{
    computation::{Computation, Own},
    draw::{Draws, scaled, time_down},
    first_order::{FirstOrder, first_order},
    losses::Losses,
};
use crate::{
    exact::{Blame, Exact, causes, exact},
    topology::{Architecture, Source, SourceId, Table, Topology, Unknown, UnknownId},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minutes of a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// The number that each unknown of a topology has in one scenario.
pub type World = Vec<f64>;

/// The scenarios of a run with this seed, in its order.
#[must_use]
pub fn worlds(topology: &Topology, seed: u64, count: u32) -> Vec<World> {
    let draws = Draws::new(topology, seed, count);
    (0..count).map(|it| draws.numbers(it)).collect()
}

/// The sources of a topology in one scenario.
#[must_use]
pub fn in_world(topology: &Topology, world: &World) -> Topology {
    topology.with_sources(scaled(&topology.sources, &topology.unknowns, world))
}

/// Per source how many times as much of the time it is down in each scenario as by the numbers as written, roughly; sources of the same
/// numbers share them.
#[must_use]
pub fn times_down(topology: &Topology, worlds: &[World]) -> Table<SourceId, Arc<Vec<f64>>> {
    let mut known: Vec<(&Source, Arc<Vec<f64>>)> = Vec::new();
    let each = topology.sources.iter().map(|source| {
        let same = known
            .iter()
            .find(|(other, _)| other.unknowns == source.unknowns && other.lasts == source.lasts);
        if let Some((_, times)) = same {
            return times.clone();
        }
        let each = worlds
            .iter()
            .map(|numbers| time_down(source, topology, numbers));
        let times: Arc<Vec<f64>> = Arc::new(each.collect());
        known.push((source, times.clone()));
        times
    });
    each.collect()
}

/// A design that is valued without lives.
#[derive(Debug)]
pub struct Valuation {
    own: Own,
    known: Option<Exact>,
    first_order: Option<FirstOrder>,
    seed: u64,
    /// Whether it can lose requests while it is up, and data.
    loses: [bool; 2],
    /// What it loses with the numbers as written.
    written: Losses,
}

impl Valuation {
    /// Of an architecture of `topology`; `None` where its losses cannot be computed within this precision, so that lives must find
    /// them.
    #[must_use]
    pub fn new(
        topology: &Topology,
        architecture: &Architecture,
        (seed, precision): (u64, f64),
    ) -> Option<Self> {
        let known = exact(topology, architecture).ok();
        let first_order = if known.is_some() {
            None
        } else {
            let found = first_order(topology, architecture, (seed, precision)).ok()?;
            let is_narrow = precision <= 0.0 || found.downtime.is_within(precision);
            Some(found).filter(|_| is_narrow)
        };
        if known.is_none() && first_order.is_none() {
            return None;
        }
        let mut valuation = Self {
            own: Own::new(topology, architecture).without_provenance(),
            known,
            first_order,
            seed,
            loses: [architecture.loses_requests(), architecture.loses_data()],
            written: Losses::default(),
        };
        valuation.written = match &valuation.first_order {
            Some(found) => {
                let all = [&found.downtime, &found.lost_service, &found.data];
                let [downtime, lost_service, data_lost] = all.map(|it| it.mean * MINUTES_PER_HOUR);
                Losses {
                    downtime,
                    lost_service,
                    data_lost,
                }
                .within(YEAR)
            }
            None => {
                let numbers: World = topology.unknowns.iter().map(|it| it.value).collect();
                *valuation
                    .in_worlds(&topology.unknowns, &[numbers])?
                    .first()?
            }
        };
        Some(valuation)
    }

    /// What it loses with the numbers as written.
    #[must_use]
    pub fn as_written(&self) -> Losses {
        self.written
    }

    /// What its downtime as written is caused by.
    fn charges(&self, topology: &Topology, architecture: &Architecture) -> Vec<(SourceId, f64)> {
        let causes = match (&self.known, &self.first_order) {
            (Some(exact), _) => causes(topology, architecture, exact),
            (None, Some(found)) => {
                let mean = found.downtime.mean * MINUTES_PER_HOUR;
                found.causes(topology, architecture, mean)
            }
            (None, None) => None,
        };
        let charges = causes.into_iter().flat_map(|causes| causes.charges);
        let charges = charges.filter_map(|charge| match charge.blame {
            Blame::Source(id) => Some((id, charge.minutes)),
            Blame::SwitchingBack => None,
        });
        charges.collect()
    }

    /// Roughly what it is down in each of many scenarios [min a year]: its causes as written, each as many times as its source is
    /// down there more of the time. `times` has that by source; the architecture is the one that is valued.
    #[must_use]
    pub fn roughly(
        &self,
        topology: &Topology,
        architecture: &Architecture,
        times: &Table<SourceId, Arc<Vec<f64>>>,
        worlds: usize,
    ) -> Vec<f32> {
        if worlds == 0 {
            return Vec::new();
        }
        let mut rough = vec![0.0; worlds];
        for (source, minutes) in self.charges(topology, architecture) {
            let each = rough.iter_mut().zip(times[source].iter());
            each.for_each(|(sum, times)| *sum += minutes * times);
        }
        rough.into_iter().map(|it| it as f32).collect()
    }

    /// Whether there is no number of which it depends and that nobody knows exactly.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.own.is_certain()
    }

    /// What it loses in each of these scenarios, with the unknowns of its topology; `None` where one of them cannot be computed.
    #[must_use]
    pub fn in_worlds(
        &self,
        unknowns: &Table<UnknownId, Unknown>,
        worlds: &[World],
    ) -> Option<Vec<Losses>> {
        let first_order = self.first_order.as_ref();
        let known = self.known.map(|it| it.method);
        let mut computation = Computation::new(&self.own, known, first_order, self.seed);
        let each = worlds.iter().map(|numbers| {
            let found = computation.in_scenario(unknowns, numbers)?;
            // What cannot be lost need not be known.
            let [requests, data] = self.loses;
            let losses = Losses {
                downtime: found.downtime,
                lost_service: found.lost_service.or((!requests).then_some(0.0))?,
                data_lost: found.data_lost.or((!data).then_some(0.0))?,
            };
            Some(losses.within(YEAR))
        });
        each.collect()
    }
}
