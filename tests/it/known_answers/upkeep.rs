//! Planned maintenance: 4 h every 240 h of servers that are up for a mean of 200 h and down for one of 5 h. The clock and the
//! failures are independent.

use std::sync::OnceLock;

use super::{Lived, YEAR, unavailability};

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| {
        Lived::of(
            "
spof: 1
service: upkeep
world: none
path: [web]
components:
  web: {fails: {mean: 200h}, lasts: {mean: 5h}, maintenance: {every: 240h, lasts: 4h}}
architectures:
  counted: {sites: {here: cloud/region/a}}
  planned: {like: counted, components: {web: {maintenance: {counts: false}}}}
  in-turn: {like: counted, replicas: {web: {count: 3, needs: 2}}}
  at-once: {like: in-turn, components: {web: {maintenance: {stagger: false}}}}
  in-turn-planned: {like: in-turn, components: {web: {maintenance: {counts: false}}}}
",
            16_384,
        )
    })
}

const MAINTAINED: f64 = 4.0 / 240.0;

fn failed() -> f64 {
    unavailability(200.0, 5.0)
}

/// At least two of three have failed.
fn two_failed() -> f64 {
    let u = failed();
    u * u * (3.0 - 2.0 * u)
}

#[test]
fn counted_or_planned() {
    let lived = lived();
    let down = 1.0 - (1.0 - failed()) * (1.0 - MAINTAINED);
    lived.expect_down("counted", down, 0.01);
    lived.expect_down("planned", failed(), 0.01);
    lived.expect(
        "planned",
        |view| view.estimate.planned,
        (down - failed()) * YEAR,
        0.01,
    );
    lived.expect("planned", |view| view.estimate.failover, 0.0, 0.0);
}

/// One of three is out three times as long; then neither of the other two may have failed.
fn in_turn() -> f64 {
    let u = failed();
    let other = 1.0 - (1.0 - u) * (1.0 - u);
    3.0 * MAINTAINED * other + (1.0 - 3.0 * MAINTAINED) * two_failed()
}

#[test]
fn in_turn_or_all_at_once() {
    let lived = lived();
    lived.expect_down("in-turn", in_turn(), 0.01);
    let at_once = MAINTAINED + (1.0 - MAINTAINED) * two_failed();
    lived.expect_down("at-once", at_once, 0.01);
    lived.expect_down("in-turn-planned", two_failed(), 0.02);
    lived.expect(
        "in-turn-planned",
        |view| view.estimate.planned,
        (in_turn() - two_failed()) * YEAR,
        0.01,
    );
}
