//! To what a moment of downtime is owed.
//!
//! In equal shares to every down source whose removal alone would bring the structure back; if there is none, to the
//! union of the minimal cut sets inside the set of down sources. A group with a member up but none serving stands for
//! its active member (or for what the switch is waiting for); otherwise for any of its members. Charges add up to the
//! downtime.

use super::{alone::Alone, circuit::Shape, machine::Machine, standby::Standby};
use crate::topology::Phase;

/// Cut sets are found by trying all sets of at most this many sources down at once.
const MOST_ENUMERATED: usize = 10;
/// Beyond this many sources down at once none of them alone would bring the service back, or hardly ever; trying each
/// would only cost time.
const MOST_SPARED: usize = 64;

/// Buffers that live as long as the machine.
#[derive(Debug, Default)]
pub struct Scratch {
    causes: Vec<u32>,
    up: Vec<bool>,
}

/// How groups count in an evaluation.
#[derive(Clone, Copy, PartialEq)]
enum Groups {
    /// Up while any member is.
    Ideal,
    /// As they stand: a switch in progress counts as its active member.
    AsTheyStand,
}

impl Machine<'_> {
    /// Charges `hours` without service to what they are owed to.
    pub(super) fn charge(&mut self, hours: f64) {
        self.life.downtime += hours;
        if let &[(channel, cause)] = self.felt.as_slice()
            && self
                .groups
                .iter()
                .all(|group| !matches!(group.phase, Phase::FailingBack(_)))
        {
            let failover = self.circuit.channels[channel as usize].alone != Alone::TakesDown;
            if failover {
                self.life.failover += hours;
            }
            self.life.charge(cause, hours, failover);
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.causes.clear();
        let ties = &self.circuit.ties;
        let causes = self.felt.iter().map(|felt| felt.1);
        let counted = causes.filter(|&cause| !ties[cause as usize].uncounted);
        scratch.causes.extend(counted);
        scratch.causes.sort_unstable();
        scratch.causes.dedup();
        let failover =
            !self.groups.is_empty() && self.holds(&mut scratch, &|_| false, Groups::Ideal);
        if failover {
            self.life.failover += hours;
        }
        if scratch.causes.is_empty() || self.holds(&mut scratch, &|_| false, Groups::AsTheyStand) {
            // No source is to blame: service is being moved back.
            let itself = self.circuit.sources.len() as u32;
            self.life.charge(itself, hours, failover);
        } else {
            let owed = self.owed(&mut scratch);
            let share = hours / owed.len() as f64;
            owed.into_iter()
                .for_each(|cause| self.life.charge(cause, share, failover));
        }
        self.scratch = scratch;
    }

    /// Whether the service is only down because of planned maintenance that does not count.
    pub(super) fn is_planned(&mut self) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let holds = self.holds(&mut scratch, &|_| false, Groups::AsTheyStand);
        self.scratch = scratch;
        holds
    }

    /// The causes to charge; at least one.
    fn owed(&self, scratch: &mut Scratch) -> Vec<u32> {
        if let &[cause] = scratch.causes.as_slice() {
            return vec![cause];
        }
        let causes = scratch.causes.clone();
        if causes.len() > MOST_SPARED {
            return self.involved(scratch);
        }
        let restores =
            |cause: &u32| self.holds(scratch, &|other| other == *cause, Groups::AsTheyStand);
        let alone: Vec<u32> = causes.iter().copied().filter(restores).collect();
        if !alone.is_empty() {
            return alone;
        }
        let cuts = if causes.len() <= MOST_ENUMERATED {
            self.cut_sets(scratch, &causes)
        } else {
            self.involved(scratch)
        };
        if cuts.is_empty() { causes } else { cuts }
    }

    /// The union of the minimal cut sets among the causes: those that make the difference for some set of others.
    fn cut_sets(&self, scratch: &mut Scratch, causes: &[u32]) -> Vec<u32> {
        let sets = 1usize << causes.len();
        let mut holds = Vec::with_capacity(sets);
        for down in 0..sets {
            let spared = |cause: u32| {
                causes
                    .binary_search(&cause)
                    .is_ok_and(|index| down >> index & 1 == 0)
            };
            holds.push(self.holds(scratch, &spared, Groups::AsTheyStand));
        }
        let matters = |index: usize| {
            (0..sets).any(|down| down >> index & 1 == 0 && holds[down] && !holds[down | 1 << index])
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
    fn involved(&self, scratch: &mut Scratch) -> Vec<u32> {
        self.holds(scratch, &|_| false, Groups::AsTheyStand);
        let mut wanted = vec![false; scratch.up.len()];
        wanted[self.circuit.root as usize] = true;
        for node in (0..wanted.len()).rev().filter(|&node| !scratch.up[node]) {
            if wanted[node] {
                match &self.circuit.shapes[node] {
                    Shape::Leaf => {}
                    Shape::AtLeast(_, of) => {
                        of.iter().for_each(|&child| wanted[child as usize] = true)
                    }
                    Shape::Group(group) => {
                        let members = &self.circuit.groups[*group as usize].members;
                        members
                            .iter()
                            .for_each(|&member| wanted[member as usize] = true);
                    }
                }
            }
        }
        let met = |channel: u32| {
            self.circuit
                .nodes_of(channel)
                .iter()
                .any(|&node| wanted[node as usize])
        };
        let mut causes: Vec<u32> = self
            .felt
            .iter()
            .filter(|felt| met(felt.0) && !self.circuit.ties[felt.1 as usize].uncounted)
            .map(|felt| felt.1)
            .collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }

    /// Whether the service's structure would hold with the causes that are `spared` gone, and without maintenance that does
    /// not count: what is charged would be there without it. Leaves each node's state in `scratch.up`.
    fn holds(&self, scratch: &mut Scratch, spared: &dyn Fn(u32) -> bool, groups: Groups) -> bool {
        let up = &mut scratch.up;
        up.clear();
        up.resize(self.circuit.shapes.len(), true);
        for &(channel, cause) in &self.felt {
            if !spared(cause) && !self.circuit.ties[cause as usize].uncounted {
                self.circuit
                    .nodes_of(channel)
                    .iter()
                    .for_each(|&node| up[node as usize] = false);
            }
        }
        self.circuit
            .evaluate(up, |group, up| self.group_holds(group, up, groups));
        up[self.circuit.root as usize]
    }

    fn group_holds(&self, law: &Standby, up: &[bool], groups: Groups) -> bool {
        let standing = &self.groups[law.index];
        let switching =
            self.is_down(law.node) && law.members.iter().any(|&member| !self.is_down(member));
        if groups == Groups::Ideal || !switching {
            return law.any_up(up);
        }
        match standing.phase {
            Phase::Awaiting(target) => law.requires[target as usize]
                .iter()
                .all(|&node| up[node as usize]),
            _ => up[law.members[standing.active as usize] as usize],
        }
    }
}
