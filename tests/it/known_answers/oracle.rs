//! The known answers of the project's card, with their names there.

use super::{Lived, YEAR};

/// K1. Up 2,000 h, down 4 h on average: renewal theory, 4/2004, whatever the laws.
#[test]
fn k1_one_repairable_component() {
    let lived = Lived::of(include_str!("k1.yaml"), 16_384);
    lived.expect_down("one", 0.001_996_007_984_031_936, 0.01);
}

/// K1b. The same from up at hour 0: closed form of the first year's expected downtime, 17.477 h.
/// K21. Its standard deviation: 11.798 h, by van Loan's block exponential.
/// K21z. No outage in the year: exp(−8760/2000).
#[test]
fn k1b_k21_k21z_the_first_year_of_a_new_component() {
    let lived = Lived::of(include_str!("k1b.yaml"), 49_152);
    lived.expect_down("one", 17.477_061_844_375_12 / 8760.0, 0.005);
    let deviation = |view: &super::View<'_>| {
        let (totals, lives) = view.totals();
        let mean = totals.iter().sum::<f64>() / lives;
        let squares = totals.iter().map(|total| total * total).sum::<f64>() / lives;
        ((squares - mean * mean) * lives / (lives - 1.0)).sqrt()
    };
    lived.expect("one", deviation, 11.798_113_198_799_497, 0.01);
    lived.expect(
        "one",
        |view| view.estimate.no_downtime,
        0.012_525_358_621_074_385,
        0.05,
    );
}

/// K3. One of two hot: the product rule, (10/1010)².
/// K3f. Its failures a year: w = 2 u (1 − u) λ.
#[test]
fn k3_k3f_one_of_two() {
    let lived = Lived::of(include_str!("k3.yaml"), 131_072);
    lived.expect_down("two", 9.802_960_494_069_21e-5, 0.015);
    lived.expect(
        "two",
        |view| view.estimate.outages,
        0.171_747_867_856_092_53,
        0.01,
    );
}

/// K5. Two of three hot: binomial.
#[test]
fn k5_two_of_three() {
    let lived = Lived::of(include_str!("k5.yaml"), 98_304);
    lived.expect_down("alone", 2.921_476_345_262_209_3e-4, 0.01);
}

/// K5c. Two of three behind one shared dependency: the product rule.
#[test]
fn k5c_two_of_three_behind_a_shared_dependency() {
    let lived = Lived::of(include_str!("k5c.yaml"), 65_536);
    lived.expect_down("three", 3.921_084_236_838_679e-4, 0.01);
}

/// K10. Two zones and their region's one resolver: the product rule. What one would have believed is the answer one
/// gets by modelling the resolver once per zone, fifty times less.
#[test]
fn k10_two_zones_and_the_resolver_under_both() {
    let lived = Lived::of(include_str!("k10.yaml"), 262_144);
    lived.expect_down("zones", 1.160_134_016_602_31e-4, 0.005);
    lived.expect(
        "zones",
        |view| view.believed(),
        2.196_250_291_824_269_6e-6 * YEAR,
        0.05,
    );
}

/// K12. A fixed failover of half an hour that fails one time in ten and then waits for the repair: renewal-reward,
/// (p E[R] + (1 − p) E[min(D, R)]) / (E[X] + E[R]).
#[test]
fn k12_a_failover_that_fails_one_time_in_ten() {
    let lived = Lived::of(include_str!("k12.yaml"), 24_576);
    lived.expect_down("standby", 6.156_503_723_819_593e-4, 0.01);
    // All of it is failover: the standby is up throughout.
    lived.expect(
        "standby",
        |view| view.estimate.failover,
        6.156_503_723_819_593e-4 * YEAR,
        0.01,
    );
}

/// K14. As K5 with Weibull lives and lognormal repairs: the steady value depends on the means alone (Ross).
#[test]
fn k14_two_of_three_with_other_laws() {
    let lived = Lived::of(include_str!("k14.yaml"), 49_152);
    lived.expect_down("three", 2.921_476_345_262_209_3e-4, 0.015);
}

/// K19. One of three regions: 1.2e-11, an hour in ten million years. Plain simulation sees nothing, and says how much
/// that is at most.
#[test]
fn k19_nothing_seen_is_a_bound() {
    let exact = 1.189_269_388_694_114_8e-11;
    let lived = Lived::of(include_str!("k19.yaml"), 32_768);
    for view in lived.views("regions") {
        let estimate = &view.estimate;
        assert!(estimate.none_seen);
        assert!(estimate.interval.low <= exact * YEAR && exact * YEAR <= estimate.interval.high);
        assert!((estimate.interval.high - 3.0 / 4096.0 * YEAR).abs() < 1e-6);
    }
}

/// Outages of 5 h, 0.1 a year of up time, from up and new: none in a year with e^-0.1; one of 4 h or more unless the
/// first failure falls into the last 4 h, which cuts it short, so that 5 years see one with 1 − e^(−0.5 · 8756/8760).
#[test]
fn chances_of_a_quiet_year_and_of_a_long_outage() {
    let lived = Lived::of(
        "
spof: 1
service: chances
world: none
start: new
path: [a]
components:
  a: {fails: 0.1/year, lasts: 5h}
architectures:
  one: {sites: {here: p/r/a}}
",
        65_536,
    );
    let quiet = (-0.1f64).exp();
    lived.expect("one", |view| view.estimate.no_downtime, quiet, 0.01);
    let long = 1.0 - (-0.5f64 * 8756.0 / 8760.0).exp();
    let chance = |view: &super::View<'_>| view.estimate.long_outage_in_5y.share;
    lived.expect("one", chance, long, 0.02);
}
