//! One architecture living one life after another, each with the branches of its busy stretches where these are wanted.

use super::{
    branch::{Branches, Trunk},
    circuit::{Circuit, Severity},
    cue::Cue,
    life::Life,
    machine::Machine,
    outages::Outages,
    process::Process,
    script::Script,
    stream::Key,
};
use crate::topology::Start;

/// One architecture's machine, and where it branches, if it does.
#[derive(Debug)]
pub struct Simulator<'a> {
    machine: Machine<'a>,
    branches: Option<Branches<'a>>,
    /// The hour at which lives end.
    end: f64,
}

impl<'a> Simulator<'a> {
    /// At rest, for lives that end at hour `end`; `branched` says whether busy stretches are branched.
    pub fn new(
        circuit: &'a Circuit,
        processes: &'a [Process],
        (branched, end): (bool, f64),
    ) -> Self {
        Self {
            machine: Machine::new(circuit, processes),
            end,
            branches: branched.then(|| Branches::new(circuit, processes)),
        }
    }

    /// The architecture.
    pub fn circuit(&self) -> &'a Circuit {
        self.machine.circuit()
    }

    /// What was counted in the branches of the last life, weighted.
    pub fn branches(&self) -> Option<&Life> {
        self.branches.as_ref().map(Branches::life)
    }

    /// Lives through the year before a life, so that it can carry on. A quiet year is not lived, and what the life before
    /// left behind must not pass for its end.
    pub fn settle(&mut self, script: &Script, key: Key, start: Start) {
        self.machine.forget();
        self.enter(script);
        if self.is_quiet_year(script) {
            return;
        }
        self.machine.begin(key, start, false);
        self.go_on(&script.cues, None);
    }

    /// Lives through a script to the end of the year. The groups begin with their preferred member serving, or with the
    /// one that served at the end of the last life where `carry_on` is set. `outages` are those of the script.
    pub fn live(
        &mut self,
        script: &Script,
        outages: &Outages,
        key: Key,
        start: Start,
        carry_on: bool,
    ) -> &Life {
        self.enter(script);
        if let Some(branches) = &mut self.branches {
            branches.clear();
        }
        if !carry_on && self.is_quiet_year(script) {
            return self.machine.life();
        }
        self.machine.begin(key, start, carry_on);
        let trunk = Trunk {
            outages,
            life: key,
            script: &script.cues,
        };
        self.go_on(&script.cues, Some(trunk));
        self.machine.life()
    }

    /// Begins a life with what need not be lived through.
    fn enter(&mut self, script: &Script) {
        self.machine.clear_life();
        let life = self.machine.life_mut();
        let skipped = script.skipped.iter();
        skipped.for_each(|skipped| life.skip(skipped, self.end));
    }

    fn is_quiet_year(&self, script: &Script) -> bool {
        script.cues.is_empty() && self.circuit().couplings.dynamic.is_empty()
    }

    /// Lives on to the end of the year; from the `trunk`, if it is given, busy stretches are branched.
    fn go_on(&mut self, script: &[Cue], trunk: Option<Trunk<'_>>) {
        let machine = &mut self.machine;
        let mut branches = self.branches.as_mut().zip(trunk);
        let (mut was_quiet, mut stretches) = (true, 0);
        let mut next = 0;
        loop {
            let cue_at = script.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = machine.agenda().next_at();
            if let Some((branches, trunk)) = &mut branches
                && cue_at.min(timer_at) > machine.now()
            {
                let is_quiet = machine.is_quiet();
                if was_quiet && !is_quiet {
                    stretches += 1;
                    branches.live(machine, *trunk, stretches);
                }
                was_quiet = is_quiet;
            }
            if cue_at.min(timer_at) >= self.end {
                break;
            }
            if cue_at <= timer_at {
                if branches.is_none()
                    && machine.is_at_rest()
                    && passes_unnoticed(machine.circuit(), &script[next..], timer_at)
                {
                    machine.life_mut().events += 2 * u64::from(cue_at >= 0.0);
                    next += 2;
                    continue;
                }
                machine.life_mut().events += u64::from(cue_at >= 0.0);
                machine.advance(cue_at);
                machine.act(script[next]);
                next += 1;
            } else {
                machine.life_mut().events += u64::from(timer_at >= 0.0);
                machine.advance(timer_at);
                machine.ring();
            }
        }
        machine.advance(self.end);
        machine.close(self.end);
    }
}

/// Whether the next outage is over before the next one begins or anything is due, and does nothing alone. Most outages
/// of a redundant design are of this kind: not living through them is where the speed comes from.
#[inline]
fn passes_unnoticed(circuit: &Circuit, script: &[Cue], timer_at: f64) -> bool {
    let [start, end, ..] = script else {
        return false;
    };
    end.is_end()
        && circuit.severities[start.channel() as usize] == Severity::Unnoticed
        && (timer_at == f64::INFINITY || end.at() < timer_at)
}
