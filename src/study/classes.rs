//! Classes of requests with a goal of their own: how long each is not served, and what is to be expected of that.
//!
//! The run is one of the topology with an architecture more for each such class, behind the plan's own
//! ([`Topology::with_classes`]): what is lost there while the service is up is what that class loses.

use super::{
    architecture::{ends, estimate},
    beside::Beside,
    expected::{self, drawn},
};
use crate::{
    answer::{ArchitectureResult, ClassResult, ClassWanted, Verdict},
    decide::{allowed, verdict},
    estimate::{Interval, band90},
    experiment::{Foreseen, Losses, Run, Scenarios, TimesDown},
    topology::Topology,
};

/// Adds to each result its classes as written, by a run of the topology with them.
pub(super) fn add(with: &Topology, run: &Run, architectures: &mut [ArchitectureResult]) {
    let mut behind = architectures.len();
    for (result, architecture) in architectures.iter_mut().zip(&with.architectures) {
        for class in &architecture.classes {
            let lost = Beside::new(with, run, behind, &estimate(run, behind)).lost_service;
            let lost_ci95 = ends(lost.measured.interval);
            let downtime = &result.downtime;
            result.classes.push(ClassResult {
                name: class.name.clone(),
                share: class.share,
                availability_goal: class.availability,
                unserved_minutes_per_year: downtime.mean_or_bound() + lost.measured.mean,
                unserved_ci95: [0, 1].map(|end| downtime.ci95[end] + lost_ci95[end]),
                unserved_exact: downtime
                    .exact
                    .zip(lost.exact)
                    .map(|(down, lost)| down + lost),
                expected_unserved: None,
                band90: None,
                p_meets_goal: None,
                // Judged by what is expected.
                meets_goal: Verdict::Undecided,
            });
            behind += 1;
        }
    }
}

/// What all architectures are expected to lose on the run's basis, and behind them their classes.
pub(super) fn losses(architectures: &[ArchitectureResult]) -> Vec<Losses> {
    let of_classes = architectures.iter().flat_map(|result| {
        let whole = expected::losses(result);
        let written = result.expected.is_none();
        let bound = result.downtime.mean_or_bound();
        let down = if written { bound } else { whole.downtime };
        let classes = result.classes.iter();
        classes.map(move |class| Losses {
            lost_service: class.unserved() - down,
            ..whole
        })
    });
    let whole = architectures.iter().map(expected::losses);
    whole.chain(of_classes).collect()
}

/// Adds what is to be expected of each class over the scenarios, where any were drawn, and whether it meets its goal.
pub(super) fn expect(
    topology: &Topology,
    architectures: &mut [ArchitectureResult],
    scenarios: &Scenarios,
    times: &TimesDown,
) {
    let count = scenarios.drawn.len();
    let ranged = !topology.unknowns.is_empty();
    let behind = architectures.len();
    let classes = architectures.iter_mut().flat_map(|it| &mut it.classes);
    for (place, class) in classes.enumerate() {
        let losses = drawn(scenarios, behind + place);
        let [low, high] = class.unserved_ci95;
        let mut interval = Interval { low, high };
        if !losses.is_empty() {
            let charges = scenarios.charges.get(behind + place);
            let charges = charges.and_then(Option::as_deref).unwrap_or_default();
            let foreseen = Foreseen::new(charges, times, count);
            let mean = Losses::mean(&losses).put_right(foreseen.off()).unserved();
            let drawn: Vec<f64> = losses.iter().map(Losses::unserved).collect();
            let most = allowed(class.availability_goal);
            let met = drawn.iter().filter(|it| **it <= most).count() as f64 / count as f64;
            let written = class.unserved_minutes_per_year;
            let times = if written > 0.0 { mean / written } else { 1.0 };
            let half = (high - low) / 2.0 * times + foreseen.error(&losses, Losses::unserved);
            interval = Interval {
                low: mean - half,
                high: mean + half,
            };
            class.expected_unserved = Some(mean);
            class.p_meets_goal = ranged.then_some(met);
            class.band90 = band90(drawn).filter(|_| ranged);
        }
        class.meets_goal = verdict(interval, class.availability_goal);
    }
}

/// The goals of all classes, each once.
pub(super) fn wanted(architectures: &[ArchitectureResult]) -> Vec<ClassWanted> {
    let mut all: Vec<ClassWanted> = Vec::new();
    for class in architectures.iter().flat_map(|it| &it.classes) {
        let wanted = ClassWanted {
            class: class.name.clone(),
            availability: class.availability_goal,
        };
        if !all.contains(&wanted) {
            all.push(wanted);
        }
    }
    all
}
