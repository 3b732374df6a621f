//! A plan made ready to run, and what one thread needs to run it.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;

use super::{
    control::Control,
    first_order::{FirstOrder, first_order_among},
    options::{Method, Options},
    tally::Tally,
    wanted::Wanted,
    worth::worth,
};
use crate::engine::{
    Circuit, Group, Key, Outages, PAST, Process, Screen, Script, Simulator, Worth, draw_order,
};
use crate::{
    exact::{Exact, Obstacle, Settings, exact, relax, with_losses, without_crews},
    topology::{Architecture, Start, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Lives in a block.
pub const BLOCK: u64 = 1024;

/// What was believed of an architecture.
#[derive(Debug, Clone, PartialEq)]
pub enum Believed<T = Tally> {
    /// Its exact mean downtime [min a year]; it is not lived.
    Known(f64),
    /// The tally of its lives.
    Lived(T),
}

/// Everything of a plan that all workers share.
pub struct Bench<'a> {
    pub topology: &'a Topology,
    seed: u64,
    /// Circuits that are lived from the same hour on.
    eras: Vec<Era>,
    /// The architectures and, behind them, what was believed of some and what controls some.
    pub circuits: Vec<Circuit>,
    /// Per circuit, whether it takes a year to settle.
    stays: Vec<bool>,
    /// Per architecture, what was believed of it: its exact mean, or its circuit.
    pub believed: Vec<Option<Believed<usize>>>,
    /// Per architecture, its exact answer, or what stands in its way.
    pub known: Vec<Result<Exact, Obstacle>>,
    /// Per architecture, its mean outage by outage, where that suffices and nothing is exact.
    pub first_order: Vec<Option<FirstOrder>>,
    /// Per architecture, what its mean is controlled by.
    pub controls: Vec<Option<Control>>,
    /// Per architecture, the circuit with the planned work that does not count; `None` where there is no such work, and
    /// where what it does is known without.
    pub works: Vec<Option<usize>>,
    /// Per circuit, what its branches go by; `None` where it has none.
    pub branched: Vec<Option<Worth>>,
    /// Per circuit, whether it is not lived any more.
    pub idle: Vec<bool>,
    /// What the goal wants of a year.
    wanted: Wanted,
    /// The hour at which lives end.
    end: f64,
}

impl<'a> Bench<'a> {
    /// Compiles all architectures, their controls, and what was believed of them and must be lived to be known.
    pub fn new(topology: &'a Topology, options: Options, settings: &Settings) -> Self {
        // Planned work that does not count is left out everywhere but in the circuits of `works`.
        let counted = topology.architectures.iter();
        let counted: Vec<Cow<'_, Architecture>> =
            counted.map(|it| it.counted(&topology.sources)).collect();
        let mut circuits: Vec<Circuit> = counted
            .par_iter()
            .map(|architecture| Circuit::new(topology, architecture))
            .collect();
        let loses: Vec<bool> = circuits.iter().map(Circuit::loses).collect();
        // What is compared with an architecture year by year, the `beside`th, has its warm-up.
        let mut compile =
            |topology: &Topology, architecture: &Architecture, beside: Option<usize>| {
                let circuit = Circuit::new(topology, architecture);
                circuits.push(match beside {
                    Some(index) => circuit.beside(&circuits[index]),
                    None => circuit,
                });
                circuits.len() - 1
            };
        let without_lives = |architecture: &Architecture| {
            let aim = (options.seed, options.precision);
            let found = first_order_among(settings, (topology, architecture), aim).ok()?;
            let narrow = options.precision <= 0.0 || found.downtime.is_within(options.precision);
            narrow.then_some(found)
        };
        let believed = |architecture: &'a Architecture| {
            let believed = architecture.if_independent.as_deref()?;
            let believed = believed.counted(&topology.sources);
            let known = exact(topology, &believed)
                .map(|exact| exact.downtime_minutes)
                .ok();
            let known =
                known.or_else(|| Some(without_lives(&believed)?.downtime.mean * MINUTES_PER_HOUR));
            Some((believed, known))
        };
        let known = |architecture: &Architecture| match options.method {
            Method::Best => {
                let known = exact(topology, architecture);
                let known = known.map(|exact| with_losses(topology, architecture, exact));
                let first_order = known.is_err().then(|| without_lives(architecture));
                (known, first_order.flatten())
            }
            Method::Unaided | Method::Branched => (Err(Obstacle::NotAsked), None),
        };
        // One after the other would let cores wait for the slowest twice.
        let each = topology.architectures.par_iter();
        let each = each.map(|it| rayon::join(|| known(it), || believed(it)));
        let (known, believed): (Vec<_>, Vec<_>) = each.unzip();
        let (known, first_order): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        let believed = believed.into_iter().map(|believed| {
            let (believed, known) = believed?;
            Some(match known {
                Some(minutes) => Believed::Known(minutes),
                None => Believed::Lived(compile(topology, &believed, None)),
            })
        });
        let believed = believed.collect();
        let bare = without_crews(topology);
        let computed = known.iter().zip(&first_order);
        let computed = computed.map(|(known, first_order)| known.is_ok() || first_order.is_some());
        let controls =
            counted
                .iter()
                .zip(computed)
                .enumerate()
                .map(|(index, (architecture, is_computed))| {
                    if is_computed || options.method != Method::Best {
                        return None;
                    }
                    let relaxed = relax(&bare, architecture);
                    let exact = exact(&bare, &relaxed).ok()?;
                    let circuit = compile(&bare, &relaxed, Some(index));
                    Some(Control::new(circuit, exact))
                });
        let controls = controls.collect();
        let each = topology.architectures.iter().zip(&known).zip(loses);
        let works = each
            .enumerate()
            .map(|(index, ((architecture, known), loses))| {
                let known = known.as_ref().ok().and_then(|exact| exact.planned_minutes);
                let is_known = known.is_some() && !loses;
                let is_lived = architecture.has_uncounted_work(&topology.sources) && !is_known;
                is_lived.then(|| compile(topology, architecture, Some(index)))
            });
        let works = works.collect();
        Self {
            believed,
            known,
            first_order,
            controls,
            works,
            ..Self::bare(topology, options.seed, circuits)
        }
    }

    /// Circuits to be lived of which nothing is known.
    pub fn bare(topology: &'a Topology, seed: u64, circuits: Vec<Circuit>) -> Self {
        Self {
            topology,
            seed,
            eras: Era::of_circuits(topology, &circuits, HOURS_PER_YEAR),
            branched: circuits.iter().map(|_| None).collect(),
            idle: vec![false; circuits.len()],
            works: Vec::new(),
            end: HOURS_PER_YEAR,
            stays: circuits
                .iter()
                .map(|circuit| circuit.groups.iter().any(Group::stays))
                .collect(),
            circuits,
            believed: Vec::new(),
            known: Vec::new(),
            first_order: Vec::new(),
            controls: Vec::new(),
            wanted: Wanted::by(&topology.goal),
        }
    }

    /// Lets the lives of an architecture, of this circuit, have branches.
    pub fn branch(&mut self, circuit: usize, architecture: &Architecture) {
        self.branched[circuit] = Some(worth(self.topology, architecture, &self.circuits[circuit]));
    }

    /// The same for an architecture of the plan, without the planned work that does not count.
    pub fn branch_counted(&mut self, index: usize) {
        let topology = self.topology;
        let architecture = topology.architectures[index].counted(&topology.sources);
        self.branch(index, &architecture);
    }

    /// Branches an architecture with its planned work where it is branched without.
    pub fn branch_works(&mut self) {
        for (index, work) in self.works.clone().into_iter().enumerate() {
            if let Some(work) = work.filter(|_| self.branched[index].is_some()) {
                self.branch(work, &self.topology.architectures[index]);
            }
        }
    }

    /// The same for lives that end at hour `end`.
    pub fn until(self, end: f64) -> Self {
        let eras = Era::of_circuits(self.topology, &self.circuits, end);
        Self { eras, end, ..self }
    }

    /// Whether all means are computed, so that lives are for the rest.
    pub fn is_all_computed(&self) -> bool {
        let mut believed = self.believed.iter().flatten();
        let lived = believed.any(|it| matches!(it, Believed::Lived(_)));
        !lived && (0..self.known.len()).all(|index| self.is_computed(index))
    }

    /// Whether the mean of an architecture is computed, so that its lives are for the rest.
    pub fn is_computed(&self, index: usize) -> bool {
        self.known[index].is_ok() || self.first_order[index].is_some()
    }

    /// A tally of nothing for each circuit.
    pub fn tallies(&self) -> Vec<Tally> {
        self.circuits
            .iter()
            .map(|circuit| Tally::new(circuit.sources.len() + 1))
            .collect()
    }
}

