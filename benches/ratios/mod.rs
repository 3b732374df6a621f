//! The table of ratios: each model by hand, by the engine on one thread and on two, and by simpy, in turn, several rounds
//! over, so that what else the machine does falls on all of them. Medians of the rounds; only ratios travel.
//!
//! Before any timing every contestant's mean downtime is compared with the first one's: a kernel of another model would
//! be no floor.

mod contest;
mod simpy;

use std::{sync::atomic::AtomicBool, time::Instant};

use rayon::ThreadPool;
use spof::{
    experiment::{Options, simulate},
    topology::Topology,
};

use crate::kernel::{Counted, k5c, numbers::Shop};
use contest::{Contest, Ran};

/// Rounds of a contest, and years of each contestant that is not simpy.
const ROUNDS: usize = 7;
const YEARS: u64 = 1 << 17;
/// Years of the simpy scripts: about a second of each.
const K5C_SIMPY: u64 = 3_000;
const SHOP_SIMPY: u64 = 10_000;

/// Runs all contests and prints their tables.
pub fn print(k5c: Topology, shop: Topology) {
    let one = threads(1);
    let two = threads(2);
    let by_hand = || kernel(k5c::run);
    let script = simpy::Script::new("k5c_simpy.py", K5C_SIMPY, None::<&()>);
    let mut contest = Contest::new("K5c: two of three and one shared thing");
    contest.enter("kernel by hand", by_hand);
    contest.enter("engine, 1 thread", || engine(&k5c, &one));
    contest.enter("engine, 2 threads", || engine(&k5c, &two));
    contest.enter("simpy", || script.run());
    contest.print(ROUNDS);

    let Some(numbers) = Shop::new(&shop) else {
        println!(
            "no kernel of the shop: `benches/shop.yaml` is no longer the plan that it was written for"
        );
        return;
    };
    let script = simpy::Script::new("shop_simpy.py", SHOP_SIMPY, Some(&numbers));
    let by_hand = || kernel(|years| numbers.run(years));
    let mut contest = Contest::new("The shop in two zones");
    contest.enter("kernel by hand", by_hand);
    contest.enter("engine, 1 thread", || engine(&shop, &one));
    contest.enter("engine, 2 threads", || engine(&shop, &two));
    contest.enter("simpy", || script.run());
    contest.print(ROUNDS);
}

fn threads(count: usize) -> ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
    pool.expect("threads")
}

fn kernel(run: impl Fn(u64) -> Counted) -> Option<Ran> {
    let begin = Instant::now();
    let counted = run(YEARS);
    let seconds = begin.elapsed().as_secs_f64();
    let (mean, error) = counted.mean();
    Some(Ran {
        mean,
        error,
        outages: Some(counted.outages as f64 / YEARS as f64),
        years_a_second: YEARS as f64 / seconds,
        events_a_second: Some(counted.events as f64 / seconds),
    })
}

/// Plain lives and all that they need: compiling and warming up. What a run computes without lives takes the same time however
/// many years are lived, and says nothing of the engine.
fn engine(topology: &Topology, pool: &ThreadPool) -> Option<Ran> {
    let options = Options {
        seed: 1,
        // Never reached, not even by an exact mean: all years are lived.
        precision: -1.0,
        years: Some(YEARS),
        method: spof::experiment::Method::Unaided,
    };
    let begin = Instant::now();
    let run = pool.install(|| simulate(topology, options, &|_| {}, &AtomicBool::new(false)));
    let seconds = begin.elapsed().as_secs_f64();
    let events: u64 = run.lived().map(|tally| tally.events).sum();
    let tally = &run.tallies[0];
    Some(Ran {
        mean: tally.mean_hours(),
        error: tally.standard_error_hours(),
        outages: Some(tally.outages as f64 / YEARS as f64),
        years_a_second: YEARS as f64 / seconds,
        events_a_second: Some(events as f64 / seconds),
    })
}
