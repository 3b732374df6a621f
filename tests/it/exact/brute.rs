//! Random structures against the sum over all states of their sources.

use crate::exact::model::nth;
use proptest::prelude::*;
use spof::topology::{Architecture, Node, NodeId, SourceId, Topology};

use super::{
    answer,
    model::{Model, mean},
};

/// Whether the service is up with these leaves down.
pub fn holds(architecture: &Architecture, down: &[bool]) -> bool {
    let mut up: Vec<bool> = Vec::new();
    for node in &architecture.nodes {
        up.push(match node {
            Node::Leaf(leaf) => !down[leaf.index()],
            Node::AtLeast { needs, of } => {
                of.iter().filter(|child| up[child.index()]).count() >= *needs as usize
            }
            Node::Group(_) => unreachable!("no groups here"),
        });
    }
    up[architecture.root.index()]
}

/// Unavailability, and how often it goes down [1/h].
fn brute(topology: &Topology) -> (f64, f64) {
    let architecture = &topology.architectures[0];
    let sources = &topology.sources;
    // One coin for each link that strikes by chance, behind those of the sources.
    let coins: Vec<usize> = (0..architecture.links.len())
        .filter(|&link| sources[architecture.links[link].source].hits < 1.0)
        .collect();
    let bits = sources.len() + coins.len();
    let numbers = |source: usize| {
        let (up, down) = (
            sources[nth(source)]
                .fails
                .as_ref()
                .map_or(0.0, spof::law::Law::mean),
            sources[nth(source)].lasts.mean(),
        );
        let reach = sources[nth(source)].reach;
        (down * reach / (up + down), reach / (up + down))
    };
    let service_up = |state: usize| {
        let mut down = vec![false; architecture.leaves.len()];
        for (index, link) in architecture.links.iter().enumerate() {
            let struck = coins
                .iter()
                .position(|&coin| coin == index)
                .is_none_or(|coin| state >> (sources.len() + coin) & 1 == 1);
            if state >> link.source.index() & 1 == 1 && struck {
                down[link.leaf.index()] = true;
            }
        }
        holds(architecture, &down)
    };
    let probability = |state: usize, but: usize| -> f64 {
        (0..bits)
            .filter(|&bit| bit != but)
            .map(|bit| {
                let down = if bit < sources.len() {
                    numbers(bit).0
                } else {
                    let link = &architecture.links[coins[bit - sources.len()]];
                    sources[link.source].hits
                };
                if state >> bit & 1 == 1 {
                    down
                } else {
                    1.0 - down
                }
            })
            .product()
    };
    let (mut down, mut falls) = (0.0, 0.0);
    for state in 0..1usize << bits {
        if service_up(state) {
            for source in 0..sources.len() {
                if state >> source & 1 == 0 && !service_up(state | 1 << source) {
                    falls += numbers(source).1 * probability(state, source);
                }
            }
        } else {
            down += probability(state, usize::MAX);
        }
    }
    (down, falls)
}

/// Sources by (mean up time, mean outage, reach, hits), leaves by the sources they feel, gates by picks and needs.
pub type Plan = (
    Vec<(f64, f64, f64, bool)>,
    Vec<Vec<usize>>,
    Vec<(usize, Vec<usize>)>,
);

pub fn plan() -> impl Strategy<Value = Plan> {
    (
        prop::collection::vec(
            (1.0..1e4, 0.1..100.0, 0.2..=1.0, prop::bool::weighted(0.2)),
            1..=8,
        ),
        prop::collection::vec(prop::collection::vec(0usize..64, 0..=3), 1..=7),
        prop::collection::vec((0usize..6, prop::collection::vec(0usize..64, 1..=5)), 1..=6),
    )
}

pub fn build((sources, leaves, gates): Plan) -> Topology {
    let mut model = Model::default();
    let ids: Vec<SourceId> = sources
        .iter()
        .map(|&(fails, lasts, reach, by_chance)| {
            let id = model.source(mean(fails), mean(lasts));
            let source = &mut model.sources[id];
            source.reach = reach;
            source.hits = if by_chance { 0.3 } else { 1.0 };
            id
        })
        .collect();
    let mut nodes: Vec<NodeId> = leaves
        .iter()
        .map(|picks| {
            let mut felt: Vec<SourceId> = picks.iter().map(|pick| ids[pick % ids.len()]).collect();
            felt.sort_unstable();
            felt.dedup();
            model.leaf("leaf", &felt)
        })
        .collect();
    for (needs, picks) in gates {
        let mut of: Vec<NodeId> = picks.iter().map(|pick| nodes[pick % nodes.len()]).collect();
        of.sort_unstable();
        of.dedup();
        nodes.push(model.at_least(1 + needs % of.len(), &of));
    }
    model.build()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_structure_agrees_with_brute_force(plan in plan()) {
        let topology = build(plan);
        let by_chance = topology.architectures[0].links.iter()
            .filter(|link| topology.sources[link.source].hits < 1.0).count();
        prop_assume!(topology.sources.len() + by_chance <= 13);
        let (down, falls) = brute(&topology);
        let exact = answer(&topology);
        let found = exact.outages_per_year.unwrap() / 8760.0;
        prop_assert!((exact.unavailability - down).abs() <= 1e-12 * down, "{} instead of {down}", exact.unavailability);
        prop_assert!((found - falls).abs() <= 1e-10 * falls, "{found} instead of {falls}");
    }
}
