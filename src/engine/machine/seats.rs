//! Which members the seats of a group have, where several serve at a time.
//!
//! Each seat is a group of its own over the same members. What one has, or is about to have, is to the others as if it were
//! down. In come the states of the groups, out comes what has changed for the others.

use super::failover::GroupState;
use crate::{
    engine::circuit::{Group, Nodes},
    topology::{GroupId, Phase, Table},
};

/// What the other seats of each group have, and what each group knows of its members.
#[derive(Debug, Clone)]
pub struct Seats {
    /// Per group and member, what another seat does with it; empty where there is no other.
    elsewhere: Table<GroupId, Vec<Elsewhere>>,
    /// Whether it was there for the group when that was last let know.
    known: Table<GroupId, Vec<bool>>,
}

/// What another seat does with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    Nothing,
    /// It is down and is waited for, or is switched to.
    Has,
    /// It serves there.
    Serves,
    /// Service moves back from it, or to it.
    MovesBack,
}

/// A member that is there for a group, or no longer, and of which that does not know yet.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// For whom.
    pub group: GroupId,
    pub member: u32,
    pub is_lost: bool,
}

impl Seats {
    /// While every seat has its own member.
    pub fn new(groups: &Table<GroupId, Group>) -> Self {
        let states = groups.map(|group| GroupState::new(group, group.seat.number));
        let mut seats = Self {
            elsewhere: groups.map(|_| Vec::new()),
            known: groups.map(|_| Vec::new()),
        };
        seats.reset(groups, &states);
        seats
    }

    /// Takes what the states say while everything is up, whatever was before.
    pub fn reset(&mut self, groups: &Table<GroupId, Group>, states: &Table<GroupId, GroupState>) {
        for (id, group) in groups.iter_with_ids() {
            if !group.seat.is_only() {
                self.look(id, groups, states);
                let there = self.elsewhere[id].iter();
                self.known[id] = there.map(|it| *it == Elsewhere::Nothing).collect();
            }
        }
    }

    /// Whether another seat has a member of this group.
    #[inline]
    pub fn is_taken(&self, group: GroupId, member: u32) -> bool {
        let elsewhere = self.elsewhere[group].get(member as usize);
        elsewhere.is_some_and(|it| *it != Elsewhere::Nothing)
    }

    /// Whether it is not this member's turn to be moved back from: a less preferred one serves in another seat, or another seat
    /// moves back already.
    pub fn is_before_last(&self, group: GroupId, member: u32) -> bool {
        let mut members = (0..).zip(&self.elsewhere[group]);
        members.any(|(other, elsewhere)| match elsewhere {
            Elsewhere::Nothing | Elsewhere::Has => false,
            Elsewhere::Serves => other > member,
            Elsewhere::MovesBack => true,
        })
    }

    /// The first change that a seat of `group` does not know yet; from now on it does.
    pub fn change(
        &mut self,
        group: GroupId,
        groups: &Table<GroupId, Group>,
        states: &Table<GroupId, GroupState>,
        nodes: &Nodes,
    ) -> Option<Change> {
        let seat = groups[group].seat;
        self.look(group, groups, states);
        for id in seat.all(group, groups) {
            for (member, it) in (0..).zip(&groups[id].members) {
                let is_there = !nodes.is_down(it.node) && !self.is_taken(id, member);
                let known = &mut self.known[id][member as usize];
                if std::mem::replace(known, is_there) != is_there {
                    return Some(Change {
                        group: id,
                        member,
                        is_lost: !is_there,
                    });
                }
            }
        }
        None
    }

    /// Looks at all seats of the group. Where two have a member, what the first does is told.
    fn look(
        &mut self,
        group: GroupId,
        groups: &Table<GroupId, Group>,
        states: &Table<GroupId, GroupState>,
    ) {
        let seats = || groups[group].seat.all(group, groups);
        for id in seats() {
            let elsewhere = &mut self.elsewhere[id];
            elsewhere.clear();
            elsewhere.resize(groups[id].members.len(), Elsewhere::Nothing);
        }
        for other in seats() {
            let state = &states[other];
            let does = match state.phase {
                Phase::Serving => Elsewhere::Serves,
                Phase::FailingBack(_) => Elsewhere::MovesBack,
                _ => Elsewhere::Has,
            };
            for member in state.having() {
                for id in seats().filter(|id| *id != other) {
                    let elsewhere = &mut self.elsewhere[id][member as usize];
                    if *elsewhere == Elsewhere::Nothing {
                        *elsewhere = does;
                    }
                }
            }
        }
    }
}
