//! Textbook models. The numbers come from renewal theory and the product rule, worked out apart from this program.

use crate::exact::model::nth;
use spof::{
    exact::Obstacle,
    failover::Failover,
    law::Law,
    topology::{Effect, NodeId, Start, Strike},
};

use super::{
    answer, close,
    model::{Model, at_once, mean, three_tiers},
    solve,
};

fn k_of_n(needs: usize, of: usize, fails: f64, lasts: f64) -> Model {
    let mut model = Model::default();
    let machines: Vec<NodeId> = (0..of).map(|_| model.machine(fails, lasts)).collect();
    model.at_least(needs, &machines);
    model
}

#[test]
fn one_component() {
    let exact = answer(&k_of_n(1, 1, 2000.0, 4.0).build());
    close(exact.unavailability, 0.001996007984031936, 1e-14);
    close(exact.outages_per_year.unwrap(), 8760.0 / 2004.0, 1e-14);
    close(exact.mean_outage_minutes.unwrap(), 240.0, 1e-13);
}

#[test]
fn one_of_two() {
    let exact = answer(&k_of_n(1, 2, 1000.0, 10.0).build());
    close(exact.unavailability, 9.80296049406921e-05, 1e-14);
    close(exact.outages_per_year.unwrap(), 0.17174786785609253, 1e-13);
    close(exact.mean_outage_minutes.unwrap(), 300.0, 1e-12);
}

#[test]
fn two_of_three() {
    let exact = answer(&k_of_n(2, 3, 1000.0, 10.0).build());
    close(exact.unavailability, 0.00029214763452622093, 1e-14);
}

#[test]
fn two_of_three_with_a_shared_dependency() {
    let mut model = k_of_n(2, 3, 1000.0, 10.0);
    let shared = model.source(mean(20000.0), mean(2.0));
    for leaf in 0..3 {
        let mut link = model.links[leaf].clone();
        link.source = shared;
        model.links.push(link);
    }
    close(
        answer(&model.build()).unavailability,
        0.0003921084236838679,
        1e-13,
    );
}

/// Two zones and the resolver of their region; wrong by a factor of 50 if each zone had a resolver of its own.
#[test]
fn a_shared_resolver_is_not_one_for_each_zone() {
    let zones = |shared: bool| {
        let mut model = Model::default();
        let first = model.source(mean(8760.0), mean(1.0));
        let second = if shared {
            first
        } else {
            model.source(mean(8760.0), mean(1.0))
        };
        let zones: Vec<NodeId> = [first, second]
            .map(|resolver| {
                let zone = model.source(mean(4380.0), mean(6.0));
                model.leaf("zone", &[zone, resolver])
            })
            .to_vec();
        model.any(&zones);
        answer(&model.build()).unavailability
    };
    // The known answer was worked out as one minus up: 12 digits of it hold.
    close(zones(true), 0.000116013401660231, 2e-12);
    let (resolver, zone): (f64, f64) = (1.0 / 8761.0, 6.0 / 4386.0);
    close(
        zones(true),
        resolver + (1.0 - resolver) * zone * zone,
        1e-14,
    );
    close(zones(false), 2.1962502918242696e-06, 1e-11);
    let one = resolver + zone - resolver * zone;
    close(zones(false), one * one, 1e-14);
}

/// Only means matter in the steady state.
#[test]
fn other_laws_with_the_same_means_change_nothing() {
    let mut model = Model::default();
    let machines: Vec<NodeId> = (0..3)
        .map(|_| {
            let fails = Law::weibull(1.5, 1000.0);
            let lasts = Law::Lognormal {
                median: 10.0 * (-0.5f64).exp(),
                sigma: 1.0,
            };
            let source = model.source(fails, lasts);
            model.leaf("machine", &[source])
        })
        .collect();
    model.at_least(2, &machines);
    close(
        answer(&model.build()).unavailability,
        0.00029214763452622093,
        1e-13,
    );
}

#[test]
fn rare_events_keep_their_digits() {
    close(
        answer(&k_of_n(1, 3, 8760.0, 2.0).build()).unavailability,
        1.1892693886941148e-11,
        1e-12,
    );
    let many = answer(&k_of_n(1, 20, 8760.0, 2.0).build());
    close(many.unavailability, (2.0f64 / 8762.0).powi(20), 1e-12);
    close(
        many.outages_per_year.unwrap(),
        many.unavailability * 8760.0 * 20.0 / 2.0,
        1e-12,
    );
}

