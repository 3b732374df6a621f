//! The same years for everybody: bits do not depend on threads, nor one candidate's numbers on the others.

use crate::common::read;
use std::sync::{
    LazyLock,
    atomic::{AtomicBool, Ordering},
};

use spof::catalog::Catalog;
use spof::{
    answer::{ArchitectureResult, Results},
    estimate::Estimate,
    experiment::{Event, Options, Run, Stopped, simulate},
    report,
    study::study,
    topology::Topology,
};

/// A bit of everything that draws: laws, reach, hits, mitigations, a common cause, groups within groups, draining. Storms are
/// so long that few lives of five years say enough of the chance of a long outage.
const PLAN: &str = "\
spof: 1
service: shop
world: none
path: [web, db]
components:
  web: {fails: {mean: 2000h}, lasts: 30min..4h, common_cause: 10%, uses: [resolver, storm]}
  db:  {fails: {weibull: {shape: 1.5, mean: 4000h}}, lasts: {gamma: {shape: 2, mean: 3h}}, failover: {switch: {mean: 5min}}}
dependencies:
  resolver: {scope: region, fails: 2/year, lasts: 30min..3h, reach: 60%}
  storm:    {scope: provider, fails: 8/year, lasts: {mean: 30h}, hits: 50%}
mitigations:
  pin:   {against: resolver, after: 10min..1h, works: 70%}
  cache: {against: resolver, covers_first: 5min}
architectures:
  one:  {sites: {seoul: cloud/kr/a}}
  two:  {like: one, sites: {seoul: cloud/kr/a+b}, mitigations: [pin, cache]}
  far:
    like: two
    sites: {tokyo: cloud/jp/a}
    failover: {detect: 90s, decide: 10min..40min, switch: 5min, succeeds: 80%, otherwise: 2h..6h, failback: never}
  both:
    like: two
    sites: {tokyo: cloud/jp/a}
    active-active: {needs: 1, drain: 60s}
";

/// Years of a run: two blocks, so that threads have something to share.
const YEARS: u64 = 2 * 1024;

/// What is asked for is more than so few years can give, and no more: without any end pairs of outages are drawn for ever.
const OPTIONS: Options = Options {
    seed: 7,
    precision: 0.01,
    years: Some(YEARS),
    method: spof::experiment::Method::Best,
};

fn results(text: &str) -> Results {
    study(
        &read(text),
        Catalog::bundled(),
        OPTIONS,
        &|_| {},
        &AtomicBool::new(false),
    )
}

fn lives(text: &str, options: Options) -> Run {
    simulate(&read(text), options, &|_| {}, &AtomicBool::new(false))
}

/// The plan with some of its architectures only.
fn only(names: &[&str]) -> Topology {
    let mut topology = read(PLAN);
    let architectures = &mut topology.architectures;
    architectures.retain(|it| names.contains(&&*it.name));
    assert_eq!(architectures.len(), names.len());
    topology
}

/// The plan itself, which many tests hold something against.
static BEFORE: LazyLock<Results> = LazyLock::new(|| on(2, || results(PLAN)));
static LIVED: LazyLock<Run> = LazyLock::new(|| lives(PLAN, OPTIONS));

/// Does something on so many threads.
fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(work)
}

/// The plan with something put in place of something.
fn changed(from: &str, to: &str) -> String {
    assert!(PLAN.contains(from), "the plan has {from}");
    PLAN.replace(from, to)
}

/// All that is said of an architecture, but for its place among the others.
fn said(results: &Results, name: &str) -> ArchitectureResult {
    let found = results
        .architectures
        .iter()
        .find(|found| found.name == name);
    let mut found = found.expect("the architecture is in the results").clone();
    found.on_frontier = false;
    found
}

#[track_caller]
fn nothing_changed_for(names: &[&str], text: &str) {
    let after = results(text);
    for name in names {
        assert_eq!(said(&BEFORE, name), said(&after, name));
    }
}

#[test]
fn one_two_and_eight_threads_give_the_same_bytes() {
    let bytes = |results: &Results| report::json(results).expect("results become JSON");
    let two = bytes(&BEFORE);
    assert_eq!(two, bytes(&on(1, || results(PLAN))));
    assert_eq!(two, bytes(&on(8, || results(PLAN))));
}

