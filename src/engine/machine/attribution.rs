//! Which sources a moment of downtime is charged to.
//!
//! In equal shares to every down source whose removal alone would bring the structure back; if there is none, to the
//! union of the minimal cut sets inside the set of down sources. A group with a member up but none serving stands for
//! its active member (or for what the switch is waiting for); otherwise for any of its members. Charges add up to the
//! downtime.

use super::service::Service;
use crate::{
    engine::{
        circuit::{Group, Severity, Structure},
        life::Life,
    },
    topology::{GroupId, Node, NodeId, Phase, Table},
};

/// Cut sets are found by trying all sets of at most this many sources down at once.
const MOST_ENUMERATED: usize = 10;
/// Beyond this many sources down at once none of them alone would bring the service back, or hardly ever; trying each
/// would only cost time.
const MOST_SPARED: usize = 64;

/// Works out charges; holds the buffers that this takes.
#[derive(Debug)]
pub struct Attribution {
    causes: Vec<u32>,
    up: Table<NodeId, bool>,
}

/// How groups count in an evaluation.
#[derive(Clone, Copy)]
enum Groups {
    /// Up while any member is.
    Ideal,
    /// As they are: a switch in progress counts as its active member.
    AsTheyAre,
}

impl Attribution {
    /// For an architecture of this structure.
    pub fn new(structure: &Structure) -> Self {
        Self {
            causes: Vec::new(),
            up: structure.nodes.map(|_| true),
        }
    }

    /// Charges `hours` without service to their causes.
    pub fn charge(&mut self, service: &Service<'_>, hours: f64, life: &mut Life) {
        life.downtime += hours;
        let mut groups = service.groups.iter();
        if let &[(channel, cause)] = service.felt.as_slice()
            && groups.all(|group| !matches!(group.phase, Phase::FailingBack(_)))
        {
            let severity = service.circuit.severities[channel as usize];
            let failover = severity != Severity::TakesDown;
            if failover {
                life.failover += hours;
            }
            life.charge(cause, hours, failover);
            return;
        }
        self.causes.clear();
        let causes = service.felt.iter().map(|felt| felt.1);
        self.causes.extend(causes);
        self.causes.sort_unstable();
        self.causes.dedup();
        let up = &mut self.up;
        let failover = !service.groups.is_empty() && holds(service, up, &|_| false, Groups::Ideal);
        if failover {
            life.failover += hours;
        }
        if self.causes.is_empty() || holds(service, up, &|_| false, Groups::AsTheyAre) {
            // No source is to blame: service is being moved back.
            let itself = service.circuit.sources.len() as u32;
            life.charge(itself, hours, failover);
        } else {
            let charged = charged(service, up, &self.causes);
            let share = hours / charged.len() as f64;
            charged
                .into_iter()
                .for_each(|cause| life.charge(cause, share, failover));
        }
    }
}

/// Those of these causes to charge; at least one.
fn charged(service: &Service<'_>, up: &mut Table<NodeId, bool>, causes: &[u32]) -> Vec<u32> {
    if let &[cause] = causes {
        return vec![cause];
    }
    if causes.len() > MOST_SPARED {
        return involved(service, up);
    }
    let mut restores = |cause: u32| holds(service, up, &|other| other == cause, Groups::AsTheyAre);
    let alone: Vec<u32> = causes
        .iter()
        .copied()
        .filter(|&cause| restores(cause))
        .collect();
    if !alone.is_empty() {
        return alone;
    }
    let cuts = if causes.len() <= MOST_ENUMERATED {
        cut_sets(service, up, causes)
    } else {
        involved(service, up)
    };
    if cuts.is_empty() {
        causes.to_vec()
    } else {
        cuts
    }
}

/// The union of the minimal cut sets among the causes: those that make the difference for some set of others.
fn cut_sets(service: &Service<'_>, up: &mut Table<NodeId, bool>, causes: &[u32]) -> Vec<u32> {
    let sets = 1usize << causes.len();
    let mut holding = Vec::with_capacity(sets);
    for down in 0..sets {
        let spared = |cause: u32| {
            causes
                .binary_search(&cause)
                .is_ok_and(|index| down >> index & 1 == 0)
        };
        holding.push(holds(service, up, &spared, Groups::AsTheyAre));
    }
    let matters = |index: usize| {
        (0..sets).any(|down| down >> index & 1 == 0 && holding[down] && !holding[down | 1 << index])
    };
    causes
        .iter()
        .enumerate()
        .filter(|(index, _)| matters(*index))
        .map(|(_, &cause)| cause)
        .collect()
}

/// The causes below nodes that are down, met on the way down from the service through nodes that are down: the union
/// of the minimal cut sets where no two gates share a source, and never less than it.
fn involved(service: &Service<'_>, up: &mut Table<NodeId, bool>) -> Vec<u32> {
    let circuit = service.circuit;
    holds(service, up, &|_| false, Groups::AsTheyAre);
    let mut wanted = up.map(|_| false);
    wanted[circuit.structure.root] = true;
    for node in up.ids().rev().filter(|&node| !up[node]) {
        if wanted[node] {
            match &circuit.structure.nodes[node] {
                Node::Leaf(_) => {}
                Node::AtLeast { of, .. } => of.iter().for_each(|&child| wanted[child] = true),
                Node::Group(group) => {
                    let members = circuit.groups[*group].members.iter();
                    members.for_each(|member| wanted[member.node] = true);
                }
            }
        }
    }
    let met = |channel: u32| {
        let mut nodes = circuit.channels.nodes_of(channel).iter();
        nodes.any(|&node| wanted[node])
    };
    let felt = service.felt.iter();
    let mut causes: Vec<u32> = felt.filter(|felt| met(felt.0)).map(|felt| felt.1).collect();
    causes.sort_unstable();
    causes.dedup();
    causes
}

/// Whether the service's structure would hold with the causes that are `spared` gone. Leaves each node's state in `up`.
fn holds(
    service: &Service<'_>,
    up: &mut Table<NodeId, bool>,
    spared: &dyn Fn(u32) -> bool,
    groups: Groups,
) -> bool {
    let circuit = service.circuit;
    up.iter_mut().for_each(|up| *up = true);
    for &(channel, cause) in &service.felt {
        if !spared(cause) {
            let nodes = circuit.channels.nodes_of(channel).iter();
            nodes.for_each(|&node| up[node] = false);
        }
    }
    circuit.structure.evaluate(up, |id, up| {
        let group = &circuit.groups[id];
        match groups {
            Groups::Ideal => group.any_up(up),
            Groups::AsTheyAre => group_holds(service, id, group, up),
        }
    });
    up[circuit.structure.root]
}

/// Whether a group counts as up as it is: a switch in progress counts as its active member, or as what it waits for.
fn group_holds(
    service: &Service<'_>,
    id: GroupId,
    group: &Group,
    up: &Table<NodeId, bool>,
) -> bool {
    let state = &service.groups[id];
    let mut members = group.members.iter();
    if state.phase == Phase::Serving || members.all(|member| service.nodes.is_down(member.node)) {
        return group.any_up(up);
    }
    match state.phase {
        Phase::Awaiting(target) => {
            let mut required = group.members[target as usize].requires.iter();
            required.all(|&node| up[node])
        }
        _ => up[group.members[state.active as usize].node],
    }
}
