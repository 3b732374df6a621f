//! A plan made ready to run, and what one thread needs to run it.

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{control::Control, options::Method, tally::Tally};
use crate::engine::{
    circuit::Circuit,
    fate::{Fates, PAST, Prospect},
    machine::Machine,
    order::draw_order,
    process::Process,
    script::Script,
    standby::Standby,
    stream::Key,
};
use crate::{
    exact::{Exact, Obstacle, exact, relax, without_crews},
    topology::{Architecture, Start, Topology},
    units::HOURS_PER_YEAR,
};

/// Lives in a block.
pub const BLOCK: u64 = 1024;

/// What was believed of an architecture.
#[derive(Debug, Clone, PartialEq)]
pub enum Believed<T = Tally> {
    /// Its exact mean downtime [min a year]; it is not lived.
    Known(f64),
    /// What its lives came to.
    Lived(T),
}

/// Everything of a plan that all workers share.
pub struct Bench<'a> {
    pub topology: &'a Topology,
    seed: u64,
    processes: Vec<Process>,
    /// Sources that somebody feels, strikers first.
    order: Vec<Prospect>,
    /// The architectures and, behind them, what was believed of some and what controls some.
    pub circuits: Vec<Circuit>,
    /// Per circuit, whether it takes a year to settle.
    stays: Vec<bool>,
    /// Per architecture, what was believed of it: its exact mean, or its circuit.
    pub believed: Vec<Option<Believed<usize>>>,
    /// Per architecture, its exact answer, or what stands in its way.
    pub known: Vec<Result<Exact, Obstacle>>,
    /// Per architecture, what its mean is controlled by.
    pub controls: Vec<Option<Control>>,
    /// Per circuit, whether its busy stretches are branched.
    pub branched: Vec<bool>,
    /// Downtime that the goal leaves [h].
    allowed: f64,
}

impl<'a> Bench<'a> {
    /// Compiles all architectures, their controls, and what was believed of them and must be lived to be known.
    pub fn new(topology: &'a Topology, seed: u64, method: Method) -> Self {
        let mut circuits: Vec<Circuit> = topology
            .architectures
            .iter()
            .map(|architecture| Circuit::new(topology, architecture))
            .collect();
        let mut compile = |topology: &Topology, architecture: &Architecture| {
            circuits.push(Circuit::new(topology, architecture));
            circuits.len() - 1
        };
        let believed = topology.architectures.iter().map(|architecture| {
            let believed = architecture.if_independent.as_deref()?;
            Some(match exact(topology, believed) {
                Ok(exact) => Believed::Known(exact.downtime_minutes),
                Err(_) => Believed::Lived(compile(topology, believed)),
            })
        });
        let believed = believed.collect();
        let known: Vec<Result<Exact, Obstacle>> = topology
            .architectures
            .iter()
            .map(|architecture| match method {
                Method::Best => exact(topology, architecture),
                Method::Unaided | Method::Branched => Err(Obstacle::NotAsked),
            })
            .collect();
        let bare = without_crews(topology);
        let controls = topology
            .architectures
            .iter()
            .zip(&known)
            .map(|(architecture, known)| {
                if known.is_ok() || method != Method::Best {
                    return None;
                }
                let relaxed = relax(&bare, architecture);
                let exact = exact(&bare, &relaxed).ok()?;
                Some(Control::new(compile(&bare, &relaxed), exact))
            });
        let controls = controls.collect();
        Self {
            believed,
            known,
            controls,
            ..Self::bare(topology, seed, circuits, Vec::new())
        }
    }

    /// Circuits to be lived of which nothing is known; `branched` says which of them are, none where it ends.
    pub fn bare(
        topology: &'a Topology,
        seed: u64,
        circuits: Vec<Circuit>,
        mut branched: Vec<bool>,
    ) -> Self {
        let processes = Process::of_plan(topology);
        let order = draw_order(&circuits, topology, &processes);
        branched.resize(circuits.len(), false);
        Self {
            topology,
            seed,
            order,
            processes,
            branched,
            stays: circuits
                .iter()
                .map(|circuit| circuit.groups.iter().any(Standby::stays))
                .collect(),
            circuits,
            believed: Vec::new(),
            known: Vec::new(),
            controls: Vec::new(),
            allowed: topology
                .goal
                .availability
                .map_or(f64::INFINITY, |share| (1.0 - share) * HOURS_PER_YEAR),
        }
    }

    /// A tally of nothing for each circuit.
    pub fn tallies(&self) -> Vec<Tally> {
        self.circuits
            .iter()
            .map(|circuit| Tally::new(circuit.sources.len() + 1))
            .collect()
    }
}

/// One thread's buffers and machines.
pub struct Worker<'a> {
    bench: &'a Bench<'a>,
    machines: Vec<Machine<'a>>,
    /// Per circuit, where it branches, if it does.
    branches: Vec<Option<Machine<'a>>>,
    fates: Fates,
    /// The year before, for those who take a year to settle.
    past: Fates,
    script: Script,
    /// Per circuit, the downtime of the last life [µs].
    downtimes: Vec<u64>,
}

