//! Lone outages: what one outage of each source costs an architecture, all else up, without a life.
//!
//! One of a topology's architectures comes in ([`Lone`]), and nothing of the others; what a source's outages of any length or
//! law of lengths cost goes out ([`Cost`]). To first order the expected downtime is Σ over sources of their outages a year
//! times that.
//!
//! ```text
//! Ages (panels), Waits (laws of failovers) ─► Setting ─┐
//! Links ─► Felt (leaves, mitigations) ─► Cone (nodes above) ─► Curve (by age) ─► Cost
//! ```
//!
//! What is not a matter of independent events (a target that comes back later than it goes down, strikes on members of a group)
//! has no curve; whoever asks must live it.

mod ages;
mod bundle;
mod cone;
mod curve;
mod effects;
mod felt;
mod pattern;
mod setting;
mod wait;
mod waits;

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

use ages::{Ages, Lasting};
use cone::Shape;
use curve::Terms;
pub use effects::Cost;

use effects::Effects;
use felt::{Felt, Links, Struck, links, struck};
use setting::Setting;
pub use setting::Settings;

use crate::{
    law::Law,
    topology::{Architecture, SourceId, Strikes, Topology},
};

/// The lone outages of an architecture.
#[derive(Debug)]
pub struct Lone<'a> {
    topology: &'a Topology,
    ground: Arc<Ground<'a>>,
    /// Per source that is felt, what its outages do by themselves; `None` where more than independent events decides.
    alone: Curves,
    /// Per source that strikes others, what its outages do with those.
    striking: Curves,
    /// Laws that were asked for last.
    lasting: Mutex<VecDeque<(Law, Arc<Lasting>)>>,
}

type Curves = BTreeMap<SourceId, Option<Found>>;

/// What of an architecture is the same whatever the numbers are.
#[derive(Debug)]
struct Ground<'a> {
    setting: Arc<Setting>,
    shape: Shape<'a>,
    links: Links<'a>,
    strikes: Strikes,
}

/// What outages do that are felt alike.
#[derive(Debug, Clone)]
struct Found {
    effects: Arc<Effects>,
    are_static: bool,
    /// Of what they are made, where they are others in a scenario.
    terms: Option<Arc<Terms>>,
}

impl Found {
    fn new(effects: Arc<Effects>, terms: Option<Arc<Terms>>) -> Self {
        Self {
            are_static: effects.are_static(),
            effects,
            terms,
        }
    }
}

/// Effects that were found last: sources that are felt alike follow each other, and many do the same.
#[derive(Debug, Default)]
struct Recent {
    felt: VecDeque<(Felt, Option<Found>)>,
    effects: VecDeque<Arc<Effects>>,
    /// What was made of terms in this scenario, by the share that is hit and those that are struck.
    made: VecDeque<(f64, Vec<Struck>, Found)>,
}

/// So many are kept in mind.
const RECENT: usize = 16;
/// Of so many terms at most effects are made anew; with more they are worked out again.
const MOST_TERMS: usize = 64;

impl Recent {
    fn find(
        &mut self,
        felt: Felt,
        work_out: impl Fn(&Felt) -> Option<Terms>,
        ages: &Ages,
    ) -> Option<Found> {
        if let Some((_, found)) = self.felt.iter().find(|it| it.0.looks_like(&felt)) {
            return found.clone();
        }
        let found = work_out(&felt).map(|terms| {
            let effects = terms.effects(ages, felt.hits, &felt.struck);
            let is_kept = terms.tell_hits() || !felt.struck.is_empty();
            let terms = (is_kept && terms.count() <= MOST_TERMS).then(|| Arc::new(terms));
            self.found(effects, terms)
        });
        keep(&mut self.felt, (felt, found.clone()));
        found
    }

    /// What terms make of this share hit and these struck.
    fn make(
        &mut self,
        terms: &Arc<Terms>,
        (hits, struck): (f64, Vec<Struck>),
        ages: &Ages,
    ) -> Found {
        let is_it = |it: &&(f64, Vec<Struck>, Found)| {
            let same = it.2.terms.as_ref().is_some_and(|of| Arc::ptr_eq(of, terms));
            same && it.0 == hits && it.1 == struck
        };
        if let Some(made) = self.made.iter().find(is_it) {
            return made.2.clone();
        }
        let effects = terms.effects(ages, hits, &struck);
        let found = Found::new(Arc::new(effects), Some(terms.clone()));
        keep(&mut self.made, (hits, struck, found.clone()));
        found
    }

