//! What stands beside the one to have as its equal: designs that cost the same as far as prices are known, and what has no price. In
//! come the offers and what is chosen; out go facts, so that nothing is ranked by cents that a missing price would turn round.

use super::{
    choice::{is_up, is_within},
    offer::Offer,
    studied::Studied,
};
use crate::{
    answer::{ArchitectureResult, Rule, TieResult},
    topology::Goal,
};

/// Costs this share of a bill apart are alike where one of the designs has something without a price.
const ALIKE: f64 = 0.01;
/// Amounts less apart than this are the same on any bill [currency].
const SAME: f64 = 0.005;

/// The designs that give what is demanded too and cost the same as the chosen one, or nearly so and without something that has no
/// price; with their places, the nearest first.
pub(super) fn ties(
    studied: &Studied<'_>,
    goal: &Goal,
    chosen: usize,
    rule: Rule,
) -> Vec<(usize, TieResult)> {
    if matches!(rule, Rule::NearestToGoal | Rule::NearestToBudget) {
        return Vec::new();
    }
    let price = match rule {
        Rule::FitsAndLowestBill => 0.0,
        _ => goal.outage_cost.unwrap_or(0.0),
    };
    let offers = studied.offers;
    let fits = |offer: &Offer| is_within(offer, goal) && is_up(offer, goal);
    let total = offers[chosen].total(price);
    let of = |index: usize| &studied.architectures[index];
    let all = (0..offers.len()).filter(|&it| it != chosen && fits(&offers[it]));
    let mut ties: Vec<(usize, TieResult)> = all
        .filter_map(|other| {
            let more = offers[other].total(price) - total;
            let without = lacks(of(chosen), of(other));
            let is_even = more <= SAME && of(other).unserved() <= of(chosen).unserved();
            let is_alike = more <= ALIKE * total && !without.is_empty();
            (is_even || is_alike).then(|| {
                let tie = TieResult {
                    architecture: studied.name(other),
                    more_monthly: more,
                    without,
                };
                (other, tie)
            })
        })
        .collect();
    // Of those the first that has nothing without a price.
    ties.sort_by_key(|it| of(it.0).unpriced.len());
    ties
}

/// What the one has without a price and the other does without.
fn lacks(one: &ArchitectureResult, other: &ArchitectureResult) -> Vec<String> {
    let mut own = one.unpriced.clone();
    own.retain(|name| !other.unpriced.contains(name));
    own
}

/// What has no price in these designs, the chosen one's own apart that a tie does without.
pub(super) fn missing_prices(
    studied: &Studied<'_>,
    chosen: usize,
    ties: &[(usize, TieResult)],
    in_question: &[usize],
) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    let mut note = |name: String| {
        if !missing.contains(&name) {
            missing.push(name);
        }
    };
    let spoken = |name: &String| ties.iter().any(|it| it.1.without.contains(name));
    let is_tied = |of: usize| of == chosen || ties.iter().any(|it| it.0 == of);
    for &index in in_question {
        let result = &studied.architectures[index];
        let unpriced = result.unpriced.iter();
        let unpriced = unpriced.filter(|name| !is_tied(index) || !spoken(name));
        let unpriced = unpriced.filter(|_| index == chosen || !is_tied(index));
        unpriced.cloned().for_each(&mut note);
        for lacking in &result.unbilled {
            let lines = lacking.says.iter();
            let lines = lines.map(|line| format!("{line} of {}", lacking.component));
            lines.for_each(&mut note);
        }
    }
    missing
}
