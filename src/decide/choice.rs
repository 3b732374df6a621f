//! The one architecture to have: what is demanded first, within that the cheapest; what the next step up would buy; and whether
//! better numbers could change it.

use super::{
    alone::{Alone, decided_by},
    even::{missing_prices, settled, ties},
    goal::allowed,
    kinds::caused_by,
    offer::{Offer, cheapest, next_step},
    rule::{self, gives},
    steps::prices_ci95,
    studied::Studied,
};
use crate::{
    answer::{ChoiceResult, Lacks, NextResult, Rule},
    topology::Goal,
};

/// Chosen in so many scenarios it is not in question.
const SURE: f64 = 0.95;
/// What costs more than this share more is not asked whether simulation leaves that open.
const NEARLY: f64 = 0.5;

/// The architecture to have with this goal; nothing where it says neither what is demanded nor what an hour costs. `alone` is what the
/// designs give with one number moved.
pub(super) fn choice(
    studied: &Studied<'_>,
    goal: &Goal,
    alone: &[Alone<'_>],
) -> Option<ChoiceResult> {
    let (chosen, rule) = settled(studied, studied.offers, goal)?;
    let fits = |offer: &&Offer| gives(offer, goal);
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
    let p_even = (!picks.is_empty()).then(|| even / picks.len() as f64);
    // Those that cost the same are one answer, unless one stays with today's, or this one is the choice though another costs a little less.
    let stays = studied.topology.today == Some(chosen);
    let is_best = rule::chosen(studied.offers, goal).is_none_or(|(best, _)| best == chosen);
    let is_alone = stays || !is_best;
    let same: &[usize] = if is_alone { &[] } else { &tied };
    let p_same = if is_alone { p_chosen } else { p_even };
    let open = open_with(studied, goal, (chosen, rule), &tied);
    let is_complete = alone.len() == studied.topology.unknowns.len() && !studied.is_open;
    // How single years go with one number moved is not known.
    let is_complete = is_complete && open.is_none() && !goal.is_of_single_years();
    let of_means = p_chosen.filter(|_| !goal.is_of_single_years());
    let decided_by = of_means.and_then(|_| decided_by(studied, goal, alone, (chosen, same)));
    Some(ChoiceResult {
        architecture: studied.name(chosen),
        rule,
        fitting: studied.offers.iter().filter(fits).count(),
        p_chosen,
        p_chosen_or_tied: p_even,
        missing_prices: missing_prices(studied, goal, (chosen, rule), &ties, &in_question),
        ties: ties.into_iter().map(|it| it.1).collect(),
        otherwise: otherwise.map(|other| studied.name(other)),
        p_otherwise: otherwise.map(|other| share(other) / picks.len() as f64),
        cheapest: goal
            .outage_cost
            .and_then(|price| cheapest(studied.offers, price))
            .map(|cheapest| studied.name(cheapest)),
        settled: p_same.map(|share| share >= SURE && is_complete && decided_by.is_none()),
        decided_by,
        open_with: open.map(|other| studied.name(other)),
        lacking: lacking(studied, chosen),
        // Where today's costs least, one that costs hardly more may be worth the step.
        next: next(studied, chosen, if stays && is_best { &[] } else { &tied }),
    })
}

/// The cheapest of the others that the rules choose from of which simulation leaves open whether it costs less in total; nothing where bills
/// alone decide.
fn open_with(
    studied: &Studied<'_>,
    goal: &Goal,
    (chosen, rule): (usize, Rule),
    tied: &[usize],
) -> Option<usize> {
    let price = goal.outage_cost.filter(|_| !rule::is_by_bill(rule))?;
    let (eligible, _) = rule::eligible(studied.offers, goal)?;
    let total = |of: usize| studied.offers[of].total(price);
    let is_open = |&other: &usize| {
        let more = total(other) - total(chosen);
        // What is far off costs more whatever the simulation leaves open.
        if other == chosen || tied.contains(&other) || more > NEARLY * total(chosen) {
            return false;
        }
        let apart = studied.saving(other, chosen);
        let hours = Offer {
            hourly: apart.mean - apart.interval.low,
            ..Offer::default()
        };
        hours.total(price) > more
    };
    let open = eligible.into_iter().filter(is_open);
    open.min_by(|&a, &b| total(a).total_cmp(&total(b)))
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

/// The next step up, to a design that does not cost the same.
fn next(studied: &Studied<'_>, chosen: usize, tied: &[usize]) -> Option<NextResult> {
    let offers = studied.offers;
    let now = &offers[chosen];
    let others = (0..offers.len()).filter(|other| !tied.contains(other));
    let (to, price) = next_step(offers, chosen, others)?;
    Some(NextResult {
        architecture: studied.name(to),
        extra_monthly: offers[to].cost - now.cost,
        saved_minutes_per_year: now.unserved - offers[to].unserved,
        break_even: price,
        break_even_ci95: prices_ci95(studied, chosen, to),
        break_even_band90: studied.break_even_band(chosen, to),
    })
}
