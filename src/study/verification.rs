//! The simulation held against what is computed, seed by seed and of all seeds together: two programs that share only the model.
//! And against the answer that a plan states itself, worked out elsewhere.

use std::sync::atomic::{AtomicBool, Ordering};

use super::computed::{Claimed, Computed};
use crate::{
    answer::{
        Agreement, Comparison, Quantity, SeedResult, VerificationResult, VerificationResults,
    },
    engine::WarmUp,
    estimate::{Evidence, Judgement},
    exact::{Exact, Obstacle, exact, with_losses},
    experiment::{
        Event, FirstOrder, Method, Options, Progress, Run, Stopped, first_order, simulate,
    },
    topology::{Architecture, Topology},
};

/// Seed of what is drawn of an answer outage by outage, which is none of the years'; and the precision that is aimed at.
const FIRST_ORDER: (u64, f64) = (0, 1e-3);

/// Simulates a plan with each of the seeds 1 to `seeds`, until the interval of each mean is within `precision` of it or
/// for `years`, and compares. Without `years` their number is bounded, and so are their events. Setting `stop` ends it after
/// the seeds that are complete.
#[must_use]
pub fn verify(
    topology: &Topology,
    precision: f64,
    years: Option<u64>,
    seeds: u64,
    observe: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> VerificationResults {
    let topology = &*topology.with_classes();
    let answers: Vec<Answer> = topology
        .architectures
        .iter()
        .map(|architecture| Answer::new(topology, architecture))
        .collect();
    let each = answers.iter().enumerate();
    let mut rows: Vec<Row<'_>> = each
        .flat_map(|(index, answer)| rows(topology, index, answer))
        .collect();
    let (mut lived, mut cut) = (0, false);
    // What was believed is not compared with anything.
    let mut lives = topology.clone();
    for architecture in &mut lives.architectures {
        architecture.if_independent = None;
    }
    if rows.iter().any(|row| row.claimed.is_some()) {
        for seed in 1..=seeds {
            let options = Options {
                seed,
                precision,
                years,
                method: Method::Unaided,
            };
            let tell = |event| {
                if let Event::Progress(progress) = event {
                    observe(progress);
                }
            };
            let run = simulate(&lives, options, &tell, stop);
            if stop.load(Ordering::Relaxed) {
                break;
            }
            lived = run.years;
            cut |= years.is_none() && run.stopped == Stopped::Events;
            for row in &mut rows {
                row.compare(&run, seed);
            }
        }
    }
    VerificationResults {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        service: topology.service.clone(),
        years: lived,
        cut,
        architectures: rows.into_iter().map(Row::finish).collect(),
    }
}

/// What the program finds of an architecture without lives.
struct Answer {
    exact: Result<Exact, Obstacle>,
    /// Where nothing is exact.
    first_order: Option<FirstOrder>,
}

impl Answer {
    /// Years that do not come out of a steady state are not to be held against one.
    fn new(topology: &Topology, architecture: &Architecture) -> Self {
        if WarmUp::new(topology, architecture).unsteady.is_some() {
            return Self {
                exact: Err(Obstacle::NotSteady),
                first_order: None,
            };
        }
        let exact = exact(topology, architecture);
        let exact = exact.map(|exact| with_losses(topology, architecture, exact));
        let found = || first_order(topology, architecture, FIRST_ORDER).ok();
        Self {
            first_order: exact.is_err().then(found).flatten(),
            exact,
        }
    }

    fn computed(&self) -> Option<Computed<'_>> {
        let exact = self.exact.as_ref().ok().map(Computed::Exact);
        exact.or_else(|| self.first_order.as_ref().map(Computed::FirstOrder))
    }
}

/// What an architecture's simulation is held against.
struct Row<'a> {
    /// Which architecture.
    index: usize,
    claimed: Option<Claimed<'a>>,
    result: VerificationResult,
    /// Of all seeds, and how it was estimated.
    together: Option<(Evidence, &'static str)>,
}

/// How the mean of evidence that was not got in one way was estimated.
const MIXED: &str = "both";

