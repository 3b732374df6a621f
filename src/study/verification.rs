//! The simulation held against the exact answer, seed by seed: two programs that share only the model. And against the
//! answer that a plan states itself, worked out elsewhere.

use std::sync::atomic::{AtomicBool, Ordering};

use super::notes::AGREEMENT;
use crate::{
    answer::{SeedResult, VerificationResult, VerificationResults},
    exact::{Exact, Method, Obstacle, exact},
    experiment::{self, Event, FirstOrder, NORMAL_975, Options, Progress, Run, Tally, first_order},
    topology::{Architecture, Stated, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minutes in a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;
/// Seed of what is drawn of an answer outage by outage, which is none of the years'; and the precision that is aimed at.
const FIRST_ORDER: (u64, f64) = (0, 1e-3);
/// So many lives with downtime know their own error.
const MANY_LIVES_DOWN: usize = 200;

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
    let mut rows: Vec<Row> = topology
        .architectures
        .iter()
        .enumerate()
        .flat_map(|(index, architecture)| answers(topology, architecture, index))
        .collect();
    let mut lived = 0;
    // What was believed is not compared with anything.
    let mut topology = topology.clone();
    for architecture in &mut topology.architectures {
        architecture.if_independent = None;
    }
    if rows.iter().any(|row| row.answer.is_some()) {
        for seed in 1..=seeds {
            let options = Options {
                seed,
                precision,
                years: Some(years),
                method: experiment::Method::Unaided,
            };
            let tell = |event| {
                if let Event::Progress(progress) = event {
                    observe(progress);
                }
            };
            let run = experiment::simulate(&topology, options, &tell, stop);
            if stop.load(Ordering::Relaxed) {
                break;
            }
            lived = run.years;
            for row in &mut rows {
                if let Some(answer) = &row.answer {
                    row.result
                        .seeds
                        .push(compare(&run, row.index, answer, seed));
                }
            }
        }
    }
    VerificationResults {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        service: topology.service.clone(),
        years: lived,
        architectures: rows.into_iter().map(|row| row.result).collect(),
    }
}

/// What an architecture's simulation is held against.
struct Row {
    /// Which architecture.
    index: usize,
    answer: Option<Answer>,
    result: VerificationResult,
}

/// What the simulation ought to say.
enum Answer {
    /// By the program itself.
    Exact(Exact),
    /// By the program itself, outage by outage.
    FirstOrder(FirstOrder),
    /// By the plan [min a year].
    Stated(f64),
}

impl Answer {
    /// The mean [min a year].
    fn minutes(&self) -> f64 {
        match self {
            Self::Exact(exact) => exact.downtime_minutes,
            Self::FirstOrder(found) => found.downtime.mean * MINUTES_PER_HOUR,
            Self::Stated(minutes) => *minutes,
        }
    }

    /// Its own standard error [min a year].
    fn error(&self) -> f64 {
        match self {
            Self::FirstOrder(found) => found.downtime.half / NORMAL_975 * MINUTES_PER_HOUR,
            Self::Exact(_) | Self::Stated(_) => 0.0,
        }
    }
}

/// An architecture's answers: computed, stated, or both; else what stands in the way of one.
fn answers(topology: &Topology, architecture: &Architecture, index: usize) -> Vec<Row> {
    let row = |answer: Option<Answer>, method, obstacle: Option<Obstacle>| Row {
        index,
        result: VerificationResult {
            name: architecture.name.clone(),
            exact: answer.as_ref().map(Answer::minutes),
            stated: matches!(answer, Some(Answer::Stated(_))),
            method,
            obstacle: obstacle.map(|obstacle| obstacle.to_string()),
            seeds: Vec::new(),
        },
        answer,
    };
    let stated = architecture.stated.as_ref().map(|stated: &Stated| {
        row(
            Some(Answer::Stated(stated.unavailability * YEAR)),
            Some(format!("stated: {}", stated.by)),
            None,
        )
    });
    let computed = match exact(topology, architecture) {
        Ok(exact) => {
            let method = method(&exact).to_owned();
            Some(row(Some(Answer::Exact(exact)), Some(method), None))
        }
        Err(obstacle) => match first_order(topology, architecture, FIRST_ORDER) {
            Ok(found) => {
                let method = Some("outage by outage".to_owned());
                Some(row(Some(Answer::FirstOrder(found)), method, None))
            }
            Err(_) if stated.is_some() => None,
            Err(_) => Some(row(None, None, Some(obstacle))),
        },
    };
    computed.into_iter().chain(stated).collect()
}

/// How an exact answer was found.
fn method(exact: &Exact) -> &'static str {
    match exact.method {
        Method::Diagram => "decision diagram",
        Method::Chain => "Markov chain",
    }
}

/// What one run says of an architecture against its answer: branches where plain lives would have been too many, else
/// plain lives. Neither leans on exact answers itself.
fn compare(run: &Run, index: usize, answer: &Answer, seed: u64) -> SeedResult {
    let tally = &run.tallies[index];
    let truth = answer.minutes();
    let own = answer.error();
    let (estimator, simulated, standard_error, apart) = if let Some(means) = tally.weighted.means()
    {
        let mean = means.downtime * MINUTES_PER_HOUR;
        let error = means.error * MINUTES_PER_HOUR;
        let apart = (mean - truth).abs() / error.hypot(own);
        ("importance sampling", mean, error, apart)
    } else {
        let mean = tally.mean_hours() * MINUTES_PER_HOUR;
        let error = tally.standard_error_hours() * MINUTES_PER_HOUR;
        let apart = match answer {
            Answer::Exact(exact) => exact.errors_from(mean, error, tally.lives),
            Answer::Stated(_) | Answer::FirstOrder(_) => {
                errors_from(truth, mean, error.hypot(own), tally)
            }
        };
        let estimator = if tally.totals.is_empty() {
            "none seen"
        } else {
            "plain"
        };
        (estimator, mean, error, apart)
    };
    // Of weighted lives a few heavy ones decide, so that their standard error is itself uncertain.
    let slack = if tally.weighted.means().is_some() {
        1.5
    } else {
        1.0
    };
    SeedResult {
        seed,
        estimator,
        simulated,
        standard_error,
        errors_apart: apart.copysign(simulated - truth),
        agrees: apart <= AGREEMENT * slack,
    }
}

/// As [`Exact::errors_from`] where few lives had downtime, the length of an outage taken from those seen: a downtime of
/// d a year in outages of length m has the error √(d m / lives). Where none was seen, one may take a year.
fn errors_from(truth: f64, mean: f64, error: f64, tally: &Tally) -> f64 {
    let lives = tally.lives.max(1) as f64;
    if tally.totals.len() >= MANY_LIVES_DOWN {
        return (mean - truth).abs() / error.max(1e-7);
    }
    let length = if tally.outages == 0 {
        YEAR
    } else {
        mean * lives / tally.outages as f64
    };
    let error = error.max((truth * length / lives).sqrt());
    (mean - truth).abs() / error.max(1e-7)
}
