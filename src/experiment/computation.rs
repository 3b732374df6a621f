//! What is computed of an architecture in one scenario after the other: its structure is worked out once, and each scenario gives
//! it other numbers.
//!
//! [`Own`] holds an architecture by itself, a [`Computation`] what is made of it for one thread; the numbers of a scenario come in, what
//! is [`Computed`] goes out.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex},
};

use super::{
    draw::{moved, rescale, scaled},
    first_order::{Apart, FirstOrder, Rescaled},
    foreseen::Charge,
    losses::Losses,
    times::times_long,
};
use crate::{
    exact::{
        self, Exact, Method, Renewable, Settings, alone, causes, exact_alone, static_part,
        with_losses,
    },
    topology::{Architecture, Aspect, Provenance, SourceId, Table, Topology, Unknown, UnknownId},
    units::MINUTES_PER_HOUR,
};

/// What is computed of one architecture in a scenario [min a year]; what is lost beside the downtime only where that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    pub downtime: f64,
    pub lost_service: Option<f64>,
    pub data_lost: Option<f64>,
    /// Of the downtime, what outages of each source cost beyond the static part, in the order of the charges that grow; of none where it is
    /// not found outage by outage.
    pub beyond: Vec<f64>,
}

/// An architecture with its own sources only, planned work that does not count left out.
#[derive(Debug)]
pub struct Own {
    topology: Topology,
    architecture: Architecture,
    /// Its sources in the plan.
    felt: Vec<SourceId>,
    /// Its static part.
    fixed: Option<(Topology, Architecture)>,
    /// What is lost beside its downtime is lost with planned work, of which nothing here knows.
    has_work: bool,
    /// Settings of designs that are looked at with it.
    settings: Arc<Settings>,
}

impl Own {
    /// Of each architecture of a plan.
    pub fn of_plan(topology: &Topology, settings: &Arc<Settings>) -> Vec<Self> {
        let all = topology.architectures.iter();
        all.map(|it| Self::new(topology, it, settings)).collect()
    }

    /// Of an architecture of a plan, one of those that share settings.
    pub fn new(topology: &Topology, architecture: &Architecture, settings: &Arc<Settings>) -> Self {
        let counted = architecture.counted(&topology.sources);
        let (own, alone) = alone(topology, &counted);
        Self {
            felt: counted.felt(&topology.sources),
            fixed: static_part(&own, &alone).ok(),
            topology: own,
            architecture: alone,
            has_work: architecture.has_uncounted_work(&topology.sources),
            settings: settings.clone(),
        }
    }

    /// The same without what its numbers rest on, which takes much room.
    pub fn without_provenance(mut self) -> Self {
        let fixed = self.fixed.iter_mut().map(|it| &mut it.0);
        for topology in fixed.chain([&mut self.topology]) {
            let sources = topology.sources.iter_mut();
            sources.for_each(|source| source.provenance = Provenance::default());
        }
        self
    }

    /// The topology of its own sources, and the architecture in their numbering.
    pub fn both(&self) -> (&Topology, &Architecture) {
        (&self.topology, &self.architecture)
    }

    /// What outages of each source of the plan cost, where its mean is this; `None` where that cannot be told apart.
    pub fn charges(&self, exact: &Exact) -> Option<Vec<Charge>> {
        let causes = causes(&self.topology, &self.architecture, exact)?;
        Some(self.in_plan(in_proportion(causes.charges)))
    }

    /// Charges to its own sources as charges to the plan's.
    fn in_plan(&self, charges: Vec<Charge>) -> Vec<Charge> {
        let each = charges.into_iter().map(|charge| Charge {
            source: self.felt[charge.source.index()],
            ..charge
        });
        each.collect()
    }

    /// The settings of designs that are looked at with it.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether it has no number that nobody knows exactly.
    pub fn is_certain(&self) -> bool {
        let mut moves = self.architecture.unknowns_of_moves();
        self.topology.is_certain() && moves.next().is_none()
    }
}

/// The computations of all architectures, one set for each thread that works at a time: they are copied once and handed on.
pub struct Desks<'a> {
    of_plan: Vec<Computation<'a>>,
    free: Mutex<Vec<Vec<Computation<'a>>>>,
}

impl<'a> Desks<'a> {
    /// None in use.
    pub fn new(of_plan: Vec<Computation<'a>>) -> Self {
        Self {
            of_plan,
            free: Mutex::default(),
        }
    }

