//! Where an architecture is weak: its minimal cut sets and how much depends on each source.
//!
//! Both are of static structures of independent sources. An architecture that is more than that is first made one, and
//! what was changed is reported: every switch takes no time and works, repairs wait for nobody, a shock is a source of its own
//! whose outages end at once for all that they strike, other outages take nothing down with them, and the steady state has
//! been reached.

use std::collections::BTreeMap;

use super::{
    alone::alone,
    fault_tree::{FaultTree, independent, struck},
    obstacle::Obstacle,
    relaxation::{without_crews, without_failovers},
    solve::{Importance, LikelySet, cut_sets, importance},
};
use crate::topology::{Architecture, Link, Source, SourceId, Start, Topology};

/// What was changed to make an architecture static.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liberty {
    /// Failovers take no time and always work; dormant members fail like the one that serves.
    Failovers,
    /// No repair waits for a crew.
    Crews,
    /// A shock takes down all that it strikes for the same time, as a source of its own.
    Shocks,
    /// What an outage takes down with it is left out.
    Spreading,
    /// The steady state, not the first year.
    SteadyState,
}

impl std::fmt::Display for Liberty {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Failovers => "every failover took no time and worked",
            Self::Crews => "no repair waited for a crew",
            Self::Shocks => "all that a common cause takes down came back together",
            Self::Spreading => "no outage took down anything else with it",
            Self::SteadyState => "the service were not new but in the steady state",
        })
    }
}

/// Where an architecture is weak.
#[derive(Debug, Clone, PartialEq)]
pub struct Weaknesses {
    /// Share of the time without service, of the static architecture.
    pub unavailability: f64,
    /// What was changed to make it static; empty where nothing was.
    pub liberties: Vec<Liberty>,
    /// Its likeliest minimal cut sets, likeliest first.
    pub cut_sets: Vec<CutSet>,
    /// How many minimal cut sets there are in all; `None` above 10^38.
    pub total: Option<u128>,
    /// False where the search was cut short: others may be likelier then.
    pub is_sorted: bool,
    /// Each source that can be felt, by name, with its importance; the most critical first.
    pub importance: Vec<(String, Importance)>,
}

/// A least set of sources that take the service down together.
#[derive(Debug, Clone, PartialEq)]
pub struct CutSet {
    /// Names of the sources, in order.
    pub sources: Vec<String>,
    /// Probability that they alone take the service down at a random moment.
    pub probability: f64,
}

/// Finds the `top` likeliest minimal cut sets of an architecture and the importance of its sources. Each part of the work
/// takes `steps` steps at most.
///
/// # Errors
///
/// The first [`Obstacle`] found.
pub fn weaknesses(
    topology: &Topology,
    architecture: &Architecture,
    top: usize,
    steps: usize,
) -> Result<Weaknesses, Obstacle> {
    let (topology, architecture, liberties) = made_static(topology, architecture);
    let (topology, architecture) = alone(&topology, &architecture);
    let tree = FaultTree::new(&topology, &architecture)?;
    let name = |source: SourceId| topology.sources[source].name.clone();
    let (measures, down) = importance(&tree, steps)?;
    let found = cut_sets(&tree, top, steps)?;
    let mut importance: Vec<(String, Importance)> = measures
        .into_iter()
        .map(|(source, importance)| (name(source), importance))
        .collect();
    importance.sort_by(|(name, one), (other_name, other)| {
        let by_measure = other.criticality.total_cmp(&one.criticality);
        by_measure.then_with(|| name.cmp(other_name))
    });
    let sets = found.sets.into_iter().map(|set| {
        let mut sources: Vec<String> = set.sources.into_iter().map(name).collect();
        sources.sort();
        CutSet {
            sources,
            probability: set.probability,
        }
    });
    Ok(Weaknesses {
        unavailability: down,
        liberties,
        cut_sets: sets.collect(),
        total: found.total,
        is_sorted: found.is_sorted,
        importance,
    })
}

