//! An architecture by itself: its own sources only, numbered in the order of its links, so that the order of sums, and with
//! it the last bit of the answer, does not depend on what else is in the plan.

use crate::topology::{Architecture, Link, Purchases, SourceId, Topology};

/// The plan reduced to what one architecture feels, and the architecture in its numbering.
pub fn alone(topology: &Topology, architecture: &Architecture) -> (Topology, Architecture) {
    let felt = architecture.felt(&topology.sources);
    let mut number = vec![SourceId(0); topology.sources.len()];
    for (index, id) in felt.iter().enumerate() {
        number[id.0 as usize] = SourceId(index as u32);
    }
    let sources = felt.iter().map(|id| {
        let mut source = topology.sources[id.0 as usize].clone();
        for strike in &mut source.struck_by {
            strike.by = number[strike.by.0 as usize];
        }
        source
    });
    let links = architecture.links.iter().map(|link| Link {
        source: number[link.source.0 as usize],
        ..link.clone()
    });
    let mut groups = architecture.groups.clone();
    for source in groups
        .iter_mut()
        .flat_map(|group| &mut group.dormant)
        .flatten()
    {
        *source = number[source.0 as usize];
    }
    let architecture = Architecture {
        links: links.collect(),
        groups,
        believed: None,
        purchases: Purchases::default(),
        complexity: Vec::new(),
        ..architecture.clone()
    };
    let topology = Topology {
        service: topology.service.clone(),
        about: String::new(),
        currency: topology.currency.clone(),
        sources: sources.collect(),
        mitigations: topology.mitigations.clone(),
        crews: topology.crews.clone(),
        unknowns: Vec::new(),
        taken: Vec::new(),
        architectures: Vec::new(),
        ..*topology
    };
    (topology, architecture)
}
