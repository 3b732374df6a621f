//! Why one architecture is down: the results of a run that are about it, what the rest of the plan has against each
//! cause, and one life as a story.

use std::sync::atomic::AtomicBool;

use super::{
    bad_year::bad_year,
    basis::on_basis,
    results::{Lived, results},
    timeline,
};
use crate::{
    answer::{Basis, Cause, Explanation, SinglePoint},
    catalog::Catalog,
    decide::causes_by_kind,
    engine::Diary,
    experiment::{Event, Options, Scenarios, Stage, outage_table, simulate},
    topology::{Architecture, Topology},
};

/// Which life to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// A bad one: only one year in ten is worse.
    Bad,
    /// The one with this number.
    Life(u64),
    /// The one with most downtime of those simulated.
    Worst,
}

/// Simulates a plan as [`super::study`] does, with its numbers on this basis, and says why the architecture at `index` is down; `None` where there is no
/// such architecture or it was stopped before anything was simulated.
#[must_use]
pub fn explain(
    topology: &Topology,
    catalog: &Catalog,
    index: usize,
    (chosen, basis): (Chosen, Basis),
    options: Options,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Option<Explanation> {
    let (topology, basis) = on_basis(topology, basis);
    let topology = &*topology;
    let architecture = topology.architectures.get(index)?;
    let run = simulate(topology, options, observe, stop);
    if run.years == 0 {
        return None;
    }
    observe(Event::Begins(Stage::OutageTable));
    let table = outage_table(topology, options.seed);
    observe(Event::Begins(Stage::Report));
    let (lived, architectures) = Lived::new(topology, catalog, &run, &table, &[]);
    let results = results(
        topology,
        options,
        &lived,
        architectures,
        (&Scenarios::default(), &[]),
    );
    let result = &results.architectures[index];
    let told = |life: u64, worst_of: Option<u64>| {
        let recording = Diary::new(topology, architecture, options.seed).life(life);
        let told = timeline::Told {
            topology,
            architecture,
            recording: &recording,
        };
        told.timeline(options.seed, life, worst_of)
    };
    let life = match chosen {
        Chosen::Bad => bad_year(
            topology,
            architecture,
            options.seed,
            result.single_years().p90,
        ),
        Chosen::Life(life) => told(life, None),
        Chosen::Worst => {
            let worst = run.tallies[index].worst;
            told(worst.map_or(0, |worst| worst.life.0), Some(run.years))
        }
    };
    Some(Explanation {
        spof: results.spof.clone(),
        service: results.service.clone(),
        seed: results.seed,
        basis,
        years: results.years,
        stopped: results.stopped,
        currency: results.currency.clone(),
        architecture: result.name.clone(),
        about: result.about.clone(),
        candidates: results.architectures.len(),
        cost_monthly: result.cost.monthly,
        availability: result.availability,
        unavailability: result.unavailability,
        downtime: result.downtime.clone(),
        outages_per_year: result.outages_per_year,
        first_outage: result.first_outage,
        failover_minutes_per_year: result.failover_minutes_per_year,
        causes: causes_by_kind(topology, &results.architectures, index),
        causes_basis: result.causes_basis,
        single_points: single_points(topology, architecture, &result.causes),
        made_static: result.made_static.clone(),
        cut_sets: result.cut_sets.clone(),
        cut_sets_total: result.cut_sets_total,
        importance: result.importance.clone(),
        by_source: result.causes.clone(),
        life,
    })
}

/// The single points of failure, those first that cause most downtime.
fn single_points(
    topology: &Topology,
    architecture: &Architecture,
    causes: &[Cause],
) -> Vec<SinglePoint> {
    let mut points: Vec<SinglePoint> = architecture
        .single_points(&topology.sources)
        .into_iter()
        .map(|id| {
            let source = &topology.sources[id];
            let cause = causes.iter().find(|cause| cause.source == source.name);
            SinglePoint {
                source: source.name.clone(),
                kind: source.kind.clone(),
                minutes_per_year: cause.map(|cause| cause.minutes_per_year),
                share: cause.map(|cause| cause.share),
            }
        })
        .collect();
    points.sort_by(|one, other| {
        let minutes = |point: &SinglePoint| point.minutes_per_year.unwrap_or(0.0);
        minutes(other)
            .total_cmp(&minutes(one))
            .then_with(|| one.source.cmp(&other.source))
    });
    points
}
