//! One number moved alone over its range: which answer it gives where, held against points worked out by hand.

use super::{
    read,
    worlds::{OPTIONS, study},
};
use spof::answer::DecidedBy;

/// Releases take an hour each, `cheap` is down two hours more a year. 99.95 % leaves 4.38 h: `cheap` keeps to it up to 2.38 releases a
/// year, `dear` (over the budget) up to 4.38, and beyond that `cheap` is the nearest within the budget.
const PLAN: &str = "spof: 1
service: alone
world: none
goal: {availability: 99.95%, budget: 150/month}
path: [web]
components:
  web:  {fails: never, price: 100/month}
  weak: {fails: 2/year, lasts: 1h}
  more: {fails: never, price: 100/month}
dependencies:
  release: {scope: service, fails: 5/year, fails_range: [2/year, 12/year], lasts: 1h, used_by: [web]}
architectures:
  cheap: {path: [web, weak], sites: {here: p/r/a}}
  dear:  {path: [web, more], sites: {here: p/r/a}}
";

fn decided(plan: &str) -> Option<DecidedBy> {
    let results = study(&read(plan), OPTIONS, 200);
    results.decision.choice.unwrap().decided_by
}

/// The number of releases is below 2.38 a year in 9 of 100 cases and below 4.38 in 41: Φ(1.645 · ln(x ÷ 5) ÷ ln(5 ÷ 2)). Of ten points
/// from 5 % to 95 % the first is below the one, and three more below the other.
#[test]
fn a_number_that_changes_the_answer_between_its_ends_or_whether_the_goal_is_met_decides() {
    let decided = decided(PLAN).expect("the rate of releases decides");
    assert_eq!((&*decided.name, decided.aspect), ("release", "rate"));
    assert_eq!((&*decided.at_low, &*decided.at_high), ("cheap", "cheap"));
    assert_eq!((decided.meets_at_low, decided.meets_at_high), (true, false));
    assert_eq!(decided.share, 0.4);
    // Below 4.38 a year `dear` keeps to the goal, and below 2.38 `cheap` does.
    let turns = decided.turns;
    assert!((turns.at - 4.38).abs() < 0.05, "{turns:?}");
    let end = turns.end_from.expect("another answer at the end");
    assert!((end - 2.38).abs() < 0.05, "{turns:?}");
}

/// From 6 to 12 a year nothing meets the goal and nothing is chosen but the nearest.
#[test]
fn a_number_that_changes_nothing_anywhere_does_not_decide() {
    let plan = PLAN.replace(
        "fails: 5/year, fails_range: [2/year",
        "fails: 8/year, fails_range: [6/year",
    );
    assert!(decided(&plan).is_none());
}
