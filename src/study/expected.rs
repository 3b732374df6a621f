//! What is to be expected of each architecture over the scenarios, and what of that its downtime is caused by.
//!
//! A scenario gives expected losses and no causes. Its downtime is split as the downtime as written is, each source counted by
//! how much more or less of the time it is down there: exact where one source alone takes the service down, and to first order
//! elsewhere.

use crate::{
    answer::{ArchitectureResult, ExpectedCause, ExpectedResult, Verdict},
    catalog::EvidenceKind,
    decide::{allowed, of_a_kind, verdict, verdict_of_years},
    estimate::{Interval, band90},
    experiment::{Losses, Run, Scenarios, failing, time_down, times_often},
    topology::{
        Aspect, Source, Topology, Unknown,
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

/// Adds to each result what is to be expected over the scenarios, where any were drawn, and whether it meets the goal.
pub(super) fn add(
    topology: &Topology,
    run: &Run,
    architectures: &mut [ArchitectureResult],
    scenarios: &Scenarios,
) {
    let goal = topology.goal.availability;
    for (index, result) in architectures.iter_mut().enumerate() {
        let minutes = split(topology, run, result, scenarios, index);
        average_outages(topology, result, scenarios, (index, &minutes));
        if !scenarios.drawn.is_empty() {
            result.expected = Some(expected(topology, result, scenarios, (index, &minutes)));
        }
        let [low, high] = result.unserved_ci95();
        let interval = Interval { low, high };
        let of_mean = goal.map(|share| verdict(interval, share));
        let of_years = verdict_of_years(result, topology.goal.years, run.years);
        let of_classes = result.classes.iter().map(|class| class.meets_goal);
        let verdicts = of_mean.into_iter().chain(of_years).chain(of_classes);
        result.meets_goal = verdicts.reduce(Verdict::and);
    }
}

/// What one outage of each row of the table costs on average: the minutes that its thing causes, by how often it has one.
fn average_outages(
    topology: &Topology,
    result: &mut ArchitectureResult,
    scenarios: &Scenarios,
    (index, minutes): (usize, &[Minutes<'_>]),
) {
    let failing = failing(topology, &topology.architectures[index]);
    for row in &mut result.outage_table {
        let mut failing = failing.iter().map(|&id| &topology.sources[id]);
        let Some(first) = failing.find(|source| source.kind == row.source) else {
            continue;
        };
        let numbers = scenarios.numbers.iter();
        let times = numbers.map(|numbers| times_often(first, topology, numbers));
        if !scenarios.numbers.is_empty() {
            row.average_per_year *= times.sum::<f64>() / scenarios.numbers.len() as f64;
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
    scenarios: &Scenarios,
    (index, minutes): (usize, &[Minutes<'_>]),
) -> ExpectedResult {
    let drawn = || scenarios.drawn.iter().map(|losses| &losses[index]);
    let count = scenarios.drawn.len() as f64;
    let mean = |of: fn(&Losses) -> f64| drawn().map(of).sum::<f64>() / count;
    let (downtime, lost_service) = (mean(|it| it.downtime), mean(|it| it.lost_service));
    let unserved = downtime + lost_service;
    let all: Vec<f64> = drawn().map(Losses::unserved).collect();
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
    let half = (written.ci95[1] - written.ci95[0]) / 2.0
        + (result.lost_service_ci95[1] - result.lost_service_ci95[0]) / 2.0;
    let before = written.mean + result.lost_service_minutes_per_year;
    let times = if before > 0.0 { unserved / before } else { 1.0 };
    ExpectedResult {
        downtime,
        lost_service,
        unserved,
        data_lost: mean(|it| it.data_lost),
        availability: 1.0 - unserved / year,
        unavailability: unserved / year,
        p_meets_goal: (has_goal && ranged).then(met),
        band90: band90(all.clone()).filter(|_| ranged),
        simulation_error: half * times,
        causes: causes(topology, minutes, downtime),
    }
}

/// What one cause is charged with.
struct Minutes<'a> {
    kind: String,
    /// Nothing where no source is to blame, as in moving back.
    source: Option<&'a Source>,
    /// Of the expected downtime, as written without scenarios [min a year].
    a_year: f64,
}

/// Splits the expected downtime among the causes of that as written.
fn split<'a>(
    topology: &'a Topology,
    run: &Run,
    result: &ArchitectureResult,
    scenarios: &Scenarios,
    index: usize,
) -> Vec<Minutes<'a>> {
    let named = |name: &str| -> Option<&'a Source> {
        let mut felt = run.sources[index].iter().map(|&id| &topology.sources[id]);
        felt.find(|source| source.name == name)
    };
    let sources: Vec<Option<&'a Source>> =
        result.causes.iter().map(|it| named(&it.source)).collect();
    let mut minutes: Vec<f64> = vec![0.0; result.causes.len()];
    for (losses, numbers) in scenarios.drawn.iter().zip(&scenarios.numbers) {
        let weights = result.causes.iter().zip(&sources).map(|(cause, source)| {
            let times = source.map_or(1.0, |source| time_down(source, topology, numbers));
            cause.minutes_per_year * times
        });
        let weights: Vec<f64> = weights.collect();
        let all: f64 = weights.iter().sum();
        if all > 0.0 {
            let share = losses[index].downtime / all / scenarios.drawn.len() as f64;
            let each = minutes.iter_mut().zip(weights);
            each.for_each(|(sum, weight)| *sum += weight * share);
        }
    }
    if scenarios.drawn.is_empty() {
        let written = result.causes.iter().map(|it| it.minutes_per_year);
        minutes = written.collect();
    }
    let each = result.causes.iter().zip(sources).zip(minutes);
    let each = each.map(|((cause, source), a_year)| Minutes {
        kind: cause.kind.clone(),
        source,
        a_year,
    });
    each.collect()
}

/// What the expected downtime is caused by, kind by kind.
fn causes(topology: &Topology, minutes: &[Minutes<'_>], downtime: f64) -> Vec<ExpectedCause> {
    let each = minutes.iter().map(|it| (it.kind.as_str(), it));
    let kinds = of_a_kind(each).into_iter().map(|(kind, each)| {
        let sources = || each.iter().filter_map(|it| it.source);
        let minutes: f64 = each.iter().map(|it| it.a_year).sum();
        ExpectedCause {
            kind: kind.to_owned(),
            minutes_per_year: minutes,
            share: if downtime > 0.0 {
                minutes / downtime
            } else {
                0.0
            },
            is_judgement: sources().any(|source| is_judgement(source, topology)),
            is_given: sources().any(is_given),
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
    let numbers = [FAILS, LASTS].map(|number| source.provenance.of(number));
    let mut kinds = numbers
        .iter()
        .flatten()
        .map(|it| EvidenceKind::of(&it.evidence));
    kinds.any(|kind| kind == EvidenceKind::Given)
}

/// Whether the number of a source that matters most is a judgement: the one whose range reaches furthest, by the ratio of its ends, for
/// the downtime grows with each of them.
fn is_judgement(source: &Source, topology: &Topology) -> bool {
    let unknowns = source.unknowns.iter().map(|&id| &topology.unknowns[id]);
    let reach = |unknown: &Unknown| {
        let (low, high) = unknown.belief.ends();
        high / low.max(f64::MIN_POSITIVE)
    };
    // A drift says how far counts are off and rests on nobody's judgement of this source.
    let own = unknowns.filter(|it| it.aspect != Aspect::Drift);
    let widest = own.max_by(|a, b| reach(a).total_cmp(&reach(b)));
    widest.is_some_and(|it| EvidenceKind::of(&it.evidence) == EvidenceKind::Judgement)
}
