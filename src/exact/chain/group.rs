//! How a failover group answers what happens to its members, and takes its own next step.
//!
//! The phases are those of [`Phase`]; the rules by which they follow each other are written here a second time, apart
//! from the engine.
//!
//! A wait before moving back needs no memory: it is exponential, and begins anew whenever it is for another member.
//! Nor does a loss of all members: with `resume` whoever comes back to a group with nobody up serves.

use super::{
    pace::Pace,
    state::GroupState,
    system::{Return, Standby},
};
use crate::topology::{NodeId, Phase, Table};

impl Standby {
    /// A member went down; `up` has who is up now.
    pub fn lost(&self, at: GroupState, member: u32, up: &[bool]) -> GroupState {
        match at.phase {
            Phase::Serving if member == at.active => at.in_phase(Phase::Detecting),
            Phase::Serving | Phase::Detecting | Phase::AllDown | Phase::Botched(_) => at,
            Phase::FailingBack(target) if member != target => at,
            Phase::FailingBack(_) if up[at.active as usize] => self.serve(at.active, up),
            Phase::FailingBack(_) => attempt(at, up),
            _ if !up.contains(&true) => at.in_phase(Phase::AllDown),
            Phase::Stuck => at,
            Phase::Deciding(target)
            | Phase::Awaiting(target)
            | Phase::Switching(target)
            | Phase::Recovering(target) => {
                if member == target {
                    attempt(at, up)
                } else {
                    at
                }
            }
        }
    }

    /// A member came back; `up` has who is up now.
    pub fn back(&self, at: GroupState, member: u32, up: &[bool]) -> GroupState {
        let is_alone = up.iter().filter(|&&up| up).count() == 1;
        match at.phase {
            Phase::Serving if self.failback == Return::AtOnce => self.serve(at.active, up),
            Phase::Serving | Phase::FailingBack(_) | Phase::Botched(_) => at,
            _ if member == at.active || (self.resumes && is_alone) => self.serve(member, up),
            Phase::AllDown => attempt(at, up),
            _ => at,
        }
    }

    /// How soon the group itself takes its next step; `None` where it waits for others.
    pub fn pace(&self, at: GroupState, up: &[bool]) -> Option<Pace> {
        match (at.phase, self.failback) {
            (Phase::Serving, Return::After { after, .. }) => first_up(up)
                .filter(|&first| first < at.active)
                .map(|_| after),
            (Phase::Serving | Phase::AllDown | Phase::Awaiting(_) | Phase::Stuck, _) => None,
            (Phase::Detecting, _) => Some(self.detect),
            (Phase::Deciding(_), _) => Some(self.decide),
            (Phase::Switching(_), _) => Some(self.switch),
            (Phase::Recovering(_), _) => self.otherwise,
            (Phase::Botched(_), _) => self.botched.map(|botched| botched.1),
            (Phase::FailingBack(_), Return::After { loss, .. }) => Some(loss),
            (Phase::FailingBack(_), _) => None,
        }
    }

    /// Takes the next step; `nodes` has which nodes of the structure are up. What may come of it, and how likely.
    pub fn step(
        &self,
        at: GroupState,
        up: &[bool],
        nodes: &Table<NodeId, bool>,
    ) -> Vec<(GroupState, f64)> {
        let then = match at.phase {
            Phase::Serving => match first_up(up) {
                Some(first) if first < at.active => at.in_phase(Phase::FailingBack(first)),
                _ => at,
            },
            Phase::Detecting => attempt(at, up),
            Phase::Deciding(target) => self.released(at.in_phase(Phase::Awaiting(target)), nodes),
            Phase::Recovering(target) | Phase::FailingBack(target) => self.serve(target, up),
            Phase::Switching(target) => {
                let works = if is_any_down(&self.crowded, at.active, nodes) {
                    self.succeeds_crowded
                } else {
                    self.succeeds
                };
                let failed = at.in_phase(match self.otherwise {
                    Some(_) => Phase::Recovering(target),
                    None => Phase::Stuck,
                });
                let harms = self.botched.map_or(0.0, |botched| botched.0);
                let botched = at.in_phase(Phase::Botched(target));
                let outcomes = [
                    (self.serve(target, up), works),
                    (botched, harms),
                    (failed, 1.0 - works - harms),
                ];
                return outcomes
                    .into_iter()
                    .filter(|outcome| outcome.1 > 1e-15)
                    .collect();
            }
            // Nothing was moved where the active is up again.
            Phase::Botched(_) if up[at.active as usize] => self.serve(at.active, up),
            Phase::Botched(target) if up[target as usize] => self.serve(target, up),
            Phase::Botched(_) => attempt(at, up),
            Phase::AllDown | Phase::Awaiting(_) | Phase::Stuck => at,
        };
        vec![(then, 1.0)]
    }

    /// Data that a step of the group's own loses [h of writing]: what had not reached a member that was switched to.
    pub fn lost_by_step(&self, before: GroupState, up: &[bool], then: GroupState) -> f64 {
        let moves = match before.phase {
            Phase::Switching(_) | Phase::Recovering(_) => true,
            // Where the active is up again nothing was moved, though service may go on to a more preferred member.
            Phase::Botched(_) => !up[before.active as usize],
            _ => false,
        };
        if moves && then.is_serving() {
            self.lag
        } else {
            0.0
        }
    }

    /// Data that are lost when a member is back [h of writing]: where it serves after a loss of all, and did not serve last.
    pub fn lost_by_return(&self, before: GroupState, member: u32, then: GroupState) -> f64 {
        let was_lost = !matches!(before.phase, Phase::Serving | Phase::FailingBack(_));
        if was_lost && then.is_serving() && member != before.active {
            self.lag
        } else {
            0.0
        }
    }

    /// The same, or switching if it waited for what is up now.
    pub fn released(&self, at: GroupState, nodes: &Table<NodeId, bool>) -> GroupState {
        match at.phase {
            Phase::Awaiting(target) if !is_any_down(&self.requires, target, nodes) => {
                at.in_phase(Phase::Switching(target))
            }
            _ => at,
        }
    }

    /// `member` serves, or the more preferred member that takes over from it at once.
    fn serve(&self, member: u32, up: &[bool]) -> GroupState {
        let preferred = first_up(up).filter(|&first| first < member);
        let active = match (self.failback, preferred) {
            (Return::AtOnce, Some(preferred)) => preferred,
            _ => member,
        };
        GroupState::serving(active)
    }
}

/// A new attempt to move to the first member that is up.
fn attempt(at: GroupState, up: &[bool]) -> GroupState {
    at.in_phase(first_up(up).map_or(Phase::AllDown, Phase::Deciding))
}

fn first_up(up: &[bool]) -> Option<u32> {
    up.iter().position(|&up| up).map(|first| first as u32)
}

fn is_any_down(lists: &[Vec<NodeId>], member: u32, nodes: &Table<NodeId, bool>) -> bool {
    lists
        .get(member as usize)
        .is_some_and(|list| list.iter().any(|&node| !nodes[node]))
}
