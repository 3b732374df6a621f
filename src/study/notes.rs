//! What the reader should know about the numbers of a run: why it ended, what is left out, and whether simulation and
//! exact answer disagree.

use crate::{
    answer::{ArchitectureResult, Note},
    engine::WarmUp,
    experiment::{self, Options, Run, Scenarios},
    failover::Failback,
    topology::Topology,
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Standard errors that simulation and exact answer may lie apart; chance alone does so once in 16,000 comparisons.
pub const AGREEMENT: f64 = 4.0;

/// What the run itself shows.
pub fn notes(
    topology: &Topology,
    options: Options,
    run: &Run,
    architectures: &[ArchitectureResult],
) -> Vec<Note> {
    let mut notes = Vec::new();
    let wide: Vec<String> = architectures
        .iter()
        .filter(|result| {
            let downtime = &result.downtime;
            (downtime.ci95[1] - downtime.ci95[0]) / 2.0 > options.precision * downtime.mean
        })
        .map(|result| result.name.clone())
        .collect();
    match run.stopped {
        experiment::Stopped::Precision => {}
        experiment::Stopped::Years if wide.is_empty() => {}
        experiment::Stopped::Years => notes.push(Note::StillWide {
            years: run.years,
            architectures: wide,
            precision: options.precision,
        }),
        experiment::Stopped::Interrupted => {
            notes.push(Note::StoppedByHand { years: run.years });
        }
    }
    let unsettled = architectures
        .iter()
        .filter(|result| !result.downtime.settled);
    let unsettled: Vec<String> = unsettled.map(|result| result.name.clone()).collect();
    if !unsettled.is_empty() {
        notes.push(Note::NotSettled {
            architectures: unsettled,
        });
    }
    if architectures
        .iter()
        .any(|result| result.lost_service_minutes_per_year > 0.0)
    {
        notes.push(Note::LostServiceUnpriced);
    }
    let mut sites = topology
        .architectures
        .iter()
        .flat_map(|architecture| &architecture.sites);
    if let Some(first) = sites.next()
        && sites.any(|site| site.provider != first.provider)
    {
        notes.push(Note::SeveralProviders);
    }
    notes
}

/// The architectures whose steady state no warm-up that could be lived comes near to.
pub fn not_steady(topology: &Topology) -> Vec<Note> {
    let architectures = topology.architectures.iter();
    let found = architectures.filter_map(|architecture| {
        let warm_up = WarmUp::new(topology, &architecture.counted(&topology.sources));
        let (memory, missing) = warm_up.unsteady?;
        Some(Note::NotSteady {
            architecture: architecture.name.clone(),
            memory,
            years: warm_up.hours / HOURS_PER_YEAR,
            missing,
        })
    });
    found.collect()
}

/// What to know of the drawn scenarios, of which `asked` were wanted.
pub fn of_scenarios(topology: &Topology, scenarios: &Scenarios, asked: u64) -> Vec<Note> {
    let mut notes = Vec::new();
    let drawn = scenarios.drawn.len() as u64;
    if drawn == 0 {
        notes.push(Note::NoWorld);
    } else if drawn < asked {
        notes.push(Note::FewerWorlds { drawn, asked });
    }
    if scenarios.swings.len() < topology.unknowns.len() {
        notes.push(Note::NoTornado);
    }
    let rough = scenarios.rough.iter();
    let rough: Vec<String> = rough
        .map(|&index| topology.architectures[index].name.clone())
        .collect();
    if !rough.is_empty() {
        notes.push(Note::RoughWorlds {
            architectures: rough,
        });
    }
    notes
}

/// Where simulation and exact answer cannot both be right: for one of the two programs is wrong then.
pub fn disagreements(topology: &Topology, run: &Run) -> Vec<Note> {
    let found = topology
        .architectures
        .iter()
        .zip(&run.tallies)
        .zip(&run.known)
        .filter_map(|((architecture, tally), known)| {
            // Without failback a life has but one year to forget who served first; the exact answer has for ever.
            let groups = &mut architecture.groups.iter();
            if groups.any(|group| group.law.failback == Failback::Never) {
                return None;
            }
            // What is not steady is said to be that.
            let counted = architecture.counted(&topology.sources);
            if WarmUp::new(topology, &counted).unsteady.is_some() {
                return None;
            }
            let known = known.as_ref().ok()?;
            let simulated = tally.mean_hours() * MINUTES_PER_HOUR;
            let error = tally.standard_error_hours() * MINUTES_PER_HOUR;
            let errors = known.errors_from(simulated, error, tally.lives);
            (errors > AGREEMENT).then(|| Note::Disagreement {
                architecture: architecture.name.clone(),
                simulated,
                exact: known.downtime_minutes,
                errors,
            })
        });
    found.collect()
}
