//! A static relaxation: the architecture that has an exact answer and is most like one that has none.
//!
//! Every failover takes no time, dormant members fail like those that serve, repairs never wait for a crew, and sources
//! that common causes couple never fail, no more than maintenance of varying length comes; all else, reach, mitigations,
//! shares struck and other maintenance included, is as it is. The design's control variate.

use crate::topology::{Architecture, Node, Purchases, Source, Table, Topology};

use super::fault_tree::{Turn, independent, struck};

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
        ..source.clone()
    });
    Topology {
        sources: sources.collect(),
        ..topology.clone()
    }
}

/// The architecture with failovers that take no time and always work.
pub fn without_failovers(architecture: &Architecture) -> Architecture {
    Architecture {
        nodes: architecture.nodes.map(|node| match node {
            Node::Group(group) => Node::AtLeast {
                needs: 1,
                of: architecture.groups[group].members.clone(),
            },
            node => node.clone(),
        }),
        groups: Table::new(),
        balance: None,
        parts: Vec::new(),
        if_independent: None,
        purchases: Purchases::default(),
        ..architecture.clone()
    }
}
