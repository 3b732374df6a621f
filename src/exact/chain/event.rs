//! What happens in a state: outages that begin, strike others and end, steps of groups; and all that follows at the same
//! instant.

use std::collections::VecDeque;

use super::{
    pace::Pace,
    state::{DOWN, GroupState, UNFELT, UP, is_felt},
    system::{Shape, System},
};

/// What may come of an event: a state and how likely it is.
pub type Branch = (Vec<u8>, f64);

/// A state whose groups have not answered yet, what was up before, and how likely it is.
struct Unsettled {
    state: Vec<u8>,
    was: Vec<bool>,
    chance: f64,
}

impl System {
    /// The state with everything up and all groups' preferred members serving, and what is up then.
    pub fn all_up(&self) -> (Vec<u8>, Vec<bool>) {
        (vec![0; self.width()], vec![true; self.nodes.len()])
    }

    /// Which nodes are up in a settled state.
    pub fn up(&self, state: &[u8]) -> Vec<bool> {
        self.evaluate(state, |group, _| {
            GroupState::read(state, self.groups[group].at).is_serving()
        })
    }

    /// Whether the service would be up if every group with a member that is up were served.
    pub fn holds_ideally(&self, state: &[u8]) -> bool {
        let up = self.evaluate(state, |group, up| {
            self.groups[group].members.iter().any(|&node| up[node])
        });
        up[self.root]
    }

    fn evaluate(&self, state: &[u8], serves: impl Fn(usize, &[bool]) -> bool) -> Vec<bool> {
        let mut up = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let is_up = match node {
                Shape::Group(group) => serves(*group, &up),
                shape => shape.is_up(state, &up),
            };
            up.push(is_up);
        }
        up
    }

    /// Everything that can happen in a state, with its rate [1/h] and what comes of it.
    pub fn events(&self, state: &[u8], up: &[bool], happens: &mut impl FnMut(f64, Vec<Branch>)) {
        for source in 0..self.sources.len() {
            match state[source] {
                UP => self.failure(state, up, source, happens),
                DOWN => {
                    let mut next = state.to_vec();
                    self.end_outage(&mut next, source);
                    happens(
                        self.sources[source].ends,
                        self.settle(vec![(next, 1.0)], up),
                    );
                }
                UNFELT => {
                    let mut next = state.to_vec();
                    next[source] = UP;
                    happens(self.sources[source].ends, vec![(next, 1.0)]);
                }
                _ => {}
            }
        }
        for (index, group) in self.groups.iter().enumerate() {
            let members = self.members_up(index, up);
            let at = GroupState::read(state, group.at);
            if let Some(Pace::Rate(rate)) = group.pace(at, &members) {
                let outcomes = group.step(at, &members, up).into_iter();
                let next = outcomes.map(|(then, chance)| {
                    let mut next = state.to_vec();
                    then.write(&mut next, group.at);
                    (next, chance)
                });
                happens(rate, self.settle(next.collect(), up));
            }
        }
    }

    fn failure(
        &self,
        state: &[u8],
        up: &[bool],
        source: usize,
        happens: &mut impl FnMut(f64, Vec<Branch>),
    ) {
        let part = &self.sources[source];
        let rate = self.failure_rate(state, source);
        if rate * part.reach > 0.0 {
            happens(
                rate * part.reach,
                self.settle(self.strike(state, source), up),
            );
        }
        if rate > 0.0 && part.reach < 1.0 && !part.is_instant {
            let mut next = state.to_vec();
            next[source] = UNFELT;
            happens(rate * (1.0 - part.reach), vec![(next, 1.0)]);
        }
    }

    /// A source goes down, and with it those it strikes, and those they strike.
    fn strike(&self, state: &[u8], source: usize) -> Vec<Branch> {
        let mut open = vec![(state.to_vec(), VecDeque::from([(source, 1.0)]), 1.0)];
        let mut branches = Vec::new();
        while let Some((mut state, mut strikes, chance)) = open.pop() {
            let Some((struck, strikes_with)) = strikes.pop_front() else {
                branches.push((state, chance));
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
                }
                strikes.extend(self.sources[struck].strikes.iter());
                open.push((state, strikes, chance * strikes_with));
            } else {
                open.push((state, strikes, chance));
            }
        }
        branches
    }

    /// Lets all groups answer a change, and all that takes no time happen; `was` tells what was up before.
    pub fn settle(&self, changed: Vec<Branch>, was: &[bool]) -> Vec<Branch> {
        if self.groups.is_empty() {
            return changed;
        }
        let mut open: Vec<Unsettled> = changed
            .into_iter()
            .map(|(state, chance)| Unsettled {
                state,
                was: was.to_vec(),
                chance,
            })
            .collect();
        let mut settled = Vec::new();
        while let Some(Unsettled {
            mut state,
            was,
            chance,
        }) = open.pop()
        {
            let up = self.answer(&mut state, &was);
            let due = self.groups.iter().enumerate().find_map(|(index, group)| {
                let members = self.members_up(index, &up);
                let at = GroupState::read(&state, group.at);
                let is_due = group.pace(at, &members) == Some(Pace::AtOnce);
                is_due.then(|| (group, group.step(at, &members, &up)))
            });
            let Some((group, outcomes)) = due else {
                settled.push((state, chance));
                continue;
            };
            for (then, of_these) in outcomes {
                let mut state = state.clone();
                then.write(&mut state, group.at);
                open.push(Unsettled {
                    state,
                    was: up.clone(),
                    chance: chance * of_these,
                });
            }
        }
        settled
    }

    /// One pass through the structure in which every group answers what became of its members. What is up then.
    fn answer(&self, state: &mut [u8], was: &[bool]) -> Vec<bool> {
        let mut up = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let is_up = match node {
                Shape::Group(index) => {
                    let group = &self.groups[*index];
                    let mut at = GroupState::read(state, group.at);
                    let mut members = self.members_up(*index, was);
                    for (member, &node) in group.members.iter().enumerate() {
                        if members[member] != up[node] {
                            members[member] = up[node];
                            at = if up[node] {
                                group.back(at, member as u32, &members)
                            } else {
                                group.lost(at, member as u32, &members)
                            };
                        }
                    }
                    at.write(state, group.at);
                    at.is_serving()
                }
                shape => shape.is_up(state, &up),
            };
            up.push(is_up);
        }
        for group in &self.groups {
            let at = GroupState::read(state, group.at);
            group.released(at, &up).write(state, group.at);
        }
        up
    }

    fn members_up(&self, group: usize, up: &[bool]) -> Vec<bool> {
        let members = self.groups[group].members.iter();
        members.map(|&node| up[node]).collect()
    }
}

impl Shape {
    /// Whether a node that is no group is up, going by those before it.
    fn is_up(&self, state: &[u8], up: &[bool]) -> bool {
        match self {
            Self::Leaf(sources) => !sources.iter().any(|&source| is_felt(state[source])),
            Self::AtLeast(needs, of) => of.iter().filter(|&&node| up[node]).count() >= *needs,
            Self::Group(_) => true,
        }
    }
}
