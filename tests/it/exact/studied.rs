//! What a study makes of exact answers.

use crate::exact::model::nth;
use std::sync::atomic::AtomicBool;

use spof::{
    answer::{Note, Results},
    catalog::Catalog,
    experiment::Options,
    study::study,
    topology::Topology,
};

use super::{
    answer,
    model::{Model, mean},
};

fn studied(topology: &Topology) -> Results {
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(20_000),
        method: spof::experiment::Method::Best,
    };
    study(
        topology,
        Catalog::bundled(),
        options,
        &|_| {},
        &AtomicBool::new(false),
    )
}

fn three_machines(fails: f64, lasts: f64) -> Topology {
    let mut model = Model::default();
    let machines = [0; 3].map(|_| model.machine(fails, lasts));
    model.at_least(1, &machines);
    let mut topology = model.build();
    topology.goal.availability = Some(0.9999);
    topology.goal.outage_cost = Some(60.0);
    topology
}

#[test]
fn the_exact_mean_is_the_mean() {
    let topology = three_machines(200.0, 10.0);
    let results = studied(&topology);
    let result = &results.architectures[0];
    let exact = answer(&topology);
    let down = &result.downtime;
    assert_eq!(down.exact, Some(exact.downtime_minutes));
    assert_eq!(down.mean, exact.downtime_minutes);
    assert_eq!(down.ci95, [down.mean; 2]);
    assert_eq!(down.believed, down.mean);
    assert_eq!(Some(result.outages_per_year), exact.outages_per_year);
    assert!((result.availability - (1.0 - exact.unavailability)).abs() < 1e-15);
    assert!(down.simulated != down.mean && down.simulated_ci95[0] < down.simulated_ci95[1]);
    assert!((down.simulated / down.mean - 1.0).abs() < 0.1);
    expect_agreement(&results);
}

/// No note says that the exact and the simulated answer differ.
#[track_caller]
fn expect_agreement(results: &Results) {
    assert!(
        results
            .notes
            .iter()
            .all(|note| !matches!(note, Note::Disagreement { .. })),
        "{:?}",
        results.notes
    );
}

/// 1.2e-11: no simulated year sees it, and yet it is known.
#[test]
fn what_no_year_has_seen_is_known_all_the_same() {
    let results = studied(&three_machines(8760.0, 2.0));
    let down = &results.architectures[0].downtime;
    assert!((down.mean / 525_600.0 / 1.1892693886941148e-11 - 1.0).abs() < 1e-12);
    assert!(!down.none_seen && down.simulated == 0.0 && down.simulated_ci95[1] > 0.0);
    expect_agreement(&results);
}

/// Where a law has no variance and nothing can fail, nothing is divided by zero.
#[test]
fn nothing_that_fails_is_exactly_nothing() {
    let mut model = Model::default();
    let source = model.source(mean(100.0), mean(1.0));
    model.leaf("web", &[source]);
    model.sources[nth(0)].fails = None;
    let exact = answer(&model.build());
    assert_eq!(
        (
            exact.unavailability,
            exact.outages_per_year,
            exact.mean_outage_minutes
        ),
        (0.0, Some(0.0), None)
    );
}
