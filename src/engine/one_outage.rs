//! What one outage costs an architecture, all else up.
//!
//! What goes down goes down at once and for as long as the outage is felt. Until it is over nothing else fails, so the
//! service, once somebody has taken over, stays up; and when it is over everything is up. An outage of length l so costs
//! min(w, l), w being the wait for somebody to take over, whatever the length. The waits are drawn once and serve all
//! outages that groups cannot distinguish.

use std::collections::BTreeMap;

use super::{
    circuit::{Circuit, Group},
    cue::Cue,
    machine::Machine,
    outage::Outage,
    process::Process,
    stream::Key,
};
use crate::{topology::NodeId, units::HOURS_PER_YEAR};

/// Groups up to whose number outages are compared by what every state of the groups makes of them.
const MOST_COMPARED: usize = 6;

/// One architecture, asked what outages cost.
#[derive(Debug)]
pub struct OneOutage<'a> {
    circuit: &'a Circuit,
    processes: &'a [Process],
    machine: Machine<'a>,
    /// Whether a service that is up again stays up; not so where going back to a preferred member costs something.
    stays_up: bool,
    /// The nodes whose state groups or the load balancer are notified of or ask for, and the service.
    watched: Vec<NodeId>,
    /// By what channels feel it together, how long the service is down.
    kinds: BTreeMap<Vec<u32>, Wait>,
    /// By what groups can see of an outage, its place in `waits`.
    alike: BTreeMap<Vec<bool>, usize>,
    /// Per draw, a wait [h]; NaN while it has not been drawn.
    waits: Vec<Vec<f64>>,
    /// The draw's channels, and from when to when they feel the outage [h].
    felt: Vec<(u32, f64, f64)>,
    /// The same channels.
    channels: Vec<u32>,
    /// The same as cues.
    cues: Vec<Cue>,
}

/// How long the service is down.
#[derive(Debug, Clone, Copy)]
enum Wait {
    /// Not at all.
    Never,
    /// As long as the outage lasts.
    WholeOutage,
    /// Until somebody takes over; the waits are here.
    Drawn(usize),
}

