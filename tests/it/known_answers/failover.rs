//! Two sites, or two replicas, of which one serves.

use std::sync::OnceLock;

use super::{Lived, YEAR};

/// Mean time up and mean outage of the preferred site [h].
const UP: f64 = 500.0;
const LENGTH: f64 = 4.0;

/// E e^(−sD) of an exponential time of this mean [h].
fn transform(s: f64, mean: f64) -> f64 {
    1.0 / (1.0 + s * mean)
}

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("failover.yaml"), 8_192))
}

/// With an exponential outage R of rate μ and any delay D, E[min(R, D)] = (1 − E e^(−μD)) / μ, and the transform of a
/// sum of independent delays is the product of theirs.
#[test]
fn detect_decide_and_switch_add_up() {
    let rate = 1.0 / LENGTH;
    let reached = transform(rate, 0.1) * transform(rate, 1.0) * transform(rate, 0.5);
    lived().expect_down("delays", LENGTH * (1.0 - reached) / (UP + LENGTH), 0.01);
}

/// Three times of ten an exponential time more.
#[test]
fn otherwise_it_takes_longer() {
    let rate = 1.0 / LENGTH;
    let reached = transform(rate, 0.1) * transform(rate, 1.0) * transform(rate, 0.5);
    let reached = reached * (0.7 + 0.3 * transform(rate, 3.0));
    lived().expect_down("unsure", LENGTH * (1.0 - reached) / (UP + LENGTH), 0.01);
}

/// The preferred site is up for an exponential time of rate r, down 2 h, of which the first 0.5 h costs service. Back
/// up, it must stay so for A = 24 h, then moving back costs L = 0.1 h: if it fails within A nothing is lost, if within
/// A + L the part of L before, and it begins again after 2 h more. One try takes min(Y, A + L), succeeds with
/// q = e^(−r(A + L)), and costs e^(−rA)(1 − e^(−rL))/r; there are 1/q tries between two periods of service.
#[test]
fn moving_back_later_costs_its_loss() {
    let (r, down, switch, after, loss): (f64, f64, f64, f64, f64) = (1.0 / UP, 2.0, 0.5, 24.0, 0.1);
    let q = (-r * (after + loss)).exp();
    let try_takes = (1.0 - q) / r;
    let try_costs = (-r * after).exp() * (1.0 - (-r * loss).exp()) / r;
    let cycle = UP + down + try_takes / q + (1.0 / q - 1.0) * down;
    let lived = lived();
    lived.expect_down("returning", (switch + try_costs / q) / cycle, 0.01);
    // What moving back costs is charged to nobody but itself.
    lived.expect(
        "returning",
        |view| view.estimate.causes.last().map_or(0.0, |cause| cause.0),
        try_costs / q / cycle * YEAR,
        0.01,
    );
}

/// The switch needs the control plane at its beginning: up for a mean of 30 h, down for one of 10 h, it is found down
/// one time of four (Poisson arrivals see time averages), and then the wait is exponential of its mean outage:
/// E e^(−μW) = 3/4 + 1/4 · transform. While it waits, it is charged: f · 1/4 · E[min(R, W)].
#[test]
fn a_switch_waits_for_what_it_requires() {
    let rate = 1.0 / LENGTH;
    let reached = (0.75 + 0.25 * transform(rate, 10.0)) * (-rate * 0.5).exp();
    let lived = lived();
    lived.expect_down("waiting", LENGTH * (1.0 - reached) / (UP + LENGTH), 0.01);
    let waiting = 0.25 / (rate + 0.1) / (UP + LENGTH) * YEAR;
    lived.expect(
        "waiting",
        |view| view.charged("cloud/far/control").0,
        waiting,
        0.02,
    );
}

fn alike() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("symmetric.yaml"), 8_192))
}

/// Two alike of rates λ and μ and an exponential switch of rate δ, as a Markov chain: A both up, B one down and the
/// other serving, C the active down and switching, D both down.
/// A→B λ, A→C λ; B→A μ, B→D λ; C→A μ, C→B δ, C→D λ; D→B at μ, when the active is back first, and D→C at μ, when
/// the other is; with `resume` D→B at 2μ. Down in C and D.
fn symmetric(resume: bool) -> f64 {
    let (fails, repairs, switches) = (1.0 / 400.0, 1.0 / 40.0, 1.0 / 4.0);
    let back = if resume { 2.0 * repairs } else { repairs };
    let away = 2.0 * repairs - back;
    // The balance of A, B and C with D = 1 − A − B − C, solved by substitution in two unknowns b and c for a = 1.
    // A: 2λ a = μ (b + c), hence b = s − c with s = 2λ/μ.
    // D: 2μ d = λ (b + c) = λ s. C: (μ + δ + λ) c = λ a + away · d.
    let s = 2.0 * fails / repairs;
    let d = fails * s / (2.0 * repairs);
    let c = (fails + away * d) / (repairs + switches + fails);
    (c + d) / (1.0 + s + d)
}

#[test]
fn two_alike_are_a_markov_chain() {
    let lived = alike();
    // After a total loss sites switch anew; that they go back to the first or stay where they are is all the same.
    lived.expect_down("stays", symmetric(false), 0.01);
    lived.expect_down("returns", symmetric(false), 0.01);
    // Replicas resume with the first one back.
    lived.expect_down("resumes", symmetric(true), 0.01);
    lived.expect_down("replicas", symmetric(true), 0.01);
    // While both are down nothing is up to serve; the rest is failover.
    let s: f64 = 2.0 * 40.0 / 400.0;
    let d = s * 40.0 / 800.0;
    lived.expect(
        "stays",
        |view| view.estimate.mean - view.estimate.failover,
        d / (1.0 + s + d) * YEAR,
        0.01,
    );
}

/// A database across sites is needed by every site, wherever it serves: it and any one of the sites' webs, independent.
#[test]
fn a_group_across_sites_is_needed_by_each() {
    let lived = alike();
    let web: f64 = 40.0 / 440.0;
    let up = (1.0 - web * web) * (1.0 - symmetric(true));
    lived.expect_down("across", 1.0 - up, 0.01);
}
