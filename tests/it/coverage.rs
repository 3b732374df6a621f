//! Intervals that mean what they say: over 400 seeds the 95 % interval of the mean holds the truth between 92 % and 98 % of
//! the time, whichever estimator gave it. By the binomial law a sound interval fails this about once in 230 runs of fresh seeds; these are
//! fixed. Long: `cargo test -- --ignored`.

use crate::common::read;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;
use spof::catalog::Catalog;
use spof::{
    answer::Estimator,
    experiment::{Method, Options},
    study::study,
};

const SEEDS: u64 = 400;
/// Minutes in an hour.
const MINUTES: f64 = 60.0;
/// Hours in a year.
const YEAR: f64 = 8760.0;

/// Asserts that the intervals of so many years each, by this estimator, hold the truth [h a year] as often as they say.
#[track_caller]
fn covers(plan: &str, method: Method, estimator: Estimator, truth: f64, years: u64) {
    let topology = read(plan);
    let runs: Vec<(bool, bool)> = (0..SEEDS)
        .into_par_iter()
        .map(|seed| {
            let options = Options {
                seed,
                // Never reached: all years are lived.
                precision: -1.0,
                years: Some(years),
                method,
            };
            let results = study(
                &topology,
                Catalog::bundled(),
                options,
                &|_| {},
                &AtomicBool::new(false),
            );
            let downtime = &results.architectures[0].downtime;
            assert_eq!(downtime.estimator, estimator);
            let [low, high] = downtime.ci95;
            (low <= truth * MINUTES, truth * MINUTES <= high)
        })
        .collect();
    let held = runs.iter().filter(|(low, high)| *low && *high).count();
    let share = held as f64 / SEEDS as f64;
    let above = runs.iter().filter(|(low, _)| !low).count();
    assert!(
        (0.92..=0.98).contains(&share),
        "{held} of {SEEDS} intervals hold {truth} h; {above} lie above it"
    );
}

/// Up and new at hour 0, exponential laws of rates λ and μ: down with probability λ/(λ + μ) · (1 − e^(−(λ + μ)t)) at hour t
/// (Barlow & Proschan, *Mathematical Theory of Reliability*, chapter 3), summed up over the year.
#[test]
#[ignore = "long"]
fn plain_intervals_hold_the_truth() {
    let plan = "
spof: 1
service: one-component
world: none
start: new
path: [web]
components:
  web: {fails: {mean: 2000h}, lasts: {mean: 4h}}
architectures:
  one: {sites: {here: cloud/region/a}}
";
    let (fails, repairs) = (1.0 / 2000.0, 1.0 / 4.0);
    let both: f64 = fails + repairs;
    let truth = fails / both * (YEAR + (-both * YEAR).exp_m1() / both);
    covers(plan, Method::Best, Estimator::Simulated, truth, 4096);
}

/// A network in a row with two alike of rates λ and μ, of which one serves; a switch of rate δ. As a Markov chain: both up,
/// A; the active up alone, B; the active down and switching, C; both down, D, after which the first one back serves:
/// A→B λ, A→C λ; B→A μ, B→D λ; C→A μ, C→B δ, C→D λ; D→B 2μ. Down in C and D.
#[test]
#[ignore = "long"]
fn controlled_intervals_hold_the_truth() {
    let plan = "
spof: 1
service: pair-behind-a-network
world: none
path: [network, db]
components:
  network: {stands: region, fails: {mean: 1000h}, lasts: 5h}
  db:      {fails: {mean: 400h}, lasts: {mean: 40h}, failover: {switch: {mean: 4h}}}
architectures:
  pair: {sites: {here: cloud/region/a+b}}
";
    let (fails, repairs, switches) = (1.0 / 400.0, 1.0 / 40.0, 1.0 / 4.0);
    // The balance for a = 1: of A, μ(b + c) = 2λ; of D, 2μ d = λ(b + c); of C, (μ + δ + λ) c = λ.
    let alone = 2.0 * fails / repairs;
    let neither = fails * alone / (2.0 * repairs);
    let switching = fails / (repairs + switches + fails);
    let pair = (switching + neither) / (1.0 + alone + neither);
    let network = 5.0 / 1005.0;
    let truth = (1.0 - (1.0 - network) * (1.0 - pair)) * YEAR;
    covers(plan, Method::Best, Estimator::Controlled, truth, 4096);
}

/// One of three regions, each up for a mean of a year and down for one of two hours: the product rule, an hour in ten
/// million years.
#[test]
#[ignore = "long"]
fn weighted_intervals_hold_the_truth() {
    let plan = include_str!("known_answers/k19.yaml");
    let truth = (2.0f64 / 8762.0).powi(3) * YEAR;
    covers(
        plan,
        Method::Branched,
        Estimator::ImportanceSampled,
        truth,
        16_384,
    );
}

/// Paired: what a watchdog saves, of which the two means alone say far less.
#[test]
#[ignore = "long"]
fn intervals_of_a_difference_hold_it() {
    let topology = read(
        "
spof: 1
service: machines
world: none
path: [power, web]
components:
  power: {fails: {mean: 8000h}, lasts: {mean: 20h}}
  web: {fails: {mean: 729h}, lasts: {mean: 1h}}
architectures:
  one: {sites: {here: p/r/a}}
  watchdog: {like: one, components: {web: {fails: {mean: 729.5h}, lasts: {mean: 30min}}}}
",
    );
    // Power is down 20 of 8,020 h: what is saved counts only while it is up.
    let truth = (12.0 - 6.0) * 8000.0 / 8020.0 * MINUTES;
    let runs: Vec<(bool, bool)> = (0..SEEDS)
        .into_par_iter()
        .map(|seed| {
            let options = Options {
                seed,
                precision: -1.0,
                years: Some(16_384),
                method: Method::Unaided,
            };
            let results = study(
                &topology,
                Catalog::bundled(),
                options,
                &|_| {},
                &AtomicBool::new(false),
            );
            let [low, high] = results.decision.steps[0].saved_ci95;
            let [least, most] = results.architectures[0].downtime.ci95;
            (
                low <= truth && truth <= high,
                high - low < (most - least) / 4.0,
            )
        })
        .collect();
    let held = runs.iter().filter(|run| run.0).count() as f64 / SEEDS as f64;
    assert!(
        (0.92..=0.98).contains(&held),
        "{held} of the intervals hold the difference"
    );
    assert!(
        runs.iter().all(|run| run.1),
        "pairing narrows every interval"
    );
}
