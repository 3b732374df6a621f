//! The state of each source that is simulated by timers: whether it is up, and how old.
//!
//! A source fails when its age, which stands still or runs slower while it sleeps, reaches the lifetime drawn for it.

use crate::{
    engine::{
        circuit::Circuit,
        process::Process,
        stream::{Generator, Key, to_unit},
    },
    topology::SourceId,
};

/// The state of a source.
#[derive(Debug, Clone)]
pub struct SourceState {
    pub condition: Condition,
    /// Its age at hour `since` [h].
    pub age: f64,
    /// While it is down, when that began.
    pub since: f64,
    /// The age at which it fails [h].
    pub lifetime: f64,
    /// How fast it ages now.
    pub speed: f64,
    /// What its pending timers must carry to count; one for each outage and for each change of plan between.
    pub token: u32,
    /// Outages so far, those included that do not reach us.
    pub outages: u32,
    /// The local source to which the outage is charged.
    pub cause: u32,
    /// Work that its repair takes [h].
    pub work: f64,
    /// The outage in progress at the beginning of its life: start, length [h].
    pub in_progress: Option<(f64, f64)>,
    pub generator: Generator,
}

/// Whether a source is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Up,
    /// Down, and nobody is at work yet.
    Waiting,
    Repairing,
}

impl SourceState {
    /// Up and new at hour `since`; without a lifetime it never fails.
    pub fn new(since: f64, generator: Generator) -> Self {
        Self {
            condition: Condition::Up,
            age: 0.0,
            since,
            lifetime: f64::INFINITY,
            speed: 1.0,
            token: 0,
            outages: 0,
            cause: 0,
            work: 0.0,
            in_progress: None,
            generator,
        }
    }

    /// As the source with this key is when its life begins: the same draws in the same order as those of a source whose
    /// outages are drawn beforehand.
    pub fn at_begin(process: &Process, key: Key) -> Self {
        let mut state = Self::new(process.since, key.generator());
        let Some(fails) = &process.fails else {
            return state;
        };
        let unit = to_unit(key.bits());
        if unit < process.down_at_start {
            let length = process.lasts.biased(state.generator.unit());
            let elapsed = length * state.generator.unit();
            state.in_progress = Some((process.since - elapsed, length));
            state.lifetime = 0.0;
        } else if process.memoryless {
            let rest = (unit - process.down_at_start) / (1.0 - process.down_at_start);
            state.lifetime = fails.at(rest);
        } else if process.stationary {
            state.lifetime = fails.biased(state.generator.unit());
            state.age = state.lifetime * (1.0 - state.generator.unit());
        } else {
            state.lifetime = fails.at(state.generator.unit());
        }
        state
    }

    pub fn is_up(&self) -> bool {
        self.condition == Condition::Up
    }

    /// Its age at hour `now` [h].
    pub fn age_at(&self, now: f64) -> f64 {
        self.age + (now - self.since).max(0.0) * self.speed
    }
}

/// The states of all sources of an architecture, and their laws.
#[derive(Debug)]
pub struct SourceStates<'a> {
    /// Per local source; empty where none is simulated by timers.
    pub states: Vec<SourceState>,
    /// Per local source, its number in the plan.
    in_plan: &'a [SourceId],
    /// The plan's sources.
    processes: &'a [Process],
}

impl<'a> SourceStates<'a> {
    /// All up and new, for `count` local sources.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process], count: usize) -> Self {
        let new = SourceState::new(0.0, Key::of_life(0, 0).generator());
        Self {
            states: vec![new; count],
            in_plan: &circuit.sources.in_plan,
            processes,
        }
    }

    /// The laws of a local source.
    #[inline]
    pub fn process(&self, source: u32) -> &'a Process {
        &self.processes[self.in_plan[source as usize].index()]
    }

    /// The laws of each.
    pub fn processes(&self) -> impl Iterator<Item = &'a Process> {
        let sources = self.in_plan.iter();
        sources.map(|source| &self.processes[source.index()])
    }

    #[inline]
    pub fn of(&self, source: u32) -> &SourceState {
        &self.states[source as usize]
    }

    #[inline]
    pub fn of_mut(&mut self, source: u32) -> &mut SourceState {
        &mut self.states[source as usize]
    }
}
