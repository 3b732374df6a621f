//! How a failover group answers what happens to its members, and takes its own next step.
//!
//! ```text
//! Serving ─loss─► Detecting ─► Deciding ─► Awaiting ─► Switching ─┬─► Serving (the target)
//!    ▲                                                            ├─► Recovering ─► Serving
//!    └───────────── the active is back, at any moment             └─► Stuck
//! ```
//!
//! A wait before moving back needs no memory: it is exponential, and begins anew whenever it is for another member.
//! Nor does a loss of all members: with `resume` whoever comes back to a group with nobody up serves.

use super::{
    pace::Pace,
    state::{Phase, Standing},
    system::{Return, Standby},
};

impl Standby {
    /// A member went down; `up` tells who is up now.
    pub fn lost(&self, at: Standing, member: u8, up: &[bool]) -> Standing {
        match at.phase {
            Phase::Serving if member == at.active => at.about(Phase::Detecting, 0),
            Phase::Serving | Phase::Detecting | Phase::Bereft => at,
            Phase::Returning if member != at.target => at,
            Phase::Returning if up[usize::from(at.active)] => self.serve(at.active, up),
            Phase::Returning => attempt(at, up),
            _ if !up.contains(&true) => at.about(Phase::Bereft, 0),
            Phase::Stuck => at,
            Phase::Deciding | Phase::Awaiting | Phase::Switching | Phase::Recovering => {
                if member == at.target {
                    attempt(at, up)
                } else {
                    at
                }
            }
        }
    }

    /// A member came back; `up` tells who is up now.
    pub fn back(&self, at: Standing, member: u8, up: &[bool]) -> Standing {
        let is_alone = up.iter().filter(|&&up| up).count() == 1;
        match at.phase {
            Phase::Serving if self.failback == Return::AtOnce => self.serve(at.active, up),
            Phase::Serving | Phase::Returning => at,
            _ if member == at.active || (self.resumes && is_alone) => self.serve(member, up),
            Phase::Bereft => attempt(at, up),
            _ => at,
        }
    }

    /// How soon the group itself takes its next step; `None` where it waits for others.
    pub fn pace(&self, at: Standing, up: &[bool]) -> Option<Pace> {
        match (at.phase, self.failback) {
            (Phase::Serving, Return::After { after, .. }) => first_up(up)
                .filter(|&first| first < at.active)
                .map(|_| after),
            (Phase::Serving | Phase::Bereft | Phase::Awaiting | Phase::Stuck, _) => None,
            (Phase::Detecting, _) => Some(self.detect),
            (Phase::Deciding, _) => Some(self.decide),
            (Phase::Switching, _) => Some(self.switch),
            (Phase::Recovering, _) => self.otherwise,
            (Phase::Returning, Return::After { loss, .. }) => Some(loss),
            (Phase::Returning, _) => None,
        }
    }

    /// Takes the next step; `nodes` tells which nodes of the structure are up. What may come of it, and how likely.
    pub fn step(&self, at: Standing, up: &[bool], nodes: &[bool]) -> Vec<(Standing, f64)> {
        let then = match at.phase {
            Phase::Serving => match first_up(up) {
                Some(first) if first < at.active => at.about(Phase::Returning, first),
                _ => at,
            },
            Phase::Detecting => attempt(at, up),
            Phase::Deciding => self.released(at.about(Phase::Awaiting, at.target), nodes),
            Phase::Recovering | Phase::Returning => self.serve(at.target, up),
            Phase::Switching => {
                let works = if is_any_down(&self.crowded, at.active, nodes) {
                    self.succeeds_crowded
                } else {
                    self.succeeds
                };
                let failed = match self.otherwise {
                    Some(_) => at.about(Phase::Recovering, at.target),
                    None => at.about(Phase::Stuck, 0),
                };
                let outcomes = [(self.serve(at.target, up), works), (failed, 1.0 - works)];
                return outcomes
                    .into_iter()
                    .filter(|outcome| outcome.1 > 0.0)
                    .collect();
            }
            Phase::Bereft | Phase::Awaiting | Phase::Stuck => at,
        };
        vec![(then, 1.0)]
    }

    /// The same, or switching if it waited for what is up now.
    pub fn released(&self, at: Standing, nodes: &[bool]) -> Standing {
        if at.phase == Phase::Awaiting && !is_any_down(&self.requires, at.target, nodes) {
            at.about(Phase::Switching, at.target)
        } else {
            at
        }
    }

    /// `member` serves, or whom it makes way for at once.
    fn serve(&self, member: u8, up: &[bool]) -> Standing {
        let preferred = first_up(up).filter(|&first| first < member);
        let active = match (self.failback, preferred) {
            (Return::AtOnce, Some(preferred)) => preferred,
            _ => member,
        };
        Standing::serving(active)
    }
}

/// A new attempt to move to the first member that is up.
fn attempt(at: Standing, up: &[bool]) -> Standing {
    match first_up(up) {
        Some(target) => at.about(Phase::Deciding, target),
        None => at.about(Phase::Bereft, 0),
    }
}

fn first_up(up: &[bool]) -> Option<u8> {
    up.iter().position(|&up| up).map(|first| first as u8)
}

fn is_any_down(lists: &[Vec<usize>], member: u8, nodes: &[bool]) -> bool {
    lists
        .get(usize::from(member))
        .is_some_and(|list| list.iter().any(|&node| !nodes[node]))
}
