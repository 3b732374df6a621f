//! A static relaxation: the architecture that has an exact answer and is most like one that has none.
//!
//! Every failover takes no time, and sources that common-cause shocks couple never fail; all else, reach, mitigations and
//! shares struck included, is as it is. The design's control variate.

use std::collections::HashMap;

use crate::topology::{Architecture, Node, SourceId, Topology};

/// The relaxation of an architecture.
#[must_use]
pub fn relax(topology: &Topology, architecture: &Architecture) -> Architecture {
    let strikes = |source: SourceId| &topology.sources[source.0 as usize].struck_by;
    let mut struck: HashMap<SourceId, Vec<SourceId>> = HashMap::new();
    for link in &architecture.links {
        for strike in strikes(link.source) {
            let sources = struck.entry(strike.by).or_default();
            if !sources.contains(&link.source) {
                sources.push(link.source);
            }
        }
    }
    // A shock that strikes one source alone couples nothing.
    let coupled = |source| {
        strikes(source)
            .iter()
            .any(|strike| struck[&strike.by].len() > 1)
    };
    let nodes = architecture.nodes.iter().map(|node| match node {
        Node::Group(group) => Node::AtLeast {
            needs: 1,
            of: architecture.groups[group.0 as usize].members.clone(),
        },
        node => node.clone(),
    });
    Architecture {
        nodes: nodes.collect(),
        groups: Vec::new(),
        links: architecture
            .links
            .iter()
            .filter(|link| !coupled(link.source))
            .cloned()
            .collect(),
        balance: None,
        believed: None,
        items: Vec::new(),
        ..architecture.clone()
    }
}
