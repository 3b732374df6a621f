//! What people could not say once, each in a plan of its own with an answer known elsewhere.

use spof::exact::exact;
use spof::units::HOURS_PER_YEAR;

use crate::common::reading;

/// Minutes a year and lost service of each architecture of a case.
fn computed(name: &str) -> Vec<(f64, f64)> {
    let path = format!("{}/tests/it/cases/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a case");
    let topology = reading(name, &text).topology;
    let all = topology.architectures.iter();
    let all = all.map(|it| exact(&topology, it).expect("an exact answer"));
    all.map(|it| {
        (
            it.downtime_minutes,
            it.lost_service_minutes.unwrap_or(f64::NAN),
        )
    })
    .collect()
}

fn near(name: &str, known: &[f64]) {
    let found = computed(name);
    assert_eq!(found.len(), known.len(), "{name}");
    for ((found, _), known) in found.iter().zip(known) {
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
    let found = computed("f18-sharded");
    let one = HOURS_PER_YEAR * 60.0 / (HOURS_PER_YEAR + 1.0);
    assert!(
        found[0].0 == 0.0 && (found[0].1 - one).abs() < 1e-6,
        "{found:?}"
    );
}

/// Disks of which eight of ten must be up, repaired by one pair of hands: once in some 280,000 years.
#[test]
fn what_is_rare_is_computed() {
    let found = computed("f17-rare");
    let known = too_few_run(8, 10, 1e-5, 1.0, 1.0 / 24.0, 1);
    // Those beyond the eight that are needed are up and age as well.
    assert!(
        (found[0].0 / (known * HOURS_PER_YEAR * 60.0) - 1.0).abs() < 1e-6,
        "{found:?}"
    );
}
