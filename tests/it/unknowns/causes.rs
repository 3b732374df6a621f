//! What the expected downtime is caused by, against closed forms: an outage that no design does anything about makes the same in each.

use super::foreseen::FEW;
use super::read;
use super::worlds::study;
use spof::answer::ArchitectureResult;
use statrs::distribution::{ContinuousCDF, Normal};

/// The sd of the logarithm of what lies between half and twice its median in nine of ten cases.
const SIGMA: f64 = std::f64::consts::LN_2 / 1.644_853_626_951_472_2;

const PLAN: &str = "
spof: 1
service: causes
world: none
path: [web, payment]
components:
  web: {fails: 3/year, fails_range: [1/year, 9/year], lasts: 6h, lasts_range: [2h, 18h], price: 0}
  payment: {fails: never, price: 0}
dependencies:
  release: {scope: service, fails: 4/year, fails_range: [2/year, 8/year], lasts: 1h, lasts_range: [30min, 2h], used_by: [web]}
  vendor: {scope: service, fails: 2/year, fails_range: [1/year, 4/year], lasts: 1h, lasts_range: [30min, 2h], used_by: [payment]}
mitigations:
  queue: {against: vendor, covers_first: 30min, works: 100%}
architectures:
  one: {sites: {a: p/r/a}}
  queued: {like: one, mitigations: [queue]}
  two: {like: one, sites: {b: q/s/a}, failover: {detect: 2min, switch: 20min}}
  two-queued: {like: two, mitigations: [queue]}
";

fn minutes(result: &ArchitectureResult, kind: &str) -> f64 {
    let mut causes = result.expected.iter().flat_map(|it| &it.causes);
    causes.find(|it| it.kind == kind).unwrap().minutes_per_year
}

#[test]
fn an_outage_that_nothing_helps_against_makes_the_same_in_every_design() {
    let results = study(&read(PLAN), FEW, 400).architectures;
    let more = (SIGMA * SIGMA / 2.0).exp();
    let release = 4.0 * more * 60.0 * more;
    for result in &results {
        let found = minutes(result, "release");
        let apart = (found / release - 1.0).abs();
        assert!(apart < 0.02, "{}: {found}, not {release}", result.name);
    }
}

/// Of an outage of L minutes max(L − 30, 0) are lost, L lognormal with median 60.
#[test]
fn an_outage_of_which_the_first_part_is_covered_makes_what_is_left() {
    let results = study(&read(PLAN), FEW, 400).architectures;
    let normal = Normal::new(0.0, 1.0).unwrap();
    let more = (SIGMA * SIGMA / 2.0).exp();
    let at = std::f64::consts::LN_2 / SIGMA;
    let left = 60.0 * more * normal.cdf(at + SIGMA) - 30.0 * normal.cdf(at);
    let known = 2.0 * more * left;
    // In two sites both are down by the square of wide ranges; what that leaves of the downtime is divided between the two.
    for (name, most) in [("queued", 0.03), ("two-queued", 0.15)] {
        let result = results.iter().find(|it| it.name == name).unwrap();
        let found = minutes(result, "vendor");
        assert!(
            (found / known - 1.0).abs() < most,
            "{name}: {found}, not {known}"
        );
    }
}

/// Of an outage of L minutes min(L, 22) are lost, L lognormal with median M; M is lognormal too, with its middle at an hour.
#[test]
fn a_switch_makes_the_same_whatever_else_is_done() {
    let short = PLAN.replace("6h, lasts_range: [2h, 18h]", "1h, lasts_range: [20min, 3h]");
    let results = study(&read(&short), FEW, 400).architectures;
    let normal = Normal::new(0.0, 1.0).unwrap();
    let sigma = 3f64.ln() / 1.644_853_626_951_472_2;
    let long = 60.0 * (sigma * sigma / 2.0).exp();
    let at = (22.0f64 / 60.0).ln() / sigma;
    let lost = long * normal.cdf(at - sigma) + 22.0 * normal.cdf(-at);
    let known = 3.0 * (sigma * sigma / 2.0).exp() * lost;
    for name in ["two", "two-queued"] {
        let result = results.iter().find(|it| it.name == name).unwrap();
        let found = minutes(result, "web failure");
        let apart = (found / known - 1.0).abs();
        assert!(apart < 0.02, "{name}: {found}, not {known}");
    }
}
