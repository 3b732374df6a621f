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
    /// While work goes on, the hour since which it does without a rest.
    pub works_since: f64,
    /// The hour at which its repair is done, while somebody is at work on it; infinite while the work rests.
    pub repaired_at: f64,
    /// Whether the architecture feels its outage, now or later.
    pub is_felt: bool,
    /// In a branch, the level to whose base its outage belongs: see [`crate::engine::branch`].
    pub base: u32,
    /// When the planned work in progress or the next one is due, for what goes by the clock [h].
    pub due: f64,
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
            works_since: 0.0,
            repaired_at: f64::INFINITY,
            is_felt: false,
            base: u32::MAX,
            due: 0.0,
            in_progress: None,
            generator,
        }
    }

    /// As a source is when its life begins, at hour `begin`: the same draws in the same order as those of a source whose outages
    /// are drawn beforehand. Planned work that was in progress then is left out.
    pub fn at_begin(process: &Process, life: Key, begin: f64) -> Self {
        let key = life.of(process.stream);
        let mut state = Self::new(begin, key.generator());
        if let Some(clock) = &process.clock {
            let phase = clock.phase(life, process.stationary);
            state.due = clock.first(phase, begin, process.stationary);
            state.lifetime = state.due - begin;
            return state;
        }
        let Some(fails) = &process.fails else {
            return state;
        };
        let unit = to_unit(key.bits());
        if unit < process.down_at_start {
            let length = process.lasts.biased(state.generator.unit());
            let elapsed = length * state.generator.unit();
            state.in_progress = Some((begin - elapsed, length));
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

    #[inline]
    pub fn of(&self, source: u32) -> &SourceState {
        &self.states[source as usize]
    }

    #[inline]
    pub fn of_mut(&mut self, source: u32) -> &mut SourceState {
        &mut self.states[source as usize]
    }
}
