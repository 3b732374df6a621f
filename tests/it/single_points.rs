//! Single points of failure: by hand, against the definition on random structures, and of many replicas at once.

use crate::{
    common::read,
    exact::{
        brute,
        model::{Model, at_once, mean, nth},
    },
};
use proptest::prelude::*;
use spof::{
    failover::Failover,
    topology::{SourceId, Strike, Topology},
};

/// The names of the single points of an architecture.
fn points(topology: &Topology, architecture: usize) -> Vec<&str> {
    let found = topology.architectures[architecture].single_points(&topology.sources);
    let name = |id: SourceId| topology.sources[id].name.as_str();
    found.into_iter().map(name).collect()
}

#[test]
fn what_an_outage_spreads_to_makes_it_a_single_point() {
    let spread = read(include_str!("cases/t-d2-spread.yaml"));
    assert_eq!(points(&spread, 0), ["my/a/a/power"]);
    let fire = read(include_str!("cases/f04-outage-table-spreads.yaml"));
    assert_eq!(points(&fire, 0), ["p/r/1/fire", "p/r/2/fire"]);
}

#[test]
fn a_member_that_sleeps_is_none() {
    let cold = read(include_str!("cases/t-d1-cold-table.yaml"));
    assert!(points(&cold, 0).is_empty());
    assert!(points(&cold, 1).is_empty());
}

#[test]
fn a_sleeper_takes_nothing_else_down_by_itself() {
    for (speed, expected) in [(0.0, false), (0.5, true)] {
        let mut model = Model::default();
        let sources = [1.0, 1.0, 1.0].map(|hour| model.source(mean(hour), mean(hour)));
        let members = [0, 1].map(|member| model.leaf("member", &[sources[member]]));
        let law = Failover {
            dormant_failures: speed,
            ..at_once()
        };
        let group = model.group(&members, law);
        for source in &sources[..2] {
            model.groups[nth(0)].dormant.push(vec![*source]);
        }
        // The second member takes the balancer down with it.
        model.sources[sources[2]].fails = None;
        model.sources[sources[2]].struck_by.push(Strike {
            by: sources[1],
            chance: 1.0,
        });
        let balancer = model.leaf("balancer", &[sources[2]]);
        model.all(&[group, balancer]);
        let topology = model.build();
        assert_eq!(points(&topology, 0).contains(&"source-1"), expected);
        assert!(
            !points(&topology, 0).contains(&"source-2"),
            "never fails by itself"
        );
    }
}

#[test]
fn what_takes_the_active_and_the_way_to_the_other_is_a_single_point() {
    for (required, expected) in [(false, vec![]), (true, vec!["source-1"])] {
        let mut model = Model::default();
        let sources = [1.0, 1.0, 1.0].map(|hour| model.source(mean(hour), mean(hour)));
        let active = model.leaf("active", &sources[..2]);
        let other = model.leaf("other", &sources[2..]);
        let console = model.leaf("console", &sources[1..2]);
        model.group(&[active, other], at_once());
        if required {
            model.groups[nth(0)].requires[1].push(console);
        }
        assert_eq!(points(&model.build(), 0), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// One source down, all else up: the definition, source by source.
    #[test]
    fn of_any_structure_by_the_definition(plan in brute::plan()) {
        let topology = brute::build(plan);
        let architecture = &topology.architectures[0];
        let found = architecture.single_points(&topology.sources);
        for source in 0..topology.sources.len() {
            let id: SourceId = nth(source);
            let mut down = vec![false; architecture.leaves.len()];
            for link in architecture.links.iter().filter(|link| link.source == id) {
                down[link.leaf.index()] = true;
            }
            let felt = down.contains(&true);
            let alone = felt && !brute::holds(architecture, &down);
            prop_assert_eq!(found.contains(&id), alone);
        }
    }
}

#[test]
fn ten_thousand_replicas_take_no_time_to_speak_of() {
    let replicas = "
spof: 1
world: none
service: many
path: [web]
components:
  web: {fails: 2/year, lasts: 1h, common_cause: 10%}
architectures:
  many: {sites: {here: p/r/a+b+c}, replicas: {web: 9900}}
";
    let topology = read(replicas);
    let begun = std::time::Instant::now();
    assert_eq!(points(&topology, 0), ["here/web/common-cause"]);
    assert!(begun.elapsed().as_secs_f64() < 2.0, "{:?}", begun.elapsed());
}
