//! One life written down: when the service was down and for what, which sources failed, what they took with them, and
//! what the failover groups did about it.
//!
//! The machine lives exactly the life that it lives in a run, driven step by step from outside: the recorder looks at it
//! before each stretch of time and notes what held during it. So the loop of the run knows nothing of all this. All
//! outages are lived through, also those that a run counts without; the result is the same.

use std::{collections::BTreeSet, ops::Range};

use super::{
    circuit::{Circuit, Group},
    machine::Machine,
    order::draw_order,
    outages::{Outages, PAST, Screen},
    process::Process,
    recording::{Charge, Move, Recording, SourceRecord, Stretch, TakenDown},
    script::Script,
    stream::Key,
};
use crate::{
    topology::{Architecture, Start, Topology},
    units::HOURS_PER_YEAR,
};

/// An architecture ready to be written down life by life, the same lives as a run with this seed has.
#[derive(Debug)]
pub struct Diary<'a> {
    topology: &'a Topology,
    seed: u64,
    /// Without planned work that does not count.
    without: Alone<'a>,
    /// With it, where there is any.
    with: Option<Alone<'a>>,
}

impl<'a> Diary<'a> {
    /// Of an architecture, in a run with this seed.
    #[must_use]
    pub fn new(topology: &'a Topology, architecture: &Architecture, seed: u64) -> Self {
        let is_worked_on = architecture.has_uncounted_work(&topology.sources);
        Self {
            topology,
            seed,
            without: Alone::new(topology, &architecture.counted(&topology.sources)),
            with: is_worked_on.then(|| Alone::new(topology, architecture)),
        }
    }

    /// How long the service is down in each of these lives [h], for which nothing is written down.
    #[must_use]
    pub fn downtimes(&self, lives: Range<u64>) -> Vec<f64> {
        let mut desk = Desk::default();
        let mut machine = self.without.machine().without_charges();
        let hours = lives.map(|life| {
            let key = Key::of_life(self.seed, life);
            self.without.begin(&mut desk, &mut machine, key);
            machine.play(&desk.script.cues, HOURS_PER_YEAR);
            let hours = machine.life().downtime;
            machine.clear_life();
            hours
        });
        hours.collect()
    }

    /// One life. Where planned work does not count it is lived with and without: outages are those without it; what is lost while
    /// the service is up, and the work itself, are those with it, and planned is what is down only there.
    #[must_use]
    pub fn life(&self, life: u64) -> Recording {
        let key = Key::of_life(self.seed, life);
        let without = self.without.record(key);
        let with = self.with.as_ref().map(|it| it.record(key));
        match with {
            Some(with) => beside(self.topology, without, with),
            None => without,
        }
    }
}

/// A life without planned work, and what it has with it.
fn beside(topology: &Topology, without: Recording, with: Recording) -> Recording {
    let known: BTreeSet<_> = without.sources.iter().map(|record| record.source).collect();
    let work = with.sources.into_iter();
    let work = work.filter(|record| !known.contains(&record.source));
    let work = work.filter(|record| topology.sources[record.source].clock.is_some());
    let mut sources = without.sources;
    sources.extend(work);
    sources.sort_by_key(|record| record.source);
    Recording {
        planned: only(&with.outages, &without.outages),
        lossy: with.lossy,
        lost_service: with.lost_service,
        sources,
        ..without
    }
}

/// Stretches of some outages in which none of the others is.
fn only(some: &[TakenDown], others: &[TakenDown]) -> Vec<Stretch> {
    let mut left = Vec::new();
    for outage in some {
        let mut from = outage.when.from;
        for other in others.iter().filter(|it| it.when.meets(outage.when)) {
            if other.when.from > from {
                let to = other.when.from;
                left.push(Stretch { from, to });
            }
            from = from.max(other.when.to);
        }
        if from < outage.when.to {
            let to = outage.when.to;
            left.push(Stretch { from, to });
        }
    }
    left
}

