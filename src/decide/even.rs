//! What stands beside the one to have as its equal: designs that cost the same as far as prices are known, and what has no price. In
//! come the offers and what is chosen; out go facts, so that nothing is ranked by cents that a missing price would turn round.

use super::{
    offer::Offer,
    rule::{cheapest_of, eligible, is_by_bill, total},
    studied::Studied,
};
use crate::{
    answer::{ArchitectureResult, Rule, TieResult, UnbilledResult},
    topology::Goal,
};

/// Costs this share apart are alike: nobody moves for so little, and no price is known so well.
const ALIKE: f64 = 0.01;
/// Times not served that are this share apart are the same to anybody.
const NO_TIME: f64 = 1e-3;
/// Amounts less apart than this are the same on any bill [currency].
const SAME: f64 = 0.005;

/// Which one is to be had by the rules. Of those that cost the same or nearly so today's, for nobody moves for so little; else the one of
/// which least has no price, for that can but make the others cost more.
pub(super) fn settled(
    studied: &Studied<'_>,
    offers: &[Offer],
    goal: &Goal,
) -> Option<(usize, Rule)> {
    let today = studied.topology.today;
    among(offers, goal, today, &|it| Some(&studied.architectures[it]))
}

/// The same among designs of which nothing is known but their offers.
#[must_use]
pub fn settled_among(offers: &[Offer], goal: &Goal, today: Option<usize>) -> Option<(usize, Rule)> {
    among(offers, goal, today, &|_| None)
}

/// What is known of designs, by their places, beside their offers.
type Results<'a> = &'a dyn Fn(usize) -> Option<&'a ArchitectureResult>;

fn among(
    offers: &[Offer],
    goal: &Goal,
    today: Option<usize>,
    of: Results<'_>,
) -> Option<(usize, Rule)> {
    let (eligible, rule) = eligible(offers, goal)?;
    let best = cheapest_of(&eligible, offers, rule, goal)?;
    let is_alike = |it: &usize| is_alike(offers, goal, (best, rule), *it, of);
    let stays = today.filter(|it| eligible.contains(it) && is_alike(it));
    let is_known = || {
        let each = eligible.iter().copied();
        let known = each.filter(|&it| offers[it].unpriced < offers[best].unpriced);
        known.filter(is_alike).min_by(|&a, &b| {
            let unknown = offers[a].unpriced.cmp(&offers[b].unpriced);
            let totals = total(&offers[a], rule, goal).total_cmp(&total(&offers[b], rule, goal));
            unknown.then(totals)
        })
    };
    let instead = stays.or_else(|| is_known().filter(|_| today != Some(best)));
    Some((instead.unwrap_or(best), rule))
}

/// Whether a design, of those that the rules choose from, costs the same as the one that they choose, or nearly so: with its time not
/// served or its bill no higher, or without something that has no price.
fn is_alike(
    offers: &[Offer],
    goal: &Goal,
    (best, rule): (usize, Rule),
    other: usize,
    of: Results<'_>,
) -> bool {
    let total = |of: usize| total(&offers[of], rule, goal);
    if other == best || total(other) - total(best) > (ALIKE * total(best)).max(SAME) {
        return false;
    }
    let both = of(other).zip(of(best));
    // By bills alone, what lacks a price beside the chosen one costs more than that.
    let lacks_more = both.is_some_and(|(it, best)| !it.without_price_beside(best).is_empty());
    if is_by_bill(rule) && lacks_more {
        return false;
    }
    // What is down longer and costs no less is no choice, unless something of the other has no price.
    offers[other].unserved <= offers[best].unserved * (1.0 + NO_TIME)
        || offers[other].cost < offers[best].cost - SAME
        || both.is_some_and(|(it, best)| !lacks(best, it).is_empty())
}

/// From which price of an hour on [currency/h] a design costs so much less in total than another that one moves for it; nothing where
/// the price does not matter so.
#[must_use]
pub fn worth_a_move(from: &Offer, to: &Offer) -> Option<f64> {
    // Both totals are straight lines over the price: the one is so much above the other from where they cross.
    let line = |offer: &Offer| {
        let fixed = offer.total(0.0);
        (fixed, offer.total(1.0) - fixed)
    };
    let ((fixed, slope), (least, rise)) = (line(from), line(to));
    let steeper = slope - (1.0 + ALIKE) * rise;
    (steeper > 0.0).then(|| ((1.0 + ALIKE) * least - fixed) / steeper)
}

/// The designs that cost the same as the chosen one, or nearly so: those that are alike beside the `best` by the rules, and that; with
/// their places.
pub(super) fn ties(studied: &Studied<'_>, goal: &Goal, settled: usize) -> Vec<(usize, TieResult)> {
    let offers = studied.offers;
    let Some((eligible, rule)) = eligible(offers, goal) else {
        return Vec::new();
    };
    let Some(best) = cheapest_of(&eligible, offers, rule, goal) else {
        return Vec::new();
    };
    // Of those that only come near, one is named.
    if rule.is_nearest() {
        return Vec::new();
    }
    let is_tied = |other: usize| {
        let of = |it: usize| Some(&studied.architectures[it]);
        let alike = is_alike(offers, goal, (best, rule), other, &of);
        other != settled && (other == best || alike)
    };
    let total = |of: usize| total(&offers[of], rule, goal);
    let of = |index: usize| &studied.architectures[index];
    let ties = eligible.into_iter().filter(|&it| is_tied(it)).map(|other| {
        let tie = TieResult {
            architecture: studied.name(other),
            more_monthly: total(other) - total(settled),
            without: lacks(of(settled), of(other)),
        };
        (other, tie)
    });
    let mut ties: Vec<(usize, TieResult)> = ties.collect();
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
/// and what all lack alike that do not cost less as it is, unless that leaves nothing known of half of what they are made of.
pub(super) fn missing_prices(
    studied: &Studied<'_>,
    goal: &Goal,
    (chosen, rule): (usize, Rule),
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
    // What costs less as it is, and lacks less, only costs less still.
    let total = |index: usize| total(&studied.offers[index], rule, goal);
    let costs_less = |&index: &usize| total(index) < total(chosen) && !tied(index);
    let beside = in_question.iter().zip(&lines);
    let beside: Vec<_> = beside.filter(|it| !costs_less(it.0)).collect();
    let most = |&index: &usize| is_mostly_unknown(studied, index);
    let counts = in_question.iter().any(most);
    let of_all = |line: &String| beside.iter().all(|it| it.1.contains(line));
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
