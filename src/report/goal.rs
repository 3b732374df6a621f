//! Whether any architecture meets the stated goal, and by how much each misses it: for whoever reads the log of a build
//! that failed.

use super::words;
use crate::{
    answer::{ArchitectureResult, Results, Verdict},
    decide::allowed,
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
    match (up, paid) {
        (Some(up), Some(paid)) => format!("{up} for at most {paid}"),
        (Some(up), None) => up,
        (None, paid) => format!("costs at most {}", paid.unwrap_or_default()),
    }
}

/// What an architecture lacks.
fn misses(results: &Results, result: &ArchitectureResult) -> Vec<String> {
    let goal = &results.goal;
    let mut misses = Vec::new();
    // On the run's basis, as the goal was judged.
    let unserved = result.unserved();
    match (result.meets_goal, goal.availability) {
        (Some(Verdict::No), Some(share)) => misses.push(format!(
            "down {} a year, {} too long",
            words::minutes(unserved),
            words::minutes(unserved - allowed(share))
        )),
        (Some(Verdict::Undecided), Some(_)) => {
            let [low, high] = result.unserved_ci95();
            misses.push(format!(
                "down {} a year, but not surely ({}); a smaller `--precision` or more `--years` may tell",
                words::minutes(unserved),
                words::minutes_range(low, high)
            ));
        }
        _ => {}
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
