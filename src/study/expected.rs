//! What is to be expected of each architecture over the scenarios, and what of that its downtime is caused by.
//!
//! The means over the scenarios are put right by what was foreseen there ([`Foreseen`]). They have no causes: the downtime is split as that
//! as written is, each source counted by how much more or less its outages cost on average. What costs in proportion to its outages is
//! known so; what is left is divided among the others, where switches, mitigations and outages together make it first order only.

use super::{
    architecture,
    growth::{Growth, Growths, Minutes, split},
};
use crate::{
    answer::{ArchitectureResult, ExpectedCause, ExpectedResult, SingleYears, Verdict},
    catalog::EvidenceKind,
    decide::{allowed, of_a_kind, verdict, verdict_of_years},
    estimate::{Estimate, Interval, band90},
    experiment::{
        Charge, DrawnYears, Foreseen, Losses, Run, Scenarios, TimesDown, failing, luck, times_often,
    },
    topology::{
        Aspect, Goal, Source, SourceId, Topology,
        provenance::{FAILS, LASTS},
    },
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// What an architecture is expected to lose with the numbers as written.
pub(super) fn as_written(result: &ArchitectureResult) -> Losses {
    Losses {
        downtime: result.downtime.mean,
        lost_service: result.lost_service_minutes_per_year,
        data_lost: result.data_loss_minutes_per_year,
    }
}

/// The same on the run's basis.
pub(super) fn losses(result: &ArchitectureResult) -> Losses {
    let expected = result.expected.as_ref();
    expected.map_or_else(|| as_written(result), Losses::from)
}

/// Adds to each result what is to be expected over the scenarios, where any were drawn, and whether it meets the goal. Gives by how much
/// more each is not served in each scenario than was foreseen [min a year].
pub(super) fn add(
    topology: &Topology,
    (run, years): (&Run, &[DrawnYears]),
    architectures: &mut [ArchitectureResult],
    scenarios: &Scenarios,
    times: &TimesDown,
) -> Vec<Vec<f64>> {
    let goal = topology.goal.availability;
    let mut residuals = Vec::new();
    for (index, result) in architectures.iter_mut().enumerate() {
        let sources = blamed(topology, run, result, index);
        let drawn = drawn(scenarios, index);
        if drawn.is_empty() {
            let minutes = split(result, &sources, as_written(result).downtime, |_, _| {
                Growth::NONE
            });
            average_outages(topology, result, (index, false), &minutes);
        } else {
            let foreseen = foreseen(result, &sources, (scenarios, index), times);
            let losses = Losses::mean(&drawn).put_right(foreseen.off());
            let charges = scenarios.charges.get(index).and_then(Option::as_deref);
            let charges = charges.unwrap_or_default();
            let growth = Growths::new(topology, &topology.architectures[index]);
            let minutes = split(result, &sources, losses.downtime, |id, cause| {
                growth.of(id, cause, charges, times)
            });
            average_outages(topology, result, (index, true), &minutes);
            residuals.push(foreseen.residuals(&drawn, Losses::unserved));
            let found = (losses, &drawn[..], &foreseen);
            let mut expected = expected(topology, result, (scenarios, index), found, &minutes);
            expected.years = single_years(result, years.get(index), &topology.goal);
            result.expected = Some(expected);
        }
        let [low, high] = result.unserved_ci95();
        let interval = Interval { low, high };
        let of_mean = goal.map(|share| verdict(interval, share));
        let drawn = years.get(index);
        let errors = drawn.map_or([0.0; 3], |it| it.errors(topology.goal.periods()));
        let lived = drawn.map_or(run.years, |it| it.tally.lives);
        let of_years = verdict_of_years(result, topology.goal.years, lived, errors);
        let of_classes = result.classes.iter().map(|class| class.meets_goal);
        let verdicts = of_mean.into_iter().chain(of_years).chain(of_classes);
        result.meets_goal = verdicts.reduce(Verdict::and);
    }
    residuals
}

/// What is lost in each drawn scenario by the architecture at this place, or the class behind them.
pub(super) fn drawn(scenarios: &Scenarios, index: usize) -> Vec<Losses> {
    let drawn = scenarios.drawn.iter();
    drawn
        .filter_map(|losses| losses.get(index).copied())
        .collect()
}

/// The sources that the causes of an architecture name.
pub(super) fn blamed<'a>(
    topology: &'a Topology,
    run: &Run,
    result: &ArchitectureResult,
    index: usize,
) -> Vec<Option<(SourceId, &'a Source)>> {
    let named = |name: &str| {
        let felt = run.sources[index].iter();
        let mut felt = felt.map(|&id| (id, &topology.sources[id]));
        felt.find(|(_, source)| source.name == name)
    };
    let causes = result.causes.iter();
    causes.map(|it| named(&it.source)).collect()
}

