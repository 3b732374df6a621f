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

use std::{collections::BTreeMap, sync::Arc};

use ages::Ages;
use cone::Shape;
use curve::{Curve, Effects, curve};
use felt::{Felt, links};
use waits::{Waits, corners, delays};

use crate::{
    law::Law,
    topology::{Architecture, Effect, SourceId, Topology},
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
    architecture: &'a Architecture,
    setting: &'a Setting,
    /// Per source that is felt, what its outages do by themselves; `None` where more than independent events decides.
    alone: Curves,
    /// Per source that strikes others, what its outages do with those.
    striking: Curves,
}

type Curves = BTreeMap<SourceId, Option<Arc<Effects>>>;

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
        let shape = Shape::new(architecture);
        let links = links(architecture);
        let sources = &topology.sources;
        let Setting { ages, waits } = setting;
        // Most replicas can be missed: their curves are nothing, and are not looked up.
        let nothing = Curve::zero(ages);
        let nothing = Arc::new(Effects {
            during: nothing,
            after: None,
        });
        let mut known: Vec<(Felt, Option<Arc<Effects>>)> = Vec::new();
        let mut find = |felt: Felt| {
            if let Some((_, found)) = known.iter().find(|it| it.0.looks_like(&felt)) {
                return found.clone();
            }
            let found = curve(&shape, &topology.mitigations, ages, &felt, waits);
            if found.as_ref() == Some(&*nothing) {
                return Some(nothing.clone());
            }
            let found = found.map(Arc::new);
            known.push((felt, found.clone()));
            found
        };
        let alone = links.keys().map(|&id| {
            let felt = Felt::alone(architecture, &links, &sources[id], id);
            (id, find(felt))
        });
        let alone = alone.collect();
        let strikes = architecture.strikes(sources);
        let striking = strikes.keys().map(|&id| {
            let felt = Felt::with_struck(architecture, &links, sources, &strikes, id);
            (id, felt.and_then(&mut find))
        });
        let striking = striking.collect();
        Self {
            topology,
            architecture,
            setting,
            alone,
            striking,
        }
    }

    /// Share of the requests that is lost with nothing down.
    #[must_use]
    pub fn lost_at_rest(&self) -> f64 {
        lost::lost_share(self.architecture, &|_| false, &|_| Some(0))
    }

    /// What an outage of a source costs with all that it brings about, its length drawn from the source's law; `None` where it
    /// must be lived to be known.
    #[must_use]
    pub fn cost(&self, source: SourceId) -> Option<Cost> {
        self.of_law(source, &self.topology.sources[source].lasts)
    }

    /// The same of an outage of this length [h].
    #[must_use]
    pub fn cost_of(&self, source: SourceId, length: f64) -> Option<Cost> {
        self.of_law(source, &Law::Fixed(length))
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
