//! Replicas that are alike are interchangeable: of all states that differ only in which of them is down, one stands for all.
//!
//! Replicas are alike where only one gate counts them, they share the same dependencies, and their own sources have the
//! same numbers. The chain of the representatives is exactly the chain of the classes (strong lumpability; Kemeny &
//! Snell, *Finite Markov Chains*, section 6.3).

use crate::topology::CrewId;
use std::collections::BTreeMap;

use super::system::System;
use crate::topology::{Node, NodeId, Table};

/// Which replicas are alike.
#[derive(Debug)]
pub struct Symmetry {
    /// Classes of replicas, each replica the sources of its own.
    classes: Vec<Vec<Vec<usize>>>,
    /// The same classes, each replica the bytes of its own.
    bytes: Vec<Vec<Vec<usize>>>,
}

/// What makes a replica's own source like another's.
type Likeness = (
    [u64; 3],
    bool,
    Option<(CrewId, u32)>,
    Vec<(usize, u64)>,
    Vec<(usize, u32, u64)>,
    Vec<NodeId>,
);

impl Symmetry {
    /// Finds alike replicas.
    pub fn new(system: &System) -> Self {
        let gates = only_gates(system);
        let mut leaves_of = vec![0usize; system.sources.len()];
        let mut struck_by: Vec<Vec<(usize, u64)>> = vec![Vec::new(); system.sources.len()];
        for (_, sources) in leaves(system) {
            sources.iter().for_each(|&source| leaves_of[source] += 1);
        }
        for (by, source) in system.sources.iter().enumerate() {
            for &(struck, chance) in &source.strikes {
                struck_by[struck].push((by, chance.to_bits()));
            }
        }
        let mut classes: BTreeMap<_, Vec<Vec<usize>>> = BTreeMap::new();
        for (node, sources) in leaves(system) {
            let Some(gate) = gates[node] else {
                continue;
            };
            let is_own = |source: &usize| {
                leaves_of[*source] == 1 && system.sources[*source].strikes.is_empty()
            };
            let (own, mut shared): (Vec<usize>, Vec<usize>) =
                sources.iter().partition(|s| is_own(s));
            shared.sort_unstable();
            let mut own: Vec<(Likeness, usize)> = own
                .into_iter()
                .map(|source| (likeness(system, source, &struck_by[source]), source))
                .collect();
            own.sort_unstable();
            let (likeness, own): (Vec<Likeness>, Vec<usize>) = own.into_iter().unzip();
            classes
                .entry((gate, shared, likeness))
                .or_default()
                .push(own);
        }
        let classes: Vec<Vec<Vec<usize>>> = classes
            .into_values()
            .filter(|alike| alike.len() > 1 && !alike[0].is_empty())
            .collect();
        let bytes_of = |own: &Vec<usize>| {
            let bytes = own.iter();
            let bytes = bytes.flat_map(|&source| [Some(source), system.striker_byte(source)]);
            bytes.flatten().collect()
        };
        let bytes = classes
            .iter()
            .map(|alike| alike.iter().map(bytes_of).collect());
        Self {
            bytes: bytes.collect(),
            classes,
        }
    }

    /// Classes of alike replicas, each replica the sources of its own, in an order that pairs those that are alike.
    pub fn classes(&self) -> &[Vec<Vec<usize>>] {
        &self.classes
    }

    /// Puts alike replicas in order. Those that wait for a crew take their places in the queue with them.
    pub fn order(&self, state: &mut [u8]) {
        for alike in &self.bytes {
            let mut replicas: Vec<Vec<u8>> = alike
                .iter()
                .map(|own| own.iter().map(|&source| state[source]).collect())
                .collect();
            if replicas.is_sorted() {
                continue;
            }
            replicas.sort_unstable();
            for (own, bytes) in alike.iter().zip(replicas) {
                for (&source, byte) in own.iter().zip(bytes) {
                    state[source] = byte;
                }
            }
        }
    }

    /// A lower bound of the logarithm of the number of states: sources that are free to fail whatever else is down.
    pub fn log_states(&self, system: &System) -> f64 {
        let kinds = |source: &usize| {
            let part = &system.sources[*source];
            let is_free = part.dormant.iter().all(|dormant| dormant.2 > 0.0);
            if part.fails <= 0.0 || part.is_instant || !is_free {
                1.0
            } else {
                2.0 + f64::from(u8::from(part.reach > 0.0 && part.reach < 1.0))
            }
        };
        let mut is_alike = vec![false; system.sources.len()];
        let mut log = 0.0;
        for alike in &self.classes {
            alike
                .iter()
                .flatten()
                .for_each(|&source| is_alike[source] = true);
            // Multisets of replicas that are in so many states each.
            let kinds: f64 = alike[0].iter().map(&kinds).product();
            for replica in 1..=alike.len() {
                log += ((replica as f64 + kinds - 1.0) / replica as f64).ln();
            }
        }
        let alone = (0..system.sources.len()).filter(|source| !is_alike[*source]);
        log + alone.map(|source| kinds(&source).ln()).sum::<f64>()
    }
}

/// The leaf nodes that matter, and the sources that take each down.
fn leaves(system: &System) -> impl Iterator<Item = (NodeId, &[usize])> {
    let nodes = system.nodes.iter_with_ids();
    nodes.filter_map(|(id, node)| match node {
        Node::Leaf(leaf) if system.matters[id] => Some((id, &system.leaves[leaf][..])),
        _ => None,
    })
}

/// Per leaf node, the only gate that counts it; `None` where anything else looks at it.
fn only_gates(system: &System) -> Table<NodeId, Option<NodeId>> {
    let mut watchers: Table<NodeId, Vec<Option<NodeId>>> = system.nodes.map(|_| Vec::new());
    for (id, node) in system.nodes.iter_with_ids() {
        if let Node::AtLeast { of, .. } = node
            && system.matters[id]
        {
            of.iter().for_each(|&child| watchers[child].push(Some(id)));
        }
    }
    for group in &system.groups {
        let lists = group.requires.iter().chain(&group.crowded).flatten();
        for &node in group.members.iter().chain(lists) {
            watchers[node].push(None);
        }
    }
    watchers[system.root].push(None);
    for &node in system.sources.iter().flat_map(|part| &part.requires) {
        watchers[node].push(None);
    }
    for &node in &system.watched {
        watchers[node].push(None);
    }
    watchers.map(|watchers| match watchers[..] {
        [gate] => gate,
        _ => None,
    })
}

fn likeness(system: &System, source: usize, struck_by: &[(usize, u64)]) -> Likeness {
    let part = &system.sources[source];
    let dormant = part.dormant.iter();
    (
        [part.fails, part.ends, part.reach].map(f64::to_bits),
        part.is_instant,
        part.repair.map(|repair| (repair.crew, repair.priority)),
        struck_by.to_vec(),
        dormant
            .map(|&(group, member, speed)| (group, member, speed.to_bits()))
            .collect(),
        part.requires.clone(),
    )
}
