//! The simulation held against the exact answer, seed by seed: two programs that share only the model.

use std::sync::atomic::{AtomicBool, Ordering};

use super::AGREEMENT;
use crate::{
    exact::{Exact, exact},
    report::{SeedResult, VerificationResult, VerificationResults},
    simulate::{Options, Progress, Run, simulate},
    topology::Topology,
    units::MINUTES_PER_HOUR,
};

/// No interval is ever this narrow: all the years are simulated.
const NEVER: f64 = -1.0;

/// Simulates a plan for `years` with each of the seeds 1 to `seeds`, and compares. Setting `stop` ends it after the seeds
/// that are complete.
#[must_use]
pub fn verify(
    topology: &Topology,
    years: u64,
    seeds: u64,
    observe: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> VerificationResults {
    let known: Vec<_> = topology
        .architectures
        .iter()
        .map(|architecture| exact(topology, architecture))
        .collect();
    let mut results: Vec<VerificationResult> = topology
        .architectures
        .iter()
        .zip(&known)
        .map(|(architecture, known)| VerificationResult {
            name: architecture.name.clone(),
            exact: known.as_ref().ok().map(|exact| exact.downtime_minutes),
            method: known.as_ref().ok().map(method),
            obstacle: known.as_ref().err().map(ToString::to_string),
            seeds: Vec::new(),
        })
        .collect();
    let mut lived = 0;
    if known.iter().any(Result::is_ok) {
        for seed in 1..=seeds {
            let options = Options {
                seed,
                precision: NEVER,
                years,
            };
            let run = simulate(topology, options, observe, stop);
            if stop.load(Ordering::Relaxed) {
                break;
            }
            lived = run.years;
            for (index, result) in results.iter_mut().enumerate() {
                if let Ok(exact) = &known[index] {
                    result.seeds.extend(compare(&run, index, exact, seed));
                }
            }
        }
    }
    VerificationResults {
        service: topology.service.clone(),
        years: lived,
        architectures: results,
    }
}

/// How an exact answer was found.
fn method(_: &Exact) -> &'static str {
    "decision diagram"
}

/// What one run says of an architecture, each of its estimators against the exact answer. Plain lives are the only one so
/// far that does not lean on exact answers itself.
fn compare(run: &Run, index: usize, exact: &Exact, seed: u64) -> Vec<SeedResult> {
    let tally = &run.tallies[index];
    let plain = (
        "plain",
        tally.mean_hours() * MINUTES_PER_HOUR,
        tally.standard_error_hours() * MINUTES_PER_HOUR,
    );
    let told = [plain].into_iter().map(|(estimator, simulated, error)| {
        let apart = exact.errors_from(simulated, error, tally.lives);
        SeedResult {
            seed,
            estimator,
            simulated,
            standard_error: error,
            errors_apart: apart.copysign(simulated - exact.downtime_minutes),
            agrees: apart <= AGREEMENT,
        }
    });
    told.collect()
}
