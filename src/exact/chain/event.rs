//! What happens in a state: outages that begin, strike others and end, steps of groups; and all that follows at the same
//! instant.

use std::collections::VecDeque;

use super::{
    pace::Pace,
    state::{DOWN, GroupState, MOST_STATES, UNFELT, UP, is_felt},
    system::{Standby, System},
};
use crate::{
    exact::obstacle::Obstacle,
    topology::{NodeId, Table},
};

/// What may come of one event at most: each chance that something is struck or a switch works doubles it.
const MOST_BRANCHES: usize = 1 << 14;

/// Which nodes are up.
pub type Up = Table<NodeId, bool>;

/// What may come of an event.
#[derive(Debug)]
pub struct Branch {
    /// A state.
    pub state: Vec<u8>,
    /// How likely it is.
    pub chance: f64,
    /// Data that are lost on the way [h of writing].
    pub lost: f64,
}

impl Branch {
    /// A state in which nothing is lost yet.
    pub fn new(state: Vec<u8>, chance: f64) -> Self {
        Self {
            state,
            chance,
            lost: 0.0,
        }
    }
}

/// A branch whose groups have not answered yet, and what was up before.
struct Unsettled {
    branch: Branch,
    was: Up,
}

impl System {
    /// The state with everything up and all groups' preferred members serving, and what is up then.
    pub fn all_up(&self) -> (Vec<u8>, Up) {
        (vec![0; self.width()], self.nodes.map(|_| true))
    }

    /// Which nodes are up in a settled state.
    pub fn up(&self, state: &[u8]) -> Up {
        self.evaluate(state, |group, _| {
            self.group_state(state, group).is_serving()
        })
    }

    /// Whether the service would be up if every group with a member that is up were served.
    pub fn holds_ideally(&self, state: &[u8]) -> bool {
        let any_up = |group: &Standby, up: &Up| group.members.iter().any(|&node| up[node]);
        self.evaluate(state, any_up)[self.root]
    }

    /// A group that does not matter counts as up.
    fn evaluate(&self, state: &[u8], mut serves: impl FnMut(&Standby, &Up) -> bool) -> Up {
        let is_felt = |source: &usize| is_felt(state[*source]);
        self.nodes.up(
            |leaf| !self.leaves[leaf].iter().any(is_felt),
            |group, up| group.is_none_or(|group| serves(&self.groups[group], up)),
        )
    }

    /// Everything that can happen in a state, with its rate [1/h] and what comes of it.
    ///
    /// # Errors
    ///
    /// Where too much may come of it.
    pub fn events(
        &self,
        state: &[u8],
        up: &Up,
        happens: &mut impl FnMut(f64, Vec<Branch>),
    ) -> Result<(), Obstacle> {
        for source in 0..self.sources.len() {
            match state[source] {
                UP => self.failure(state, up, source, happens)?,
                DOWN => {
                    let mut next = state.to_vec();
                    self.end_outage(&mut next, source);
                    self.set_striker(&mut next, source, None);
                    happens(
                        self.sources[source].ends,
                        self.settle(vec![Branch::new(next, 1.0)], up)?,
                    );
                }
                UNFELT => {
                    let mut next = state.to_vec();
                    next[source] = UP;
                    happens(self.sources[source].ends, vec![Branch::new(next, 1.0)]);
                }
                _ => {}
            }
        }
        for group in &self.groups {
            let members = group.members_up(up);
            let at = self.group_state(state, group);
            if let Some(Pace::Rate(rate)) = group.pace(at, &members) {
                let outcomes = group.step(at, &members, up).into_iter();
                let next = outcomes.map(|(then, chance)| {
                    let mut next = state.to_vec();
                    self.set_group(&mut next, group, then);
                    Branch {
                        lost: group.lost_by_step(at, then),
                        ..Branch::new(next, chance)
                    }
                });
                happens(rate, self.settle(next.collect(), up)?);
            }
        }
        Ok(())
    }

    fn failure(
        &self,
        state: &[u8],
        up: &Up,
        source: usize,
        happens: &mut impl FnMut(f64, Vec<Branch>),
    ) -> Result<(), Obstacle> {
        let part = &self.sources[source];
        let rate = self.failure_rate(state, source);
        if rate * part.reach > 0.0 {
            let struck = self.strike(state, source)?;
            happens(rate * part.reach, self.settle(struck, up)?);
        }
        if rate > 0.0 && part.reach < 1.0 && !part.is_instant {
            let mut next = state.to_vec();
            next[source] = UNFELT;
            happens(rate * (1.0 - part.reach), vec![Branch::new(next, 1.0)]);
        }
        Ok(())
    }

