//! One number moved alone over its range, all others as they are expected: which answer each value gives, and so which number is worth
//! measuring first.

use super::{
    assumptions::name,
    even::settled,
    offer::Offer,
    rule::{is_up, is_within},
    studied::{Studied, offers},
};
use crate::{
    answer::DecidedBy,
    experiment::{Losses, Swing},
    topology::{Goal, Unknown, UnknownId},
};

/// The values asked of a number: so many points of what is believed of it, as far apart in chance, its 5 % and its 95 % point among them.
const POINTS: usize = 10;
/// Where these lie.
const ENDS: [f64; 2] = [0.05, 0.95];

/// What the designs ask and give with one number moved.
pub(super) struct Alone {
    /// Which number.
    unknown: UnknownId,
    /// The offers at its points, the lowest first.
    at: Vec<Vec<Offer>>,
    /// By how much the time not served of each design changes from the lowest to the highest [min a year].
    apart: Vec<f64>,
}

/// The offers with each number moved alone.
pub(super) fn alone(studied: &Studied<'_>, swings: &[Swing]) -> Vec<Alone> {
    let goal = &studied.topology.goal;
    let each = swings.iter().map(|swing| {
        let unknown = &studied.topology.unknowns[swing.unknown];
        let [low, high] = ENDS;
        let step = (high - low) / (POINTS - 1) as f64;
        let points = (0..POINTS).map(|point| unknown.quantile(low + step * point as f64));
        let losses = points.map(|value| losses(swing, unknown, value));
        let at = losses.map(|losses| offers(studied.architectures, &losses, goal));
        let at: Vec<Vec<Offer>> = at.collect();
        let ends = at
            .first()
            .into_iter()
            .flatten()
            .zip(at.last().into_iter().flatten());
        Alone {
            unknown: swing.unknown,
            apart: ends
                .map(|(low, high)| (high.unserved - low.unserved).abs())
                .collect(),
            at,
        }
    });
    each.collect()
}

/// What each design is expected to lose with the number at this value: on straight lines from what it loses at the mean of what is
/// believed to what it loses at the ends. Losses are linear in a rate, a chance and a factor, and nearly so in a length.
fn losses(swing: &Swing, unknown: &Unknown, value: f64) -> Vec<Losses> {
    let [low, high, _] = unknown.reach();
    let mean = unknown.mean();
    // The mean of a range that is very wide lies beyond its end.
    let (from, to, ends) = match value < mean {
        _ if !(low..high).contains(&mean) => (&swing.low, &swing.high, (low, high)),
        true => (&swing.low, &swing.middle, (low, mean)),
        false => (&swing.middle, &swing.high, (mean, high)),
    };
    let part = ((value - ends.0) / (ends.1 - ends.0)).clamp(0.0, 1.0);
    let pairs = from.iter().zip(to);
    pairs
        .map(|(from, to)| from.times(1.0 - part).plus(part, *to))
        .collect()
}

/// The number that, alone, changes the answer over most of its range: what is chosen, or whether that gives what is demanded. Of equals
/// the one that changes most how long the chosen is not served. `same` are designs that are named with it.
pub(super) fn decided_by(
    studied: &Studied<'_>,
    goal: &Goal,
    alone: &[Alone],
    (chosen, same): (usize, &[usize]),
) -> Option<DecidedBy> {
    let fits =
        |offers: &[Offer], of: usize| is_within(&offers[of], goal) && is_up(&offers[of], goal);
    let now = fits(studied.offers, chosen);
    let is_other = |offers: &[Offer], of: usize| {
        (of != chosen && !same.contains(&of)) || fits(offers, of) != now
    };
    let moved = alone.iter().filter_map(|number| {
        let at = number.at.iter();
        let picks = at.map(|offers| Some(settled(studied, offers, goal)?.0));
        let picks: Vec<usize> = picks.collect::<Option<_>>()?;
        let pairs = number.at.iter().zip(&picks);
        let others = pairs
            .filter(|(offers, pick)| is_other(offers, **pick))
            .count();
        let end = |at: usize| (picks[at], fits(&number.at[at], picks[at]));
        let ends = [end(0), end(POINTS - 1)];
        (others > 0).then_some((number, ends, others))
    });
    let (number, ends, others) = moved.max_by(|(a, _, more), (b, _, less)| {
        let apart = a.apart[chosen].total_cmp(&b.apart[chosen]);
        more.cmp(less)
            .then(apart)
            .then(b.unknown.index().cmp(&a.unknown.index()))
    })?;
    let unknown = &studied.topology.unknowns[number.unknown];
    Some(DecidedBy {
        name: unknown.name.clone(),
        aspect: name(unknown.aspect),
        at_low: studied.name(ends[0].0),
        at_high: studied.name(ends[1].0),
        meets_at_low: ends[0].1,
        meets_at_high: ends[1].1,
        share: others as f64 / POINTS as f64,
    })
}
