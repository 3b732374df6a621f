//! Lost service beside downtime, and lost data.

use std::sync::OnceLock;

use super::{Lived, YEAR, unavailability};

const PLAN: &str = "
spof: 1
service: classes
world: none
requests:
  read:  {path: [web]}
  write: {path: [web, db], optional: true, share: 20%}
components:
  web: {fails: {mean: 200h}, lasts: {mean: 10h}}
  db:  {fails: {mean: 400h}, lasts: {mean: 40h}}
architectures:
  one: {sites: {here: cloud/region/a}}
  both: {sites: {here: cloud/region/a, there: cloud/far/a}, active-active: {needs: 1}}
  either: {sites: {here: cloud/region/a, there: cloud/far/a}, failover: {switch: 0s}}
  loaded:
    like: one
    path: [web]
    replicas: {web: 3}
    components: {web: {load: {carries: 40%, overload: partial}}}
  collapse: {like: loaded, components: {web: {load: {overload: collapse}}}}
";

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(PLAN, 8_192))
}

/// Lost: a fifth of the time in which the web is up, and no path of the writes is.
#[test]
fn a_class_that_is_optional_is_lost_service() {
    let (web, db) = (unavailability(200.0, 10.0), unavailability(400.0, 40.0));
    let check = |architecture: &str, down: f64, lost: f64| {
        let lived = lived();
        lived.expect_down(architecture, down, 0.015);
        let quantity = |view: &super::View<'_>| view.estimate.lost_service.mean;
        lived.expect(architecture, quantity, 0.2 * lost * YEAR, 0.01);
    };
    check("one", web, (1.0 - web) * db);
    // Either site serves what it can.
    let writes = 1.0 - (1.0 - web) * (1.0 - db);
    check("both", web * web, writes * writes - web * web);
    // The site that serves is chosen by what must be served.
    check("either", web * web, (1.0 - web * web) * db);
}

/// Three that carry 40 % each: two serve 80 %, one 40 %, none nothing; or all three are needed.
#[test]
fn a_load_that_too_few_carry() {
    let u = unavailability(200.0, 10.0);
    let lost = 3.0 * u * (1.0 - u).powi(2) * 0.2 + 3.0 * u * u * (1.0 - u) * 0.6;
    let lived = lived();
    lived.expect_down("loaded", u.powi(3), 0.05);
    lived.expect(
        "loaded",
        |view| view.estimate.lost_service.mean,
        lost * YEAR,
        0.01,
    );
    lived.expect_down("collapse", 1.0 - (1.0 - u).powi(3), 0.01);
    lived.expect("collapse", |view| view.estimate.lost_service.mean, 0.0, 0.0);
}

/// Up for an exponential time of rate λ and mean U, down L = 4 h, of which 6 min until the other serves: a switch each U + L,
/// which loses the lag. In a year of Y none with e^(−λ(Y − L)) · U/(U + L): from up, the first after an exponential time and
/// 6 min; from an outage of age a, after what is left of 6 min, or else of the outage and such a time. Averaged over both.
#[test]
fn every_switch_loses_the_lag() {
    let lived = Lived::of(
        "
spof: 1
service: lag
world: none
path: [db]
components:
  db: {fails: 0.5/year, lasts: 4h}
architectures:
  fixed:
    sites: {here: cloud/region/a, there: {place: cloud/far/a, cold: [db]}}
    failover: {detect: 1min, switch: 5min, lag: 30s}
  varying: {like: fixed, failover: {lag: {between: [0s, 2min]}}}
  slow: {like: fixed, failover: {detect: 5h}}
  none: {like: fixed, failover: {lag: null}}
",
        16_384,
    );
    let (up, length) = (2.0 * 8760.0f64, 4.0);
    let switches = 8760.0 / (up + length);
    let some = 1.0 - (-(8760.0 - length) / up).exp() * up / (up + length);
    for (architecture, minutes) in [("fixed", 0.5), ("varying", 1.0)] {
        let lost = |view: &super::View<'_>| view.estimate.data_lost.mean;
        lived.expect(architecture, lost, minutes * switches, 0.015);
        let losing = |view: &super::View<'_>| view.estimate.losing_data;
        lived.expect(architecture, losing, some, 0.015);
    }
    // What is not detected is not switched.
    for architecture in ["slow", "none"] {
        lived.expect(architecture, |view| view.estimate.data_lost.mean, 0.0, 0.0);
        lived.expect(architecture, |view| view.estimate.losing_data, 0.0, 0.0);
    }
}

/// Also after a total loss (issue 10, t-d5). Two members, each up for 100 h and down for 50 h in the mean. Service moves when
/// the one that serves fails while the other is up, at λu² an hour, and when of two that are down the other comes back
/// first, at μd²: 58.4 times a year, a minute each. Whether it moves at once or waits for the first makes no difference.
#[test]
fn a_move_after_a_total_loss_loses_the_lag() {
    let plan = include_str!("resume-lag.yaml");
    let lived = Lived::of(plan, 8_192);
    let (fails, repairs) = (0.01, 0.02);
    let (up, down) = (2.0f64 / 3.0, 1.0f64 / 3.0);
    let moves = 8760.0 * (fails * up * up + repairs * down * down);
    assert!((moves - 58.4).abs() < 1e-9);
    for architecture in ["resume", "switch"] {
        let lost = |view: &super::View<'_>| view.estimate.data_lost.mean;
        lived.expect(architecture, lost, moves, 0.005);
    }
}
