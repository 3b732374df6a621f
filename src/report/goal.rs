//! Whether any architecture meets the stated goal, and by how much each misses it: for whoever reads the log of a build
//! that failed.

use super::words;
use crate::{
    answer::{ArchitectureResult, GoalResult, Results, Verdict},
    decide::{YEARS, allowed},
};

/// By how much every architecture misses the goal, a line each under one that states it; nothing where one meets it.
#[must_use]
pub fn missed_goal(results: &Results) -> Option<String> {
    let missed: Option<Vec<Vec<String>>> = results
        .architectures
        .iter()
        .map(|result| Some(misses(results, result)).filter(|misses| !misses.is_empty()))
        .collect();
    let lines = results.architectures.iter().zip(missed?);
    let lines = lines
        .map(|(result, misses)| format!("  {}: {}", words::plain(&result.name), misses.join("; ")));
    let lines: Vec<String> = lines.collect();
    Some(format!(
        "goal missed: no architecture {}\n{}",
        wanted(results),
        lines.join("\n")
    ))
}

/// The goal in words: `is up 99.95 % of a year (down at most 4 h 23 min) for at most $700.00 a month`.
fn wanted(results: &Results) -> String {
    let goal = &results.goal;
    let up = goal.availability.map(|share| {
        format!(
            "is up {} of a year (down at most {})",
            words::availability(share),
            words::minutes(allowed(share))
        )
    });
    let paid = goal
        .budget
        .map(|budget| format!("{} a month", words::money(budget, &results.currency)));
    let mut parts: Vec<String> = up.into_iter().collect();
    parts.extend(further(goal, false));
    match (parts.is_empty(), paid) {
        (false, Some(paid)) => format!("{} for at most {paid}", words::listed(&parts)),
        (false, None) => words::listed(&parts),
        (true, paid) => format!("costs at most {}", paid.unwrap_or_default()),
    }
}

/// What is wanted beside the availability, of single years and of classes of requests, each as what a design does, or what several
/// do: `recovers within 1 h in 90 % of years`, `serves checkout 99.95 % of a year`.
pub(super) fn further(goal: &GoalResult, several: bool) -> Vec<String> {
    let s = if several { "" } else { "s" };
    let share = words::availability;
    let recovery = goal.years.unwrap_or(YEARS);
    let rto = goal.rto_minutes.map(|minutes| {
        let (within, share) = (words::minutes(minutes), share(recovery));
        format!("recover{s} within {within} in {share} of years")
    });
    let rpo = goal.rpo_minutes.map(|minutes| {
        let (most, share) = (words::minutes(minutes), share(recovery));
        format!("lose{s} at most {most} of writing by a move in {share} of years")
    });
    let period = if goal.per_month { "months" } else { "years" };
    let kept = goal.availability.zip(goal.years).map(|(up, years)| {
        let (up, years) = (words::availability(up), share(years));
        format!("keep{s} to {up} in {years} of {period}")
    });
    let classes = goal.classes.iter().map(|wanted| {
        let (class, share) = (words::plain(&wanted.class), share(wanted.availability));
        format!("serve{s} {class} {share} of a year")
    });
    let years = [rto, rpo, kept].into_iter().flatten();
    years.chain(classes).collect()
}

