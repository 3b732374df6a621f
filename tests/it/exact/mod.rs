//! The exact solver against closed forms, brute force and simulation.

pub mod brute;
mod chain;
mod chain_coupled;
mod chain_diagram;
mod chain_lived;
mod charged;
mod known;
mod losses;
mod maintenance;
pub mod model;
mod simulated;
mod studied;
mod weak;

use spof::{
    exact::{Exact, Obstacle, exact},
    topology::Topology,
};

fn solve(topology: &Topology) -> Result<Exact, Obstacle> {
    exact(topology, &topology.architectures[0])
}

/// The exact answer of a model that has one.
fn answer(topology: &Topology) -> Exact {
    match solve(topology) {
        Ok(exact) => exact,
        Err(obstacle) => panic!("no exact answer: {obstacle}"),
    }
}

#[track_caller]
fn close(found: f64, expected: f64, relative: f64) {
    assert!(
        (found / expected - 1.0).abs() <= relative,
        "{found:e} instead of {expected:e}"
    );
}
