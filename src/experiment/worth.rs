//! What is known of an architecture before its branches are lived: its likeliest minimal cut sets, and what each source's outages
//! cost by themselves. Branches tell sooner for it, and the same without.

use crate::{
    engine::{Circuit, Worth},
    exact::{Lone, likeliest_cut_sets},
    topology::{Architecture, Topology},
};

/// Cut sets that are asked for, and the steps that may take.
const MOST_SETS: usize = 128;
const STEPS: usize = 1 << 20;
/// Cut sets this much less likely than the likeliest are left out.
const UNLIKELY: f64 = 1e-5;

/// That of an architecture, by the local sources of its circuit.
pub fn worth(topology: &Topology, architecture: &Architecture, circuit: &Circuit) -> Worth {
    let found = likeliest_cut_sets(topology, architecture, MOST_SETS, STEPS).unwrap_or_default();
    let likeliest = found.first().map_or(0.0, |set| set.1);
    let likely = found
        .into_iter()
        .take_while(|set| set.1 >= UNLIKELY * likeliest);
    let local = |source| circuit.sources.local(source);
    let lone = Lone::new(topology, architecture);
    let sources = circuit.sources.in_plan.iter();
    Worth {
        cut_sets: likely
            .filter_map(|(set, _)| {
                let set = set.into_iter();
                set.map(|id| local(id.index() as u32)).collect()
            })
            .collect(),
        alone: sources
            .map(|&id| lone.cost(id).map_or(0.0, |cost| cost.downtime))
            .collect(),
    }
}
