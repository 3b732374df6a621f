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
    topology::{NodeId, Phase, Table},
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

/// Per group, which members it could have, as far as it knows: they are up, and no other seat has them.
pub type Seen = Vec<Vec<bool>>;

/// A branch whose groups have not answered yet, and what they have seen.
struct Unsettled {
    branch: Branch,
    seen: Seen,
}

impl System {
    /// The state with everything up and all groups' preferred members serving, and what is up then.
    pub fn all_up(&self) -> (Vec<u8>, Up) {
        let mut state = vec![0; self.width()];
        for group in &self.groups {
            self.set_group(&mut state, group, GroupState::serving(group.seat.number));
        }
        (state, self.nodes.map(|_| true))
    }

    /// What the groups see in a settled state.
    pub fn seen(&self, state: &[u8], up: &Up) -> Seen {
        let groups = &state[self.sources.len()..];
        let places = 0..self.groups.len();
        places
            .map(|place| self.available(place, groups, up))
            .collect()
    }

    /// Which members a group could have; `groups` are the bytes of all.
    fn available(&self, place: usize, groups: &[u8], up: &Up) -> Vec<bool> {
        let group = &self.groups[place];
        let first = place - group.seat.number as usize;
        let others = first..first + group.seat.of as usize;
        let others: Vec<GroupState> = others
            .filter(|other| *other != place)
            .map(|other| GroupState::read(groups, self.groups[other].at))
            .collect();
        let is_taken = |member: u32| {
            let mut others = others.iter();
            others.any(|it| it.active == member || it.phase.target() == Some(member))
        };
        let members = (0..).zip(&group.members);
        members
            .map(|(member, &node)| up[node] && !is_taken(member))
            .collect()
    }

    /// Whether it is not a group's turn to move back: another seat does, or is served by a less preferred member.
    fn is_before_last(&self, place: usize, groups: &[u8]) -> bool {
        let group = &self.groups[place];
        let active = GroupState::read(groups, group.at).active;
        let first = place - group.seat.number as usize;
        let mut all = self.groups[first..first + group.seat.of as usize].iter();
        all.any(|other| {
            let other = GroupState::read(groups, other.at);
            let moves_back = matches!(other.phase, Phase::FailingBack(_));
            moves_back || other.is_serving() && other.active > active
        })
    }

    /// How soon a group takes its next step; `None` where it waits for others.
    fn pace(&self, place: usize, state: &[u8], seen: &Seen) -> Option<Pace> {
        let group = &self.groups[place];
        let at = self.group_state(state, group);
        let stays = at.is_serving() && self.is_before_last(place, &state[self.sources.len()..]);
        if stays {
            return None;
        }
        group.pace(at, &seen[place])
    }

    /// Which nodes are up in a settled state.
    pub fn up(&self, state: &[u8]) -> Up {
        self.evaluate(state, |group, _| {
            self.group_state(state, group).is_serving()
        })
    }

