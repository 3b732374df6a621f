//! The chance of an outage of four hours or more in five years in a row.

use std::sync::atomic::AtomicBool;

use super::Lived;
use crate::common::read;
use spof::{
    estimate::Chance,
    experiment::{FiveYears, five_years},
};

fn lived(text: &str) -> Vec<Option<FiveYears>> {
    five_years(&read(text), 1, &AtomicBool::new(false))
}

#[track_caller]
fn expect(lives: Option<FiveYears>, truth: f64) {
    let lives = lives.expect("it remembers longer than a year");
    let error = (truth * (1.0 - truth) / lives.lives as f64).sqrt();
    assert!(error <= 0.005, "{lives:?}");
    let chance = Chance::of_lives(&lives);
    assert!((chance.share - truth).abs() < 4.0 * error, "{chance:?}");
    assert!(chance.interval.low < chance.share && chance.share < chance.interval.high);
}

/// Issue 10, t-d4. What wears out after five years, a little more or less, is all but sure to go down once in five; years
/// that know nothing of each other would say 67 %. With exponential times to failure they know nothing: 1 − e^(−5/5), and
/// 8 h of 5 years in which one is under way.
#[test]
fn what_wears_out_remembers() {
    let plan = include_str!("long1.yaml");
    let lived = lived(plan);
    expect(lived[0], 0.9757);
    assert_eq!(lived[1], None);
    let years = Lived::of(plan, 131_072);
    let under_way = 8.0 / (5.0 * 8760.0 + 8.0);
    let truth = 1.0 - (1.0 - under_way) * (-1.0f64).exp();
    let chance = |view: &super::View<'_>| view.estimate.long_outage_in_5y.share;
    years.expect("expo", chance, truth, 0.005);
}

/// Issue 10, t-d4. Outages of 30 days, one of which may be under way when the five years begin: 720 of 18,240 h.
#[test]
fn an_outage_under_way_counts() {
    let lived = lived(include_str!("long2.yaml"));
    let truth = 1.0 - 17_520.0 / 18_240.0 * (-2.5f64).exp();
    assert!((truth - 0.9211).abs() < 1e-4);
    expect(lived[0], truth);
}

/// Where nothing ever happens there is a bound.
#[test]
fn what_is_never_seen_has_a_bound() {
    let plan = "
spof: 1
service: never
world: none
path: [a]
components:
  a: {fails: {weibull: {shape: 20, mean: 5000y}}, lasts: 8h}
architectures:
  one: {sites: {one: my/a/a}}
";
    let lives = lived(plan)[0].expect("it remembers");
    let chance = Chance::of_lives(&lives);
    assert_eq!(chance.share, 0.0);
    assert!((chance.interval.high - 3.0 / lives.lives as f64).abs() < 1e-12);
    assert!(lives.lives < 2000, "{lives:?}");
}