    fn found(&mut self, effects: Effects, terms: Option<Arc<Terms>>) -> Found {
        let same = self.effects.iter().find(|it| ***it == effects).cloned();
        let effects = same.unwrap_or_else(|| {
            let effects = Arc::new(effects);
            keep(&mut self.effects, effects.clone());
            effects
        });
        Found::new(effects, terms)
    }
}

fn keep<T>(recent: &mut VecDeque<T>, new: T) {
    if recent.len() == RECENT {
        recent.pop_front();
    }
    recent.push_back(new);
}

impl<'a> Lone<'a> {
    /// Of one of the plan's architectures.
    #[must_use]
    pub fn new(topology: &'a Topology, architecture: &'a Architecture) -> Self {
        Self::among(&Settings::default(), topology, architecture)
    }

    /// The same, one of many that may have the same laws.
    #[must_use]
    pub fn among(
        settings: &Settings,
        topology: &'a Topology,
        architecture: &'a Architecture,
    ) -> Self {
        let ground = Ground {
            setting: settings.find(topology, architecture),
            shape: Shape::new(architecture),
            links: links(architecture),
            strikes: architecture.strikes(&topology.sources),
        };
        let mut lone = Self {
            topology,
            ground: Arc::new(ground),
            alone: Curves::new(),
            striking: Curves::new(),
            lasting: Mutex::default(),
        };
        let mut recent = Recent::default();
        let links = lone.ground.links.keys();
        lone.alone = links
            .map(|&id| (id, lone.find_alone(id, &mut recent)))
            .collect();
        let strikers = lone.ground.strikes.keys();
        lone.striking = strikers
            .map(|&id| (id, lone.find_striking(id, &mut recent)))
            .collect();
        lone
    }

