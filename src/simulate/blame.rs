//! To what a moment of downtime is owed.
//!
//! In equal shares to every down source whose removal alone would bring the structure back; if there is none, to the
//! union of the minimal cut sets inside the set of down sources. A group with a member up but none serving stands for
//! its active member (or for what the switch is waiting for); otherwise for any of its members. Charges add up to the
//! downtime.

use super::{
    circuit::{Alone, Shape},
    machine::Machine,
    standby::Phase,
};

/// Cut sets are searched among at most this many sources down at once; beyond, all of them share.
const MOST_SOURCES: usize = 10;

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
                .all(|group| !matches!(group.phase, Phase::Returning(_)))
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
        scratch.causes.extend(self.felt.iter().map(|felt| felt.1));
        scratch.causes.sort_unstable();
        scratch.causes.dedup();
        let failover = !self.groups.is_empty() && self.holds(&mut scratch, 0, Groups::Ideal);
        if failover {
            self.life.failover += hours;
        }
        let owed = self.owed(&mut scratch);
        let share = hours / f64::from(owed.count_ones());
        for (index, &cause) in scratch
            .causes
            .iter()
            .enumerate()
            .filter(|(index, _)| owed >> index & 1 == 1)
        {
            debug_assert!(index < 64);
            self.life.charge(cause, share, failover);
        }
        if owed == SWITCHING_BACK {
            let itself = self.circuit.sources.len() as u32;
            self.life.charge(itself, hours, failover);
        }
        self.scratch = scratch;
    }

    /// The causes to charge, as bits over `scratch.causes`, or `SWITCHING_BACK`.
    fn owed(&self, scratch: &mut Scratch) -> u64 {
        let count = scratch.causes.len();
        let returning = self
            .groups
            .iter()
            .any(|group| matches!(group.phase, Phase::Returning(_)));
        if count == 1 && !returning {
            return 1;
        }
        if count == 0 || (returning && self.holds(scratch, 0, Groups::AsTheyStand)) {
            return SWITCHING_BACK;
        }
        if count > 63 {
            return (1 << 63) - 1;
        }
        let alone = (0..count)
            .filter(|index| self.holds(scratch, 1 << index, Groups::AsTheyStand))
            .fold(0, |alone, index| alone | 1 << index);
        if alone != 0 {
            return alone;
        }
        let cuts = self.cut_sets(scratch);
        if cuts == 0 { (1 << count) - 1 } else { cuts }
    }

    /// The union of the minimal cut sets among the causes: those that make the difference for some set of others.
    fn cut_sets(&self, scratch: &mut Scratch) -> u64 {
        let count = scratch.causes.len();
        if count > MOST_SOURCES {
            return 0;
        }
        let all = (1u64 << count) - 1;
        let holds: Vec<bool> = (0..=all)
            .map(|down| self.holds(scratch, all & !down, Groups::AsTheyStand))
            .collect();
        let matters = |index: &usize| {
            (0..=all).any(|down| {
                down >> index & 1 == 0
                    && holds[down as usize]
                    && !holds[(down | 1 << index) as usize]
            })
        };
        (0..count)
            .filter(matters)
            .fold(0, |union, index| union | 1 << index)
    }

    /// Whether the service's structure would hold with the causes in `spared` gone.
    fn holds(&self, scratch: &mut Scratch, spared: u64, groups: Groups) -> bool {
        let Scratch { causes, up } = scratch;
        up.clear();
        up.resize(self.circuit.shapes.len(), true);
        for &(channel, cause) in &self.felt {
            let spared = causes
                .binary_search(&cause)
                .is_ok_and(|index| index < 64 && spared >> index & 1 == 1);
            if !spared {
                self.circuit
                    .nodes_of(channel)
                    .iter()
                    .for_each(|&node| up[node as usize] = false);
            }
        }
        for (node, shape) in self.circuit.shapes.iter().enumerate() {
            match shape {
                Shape::Leaf => {}
                Shape::AtLeast(needs, of) => {
                    up[node] =
                        of.iter().filter(|&&child| up[child as usize]).count() as u32 >= *needs;
                }
                Shape::Group(group) => up[node] = self.group_holds(*group, up, groups),
            }
        }
        up[self.circuit.root as usize]
    }

    fn group_holds(&self, group: u32, up: &[bool], groups: Groups) -> bool {
        let law = &self.circuit.groups[group as usize];
        let standing = &self.groups[group as usize];
        let switching =
            self.is_down(law.node) && law.members.iter().any(|&member| !self.is_down(member));
        if groups == Groups::Ideal || !switching {
            return law.members.iter().any(|&member| up[member as usize]);
        }
        match standing.phase {
            Phase::Awaiting(target) => law.requires[target as usize]
                .iter()
                .all(|&node| up[node as usize]),
            _ => up[law.members[standing.active as usize] as usize],
        }
    }
}

/// No source is to blame: service is being moved back.
const SWITCHING_BACK: u64 = 1 << 63;