    /// A source goes down, and with it those it strikes, and those they strike.
    fn strike(&self, state: &[u8], source: usize) -> Result<Vec<Branch>, Obstacle> {
        let mut open = vec![(state.to_vec(), VecDeque::from([(source, 1.0)]), 1.0)];
        let mut branches = Vec::new();
        while let Some((mut state, mut strikes, chance)) = open.pop() {
            let Some((struck, strikes_with)) = strikes.pop_front() else {
                branches.push(Branch::new(state, chance));
                few(branches.len())?;
                continue;
            };
            if state[struck] == UP {
                if strikes_with < 1.0 {
                    open.push((
                        state.clone(),
                        strikes.clone(),
                        chance * (1.0 - strikes_with),
                    ));
                }
                if !self.sources[struck].is_instant {
                    self.begin_outage(&mut state, struck);
                    self.set_striker(&mut state, struck, (struck != source).then_some(source));
                }
                strikes.extend(self.sources[struck].strikes.iter());
                open.push((state, strikes, chance * strikes_with));
            } else {
                open.push((state, strikes, chance));
            }
        }
        Ok(branches)
    }

    /// Lets all groups answer a change, and all that takes no time happen; `was` is what was up before.
    ///
    /// # Errors
    ///
    /// Where too much may come of it.
    pub fn settle(&self, changed: Vec<Branch>, was: &Up) -> Result<Vec<Branch>, Obstacle> {
        if self.groups.is_empty() {
            return Ok(changed);
        }
        let mut open: Vec<Unsettled> = changed
            .into_iter()
            .map(|branch| Unsettled {
                branch,
                was: was.clone(),
            })
            .collect();
        let mut settled = Vec::new();
        while let Some(Unsettled { mut branch, was }) = open.pop() {
            let (up, lost) = self.answer(&mut branch.state, &was);
            branch.lost += lost;
            let due = self.groups.iter().find_map(|group| {
                let members = group.members_up(&up);
                let at = self.group_state(&branch.state, group);
                let is_due = group.pace(at, &members) == Some(Pace::AtOnce);
                is_due.then(|| (group, at, group.step(at, &members, &up)))
            });
            let Some((group, at, outcomes)) = due else {
                settled.push(branch);
                few(settled.len())?;
                continue;
            };
            for (then, of_these) in outcomes {
                let mut state = branch.state.clone();
                self.set_group(&mut state, group, then);
                open.push(Unsettled {
                    branch: Branch {
                        state,
                        chance: branch.chance * of_these,
                        lost: branch.lost + group.lost_by_step(at, then),
                    },
                    was: up.clone(),
                });
            }
        }
        Ok(settled)
    }

    /// One pass through the structure in which every group answers what became of its members. What is up then, and the data that
    /// are lost.
    fn answer(&self, state: &mut [u8], was: &Up) -> (Up, f64) {
        let mut lost = 0.0;
        let (sources, groups) = state.split_at_mut(self.sources.len());
        let up = self.evaluate(sources, |group, up| {
            let mut at = GroupState::read(groups, group.at);
            let mut members = group.members_up(was);
            for (member, &node) in group.members.iter().enumerate() {
                if members[member] != up[node] {
                    members[member] = up[node];
                    at = if up[node] {
                        let then = group.back(at, member as u32, &members);
                        lost += group.lost_by_return(at, member as u32, then);
                        then
                    } else {
                        group.lost(at, member as u32, &members)
                    };
                }
            }
            at.write(groups, group.at);
            at.is_serving()
        });
        for group in &self.groups {
            let at = GroupState::read(groups, group.at);
            group.released(at, &up).write(groups, group.at);
        }
        (up, lost)
    }
}

/// Whether so many outcomes of one event are few enough.
fn few(branches: usize) -> Result<(), Obstacle> {
    if branches > MOST_BRANCHES {
        return Err(Obstacle::TooManyStates {
            states: MOST_STATES,
        });
    }
    Ok(())
}

impl Standby {
    /// Per member, whether it is up.
    fn members_up(&self, up: &Up) -> Vec<bool> {
        self.members.iter().map(|&node| up[node]).collect()
    }
}
