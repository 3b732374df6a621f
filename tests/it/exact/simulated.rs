//! The exact solver and the simulator, two programs that share only the model: reach, hits, mitigations, odd laws.

use crate::exact::model::nth;
use std::sync::atomic::AtomicBool;

use spof::{
    exact::{Blame, Exact, causes},
    experiment::{Options, Run, simulate},
    law::Law,
    topology::{Effect, NodeId, Strike, Topology},
};

use super::{
    answer,
    model::{Model, mean},
};

/// Both within four standard errors of the simulation.
fn agree(topology: &Topology, seed: u64) {
    agree_over(topology, seed, 16_384);
}

/// The same over so many years.
pub fn agree_over(topology: &Topology, seed: u64, years: u64) {
    let options = Options {
        seed,
        precision: 0.0,
        years: Some(years),
        method: spof::experiment::Method::Unaided,
    };
    let run = simulate(topology, options, &|_| {}, &AtomicBool::new(false));
    let tally = &run.tallies[0];
    let exact = answer(topology);
    let hours = exact.downtime_minutes / 60.0;
    let errors = (tally.mean_hours() - hours) / tally.standard_error_hours();
    assert!(
        errors.abs() < 4.0,
        "{} h simulated, {hours} h exact",
        tally.mean_hours()
    );
    let failover = tally.failover as f64 / 6e7 / tally.lives as f64;
    assert!(
        (failover - exact.failover_minutes).abs() <= 0.03 * exact.failover_minutes,
        "{failover} failover minutes simulated, {} exact",
        exact.failover_minutes
    );
    charges_agree(topology, &run, &exact);
    let outages = tally.outages as f64 / tally.lives as f64;
    let expected = exact.outages_per_year.unwrap();
    // Outages come in clusters where a long impact is interrupted: half as much again.
    let error = 1.5 * (expected / tally.lives as f64).sqrt();
    assert!(
        (outages - expected).abs() < 4.0 * error,
        "{outages} outages simulated, {expected} exact"
    );
}

/// Every charge of the lives is that which was computed, to a few hundredths of the downtime.
fn charges_agree(topology: &Topology, run: &Run, exact: &Exact) {
    let causes = causes(topology, &topology.architectures[0], exact).expect("charges");
    let tally = &run.tallies[0];
    let blames = run.sources[0].iter().map(|&source| Blame::Source(source));
    let blames = blames.chain([Blame::SwitchingBack]);
    for (blame, lived) in blames.zip(&tally.causes) {
        let minutes = |micros: u128| micros as f64 / 6e7 / tally.lives as f64;
        let charge = causes.charges.iter().find(|charge| charge.blame == blame);
        let computed = charge.map_or((0.0, 0.0), |charge| {
            (charge.minutes, charge.failover_minutes)
        });
        let lived = (minutes(lived.all), minutes(lived.failover));
        let most = 0.025 * exact.downtime_minutes;
        assert!(
            (lived.0 - computed.0).abs() < most && (lived.1 - computed.1).abs() < most,
            "{blame:?}: {lived:?} lived, {computed:?} computed, {} in all",
            exact.downtime_minutes
        );
    }
}

fn two_tiers(lasts: Law) -> Model {
    let mut model = Model::default();
    let resolver = model.source(mean(900.0), lasts);
    model.sources[resolver].reach = 0.7;
    let zones = [0; 2].map(|_| {
        let zone = model.source(Law::weibull(2.0, 700.0), mean(5.0));
        model.sources[zone].hits = 0.6;
        zone
    });
    let tiers: Vec<NodeId> = ["web", "app"]
        .map(|tier| {
            let replicas: Vec<NodeId> = (0..4)
                .map(|index| {
                    let own = model.source(
                        mean(300.0),
                        Law::Uniform {
                            low: 1.0,
                            high: 6.0,
                        },
                    );
                    model.leaf(tier, &[resolver, zones[index % 2], own])
                })
                .collect();
            model.at_least(2, &replicas)
        })
        .to_vec();
    model.all(&tiers);
    model
}

#[test]
fn reach_and_hits() {
    agree(&two_tiers(Law::of_quantiles(1.0, 4.0)).build(), 1);
}

#[test]
fn mitigations_of_all_kinds() {
    let resolver = nth(0);
    let mut model = two_tiers(Law::of_quantiles(1.0, 4.0));
    model.soften(
        "web",
        resolver,
        Effect::After(Law::of_quantiles(0.5, 2.0)),
        0.8,
    );
    model.soften("web", resolver, Effect::CoversFirst(Law::Fixed(0.1)), 0.5);
    model.soften("app", resolver, Effect::CoversFirst(mean(0.4)), 0.9);
    model.soften(
        "app",
        resolver,
        Effect::After(Law::Uniform {
            low: 0.2,
            high: 3.0,
        }),
        0.7,
    );
    agree(&model.build(), 2);
}

#[test]
fn mitigations_that_strike_by_chance() {
    let resolver = nth(0);
    let mut model = two_tiers(Law::Observed(vec![0.2, 1.4, 4.0, 12.0]));
    model.sources[nth(0)].hits = 0.7;
    model.soften(
        "web",
        resolver,
        Effect::CoversFirst(Law::Gamma {
            shape: 2.0,
            mean: 0.5,
        }),
        1.0,
    );
    model.soften(
        "app",
        resolver,
        Effect::CoversFirst(Law::weibull(0.7, 0.5)),
        0.9,
    );
    model.soften(
        "app",
        resolver,
        Effect::After(Law::Observed(vec![0.5, 2.0])),
        1.0,
    );
    agree(&model.build(), 3);
}

#[test]
fn a_shock_on_one_machine() {
    let mut model = Model::default();
    let own = model.source(mean(900.0), Law::of_quantiles(1.0, 4.0));
    let shock = model.source(mean(400.0), Law::of_quantiles(1.0, 4.0));
    model.sources[shock].is_shock = true;
    model.sources[own].struck_by = vec![Strike {
        by: shock,
        chance: 1.0,
    }];
    let one = model.leaf("web", &[own]);
    let other = model.machine(50.0, 10.0);
    model.any(&[one, other]);
    agree(&model.build(), 4);
}
