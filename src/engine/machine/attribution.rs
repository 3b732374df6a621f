//! Which sources a moment of downtime is charged to.
//!
//! In equal shares to every down source whose removal alone would bring the structure back; if there is none, to the
//! union of the minimal cut sets inside the set of down sources. A group with a member up but none serving stands for
//! its active member (or for what the switch is waiting for); otherwise for any of its members. Charges add up to the
//! downtime.

use super::{failover::GroupState, service::Service};
use crate::{
    engine::{
        circuit::{Edge, Fallen, Nodes, Severity, Structure},
        life::Life,
    },
    topology::{GroupId, Phase},
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
    fallen: Fallen,
}

/// How groups count in an evaluation.
#[derive(Clone, Copy)]
enum Groups {
    /// Up while enough members are.
    Ideal,
    /// As they are: a switch in progress counts as its active member.
    AsTheyAre,
}

impl Attribution {
    /// For an architecture of this structure.
    pub fn new(structure: &Structure) -> Self {
        Self {
            causes: Vec::new(),
            fallen: Fallen::new(structure),
        }
    }

    /// Counts `hours` without service and charges them to their causes.
    pub fn charge(&mut self, service: &Service<'_>, hours: f64, life: &mut Life) {
        let alone = alone(service);
        let failover = self.failover(service, alone);
        count(hours, failover, life);
        if let Some((_, cause)) = alone {
            life.charge(cause, hours, failover);
            return;
        }
        self.causes.clear();
        let causes = service.felt.iter().map(|felt| felt.1);
        self.causes.extend(causes);
        self.causes.sort_unstable();
        self.causes.dedup();
        let fallen = &mut self.fallen;
        let moves = !service.groups.is_empty();
        let moves_back = moves && holds(service, fallen, &|_| false, Groups::AsTheyAre);
        if self.causes.is_empty() || moves_back {
            // No source is to blame: service is being moved back, or a switch did harm.
            let itself = service.circuit.sources.len() as u32;
            life.charge(itself, hours, failover);
        } else {
            let charged = charged(service, fallen, &self.causes);
            let share = hours / charged.len() as f64;
            charged
                .into_iter()
                .for_each(|cause| life.charge(cause, share, failover));
        }
    }

    /// Counts `hours` without service and charges them to nobody.
    pub fn count(&mut self, service: &Service<'_>, hours: f64, life: &mut Life) {
        let failover = self.failover(service, alone(service));
        count(hours, failover, life);
    }

    /// Whether something is up to serve; `alone` is the one channel that is down, where nothing else can be to blame.
    fn failover(&mut self, service: &Service<'_>, alone: Option<(u32, u32)>) -> bool {
        match alone {
            Some((channel, _)) => {
                service.circuit.severities[channel as usize] != Severity::TakesDown
            }
            // Without groups the structure is as it is, and the service down.
            None => {
                !service.groups.is_empty()
                    && holds(service, &mut self.fallen, &|_| false, Groups::Ideal)
            }
        }
    }
}

fn count(hours: f64, failover: bool, life: &mut Life) {
    life.downtime += hours;
    if failover {
        life.failover += hours;
    }
}

/// The one channel that is down, and its cause, where nothing else can be to blame.
fn alone(service: &Service<'_>) -> Option<(u32, u32)> {
    let &[felt] = service.felt.as_slice() else {
        return None;
    };
    let mut groups = service.groups.iter();
    let stays =
        |group: &GroupState| !matches!(group.phase, Phase::FailingBack(_) | Phase::Botched(_));
    groups.all(stays).then_some(felt)
}

/// Those of these causes to charge; at least one.
fn charged(service: &Service<'_>, fallen: &mut Fallen, causes: &[u32]) -> Vec<u32> {
    if let &[cause] = causes {
        return vec![cause];
    }
    let mut found = Vec::new();
    if causes.len() <= MOST_SPARED {
        let mut restores =
            |cause: u32| holds(service, fallen, &|other| other == cause, Groups::AsTheyAre);
        let each = causes.iter().copied();
        found.extend(each.filter(|&cause| restores(cause)));
    }
    if found.is_empty() {
        found = if causes.len() <= MOST_ENUMERATED {
            cut_sets(service, fallen, causes)
        } else {
            involved(service, fallen)
        };
    }
    if found.is_empty() {
        causes.to_vec()
    } else {
        found
    }
}

/// The union of the minimal cut sets among the causes: those that make the difference for some set of others.
fn cut_sets(service: &Service<'_>, fallen: &mut Fallen, causes: &[u32]) -> Vec<u32> {
    let sets = 1usize << causes.len();
    let mut holding = Vec::with_capacity(sets);
    for down in 0..sets {
        let spared = |cause: u32| {
            causes
                .binary_search(&cause)
                .is_ok_and(|index| down >> index & 1 == 0)
        };
        holding.push(holds(service, fallen, &spared, Groups::AsTheyAre));
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
fn involved(service: &Service<'_>, fallen: &mut Fallen) -> Vec<u32> {
    let circuit = service.circuit;
    holds(service, fallen, &|_| false, Groups::AsTheyAre);
    // Parents come behind their children.
    let mut down = fallen.nodes().to_vec();
    down.sort_unstable();
    let mut met = circuit.structure.nodes.map(|_| false);
    for &node in down.iter().rev() {
        let above = circuit.structure.edges_of(node).iter();
        let mut above = above.filter_map(|edge| match edge {
            Edge::Gate(gate) => Some(*gate),
            Edge::Member { group, .. } => circuit.groups[*group].node,
            Edge::Required { .. }
            | Edge::Repair { .. }
            | Edge::Copied { .. }
            | Edge::Balanced { .. }
            | Edge::Part => None,
        });
        met[node] = node == circuit.structure.root || above.any(|parent| met[parent]);
    }
    let is_met = |channel: u32| {
        let mut nodes = circuit.channels.nodes_of(channel).iter();
        nodes.any(|&node| met[node])
    };
    let felt = service.felt.iter().filter(|felt| is_met(felt.0));
    let mut causes: Vec<u32> = felt.map(|felt| felt.1).collect();
    causes.sort_unstable();
    causes.dedup();
    causes
}

/// Whether the service's structure would hold with the causes that are `spared` gone. Leaves what is down in `fallen`.
fn holds(
    service: &Service<'_>,
    fallen: &mut Fallen,
    spared: &dyn Fn(u32) -> bool,
    groups: Groups,
) -> bool {
    let felt = service.felt.iter().filter(|felt| !spared(felt.1));
    let channels = felt.map(|felt| felt.0);
    fallen.take_down(
        service.circuit.wiring(),
        channels,
        |group, nodes| match groups {
            Groups::Ideal => service.circuit.groups[group].is_enough(nodes),
            Groups::AsTheyAre => group_holds(service, group, nodes),
        },
    );
    !fallen.takes_service_down()
}

/// Whether a group counts as up as it is: a switch in progress counts as its active member, or as what it waits for.
fn group_holds(service: &Service<'_>, id: GroupId, nodes: &Nodes) -> bool {
    let (group, state) = (&service.circuit.groups[id], &service.groups[id]);
    // Nothing that is spared takes a member down: who serves in a seat goes on.
    if state.phase == Phase::Serving && !group.seat.is_only() {
        return true;
    }
    if state.phase == Phase::Serving || service.has_no_member(id) {
        return group.is_enough(nodes);
    }
    match state.phase {
        Phase::Awaiting(target) => {
            let mut required = group.members[target as usize].requires.iter();
            required.all(|&node| !nodes.is_down(node))
        }
        _ => !nodes.is_down(group.members[state.active as usize].node),
    }
}
