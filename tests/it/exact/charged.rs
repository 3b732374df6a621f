//! Charges of the exact solver: by the definition on random small structures, by hand, and of the cases that went wrong.

use proptest::prelude::*;
use spof::{
    answer::{ArchitectureResult, CausesBasis, Results},
    catalog::Catalog,
    exact::{Blame, Causes, causes},
    experiment::{Method, Options},
    study::study,
    topology::{NodeId, Topology},
};
use std::sync::atomic::AtomicBool;

use super::{
    answer, brute, close,
    model::{Model, at_once, mean, nth},
    weak::Enumeration,
};
use crate::common::read;

fn charged(topology: &Topology) -> Causes {
    let exact = answer(topology);
    causes(topology, &topology.architectures[0], &exact).expect("charges")
}

/// What is charged to a source [min a year].
fn minutes(causes: &Causes, source: usize) -> f64 {
    let mut charges = causes.charges.iter();
    let charge = charges.find(|charge| charge.blame == Blame::Source(nth(source)));
    charge.map_or(0.0, |charge| charge.minutes)
}

/// Per source, the share of the time charged to it, state by state.
fn by_definition(topology: &Topology) -> Vec<f64> {
    let all = Enumeration::new(topology);
    let sources = topology.sources.len();
    let mut charges = vec![0.0; sources];
    for state in 0..1usize << all.bits {
        if !all.is_down(state) {
            continue;
        }
        let felt = |of: usize| (0..sources).filter(move |source| of >> source & 1 == 1);
        let alone: Vec<usize> = felt(state)
            .filter(|source| !all.is_down(state & !(1 << source)))
            .collect();
        let coins = state >> sources << sources;
        let is_cut = |set: usize| {
            let set = set | coins;
            set & !state == 0
                && all.is_down(set)
                && felt(set).all(|source| !all.is_down(set & !(1 << source)))
        };
        let charged = if alone.is_empty() {
            let cuts = (0..1usize << sources).filter(|set| is_cut(*set));
            felt(cuts.fold(0, |all, cut| all | cut)).collect()
        } else {
            alone
        };
        for source in &charged {
            charges[*source] += all.probability(state, 0) / charged.len() as f64;
        }
    }
    charges
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_structure_is_charged_by_the_definition(plan in brute::plan()) {
        let topology = brute::build(plan);
        prop_assume!(Enumeration::new(&topology).bits <= 10);
        let exact = answer(&topology);
        let causes = charged(&topology);
        prop_assert_eq!(causes.basis, CausesBasis::Exact);
        let all: f64 = causes.charges.iter().map(|charge| charge.minutes).sum();
        prop_assert!((all - exact.downtime_minutes).abs() <= 1e-12 * exact.downtime_minutes);
        for (source, share) in by_definition(&topology).into_iter().enumerate() {
            let found = minutes(&causes, source);
            let expected = share * 525_600.0;
            prop_assert!((found - expected).abs() <= 1e-9 * exact.downtime_minutes, "{source}: {found} instead of {expected}");
        }
    }
}

/// Two tiers of so many machines in two zones, of which some may be down.
fn two_tiers(machines: usize, spare: [usize; 2], hours: f64) -> Topology {
    let mut model = Model::default();
    let zones = [0; 2].map(|_| model.source(mean(5_000.0), mean(hours)));
    let tiers = spare.map(|spare| {
        let replicas: Vec<NodeId> = (0..machines)
            .map(|index| {
                let own = model.source(mean(400.0), mean(hours));
                model.leaf("web", &[zones[index % 2], own])
            })
            .collect();
        model.at_least(machines - spare, &replicas)
    });
    model.all(&tiers);
    model.build()
}

/// The diagram's walk against every state, where both can be had: eleven sources, and the same with a dozen that change nothing.
#[test]
fn the_walk_agrees_with_all_states() {
    let enumerated = two_tiers(5, [3, 2], 4.0);
    let by_definition = by_definition(&enumerated);
    let all: f64 = by_definition.iter().sum();
    let mut model = Model::default();
    for source in &enumerated.sources {
        model.sources.push(source.clone());
    }
    let architecture = &enumerated.architectures[0];
    model.leaves = architecture.leaves.clone();
    model.links = architecture.links.clone();
    model.nodes = architecture.nodes.clone();
    let service = architecture.root;
    // Machines of a third tier that hardly ever goes down.
    let spares: Vec<NodeId> = (0..8).map(|_| model.machine(1e6, 0.001)).collect();
    let spare = model.any(&spares);
    model.all(&[service, spare]);
    let causes = charged(&model.build());
    for (source, share) in by_definition.into_iter().enumerate() {
        let off = minutes(&causes, source) / 525_600.0 - share;
        assert!(off.abs() < 0.002 * all, "{source}: {off:e} of {all:e}");
    }
    let shares: f64 = causes.charges.iter().map(|charge| charge.minutes).sum();
    close(shares, all * 525_600.0, 1e-9);
}

