//! A trial: a few outages of a design that is otherwise whole, lived through from the first of them until all is at rest.

use super::{
    circuit::{Circuit, Isolated},
    coins::Coins,
    cue::Cue,
    life::Life,
    machine::{GroupState, Machine},
    outage::Outage,
    process::Process,
    stream::Key,
};

/// One architecture, asked what outages do to it.
#[derive(Debug)]
pub struct Trial<'a> {
    circuit: &'a Circuit,
    processes: &'a [Process],
    machine: Machine<'a>,
    cues: Vec<Cue>,
}

impl<'a> Trial<'a> {
    /// Asks an architecture.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        Self {
            circuit,
            processes,
            machine: Machine::new(circuit, processes).without_charges(),
            cues: Vec::new(),
        }
    }

    /// Lives through outages of these sources of the plan, from hour 0; all draws come from `key`. Nothing is charged to anyone.
    pub fn live<'o>(
        &mut self,
        outages: impl Iterator<Item = &'o (u32, Outage)>,
        key: Key,
    ) -> &Life {
        self.cues.clear();
        let mut coins = Coins::default();
        let mut outages = outages.peekable();
        while let Some((source, outage)) = outages.next() {
            let Some(local) = self.circuit.sources.local(*source) else {
                continue;
            };
            // The only one, which nothing would notice.
            let is_harmless = self.circuit.isolated[local as usize] == Isolated::Harmless;
            if is_harmless && self.cues.is_empty() && outages.peek().is_none() {
                break;
            }
            let cause = self.circuit.sources.charged(local, outage);
            let key = key.of(self.processes[*source as usize].stream);
            for channel in self.circuit.channels.of(local) {
                let felt = self.circuit.channels.feel(channel, outage, key, &mut coins);
                if let Some((from, to)) = felt {
                    self.cues.push(Cue::new(from, channel, false, cause));
                    self.cues.push(Cue::new(to, channel, true, cause));
                }
            }
        }
        self.cues.sort_unstable();
        self.machine.clear_life();
        self.machine.stand_still(key);
        self.machine.play(&self.cues, f64::INFINITY);
        self.machine.life()
    }

    /// Whether anything that has a memory was touched: a group lost the member that served, or requests can be lost while the
    /// service is up.
    pub fn remembers(&self) -> bool {
        !self.circuit.parts.is_empty()
            || self.circuit.balance.is_some()
            || self.machine.groups().iter().any(GroupState::has_lost)
    }

    /// How long that took [h].
    pub fn hours(&self) -> f64 {
        self.machine.now()
    }
}
