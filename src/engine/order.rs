//! Which sources are drawn in a life, and in which order.

use super::{circuit::Circuit, outages::Screen, process::Process};
use crate::topology::{Source, Topology};

/// The sources that any of the circuits feels, each before what it strikes: nobody need draw the others. `processes` are
/// those of all the plan's sources.
pub fn draw_order(circuits: &[Circuit], topology: &Topology, processes: &[Process]) -> Vec<Screen> {
    let mut open: Vec<u32> = circuits
        .iter()
        .flat_map(|circuit| circuit.sources.in_plan.iter().copied())
        .collect();
    let mut felt = vec![false; topology.sources.len()];
    while let Some(source) = open.pop() {
        if !std::mem::replace(&mut felt[source as usize], true) {
            let strikers = &topology.sources[source as usize].struck_by;
            open.extend(strikers.iter().map(|strike| strike.by.0));
        }
    }
    let order = strikers_first(&topology.sources).into_iter();
    order
        .filter(|&source| felt[source as usize])
        .map(|source| Screen::new(source, &processes[source as usize]))
        .collect()
}

/// The sources with what strikes before what is struck.
fn strikers_first(sources: &[Source]) -> Vec<u32> {
    let mut order = Vec::with_capacity(sources.len());
    let mut seen = vec![false; sources.len()];
    // With each, whether its strikers come before it already.
    let mut open: Vec<(u32, bool)> = (0..sources.len() as u32)
        .rev()
        .map(|index| (index, false))
        .collect();
    while let Some((index, ready)) = open.pop() {
        if ready {
            order.push(index);
        } else if !std::mem::replace(&mut seen[index as usize], true) {
            open.push((index, true));
            let strikers = sources[index as usize].struck_by.iter().rev();
            open.extend(strikers.map(|strike| (strike.by.0, false)));
        }
    }
    order
}
