//! Where the architectures of a plan are weak: exact answers as results.

use super::basis::on_basis;
use crate::{
    answer::{Basis, CutSetResult, ImportanceResult, WeaknessResult, WeaknessResults, Worth},
    exact,
    topology::{Architecture, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Finds the `top` likeliest minimal cut sets of every architecture, and the importance of every source, with the plan's numbers on this basis.
#[must_use]
pub fn weaknesses(topology: &Topology, top: usize, basis: Basis) -> WeaknessResults {
    let (topology, basis) = on_basis(topology, basis);
    let topology = &*topology;
    let architectures = topology.architectures.iter();
    WeaknessResults {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        service: topology.service.clone(),
        basis,
        architectures: architectures
            .map(|architecture| weakness(topology, architecture, top, MOST_STEPS))
            .collect(),
    }
}

/// Steps that each part of the work on one architecture may take where nothing else is asked for.
const MOST_STEPS: usize = 2_000_000;
/// The same beside a simulation, which is not to wait for it.
pub(super) const FEW_STEPS: usize = 200_000;

/// One architecture's.
pub(super) fn weakness(
    topology: &Topology,
    architecture: &Architecture,
    top: usize,
    steps: usize,
) -> WeaknessResult {
    let name = architecture.name.clone();
    let found = match exact::weaknesses(topology, architecture, top, steps) {
        Ok(found) => found,
        Err(obstacle) => {
            return WeaknessResult {
                name,
                obstacle: Some(obstacle.to_string()),
                made_static: Vec::new(),
                downtime_minutes_per_year: None,
                cut_sets_total: None,
                cut_sets_sorted: false,
                cut_sets: None,
                importance: None,
            };
        }
    };
    let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
    let down = found.unavailability;
    let cut_sets = found.cut_sets.into_iter().map(|set| CutSetResult {
        sources: set.sources,
        probability: set.probability,
        share: if down > 0.0 {
            set.probability / down
        } else {
            0.0
        },
        minutes_per_year: set.probability * year,
    });
    let importance = found
        .importance
        .into_iter()
        .map(|(source, measures)| ImportanceResult {
            source,
            felt: measures.felt,
            birnbaum: measures.birnbaum,
            criticality: measures.criticality,
            fussell_vesely: measures.fussell_vesely,
            raw: Worth::new(measures.achievement_worth),
            rrw: Worth::new(measures.reduction_worth),
        });
    WeaknessResult {
        name,
        obstacle: None,
        made_static: found.liberties.iter().map(ToString::to_string).collect(),
        downtime_minutes_per_year: Some(down * year),
        cut_sets_total: found.total.map(|total| total as f64),
        cut_sets_sorted: found.is_sorted,
        cut_sets: Some(cut_sets.collect()),
        importance: Some(importance.collect()),
    }
}
