//! Branches: copies of a life, from a moment at which something goes down until all is at rest again, with failures made
//! likely by biased rates. Their weighted downtime is, in the mean, that of the stretch of life they stand for.
//!
//! A year's downtime is the sum of that of its busy stretches: from the event that ends the rest (nothing felt, every
//! group serving, nothing draining) to the next rest or the year's end. Given everything that is known when a stretch
//! begins, ages and repairs in progress included, its expected downtime is that of a branch. So the sum over the
//! stretches of a plainly lived life of the weighted downtime of one branch of each is an unbiased estimate of the year's downtime,
//! whatever the laws; weights never run longer than a stretch.

use super::{
    circuit::Circuit, cue::Cue, life::Life, machine::Machine, outages::Outages, process::Process,
    stream::Key,
};
use crate::units::HOURS_PER_YEAR;

/// Purpose of a branch's draws below the life's key.
const BRANCH: u64 = 0xB2A2_C400_0000_0000;

/// By how much a cue's hour may differ from that of its outage [h]: see [`Cue`].
const ROUNDED: f64 = 1e-9;

/// What a branch is copied from, beside the machine: the outages of the life and the cues of planned maintenance.
#[derive(Debug, Clone, Copy)]
pub struct Trunk<'t> {
    /// Outages of the sources that are not dynamic.
    pub outages: &'t Outages,
    /// The life's key.
    pub life: Key,
    /// The whole script.
    pub script: &'t [Cue],
}

/// Where the branches of one architecture's lives are lived.
#[derive(Debug)]
pub struct Branches<'a> {
    machine: Machine<'a>,
}

impl<'a> Branches<'a> {
    /// Those of `circuit`.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        Self {
            machine: Machine::of_branches(circuit, processes),
        }
    }

    /// What is counted in the branches of the present life, weighted.
    pub fn life(&self) -> &Life {
        self.machine.life()
    }

    /// Forgets the life before.
    pub fn clear(&mut self) {
        self.machine.clear_life();
    }

    /// Lives from where `machine` is now until it is quiet again or the year ends, the `ordinal`th branch of its life.
    pub fn live(&mut self, machine: &Machine<'a>, trunk: Trunk<'_>, ordinal: u64) {
        let circuit = machine.circuit();
        self.machine.copy(machine, trunk.life.of(BRANCH ^ ordinal));
        for source in 0..circuit.sources.len() as u32 {
            if !circuit.couplings.of(source).is_dynamic {
                self.settle(source, trunk);
            }
        }
        for &source in &circuit.couplings.dynamic {
            self.machine.take_over(source, machine);
        }
        let rounds = trunk.script.iter().filter(|cue| {
            let clock = self.machine.process(cue.cause()).clock.is_some();
            clock && cue.at() > self.machine.now()
        });
        let rounds: Vec<Cue> = rounds.copied().collect();
        self.until_quiet(&rounds);
    }

    /// Puts a source whose outages were drawn beforehand where these have it now.
    fn settle(&mut self, source: u32, trunk: Trunk<'_>) {
        let now = self.machine.now();
        let number = self.machine.circuit().sources.in_plan[source as usize];
        let number = number.index() as u32;
        let outages = trunk.outages.of(number);
        let begun = outages.partition_point(|outage| outage.start <= now + ROUNDED);
        let begin = self.machine.process(source).begin;
        let age = now - begin + trunk.outages.age_at_begin(number);
        self.machine
            .settle(source, outages[..begun].last(), age, trunk.life);
    }

    /// Lives on; `rounds` are the cues of planned maintenance.
    fn until_quiet(&mut self, rounds: &[Cue]) {
        let machine = &mut self.machine;
        let mut next = 0;
        machine.rebias();
        while machine.weight() > 0.0 {
            let cue_at = rounds.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = machine.agenda().next_at();
            let at = cue_at.min(timer_at);
            // What happens at one instant happens before anybody looks.
            if at > machine.now() && machine.is_quiet() {
                break;
            }
            if at >= HOURS_PER_YEAR {
                machine.advance(HOURS_PER_YEAR);
                break;
            }
            if timer_at < cue_at && machine.drops_overtaken() {
                continue;
            }
            machine.life_mut().events += 1;
            machine.advance(at);
            if cue_at <= timer_at {
                machine.act(rounds[next]);
                next += 1;
            } else {
                machine.ring();
            }
            machine.rebias();
        }
        machine.close(machine.now());
    }
}