/// What an architecture is roughly expected to lose in the scenarios: by what its outages cost where that is computed, else by the causes
/// that its lives showed.
pub(super) fn foreseen(
    result: &ArchitectureResult,
    sources: &[Option<(SourceId, &Source)>],
    (scenarios, index): (&Scenarios, usize),
    times: &TimesDown,
) -> Foreseen {
    let by_causes = || {
        let each = result.causes.iter().zip(sources);
        let each = each.filter_map(|(cause, source)| {
            let losses = Losses {
                downtime: cause.minutes_per_year,
                ..Losses::default()
            };
            Some(Charge::in_proportion((*source)?.0, losses))
        });
        each.collect::<Vec<Charge>>()
    };
    let computed = scenarios.charges.get(index).and_then(Option::as_deref);
    let count = scenarios.drawn.len();
    match computed {
        Some(charges) => Foreseen::new(charges, times, count),
        None => Foreseen::new(&by_causes(), times, count),
    }
}

/// What one outage of each row of the table costs on average: the minutes that its thing causes, by how often it has one.
fn average_outages(
    topology: &Topology,
    result: &mut ArchitectureResult,
    (index, are_drawn): (usize, bool),
    minutes: &[Minutes<'_>],
) {
    let failing = failing(topology, &topology.architectures[index]);
    for row in &mut result.outage_table {
        let mut failing = failing.iter().map(|&id| &topology.sources[id]);
        let Some(first) = failing.find(|source| source.kind == row.source) else {
            continue;
        };
        if are_drawn {
            row.average_per_year *= times_often(first, &topology.unknowns);
        }
        let mut all = minutes.iter();
        let caused = all.find(|it| it.source.is_some_and(|it| it.name == first.name));
        let often = row.average_per_year;
        row.average_minutes_lost =
            (often > 0.0).then(|| caused.map_or(0.0, |it| it.a_year) / often);
    }
}

fn expected(
    topology: &Topology,
    result: &ArchitectureResult,
    (scenarios, index): (&Scenarios, usize),
    (losses, drawn, foreseen): (Losses, &[Losses], &Foreseen),
    minutes: &[Minutes<'_>],
) -> ExpectedResult {
    let count = drawn.len() as f64;
    let unserved = losses.unserved();
    let all: Vec<f64> = drawn.iter().map(Losses::unserved).collect();
    let ranged = !topology.unknowns.is_empty();
    let goal = &topology.goal;
    let has_goal = goal.availability.is_some() || goal.of_classes;
    let classes = |losses: &[Losses]| {
        let first = topology.architectures[..index]
            .iter()
            .map(|it| it.classes.len());
        let first = topology.architectures.len() + first.sum::<usize>();
        let mut each = result.classes.iter().zip(losses.iter().skip(first));
        each.all(|(class, losses)| losses.unserved() <= allowed(class.availability_goal))
    };
    let met = || {
        let within = |it: f64| goal.availability.is_none_or(|share| it <= allowed(share));
        let each = scenarios.drawn.iter().zip(&all);
        let met = each.filter(|(losses, unserved)| within(**unserved) && classes(losses));
        met.count() as f64 / count
    };
    let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
    let written = &result.downtime;
    let half = |of: [f64; 2]| (of[1] - of[0]) / 2.0;
    // As wide against what is expected as against what is written.
    let grown = |half: f64, expected: f64, written: f64| {
        half * if written > 0.0 {
            expected / written
        } else {
            1.0
        }
    };
    let before = as_written(result);
    let lived = grown(
        half(written.ci95) + half(result.lost_service_ci95),
        unserved,
        before.unserved(),
    );
    let lived_data = grown(
        half(result.data_loss_ci95),
        losses.data_lost,
        before.data_lost,
    );
    // That of the scenarios, and that of the years that all of them live.
    let years = scenarios.off_by_years.get(index).into_iter().flatten();
    let luck_of =
        |of: fn(&Losses) -> f64| foreseen.error(drawn, of).hypot(luck(years.clone().map(of)));
    ExpectedResult {
        downtime: losses.downtime,
        lost_service: losses.lost_service,
        unserved,
        data_lost: losses.data_lost,
        availability: 1.0 - unserved / year,
        unavailability: unserved / year,
        p_meets_goal: (has_goal && ranged).then(met),
        band90: band90(all.clone()).filter(|_| ranged),
        simulation_error: lived + luck_of(Losses::unserved),
        data_lost_error: lived_data + luck_of(|it| it.data_lost),
        years: SingleYears::default(),
        causes: causes(topology, minutes, losses.downtime),
    }
}

/// How single years go over years and scenarios: as written where no number has a range, or these years were not lived.
fn single_years(
    result: &ArchitectureResult,
    years: Option<&DrawnYears>,
    goal: &Goal,
) -> SingleYears {
    let Some(years) = years else {
        return result.single_years();
    };
    architecture::single_years(&Estimate::new(&years.tally), goal)
}

/// What the expected downtime is caused by, kind by kind.
fn causes(topology: &Topology, minutes: &[Minutes<'_>], downtime: f64) -> Vec<ExpectedCause> {
    let each = minutes.iter().map(|it| (it.kind.as_str(), it));
    let kinds = of_a_kind(each).into_iter().map(|(kind, each)| {
        let sources = || each.iter().filter_map(|it| it.source);
        let minutes: f64 = each.iter().map(|it| it.a_year).sum();
        let share = |rests: &dyn Fn(&Source) -> bool| {
            let those = each.iter().filter(|it| it.source.is_some_and(rests));
            // Of no sources it is 0, and not less.
            let minutes = those.fold(0.0, |sum, it| sum + it.a_year);
            if downtime > 0.0 {
                minutes / downtime
            } else {
                0.0
            }
        };
        ExpectedCause {
            kind: kind.to_owned(),
            minutes_per_year: minutes,
            share: if downtime > 0.0 {
                minutes / downtime
            } else {
                0.0
            },
            is_judgement: sources().any(is_judgement),
            is_given: sources().any(is_given),
            share_judged: share(&is_judgement),
            share_given: share(&|source| is_given(source) && !is_judgement(source)),
            is_taken_as_certain: sources().any(|source| is_taken_as_certain(source, topology)),
        }
    });
    let mut kinds: Vec<ExpectedCause> = kinds.collect();
    kinds.sort_by(|a, b| {
        let minutes = b.minutes_per_year.total_cmp(&a.minutes_per_year);
        minutes.then_with(|| a.kind.cmp(&b.kind))
    });
    kinds
}

/// Whether how often a source fails, or how long, has no range, so that no scenario has it otherwise.
fn is_taken_as_certain(source: &Source, topology: &Topology) -> bool {
    let mut taken = source.taken.iter().map(|&id| &topology.taken[id]);
    taken.any(|it| matches!(it.aspect, Aspect::Rate | Aspect::Length))
}

/// Whether how often a source fails, or how long, is the plan's, which says nothing of where it has that from.
fn is_given(source: &Source) -> bool {
    rests_on(source, EvidenceKind::Given)
}

/// Whether how often a source fails, or how long, is a judgement, or said from memory: what a source causes is as well known as the weaker
/// of the two.
fn is_judgement(source: &Source) -> bool {
    rests_on(source, EvidenceKind::Judgement) || rests_on(source, EvidenceKind::Memory)
}

/// Whether how often a source fails, or how long, is known in this way.
fn rests_on(source: &Source, how: EvidenceKind) -> bool {
    let numbers = [FAILS, LASTS].map(|number| source.provenance.of(number));
    let mut kinds = numbers
        .iter()
        .flatten()
        .map(|it| EvidenceKind::of(&it.evidence));
    kinds.any(|kind| kind == how)
}
