//! What one design is expected to lose, without a life: as written, and in one scenario after the other.
//!
//! A search values thousands of designs and most of them in a few scenarios only; a run values all of its designs in all. Both
//! give the same numbers for the same design, seed and scenarios.

use std::sync::Arc;

use super::{
    computation::{Computation, Computed, Means, Own},
    draw::{World, scaled},
    first_order::{Apart, FirstOrder, first_order_among},
    foreseen::Charge,
    losses::Losses,
};
use crate::{
    exact::{Exact, Settings, exact},
    topology::{Architecture, Table, Topology, Unknown, UnknownId},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minutes of a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// The sources of a topology in one scenario.
#[must_use]
pub fn in_world(topology: &Topology, world: &World) -> Topology {
    topology.with_sources(scaled(&topology.sources, &topology.unknowns, world))
}

/// A design that is valued without lives.
#[derive(Debug)]
pub struct Valuation {
    own: Own,
    found: Found,
    /// The seed, and the half-width of the mean's interval that is aimed at, as a share of it.
    aim: (u64, f64),
    /// Whether it can lose requests while it is up, and data.
    loses: [bool; 2],
    /// What it loses with the numbers as written.
    written: Losses,
}

/// What is known of a design as written.
#[derive(Debug)]
enum Found {
    Exact(Exact),
    /// Nothing of outages that overlap, but for how much less [min a year] they can cost at most.
    Apart(Apart, f64),
    FirstOrder(FirstOrder),
}

impl Valuation {
    /// Of an architecture of `topology`, one of those that share settings; what it loses in the first scenarios, and what its outages cost,
    /// as far as that is known. `None` where its losses cannot be computed, so that lives must find them.
    #[must_use]
    pub fn new(
        topology: &Topology,
        architecture: &Architecture,
        (aim, settings): ((u64, f64), &Arc<Settings>),
        first: &[World],
    ) -> Option<(Self, Vec<Losses>, Vec<Charge>)> {
        let mut valuation = Self {
            own: Own::new(topology, architecture, settings).without_provenance(),
            found: Found::Apart(Apart::default(), 0.0),
            aim,
            loses: [architecture.loses_requests(), architecture.loses_data()],
            written: Losses::default(),
        };
        let unknowns = &topology.unknowns;
        if let Ok(known) = exact(topology, architecture) {
            let charges = valuation.own.charges(&known).unwrap_or_default();
            valuation.found = Found::Exact(known);
            let numbers: World = unknowns.iter().map(|it| it.value).collect();
            let worlds = [&[numbers], first].concat();
            let mut drawn = valuation.in_worlds(unknowns, &worlds)?;
            valuation.written = drawn.remove(0);
            return Some((valuation, drawn, charges));
        }
        let mut computation = Computation::new(&valuation.own, Means::Apart, aim.0);
        let apart = computation.apart()?;
        let charges = computation.charges(unknowns).unwrap_or_default();
        if let Some(hours) = apart.overlap {
            let drawn = computation.in_scenarios(unknowns, first);
            let drawn = drawn.map(|found| valuation.losses(found?));
            let drawn = drawn.collect::<Option<Vec<Losses>>>()?;
            valuation.written = in_minutes(apart.all);
            valuation.found = Found::Apart(apart, hours * MINUTES_PER_HOUR);
            return Some((valuation, drawn, charges));
        }
        valuation.complete(&mut []).then_some(())?;
        let drawn = valuation.in_worlds(unknowns, first)?;
        Some((valuation, drawn, charges))
    }

    /// Whether all is known of it that will be.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !matches!(self.found, Found::Apart(..))
    }

    /// Finds out what outages that overlap add, where that is not known yet, and adds it to what it loses in scenarios; whether it is
    /// known now as narrowly as is aimed at.
    pub fn complete(&mut self, drawn: &mut [Losses]) -> bool {
        let Found::Apart(apart, _) = &self.found else {
            return true;
        };
        let settings = self.own.settings();
        let Ok(found) = first_order_among(settings, self.own.both(), self.aim) else {
            return false;
        };
        if self.aim.1 > 0.0 && !found.downtime.is_within(self.aim.1) {
            return false;
        }
        for losses in drawn {
            let times = self.times(losses);
            *losses = in_minutes(found.with_overlaps(apart.all, hours(losses), times));
        }
        self.written = in_minutes(found.all());
        self.found = Found::FirstOrder(found);
        true
    }

    /// How many times as long as written it is down.
    fn times(&self, losses: &Losses) -> f64 {
        if self.written.downtime > 0.0 {
            losses.downtime / self.written.downtime
        } else {
            1.0
        }
    }

    /// What it loses with the numbers as written.
    #[must_use]
    pub fn as_written(&self) -> Losses {
        self.written
    }

    /// Time that it surely does not serve [min a year] in a scenario in which it has these losses: where nothing is known yet of outages
    /// that overlap, what they can take off is not counted. It grows with the square of the rest, as what they add does.
    #[must_use]
    pub fn at_least(&self, losses: &Losses) -> f64 {
        let Found::Apart(_, less) = self.found else {
            return losses.unserved();
        };
        let times = self.times(losses);
        (losses.unserved() - less * times * times).max(0.0)
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
        let means = match &self.found {
            Found::Exact(exact) => Means::Exact(exact.method),
            Found::Apart(..) => Means::Apart,
            Found::FirstOrder(found) => Means::FirstOrder(found),
        };
        let mut computation = Computation::new(&self.own, means, self.aim.0);
        let each = computation.in_scenarios(unknowns, worlds);
        each.map(|found| self.losses(found?)).collect()
    }

    /// What was computed, as losses. What cannot be lost need not be known.
    fn losses(&self, found: Computed) -> Option<Losses> {
        let [requests, data] = self.loses;
        let losses = Losses {
            downtime: found.downtime,
            lost_service: found.lost_service.or((!requests).then_some(0.0))?,
            data_lost: found.data_lost.or((!data).then_some(0.0))?,
        };
        Some(losses.within(YEAR))
    }
}

fn hours(losses: &Losses) -> [f64; 3] {
    [losses.downtime, losses.lost_service, losses.data_lost].map(|it| it / MINUTES_PER_HOUR)
}

/// Hours of a year as losses.
fn in_minutes(hours: [f64; 3]) -> Losses {
    let [downtime, lost_service, data_lost] = hours.map(|it| it * MINUTES_PER_HOUR);
    let losses = Losses {
        downtime,
        lost_service,
        data_lost,
    };
    losses.within(YEAR)
}