/// Replicas that are alike are charged alike, whatever the order in which they are looked at.
#[test]
fn alike_replicas_are_charged_alike() {
    let topology = two_tiers(40, [5, 6], 10.0);
    let causes = charged(&topology);
    let exact = answer(&topology);
    let all: f64 = causes.charges.iter().map(|charge| charge.minutes).sum();
    close(all, exact.downtime_minutes, 1e-12);
    for tier in [2..42, 42..82] {
        let first = minutes(&causes, tier.start);
        assert!(first > 0.0);
        for source in tier {
            close(minutes(&causes, source), first, 1e-6);
        }
    }
}

/// A shock that strikes both of a pair: its own outages are charged to it, those that met by chance to the two.
#[test]
fn what_a_shock_takes_down_is_charged_to_the_shock() {
    let (lambda, shocks, mu): (f64, f64, f64) = (1e-3, 1e-4, 0.5);
    let mut model = Model::default();
    let machines = [0; 2].map(|_| model.machine(1.0 / lambda, 1.0 / mu));
    let shock = model.shock(1.0 / shocks, &[nth(0), nth(1)], 1.0);
    model.any(&machines);
    let topology = model.build();
    let causes = charged(&topology);
    let shock_share = minutes(&causes, shock.index()) / answer(&topology).downtime_minutes;
    // How often both go down, by how: at one blow; one by itself, then the other by itself or struck; one left of a blow,
    // then the other by itself or by the next blow. Where each has a cause of its own, each is to blame for a half.
    let alone = 2.0 * lambda / mu;
    let left = shocks / mu;
    let ways = [
        (shocks, 1.0),
        (alone * lambda, 0.0),
        (alone * shocks, 0.5),
        (left * lambda, 0.5),
        (left * shocks, 1.0),
    ];
    let all: f64 = ways.iter().map(|way| way.0).sum();
    let of_shocks: f64 = ways.iter().map(|way| way.0 * way.1).sum();
    close(shock_share, of_shocks / all, 1e-4);
    close(minutes(&causes, 0), minutes(&causes, 1), 1e-9);
}

/// A slow switch is charged to what took the active down, as failover minutes; what takes both down at once is none.
#[test]
fn the_wait_for_a_switch_is_failover_minutes() {
    let mut model = Model::default();
    let shared = model.source(mean(5_000.0), mean(2.0));
    let members = [0; 2].map(|_| {
        let own = model.source(mean(500.0), mean(5.0));
        model.leaf("site", &[shared, own])
    });
    let law = spof::failover::Failover {
        switch: mean(0.25),
        ..at_once()
    };
    model.group(&members, law);
    let topology = model.build();
    let (causes, exact) = (charged(&topology), answer(&topology));
    close(causes.failover_minutes(), exact.failover_minutes, 1e-9);
    let charge = |source: usize| {
        let mut charges = causes.charges.iter();
        *charges
            .find(|charge| charge.blame == Blame::Source(nth(source)))
            .unwrap()
    };
    assert!(charge(1).failover_minutes > 0.9 * charge(1).minutes);
    assert!(charge(0).failover_minutes < 0.05 * charge(0).minutes);
}

fn studied(text: &str) -> Results {
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(1_024),
        method: Method::Best,
    };
    study(
        &read(text),
        Catalog::bundled(),
        options,
        &|_| {},
        &AtomicBool::new(false),
    )
}

