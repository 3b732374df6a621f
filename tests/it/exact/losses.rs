//! Lost service and lost data, exactly: closed forms, and lives.

use super::{answer, close};
use crate::common::reading;
use spof::{
    answer::Quantity,
    exact::{Exact, with_losses},
    study::verify,
    topology::Topology,
};
use std::sync::atomic::AtomicBool;

/// Minutes in a year.
const YEAR: f64 = 525_600.0;

fn plan(text: &str) -> Topology {
    reading(
        "losses",
        &format!("spof: 1\nservice: x\nworld: none\n{text}"),
    )
    .topology
}

fn losses(topology: &Topology) -> Exact {
    with_losses(topology, &topology.architectures[0], answer(topology))
}

/// Lives say the same of so many quantities, and have enough to say it.
#[track_caller]
fn expect_lives_to_agree(topology: &Topology, quantities: &[Quantity]) {
    let stop = AtomicBool::new(false);
    let results = verify(topology, 0.15, Some(3_072), 2, &|_| {}, &stop);
    let compared: Vec<Quantity> = results.architectures.iter().map(|it| it.quantity).collect();
    assert_eq!(compared, quantities);
    let mut said = results.architectures.iter().flat_map(|it| it.comparisons());
    assert!(said.all(|said| said.agrees), "{results:#?}");
}

#[test]
fn an_optional_class_is_lost_while_the_service_is_up() {
    let topology = plan(
        "
requests:
  read:  {path: [web]}
  write: {path: [web, db], optional: true, share: 20%}
  admin: {path: [db, {any: [web, tool]}], optional: true, share: 10%}
components:
  web:  {fails: {mean: 1000h}, lasts: 10h}
  db:   {fails: {mean: 500h}, lasts: {mean: 5h}}
  tool: {fails: {mean: 100h}, lasts: 1h}
architectures:
  one: {sites: {here: my/lab/a}}
",
    );
    let (web, db) = (10.0 / 1010.0, 5.0 / 505.0);
    let exact = losses(&topology);
    let lost = exact.lost_service_minutes.expect("static");
    close(lost, 0.3 * (1.0 - web) * db * YEAR, 1e-9);
    assert_eq!(exact.data_lost_minutes, Some(0.0));
    expect_lives_to_agree(&topology, &[Quantity::Downtime, Quantity::LostService]);
}

/// Each of three sites carries 40 %: with one down a fifth is lost, with two down three fifths.
#[test]
fn sites_that_share_the_load_lose_what_they_do_not_carry() {
    let text = |drain: &str| {
        format!(
            "
path: [web]
components:
  web: {{fails: {{mean: 1000h}}, lasts: {{mean: 20h}}, load: {{carries: 40%, overload: partial}}}}
architectures:
  three:
    sites: {{here: my/a/a, there: my/b/a, yonder: my/c/a}}
    active-active: {{needs: 1, drain: {drain}}}
"
        )
    };
    let topology = plan(&text("0s"));
    let (down, up) = (20.0 / 1020.0, 1000.0 / 1020.0);
    let lost = 3.0 * up * up * down * 0.2 + 3.0 * up * down * down * 0.6;
    close(
        losses(&topology).lost_service_minutes.expect("static"),
        lost * YEAR,
        1e-9,
    );
    expect_lives_to_agree(&topology, &[Quantity::Downtime, Quantity::LostService]);
    // How long a lost site keeps getting requests is no state of the structure.
    assert_eq!(losses(&plan(&text("5min"))).lost_service_minutes, None);
}

/// With one web server down half can be served, with one app server down three fifths; and a class
/// needs but app servers.
#[test]
fn the_weakest_component_sets_the_level() {
    let topology = plan(
        "
requests:
  all:   {path: [web, app]}
  other: {path: [app], optional: true, share: 25%}
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 20h}, load: {carries: 50%, overload: partial}}
  app: {fails: {mean: 1000h}, lasts: {mean: 10h}, load: {carries: 60%, overload: partial}}
architectures:
  one: {sites: {here: my/a/a}, replicas: {web: 2, app: 2}}
",
    );
    let (web, app) = (20.0 / 1020.0, 10.0 / 1010.0);
    let web = [(1.0 - web) * (1.0 - web), 2.0 * web * (1.0 - web)];
    let app = [(1.0 - app) * (1.0 - app), 2.0 * app * (1.0 - app)];
    // Three quarters of the requests need both: half is lost with a web server down, two fifths with only an app server down.
    let both = 0.5 * web[1] * (app[0] + app[1]) + 0.4 * web[0] * app[1];
    let other = 0.4 * app[1] * (web[0] + web[1]);
    let lost = (0.75 * both + 0.25 * other) * YEAR;
    close(
        losses(&topology).lost_service_minutes.expect("static"),
        lost,
        1e-9,
    );
    expect_lives_to_agree(&topology, &[Quantity::Downtime, Quantity::LostService]);
}

/// Moves take no time. Service moves when the preferred one fails while the other is up, and whenever both were down and the one is
/// back first that did not serve last.
#[test]
fn each_move_loses_the_lag() {
    let topology = plan(
        "
path: [db]
components:
  db: {fails: {mean: 500h}, lasts: {mean: 50h}, failover: {detect: 0s, decide: 0s, switch: 0s, lag: {mean: 5min}}}
architectures:
  two: {sites: {here: my/a/a+b}}
",
    );
    let (fails, ends) = (1.0 / 500.0, 1.0 / 50.0);
    let down: f64 = fails / (fails + ends);
    let moves = (1.0 - down) * (1.0 - down) * fails + down * down * ends;
    let exact = losses(&topology);
    close(
        exact.data_lost_minutes.expect("a chain"),
        moves * 8760.0 * 5.0,
        1e-9,
    );
    expect_lives_to_agree(&topology, &[Quantity::Downtime, Quantity::LostData]);
}

/// Sites that take over from each other, with a class that only the first can serve for want of a tool, switches that fail and
/// a wait before going back: no closed form, but two readings.
#[test]
fn the_chain_and_lives_agree_on_what_is_lost() {
    let topology = plan(
        "
requests:
  main:  {path: [web]}
  extra: {path: [web, tool], optional: true, share: 30%}
components:
  web:  {fails: {mean: 300h}, lasts: {mean: 30h}}
  tool: {fails: {mean: 200h}, lasts: {mean: 40h}}
architectures:
  two:
    sites: {here: my/a/a, there: my/b/a}
    failover:
      detect: {mean: 10min}
      decide: {mean: 20min}
      switch: {mean: 1h}
      succeeds: 80%
      otherwise: {mean: 5h}
      failback: {after: {mean: 2h}, loss: {mean: 5min}}
      lag: 10min
",
    );
    let exact = losses(&topology);
    assert!(exact.lost_service_minutes.is_some_and(|lost| lost > 0.0));
    let quantities = [
        Quantity::Downtime,
        Quantity::LostService,
        Quantity::LostData,
    ];
    expect_lives_to_agree(&topology, &quantities);
}
