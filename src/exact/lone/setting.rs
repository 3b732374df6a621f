//! The ages at which an architecture is looked at, and how long its groups wait: a matter of the laws in it alone.
//!
//! The laws of an architecture come in ([`Laws`]), a [`Setting`] goes out; designs of a search that have the same laws share one
//! ([`Settings`]).

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, OnceLock},
};

use super::{
    ages::{Ages, MOST_CORNERS},
    wait::Grain,
    waits::{Waits, corners, delays, sums},
};
use crate::{
    exact::fault_tree::Courses,
    failover::Failover,
    law::Law,
    topology::{Architecture, Effect, MitigationId, Topology},
};

/// Settings that are kept at most.
const MOST_SETTINGS: usize = 64;

/// The ages at which an architecture is looked at, and how long its groups wait.
#[derive(Debug)]
pub struct Setting {
    pub ages: Ages,
    pub waits: Waits,
}

/// The laws that make a setting, each once.
#[derive(Debug, PartialEq)]
struct Laws {
    /// Of groups.
    groups: Vec<Failover>,
    /// When mitigations cease to cover.
    covers: Vec<Law>,
    /// When mitigations take effect, and how long a site is drained.
    effects: Vec<Law>,
    /// Lengths of outages that are not one of a few.
    smooth: Vec<Law>,
    /// Lengths of outages that others strike.
    struck: Vec<Law>,
    /// The longest mean length [h], an hour at least.
    longest: f64,
}

impl Laws {
    fn of(topology: &Topology, architecture: &Architecture) -> Self {
        let mitigations = architecture.links.iter().flat_map(|link| &link.mitigations);
        let mitigations: BTreeSet<MitigationId> = mitigations.copied().collect();
        let effects = mitigations
            .iter()
            .map(|id| &topology.mitigations[id].effect);
        let covers = effects.clone().filter_map(|effect| match effect {
            Effect::CoversFirst(law) => Some(law),
            Effect::After(_) => None,
        });
        let effects = effects.map(|effect| match effect {
            Effect::After(law) | Effect::CoversFirst(law) => law,
        });
        let drain = architecture.balance.iter().map(|it| &it.drain);
        let felt = architecture.felt(&topology.sources);
        let sources = || felt.iter().map(|id| &topology.sources[id]);
        let lengths = || sources().map(|it| &it.lasts);
        let struck = sources().filter(|it| !it.struck_by.is_empty());
        Self {
            groups: each_once(architecture.groups.iter().map(|group| &group.law)),
            covers: each_once(covers),
            effects: each_once(effects.chain(drain)),
            smooth: each_once(lengths().filter(|law| !law.is_discrete())),
            struck: each_once(struck.map(|source| &source.lasts)),
            longest: lengths().map(Law::mean).fold(1.0, f64::max),
        }
    }
}

fn each_once<'a, T: Clone + PartialEq + 'a>(all: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for one in all {
        if !kept.contains(one) {
            kept.push(one.clone());
        }
    }
    kept
}

impl Setting {
    fn new(laws: &Laws, grain: Grain) -> Self {
        let sums = sums(&laws.groups, grain);
        let mut corners = corners(&sums);
        // A group that wakes when something ceases to cover begins to wait then.
        let ends = laws.covers.iter().flat_map(|law| law.atoms());
        let later: Vec<f64> = ends
            .flat_map(|end| corners.iter().map(move |it| end + it))
            .take(MOST_CORNERS)
            .collect();
        corners.extend(later);
        corners.push(laws.longest);
        // Those that are struck end at ages of the outage that struck them; the outage table asks for its lengths.
        let struck = laws.struck.iter();
        corners.extend(struck.flat_map(|law| [law.median(), law.p90()]));
        let all = laws.effects.iter().chain(delays(&laws.groups));
        let ages = Ages::new(all.chain(&laws.smooth).chain(&laws.struck), corners);
        Self {
            waits: Waits::new(sums, &ages),
            ages,
        }
    }
}

/// The settings of designs that are looked at together; each is worked out once, and nobody waits for another's.
#[derive(Debug)]
pub struct Settings {
    /// Of outages that are mitigated.
    pub courses: Courses,
    known: Mutex<Vec<(Arc<Laws>, Place)>>,
    grain: Grain,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            courses: Courses::default(),
            known: Mutex::default(),
            grain: Grain::FINE,
        }
    }
}

type Place = Arc<OnceLock<Arc<Setting>>>;

impl Settings {
    /// Of laws that are others in each scenario.
    #[must_use]
    pub fn of_a_scenario() -> Self {
        Self {
            grain: Grain::ROUGH,
            ..Self::default()
        }
    }

    /// That of an architecture.
    pub(super) fn find(&self, topology: &Topology, architecture: &Architecture) -> Arc<Setting> {
        let laws = Arc::new(Laws::of(topology, architecture));
        let place = self.place(&laws);
        let setting = || Arc::new(Setting::new(&laws, self.grain));
        place.get_or_init(setting).clone()
    }

    fn place(&self, laws: &Arc<Laws>) -> Place {
        let Ok(mut known) = self.known.lock() else {
            return Place::default();
        };
        if let Some((_, place)) = known.iter().find(|it| it.0 == *laws) {
            return place.clone();
        }
        let place = Place::default();
        if known.len() < MOST_SETTINGS {
            known.push((laws.clone(), place.clone()));
        }
        place
    }
}
