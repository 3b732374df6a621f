//! What the reader should know about the numbers of a run: why it ended, what is left out, and whether simulation and
//! exact answer disagree.

use super::computed::{Claimed, Computed};
use crate::{
    answer::{ArchitectureResult, Note},
    engine::WarmUp,
    estimate::{Evidence, Judgement},
    experiment::{self, Options, Run, Scenarios},
    failover::Failback,
    topology::Topology,
    units::HOURS_PER_YEAR,
};

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
        experiment::Stopped::Years | experiment::Stopped::Events if wide.is_empty() => {}
        experiment::Stopped::Years | experiment::Stopped::Events => notes.push(Note::StillWide {
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

/// Whether a run shows that more years may change what it says.
pub fn is_open(shown: &[Note]) -> bool {
    let is_wide = |note: &Note| matches!(note, Note::NotSettled { .. } | Note::StillWide { .. });
    shown.iter().any(is_wide)
}

/// The architectures whose steady state no warm-up that could be lived comes near to.
pub fn not_steady(topology: &Topology) -> Vec<Note> {
    let architectures = topology.architectures.iter();
    let found = architectures.filter_map(|architecture| {
        let warm_up = WarmUp::new(topology, &architecture.counted(&topology.sources));
        let (memory, missing) = warm_up.unsteady?;
        let mut groups = architecture.groups.iter();
        let stays = groups.any(|group| group.law.failback == Failback::Never);
        Some(Note::NotSteady {
            architecture: architecture.name.clone(),
            memory,
            years: warm_up.hours / HOURS_PER_YEAR + f64::from(u8::from(stays)),
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
        notes.push(Note::NoScenario);
    } else if drawn < asked {
        notes.push(Note::FewerScenarios { drawn, asked });
    }
    if scenarios.swings.len() < topology.unknowns.len() {
        notes.push(Note::NoTornado);
    }
    let rough = scenarios.rough.iter();
    // Of a class it is said with the architecture.
    let rough: Vec<String> = rough
        .filter_map(|&index| Some(topology.architectures.get(index)?.name.clone()))
        .collect();
    if !rough.is_empty() {
        notes.push(Note::RoughScenarios {
            architectures: rough,
        });
    }
    notes
}

/// Where plain lives and what is computed cannot both be right: for one of the two programs is wrong then.
pub fn disagreements(topology: &Topology, run: &Run) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, architecture) in topology.architectures.iter().enumerate() {
        // What is not steady is said to be that.
        let counted = architecture.counted(&topology.sources);
        if WarmUp::new(topology, &counted).unsteady.is_some() {
            continue;
        }
        let computed = match (&run.known[index], &run.first_order[index]) {
            (Ok(exact), _) => Computed::Exact(exact),
            (Err(_), Some(found)) => Computed::FirstOrder(found),
            (Err(_), None) => continue,
        };
        let claims = computed.claims(topology, architecture);
        let notes_of = claims.iter().filter_map(|claimed| {
            disagreement(
                &architecture.name,
                claimed,
                &claimed.plain(&run.tallies[index]),
            )
        });
        notes.extend(notes_of);
    }
    notes
}

/// That of one claim with the lives, if it is one.
fn disagreement(architecture: &str, claimed: &Claimed<'_>, lived: &Evidence) -> Option<Note> {
    let Judgement::Differs(errors) = claimed.judge(lived) else {
        return None;
    };
    Some(Note::Disagreement {
        architecture: architecture.to_owned(),
        quantity: claimed.quantity,
        simulated: lived.mean(),
        computed: claimed.claim.mean,
        errors,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::Quantity, build, catalog::Catalog, diagnostic::SourceText, exact::exact,
        experiment::Tally,
    };

    /// Up 8,760 h and down 1 h on average: half of the years lived have one hour of it.
    const PLAN: &str = "
spof: 1
service: x
world: none
path: [web]
components:
  web: {fails: {mean: 8760h}, lasts: 1h}
architectures:
  a: {sites: {here: p/r/a}}
";

    #[test]
    fn lives_and_a_computed_mean_that_cannot_both_be_right_are_noted() {
        let reading = build::read(&SourceText::new("plan.yaml", PLAN), Catalog::bundled());
        let Ok(reading) = reading else {
            panic!("the plan is read")
        };
        let topology = &reading.topology;
        let architecture = &topology.architectures[0];
        let known = exact(topology, architecture).expect("an exact answer");
        let hour = 3_600_000_000;
        let lived = Tally {
            lives: 10_000,
            downtime: 5_000 * u128::from(hour),
            downtime_squared: 5_000 * u128::from(hour).pow(2),
            totals: vec![hour; 5_000],
            outages: 5_000,
            with_outage: 5_000,
            ..Tally::default()
        };
        let note = |minutes: f64| {
            let made_up = crate::exact::Exact {
                downtime_minutes: minutes,
                ..known
            };
            let claims = Computed::Exact(&made_up).claims(topology, architecture);
            let found = claims.iter();
            let mut found = found.filter_map(|it| disagreement("a", it, &it.plain(&lived)));
            found.next()
        };
        assert_eq!(note(30.5), None);
        let Some(Note::Disagreement {
            quantity,
            simulated,
            computed,
            errors,
            ..
        }) = note(24.0)
        else {
            panic!("20 standard errors are noted")
        };
        assert_eq!((quantity, computed), (Quantity::Downtime, 24.0));
        assert!((simulated - 30.0).abs() < 1e-9 && errors.is_some_and(|it| it > 19.0));
        let said = note(24.0).map(|note| note.to_string()).unwrap_or_default();
        assert!(
            said.starts_with("DO NOT TRUST a: downtime of 30 min/year"),
            "{said}"
        );
    }
}