    /// Whether the service would be up if every group with a member that is up were served.
    pub fn holds_ideally(&self, state: &[u8]) -> bool {
        self.evaluate(state, Standby::is_enough)[self.root]
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
        let seen = &self.seen(state, up);
        for source in 0..self.sources.len() {
            let rests = self.sources[source].requires.iter().any(|&node| !up[node]);
            match state[source] {
                // Nothing is done meanwhile, and an exponential rest does not know what was done.
                DOWN | UNFELT if rests => {}
                UP => self.failure(state, seen, source, happens)?,
                DOWN => {
                    let mut next = state.to_vec();
                    self.end_outage(&mut next, source);
                    self.set_striker(&mut next, source, None);
                    happens(
                        self.sources[source].ends,
                        self.settle(vec![Branch::new(next, 1.0)], seen)?,
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
        for (place, group) in self.groups.iter().enumerate() {
            let at = self.group_state(state, group);
            if let Some(Pace::Rate(rate)) = self.pace(place, state, seen) {
                let outcomes = group.step(at, &seen[place], up).into_iter();
                let next = outcomes.map(|(then, chance)| {
                    let mut next = state.to_vec();
                    self.set_group(&mut next, group, then);
                    Branch {
                        lost: group.lost_by_step(at, &seen[place], then),
                        ..Branch::new(next, chance)
                    }
                });
                happens(rate, self.settle(next.collect(), seen)?);
            }
        }
        Ok(())
    }

    fn failure(
        &self,
        state: &[u8],
        seen: &Seen,
        source: usize,
        happens: &mut impl FnMut(f64, Vec<Branch>),
    ) -> Result<(), Obstacle> {
        let part = &self.sources[source];
        let rate = self.failure_rate(state, source);
        if rate * part.reach > 0.0 {
            let struck = self.strike(state, source)?;
            happens(rate * part.reach, self.settle(struck, seen)?);
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

    /// Lets all groups answer a change, and all that takes no time happen; `seen` is what they saw before.
    ///
    /// # Errors
    ///
    /// Where too much may come of it.
    pub fn settle(&self, changed: Vec<Branch>, seen: &Seen) -> Result<Vec<Branch>, Obstacle> {
        if self.groups.is_empty() {
            return Ok(changed);
        }
        let mut open: Vec<Unsettled> = changed
            .into_iter()
            .map(|branch| Unsettled {
                branch,
                seen: seen.clone(),
            })
            .collect();
        let mut settled = Vec::new();
        while let Some(Unsettled {
            mut branch,
            mut seen,
        }) = open.pop()
        {
            let (up, lost) = self.answer(&mut branch.state, &mut seen);
            branch.lost += lost;
            let due = self.groups.iter().enumerate().find_map(|(place, group)| {
                let at = self.group_state(&branch.state, group);
                let is_due = self.pace(place, &branch.state, &seen) == Some(Pace::AtOnce);
                is_due.then(|| (place, at, group.step(at, &seen[place], &up)))
            });
            let Some((place, at, outcomes)) = due else {
                settled.push(branch);
                few(settled.len())?;
                continue;
            };
            let group = &self.groups[place];
            for (then, of_these) in outcomes {
                let mut state = branch.state.clone();
                self.set_group(&mut state, group, then);
                open.push(Unsettled {
                    branch: Branch {
                        state,
                        chance: branch.chance * of_these,
                        lost: branch.lost + group.lost_by_step(at, &seen[place], then),
                    },
                    seen: seen.clone(),
                });
            }
        }
        Ok(settled)
    }

    /// Passes through the structure in which every group answers what became of its members, until no seat has anything to answer
    /// to another. What is up then, and the data that are lost.
    fn answer(&self, state: &mut [u8], seen: &mut Seen) -> (Up, f64) {
        let mut all_lost = 0.0;
        let up = loop {
            let (up, lost, any) = self.pass(state, seen);
            all_lost += lost;
            if !any || self.groups.iter().all(|group| group.seat.is_only()) {
                break up;
            }
        };
        for group in &self.groups {
            let at = self.group_state(state, group);
            self.set_group(state, group, group.released(at, &up));
        }
        (up, all_lost)
    }

    /// One pass through the structure: what is up then, the data that are lost, and whether any group had anything to answer.
    fn pass(&self, state: &mut [u8], seen: &mut Seen) -> (Up, f64, bool) {
        let (mut lost, mut any) = (0.0, false);
        let (sources, groups) = state.split_at_mut(self.sources.len());
        let up = self.nodes.up(
            |leaf| !self.leaves[leaf].iter().any(|it| is_felt(sources[*it])),
            |place, up| {
                let Some(place) = *place else { return true };
                let group = &self.groups[place];
                let mut at = GroupState::read(groups, group.at);
                let now = self.available(place, groups, up);
                let members = &mut seen[place];
                for (member, &is_there) in now.iter().enumerate() {
                    if members[member] != is_there {
                        any = true;
                        members[member] = is_there;
                        at = if is_there {
                            let then = group.back(at, member as u32, members);
                            lost += group.lost_by_return(at, member as u32, then);
                            then
                        } else {
                            group.lost(at, member as u32, members)
                        };
                    }
                }
                at.write(groups, group.at);
                at.is_serving()
            },
        );
        (up, lost, any)
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
    /// Whether enough members are up for all seats.
    pub fn is_enough(&self, up: &Up) -> bool {
        let up = self.members.iter().filter(|&&node| up[node]);
        up.count() >= self.seat.of as usize
    }
}
