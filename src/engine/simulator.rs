//! One architecture living one life after another, each with its branches where these are wanted.

use super::{
    branch::{Branches, Worth},
    circuit::{Circuit, Severity},
    cue::Cue,
    life::Life,
    machine::Machine,
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
    /// At rest, for lives that begin with `start` and end at hour `end`; they have branches where their `worth` is given.
    pub fn new(
        circuit: &'a Circuit,
        processes: &'a [Process],
        worth: Option<&'a Worth>,
        (start, end): (Start, f64),
    ) -> Self {
        Self {
            machine: Machine::new(circuit, processes),
            end,
            branches: worth.map(|worth| Branches::new(circuit, processes, worth, start)),
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
        self.go_on(&script.cues);
    }

    /// Counts what is not served by the month too.
    pub fn count_months(&mut self) {
        self.machine.life_mut().months = vec![0.0; 12];
    }

    /// Lives through a script to the end of the year, and through the life's branches. The groups begin with their preferred
    /// member serving, or with the one that served at the end of the last life where `carry_on` is set.
    pub fn live(&mut self, script: &Script, key: Key, start: Start, carry_on: bool) -> &Life {
        if let Some(branches) = &mut self.branches {
            branches.live(key);
        }
        self.enter(script);
        if carry_on || !self.is_quiet_year(script) {
            self.machine.begin(key, start, carry_on);
            self.go_on(&script.cues);
        }
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

    /// Lives on to the end of the year.
    fn go_on(&mut self, script: &[Cue]) {
        let machine = &mut self.machine;
        let mut next = 0;
        loop {
            let cue_at = script.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = machine.agenda().next_at();
            if cue_at.min(timer_at) >= self.end {
                break;
            }
            if cue_at <= timer_at {
                if machine.is_at_rest()
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