/// Circuits whose warm-up begins at the same hour. What their sources do is drawn from there on; in the years that all eras have
/// in common it is the same for all, but for sources that are coupled.
struct Era {
    /// Per source of the plan.
    processes: Vec<Process>,
    /// Sources that a circuit of it feels, strikers first.
    order: Vec<Screen>,
    /// Its circuits.
    circuits: Vec<usize>,
}

impl Era {
    /// Those of these circuits, for lives that end at hour `end`.
    fn of_circuits(topology: &Topology, circuits: &[Circuit], end: f64) -> Vec<Self> {
        let hours = |index: &usize| circuits[*index].warm_up.hours;
        let mut all: Vec<usize> = (0..circuits.len()).collect();
        all.sort_by(|one, other| hours(one).total_cmp(&hours(other)));
        let alike = all.chunk_by(|one, other| hours(one) == hours(other));
        let eras = alike.map(|alike| {
            let processes = Process::warmed(topology, hours(&alike[0]), end);
            let felt = alike.iter().map(|&index| &circuits[index]);
            Self {
                order: draw_order(felt, topology, &processes),
                processes,
                circuits: alike.to_vec(),
            }
        });
        eras.collect()
    }
}

/// One thread's buffers and machines.
pub struct Worker<'a> {
    bench: &'a Bench<'a>,
    /// Per circuit.
    simulators: Vec<Simulator<'a>>,
    outages: Outages,
    /// The year before, for those who take a year to settle.
    past: Outages,
    script: Script,
    /// Per circuit, the downtime of the last life [µs].
    downtimes: Vec<u64>,
}

