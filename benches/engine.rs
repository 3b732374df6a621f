//! How fast the engine is: lives of the K5c model (two of three behind one shared dependency) and of the Seoul shop,
//! from their YAML, on one thread and on all; and a table of ratios to kernels written by hand and to simpy scripts.
//!
//! ```text
//! cargo bench --bench engine                # everything
//! cargo bench --bench engine -- ratios      # the table
//! cargo bench --bench engine -- k5c         # one of the others
//! ```
//!
//! An event is a cue or timer of a counted year that was dealt with, in an architecture, in what was believed of it or in
//! what controls it: a failure, a repair, a step of a failover. Ratios travel between machines, events a second do not.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark tells its ratios, and what it skips"
)]

mod kernel;
mod ratios;

use std::sync::atomic::AtomicBool;

use divan::{Bencher, counter::ItemsCount};
use spof::{
    build,
    catalog::Catalog,
    diagnostic::SourceText,
    experiment::{Options, simulate},
    topology::Topology,
};

const K5C: &str = include_str!("k5c.yaml");
const TWO_ZONES: &str = include_str!("shop.yaml");
const SHOP: &str = include_str!("../examples/seoul-shop.yaml");
/// Years of a run.
const YEARS: u64 = 65_536;

fn main() {
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let testing = std::env::args().any(|word| word == "--test");
    if !testing && wanted.is_none_or(|wanted| wanted == "ratios") {
        match (read(K5C), read(TWO_ZONES)) {
            (Some(k5c), Some(shop)) => ratios::print(k5c, shop),
            _ => eprintln!("no ratios for want of a plan"),
        }
    }
    divan::main();
}

fn read(text: &str) -> Option<Topology> {
    match build::read(&SourceText::new("plan.yaml", text), Catalog::bundled()) {
        Ok(reading) => Some(reading.topology),
        Err(problems) => {
            eprintln!("skipped: the plan has {} problems", problems.len());
            None
        }
    }
}

/// Events of so many years on `threads` threads, 0 being all cores.
fn run(topology: &Topology, years: u64, threads: usize) -> u64 {
    let options = Options {
        seed: 1,
        // Never reached, not even by an exact mean: all years are lived.
        precision: -1.0,
        years: Some(years),
        method: spof::experiment::Method::Best,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    let stop = AtomicBool::new(false);
    let run = pool.install(|| simulate(topology, options, &|_| {}, &stop));
    run.lived().map(|tally| tally.events).sum()
}

fn bench(bencher: Bencher<'_, '_>, topology: Option<Topology>, years: u64, threads: usize) {
    let Some(topology) = topology else { return };
    let events = run(&topology, years, threads);
    bencher
        .counter(ItemsCount::new(events))
        .bench(|| run(&topology, years, threads));
}

/// Two of three behind one shared dependency; items are events.
#[divan::bench(args = [1, 0], sample_count = 10, sample_size = 1)]
fn k5c(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(K5C), YEARS, threads);
}

/// The shop in two zones; items are events.
#[divan::bench(args = [1, 0], sample_count = 10, sample_size = 1)]
fn shop_two_zones(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(TWO_ZONES), 2 * YEARS, threads);
}

/// The shop, all architectures together; items are events.
#[divan::bench(args = [1, 0], sample_count = 5, sample_size = 1)]
fn seoul_shop(bencher: Bencher<'_, '_>, threads: usize) {
    bench(bencher, read(SHOP), YEARS, threads);
}