impl<'a> OneOutage<'a> {
    /// Asks an architecture.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let structure = &circuit.structure;
        let is_watched = |&node: &NodeId| {
            node == structure.root
                || structure.is_watched(node)
                || circuit.groups.iter().any(|group| group.looks_at(node))
        };
        Self {
            circuit,
            processes,
            machine: Machine::new(circuit, processes),
            stays_up: !circuit.groups.iter().any(Group::moves_back_at_a_loss),
            watched: structure.nodes.ids().filter(is_watched).collect(),
            kinds: BTreeMap::new(),
            alike: BTreeMap::new(),
            waits: Vec::new(),
            felt: Vec::new(),
            channels: Vec::new(),
            cues: Vec::new(),
        }
    }

    /// Hours without service when `outage` strikes these sources of the plan; `ordinal` and `key` are the draw's.
    pub fn cost(&mut self, struck: &[u32], outage: &Outage, ordinal: u64, key: Key) -> f64 {
        self.felt.clear();
        for &source in struck {
            let Some(local) = self.circuit.sources.local(source) else {
                continue;
            };
            let key = key.of(self.processes[source as usize].stream);
            for channel in self.circuit.channels.of(local) {
                let felt = self.circuit.channels.feel(channel, outage, key);
                if let Some((from, to)) = felt {
                    self.felt.push((channel, from, to));
                }
            }
        }
        let Some(&(_, from, to)) = self.felt.first() else {
            return 0.0;
        };
        let together = self.felt.iter().all(|felt| (felt.1, felt.2) == (from, to));
        if !(self.stays_up && together) {
            return self.live(outage, key);
        }
        let length = (to.min(HOURS_PER_YEAR) - from).max(0.0);
        match self.wait() {
            Wait::Never => 0.0,
            Wait::WholeOutage => length,
            Wait::Drawn(place) => self.draw(place, ordinal, key).min(length),
        }
    }

    /// Lives through what is felt.
    fn live(&mut self, outage: &Outage, key: Key) -> f64 {
        // An architecture that feels nothing of it loses nothing.
        let Some(cause) = self.circuit.sources.local(outage.cause) else {
            return 0.0;
        };
        self.cues.clear();
        for &(channel, from, to) in &self.felt {
            self.cues.push(Cue::new(from, channel, false, cause));
            self.cues.push(Cue::new(to, channel, true, cause));
        }
        self.cues.sort_unstable();
        self.machine.clear_life();
        self.machine.stand_still(key);
        self.machine.play(&self.cues);
        self.machine.life().downtime
    }

    /// How long the service is down for what is felt.
    fn wait(&mut self) -> Wait {
        self.channels.clear();
        self.channels.extend(self.felt.iter().map(|felt| felt.0));
        let channels = &self.channels[..];
        if let Some(&wait) = self.kinds.get(channels) {
            return wait;
        }
        let wait = if !self.circuit.consequence(channels).holds {
            Wait::WholeOutage
        } else if self.circuit.moves(channels) {
            let places = self.waits.len();
            let visible = self.visible(channels);
            let place = *self.alike.entry(visible).or_insert(places);
            if place == places {
                self.waits.push(Vec::new());
            }
            Wait::Drawn(place)
        } else {
            Wait::Never
        };
        self.kinds.insert(self.channels.clone(), wait);
        wait
    }

    /// All that groups can see of these channels being down: the watched nodes' states, whichever groups serve. Where
    /// groups are many, the leaves.
    fn visible(&self, channels: &[u32]) -> Vec<bool> {
        let circuit = self.circuit;
        let leaves = circuit.structure.leaves(&circuit.channels, channels);
        if circuit.groups.len() > MOST_COMPARED {
            return leaves.into_iter().collect();
        }
        let mut visible = Vec::new();
        for serving in 0..1u32 << circuit.groups.len() {
            let mut up = leaves.clone();
            circuit
                .structure
                .evaluate(&mut up, |group, _| serving >> group.index() & 1 == 1);
            visible.extend(self.watched.iter().map(|&node| up[node]));
        }
        visible
    }

    /// One wait [h].
    fn draw(&mut self, place: usize, ordinal: u64, key: Key) -> f64 {
        let waits = &mut self.waits[place];
        let ordinal = ordinal as usize;
        if waits.len() <= ordinal {
            waits.resize(ordinal + 1, f64::NAN);
        }
        if waits[ordinal].is_nan() {
            let channels = self.felt.iter().map(|felt| felt.0);
            waits[ordinal] = wait(&mut self.machine, channels, key);
        }
        waits[ordinal]
    }
}

/// How long [h] the service is down when these channels go down together at hour 0, all else up, and stay down; a year at
/// most.
fn wait(machine: &mut Machine<'_>, channels: impl Iterator<Item = u32>, key: Key) -> f64 {
    machine.stand_still(key);
    channels.for_each(|channel| machine.fall(channel, 0));
    while machine.is_service_down() {
        let at = machine.agenda().next_at();
        if at >= HOURS_PER_YEAR {
            return HOURS_PER_YEAR;
        }
        machine.skip(at);
        machine.ring();
    }
    machine.now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    /// A wait drawn once costs outages of all lengths what they would cost if lived through.
    #[test]
    fn waits_cost_what_a_life_would() {
        let text = include_str!("../../examples/seoul-shop.yaml");
        let source = SourceText::new("plan.yaml", text);
        let reading = build::read(&source, Catalog::bundled()).expect("a plan");
        let topology = reading.topology;
        let processes = Process::of_plan(&topology);
        for architecture in &topology.architectures {
            let circuit = Circuit::new(&topology, architecture);
            let mut one_outage = OneOutage::new(&circuit, &processes);
            for draw in 0..40 {
                let key = Key::of_life(3, draw);
                for &source in &circuit.sources.in_plan {
                    let outage = Outage {
                        start: 0.0,
                        end: [0.02, 0.2, 1.0, 30.0][draw as usize % 4],
                        ordinal: 0,
                        reaches: true,
                        cause: source.index() as u32,
                    };
                    let cost = one_outage.cost(&[outage.cause], &outage, draw, key);
                    let lived = one_outage.live(&outage, key);
                    let name = &topology.sources[source].name;
                    assert!((cost - lived).abs() < 1e-9, "{name}: {cost} and {lived}");
                }
            }
        }
    }
}