impl<'a> Worker<'a> {
    /// A worker at rest.
    pub fn new(bench: &'a Bench<'a>) -> Self {
        let eras = bench.eras.iter();
        let mut simulators: Vec<(usize, Simulator<'a>)> = eras
            .flat_map(|era| {
                era.circuits.iter().map(|&index| {
                    let circuit = &bench.circuits[index];
                    let worth = bench.branched[index].as_ref();
                    let life = (bench.topology.start, bench.end);
                    let mut simulator = Simulator::new(circuit, &era.processes, worth, life);
                    if bench.wanted.per_month {
                        simulator.count_months();
                    }
                    (index, simulator)
                })
            })
            .collect();
        simulators.sort_by_key(|(index, _)| *index);
        Self {
            bench,
            simulators: simulators.into_iter().map(|(_, it)| it).collect(),
            outages: Outages::default(),
            past: Outages::default(),
            script: Script::default(),
            downtimes: vec![0; bench.circuits.len()],
        }
    }

    /// Lives these lives; nothing where it is to stop.
    /// The tallies of no life.
    pub fn none(&self) -> Vec<Tally> {
        self.bench.tallies()
    }

    /// The tallies of these lives; nothing where they were stopped.
    pub fn lives(
        &mut self,
        lives: impl Iterator<Item = u64>,
        stop: &AtomicBool,
    ) -> Option<Vec<Tally>> {
        let mut tallies = self.bench.tallies();
        for life in lives {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            self.life(life, &mut tallies);
        }
        Some(tallies)
    }

    fn life(&mut self, life: u64, tallies: &mut [Tally]) {
        let bench = self.bench;
        for era in &bench.eras {
            if era.circuits.iter().any(|&index| !bench.idle[index]) {
                self.live(era, life, tallies);
            }
        }
        for (index, control) in bench.controls.iter().enumerate() {
            if let Some(control) = control {
                tallies[index].pair(self.downtimes[index], self.downtimes[control.circuit]);
            }
        }
        for (index, work) in bench.works.iter().enumerate() {
            if let Some(work) = work.filter(|&work| !bench.idle[work]) {
                let with = self.downtimes[work] as i64;
                let more = with - self.downtimes[index] as i64;
                tallies[index].planned.count(more);
            }
        }
    }

    /// Lives one life of all circuits of an era.
    fn live(&mut self, era: &'a Era, life: u64, tallies: &mut [Tally]) {
        let bench = self.bench;
        let (start, processes) = (bench.topology.start, &era.processes[..]);
        let key = Key::of_life(bench.seed, life);
        // The year before depends on a key of its own, so that nobody else's draws move.
        let past_key = key.of(PAST);
        self.outages.draw(processes, &era.order, key);
        let settle = start == Start::Stationary && bench.stays.contains(&true);
        if settle {
            self.past.draw(processes, &era.order, past_key);
        }
        let (script, outages) = (&mut self.script, &self.outages);
        for &index in era.circuits.iter().filter(|&&index| !bench.idle[index]) {
            let simulator = &mut self.simulators[index];
            let settle = settle && bench.stays[index];
            if settle {
                let circuit = simulator.circuit();
                script.write(circuit, processes, &self.past, past_key, false);
                simulator.settle(script, past_key, start);
            }
            script.write(simulator.circuit(), processes, outages, key, false);
            let lived = simulator.live(script, key, start, settle);
            self.downtimes[index] = tallies[index].count(lived, life, &bench.wanted);
            if let Some(branches) = simulator.branches() {
                tallies[index].weighted.count(branches);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    const OPTIONS: Options = Options {
        seed: 5,
        precision: 0.01,
        years: Some(4096),
        method: Method::Best,
    };

    /// Outages that meet no other give the same result whether they are lived through or not.
    #[test]
    fn what_is_passed_over_comes_to_what_it_would_if_lived() {
        let text = include_str!("../../examples/seoul-shop.yaml");
        let source = SourceText::new("plan.yaml", text);
        let reading = build::read(&source, Catalog::bundled()).expect("a plan");
        let topology = reading.topology;
        let bench = Bench::new(&topology, OPTIONS, &Settings::default());
        let [era] = &bench.eras[..] else {
            panic!("one era")
        };
        let processes = &era.processes[..];
        let mut outages = Outages::default();
        let mut script = Script::default();
        let mut passed = 0;
        for life in 0..3000 {
            let key = Key::of_life(5, life);
            outages.draw(processes, &era.order, key);
            for circuit in &bench.circuits {
                let mut simulator =
                    Simulator::new(circuit, processes, None, (topology.start, HOURS_PER_YEAR));
                let mut live = |wholly| {
                    script.write(circuit, processes, &outages, key, wholly);
                    passed += script.skipped.len();
                    simulator.live(&script, key, topology.start, false).clone()
                };
                let (whole, parts) = (live(true), live(false));
                let numbers = |life: &crate::engine::Life| {
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
