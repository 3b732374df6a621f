//! Dynamic sources in motion: when they fail, and how fast they age while a group's members serve or sleep.
//!
//! They draw from the same streams in the same order as the sources whose outages are drawn beforehand, so that without a
//! queue for repairs and without sleep their lives are the same. In a branch every source is dynamic, all draw from one
//! stream, and most fail at biased rates instead of by their own timers.

use super::{
    failover::GroupState,
    failure_bias::FailureBias,
    source_state::{SourceState, SourceStates},
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
    /// In a branch, how it is biased and weighted.
    bias: Option<FailureBias>,
}

impl<'a> Sources<'a> {
    /// Those of `circuit`, all up and new.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let is_needed = !circuit.couplings.dynamic.is_empty();
        let count = if is_needed { circuit.sources.len() } else { 0 };
        Self {
            circuit,
            states: SourceStates::new(circuit, processes, count),
            bias: None,
        }
    }

    /// Those of a branch, where every source is dynamic.
    pub fn of_branch(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let states = SourceStates::new(circuit, processes, circuit.sources.len());
        let generator = Key::of_life(0, 0).generator();
        Self {
            circuit,
            bias: Some(FailureBias::new(&states, generator)),
            states,
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

    /// Puts a dynamic source where its life begins. What is down then goes down then, asleep or not.
    pub fn begin(
        &mut self,
        source: u32,
        life: Key,
        groups: &Table<GroupId, GroupState>,
        agenda: &mut Agenda,
    ) {
        let process = self.process(source);
        let mut state = SourceState::at_begin(process, life.of(process.stream));
        state.speed = self.speed(source, groups);
        let (is_up, token) = (state.in_progress.is_none(), state.token);
        *self.of_mut(source) = state;
        if is_up {
            self.expect_failure(source, agenda);
        } else {
            agenda.set(process.since, Due::Fails { source, token });
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
        let lifetime = match &process.fails {
            Some(fails) if !self.is_biased(process) => {
                outages::at_least_a_second(fails.at(self.draw(source)))
            }
            _ => f64::INFINITY,
        };
        let state = self.of_mut(source);
        (state.age, state.since, state.lifetime) = (0.0, now, lifetime);
        self.expect_failure(source, agenda);
    }

    /// Puts a source of a branch where it is up at this age [h], hour `now`.
    pub fn renew_at_age(&mut self, source: u32, age: f64, now: f64, agenda: &mut Agenda) {
        self.restart(source, now);
        self.of_mut(source).age = age;
        let process = self.process(source);
        if process.alterable {
            return;
        }
        if let (Some(fails), Some(law)) = (&process.fails, &process.law) {
            let (beyond, within) = law.tails(age, Side::After);
            let unit = within + beyond * self.draw(source);
            let lifetime = fails.at(unit.min(1.0 - f64::EPSILON / 2.0));
            self.of_mut(source).lifetime = lifetime;
        }
        self.expect_failure(source, agenda);
    }

    /// Lets a source of a branch be up at hour `now` without a lifetime; its timers no longer count. Gives the new token.
    pub fn restart(&mut self, source: u32, now: f64) -> u32 {
        let state = self.of_mut(source);
        let token = state.token + 1;
        let generator = state.generator.clone();
        *state = SourceState::new(now, generator);
        state.token = token;
        token
    }

    /// Takes a dynamic source over from the machine that a branch is copied from. If it keeps its own times in a branch,
    /// with these too.
    pub fn take_over(&mut self, source: u32, from: &Self, agenda: &mut Agenda) {
        self.of_mut(source).clone_from(from.of(source));
        if self.of(source).is_up() && !self.process(source).alterable {
            self.expect_failure(source, agenda);
        }
    }

    /// The next uniform draw of a source; in a branch all draw from one stream.
    pub fn draw(&mut self, source: u32) -> f64 {
        match &mut self.bias {
            Some(bias) => bias.generator.unit(),
            None => self.of_mut(source).generator.unit(),
        }
    }

    /// Sets the timer of a source's next failure, as things are; in a branch most come at biased rates instead.
    fn expect_failure(&mut self, source: u32, agenda: &mut Agenda) {
        let is_biased = self.is_biased(self.process(source));
        let state = self.of_mut(source);
        state.token += 1;
        if is_biased {
            return;
        }
        let rest = (state.lifetime - state.age).max(0.0) / state.speed;
        if rest.is_finite() {
            let token = state.token;
            agenda.set(state.since + rest, Due::Fails { source, token });
        }
    }

    /// How fast a source ages: slower for each group in which it sleeps.
    fn speed(&self, source: u32, groups: &Table<GroupId, GroupState>) -> f64 {
        let dormant = self.circuit.couplings.of(source).dormant.iter();
        let asleep = dormant.filter(|(group, member)| groups[*group].active != *member);
        asleep
            .map(|(group, _)| self.circuit.groups[*group].dormant_failures)
            .product()
    }

    /// Whether a source's failures come at biased rates.
    fn is_biased(&self, process: &Process) -> bool {
        self.bias.is_some() && process.alterable
    }
}

/// What a branch is weighted by. Nothing of this happens elsewhere.
impl Sources<'_> {
    /// The weight of what happens now: 1 but in a branch.
    #[inline]
    pub fn weight(&self) -> f64 {
        self.bias.as_ref().map_or(1.0, |bias| bias.weight)
    }

    /// The integral of the weight from `skip` to `skip + hours` from hour `now` on [h]: the hours themselves but in a branch.
    #[inline]
    pub fn weighted(&self, now: f64, skip: f64, hours: f64) -> f64 {
        match &self.bias {
            None => hours,
            Some(bias) => bias.integral(&self.states, now, skip, hours),
        }
    }

    /// Lets the weight follow as time passes from hour `now` to hour `to`.
    #[inline]
    pub fn grow_weight(&mut self, now: f64, to: f64) {
        if let Some(bias) = &mut self.bias {
            bias.weight *= bias.growth(&self.states, now, to - now);
        }
    }

    /// Begins a branch.
    pub fn clear_bias(&mut self, generator: Generator) {
        if let Some(bias) = &mut self.bias {
            bias.clear(generator);
        }
    }

    /// Sets the biased rates for the state at hour `now`, and the timer of the next biased failure.
    pub fn rebias(&mut self, is_service_down: bool, now: f64, agenda: &mut Agenda) {
        if let Some(bias) = &mut self.bias {
            bias.rebias(&self.states, is_service_down, now, agenda);
        }
    }

    /// Whether the next timer is one of biased failures that has been set again since.
    pub fn is_overtaken(&self, agenda: &Agenda) -> bool {
        let bias = self.bias.as_ref();
        bias.is_some_and(|bias| bias.is_overtaken(agenda))
    }

    /// Which source fails at the timer of biased failures, if any; the weight follows.
    pub fn biased_failure(&mut self, token: u32, now: f64) -> Option<u32> {
        let bias = self.bias.as_mut()?;
        let source = bias.choose(token)?;
        let process = self.states.process(source);
        bias.weigh(source, self.states.of(source), process, now);
        Some(source)
    }
}
