//! Quantiles of a year's downtime and the chance to meet a goal.
//!
//! From up and new, outages of exactly L = 2 h at a rate λ of 2 a year of up time: a year of Y has at most k L of downtime unless
//! k + 1 fail within Y − k L of up time, and at most k L + r unless they do within Y − k L − r.

use super::Lived;

/// P(at most k events) of so many expected.
fn poisson(k: u32, expected: f64) -> f64 {
    let mut term = (-expected).exp();
    let mut sum = term;
    for n in 1..=k {
        term *= expected / f64::from(n);
        sum += term;
    }
    sum
}

#[test]
fn totals_are_multiples_of_one_outage() {
    let lived = Lived::of(
        "
spof: 1
service: multiples
world: none
start: new
goal: {availability: 99.94292237442922%}
path: [a]
components:
  a: {fails: 2/year, lasts: 2h}
architectures:
  one: {sites: {here: cloud/region/a}}
",
        65_536,
    );
    let at_most = |hours: f64| {
        let whole = (hours / 2.0).floor();
        poisson(whole as u32, 2.0 * (8760.0 - hours) / 8760.0)
    };
    // The goal leaves 5 h: two outages, and a third if the year ends within its first hour.
    lived.expect("one", |view| view.estimate.met_goal, at_most(5.0), 0.01);
    lived.expect("one", |view| view.estimate.no_downtime, at_most(0.0), 0.02);
    let quantile = |share: f64| {
        let outages = (0..20).find(|&k| at_most(2.0 * f64::from(k)) >= share);
        120.0 * f64::from(outages.expect("fewer than 20"))
    };
    for view in lived.views("one") {
        let it = &view.estimate;
        for (found, share) in [(it.p50, 0.5), (it.p90, 0.9), (it.p99, 0.99)] {
            assert!((found - quantile(share)).abs() < 1e-6, "{share}: {found}");
        }
    }
    // Every total is that of whole outages, but for one that the year cuts short.
    let whole = |view: &super::View<'_>| {
        let (totals, lives) = view.totals();
        let whole = totals
            .iter()
            .filter(|total| ((*total / 2.0).round() - *total / 2.0).abs() < 1e-6);
        whole.count() as f64 / lives
    };
    for view in lived.views("one") {
        assert!(whole(&view) > 0.998 - view.estimate.no_downtime);
    }
}