/// 2q² + 2q³ − 5q⁴ + 2q⁵.
#[test]
fn the_bridge() {
    let mut model = Model::default();
    let [a, b, c, d, e] = [0; 5].map(|_| model.machine(99.0, 1.0));
    let paths = [vec![a, d], vec![b, e], vec![a, c, e], vec![b, c, d]].map(|path| model.all(&path));
    model.any(&paths);
    let q: f64 = 0.01;
    let expected = 2.0 * q.powi(2) + 2.0 * q.powi(3) - 5.0 * q.powi(4) + 2.0 * q.powi(5);
    close(answer(&model.build()).unavailability, expected, 1e-13);
}

/// 243 basic events; q ← 3q² − 2q³ five times, and ν ← 6q(1 − q)ν.
#[test]
fn two_of_three_nested_five_deep() {
    for shared in [false, true] {
        let mut model = Model::default();
        let mut level: Vec<NodeId> = (0..243).map(|_| model.machine(999.0, 1.0)).collect();
        while level.len() > 1 {
            level = level
                .chunks(3)
                .map(|three| model.at_least(2, three))
                .collect();
        }
        let (mut q, mut falls): (f64, f64) = (1e-3, 1e-3);
        for _ in 0..5 {
            falls *= 6.0 * q * (1.0 - q);
            q = 3.0 * q * q - 2.0 * q * q * q;
        }
        if shared {
            // One source beneath all of them: no part is a module any more.
            let source = model.source(mean(1e15), mean(1.0));
            let links: Vec<_> = model.links.iter().map(|link| link.leaf).collect();
            for leaf in links {
                let mut link = model.links[0].clone();
                (link.source, link.leaf) = (source, leaf);
                model.links.push(link);
            }
            let s = 1.0 / (1e15 + 1.0);
            q = s + (1.0 - s) * q;
        }
        let exact = answer(&model.build());
        close(exact.unavailability, q, 1e-12);
        if !shared {
            close(exact.outages_per_year.unwrap(), falls * 8760.0, 1e-12);
        }
    }
}

#[test]
fn three_hundred_events_in_under_a_second() {
    assert!(answer(&three_tiers()).unavailability > 1.0 / 10_001.0);
}

#[test]
fn ten_thousand_replicas_neither_recurse_nor_hang() {
    let mut model = Model::default();
    let zone = model.source(mean(5000.0), mean(2.0));
    let machines: Vec<NodeId> = (0..10_000)
        .map(|_| {
            let own = model.source(mean(1000.0), mean(1.0));
            model.leaf("web", &[zone, own])
        })
        .collect();
    model.any(&machines);
    close(answer(&model.build()).unavailability, 2.0 / 5002.0, 1e-12);
    // Half of them down: so near 1/2 that the normal law would say the same.
    let half = answer(&k_of_n(5000, 9999, 1.0, 1.0).build());
    close(half.unavailability, 0.5, 1e-9);
    let mut entangled = k_of_n(5000, 10_000, 1000.0, 1.0);
    for leaf in 1..10_000 {
        let mut link = entangled.links[leaf].clone();
        link.source = nth(leaf - 1);
        entangled.links.push(link);
    }
    let found = solve(&entangled.build());
    assert!(matches!(found, Err(Obstacle::TooLarge { .. })), "{found:?}");
}

