//! Dynamic sources in motion: when they fail, and how fast they age while a group's members serve or sleep.
//!
//! They draw from the same streams in the same order as the sources whose outages are drawn beforehand, so that without a
//! queue for repairs and without sleep their lives are the same. In a branch every source is dynamic, and all draw from one
//! stream.

use super::{
    failover::GroupState,
    source_state::{Condition, SourceState, SourceStates},
};
use crate::{
    engine::{
        agenda::{Agenda, Due},
        circuit::Circuit,
        outages,
        process::Process,
        stream::{Generator, Key},
    },
    law::Side,
    topology::{GroupId, Table},
};

/// The dynamic sources of an architecture.
#[derive(Debug)]
pub struct Sources<'a> {
    circuit: &'a Circuit,
    states: SourceStates<'a>,
    /// From which all draw, in a branch.
    shared: Option<Generator>,
}

impl<'a> Sources<'a> {
    /// Those of `circuit`, all up and new.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let is_needed = !circuit.couplings.dynamic.is_empty();
        let count = if is_needed { circuit.sources.len() } else { 0 };
        Self {
            circuit,
            states: SourceStates::new(circuit, processes, count),
            shared: None,
        }
    }

    /// The same, every source being dynamic.
    pub fn all_dynamic(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        Self {
            circuit,
            states: SourceStates::new(circuit, processes, circuit.sources.len()),
            shared: None,
        }
    }

    /// The laws of a local source.
    #[inline]
    pub fn process(&self, source: u32) -> &'a Process {
        self.states.process(source)
    }

    #[inline]
    pub fn of(&self, source: u32) -> &SourceState {
        self.states.of(source)
    }

    #[inline]
    pub fn of_mut(&mut self, source: u32) -> &mut SourceState {
        self.states.of_mut(source)
    }

    /// Those that are down.
    pub fn down(&self) -> impl Iterator<Item = u32> {
        let states = (0u32..).zip(&self.states.states);
        states.filter(|it| !it.1.is_up()).map(|it| it.0)
    }

    /// Takes over the states of the same sources elsewhere.
    pub fn copy(&mut self, other: &Self) {
        self.states.states.clone_from(&other.states.states);
        self.shared.clone_from(&other.shared);
    }

    /// Puts a dynamic source where its life begins, at hour `begin`. What is down then goes down then, asleep or not.
    pub fn begin(
        &mut self,
        source: u32,
        (life, begin): (Key, f64),
        groups: &Table<GroupId, GroupState>,
        agenda: &mut Agenda,
    ) {
        self.shared = None;
        let process = self.process(source);
        let mut state = SourceState::at_begin(process, life, begin);
        state.speed = self.speed(source, groups);
        let (is_up, token) = (state.in_progress.is_none(), state.token);
        *self.of_mut(source) = state;
        if is_up {
            self.expect_failure(source, agenda);
        } else {
            agenda.set(begin, Due::Fails { source, token });
        }
    }

    /// A member of a group begins or ceases to serve: its sources wake or fall asleep.
    pub fn wake(
        &mut self,
        (group, member): (GroupId, u32),
        groups: &Table<GroupId, GroupState>,
        now: f64,
        agenda: &mut Agenda,
    ) {
        let circuit = self.circuit;
        for &source in circuit.couplings.sleepers(group, member) {
            let speed = self.speed(source, groups);
            let state = self.of_mut(source);
            if state.is_up() {
                state.age = state.age_at(now);
                state.since = state.since.max(now);
            }
            state.speed = speed;
            // What has not begun to live yet is due as it is.
            if state.is_up() && state.in_progress.is_none() {
                self.expect_failure(source, agenda);
            }
        }
    }

    /// A source is as new, with a lifetime of its own.
    pub fn renew(&mut self, source: u32, now: f64, agenda: &mut Agenda) {
        let process = self.process(source);
        let due = self.of(source).due;
        let due = (process.clock.as_ref()).map_or(due, |clock| clock.after(due, now));
        let lifetime = match &process.fails {
            _ if process.clock.is_some() => due - now,
            Some(fails) => outages::at_least_a_second(fails.at(self.draw(source))),
            None => f64::INFINITY,
        };
        let state = self.of_mut(source);
        (state.age, state.since, state.lifetime, state.due) = (0.0, now, lifetime, due);
        self.expect_failure(source, agenda);
    }

    /// Lets everything that happens from hour `now` on be drawn from this generator: also the lifetimes of the sources that
    /// are up, given their ages, but for those of laws without a density. The timers of their failures must be gone.
    pub fn begin_anew(&mut self, generator: Generator, now: f64, agenda: &mut Agenda) {
        self.shared = Some(generator);
        for source in 0..self.states.states.len() as u32 {
            let process = self.process(source);
            if process.alterable && self.of(source).is_up() {
                let age = self.of(source).age_at(now);
                let lifetime = self.lifetime_beyond(process, source, age);
                let state = self.of_mut(source);
                (state.age, state.since, state.lifetime) = (age, now, lifetime);
                self.expect_failure(source, agenda);
            }
        }
    }

    /// A lifetime [h] that is longer than `age`.
    fn lifetime_beyond(&mut self, process: &Process, source: u32, age: f64) -> f64 {
        let (Some(fails), Some(law)) = (&process.fails, &process.law) else {
            return f64::INFINITY;
        };
        let unit = self.draw(source);
        if process.memoryless {
            return age + fails.at(unit);
        }
        let beyond = law.beyond(age, Side::After);
        fails.exceeded(beyond * unit).max(age)
    }

    /// The next uniform draw of a source; in a branch all draw from one stream.
    pub fn draw(&mut self, source: u32) -> f64 {
        match &mut self.shared {
            Some(generator) => generator.unit(),
            None => self.of_mut(source).generator.unit(),
        }
    }

    /// Sets the timer of a source's next failure, as things are.
    fn expect_failure(&mut self, source: u32, agenda: &mut Agenda) {
        let state = self.of_mut(source);
        state.token += 1;
        let rest = (state.lifetime - state.age).max(0.0) / state.speed;
        if rest.is_finite() {
            let token = state.token;
            agenda.set(state.since + rest, Due::Fails { source, token });
        }
    }

    /// How fast a source ages: slower for each group in which it sleeps.
    fn speed(&self, source: u32, groups: &Table<GroupId, GroupState>) -> f64 {
        let dormant = self.circuit.couplings.of(source).dormant.iter();
        let serves = |(group, member): &(GroupId, u32)| {
            let seat = self.circuit.groups[*group].seat;
            let mut seats = seat.all(*group, groups);
            seats.any(|seat| groups[seat].active == *member)
        };
        let asleep = dormant.filter(|it| !serves(it));
        asleep
            .map(|(group, _)| self.circuit.groups[*group].dormant_failures)
            .product()
    }

    /// The sources that are down and felt, now or later, each with the level to whose base its outage belongs.
    pub fn felt(&self) -> impl Iterator<Item = (u32, &SourceState)> {
        let states = (0u32..).zip(&self.states.states);
        states.filter(|(_, state)| state.condition != Condition::Up && state.is_felt)
    }

    /// Lets all outages that belong to no base yet belong to that of this level.
    pub fn join_base(&mut self, level: u32) {
        for state in &mut self.states.states {
            if state.condition != Condition::Up {
                state.base = state.base.min(level);
            }
        }
    }
}
