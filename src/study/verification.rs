//! The simulation held against the exact answer, seed by seed: two programs that share only the model.

use std::sync::atomic::{AtomicBool, Ordering};

use super::AGREEMENT;
use crate::{
    exact::{Exact, Method, exact},
    report::{SeedResult, VerificationResult, VerificationResults},
    simulate::{self, Event, Options, Progress, Run},
    topology::Topology,
    units::MINUTES_PER_HOUR,
};

/// Simulates a plan with each of the seeds 1 to `seeds`, until the interval of each mean is within `precision` of it or
/// for `years`, and compares. Setting `stop` ends it after the seeds
/// that are complete.
#[must_use]
pub fn verify(
    topology: &Topology,
    precision: f64,
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
    // What was believed is not compared with anything.
    let mut topology = topology.clone();
    for architecture in &mut topology.architectures {
        architecture.believed = None;
    }
    if known.iter().any(Result::is_ok) {
        for seed in 1..=seeds {
            let options = Options {
                seed,
                precision,
                years,
                method: simulate::Method::Unaided,
            };
            let tell = |event| {
                if let Event::Progress(progress) = event {
                    observe(progress);
                }
            };
            let run = simulate::simulate(&topology, options, &tell, stop);
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
fn method(exact: &Exact) -> &'static str {
    match exact.method {
        Method::Diagram => "decision diagram",
        Method::Chain => "Markov chain",
    }
}

/// What one run says of an architecture against the exact answer: branches where plain lives would have been too many,
/// else plain lives. Neither leans on exact answers itself.
fn compare(run: &Run, index: usize, exact: &Exact, seed: u64) -> Vec<SeedResult> {
    let tally = &run.tallies[index];
    let weighted = tally.weighted.means().map(|means| {
        let (mean, error) = (means.downtime, means.error);
        let mean = mean * MINUTES_PER_HOUR;
        let error = error * MINUTES_PER_HOUR;
        let apart = (mean - exact.downtime_minutes).abs() / error;
        ("importance sampling", mean, error, apart)
    });
    let plain = || {
        let mean = tally.mean_hours() * MINUTES_PER_HOUR;
        let error = tally.standard_error_hours() * MINUTES_PER_HOUR;
        let apart = exact.errors_from(mean, error, tally.lives);
        ("plain", mean, error, apart)
    };
    let told = std::iter::once(weighted.unwrap_or_else(plain));
    let told = told.map(|(estimator, simulated, error, apart)| SeedResult {
        seed,
        estimator,
        simulated,
        standard_error: error,
        errors_apart: apart.copysign(simulated - exact.downtime_minutes),
        agrees: apart <= AGREEMENT,
    });
    told.collect()
}
