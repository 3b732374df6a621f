//! Planned maintenance against closed forms: fractions of a period.

use spof::{
    exact::Obstacle,
    law::Law,
    topology::{Clock, NodeId, SourceId},
};

use super::{
    answer, close,
    model::{Model, mean},
    solve,
};

const EVERY: f64 = 700.0;

/// Maintenance of a leaf: begins `offset` into the period.
fn maintain(model: &mut Model, leaf: NodeId, offset: f64, lasts: f64, counted: bool) -> SourceId {
    let id = model.source(mean(1.0), Law::Fixed(lasts));
    let source = &mut model.sources[id];
    source.fails = None;
    source.clock = Some(Clock {
        name: "patches".to_owned(),
        every: EVERY,
        offset,
        counted,
    });
    let spof::topology::Node::Leaf(leaf) = model.nodes[leaf] else {
        panic!("maintenance is of leaves");
    };
    model.links.push(spof::topology::Link {
        source: id,
        leaf,
        mitigations: Vec::new(),
    });
    id
}

#[test]
fn a_single_machine() {
    let mut model = Model::default();
    let machine = model.leaf("web", &[]);
    maintain(&mut model, machine, 650.0, 60.0, true);
    let exact = answer(&model.build());
    close(exact.unavailability, 60.0 / EVERY, 1e-14);
    close(exact.outages_per_year.unwrap(), 8760.0 / EVERY, 1e-14);
    assert_eq!(exact.planned_minutes, Some(0.0));
}

/// U = 2aq + (1 − 2a)q², and the falls of turns and of failures add up.
#[test]
fn staggered_over_two_that_also_fail() {
    let mut model = Model::default();
    let machines = [0; 2].map(|_| model.machine(990.0, 10.0));
    for (index, machine) in machines.into_iter().enumerate() {
        maintain(&mut model, machine, index as f64 * EVERY / 2.0, 7.0, true);
    }
    model.any(&machines);
    let (a, q, w) = (7.0 / EVERY, 0.01, 1.0 / 1000.0);
    let exact = answer(&model.build());
    close(
        exact.unavailability,
        2.0 * a * q + (1.0 - 2.0 * a) * q * q,
        1e-13,
    );
    let falls = 2.0 * (q - q * q) / EVERY + 2.0 * a * w + (1.0 - 2.0 * a) * 2.0 * q * w;
    close(exact.outages_per_year.unwrap(), falls * 8760.0, 1e-12);
}

/// Were they independent, both would be off for (7 ÷ 700)² of the time.
#[test]
fn turns_that_overlap_do_so_every_time() {
    for (offset, both) in [(0.0, 7.0), (4.0, 3.0), (7.0, 0.0), (695.0, 2.0)] {
        let mut model = Model::default();
        let machines = [0; 2].map(|_| model.leaf("web", &[]));
        maintain(&mut model, machines[0], 0.0, 7.0, true);
        maintain(&mut model, machines[1], offset, 7.0, true);
        model.any(&machines);
        let exact = answer(&model.build());
        assert!(
            (exact.unavailability - both / EVERY).abs() < 1e-15,
            "{offset}"
        );
        // Where one ends as the other begins, only the number of outages is left open.
        let falls = if both > 0.0 { 8760.0 / EVERY } else { 0.0 };
        assert!(
            exact
                .outages_per_year
                .is_none_or(|outages| (outages - falls).abs() < 1e-12)
        );
        assert_eq!(exact.outages_per_year.is_none(), offset == 7.0);
    }
}

/// Seventy replicas, one after the other, two of which must be up: only a failure of all others but one is downtime.
#[test]
fn many_replicas_take_turns() {
    let mut model = Model::default();
    let machines: Vec<NodeId> = (0..70).map(|_| model.leaf("web", &[])).collect();
    for (index, &machine) in machines.iter().enumerate() {
        maintain(&mut model, machine, index as f64 * EVERY / 70.0, 2.0, true);
    }
    model.at_least(69, &machines);
    assert_eq!(answer(&model.build()).unavailability, 0.0);
}

#[test]
fn what_is_not_counted_is_told_apart() {
    let mut model = Model::default();
    let machine = model.machine(990.0, 10.0);
    maintain(&mut model, machine, 0.0, 7.0, false);
    let exact = answer(&model.build());
    close(exact.unavailability, 0.01, 1e-14);
    close(exact.outages_per_year.unwrap(), 8.76, 1e-13);
    close(
        exact.planned_minutes.unwrap(),
        0.01 * 0.99 * 525_600.0,
        1e-12,
    );
}

#[test]
fn lengths_that_vary_are_no_answer_unless_they_do_not_count() {
    let build = |counted| {
        let mut model = Model::default();
        let machine = model.machine(990.0, 10.0);
        let id = maintain(&mut model, machine, 0.0, 7.0, counted);
        model.sources[id].lasts = mean(7.0);
        model.build()
    };
    let found = solve(&build(true));
    assert!(
        matches!(found, Err(Obstacle::Maintenance { .. })),
        "{found:?}"
    );
    let exact = answer(&build(false));
    close(exact.unavailability, 0.01, 1e-14);
    assert_eq!(exact.planned_minutes, None);
}