#[test]
fn precision_stops_all_thread_counts_at_the_same_year() {
    let topology = only(&["far"]);
    let options = Options {
        precision: 0.6,
        years: Some(1_000_000),
        ..OPTIONS
    };
    let run = |threads| {
        on(threads, || {
            simulate(&topology, options, &|_| {}, &AtomicBool::new(false))
        })
    };
    let one = run(1);
    assert_eq!(one.stopped, Stopped::Precision);
    assert_eq!(one, run(8));
}

#[test]
fn another_seed_is_another_run() {
    let other = Options { seed: 8, ..OPTIONS };
    assert_ne!(LIVED.tallies, lives(PLAN, other).tallies);
}

/// Nor does one with a component of its own, or whose member sleeps, or which has a crew.
#[test]
fn an_architecture_more_changes_no_other() {
    let more = changed(
        "  db:  {",
        "  cache: {fails: {mean: 900h}, lasts: 1h, uses: [resolver]}\n  db:  {",
    );
    let more = format!(
        "{more}  three: {{like: two, path: [cache, web, db], sites: {{seoul: cloud/kr/a+b+c}}, replicas: {{web: 4}}}}\n  cold:\n    like: far\n    failover: {{dormant_failures: 0%}}\n    crews: {{oncall: 1}}\n    components: {{web: {{repair: {{crew: oncall}}}}}}\n"
    );
    nothing_changed_for(&["one", "two", "far", "both"], &more);
}

#[test]
fn branches_come_out_the_same_on_any_number_of_threads() {
    let topology = only(&["far"]);
    let options = Options {
        years: Some(1024 + 512),
        method: spof::experiment::Method::Branched,
        ..OPTIONS
    };
    let run = |threads| {
        on(threads, || {
            simulate(&topology, options, &|_| {}, &AtomicBool::new(false))
        })
    };
    let one = run(1);
    assert!(one.tallies.iter().all(|tally| tally.weighted.down > 0));
    assert_eq!(one, run(8));
}

#[test]
fn an_architecture_less_changes_no_other() {
    let less = changed("  one:  {sites: {seoul: cloud/kr/a}}\n", "").replace("{like: one, ", "{");
    nothing_changed_for(&["two", "far", "both"], &less);
}

/// A replica more has its own stream, and takes none of the others': with the same outages, a spare never hurts.
#[test]
fn a_spare_replica_never_adds_downtime() {
    let spare = "  far:\n    like: two\n";
    let more = changed(
        spare,
        &format!("  spare: {{like: two, replicas: {{web: 3}}}}\n{spare}"),
    );
    let run = lives(&more, OPTIONS);
    let (two, spare) = (&run.tallies[1], &run.tallies[2]);
    assert!(spare.downtime < two.downtime);
    assert!(spare.totals.len() <= two.totals.len());
    assert!(spare.downtime_squared <= two.downtime_squared);
}

/// What is stopped by hand is the run of a shorter prefix.
#[test]
fn an_interrupted_run_is_a_run_of_its_complete_blocks() {
    let stop = AtomicBool::new(false);
    let long = Options {
        years: Some(1_000_000),
        // Never reached, and no forecast: all years are lived.
        precision: -1.0,
        ..OPTIONS
    };
    let topology = only(&["two", "far"]);
    let stopped = simulate(
        &topology,
        long,
        &|event| stop.store(matches!(event, Event::Progress(_)), Ordering::Relaxed),
        &stop,
    );
    assert_eq!(stopped.stopped, Stopped::Interrupted);
    assert!(stopped.years >= 1024 && Some(stopped.years) < long.years);
    let years = Some(stopped.years);
    let options = Options { years, ..long };
    let whole = simulate(&topology, options, &|_| {}, &AtomicBool::new(false));
    assert_eq!(stopped.years, whole.years);
    assert_eq!(stopped.tallies, whole.tallies);
    assert_eq!(stopped.believed, whole.believed);
}

/// A run of more years begins with the same years: what it has more is what the later blocks, of a second batch, add.
#[test]
fn a_longer_run_begins_with_the_same_years() {
    let options = Options {
        years: Some(17 * 1024),
        precision: 0.0,
        ..OPTIONS
    };
    let long = simulate(&only(&["far"]), options, &|_| {}, &AtomicBool::new(false));
    for (short, long) in LIVED.tallies[2..].iter().zip(&long.tallies) {
        assert_eq!(short.totals, long.totals[..short.totals.len()]);
        assert!(Estimate::new(long).interval.high > 0.0);
    }
}