impl<'a> Row<'a> {
    fn new(
        (index, architecture): (usize, &Architecture),
        claimed: Option<Claimed<'a>>,
        method: Option<String>,
        obstacle: Option<&Obstacle>,
    ) -> Self {
        let result = VerificationResult {
            name: architecture.name.clone(),
            quantity: claimed
                .as_ref()
                .map_or(Quantity::Downtime, |it| it.quantity),
            exact: claimed.as_ref().map(|it| it.claim.mean),
            stated: false,
            method,
            obstacle: obstacle.map(ToString::to_string),
            seeds: Vec::new(),
            together: None,
        };
        Self {
            index,
            claimed,
            result,
            together: None,
        }
    }

    /// Hears what one seed says: its branches where plain lives would have been too many, else its plain lives. Neither leans on
    /// computed answers itself.
    fn compare(&mut self, run: &Run, seed: u64) {
        let Some(claimed) = &self.claimed else {
            return;
        };
        let tally = &run.tallies[self.index];
        let branches = tally.weighted.means();
        let branches =
            branches.filter(|means| means.settled && claimed.quantity == Quantity::Downtime);
        let (evidence, estimator) = match branches {
            Some(means) => (
                Evidence::of_branches(&means, tally.weighted.lives),
                "importance sampling",
            ),
            None => {
                let evidence = claimed.plain(tally);
                let estimator = if evidence.is_of_nothing() {
                    "none seen"
                } else {
                    "plain"
                };
                (evidence, estimator)
            }
        };
        self.together = Some(match self.together {
            None => (evidence, estimator),
            Some((others, how)) if how == estimator => (others.and(evidence), how),
            Some((others, _)) => (others.and(evidence), MIXED),
        });
        self.result.seeds.push(SeedResult {
            seed,
            comparison: comparison(claimed, &evidence, estimator),
        });
    }

    fn finish(self) -> VerificationResult {
        let (claimed, together) = (self.claimed, self.together);
        let several = together.filter(|_| self.result.seeds.len() > 1);
        VerificationResult {
            together: claimed
                .zip(several)
                .map(|(claimed, (evidence, how))| comparison(&claimed, &evidence, how)),
            ..self.result
        }
    }
}

/// An architecture's answers: computed, stated, or both; else what stands in the way of one.
fn rows<'a>(topology: &'a Topology, index: usize, answer: &'a Answer) -> Vec<Row<'a>> {
    let architecture = &topology.architectures[index];
    let whose = (index, architecture);
    let computed = answer.computed();
    let claims = computed.map_or_else(Vec::new, |it| it.claims(topology, architecture));
    let stated = architecture.stated.as_ref().map(|stated| {
        let claimed = Claimed::stated(stated.unavailability, topology, architecture, computed);
        let method = format!("stated: {}", stated.by);
        let mut row = Row::new(whose, Some(claimed), Some(method), None);
        row.result.stated = true;
        row
    });
    if let (None, None, Err(obstacle)) = (computed, &stated, &answer.exact) {
        return vec![Row::new(whose, None, None, Some(obstacle))];
    }
    let method = computed.map(|it| it.method().to_owned());
    let claims = claims.into_iter();
    let rows = claims.map(|claimed| Row::new(whose, Some(claimed), method.clone(), None));
    let mut rows: Vec<Row<'_>> = rows.collect();
    // Downtime beside downtime.
    rows.splice(rows.len().min(1)..rows.len().min(1), stated);
    rows
}

/// What evidence says of a claim.
fn comparison(claimed: &Claimed<'_>, evidence: &Evidence, estimator: &'static str) -> Comparison {
    let judgement = claimed.judge(evidence);
    let (verdict, errors_apart) = match judgement {
        Judgement::Agrees(apart) => (Agreement::Agrees, Some(apart)),
        Judgement::Differs(apart) => (Agreement::Differs, apart),
        Judgement::CannotJudge => (Agreement::CannotJudge, None),
    };
    Comparison {
        estimator,
        simulated: evidence.mean(),
        standard_error: evidence.error(),
        errors_apart,
        verdict,
        agrees: verdict == Agreement::Agrees,
    }
}