/// By how much it misses what is wanted beside the availability: too few years keep to it, classes of requests are not served for too
/// long.
pub(super) fn missed_further(result: &ArchitectureResult, goal: &GoalResult) -> Vec<String> {
    let wanted = goal.years.unwrap_or(YEARS);
    let missed = |kept: Option<f64>, wanted: f64, what: String| {
        let kept = kept.filter(|kept| *kept < wanted)?;
        let (said, wanted) = (words::availability(kept), words::availability(wanted));
        let said = match said == wanted {
            true => format!("{:.2} %", kept * 100.0),
            false => said,
        };
        Some(format!("{said} of {what}, not {wanted}"))
    };
    let rto = goal.rto_minutes.unwrap_or_default();
    let rto = format!("years recover within {}", words::minutes(rto));
    let rpo = goal.rpo_minutes.unwrap_or_default();
    let rpo = format!("years lose at most {} by a move", words::minutes(rpo));
    let period = if goal.per_month { "months" } else { "years" };
    let up = words::availability(goal.availability.unwrap_or_default());
    let kept = format!("{period} keep to {up}");
    let years = result.single_years();
    let all = [
        missed(years.p_rto, wanted, rto),
        missed(years.p_rpo, wanted, rpo),
        missed(years.p_goal.filter(|_| goal.years.is_some()), wanted, kept),
    ];
    let classes = result.classes.iter().filter_map(|class| {
        let (unserved, most) = (class.unserved(), allowed(class.availability_goal));
        let (name, share) = (
            words::plain(&class.name),
            words::availability(class.availability_goal),
        );
        let (unserved, over) = (
            words::minutes(unserved),
            (unserved > most).then(|| words::minutes(unserved - most))?,
        );
        Some(format!(
            "misses {share} for {name}, which is not served {unserved} a year, {over} too long"
        ))
    });
    all.into_iter().flatten().chain(classes).collect()
}

/// What an architecture lacks.
fn misses(results: &Results, result: &ArchitectureResult) -> Vec<String> {
    let goal = &results.goal;
    let mut misses = Vec::new();
    // On the run's basis, as the goal was judged.
    let unserved = result.unserved();
    let further = missed_further(result, goal);
    match (result.meets_goal, goal.availability) {
        (Some(Verdict::No), Some(share)) if unserved > allowed(share) => misses.push(format!(
            "down {} a year, {} too long",
            words::minutes(unserved),
            words::minutes(unserved - allowed(share))
        )),
        (Some(Verdict::Undecided), Some(_)) if further.is_empty() => {
            let [low, high] = result.unserved_ci95();
            misses.push(format!(
                "down {} a year, but not surely ({}); a smaller `--precision` or more `--scenarios` may tell",
                words::minutes(unserved),
                words::minutes_range(low, high)
            ));
        }
        _ => {}
    }
    misses.extend(further);
    if misses.is_empty()
        && result
            .meets_goal
            .is_some_and(|verdict| verdict != Verdict::Yes)
    {
        misses.push("not surely; more `--years` may tell".to_owned());
    }
    let over = goal.budget.map(|budget| result.cost.monthly - budget);
    if let Some(over) = over.filter(|over| *over > 0.0) {
        misses.push(format!(
            "costs {} a month, {} too much",
            words::money(result.cost.monthly, &results.currency),
            words::money(over, &results.currency)
        ));
    }
    misses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answer::ExpectedResult, report::fixture};

    #[test]
    fn each_miss_is_told_with_its_size() {
        let mut results = fixture::results(2);
        for (result, mean, cost) in [(0, 1260.0, 191.84), (1, 236.0, 511.23)] {
            let result = &mut results.architectures[result];
            (result.downtime.mean, result.cost.monthly) = (mean, cost);
        }
        results.goal.availability = Some(0.9999);
        results.goal.budget = Some(200.0);
        results.architectures[0].meets_goal = Some(Verdict::No);
        results.architectures[1].meets_goal = Some(Verdict::Undecided);
        let said = missed_goal(&results).unwrap();
        for words in [
            "no architecture is up 99.99 % of a year (down at most 53 min) for at most $200.00 a month",
            "single-az: down 21 h a year, 20 h 7 min too long\n",
            "multi-az: down 3 h 56 min a year, but not surely",
            "costs $511.23 a month, $311.23 too much",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        results.architectures[0].meets_goal = Some(Verdict::Yes);
        assert_eq!(missed_goal(&results), None);
    }

    /// The goal is judged by what is expected over the scenarios, and so is the miss.
    #[test]
    fn a_miss_is_as_large_as_what_is_expected_says() {
        let mut results = fixture::results(1);
        results.goal.availability = Some(0.999);
        let result = &mut results.architectures[0];
        (result.downtime.mean, result.meets_goal) = (60.0, Some(Verdict::No));
        result.expected = Some(ExpectedResult {
            unserved: 600.0,
            ..ExpectedResult::default()
        });
        let said = missed_goal(&results).unwrap();
        assert!(
            said.contains("down 10 h a year, 1 h 14 min too long"),
            "{said}"
        );
    }
}