/// An architecture as it is, compiled.
#[derive(Debug)]
struct Alone<'a> {
    topology: &'a Topology,
    circuit: Circuit,
    processes: Vec<Process>,
    order: Vec<Screen>,
}

/// What is drawn of a life.
#[derive(Debug, Default)]
struct Desk {
    outages: Outages,
    script: Script,
}

impl<'a> Alone<'a> {
    fn new(topology: &'a Topology, architecture: &Architecture) -> Self {
        let circuit = Circuit::new(topology, architecture);
        let processes = Process::warmed(topology, circuit.warm_up.hours, HOURS_PER_YEAR);
        Self {
            topology,
            order: draw_order([&circuit], topology, &processes),
            processes,
            circuit,
        }
    }

    fn machine(&self) -> Machine<'_> {
        Machine::new(&self.circuit, &self.processes)
    }

    /// Draws a life and puts the machine where it begins.
    fn begin(&self, desk: &mut Desk, machine: &mut Machine<'_>, key: Key) {
        let start = self.topology.start;
        let settle = start == Start::Stationary && self.circuit.groups.iter().any(Group::stays);
        if settle {
            let past = key.of(PAST);
            self.draw(desk, past);
            machine.begin(past, start, false);
            machine.play(&desk.script.cues, HOURS_PER_YEAR);
            machine.clear_life();
        }
        self.draw(desk, key);
        machine.begin(key, start, settle);
    }

    fn draw(&self, desk: &mut Desk, key: Key) {
        let Desk { outages, script } = desk;
        outages.draw(&self.processes, &self.order, key);
        script.write(&self.circuit, &self.processes, outages, key, true);
    }

    fn record(&self, key: Key) -> Recording {
        let (mut desk, mut machine) = (Desk::default(), self.machine());
        self.begin(&mut desk, &mut machine, key);
        let mut recorder = Recorder::new(&self.circuit);
        recorder.live(&mut machine, &desk.script);
        recorder.finish(&machine, &desk.outages)
    }
}

/// What is written down so far.
struct Recorder<'a> {
    circuit: &'a Circuit,
    recording: Recording,
    /// Per local source, when it was felt; and when it was down, if it lives in the machine.
    felt: Vec<Vec<Stretch>>,
    down: Vec<Vec<Stretch>>,
    /// The outage in progress: when it began, and what was charged before.
    outage: Option<(f64, Vec<(f64, f64)>)>,
}

impl<'a> Recorder<'a> {
    fn new(circuit: &'a Circuit) -> Self {
        Self {
            circuit,
            recording: Recording {
                nodes: vec![Vec::new(); circuit.structure.nodes.len()],
                groups: vec![Vec::new(); circuit.groups.len()],
                ..Recording::default()
            },
            felt: vec![Vec::new(); circuit.sources.len()],
            down: vec![Vec::new(); circuit.sources.len()],
            outage: None,
        }
    }

    /// Drives the machine through the script as it would go by itself, looking at it before each stretch of time.
    fn live(&mut self, machine: &mut Machine<'a>, script: &Script) {
        let mut cues = script.cues.iter().peekable();
        loop {
            let cue_at = cues.peek().map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = machine.agenda().next_at();
            let at = cue_at.min(timer_at);
            self.look(machine, at.min(HOURS_PER_YEAR));
            if at >= HOURS_PER_YEAR {
                break;
            }
            machine.advance(at);
            match cues.next_if(|_| cue_at <= timer_at) {
                Some(cue) => machine.act(*cue),
                None => machine.ring(),
            }
        }
        machine.advance(HOURS_PER_YEAR);
        self.close(machine, HOURS_PER_YEAR);
    }

