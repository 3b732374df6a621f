//! The Markov chain against the decision diagram, where there are both.

use crate::exact::model::nth;
use proptest::prelude::*;
use spof::{
    exact::{Exact, Method},
    topology::{Group, Node, NodeId, SourceId, Topology},
};

use super::{
    answer,
    brute::{build, plan},
    chain::chained,
    close,
    model::{Model, at_once, mean},
};

/// A group of one around the service changes nothing but the way the answer is found.
fn wrapped(mut topology: Topology) -> Topology {
    let architecture = &mut topology.architectures[0];
    architecture.groups.push(Group {
        evidence: Vec::new(),
        own_evidence: Vec::new(),
        unknowns: Vec::new(),
        name: "alone".to_owned(),
        members: vec![architecture.root],
        requires: vec![Vec::new()],
        crowded: Vec::new(),
        dormant: Vec::new(),
        links: Vec::new(),
        seat: spof::topology::Seat::ONLY,
        law: at_once(),
    });
    architecture.root = architecture.nodes.push(Node::Group(nth(0)));
    topology
}

/// Fifteen machines, no two alike: 2^15 states.
#[test]
fn thirty_thousand_states() {
    let mut model = Model::default();
    let tiers: Vec<NodeId> = (0..5)
        .map(|tier| {
            let three = [0, 1, 2].map(|index| {
                let number = f64::from(3 * tier + index);
                model.machine(1000.0 + 137.0 * number, 1.0 + 0.3 * number)
            });
            model.at_least(1, &three)
        })
        .collect();
    model.all(&tiers);
    agree_with_the_diagram(model.build(), 1e-10);
}

/// Machines that fail within the hour and once in a thousand years, for seconds and for months, and all of them at about
/// the same pace.
#[test]
fn rates_of_all_sizes_and_of_one_size() {
    for wild in [true, false] {
        let mut model = Model::default();
        let tiers: Vec<NodeId> = (0..4)
            .map(|tier| {
                let three = [0, 1, 2].map(|index| {
                    let number = 3 * tier + index;
                    let wave = |step: i32, of: i32| 10f64.powi(number * step % of);
                    if wild {
                        model.machine(1.1 * wave(5, 8), 1e-3 * wave(3, 7))
                    } else {
                        model.machine(10.0 + f64::from(number), 10.0 - 0.1 * f64::from(number))
                    }
                });
                model.at_least(1, &three)
            })
            .collect();
        model.all(&tiers);
        agree_with_the_diagram(model.build(), 1e-10);
    }
}

fn agree_with_the_diagram(topology: Topology, relative: f64) {
    let expected = answer(&topology);
    assert_eq!(expected.method, Method::Diagram);
    let found = chained(&wrapped(topology));
    close(found.unavailability, expected.unavailability, relative);
    let outages = |exact: Exact| exact.outages_per_year.unwrap();
    close(outages(found), outages(expected), relative);
}

/// A hundred alike replicas are a hundred states, not 2^100.
#[test]
fn alike_replicas_are_counted_not_named() {
    let build = || {
        let mut model = Model::default();
        let zone = model.source(mean(5000.0), mean(2.0));
        let replicas: Vec<NodeId> = (0..100)
            .map(|_| {
                let own = model.source(mean(1000.0), mean(1.0));
                model.leaf("web", &[zone, own])
            })
            .collect();
        model.at_least(95, &replicas);
        model
    };
    agree_with_the_diagram(build().build(), 1e-11);
    // One crew for all, whose queue does not distinguish replicas either.
    let mut model = build();
    let own: Vec<SourceId> = (1..101).map(nth).collect();
    model.crew(1, &own, false);
    let exact = chained(&model.build());
    let (mut share, mut all, mut down) = (1.0, 0.0, 0.0);
    for count in 0..=100 {
        all += share;
        down += if count > 5 { share } else { 0.0 };
        share *= f64::from(100 - count) / 1000.0;
    }
    let (zone, down) = (2.0 / 5002.0, down / all);
    close(exact.unavailability, zone + (1.0 - zone) * down, 1e-11);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_static_structure_agrees_with_its_diagram(plan in plan()) {
        let mut topology = build(plan);
        topology.sources.iter_mut().for_each(|source| source.hits = 1.0);
        let expected = answer(&topology);
        let found = chained(&wrapped(topology));
        let apart = |found: f64, expected: f64| (found - expected).abs() <= 1e-9 * expected;
        prop_assert!(apart(found.unavailability, expected.unavailability));
        prop_assert!(apart(found.outages_per_year.unwrap(), expected.outages_per_year.unwrap()));
    }
}