/// Causes add up to the mean, shares to 1, importance is not negative, and the availability is no bare 1.
#[track_caller]
fn holds_together(result: &ArchitectureResult) {
    let down = result.downtime.mean;
    assert!(down > 0.0 && !result.causes.is_empty(), "{}", result.name);
    let (mut minutes, mut shares, mut failover) = (0.0, 0.0, 0.0);
    for cause in &result.causes {
        assert!(cause.minutes_per_year > 0.0);
        minutes += cause.minutes_per_year;
        shares += cause.share;
        failover += cause.failover_minutes_per_year;
    }
    close(minutes, down, 1e-12);
    close(shares, 1.0, 1e-12);
    assert!((failover - result.failover_minutes_per_year).abs() <= 1e-9 * down);
    close(result.unavailability, down / 525_600.0, 1e-15);
    for importance in result.importance.iter().flatten() {
        assert!(
            importance.birnbaum >= 0.0 && importance.criticality >= 0.0,
            "{importance:?}"
        );
    }
}

#[test]
fn the_cases_that_went_wrong() {
    // Ten times as long in all: the same shares, of a tenth as many outages.
    let often = include_str!("../cases/r-f17-cause-shares-over-1.yaml");
    let often = often.replace("2h", "20h").replace("0.001s", "0.01s");
    let rarely = [
        include_str!("../cases/r-f06-negative-birnbaum.yaml"),
        include_str!("../cases/r-n19-exact-vs-simulated-few-events.yaml"),
        include_str!("../cases/r-n20-causes-or-ci-few-events.yaml"),
        include_str!("../cases/r-n21-causes-empty-mean-positive.yaml"),
    ];
    for text in rarely.into_iter().chain([&*often]) {
        let results = studied(text);
        for result in &results.architectures {
            holds_together(result);
            if text.contains("world: none") {
                assert_eq!(result.causes_basis, CausesBasis::Exact);
                assert_eq!(result.causes.len(), 3);
                for cause in &result.causes {
                    close(cause.share, 1.0 / 3.0, 1e-9);
                }
            }
        }
    }
}

/// Two of three, each 1,000 h up and 90 s down: closed forms of the time, how often, and how long.
#[test]
fn two_of_three() {
    let results = studied(include_str!("../cases/r-n20-causes-or-ci-few-events.yaml"));
    let result = &results.architectures[0];
    let (up, down): (f64, f64) = (1_000.0, 0.025);
    let q = down / (up + down);
    close(result.unavailability, 3.0 * q * q - 2.0 * q.powi(3), 1e-12);
    // Any of three goes down while one of the other two is.
    let falls = 3.0 / (up + down) * 2.0 * q * (1.0 - q);
    close(result.outages_per_year, falls * 8_760.0, 1e-12);
}

/// Where the exact answer is a Markov chain of few states, so is the mean time until the first outage begins.
#[test]
fn the_first_outage_of_machines_and_of_two_of_three() {
    let (lambda, mu): (f64, f64) = (1e-2, 0.5);
    let mut model = Model::default();
    model.machine(1.0 / lambda, 1.0 / mu);
    let topology = model.build();
    let first = spof::exact::first_outage(&topology, &topology.architectures[0]).unwrap();
    // In progress at the beginning with this probability, it must end before.
    let down = lambda / (lambda + mu);
    close(first, 1.0 / lambda + down / mu, 1e-12);

    let mut model = Model::default();
    let machines = [0; 3].map(|_| model.machine(1.0 / lambda, 1.0 / mu));
    model.at_least(2, &machines);
    let topology = model.build();
    let first = spof::exact::first_outage(&topology, &topology.architectures[0]).unwrap();
    let (one, none) = (
        (1.0 + mu / (3.0 * lambda)) / (2.0 * lambda),
        (1.0 + mu / (3.0 * lambda)) / (2.0 * lambda) + 1.0 / (3.0 * lambda),
    );
    let two = one + (1.0 + lambda / (3.0 * mu)) / (2.0 * mu);
    let three = two + 1.0 / (3.0 * mu);
    let up = 1.0 - down;
    let expected = up.powi(3) * none
        + 3.0 * down * up * up * one
        + 3.0 * down * down * up * two
        + down.powi(3) * three;
    close(first, expected, 1e-12);
    // And lives say the same.
    let options = Options {
        seed: 3,
        precision: -1.0,
        years: Some(8_192),
        method: Method::Best,
    };
    let run = spof::experiment::simulate(&topology, options, &|_| {}, &AtomicBool::new(false));
    let estimate = spof::estimate::Estimate::new(&run.tallies[0]);
    assert!(
        (estimate.first_outage / first - 1.0).abs() < 0.05,
        "{} lived, {first} computed",
        estimate.first_outage
    );
    assert!(estimate.with_outage > 4_000);
}
