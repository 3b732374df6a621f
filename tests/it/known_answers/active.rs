//! Sites that share the load.

use std::sync::OnceLock;

use super::{Lived, YEAR, unavailability};

const UP: f64 = 200.0;
const LENGTH: f64 = 5.0;

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("active.yaml"), 8_192))
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
    lived.expect(
        "any",
        |view| view.estimate.lost_service.mean,
        exact * YEAR,
        0.01,
    );
}

/// The share that a lost site carried is that of the moment: the load balancer deals equally to the k sites that are up
/// and the j that it does not yet know to be down, so j / (k + j) are lost. Sites are independent: each is up, or down for
/// less than 2 h, or drained.
#[test]
fn a_lost_site_loses_the_share_that_it_carried() {
    let lived = lived();
    let u = unavailability(UP, LENGTH);
    let draining = LENGTH * (1.0 - (-2.0f64 / LENGTH).exp()) / (UP + LENGTH);
    let ways = |up: i32, draining: i32| match (up, draining) {
        (1, 1) => 6.0,
        _ => 3.0,
    };
    let mut lost = 0.0;
    for (up, on) in [(1, 1), (1, 2), (2, 1)] {
        let chance = (1.0 - u).powi(up) * draining.powi(on) * (u - draining).powi(3 - up - on);
        lost += ways(up, on) * chance * f64::from(on) / f64::from(up + on);
    }
    let quantity = |view: &super::View<'_>| view.estimate.lost_service.mean;
    lived.expect("three", quantity, lost * YEAR, 0.01);
}
