//! Cells of the outage table, by hand. Every outage lasts two hours.

use spof::experiment::{TableCell, outage_table};

fn cell(kind: &str, architecture: &str) -> TableCell {
    let topology = super::read(include_str!("outage_table.yaml"));
    let names = topology.architectures.iter().map(|found| &found.name);
    let index = names
        .into_iter()
        .position(|name| name == architecture)
        .expect("an architecture");
    let table = outage_table(&topology, 1);
    let row = table
        .into_iter()
        .find(|row| row.kind == kind)
        .expect("a row");
    row.cells[index].expect("a cell")
}

#[track_caller]
fn costs(kind: &str, architecture: &str, minutes: f64, within: f64) {
    let cell = cell(kind, architecture);
    assert!((cell.length - 120.0).abs() < 1e-9);
    assert!(
        (cell.lost - minutes).abs() <= within,
        "{kind} costs {architecture} {} min instead of {minutes}",
        cell.lost
    );
}

#[test]
fn a_fixed_outage_costs_what_no_mitigation_takes() {
    costs("dns", "one", 120.0, 1e-6);
    costs("dns", "two", 120.0, 1e-6);
    costs("dns", "found", 45.0, 1e-6);
    costs("dns", "cached", 40.0, 1e-6);
    costs("web failure", "one", 120.0, 1e-6);
    costs("web failure", "two", 0.0, 0.0);
}

/// Ten of a hundred outages of 120 min: 12 min.
#[test]
fn a_pin_that_works_nine_times_of_ten_leaves_a_tenth() {
    costs("dns", "pinned", 12.0, 1e-9);
}

/// 90 s + 10 min + 5 min; a quarter of the times the whole outage; never longer than the outage.
#[test]
fn a_failover_costs_its_delays() {
    costs("dns", "far", 16.5, 1e-6);
    costs("dns", "unsure", 0.75 * 16.5 + 0.25 * 120.0, 1e-6);
    costs("dns", "slow", 120.0, 1e-6);
    costs("dns", "serving", 0.0, 0.0);
}

/// Rates enter nowhere but in how often: once in 8,762 h, a fifth of them reaching us, one source or two.
#[test]
fn how_often_counts_all_sources_of_a_kind_that_reach_us() {
    let once = 8760.0 / 8762.0 * 0.2;
    assert!((cell("dns", "two").per_year - once).abs() < 1e-12);
    assert!((cell("dns", "far").per_year - 2.0 * once).abs() < 1e-12);
}

/// A shock takes both replicas of the first site; the second serves after 1 h of detection and a switch that is spread
/// evenly over 2 h: 2 h on average. Neither replica alone would have been missed.
#[test]
fn a_common_cause_is_switched_away_from() {
    let plan = "
spof: 1
service: table
world: none
path: [web]
components:
  web: {fails: 1/year, lasts: 10h, common_cause: 50%}
architectures:
  standby:
    sites: {here: p/r/a+b, there: p/s/a+b}
    failover: {detect: 1h, switch: {between: [1s, 7199s]}}
";
    let topology = super::read(plan);
    let table = outage_table(&topology, 1);
    let row = table
        .iter()
        .find(|row| row.kind == "web common cause")
        .unwrap();
    let lost = row.cells[0].unwrap().lost;
    assert!((lost - 120.0).abs() < 0.01, "{lost}");
}

/// A long outage, the one in ten, is felt in full by who waits it out, and costs a failover no more than a typical one.
#[test]
fn a_long_outage_costs_who_waits_and_nobody_who_switches() {
    let plan = include_str!("outage_table.yaml").replace("2h", "2h..7h");
    let topology = super::read(&plan);
    let row = |kind: &str| {
        let table = outage_table(&topology, 1);
        table
            .into_iter()
            .find(|row| row.kind == kind)
            .expect("a row")
    };
    let index = |name: &str| {
        let mut all = topology.architectures.iter();
        all.position(|found| found.name == name)
            .expect("an architecture")
    };
    let cell = |name: &str| row("dns").cells[index(name)].expect("a cell");
    let one = cell("one");
    assert!((one.length_p90 - 420.0).abs() < 1e-9 && (one.lost_p90 - 420.0).abs() < 1e-6);
    let far = cell("far");
    assert!((far.lost - 16.5).abs() < 1e-6 && (far.lost_p90 - 16.5).abs() < 1e-6);
}

/// A row of one of the small plans that once went wrong: how often a year and minutes lost.
fn of_case(plan: &str, kind: &str, index: usize) -> (f64, f64) {
    let topology = super::read(plan);
    let table = outage_table(&topology, 1);
    let row = table.into_iter().find(|row| row.kind == kind);
    let cell = row.expect("a row").cells[index].expect("a cell");
    (cell.per_year, cell.lost)
}

/// The member that serves fails once in 1,000 h, whichever it is; one that sleeps does not fail. Both fail where it is hot.
#[test]
fn a_member_that_sleeps_does_not_fail() {
    let plan = include_str!("../cases/t-d1-cold-table.yaml");
    assert!((of_case(plan, "n failure", 0).0 - 8.76).abs() < 1e-3);
    assert!((of_case(plan, "n failure", 1).0 - 2.0 * 8760.0 / 1010.0).abs() < 1e-9);
}

/// What an outage takes down with it is down too: an hour of the control plane, five days of the core.
#[test]
fn an_outage_costs_what_it_spreads_to() {
    let power = of_case(include_str!("../cases/t-d2-spread.yaml"), "power", 0).1;
    assert!((power - 60.0).abs() < 1e-6, "{power}");
    let fire = of_case(
        include_str!("../cases/f04-outage-table-spreads.yaml"),
        "fire",
        0,
    )
    .1;
    assert!((fire - 5.0 * 24.0 * 60.0).abs() < 1e-6, "{fire}");
}

/// A shock takes both servers, each repaired in 2 h by a crew of one: the first serves again after 2 h, both after 4. A crew of
/// two needs no waiting.
#[test]
fn an_outage_costs_the_waiting_for_a_crew() {
    let lost = |crew: u32, needs: u32| {
        let plan = format!(
            "
spof: 1
service: crew
world: none
path: [server]
crews: {{oncall: {crew}}}
components:
  server: {{fails: 1/year, lasts: 2h, common_cause: 50%, repair: {{crew: oncall}}}}
architectures:
  one: {{sites: {{here: p/r/a+b}}, replicas: {{server: {{count: 2, needs: {needs}}}}}}}
"
        );
        of_case(&plan, "server common cause", 0).1
    };
    for (crew, needs, minutes) in [(1, 1, 120.0), (1, 2, 240.0), (2, 2, 120.0)] {
        let lost = lost(crew, needs);
        assert!((lost - minutes).abs() < 1e-6, "{crew} {needs}: {lost}");
    }
}

/// Power takes the controller with it, whose repair of 1 h takes power: down for both, one after the other.
#[test]
fn an_outage_costs_the_repairs_that_rest_while_it_lasts() {
    let plan = "
spof: 1
world: none
service: rests
path: [lb]
components:
  lb: {stands: region, fails: never, uses: [ctl]}
dependencies:
  power: {scope: region, fails: 1/year, lasts: 2h, spreads_to: {ctl: 100%}}
  ctl: {scope: region, fails: never, lasts: 1h, repair: {requires: [power]}}
architectures:
  x: {sites: {one: my/a/a}}
";
    let power = of_case(plan, "power", 0).1;
    assert!((power - 180.0).abs() < 1e-6, "{power}");
}
