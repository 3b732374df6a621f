//! What people could not say once, each in a plan of its own with an answer known elsewhere.

use std::sync::atomic::AtomicBool;

use spof::answer::ArchitectureResult;
use spof::catalog::Catalog;
use spof::exact::exact;
use spof::experiment::{Method, Options};
use spof::study::study;
use spof::topology::Topology;
use spof::units::HOURS_PER_YEAR;

use crate::common::reading;

/// What so many years say of each architecture.
fn ran(topology: &Topology, years: u64) -> Vec<ArchitectureResult> {
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(years),
        method: Method::Best,
    };
    let stop = AtomicBool::new(false);
    study(topology, Catalog::bundled(), options, &|_| {}, &stop).architectures
}

/// Minutes a year of each architecture of a case.
fn computed(name: &str) -> Vec<f64> {
    let path = format!("{}/tests/it/cases/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a case");
    let topology = reading(name, &text).topology;
    let all = topology.architectures.iter();
    let all = all.map(|it| exact(&topology, it).expect("an exact answer"));
    all.map(|it| it.downtime_minutes).collect()
}

fn near(name: &str, known: &[f64]) {
    let found = computed(name);
    assert_eq!(found.len(), known.len(), "{name}");
    for (found, known) in found.iter().zip(known) {
        assert!(
            (found / known - 1.0).abs() < 2e-6,
            "{name}: {found} for {known}"
        );
    }
}

/// The stationary law of a birth-death chain of units that are down: `all` of which `needs` run, failing at `fails` [1/h] each while
/// they run and `asleep` times as fast while they do not, repaired at `repair` [1/h] each by `men`.
fn too_few_run(needs: u32, all: u32, fails: f64, asleep: f64, repair: f64, men: u32) -> f64 {
    let mut shares = vec![1.0];
    for down in 0..all {
        let up = all - down;
        let run = up.min(needs);
        let falls = fails * (f64::from(run) + asleep * f64::from(up - run));
        let last = shares[down as usize];
        shares.push(last * falls / (repair * f64::from(men.min(down + 1))));
    }
    let too_few: f64 = shares.iter().skip((all - needs + 1) as usize).sum();
    too_few / shares.iter().sum::<f64>()
}

#[test]
fn rates_in_other_words_and_several_ways_to_fail() {
    let year = HOURS_PER_YEAR * 60.0;
    // The app is down 0.05 % of the time, the database 1 h in 2,001 h.
    let up = 0.9995 * (2000.0 / 2001.0);
    near("f07-percent", &[year * (1.0 - up)]);
    let (glitch, broken) = (50.0 * 20.0 / 3600.0, 0.1 * 48.0);
    let up = |hours: f64| 1.0 / (1.0 + hours / HOURS_PER_YEAR);
    near("f10-two-modes", &[year * (1.0 - up(glitch) * up(broken))]);
    let hours = 2.5 / (HOURS_PER_YEAR + 2.5);
    near("f19-duration", &[year * hours]);
}

#[test]
fn spares_that_wait_cold_or_hot() {
    let year = HOURS_PER_YEAR * 60.0;
    let [cold, hot] = [0.0, 1.0].map(|asleep| too_few_run(3, 5, 0.1, asleep, 0.5, 2));
    assert!((cold - 0.0356903).abs() < 1e-7 && (hot - 0.0574929).abs() < 1e-7);
    near("f08-kofn-cold", &[year * cold, year * hot]);
}

/// Four states: site and tools up or down. With x of the time in which both are down, and the site's failures independent of the tools.
#[test]
fn a_repair_that_waits_for_what_is_down() {
    near("f11-repair-needs", &[HOURS_PER_YEAR * 60.0 * 6.360_190e-3]);
}

#[test]
fn a_service_in_shards_is_never_down() {
    let text = include_str!("cases/f18-sharded.yaml");
    let found = &ran(&reading("f18", text).topology, 1_024)[0];
    let one = HOURS_PER_YEAR * 60.0 / (HOURS_PER_YEAR + 1.0);
    assert!(found.downtime.mean == 0.0, "{:?}", found.downtime);
    let [low, high] = found.lost_service_ci95;
    assert!(
        low <= one + 1e-9 && one <= high + 1e-9,
        "{low} to {high} for {one}"
    );
}

/// Disks of which eight of ten must be up, repaired by one pair of hands: once in some 280,000 years.
#[test]
fn what_is_rare_is_computed() {
    let found = computed("f17-rare");
    let known = too_few_run(8, 10, 1e-5, 1.0, 1.0 / 24.0, 1);
    // Those beyond the eight that are needed are up and age as well.
    assert!(
        (found[0] / (known * HOURS_PER_YEAR * 60.0) - 1.0).abs() < 1e-6,
        "{found:?}"
    );
}

/// While a tunnel is down the copy at its other end stays behind: a move loses what was written since. The age of an outage of
/// exponential length that is in progress is exponential too, 20 h on average.
#[test]
fn a_tunnel_that_is_down_costs_the_data_written_since() {
    let text = include_str!("../../examples/patterns/tunnel.yaml");
    let copied = &ran(&reading("tunnel", text).topology, 8_192)[2];
    // One fails once in 1,004 h, the other one is up then, and a switch of 1 h is over before an outage of 4 h four times in five.
    let moves = HOURS_PER_YEAR / 1004.0 * (1000.0 / 1004.0) * 0.8;
    let lost = moves * (20.0 / 520.0) * 20.0 * 60.0;
    let found = copied.data_lost();
    assert!((found / lost - 1.0).abs() < 0.15, "{found} for {lost}");
}

/// A row of the price list of one's own is what is paid there.
#[test]
fn prices_of_the_plan_are_those_of_its_places() {
    let text = "spof: 1
service: shop
places: {office: {regions: {room: {zones: [a]}}, like: hetzner}}
prices: {office/room/server/rack: 40/month}
path: [web]
components: {web: {service: vm, price: {office: server/rack}}}
architectures: {one: {sites: {here: office/room/a}, replicas: {web: 2}}}
";
    let read = reading("plan", text);
    let catalog = read.catalog.as_ref().expect("its own");
    let bill = spof::bill::bill(&read.topology, &read.topology.architectures[0], catalog);
    assert!((bill.monthly - 80.0).abs() < 1e-9, "{}", bill.monthly);
}
