//! Many lives of all architectures, on all cores, until every interval is narrow enough.
//!
//! Lives come in blocks of 1,024; blocks are simulated in parallel and added up in order, and whether to stop is judged
//! only at fixed counts of blocks. Nothing depends on the number of threads, and what was interrupted is the run of a
//! shorter prefix.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{
    circuit::Circuit,
    fate::Fates,
    machine::Machine,
    process::{Process, first_hour},
    script,
    stream::Key,
    tally::Tally,
};
use crate::{
    topology::{Start, Topology},
    units::HOURS_PER_YEAR,
};

/// Lives in a block.
const BLOCK: u64 = 1024;
/// Blocks before the first judgement.
const FIRST_BATCH: u64 = 8;
/// An interval is not believed before so many lives had downtime.
const LEAST_LIVES_DOWN: usize = 200;
/// The 97.5 % point of the standard normal law: half of a 95 % interval in standard errors.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;

/// How long to run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Seed of all streams.
    pub seed: u64,
    /// Half-width of the 95 % interval, relative to the mean, that every architecture must reach.
    pub precision: f64,
    /// At most so many lives, rounded up to whole blocks.
    pub years: u64,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Lives done.
    pub years: u64,
    /// Widest relative half-width of all architectures; infinite while one has not been down often enough.
    pub precision: f64,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Every interval is narrow enough.
    Precision,
    /// The allowed years are simulated.
    Years,
    /// The caller stopped it.
    Interrupted,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Lives of every architecture.
    pub years: u64,
    /// Why it ended.
    pub stopped: Stopped,
    /// Per architecture.
    pub tallies: Vec<Tally>,
    /// Per architecture, the same as one would have believed it; `None` where that is the architecture itself.
    pub believed: Vec<Option<Tally>>,
    /// Per architecture, the plan's source behind each entry of its tally's causes but the last (switching back).
    pub sources: Vec<Vec<u32>>,
}

/// Simulates all architectures of `topology` under the same outages. `observe` is told after every batch; setting
/// `stop` ends the run with the complete prefix of blocks.
pub fn simulate(
    topology: &Topology,
    options: Options,
    observe: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Run {
    let world = World::new(topology, options.seed);
    let most = options.years.max(1).div_ceil(BLOCK);
    let mut tallies: Vec<Tally> = world
        .circuits
        .iter()
        .map(|circuit| Tally::new(circuit.sources.len() + 1))
        .collect();
    let mut blocks = 0;
    let stopped = loop {
        // A quarter more each time: many cores find enough to do, and no run overshoots by much.
        let batch = FIRST_BATCH.max(blocks / 4).min(most - blocks);
        let done: Vec<Option<Vec<Tally>>> = (blocks..blocks + batch)
            .into_par_iter()
            .map_init(
                || Worker::new(&world),
                |worker, block| worker.block(block, stop),
            )
            .collect();
        let complete = done.iter().position(Option::is_none).unwrap_or(done.len());
        for block in done.into_iter().take(complete).flatten() {
            tallies
                .iter_mut()
                .zip(block)
                .for_each(|(tally, more)| tally.merge(more));
        }
        blocks += complete as u64;
        let precision = world.precision(&tallies);
        observe(Progress {
            years: blocks * BLOCK,
            precision,
        });
        if (complete as u64) < batch {
            break Stopped::Interrupted;
        }
        if precision <= options.precision {
            break Stopped::Precision;
        }
        if blocks >= most {
            break Stopped::Years;
        }
    };
    world.run(blocks * BLOCK, stopped, tallies)
}

/// Everything of a plan that all workers share.
struct World<'a> {
    topology: &'a Topology,
    seed: u64,
    processes: Vec<Process>,
    /// Sources, shocks first.
    order: Vec<u32>,
    /// The architectures and, behind them, what was believed of some.
    circuits: Vec<Circuit>,
    /// Per circuit, whether it takes a year to settle.
    stays: Vec<bool>,
    /// Per architecture, the circuit of what was believed.
    believed: Vec<Option<usize>>,
    /// Downtime that the goal leaves [h].
    allowed: f64,
}

