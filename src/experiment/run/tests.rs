//! A run is the same on any number of threads, and divided as one likes.

use super::*;
use crate::{
    build,
    catalog::Catalog,
    diagnostic::SourceText,
    exact::Settings,
    experiment::{Method, bench::BLOCK},
};

/// Crews, a cold member, shocks and maintenance, branched and controlled: whatever a life carries along.
const PLAN: &str = "
spof: 1
service: everything
world: none
crews: {oncall: 1}
path: [web, db]
components:
  web: {fails: {mean: 500h}, lasts: 1h..6h, common_cause: 20%, maintenance: {every: 20d, lasts: 2h}}
  db:  {fails: {mean: 900h}, lasts: {mean: 5h}, repair: {crew: oncall}, failover: {switch: 10min, dormant_failures: 0, lag: 1s..1min}}
architectures:
  one: {sites: {here: p/r/a+b}, replicas: {web: 3}}
";

#[test]
fn two_runs_of_disjoint_lives_merge_into_one_of_both() {
    let Ok(reading) = build::read(&SourceText::new("plan.yaml", PLAN), Catalog::bundled()) else {
        panic!("the plan is read");
    };
    let stop = AtomicBool::new(false);
    let mut bench = Bench::new(
        &reading.topology,
        Options {
            seed: 5,
            precision: 0.01,
            years: Some(4096),
            method: Method::Best,
        },
        &Settings::default(),
    );
    bench.branch_counted(0);
    let run = |blocks: Range<u64>| {
        let mut tallies = bench.tallies();
        add_blocks((&bench, BLOCK), &mut tallies, blocks, &stop);
        tallies
    };
    let mut parts = run(0..1);
    for (tally, more) in parts.iter_mut().zip(run(1..3)) {
        tally.merge(more);
    }
    assert!(parts[0].weighted.down > 200);
    assert_eq!(parts, run(0..3));
}
