//! A static relaxation: the architecture that has an exact answer and is most like one that has none.
//!
//! Every failover takes no time, dormant members fail like those that serve, repairs never wait for a crew, and sources
//! that common causes couple never fail, no more than maintenance of varying length comes; all else, reach, mitigations,
//! shares struck and other maintenance included, is as it is. The design's control variate.

use crate::{
    law::Law,
    topology::{Architecture, Node, Purchases, Source, SourceId, Table, Topology, strikers_first},
};

use super::{
    fault_tree::{Turn, independent, struck},
    obstacle::Obstacle,
};

/// The relaxation of an architecture. Where the plan has crews it is one of [`without_crews`], whose sources have the
/// same numbers.
#[must_use]
pub fn relax(topology: &Topology, architecture: &Architecture) -> Architecture {
    let struck = struck(topology, architecture);
    // A shock that strikes one source alone couples nothing.
    let coupled = |source: &Source| {
        let by_the_clock = source.clock.is_some();
        (by_the_clock && Turn::new(source).is_err())
            || independent(topology, source, &struck).is_err()
    };
    Architecture {
        links: architecture
            .links
            .iter()
            .filter(|link| !coupled(&topology.sources[link.source]))
            .cloned()
            .collect(),
        ..without_failovers(architecture)
    }
}

/// The plan with every repair begun at once.
#[must_use]
pub fn without_crews(topology: &Topology) -> Topology {
    let sources = topology.sources.iter().map(|source| Source {
        repair: None,
        repair_rests: false,
        ..source.clone()
    });
    topology.with_sources(sources.collect())
}

/// The architecture with failovers that take no time and always work.
pub fn without_failovers(architecture: &Architecture) -> Architecture {
    Architecture {
        nodes: architecture.nodes.map(|node| match node {
            Node::Group(group) => Node::AtLeast {
                needs: architecture.groups[group].seat.of,
                of: architecture.groups[group].members.clone(),
            },
            node => node.clone(),
        }),
        groups: Table::new(),
        repairs: Vec::new(),
        balance: None,
        parts: Vec::new(),
        if_independent: None,
        purchases: Purchases::default(),
        ..architecture.clone()
    }
}

/// What of an architecture is static: failovers take no time and always work, maintenance that is not counted does not come, and
/// what strikes a source makes it fail more often by itself. That those struck fall together is left out.
///
/// # Errors
///
/// Where a struck source has a law of its own that is not exponential: how often it fails beside the strikes is then not
/// known.
pub fn static_part(
    topology: &Topology,
    architecture: &Architecture,
) -> Result<(Topology, Architecture), Obstacle> {
    let felt = architecture.felt(&topology.sources);
    let mut fixed = topology.with_sources(topology.sources.clone());
    Merging::new(topology, felt)?.merge(topology, &mut fixed);
    let bare = without_failovers(&architecture.counted(&fixed.sources));
    Ok((fixed, bare))
}

/// How strikes become outages that the struck have by themselves.
#[derive(Debug, Clone)]
pub struct Merging {
    /// What is felt and what strikes it, behind its strikers.
    strikers_first: Vec<SourceId>,
}

impl Merging {
    /// Of the sources that are felt.
    ///
    /// # Errors
    ///
    /// As of [`static_part`].
    pub fn new(topology: &Topology, felt: Vec<SourceId>) -> Result<Self, Obstacle> {
        let strikers_first = strikers_first(&topology.sources, felt);
        let is_aging = |law: &Law| !matches!(law, Law::Exponential { .. });
        for id in &strikers_first {
            let source = &topology.sources[id];
            if !source.struck_by.is_empty() && source.fails.as_ref().is_some_and(is_aging) {
                return Err(Obstacle::StruckAndAging {
                    source_name: source.name.clone(),
                });
            }
        }
        Ok(Self { strikers_first })
    }

    /// Gives the sources of `fixed`, in whatever state, the numbers of a scenario of the same plan, and to each that is struck
    /// the strikes.
    pub fn merge(&self, scenario: &Topology, fixed: &mut Topology) {
        // Outages of each source that reach us [1/h]: its own and those that strikes bring about.
        let mut reaching = scenario.sources.map(Source::outages_that_reach_us);
        for (fixed, source) in fixed.sources.iter_mut().zip(&scenario.sources) {
            fixed.fails.clone_from(&source.fails);
            fixed.lasts.clone_from(&source.lasts);
            (fixed.reach, fixed.hits) = (source.reach, source.hits);
        }
        for &id in &self.strikers_first {
            let source = &scenario.sources[id];
            if source.struck_by.is_empty() {
                continue;
            }
            let strikes = source
                .struck_by
                .iter()
                .map(|it| it.chance * reaching[it.by]);
            let strikes: f64 = strikes.sum();
            reaching[id] += strikes;
            let own = source
                .fails
                .as_ref()
                .map_or(0.0, |law| source.reach / law.mean());
            let all = own + strikes;
            let fixed = &mut fixed.sources[id];
            fixed.struck_by.clear();
            fixed.repair = None;
            fixed.reach = 1.0;
            fixed.fails = (all > 0.0).then(|| Law::Exponential { mean: 1.0 / all });
        }
    }
}