impl<'a> World<'a> {
    fn new(topology: &'a Topology, seed: u64) -> Self {
        let mut circuits: Vec<Circuit> = topology
            .architectures
            .iter()
            .map(|architecture| Circuit::new(topology, architecture))
            .collect();
        let believed = topology.architectures.iter().map(|architecture| {
            architecture.believed.as_ref().map(|believed| {
                circuits.push(Circuit::new(topology, believed));
                circuits.len() - 1
            })
        });
        let believed = believed.collect();
        Self {
            topology,
            seed,
            processes: topology
                .sources
                .iter()
                .map(|source| Process::new(source, topology.start))
                .collect(),
            order: super::fate::shocks_first(&topology.sources),
            stays: circuits
                .iter()
                .map(|circuit| circuit.groups.iter().any(super::standby::Standby::stays))
                .collect(),
            circuits,
            believed,
            allowed: topology
                .goal
                .availability
                .map_or(f64::INFINITY, |share| (1.0 - share) * HOURS_PER_YEAR),
        }
    }

    /// Widest relative half-width of the architectures' intervals.
    fn precision(&self, tallies: &[Tally]) -> f64 {
        let width = |tally: &Tally| {
            if tally.totals.len() < LEAST_LIVES_DOWN {
                return f64::INFINITY;
            }
            NORMAL_975 * tally.standard_error_hours() / tally.mean_hours()
        };
        tallies
            .iter()
            .take(self.topology.architectures.len())
            .map(width)
            .fold(0.0, f64::max)
    }

    fn run(self, years: u64, stopped: Stopped, mut tallies: Vec<Tally>) -> Run {
        let believed_tallies = tallies.split_off(self.topology.architectures.len());
        let first = tallies.len();
        let mut sources: Vec<Vec<u32>> = self
            .circuits
            .into_iter()
            .map(|circuit| circuit.sources)
            .collect();
        sources.truncate(first);
        let believed = self
            .believed
            .iter()
            .map(|index| index.map(|index| believed_tallies[index - first].clone()));
        Run {
            years,
            stopped,
            believed: believed.collect(),
            tallies,
            sources,
        }
    }
}

/// One thread's buffers and machines.
struct Worker<'a> {
    world: &'a World<'a>,
    machines: Vec<Machine<'a>>,
    fates: Fates,
    /// The year before, for those who take a year to settle.
    past: Fates,
    script: Vec<script::Cue>,
    /// Where scripts are sorted.
    spare: Vec<script::Cue>,
}

impl<'a> Worker<'a> {
    fn new(world: &'a World<'a>) -> Self {
        Self {
            world,
            machines: world.circuits.iter().map(Machine::new).collect(),
            fates: Fates::default(),
            past: Fates::default(),
            script: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Lives a block; nothing where it is to stop, for only whole blocks count.
    fn block(&mut self, block: u64, stop: &AtomicBool) -> Option<Vec<Tally>> {
        let mut tallies: Vec<Tally> = self
            .world
            .circuits
            .iter()
            .map(|circuit| Tally::new(circuit.sources.len() + 1))
            .collect();
        for life in block * BLOCK..(block + 1) * BLOCK {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            self.life(life, &mut tallies);
        }
        Some(tallies)
    }

    fn life(&mut self, life: u64, tallies: &mut [Tally]) {
        let world = self.world;
        let start = world.topology.start;
        let key = Key::of_life(world.seed, life);
        // The year before hangs on its own key, so that nobody else's draws move.
        let past_key = key.of(PAST);
        self.fates.draw(&world.processes, &world.order, key, start);
        let settle = start == Start::Stationary && world.stays.contains(&true);
        if settle {
            self.past
                .draw(&world.processes, &world.order, past_key, start);
        }
        for (index, machine) in self.machines.iter_mut().enumerate() {
            let settle = settle && world.stays[index];
            if settle {
                script::write(
                    &mut self.script,
                    &mut self.spare,
                    machine.circuit,
                    &world.processes,
                    &self.past,
                    past_key,
                );
                machine.live(&self.script, past_key, first_hour(start), false);
            }
            script::write(
                &mut self.script,
                &mut self.spare,
                machine.circuit,
                &world.processes,
                &self.fates,
                key,
            );
            let life = machine.live(&self.script, key, first_hour(start), settle);
            tallies[index].count(life, world.allowed);
        }
    }
}

/// Purpose of the draws of the year before.
const PAST: u64 = 0x9A57_9A57_9A57_9A57;