    /// Notes the state that holds from now to hour `to`.
    fn look(&mut self, machine: &mut Machine<'a>, to: f64) {
        if to <= machine.now() {
            return;
        }
        let circuit = self.circuit;
        let is_down = machine.is_service_down();
        if !is_down {
            self.close(machine, machine.now());
        } else if self.outage.is_none() {
            self.outage = Some((machine.now(), machine.life().charges.clone()));
        }
        let now = Stretch {
            from: machine.now().max(0.0),
            to,
        };
        if now.to <= now.from {
            return;
        }
        if !is_down && machine.lost() > 0.0 {
            extend(&mut self.recording.lossy, now);
        }
        let nodes = circuit.structure.nodes.ids();
        for (node, down) in nodes.zip(&mut self.recording.nodes) {
            if machine.is_down(node) {
                extend(down, now);
            }
        }
        for &(_, cause) in machine.felt() {
            extend(&mut self.felt[cause as usize], now);
        }
        for &source in &circuit.couplings.dynamic {
            if !machine.is_source_up(source) {
                extend(&mut self.down[source as usize], now);
            }
        }
        for (state, moves) in machine.groups().iter().zip(&mut self.recording.groups) {
            let next = Move {
                when: now,
                active: state.active,
                phase: state.phase,
            };
            match moves.last_mut() {
                Some(last) if (last.active, last.phase) == (next.active, next.phase) => {
                    last.when.to = to;
                }
                _ => moves.push(next),
            }
        }
    }

    /// The outage in progress, if any, is over at hour `end`.
    fn close(&mut self, machine: &Machine<'a>, end: f64) {
        let Some((start, before)) = self.outage.take() else {
            return;
        };
        let when = Stretch {
            from: start.max(0.0),
            to: end,
        };
        if when.to <= when.from {
            return;
        }
        let charged = machine.life().charged.iter().filter_map(|&local| {
            let (hours, failover) = machine.life().charges[local as usize];
            let (hours_before, failover_before) = before[local as usize];
            let source = self.circuit.sources.in_plan.get(local as usize);
            (hours > hours_before).then_some(Charge {
                source: source.copied(),
                hours: hours - hours_before,
                failover: failover - failover_before,
            })
        });
        self.recording.outages.push(TakenDown {
            when,
            begun_before: start < 0.0,
            charges: charged.collect(),
        });
    }

    fn finish(mut self, machine: &Machine<'a>, outages: &Outages) -> Recording {
        let mut sources: Vec<SourceRecord> = Vec::new();
        for (local, &source) in (0u32..).zip(&self.circuit.sources.in_plan) {
            let felt = std::mem::take(&mut self.felt[local as usize]);
            let mut down = std::mem::take(&mut self.down[local as usize]);
            if !self.circuit.couplings.of(local).is_dynamic {
                for outage in outages
                    .of(source.index() as u32)
                    .iter()
                    .filter(|outage| outage.reaches)
                {
                    let when = Stretch {
                        from: outage.start.max(0.0),
                        to: outage.end.min(HOURS_PER_YEAR),
                    };
                    if when.from < when.to {
                        extend(&mut down, when);
                    }
                }
            }
            if !felt.is_empty() || !down.is_empty() {
                sources.push(SourceRecord { source, down, felt });
            }
        }
        sources.sort_by_key(|record| record.source);
        Recording {
            downtime: machine.life().downtime,
            failover: machine.life().failover,
            lost_service: machine.life().lost_service,
            sources,
            ..self.recording
        }
    }
}

