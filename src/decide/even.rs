//! What stands beside the one to have as its equal: designs that cost the same as far as prices are known, and what has no price. In
//! come the offers and what is chosen; out go facts, so that nothing is ranked by cents that a missing price would turn round.

use super::{
    choice::{is_up, is_within},
    offer::Offer,
    studied::Studied,
};
use crate::{
    answer::{ArchitectureResult, Rule, TieResult, UnbilledResult},
    topology::Goal,
};

/// Costs this share apart are alike: nobody moves for so little, and no price is known so well.
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
            // What is down no less and costs no less is no choice, unless something of the other has no price.
            let is_better = of(other).unserved() <= of(chosen).unserved()
                || offers[other].cost < offers[chosen].cost - SAME
                || !without.is_empty();
            // By bills alone, what lacks a price beside the chosen one costs more than that.
            let costs_more = rule == Rule::FitsAndLowestBill
                && !of(other).without_price_beside(of(chosen)).is_empty();
            let is_alike = more <= (ALIKE * total).max(SAME) && is_better && !costs_more;
            is_alike.then(|| {
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

/// What has no price in these designs and may decide which of them costs least: the chosen one's own apart that a tie does without,
/// and what all lack alike, unless that leaves nothing known of half of what they are made of.
pub(super) fn missing_prices(
    studied: &Studied<'_>,
    chosen: usize,
    ties: &[(usize, TieResult)],
    in_question: &[usize],
) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    let mut note = |name: &String| {
        if !missing.contains(name) {
            missing.push(name.clone());
        }
    };
    let spoken = |name: &String| ties.iter().any(|it| it.1.without.contains(name));
    let tied = |of: usize| ties.iter().any(|it| it.0 == of);
    let of = |index: usize| &studied.architectures[index];
    for &index in in_question.iter().filter(|&&it| !tied(it)) {
        let unpriced = of(index).unpriced.iter();
        let unpriced = unpriced.filter(|name| index != chosen || !spoken(name));
        unpriced.for_each(&mut note);
    }
    let lines: Vec<Vec<String>> = in_question.iter().map(|&it| unbilled(of(it))).collect();
    let most = |&index: &usize| is_mostly_unknown(studied, index);
    let counts = in_question.iter().any(most);
    let of_all = |line: &String| lines.iter().all(|it| it.contains(line));
    let some = lines
        .iter()
        .flatten()
        .filter(|line| counts || !of_all(line));
    some.for_each(&mut note);
    missing
}

/// The usual lines that a bill lacks: `requests of api`.
fn unbilled(result: &ArchitectureResult) -> Vec<String> {
    let each = result.unbilled.iter().flat_map(UnbilledResult::named);
    each.collect()
}

/// Whether of half of what is bought, or more, nothing is on the bill.
fn is_mostly_unknown(studied: &Studied<'_>, index: usize) -> bool {
    let bought = &studied.topology.architectures[index].purchases.components;
    let mut names: Vec<&str> = bought.iter().map(|it| &*it.component).collect();
    names.sort_unstable();
    names.dedup();
    let unbilled = studied.architectures[index].unbilled.iter();
    let unknown = unbilled.filter(|it| it.nothing_known && it.site.is_none());
    let unknown = unknown.count();
    unknown > 0 && 2 * unknown >= names.len()
}
