//! How fast the engine is: lives of the K5c model (two of three behind one shared dependency) and of the Seoul shop,
//! from their YAML, on one thread and on all; and how many times faster than the same K5c in a plain simpy script.
//!
//! ```text
//! cargo bench --bench engine                # everything
//! cargo bench --bench engine -- k5c         # one of them
//! ```
//!
//! An event is a cue or timer of a counted year that was dealt with, in an architecture or in what was believed of it:
//! a failure, a repair, a step of a failover. The simpy script counts alike. Ratios travel between machines, events a second do not.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark tells its ratio, and what it skips"
)]

use std::{
    process::Command,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use divan::{Bencher, counter::ItemsCount};
use spof::{
    catalog::Catalog,
    plan::{self, SourceText},
    simulate::{Options, simulate},
    topology::Topology,
};

const K5C: &str = include_str!("k5c.yaml");
const SHOP: &str = include_str!("../examples/seoul-shop.yaml");
/// Years simulated by the simpy script and, for the ratio, by the engine.
const SIMPY_YEARS: u64 = 1_000;
const YEARS: u64 = 65_536;

fn main() {
    simpy();
    divan::main();
}

/// A plan with only the architecture of this name, or with all.
fn read(text: &str, only: Option<&str>) -> Option<Topology> {
    let reading = plan::read(&SourceText::new("plan.yaml", text), Catalog::bundled());
    let mut topology = match reading {
        Ok(reading) => reading.topology,
        Err(problems) => {
            eprintln!("skipped: the plan has {} problems", problems.len());
            return None;
        }
    };
    if let Some(only) = only {
        topology.architectures.retain(|found| found.name == only);
    }
    (!topology.architectures.is_empty()).then_some(topology)
}

/// Events and time of so many years on `threads` threads, 0 being all cores.
fn run(topology: &Topology, years: u64, threads: usize) -> (u64, Duration) {
    let options = Options {
        seed: 1,
        precision: 0.0,
        years,
        method: spof::simulate::Method::Best,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    let stop = AtomicBool::new(false);
    let begin = Instant::now();
    let run = pool.install(|| simulate(topology, options, &|_| {}, &stop));
    let took = begin.elapsed();
    let believed = run.believed.iter().flatten();
    let events = run.tallies.iter().chain(believed).map(|tally| tally.events);
    (events.sum(), took)
}

fn bench(bencher: Bencher<'_, '_>, topology: Option<Topology>, years: u64, threads: usize) {
    let Some(topology) = topology else { return };
    let (events, _) = run(&topology, years, threads);
    bencher
        .counter(ItemsCount::new(events))
        .bench(|| run(&topology, years, threads));
}

/// Two of three behind one shared dependency; items are events.
#[divan::bench(args = [1, 0], sample_count = 10, sample_size = 1)]
fn k5c(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(K5C, None), YEARS, threads);
}

/// The shop in two zones; items are events.
#[divan::bench(args = [1, 0], sample_count = 10, sample_size = 1)]
fn seoul_multi_az(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(SHOP, Some("multi-az")), 2 * YEARS, threads);
}

/// The shop, all architectures together; items are events.
#[divan::bench(args = [1, 0], sample_count = 5, sample_size = 1)]
fn seoul_shop(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(SHOP, None), YEARS, threads);
}

/// Both on one core, one after the other on the same machine: only the ratio means anything.
fn simpy() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/k5c_simpy.py");
    let output = Command::new("python3")
        .args([script, &SIMPY_YEARS.to_string()])
        .output();
    let printed = match output {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => {
            eprintln!(
                "no ratio to simpy: skipped, for want of python3 with simpy (pip install simpy)"
            );
            return;
        }
    };
    let theirs = printed
        .lines()
        .find_map(|line| line.strip_prefix("events/s ")?.trim().parse::<f64>().ok());
    let (Some(theirs), Some(topology)) = (theirs, read(K5C, None)) else {
        eprintln!("no ratio to simpy: skipped, its output was not understood: {printed}");
        return;
    };
    let (events, took) = (0..5)
        .map(|_| run(&topology, YEARS, 1))
        .min_by_key(|(_, took)| *took)
        .unwrap_or_default();
    let ours = events as f64 / took.as_secs_f64();
    println!(
        "K5c on one core: {:.1} M events/s, simpy {:.2} M events/s, ratio {:.0}",
        ours / 1e6,
        theirs / 1e6,
        ours / theirs
    );
}
