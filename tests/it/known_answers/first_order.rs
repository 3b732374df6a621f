//! The mean outage by outage, against Markov chains, decision diagrams, renewal theory and arithmetic.

use spof::{
    exact::{Obstacle, exact},
    experiment::{FirstOrder, first_order},
    topology::Topology,
};

fn worked_out(topology: &Topology, index: usize) -> Result<FirstOrder, Obstacle> {
    first_order(topology, &topology.architectures[index], (1, 0.001))
}

fn minutes(plan: &str, index: usize) -> (f64, f64) {
    let found = worked_out(&super::read(plan), index).expect("an answer");
    (found.downtime.mean * 60.0, found.downtime.half * 60.0)
}

/// The chain knows all that overlaps, three at once too.
#[track_caller]
fn agrees_with_the_exact_answer(plan: &str) {
    let topology = super::read(plan);
    for (index, architecture) in topology.architectures.iter().enumerate() {
        let exact = exact(&topology, architecture).expect("an exact answer");
        let found = worked_out(&topology, index).expect("an answer");
        let apart = (found.downtime.mean * 60.0 - exact.downtime_minutes).abs();
        let within = found.downtime.half * 60.0 * 1.5;
        assert!(
            apart <= within + 1e-9 * exact.downtime_minutes,
            "{}: {} ± {}, exact {}",
            architecture.name,
            found.downtime.mean * 60.0,
            found.downtime.half * 60.0,
            exact.downtime_minutes
        );
        let (outages, known) = (found.outages.expect("a number"), exact.outages_per_year);
        let known = known.expect("a number");
        assert!(
            (outages.mean / known - 1.0).abs() < 2e-3,
            "{}: {} outages a year, exact {known}",
            architecture.name,
            outages.mean,
        );
    }
}

#[test]
fn failovers_that_wait_fail_and_move_back_cost_what_the_chain_says() {
    agrees_with_the_exact_answer(include_str!(
        "../../../examples/patterns/requires-and-capacity.yaml"
    ));
    agrees_with_the_exact_answer(include_str!("../../../examples/patterns/data-loss.yaml"));
}

/// Two of four serve: a shared thing of the zone of the first two, a switch that may not work, a way back with a loss.
#[test]
fn several_that_serve_cost_what_the_chain_says() {
    agrees_with_the_exact_answer(
        "spof: 1\nservice: s\nworld: none\npath: [unit]\n\
         dependencies: {power: {scope: zone, fails: {mean: 9000h}, lasts: {mean: 2h}, used_by: unit}}\n\
         components:\n  unit:\n    fails: {mean: 8000h}\n    lasts: {mean: 3h}\n    failover:\n      \
         {detect: {mean: 0.1h}, switch: {mean: 0.5h}, succeeds: 90%, otherwise: {mean: 4h}, \
         failback: {after: {mean: 5h}, loss: {mean: 0.2h}}}\n\
         architectures:\n  apart: {sites: {a: x/y/1+2}, replicas: {unit: {count: 4, needs: 2}}}\n  \
         one: {like: apart, replicas: {unit: {1: 2, 2: 2, needs: 2}}}\n",
    );
}

#[test]
fn what_spreads_and_what_is_static_costs_what_the_diagram_and_the_chain_say() {
    agrees_with_the_exact_answer(include_str!("../../../examples/patterns/spreads.yaml"));
    agrees_with_the_exact_answer(include_str!("../../../examples/patterns/k-of-n.yaml"));
    agrees_with_the_exact_answer(include_str!("../../../examples/patterns/bridge.yaml"));
}

/// Renewal-reward, as worked out in the pattern itself; nothing overlaps there.
#[test]
fn a_switch_that_fails_costs_what_renewal_theory_says() {
    let topology = super::read(include_str!(
        "../../../examples/patterns/switch-failure.yaml"
    ));
    for (index, architecture) in topology.architectures.iter().enumerate() {
        let stated = architecture.stated.as_ref().expect("an answer");
        let found = worked_out(&topology, index).expect("an answer");
        let known = stated.unavailability * 8760.0;
        assert!((found.downtime.mean / known - 1.0).abs() < 1e-6);
    }
}

