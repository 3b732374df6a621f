//! What is felt of an outage. With mean time up U and mean length E, there are 8760/(U + E) outages a year, and in the
//! steady state the downtime is that many times the mean of what is felt of one.

use std::sync::OnceLock;

use statrs::distribution::{ContinuousCDF, Normal};

use super::Lived;

const UP: f64 = 300.0;
const LENGTH: f64 = 3.0;

/// The share of time down when of each outage, 3 h on average, so many hours are felt.
fn felt(hours: f64) -> f64 {
    hours / (UP + LENGTH)
}

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("mitigations.yaml"), 8_192))
}

/// Of an exponential outage of mean m, what is left after the first c hours is m e^(−c/m).
#[test]
fn covers_first_takes_the_beginning() {
    let left = LENGTH * (-0.5 / LENGTH).exp();
    lived().expect_down("cached", felt(0.4 * LENGTH + 0.6 * left), 0.01);
}

/// The minimum of two exponential times has the sum of their rates.
#[test]
fn after_ends_the_impact() {
    let least = 1.0 / (1.0 / LENGTH + 1.0);
    lived().expect_down("mended", felt(0.2 * LENGTH + 0.8 * least), 0.01);
}

/// For a lognormal time A of median m: E[min(A, L)] = m e^(σ²/2) Φ(ln(L/m)/σ − σ) + L (1 − Φ(ln(L/m)/σ)).
#[test]
fn a_lognormal_search_ends_an_outage_of_fixed_length() {
    let (median, sigma): (f64, f64) = (2.0, 0.7);
    let normal = Normal::standard();
    let z = (LENGTH / median).ln() / sigma;
    let least = median * (sigma * sigma / 2.0).exp() * normal.cdf(z - sigma)
        + LENGTH * (1.0 - normal.cdf(z));
    lived().expect_down("by-hand", felt(0.3 * LENGTH + 0.7 * least), 0.01);
}

/// Of a fixed outage of 3 h the first half hour is covered half of the times, and four times of five it ends after
/// 1 to 2 h: E[end] − E[begin] = (0.8 · 1.5 + 0.2 · 3) − 0.25 = 1.55 h.
#[test]
fn two_mitigations_take_both_ends() {
    lived().expect_down("both", felt(1.55), 0.01);
}

/// One draw for all replicas of a component: a pin that works half of the times leaves half, not a quarter.
/// Another component draws for itself: of two in a row one at least is down three times of four.
#[test]
fn whether_it_works_is_drawn_per_component() {
    let lived = lived();
    lived.expect_down("pinned-twins", felt(0.5 * LENGTH), 0.01);
    lived.expect_down("pinned-chain", felt(0.75 * LENGTH), 0.01);
}

/// No mitigation that the architecture does not list.
#[test]
fn only_listed_mitigations_apply() {
    lived().expect_down("bare", felt(LENGTH), 0.01);
}