impl<'a> Worker<'a> {
    /// A worker at rest.
    pub fn new(bench: &'a Bench<'a>) -> Self {
        Self {
            bench,
            machines: bench
                .circuits
                .iter()
                .map(|circuit| Machine::new(circuit, &bench.processes))
                .collect(),
            branches: bench
                .circuits
                .iter()
                .zip(&bench.branched)
                .map(|(circuit, branched)| {
                    branched.then(|| Machine::of_branches(circuit, &bench.processes))
                })
                .collect(),
            fates: Fates::default(),
            past: Fates::default(),
            script: Script::default(),
            downtimes: vec![0; bench.circuits.len()],
        }
    }

    /// Lives a block; nothing where it is to stop, for only whole blocks count.
    pub fn block(&mut self, block: u64, stop: &AtomicBool) -> Option<Vec<Tally>> {
        self.lives(block * BLOCK..(block + 1) * BLOCK, stop)
    }

    /// Lives these lives as one block; nothing where it is to stop.
    pub fn lives(&mut self, lives: Range<u64>, stop: &AtomicBool) -> Option<Vec<Tally>> {
        let mut tallies = self.bench.tallies();
        for life in lives {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            self.life(life, &mut tallies);
        }
        tallies.iter_mut().for_each(Tally::close);
        Some(tallies)
    }

    fn life(&mut self, life: u64, tallies: &mut [Tally]) {
        let bench = self.bench;
        let start = bench.topology.start;
        let key = Key::of_life(bench.seed, life);
        // The year before hangs on its own key, so that nobody else's draws move.
        let past_key = key.of(PAST);
        self.fates.draw(&bench.processes, &bench.order, key);
        let settle = start == Start::Stationary && bench.stays.contains(&true);
        if settle {
            self.past.draw(&bench.processes, &bench.order, past_key);
        }
        for (index, machine) in self.machines.iter_mut().enumerate() {
            let settle = settle && bench.stays[index];
            let branched = bench.branched[index];
            if settle {
                self.script.write(
                    machine.circuit(),
                    &bench.processes,
                    &self.past,
                    past_key,
                    branched,
                );
                // A quiet year is not lived, and what the life before left behind must not pass for its end.
                machine.forget();
                machine.live(&self.script, past_key, start, false, None);
            }
            // Branches begin wherever something goes down, so nothing may be passed over.
            self.script.write(
                machine.circuit(),
                &bench.processes,
                &self.fates,
                key,
                branched,
            );
            let branches = self.branches[index].as_mut();
            let branches = branches.map(|branches| (branches, &self.fates));
            let lived = machine.live(&self.script, key, start, settle, branches);
            self.downtimes[index] = tallies[index].count(lived, life, bench.allowed);
            if let Some(branches) = &self.branches[index] {
                tallies[index].weighted.count(branches.life());
            }
        }
        for (index, control) in bench.controls.iter().enumerate() {
            if let Some(control) = control {
                tallies[index].pair(self.downtimes[index], self.downtimes[control.circuit]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    /// Outages that meet no other come to the same whether they are lived through or not.
    #[test]
    fn what_is_passed_over_comes_to_what_it_would_if_lived() {
        let text = include_str!("../../examples/seoul-shop.yaml");
        let source = SourceText::new("plan.yaml", text);
        let reading = build::read(&source, Catalog::bundled()).expect("a plan");
        let topology = reading.topology;
        let bench = Bench::new(&topology, 5, Method::Best);
        let mut fates = Fates::default();
        let mut script = Script::default();
        let mut passed = 0;
        for life in 0..3000 {
            let key = Key::of_life(5, life);
            fates.draw(&bench.processes, &bench.order, key);
            for circuit in &bench.circuits {
                let mut machine = Machine::new(circuit, &bench.processes);
                let mut live = |wholly| {
                    script.write(circuit, &bench.processes, &fates, key, wholly);
                    passed += script.passed.len();
                    machine
                        .live(&script, key, topology.start, false, None)
                        .clone()
                };
                let (whole, parts) = (live(true), live(false));
                let numbers = |life: &crate::engine::life::Life| {
                    [
                        life.downtime,
                        life.failover,
                        life.lost_service,
                        life.outages,
                        life.longest,
                    ]
                };
                for (one, other) in numbers(&whole).into_iter().zip(numbers(&parts)) {
                    assert!((one - other).abs() < 1e-7, "{whole:?} and {parts:?}");
                }
                for (one, other) in whole.charges.iter().zip(&parts.charges) {
                    assert!((one.0 - other.0).abs() < 1e-7 && (one.1 - other.1).abs() < 1e-7);
                }
            }
        }
        assert!(passed > 100_000, "{passed} passed over");
    }
}