/// One source, fixed times: what is lost is arithmetic. An outage of 2 h that is covered for 30 min wakes the group only then: it
/// loses 20 min to detect and switch. Once in a million hours, so that nothing overlaps.
#[test]
fn a_group_wakes_when_a_mitigation_ceases_to_cover() {
    let plan = |against: &str| {
        format!(
            "
spof: 1
service: covered
world: none
path: [web]
components: {{web: {{fails: never, uses: [dns]}}}}
dependencies: {{dns: {{scope: region, fails: {{mean: 1000000h}}, lasts: 2h}}}}
mitigations:
  cache: {{against: dns, covers_first: 30min, works: 75%}}
  pin: {{against: dns, after: 40min, works: 50%}}
architectures:
  one:
    sites: {{here: p/r/a, there: p/s/a}}
    mitigations: [{against}]
    failover: {{detect: 5min, switch: 15min}}
"
        )
    };
    let a_year = 8760.0 / 1_000_002.0;
    let close = |against: &str, each: f64| {
        let (found, _) = minutes(&plan(against), 0);
        let expected = a_year * each;
        assert!(
            (found / expected - 1.0).abs() < 2e-4,
            "{against}: {found}, {expected}"
        );
    };
    close("", 20.0);
    close("cache", 20.0);
    close("pin", 20.0);
    // Both: where the cache works the switch takes place at 50 min, and half of the times the pin is quicker: 10 min.
    close("cache, pin", 0.25 * 20.0 + 0.75 * (0.5 * 20.0 + 0.5 * 10.0));
}

/// Two that are often down at once: too much for single outages and pairs.
#[test]
fn where_outages_overlap_much_it_is_refused() {
    let plan = "
spof: 1
service: busy
world: none
path: [db]
components: {db: {fails: {mean: 20h}, lasts: {lognormal: {mean: 10h, sigma: 1}}}}
architectures:
  one: {sites: {here: p/r/a, there: p/s/a}, failover: {detect: 1h, switch: 3h}}
";
    let refused = worked_out(&super::read(plan), 0);
    assert!(
        matches!(refused, Err(Obstacle::MeetsOften { .. })),
        "{refused:?}"
    );
}

/// A shock is blocked by what is down already: the chain says by how much.
#[test]
fn a_shock_finds_some_down_already() {
    let plan = "
spof: 1
service: shock
world: none
path: [web]
components: {web: {fails: {mean: 2000h}, lasts: {mean: 5h}, common_cause: 20%}}
architectures:
  one: {sites: {here: p/r/a+b+c}}
  two: {sites: {here: p/r/a+b+c}, replicas: {web: {count: 3, needs: 2}}}
";
    agrees_with_the_exact_answer(plan);
}

/// A replica's group moves back with a minute's loss, inside a site that another could replace: nobody is that quick, so the minute
/// is lost. The preferred one fails once in a million hours, for 2 h; 30 s to detect, 4.5 min to switch, a minute to go back.
#[test]
fn going_back_inside_a_site_is_felt_though_another_site_stands_by() {
    let plan = "
spof: 1
service: nested
world: none
path: [db]
components: {db: {fails: {mean: 1000000h}, lasts: 2h, failover: {detect: 30s, switch: 270s, failback: {after: 1h, loss: 1min}}}}
architectures:
  one: {sites: {here: p/r/a+b, there: p/s/a}, failover: {detect: 90s, decide: 10min, switch: 10min}}
";
    let (found, _) = minutes(plan, 0);
    let expected = 8760.0 / 1_000_002.0 * 6.0;
    assert!((found / expected - 1.0).abs() < 1e-3, "{found}, {expected}");
}

/// Two sites that share the load, each carrying 60 % of it. One is lost once in a million hours for 10 h: for an hour half of the requests
/// still go to it, and what arrives at the other is carried; then all go to the other, which carries 60 %.
#[test]
fn what_is_drained_overloads_nobody() {
    let plan = "
spof: 1
service: shared
world: none
path: [web]
components: {web: {fails: {mean: 1000000h}, lasts: 10h, load: {carries: 60%, overload: partial}}}
architectures:
  one: {sites: {here: p/r/a, there: p/s/a}, active-active: {needs: 1, drain: 1h}}
";
    let found = worked_out(&super::read(plan), 0).expect("an answer");
    let expected = 2.0 * 8760.0 / 1_000_010.0 * (1.0 * 0.5 + 9.0 * 0.4);
    let lost = found.lost_service.mean;
    assert!((lost / expected - 1.0).abs() < 1e-4, "{lost}, {expected}");
}

/// All times fixed and long: 80 min to decide and to switch, of an outage of 10 h.
#[test]
fn fixed_times_of_hours_are_waited_for() {
    let plan = "
spof: 1
service: slow
world: none
path: [db]
components: {db: {fails: {mean: 1000000h}, lasts: 10h}}
architectures:
  one: {sites: {here: p/r/a, there: p/s/a}, failover: {decide: 40min, switch: 40min}}
";
    let (found, _) = minutes(plan, 0);
    let expected = 8760.0 / 1_000_010.0 * 80.0;
    assert!((found / expected - 1.0).abs() < 1e-4, "{found}, {expected}");
}