/// Outage and delay exponential: the hours felt of an outage are (1 − w) m + w / (1/m + 1/a), and m − w / (1/m + 1/c).
#[test]
fn mitigations_against_their_closed_forms() {
    let (m, a, c, w) = (2.0, 0.5, 0.05, 0.8);
    let build = |effects: &[(&str, Effect)], any: bool| {
        let mut model = Model::default();
        let source = model.source(mean(998.0), mean(m));
        model.sources[source].reach = 0.25;
        let web = model.leaf("web", &[source]);
        let app = model.leaf("app", &[source]);
        for (component, effect) in effects {
            model.soften(component, source, effect.clone(), w);
        }
        if any {
            model.any(&[web, app])
        } else {
            model.all(&[web, app])
        };
        answer(&model.build())
    };
    let an_outage = |exact: spof::exact::Exact| exact.unavailability * 1000.0 / 0.25;
    let began =
        |exact: spof::exact::Exact| exact.outages_per_year.unwrap() / 8760.0 * 1000.0 / 0.25;
    let joint = |rate: f64| 1.0 / (1.0 / m + rate);
    let after = || Effect::After(mean(a));
    let covers = || Effect::CoversFirst(mean(c));

    let one = build(&[("web", after())], true);
    close(an_outage(one), (1.0 - w) * m + w * joint(1.0 / a), 1e-11);
    close(began(one), 1.0, 1e-11);
    let both = build(&[("web", after()), ("app", after())], true);
    let expected =
        (1.0 - w).powi(2) * m + 2.0 * w * (1.0 - w) * joint(1.0 / a) + w * w * joint(2.0 / a);
    close(an_outage(both), expected, 1e-11);
    let either = build(&[("web", after()), ("app", after())], false);
    close(
        an_outage(either),
        2.0 * ((1.0 - w) * m + w * joint(1.0 / a)) - expected,
        1e-11,
    );
    let late = build(&[("web", covers())], true);
    close(an_outage(late), m - w * joint(1.0 / c), 1e-11);
    // It begins at once where the cover fails, and else if the outage outlasts it.
    close(began(late), (1.0 - w) + w * m / (m + c), 1e-11);
    let fixed = build(&[("web", Effect::CoversFirst(Law::Fixed(0.1)))], true);
    close(
        an_outage(fixed),
        (1.0 - w) * m + w * m * (-0.1f64 / m).exp(),
        1e-11,
    );
    close(began(fixed), (1.0 - w) + w * (-0.1f64 / m).exp(), 1e-11);
    let window = build(
        &[
            ("web", Effect::CoversFirst(Law::Fixed(0.1))),
            ("web", Effect::After(Law::Fixed(0.5))),
        ],
        true,
    );
    let lasting = |from: f64| m * (-from / m).exp();
    let expected = (1.0 - w) * ((1.0 - w) * m + w * lasting(0.1))
        + w * ((1.0 - w) * (m - lasting(0.5)) + w * (lasting(0.1) - lasting(0.5)));
    close(an_outage(window), expected, 1e-11);
    // All covered at once: one outage, not two.
    let alike = build(
        &[
            ("web", Effect::CoversFirst(Law::Fixed(0.1))),
            ("app", Effect::CoversFirst(Law::Fixed(0.1))),
        ],
        false,
    );
    let none = (1.0 - w) + w * (1.0 - w);
    close(began(alike), none + w * w * (-0.1f64 / m).exp(), 1e-11);
    // One begins to feel it when the other ceases to.
    let crossing = build(
        &[
            ("web", Effect::CoversFirst(Law::Fixed(0.1))),
            ("app", Effect::After(Law::Fixed(0.1))),
        ],
        false,
    );
    assert_eq!(crossing.outages_per_year, None);
    close(an_outage(crossing), m - w * w * 0.0, 1e-11);
}

#[test]
fn what_stands_in_the_way_is_said() {
    let mut new = k_of_n(1, 2, 1000.0, 10.0).build();
    new.start = Start::New;
    assert_eq!(solve(&new), Err(Obstacle::StartsNew));

    let mut shock = k_of_n(1, 2, 1000.0, 10.0);
    shock.shock(500.0, &[nth(0), nth(1)], 1.0);
    shock.sources[nth(0)].lasts = Law::of_quantiles(5.0, 20.0);
    let found = solve(&shock.build()).unwrap_err().to_string();
    assert!(
        found.contains("source-0") && found.contains("lognormal"),
        "{found}"
    );

    let mut group = Model::default();
    let machines = [0; 2].map(|_| group.machine(1000.0, 10.0));
    let switch = Law::Fixed(0.1);
    group.group(
        &machines,
        Failover {
            switch,
            ..at_once()
        },
    );
    let found = solve(&group.build()).unwrap_err().to_string();
    assert!(found.contains("switch of `group-0` is fixed"), "{found}");
}

/// A shock that strikes a single machine only makes it fail more often.
#[test]
fn a_shock_on_one_machine_adds_its_rate() {
    let mut model = k_of_n(1, 1, 1000.0, 10.0);
    let shock = model.source(mean(500.0), mean(10.0));
    model.sources[shock].is_shock = true;
    model.sources[nth(0)].struck_by = vec![Strike {
        by: shock,
        chance: 1.0,
    }];
    let expected = 10.0 / (1.0 / (1.0 / 1000.0 + 1.0 / 500.0) + 10.0);
    close(answer(&model.build()).unavailability, expected, 1e-14);
}