    /// Lends one for a scenario. What the last one left there has no effect.
    pub fn lend<R>(&self, work: impl FnOnce(&mut [Computation<'a>]) -> R) -> R {
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        let mut desk = free.unwrap_or_else(|| self.of_plan.clone());
        let found = work(&mut desk);
        if let Ok(mut free) = self.free.lock() {
            free.push(desk);
        }
        found
    }
}

/// Works out one architecture in one scenario after the other.
#[derive(Debug, Clone)]
pub struct Computation<'a> {
    own: &'a Own,
    /// The plan with the numbers of the last scenario.
    scenario: Topology,
    method: How<'a>,
}

/// By which means an architecture's own numbers are found.
#[derive(Debug, Clone, Copy)]
pub enum Means<'a> {
    /// Exactly.
    Exact(Method),
    /// Outage by outage, what those that overlap add included.
    FirstOrder(&'a FirstOrder),
    /// Outage by outage, nothing being known of those that overlap.
    Apart,
    /// By lives.
    Lives,
}

#[derive(Debug, Clone)]
enum How<'a> {
    /// From its structure.
    Static(Renewable<'a>),
    /// From its states, of which all are found anew.
    States,
    /// Outage by outage.
    FirstOrder(Box<Rescaled<'a>>),
    /// Not at all: it must be lived.
    Lived,
}

impl<'a> Computation<'a> {
    /// Of an architecture by the means by which its own numbers are found.
    pub fn new(own: &'a Own, means: Means<'a>, seed: u64) -> Self {
        let Own {
            topology,
            architecture,
            fixed,
            settings,
            ..
        } = own;
        let outage_by_outage = |planned: Option<&'a FirstOrder>| {
            let of = (topology, architecture, &**settings);
            let rescaled = fixed
                .as_ref()
                .and_then(|fixed| Rescaled::new(of, fixed, planned, seed));
            rescaled.map_or(How::Lived, |it| How::FirstOrder(Box::new(it)))
        };
        let method = match means {
            Means::Exact(Method::Diagram) => {
                Renewable::among(&settings.courses, topology, architecture)
                    .map_or(How::States, How::Static)
            }
            Means::Exact(Method::Chain) => How::States,
            Means::FirstOrder(planned) => outage_by_outage(Some(planned)),
            Means::Apart => outage_by_outage(None),
            Means::Lives => How::Lived,
        };
        Self {
            own,
            scenario: topology.clone(),
            method,
        }
    }

    /// What outages cost apart from each other with the plan's numbers, where it is found outage by outage.
    pub fn apart(&mut self) -> Option<Apart> {
        match &mut self.method {
            How::FirstOrder(rescaled) => rescaled.apart(&self.own.topology),
            _ => None,
        }
    }

    /// What outages of each source of the plan cost, and how that grows with their length and with each number of a law of failover, where it
    /// is found outage by outage.
    pub fn charges(&mut self, unknowns: &Table<UnknownId, Unknown>) -> Option<Vec<Charge>> {
        let How::FirstOrder(rescaled) = &mut self.method else {
            return None;
        };
        let Own {
            topology,
            architecture,
            ..
        } = self.own;
        let fixed = in_proportion(rescaled.static_charges(topology)?);
        let ends = [false, true].map(|are_long| {
            let each = unknowns.iter();
            let each = each.map(|it| match (it.aspect, it.belief.ends()) {
                (Aspect::Length, (_, high)) if are_long => high,
                (Aspect::Length, (low, _)) => low,
                _ => it.value,
            });
            each.collect::<Vec<f64>>()
        });
        let written = rescaled.terms();
        let mut at = |numbers: &[f64]| {
            let sources = scaled(&topology.sources, unknowns, numbers);
            rescaled.terms_in(&topology.with_sources(sources), None)
        };
        let [short, long] = [at(&ends[0])?, at(&ends[1])?];
        let each = written.iter().zip(short).zip(long);
        let each = each.map(|((&(source, written), short), long)| {
            let of = &topology.sources[source];
            let lengths = ends.each_ref().map(|it| times_long(of, unknowns, it));
            let [short, long] = [short.1, long.1].map(of_term);
            let between = [(lengths[0], short), (lengths[1], long)];
            Charge::between(source, of_term(written), between)
        });
        let mut charges: Vec<Charge> = each.collect();
        let mut of_moves: Vec<UnknownId> = architecture.unknowns_of_moves().collect();
        of_moves.sort_unstable();
        of_moves.dedup();
        let written: Vec<f64> = unknowns.iter().map(|it| it.value).collect();
        for id in of_moves {
            let ends = unknowns[id].reach();
            let mut at = |number: f64| {
                let mut numbers = written.clone();
                numbers[id.index()] = number;
                let moved = moved(architecture, unknowns, &numbers);
                rescaled.terms_in(topology, Some(&moved))
            };
            let [low, high, far] = ends.map(&mut at);
            let each = charges.iter_mut().zip(low?).zip(high?).zip(far?);
            let times = ends.map(|it| it / unknowns[id].value);
            for (((charge, low), high), far) in each {
                let costs = [low.1, high.1, far.1].map(of_term);
                charge.grow_with(id, [0, 1, 2].map(|end| (times[end], costs[end])));
            }
        }
        Some(self.own.in_plan([fixed, charges].concat()))
    }

    /// Whether any of these numbers is another than in `others` and one of this architecture.
    pub fn concerns(&self, numbers: &[f64], others: &[f64]) -> bool {
        let sources = self.own.topology.sources.iter();
        let own = sources.flat_map(|source| source.unknowns.iter().copied());
        let mut own = own.chain(self.own.architecture.unknowns_of_moves());
        own.any(|id| numbers[id.index()] != others[id.index()])
    }

    /// What is computed of it in one scenario after the other.
    pub fn in_scenarios<'b>(
        &'b mut self,
        unknowns: &'b Table<UnknownId, Unknown>,
        scenarios: &'b [Vec<f64>],
    ) -> impl Iterator<Item = Option<Computed>> + use<'a, 'b> {
        let each = scenarios.iter();
        each.map(|numbers| self.in_scenario(unknowns, numbers))
    }

