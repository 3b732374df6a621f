//! The rules of the choice: what is demanded first, within that the cheapest; where none gives it, the nearest.

use super::{
    goal::{allowed, is_far},
    offer::{Offer, cheapest, lowest_bill},
};
use crate::{answer::Rule, topology::Goal};

/// A goal that none meets is missed alike by designs whose times not served, or years that miss it, are this share of the least apart:
/// it is not worth any money to miss it by some minutes less.
const NEAR: f64 = 0.1;

/// Which one is to be had with this goal, and by which rule; nothing where it says neither what is demanded nor what an hour costs.
#[must_use]
pub fn chosen(offers: &[Offer], goal: &Goal) -> Option<(usize, Rule)> {
    let demands = goal.is_demanding();
    if !demands {
        return Some((cheapest(offers, goal.outage_cost?)?, Rule::CheapestInTotal));
    }
    let of = |fits: &dyn Fn(&Offer) -> bool, price: Option<f64>| {
        let all = (0..offers.len()).filter(|&it| fits(&offers[it]));
        let all: Vec<usize> = all.collect();
        let chosen: Vec<Offer> = all.iter().map(|&it| offers[it]).collect();
        let best = price.map_or_else(|| lowest_bill(&chosen), |price| cheapest(&chosen, price));
        best.map(|it| all[it])
    };
    let fits = |offer: &Offer| is_within(offer, goal) && is_up(offer, goal);
    let rule = match goal.outage_cost {
        Some(_) => Rule::FitsAndCheapestInTotal,
        None => Rule::FitsAndLowestBill,
    };
    if let Some(chosen) = of(&fits, goal.outage_cost) {
        return Some((chosen, rule));
    }
    if let Some(chosen) = of(&|offer| is_up(offer, goal), None) {
        return Some((chosen, Rule::NearestToBudget));
    }
    let narrow = |all: Vec<usize>, is_better: &dyn Fn(&Offer) -> bool| -> Vec<usize> {
        let better = all.iter().copied().filter(|&it| is_better(&offers[it]));
        let better: Vec<usize> = better.collect();
        if better.is_empty() { all } else { better }
    };
    let all = narrow((0..offers.len()).collect(), &|it| is_within(it, goal));
    // Where some are up as long as is demanded, too few of their single years keep to the rest.
    let all = narrow(all, &|it| keeps(it, goal));
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
    let near = all
        .into_iter()
        .filter(|&it| is_far || missed(it) <= least * (1.0 + NEAR));
    let total = |it: usize| offers[it].total(goal.outage_cost.unwrap_or(0.0));
    let nearest = near.min_by(|&a, &b| {
        let costs = total(a).total_cmp(&total(b));
        costs.then(offers[a].unserved.total_cmp(&offers[b].unserved))
    });
    Some((nearest?, Rule::NearestToGoal))
}

pub(super) fn is_within(offer: &Offer, goal: &Goal) -> bool {
    goal.budget.is_none_or(|budget| offer.cost <= budget)
}

pub(super) fn is_up(offer: &Offer, goal: &Goal) -> bool {
    !offer.misses.any() && keeps(offer, goal)
}

/// Whether what is expected is within what the goal allows, of all requests and of each class.
pub(super) fn keeps(offer: &Offer, goal: &Goal) -> bool {
    let is_up = |share| offer.unserved <= allowed(share);
    !offer.misses.is_more() && goal.availability.is_none_or(is_up)
}
