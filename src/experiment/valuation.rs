//! What one design is expected to lose, without a life: as written, and in one scenario after the other.
//!
//! A search values thousands of designs and most of them in a few scenarios only; a run values all of its designs in all. Both
//! give the same numbers for the same design, seed and scenarios.

use std::sync::Arc;

use super::{
    computation::{Computation, Computed, Means, Own},
    draw::{Draws, scaled, time_down},
    first_order::{Apart, FirstOrder, first_order_among},
    losses::Losses,
};
use crate::{
    exact::{Blame, Exact, Settings, causes, causes_by_terms, exact},
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
    /// Of an architecture of `topology`, one of those that share settings, and what it loses in the first scenarios; `None` where its losses cannot be computed, so that
    /// lives must find them.
    #[must_use]
    pub fn new(
        topology: &Topology,
        architecture: &Architecture,
        (aim, settings): ((u64, f64), &Arc<Settings>),
        first: &[World],
    ) -> Option<(Self, Vec<Losses>)> {
        let mut valuation = Self {
            own: Own::new(topology, architecture, settings).without_provenance(),
            found: Found::Apart(Apart::default(), 0.0),
            aim,
            loses: [architecture.loses_requests(), architecture.loses_data()],
            written: Losses::default(),
        };
        if let Ok(known) = exact(topology, architecture) {
            valuation.found = Found::Exact(known);
            let numbers: World = topology.unknowns.iter().map(|it| it.value).collect();
            let worlds = [&[numbers], first].concat();
            let mut drawn = valuation.in_worlds(&topology.unknowns, &worlds)?;
            valuation.written = drawn.remove(0);
            return Some((valuation, drawn));
        }
        let mut computation = Computation::new(&valuation.own, Means::Apart, aim.0);
        let apart = computation.apart()?;
        if let Some(hours) = apart.overlap {
            let drawn = computation.in_scenarios(&topology.unknowns, first);
            let drawn = drawn.map(|found| valuation.losses(found?));
            let drawn = drawn.collect::<Option<Vec<Losses>>>()?;
            valuation.written = in_minutes(apart.all);
            valuation.found = Found::Apart(apart, hours * MINUTES_PER_HOUR);
            return Some((valuation, drawn));
        }
        valuation.complete(&mut []).then_some(())?;
        let drawn = valuation.in_worlds(&topology.unknowns, first)?;
        Some((valuation, drawn))
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

    /// What its downtime as written is caused by.
    fn charges(&self, topology: &Topology, architecture: &Architecture) -> Vec<(SourceId, f64)> {
        // Sources of its own are in the order in which the plan's are felt.
        let felt = architecture
            .counted(&topology.sources)
            .felt(&topology.sources);
        let of_plan = |terms: &[(SourceId, [f64; 2])]| -> Vec<(SourceId, [f64; 2])> {
            let each = terms.iter();
            each.filter_map(|(id, hours)| {
                Some((
                    *felt.get(id.index())?,
                    hours.map(|it| it * MINUTES_PER_HOUR),
                ))
            })
            .collect()
        };
        let by_terms = |terms, mean: f64| {
            let terms = of_plan(terms);
            let failover = terms.iter().map(|it| it.1[1]).sum();
            causes_by_terms(topology, architecture, terms, (mean, failover))
        };
        let mean = self.written.downtime;
        let causes = match &self.found {
            Found::Exact(exact) => causes(topology, architecture, exact),
            Found::Apart(found, _) => by_terms(&found.terms, mean),
            Found::FirstOrder(found) => by_terms(&found.terms, mean),
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