    /// What is computed of it in the scenario with these numbers, where anything is. An iteration may fail to settle in one
    /// scenario although it does in another; then that scenario is lived.
    pub fn in_scenario(
        &mut self,
        unknowns: &Table<UnknownId, Unknown>,
        numbers: &[f64],
    ) -> Option<Computed> {
        if matches!(self.method, How::Lived) {
            return None;
        }
        let Own {
            topology,
            architecture,
            has_work,
            ..
        } = self.own;
        rescale(
            &mut self.scenario.sources,
            &topology.sources,
            unknowns,
            numbers,
        );
        let scenario = &self.scenario;
        let moved = moved(architecture, unknowns, numbers);
        let with_losses = |exact: Exact| {
            let exact = with_losses(scenario, &moved, exact);
            Computed {
                downtime: exact.downtime_minutes,
                lost_service: exact.lost_service_minutes,
                data_lost: exact.data_lost_minutes,
                beyond: Vec::new(),
            }
        };
        let computed = match &mut self.method {
            How::Static(answer) => with_losses(answer.exact(scenario).ok()?),
            How::States => with_losses(exact_alone(scenario, &moved).ok()?),
            How::FirstOrder(rescaled) => {
                let moved = match &moved {
                    Cow::Owned(moved) => Some(moved),
                    Cow::Borrowed(_) => None,
                };
                let (losses, terms) = rescaled.in_scenario(scenario, moved)?;
                Computed {
                    downtime: losses.downtime,
                    lost_service: Some(losses.lost_service),
                    data_lost: Some(losses.data_lost),
                    beyond: terms.into_iter().map(|it| of_term(it.1).downtime).collect(),
                }
            }
            How::Lived => return None,
        };
        Some(if *has_work {
            Computed {
                lost_service: None,
                data_lost: None,
                ..computed
            }
        } else {
            computed
        })
    }
}

/// Charges as those of outages that cost in proportion to their length; what no source is to blame for is left out.
fn in_proportion(charges: Vec<exact::Charge>) -> Vec<Charge> {
    let each = charges.into_iter().filter_map(|charge| {
        let exact::Blame::Source(source) = charge.blame else {
            return None;
        };
        let losses = Losses {
            downtime: charge.minutes,
            ..Losses::default()
        };
        Some(Charge::in_proportion(source, losses))
    });
    each.collect()
}

/// What a source's outages cost beyond the static part, as losses.
fn of_term([downtime, _, lost_service, data]: [f64; 4]) -> Losses {
    let [downtime, lost_service, data_lost] =
        [downtime, lost_service, data].map(|it| it * MINUTES_PER_HOUR);
    Losses {
        downtime,
        lost_service,
        data_lost,
    }
}
