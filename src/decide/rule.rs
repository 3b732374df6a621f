//! The rules of the choice: what is demanded first, within that the cheapest; where none gives it, the nearest.

use std::cmp::Ordering;

use super::{
    goal::{allowed, is_far},
    offer::Offer,
};
use crate::{answer::Rule, topology::Goal};

/// A goal that none meets is missed alike by designs whose times not served, or years that miss it, are this share of the least apart:
/// it is not worth any money to miss it by some minutes less.
const NEAR: f64 = 0.1;

/// Which one is to be had with this goal, and by which rule; nothing where it says neither what is demanded nor what an hour costs.
#[must_use]
pub fn chosen(offers: &[Offer], goal: &Goal) -> Option<(usize, Rule)> {
    let (eligible, rule) = eligible(offers, goal)?;
    Some((cheapest_of(&eligible, offers, rule, goal)?, rule))
}

/// The cheapest of those that a rule chooses from.
pub(super) fn cheapest_of(
    eligible: &[usize],
    offers: &[Offer],
    rule: Rule,
    goal: &Goal,
) -> Option<usize> {
    eligible.iter().copied().min_by(|&a, &b| {
        let (a, b) = (&offers[a], &offers[b]);
        let totals = total(a, rule, goal).total_cmp(&total(b, rule, goal));
        let unknown = match is_by_bill(rule) {
            true => a.unpriced.cmp(&b.unpriced),
            false => Ordering::Equal,
        };
        totals.then(unknown).then(a.hourly.total_cmp(&b.hourly))
    })
}

/// What designs are compared by under a rule: bill and outages together, or the bill and what else is paid [currency a month].
pub(super) fn total(offer: &Offer, rule: Rule, goal: &Goal) -> f64 {
    match is_by_bill(rule) {
        true => offer.total(0.0),
        false => offer.total(goal.outage_cost.unwrap_or(0.0)),
    }
}

/// Whether the price of an hour does not count under a rule.
pub(super) fn is_by_bill(rule: Rule) -> bool {
    matches!(rule, Rule::FitsAndLowestBill | Rule::NearestToBudget)
}

/// The designs of which the cheapest is taken, and by which rule; as [`chosen`].
pub(super) fn eligible(offers: &[Offer], goal: &Goal) -> Option<(Vec<usize>, Rule)> {
    let all = || (0..offers.len()).collect::<Vec<usize>>();
    if !goal.is_demanding() {
        goal.outage_cost?;
        return Some((all(), Rule::CheapestInTotal));
    }
    let of = |fits: &dyn Fn(&Offer) -> bool| -> Vec<usize> {
        let fitting = (0..offers.len()).filter(|&it| fits(&offers[it]));
        fitting.collect()
    };
    let fitting = of(&|it| gives(it, goal));
    if !fitting.is_empty() {
        let rule = match goal.outage_cost {
            Some(_) => Rule::FitsAndCheapestInTotal,
            None => Rule::FitsAndLowestBill,
        };
        return Some((fitting, rule));
    }
    let up = of(&|it| is_up(it, goal));
    if !up.is_empty() {
        return Some((up, Rule::NearestToBudget));
    }
    Some((nearest(offers, goal), Rule::NearestToGoal))
}

/// Of designs of which none gives what is demanded those that miss it alike, the least.
fn nearest(offers: &[Offer], goal: &Goal) -> Vec<usize> {
    let narrow = |all: Vec<usize>, is_better: &dyn Fn(&Offer) -> bool| -> Vec<usize> {
        let better = all.iter().copied().filter(|&it| is_better(&offers[it]));
        let better: Vec<usize> = better.collect();
        if better.is_empty() { all } else { better }
    };
    let all = narrow((0..offers.len()).collect(), &|it| is_within(it, goal));
    // Where some are up as long as is demanded, too few of their single years keep to the rest.
    let mut all = narrow(all, &|it| keeps(it, goal));
    let is_of_years = all.iter().all(|&it| keeps(&offers[it], goal));
    let missed = |it: usize| match is_of_years {
        true => offers[it].misses.years(),
        false => offers[it].unserved,
    };
    let least = all.iter().map(|&it| missed(it));
    let least = least.fold(f64::INFINITY, f64::min);
    // What to spend then is asked of the price of an hour; without one the nearest is the nearest.
    let is_priced = goal.outage_cost.is_some() && !is_of_years;
    let is_far = is_priced && goal.availability.is_some_and(|share| is_far(least, share));
    all.retain(|&it| is_far || missed(it) <= least * (1.0 + NEAR));
    all
}

/// Whether it gives all that is demanded.
pub(super) fn gives(offer: &Offer, goal: &Goal) -> bool {
    is_within(offer, goal) && is_up(offer, goal)
}

fn is_within(offer: &Offer, goal: &Goal) -> bool {
    goal.budget.is_none_or(|budget| offer.cost <= budget)
}

fn is_up(offer: &Offer, goal: &Goal) -> bool {
    !offer.misses.any() && keeps(offer, goal)
}

/// Whether what is expected is within what the goal allows, of all requests and of each class.
pub(super) fn keeps(offer: &Offer, goal: &Goal) -> bool {
    let is_up = |share| offer.unserved <= allowed(share);
    !offer.misses.is_more() && goal.availability.is_none_or(is_up)
}