/// The `top` likeliest minimal cut sets of the static architecture that is most like one, likeliest first, as sources of the
/// plan. What it takes is bounded by so many `steps`.
///
/// # Errors
///
/// The first [`Obstacle`] found.
pub fn likeliest_cut_sets(
    topology: &Topology,
    architecture: &Architecture,
    top: usize,
    steps: usize,
) -> Result<Vec<LikelySet>, Obstacle> {
    let felt = architecture.felt(&topology.sources);
    let (made, architecture, _) = made_static(topology, architecture);
    let tree = FaultTree::new(&made, &architecture)?;
    let mut found = cut_sets(&tree, top, steps)?.sets;
    // A shock that was made a source of its own has kept its name.
    let felt = felt.into_iter();
    let felt: BTreeMap<&str, SourceId> = felt
        .map(|id| (topology.sources[id].name.as_str(), id))
        .collect();
    let is_made = |id: SourceId| id.index() >= topology.sources.len();
    for id in found.iter_mut().flat_map(|set| &mut set.sources) {
        if is_made(*id)
            && let Some(&shock) = felt.get(made.sources[*id].name.as_str())
        {
            *id = shock;
        }
    }
    Ok(found)
}

/// The static architecture that is most like one, in a plan of its own, and what was changed.
fn made_static(
    topology: &Topology,
    architecture: &Architecture,
) -> (Topology, Architecture, Vec<Liberty>) {
    let mut liberties = Vec::new();
    let architecture = architecture.counted(&topology.sources);
    if !architecture.groups.is_empty() {
        liberties.push(Liberty::Failovers);
    }
    let source_of = |link: &Link| &topology.sources[link.source];
    if architecture
        .links
        .iter()
        .any(|link| source_of(link).repair.is_some() || source_of(link).repair_rests)
    {
        liberties.push(Liberty::Crews);
    }
    let mut topology = without_crews(topology);
    let mut architecture = without_failovers(&architecture);
    let (shocks, spreading) = uncouple(&mut topology, &mut architecture);
    if shocks {
        liberties.push(Liberty::Shocks);
    }
    if spreading {
        liberties.push(Liberty::Spreading);
    }
    if topology.start == Start::New {
        liberties.push(Liberty::SteadyState);
    }
    (topology, architecture, liberties)
}

/// Makes shocks that strike several sources into sources, and other strikers strike nothing. Returns whether there were any of either.
fn uncouple(topology: &mut Topology, architecture: &mut Architecture) -> (bool, bool) {
    let struck = struck(topology, architecture);
    let coupled: Vec<SourceId> = felt_sources(architecture)
        .into_iter()
        .filter(|id| independent(topology, &topology.sources[id], &struck).is_err())
        .collect();
    let (mut shocks, mut spreading) = (false, false);
    // A shock by the chance to be struck, for a source has one `hits` only.
    let mut made: BTreeMap<(SourceId, u64), SourceId> = BTreeMap::new();
    for id in coupled {
        let strikes = std::mem::take(&mut topology.sources[id].struck_by);
        for strike in strikes {
            let shock = &topology.sources[strike.by];
            if !shock.is_shock || strike.chance <= 0.0 {
                spreading |= !shock.is_shock;
                continue;
            }
            shocks = true;
            let as_source = Source {
                is_shock: false,
                hits: strike.chance,
                struck_by: Vec::new(),
                clock: None,
                ..shock.clone()
            };
            let as_source = *made
                .entry((strike.by, strike.chance.to_bits()))
                .or_insert_with(|| topology.sources.push(as_source));
            let links = architecture.links.iter().filter(|link| link.source == id);
            let links: Vec<Link> = links
                .map(|link| Link {
                    source: as_source,
                    ..link.clone()
                })
                .filter(|link| !architecture.links.contains(link))
                .collect();
            architecture.links.extend(links);
        }
    }
    (shocks, spreading)
}

/// The sources that are felt directly, each once.
fn felt_sources(architecture: &Architecture) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = architecture.links.iter().map(|link| link.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
