//! How wide an outage strikes, and that in the steady state only means matter.

use std::sync::OnceLock;

use super::{Lived, unavailability};

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("sharing.yaml"), 32_768))
}

/// Whatever the laws, in equilibrium a source up 400 h and down 10 h on average is down 10/410 of the time. An error in
/// the length-biased start would show in the heavy tails.
#[test]
fn in_the_steady_state_only_means_matter() {
    let lived = Lived::of(include_str!("laws.yaml"), 4_096);
    for law in [
        "exponential",
        "weibull",
        "heavy-tail",
        "gamma",
        "uniform",
        "observed",
    ] {
        lived.expect_down(law, unavailability(400.0, 10.0), 0.02);
    }
}

/// Reach 30 % thins the outages, not their lengths: 0.3 u, and 0.3 of the outages a year.
#[test]
fn reach_thins_the_outages() {
    let lived = lived();
    lived.expect_down("reached", 0.3 * unavailability(500.0, 4.0), 0.02);
    lived.expect(
        "reached",
        |view| view.estimate.outages,
        0.3 * 8760.0 / 504.0,
        0.01,
    );
}

/// An outage that hits each of three replicas with 40 % takes down two of three with 3 · 0.4² · 0.6 + 0.4³ = 35.2 %.
#[test]
fn hits_strike_replicas_one_by_one() {
    let lived = lived();
    lived.expect_down("partial", 0.352 * unavailability(500.0, 4.0), 0.02);
}

/// One of two with a common cause c of failure rate λ and repair rate μ, as a Markov chain on the number down:
/// 0→1 at 2(1 − c)λ, 0→2 at cλ, 1→2 at λ (its own and the shock), 1→0 at μ, 2→1 at 2μ. The cuts above 0 and below 2
/// balance: p₁ μ = p₀ (2 − c) λ and 2 p₂ μ = p₁ λ + p₀ c λ.
#[test]
fn a_common_cause_strikes_all_replicas() {
    let (fails, repairs, common) = (1.0 / 500.0, 1.0 / 5.0, 0.1);
    let one = (2.0 - common) * fails / repairs;
    let both = (one * fails + common * fails) / (2.0 * repairs);
    let exact = both / (1.0 + one + both);
    let lived = lived();
    lived.expect_down("common", exact, 0.02);
    // The first stroke of an outage of both is mostly the shock: it is charged with the larger part.
    for view in lived.views("common") {
        let (shock, _) = view.charged("here/web/common-cause");
        assert!(shock > 0.5 * view.estimate.mean && shock < view.estimate.mean);
    }
}

/// Shocks that strike one replica only have an exact answer, λ E[L] / (1 + λ E[L]), however long the outages: coupled
/// sources take longer to settle than the usual warm-up, and are given it.
#[test]
fn long_outages_of_a_common_cause_are_in_equilibrium() {
    let plan = "
spof: 1
service: long
world: none
path: [web]
components:
  web: {fails: 1/year, lasts: 3000h, common_cause: 100%}
architectures:
  one: {sites: {here: p/r/a}}
";
    let lived = Lived::of(plan, 65_536);
    lived.expect_down("one", unavailability(8760.0, 3000.0), 0.02);
}