/// Adds a stretch to those before it; one that follows without a gap makes the last longer.
fn extend(stretches: &mut Vec<Stretch>, next: Stretch) {
    match stretches.last_mut() {
        Some(last) if last.to >= next.from => last.to = last.to.max(next.to),
        _ => stretches.push(next),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::{
        build,
        catalog::Catalog,
        diagnostic::SourceText,
        exact::Settings,
        experiment::{
            Method, Options,
            bench::{BLOCK, Bench, Worker},
        },
    };

    fn topology(text: &str) -> Topology {
        let reading = build::read(&SourceText::new("plan.yaml", text), Catalog::bundled());
        reading.expect("a plan").topology
    }

    /// Lives a block as a run does, another block before it if `stale`, and holds each life's record against it.
    fn agree(text: &str, stale: bool) {
        let topology = topology(text);
        let bench = Bench::new(
            &topology,
            Options {
                seed: 3,
                precision: 0.01,
                years: Some(4096),
                method: Method::Unaided,
            },
            &Settings::default(),
        );
        let stop = AtomicBool::new(false);
        let mut worker = Worker::new(&bench);
        if stale {
            worker.lives(7 * BLOCK..8 * BLOCK, &stop);
        }
        let tallies = worker.lives(0..BLOCK, &stop).expect("a block");
        for (architecture, tally) in topology.architectures.iter().zip(&tallies) {
            let mut counted = tally.totals.iter();
            let mut worst = (0.0, 0);
            let mut sum = 0.0;
            let diary = Diary::new(&topology, architecture, 3);
            let downtimes = diary.downtimes(0..BLOCK);
            for (life, downtime) in (0..BLOCK).zip(downtimes) {
                let recording = diary.life(life);
                let name = format!("{}, life {life}", architecture.name);
                assert_eq!(recording.downtime, downtime, "{name}");
                if recording.downtime > 0.0 {
                    let hours = *counted.next().expect(&name) as f64 / 3.6e9;
                    assert!(
                        (recording.downtime - hours).abs() < 1e-6,
                        "{name}: {} and {hours}",
                        recording.downtime
                    );
                }
                let outages = recording.outages.iter();
                let down: f64 = outages.clone().map(|outage| outage.when.hours()).sum();
                assert!((down - recording.downtime).abs() < 1e-6, "{name}");
                let charged = outages.flat_map(|outage| &outage.charges);
                let charged: f64 = charged.map(|charge| charge.hours).sum();
                assert!((charged - recording.downtime).abs() < 1e-6, "{name}");
                for moves in &recording.groups {
                    let hours: f64 = moves.iter().map(|moved| moved.when.hours()).sum();
                    assert!((hours - HOURS_PER_YEAR).abs() < 1e-6, "{name}");
                }
                sum += recording.downtime;
                if recording.downtime > worst.0 {
                    worst = (recording.downtime, life);
                }
            }
            assert_eq!(counted.next(), None, "{}", architecture.name);
            assert!((sum / BLOCK as f64 - tally.mean_hours()).abs() < 1e-6);
            let life = tally.worst.map_or(0, |worst| worst.life.0);
            assert_eq!(life, worst.1, "{}", architecture.name);
        }
    }

    #[test]
    fn a_recorded_life_is_that_of_the_run() {
        for text in [
            include_str!("../../examples/seoul-shop.yaml"),
            include_str!("../../examples/patterns/crews.yaml"),
            include_str!("../../examples/patterns/common-cause.yaml"),
            include_str!("../../examples/patterns/data-loss.yaml"),
            include_str!("../../examples/patterns/hot-warm-cold.yaml"),
            include_str!("../../examples/patterns/load.yaml"),
            include_str!("../../examples/patterns/maintenance.yaml"),
            include_str!("../../examples/patterns/request-classes.yaml"),
            include_str!("../../examples/patterns/requires-and-capacity.yaml"),
            include_str!("../../examples/patterns/spreads.yaml"),
            include_str!("../../examples/patterns/switch-failure.yaml"),
            include_str!("../../examples/patterns/bridge.yaml"),
            include_str!("../../examples/patterns/k-of-n.yaml"),
        ] {
            agree(text, false);
        }
    }

    /// Two members that seldom fail and stay where they are: most years before are quiet.
    const STAYS: &str = "
spof: 1
service: stays
world: none
path: [db]
components:
  db: {fails: {mean: 30000h}, lasts: {mean: 200h}}
architectures:
  two: {sites: {one: p/r/a, other: q/r/a}, failover: {switch: 3h, failback: never}}
";

    #[test]
    fn a_life_does_not_hang_on_the_lives_that_a_thread_lived_before() {
        agree(STAYS, true);
    }
}
