//! The one architecture to have: what is demanded first, within that the cheapest; what the next step up would buy; and whether
//! better numbers could change it.

use super::{
    assumptions::name,
    even::{missing_prices, settled, ties},
    goal::{allowed, is_far},
    kinds::caused_by,
    offer::{Offer, cheapest, lowest_bill},
    steps::prices_ci95,
    studied::{Studied, offers},
};
use crate::{
    answer::{ChoiceResult, DecidedBy, Lacks, NextResult, Rule},
    experiment::Swing,
    topology::Goal,
};

/// Chosen in so many scenarios it is not in question.
const SURE: f64 = 0.95;
/// A goal that none meets is missed alike by designs whose times not served, or years that miss it, are this share of the least apart:
/// it is not worth any money to miss it by some minutes less.
const NEAR: f64 = 0.1;

/// The architecture to have with this goal; nothing where it says neither what is demanded nor what an hour costs.
pub(super) fn choice(studied: &Studied<'_>, goal: &Goal, swings: &[Swing]) -> Option<ChoiceResult> {
    let (chosen, rule) = settled(studied, studied.offers, goal)?;
    let fits = |offer: &&Offer| is_within(offer, goal) && is_up(offer, goal);
    let picks = studied.scenarios().iter();
    let picks: Vec<usize> = picks
        .filter_map(|offers| Some(settled(studied, offers, goal)?.0))
        .collect();
    let share = |of: usize| picks.iter().filter(|&&pick| pick == of).count() as f64;
    let p_chosen = (!picks.is_empty()).then(|| share(chosen) / picks.len() as f64);
    let others = (0..studied.offers.len()).filter(|&other| other != chosen && share(other) > 0.0);
    // Of equal ones the first.
    let otherwise = others.rev().max_by(|&a, &b| share(a).total_cmp(&share(b)));
    let ties = ties(studied, goal, chosen);
    let tied: Vec<usize> = ties.iter().map(|it| it.0).collect();
    let is_tied = |of: usize| of == chosen || tied.contains(&of);
    let even = picks.iter().filter(|&&pick| is_tied(pick)).count() as f64;
    let mut in_question: Vec<usize> = otherwise.into_iter().collect();
    in_question.extend((0..studied.offers.len()).filter(|&it| fits(&&studied.offers[it])));
    in_question.push(chosen);
    in_question.sort_unstable();
    in_question.dedup();
    let is_complete = swings.len() == studied.topology.unknowns.len();
    let decided_by = p_chosen.and_then(|_| decided_by(studied, goal, swings, chosen));
    Some(ChoiceResult {
        architecture: studied.name(chosen),
        rule,
        fitting: studied.offers.iter().filter(fits).count(),
        p_chosen,
        p_chosen_or_tied: (!picks.is_empty()).then(|| even / picks.len() as f64),
        missing_prices: missing_prices(studied, chosen, &ties, &in_question),
        ties: ties.into_iter().map(|it| it.1).collect(),
        otherwise: otherwise.map(|other| studied.name(other)),
        p_otherwise: otherwise.map(|other| share(other) / picks.len() as f64),
        cheapest: goal
            .outage_cost
            .and_then(|price| cheapest(studied.offers, price))
            .map(|cheapest| studied.name(cheapest)),
        settled: p_chosen.map(|share| share >= SURE && is_complete && decided_by.is_none()),
        decided_by,
        lacking: lacking(studied, chosen),
        next: next(studied, chosen, &tied),
    })
}

/// The number that alone moves the choice; of several the one that changes most how long the chosen is not served.
fn decided_by(
    studied: &Studied<'_>,
    goal: &Goal,
    swings: &[Swing],
    chosen: usize,
) -> Option<DecidedBy> {
    let moved = swings.iter().filter_map(|swing| {
        let ends =
            [&swing.low, &swing.high].map(|losses| offers(studied.architectures, losses, goal));
        let [low, high] = [0, 1].map(|end| settled(studied, &ends[end], goal).map(|it| it.0));
        let apart = (ends[1][chosen].unserved - ends[0][chosen].unserved).abs();
        let (low, high) = (low?, high?);
        (low != chosen || high != chosen).then_some((swing.unknown, [low, high], apart))
    });
    let (unknown, [low, high], _) = moved.max_by(|a, b| {
        let apart = a.2.total_cmp(&b.2);
        apart.then_with(|| b.0.index().cmp(&a.0.index()))
    })?;
    let unknown = &studied.topology.unknowns[unknown];
    Some(DecidedBy {
        name: unknown.name.clone(),
        aspect: name(unknown.aspect),
        at_low: studied.name(low),
        at_high: studied.name(high),
    })
}

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

/// The fewest causes without which the goal would be met; all where that is not enough.
fn lacking(studied: &Studied<'_>, chosen: usize) -> Vec<Lacks> {
    let Some(share) = studied.topology.goal.availability else {
        return Vec::new();
    };
    let result = &studied.architectures[chosen];
    let mut over = studied.offers[chosen].unserved - allowed(share);
    let mut lacking = Vec::new();
    for cause in caused_by(result) {
        if over <= 0.0 {
            break;
        }
        over -= cause.minutes;
        lacking.push(Lacks {
            kind: cause.kind.to_owned(),
            minutes_per_year: cause.minutes,
        });
    }
    lacking
}

/// Of those with less time not served that do not cost the same the one that pays at the lowest price of an hour; of equals the one with least.
fn next(studied: &Studied<'_>, chosen: usize, tied: &[usize]) -> Option<NextResult> {
    let offers = studied.offers;
    let now = &offers[chosen];
    let more = (0..offers.len()).filter(|&other| {
        let offer = &offers[other];
        offer.unserved < now.unserved && offer.cost > now.cost && !tied.contains(&other)
    });
    let prices = more.filter_map(|other| Some((other, now.break_even(&offers[other])?)));
    let (to, price) = prices.min_by(|a, b| {
        let unserved = offers[a.0].unserved.total_cmp(&offers[b.0].unserved);
        a.1.total_cmp(&b.1).then(unserved)
    })?;
    Some(NextResult {
        architecture: studied.name(to),
        extra_monthly: offers[to].cost - now.cost,
        saved_minutes_per_year: now.unserved - offers[to].unserved,
        break_even: price,
        break_even_ci95: prices_ci95(studied, chosen, to),
        break_even_band90: studied.break_even_band(chosen, to),
    })
}
