//! Which sources are drawn in a life, and in which order.

use super::{circuit::Circuit, outages::Screen, process::Process};
use crate::topology::{Source, SourceId, Table, Topology};

/// The sources that any of the circuits feels, each before what it strikes: nobody need draw the others. `processes` are
/// those of all the plan's sources.
pub fn draw_order<'c>(
    circuits: impl IntoIterator<Item = &'c Circuit>,
    topology: &Topology,
    processes: &[Process],
) -> Vec<Screen> {
    let mut open: Vec<SourceId> = circuits
        .into_iter()
        .flat_map(|circuit| circuit.sources.in_plan.iter().copied())
        .collect();
    let mut felt = topology.sources.map(|_| false);
    while let Some(source) = open.pop() {
        if !std::mem::replace(&mut felt[source], true) {
            let strikers = &topology.sources[source].struck_by;
            open.extend(strikers.iter().map(|strike| strike.by));
        }
    }
    let order = strikers_first(&topology.sources).into_iter();
    order
        .filter(|&source| felt[source])
        .map(|source| Screen::new(source.index() as u32, &processes[source.index()]))
        .collect()
}

/// The sources with what strikes before what is struck.
fn strikers_first(sources: &Table<SourceId, Source>) -> Vec<SourceId> {
    let mut order = Vec::with_capacity(sources.len());
    let mut seen = sources.map(|_| false);
    // With each, whether its strikers come before it already.
    let mut open: Vec<(SourceId, bool)> = sources.ids().rev().map(|id| (id, false)).collect();
    while let Some((id, ready)) = open.pop() {
        if ready {
            order.push(id);
        } else if !std::mem::replace(&mut seen[id], true) {
            open.push((id, true));
            let strikers = sources[id].struck_by.iter().rev();
            open.extend(strikers.map(|strike| (strike.by, false)));
        }
    }
    order
}
