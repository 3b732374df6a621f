//! Lone outages: what one outage of each source costs an architecture, all else up, without a life.
//!
//! A topology comes in once ([`Setting`]), then one of its architectures ([`Lone`]); what a source's outages of any length or
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
mod cone;
mod curve;
mod felt;
mod lost;
mod wait;
mod waits;

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use ages::Ages;
use cone::Shape;
use curve::{Effects, curve};
use felt::{Felt, Links, links};
use waits::{Waits, corners, delays};

use crate::{
    law::Law,
    topology::{Architecture, Effect, SourceId, Strikes, Topology},
};

/// What all architectures of a plan share.
#[derive(Debug)]
pub struct Setting {
    ages: Ages,
    waits: Waits,
}

/// What an outage costs on average [h].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cost {
    /// Time without service.
    pub downtime: f64,
    /// The same if failovers took no time and always worked.
    pub instant: f64,
    /// Requests lost while the service is up.
    pub lost_service: f64,
    /// Data lost, in hours of writing.
    pub data: f64,
}

/// The lone outages of an architecture.
#[derive(Debug)]
pub struct Lone<'a> {
    topology: &'a Topology,
    setting: &'a Setting,
    shape: Shape<'a>,
    links: Links<'a>,
    strikes: Strikes,
    /// Per source that is felt, what its outages do by themselves; `None` where more than independent events decides.
    alone: Curves,
    /// Per source that strikes others, what its outages do with those.
    striking: Curves,
}

type Curves = BTreeMap<SourceId, Option<Arc<Effects>>>;

/// Effects that were found last: sources that are felt alike follow each other, and many do the same.
#[derive(Debug, Default)]
struct Recent {
    felt: VecDeque<(Felt, Option<Arc<Effects>>)>,
    effects: VecDeque<Arc<Effects>>,
}

/// So many are kept in mind.
const RECENT: usize = 16;

impl Recent {
    fn find(
        &mut self,
        felt: Felt,
        work_out: impl Fn(&Felt) -> Option<Effects>,
    ) -> Option<Arc<Effects>> {
        if let Some((_, found)) = self.felt.iter().find(|it| it.0.looks_like(&felt)) {
            return found.clone();
        }
        let found = work_out(&felt).map(|found| {
            let same = self.effects.iter().find(|it| ***it == found).cloned();
            same.unwrap_or_else(|| {
                let found = Arc::new(found);
                keep(&mut self.effects, found.clone());
                found
            })
        });
        keep(&mut self.felt, (felt, found.clone()));
        found
    }
}

fn keep<T>(recent: &mut VecDeque<T>, new: T) {
    if recent.len() == RECENT {
        recent.pop_front();
    }
    recent.push_back(new);
}

impl Setting {
    /// Of a plan.
    #[must_use]
    pub fn new(topology: &Topology) -> Self {
        let effects = topology.mitigations.iter().map(|mitigation| {
            let (Effect::After(law) | Effect::CoversFirst(law)) = &mitigation.effect;
            law
        });
        let lasts = topology.sources.iter().map(|source| &source.lasts);
        let smooth = lasts.filter(|law| law.atoms().is_empty());
        let fixed = topology.sources.iter().map(|source| &source.lasts);
        let longest = fixed.map(Law::mean).fold(1.0, f64::max);
        let mut corners = corners(topology);
        corners.push(longest);
        // Those that are struck end at ages of the outage that struck them.
        let struck = topology
            .sources
            .iter()
            .filter(|it| !it.struck_by.is_empty());
        let struck = struck.map(|source| &source.lasts);
        // The outage table asks for those lengths.
        let asked = struck.clone().flat_map(|law| [law.median(), law.p90()]);
        corners.extend(asked);
        let laws = effects.chain(delays(topology)).chain(smooth).chain(struck);
        let ages = Ages::new(laws, corners);
        Self {
            waits: Waits::new(topology, &ages),
            ages,
        }
    }
}

impl<'a> Lone<'a> {
    /// Of one of the plan's architectures.
    #[must_use]
    pub fn new(
        topology: &'a Topology,
        architecture: &'a Architecture,
        setting: &'a Setting,
    ) -> Self {
        let mut lone = Self {
            topology,
            setting,
            shape: Shape::new(architecture),
            links: links(architecture),
            strikes: architecture.strikes(&topology.sources),
            alone: Curves::new(),
            striking: Curves::new(),
        };
        let mut recent = Recent::default();
        let alone = lone.links.keys().map(|&id| {
            let found = recent.find(lone.felt_alone(id), |felt| lone.work_out(felt));
            (id, found)
        });
        lone.alone = alone.collect();
        let striking = lone.strikes.keys().map(|&id| {
            let felt = lone.felt_with_struck(id);
            let found = felt.and_then(|felt| recent.find(felt, |felt| lone.work_out(felt)));
            (id, found)
        });
        lone.striking = striking.collect();
        lone
    }

    fn felt_alone(&self, id: SourceId) -> Felt {
        let source = &self.topology.sources[id];
        Felt::alone(self.shape.architecture, &self.links, source, id)
    }

    fn felt_with_struck(&self, id: SourceId) -> Option<Felt> {
        let sources = &self.topology.sources;
        let architecture = self.shape.architecture;
        Felt::with_struck(architecture, &self.links, sources, &self.strikes, id)
    }

    fn work_out(&self, felt: &Felt) -> Option<Effects> {
        let Setting { ages, waits } = self.setting;
        curve(&self.shape, &self.topology.mitigations, ages, felt, waits)
    }

    /// Share of the requests that is lost with nothing down.
    #[must_use]
    pub fn lost_at_rest(&self) -> f64 {
        lost::lost_share(self.shape.architecture, &|_| false, &|_| Some(0))
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
        Some(self.work_out(&felt)?.cost(&self.setting.ages, &length))
    }

    /// What an outage of a source costs if it strikes no other.
    #[must_use]
    pub fn alone(&self, source: SourceId) -> Option<Cost> {
        let lasts = &self.topology.sources[source].lasts;
        self.read(self.alone.get(&source), lasts)
    }

    fn of_law(&self, source: SourceId, lasts: &Law) -> Option<Cost> {
        let with_struck = self.striking.get(&source);
        self.read(with_struck.or_else(|| self.alone.get(&source)), lasts)
    }

    /// Reads a curve; what is not felt costs nothing.
    fn read(&self, effects: Option<&Option<Arc<Effects>>>, lasts: &Law) -> Option<Cost> {
        match effects {
            None => Some(Cost::default()),
            Some(effects) => effects
                .as_ref()
                .map(|it| it.cost(&self.setting.ages, lasts)),
        }
    }
}