    /// The same in a scenario, in which the same sources have other numbers.
    #[must_use]
    pub fn in_scenario<'b>(&self, scenario: &'b Topology) -> Lone<'b>
    where
        'a: 'b,
    {
        let mut lone = Lone {
            topology: scenario,
            ground: self.ground.clone(),
            alone: Curves::new(),
            striking: Curves::new(),
            lasting: Mutex::default(),
        };
        let mut recent = Recent::default();
        // Neither rates nor lengths enter what an outage does, only the share that it hits, and the lengths of those struck.
        let alone = self.alone.iter().map(|(&id, found)| {
            let hits = scenario.sources[id].hits;
            let terms = found.as_ref().and_then(|found| found.terms.as_ref());
            let found = if self.topology.sources[id].hits == hits {
                found.clone()
            } else if let Some(terms) = terms {
                Some(recent.make(terms, (hits, Vec::new()), lone.ages()))
            } else {
                lone.find_alone(id, &mut recent)
            };
            (id, found)
        });
        lone.alone = alone.collect();
        let striking = self.striking.iter().map(|(&id, found)| {
            let hits = scenario.sources[id].hits;
            let struck = struck(&scenario.sources, &self.ground.strikes, id);
            let terms = found.as_ref().and_then(|found| found.terms.as_ref());
            // What hits all as written may not do so now.
            let terms = terms.filter(|it| it.tell_hits() || hits == self.topology.sources[id].hits);
            let found = if let Some((terms, struck)) = terms.zip(struck) {
                Some(recent.make(terms, (hits, struck), lone.ages()))
            } else {
                lone.find_striking(id, &mut recent)
            };
            (id, found)
        });
        lone.striking = striking.collect();
        lone
    }

    fn ages(&self) -> &Ages {
        &self.ground.setting.ages
    }

    fn find_alone(&self, id: SourceId, recent: &mut Recent) -> Option<Found> {
        let Ground { shape, links, .. } = &*self.ground;
        let felt = Felt::alone(shape.architecture, links, &self.topology.sources[id], id);
        recent.find(felt, |felt| self.work_out(felt), self.ages())
    }

    fn find_striking(&self, id: SourceId, recent: &mut Recent) -> Option<Found> {
        let felt = self.felt_with_struck(id)?;
        recent.find(felt, |felt| self.work_out(felt), self.ages())
    }

    fn felt_with_struck(&self, id: SourceId) -> Option<Felt> {
        let Ground {
            shape,
            links,
            strikes,
            ..
        } = &*self.ground;
        let sources = &self.topology.sources;
        Felt::with_struck(shape.architecture, links, sources, strikes, id)
    }

    fn work_out(&self, felt: &Felt) -> Option<Terms> {
        let Setting { ages, waits } = &*self.ground.setting;
        let mitigations = &self.topology.mitigations;
        Terms::new(&self.ground.shape, mitigations, ages, felt, waits)
    }

    /// Share of the requests that is lost with nothing down.
    #[must_use]
    pub fn lost_at_rest(&self) -> f64 {
        self.ground.shape.lost_at_rest()
    }

    /// What an outage of a source costs with all that it brings about, its length drawn from the source's law; `None` where it
    /// must be lived to be known.
    #[must_use]
    pub fn cost(&self, source: SourceId) -> Option<Cost> {
        self.of_law(source, &self.topology.sources[source].lasts)
    }

    /// The same of an outage of this length [h]. A shock is an instant: the length is that of all that it strikes.
    #[must_use]
    pub fn cost_of(&self, source: SourceId, length: f64) -> Option<Cost> {
        let length = Law::Fixed(length);
        if !self.topology.sources[source].is_shock {
            return self.of_law(source, &length);
        }
        let mut felt = self.felt_with_struck(source)?;
        felt.struck
            .iter_mut()
            .for_each(|it| it.lasts = length.clone());
        let terms = self.work_out(&felt)?;
        let effects = terms.effects(self.ages(), felt.hits, &felt.struck);
        Some(effects.cost(self.ages(), &self.ages().lasting(&length)))
    }

    /// What an outage of a source costs if it strikes no other.
    #[must_use]
    pub fn alone(&self, source: SourceId) -> Option<Cost> {
        let lasts = &self.topology.sources[source].lasts;
        self.read(self.alone.get(&source), lasts)
    }

    /// What an outage of a source costs, with all that it brings about, beyond what it would if failovers took no time and always worked,
    /// each hour of it weighed by the outage's age then [h²]; `None` where that is not known.
    #[must_use]
    pub fn aged(&self, source: SourceId) -> Option<f64> {
        let with_struck = self.striking.get(&source);
        let lasts = &self.topology.sources[source].lasts;
        match with_struck.or_else(|| self.alone.get(&source)) {
            None => Some(0.0),
            Some(None) => None,
            Some(Some(found)) if found.are_static => Some(0.0),
            Some(Some(found)) => found.effects.aged(self.ages(), lasts),
        }
    }

    /// What it costs by itself where only what failovers add is asked for: nothing at all where they change nothing, to save the integrals.
    #[must_use]
    pub fn beyond(&self, source: SourceId) -> Option<Cost> {
        match self.alone.get(&source) {
            Some(Some(found)) if found.are_static => Some(Cost::default()),
            _ => self.alone(source),
        }
    }

    fn of_law(&self, source: SourceId, lasts: &Law) -> Option<Cost> {
        let with_struck = self.striking.get(&source);
        self.read(with_struck.or_else(|| self.alone.get(&source)), lasts)
    }

    /// Reads a curve; what is not felt costs nothing.
    fn read(&self, found: Option<&Option<Found>>, lasts: &Law) -> Option<Cost> {
        let cost = |found: &Found| found.effects.cost(self.ages(), &self.lasting(lasts));
        found.map_or(Some(Cost::default()), |found| found.as_ref().map(cost))
    }

    /// How long outages last by a law: many sources have the same.
    fn lasting(&self, lasts: &Law) -> Arc<Lasting> {
        let Ok(mut known) = self.lasting.lock() else {
            return Arc::new(self.ages().lasting(lasts));
        };
        if let Some((_, lasting)) = known.iter().find(|it| it.0 == *lasts) {
            return lasting.clone();
        }
        let lasting = Arc::new(self.ages().lasting(lasts));
        keep(&mut known, (lasts.clone(), lasting.clone()));
        lasting
    }
}
