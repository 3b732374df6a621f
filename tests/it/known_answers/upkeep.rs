//! Planned maintenance: 4 h every 240 h of servers that are up for a mean of 200 h and down for one of 5 h. The clock and the
//! failures are independent.

use std::sync::OnceLock;

use super::{Lived, YEAR, unavailability};

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| {
        Lived::unaided(
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
            8_192,
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
        |view| view.estimate.planned.mean,
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
        |view| view.estimate.planned.mean,
        (in_turn() - two_failed()) * YEAR,
        0.01,
    );
}

/// Issue 10, t-d3. Nothing ever fails. Twelve times a year the preferred member is away: ten minutes until the other serves,
/// and five when service moves back. None of that would be without the work.
#[test]
fn planned_time_is_what_there_would_not_be_without_the_work() {
    let lived = Lived::of(include_str!("planned.yaml"), 8_192);
    lived.expect("x", |view| view.estimate.mean, 0.0, 0.0);
    let planned = |view: &super::View<'_>| view.estimate.planned.mean;
    lived.expect("x", planned, 12.0 * 15.0, 1e-9);
}

/// The same years with the work and without: what is down and what is planned add up, to the microsecond, to the downtime of
/// the same design whose work counts. Groups, dormant members, crews and shocks included.
#[test]
fn downtime_and_planned_time_add_up_to_what_the_work_leaves() {
    let plan = "
spof: 1
service: adds-up
world: none
crews: {oncall: 1}
path: [web, db]
components:
  web: {fails: {mean: 900h}, lasts: 1h..6h, common_cause: 20%, maintenance: {every: 20d, lasts: 2h}}
  db:
    fails: {mean: 700h}
    lasts: {mean: 5h}
    repair: {crew: oncall}
    maintenance: {every: 30d, lasts: 3h}
    failover: {detect: 1min, switch: 5min..20min, succeeds: 90%, otherwise: 1h, failback: {after: 2h, loss: 3min}, dormant_failures: 20%}
architectures:
  counted: {sites: {here: p/r/a+b}}
  planned: {like: counted, components: {web: {maintenance: {counts: false}}, db: {maintenance: {counts: false}}}}
";
    let lived = Lived::unaided(plan, 8_192);
    let counted: Vec<f64> = lived.views("counted").map(|it| it.estimate.mean).collect();
    for (view, counted) in lived.views("planned").zip(counted) {
        let both = view.estimate.mean + view.estimate.planned.mean;
        assert!((both - counted).abs() < 1e-6, "{both} and {counted}");
        assert!(view.estimate.planned.mean > 0.01 * counted);
    }
}
