//! Sites that share the load.

use std::sync::OnceLock;

use super::{Lived, YEAR, unavailability};

const UP: f64 = 200.0;
const LENGTH: f64 = 5.0;

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("active.yaml"), 32_768))
}

/// Two of three sites: binomial. One of two: the product.
#[test]
fn at_least_so_many_sites() {
    let lived = lived();
    let u = unavailability(UP, LENGTH);
    lived.expect_down("most", u * u * (3.0 - 2.0 * u), 0.01);
    lived.expect_down("any", u * u, 0.015);
}

/// A site that goes down, every 205 h, keeps its half of the requests for at most 2 h: E[min(R, 2 h)] =
/// (1 − e^(−2/5)) · 5 h, lost while the other site is up. Beside the downtime, not in it.
#[test]
fn draining_loses_its_share_of_the_requests() {
    let lived = lived();
    let u = unavailability(UP, LENGTH);
    let draining = LENGTH * (1.0 - (-2.0f64 / LENGTH).exp()) / (UP + LENGTH);
    let exact = 2.0 * draining * (1.0 - u) / 2.0;
    lived.expect("any", |view| view.estimate.lost_service, exact * YEAR, 0.01);
}
