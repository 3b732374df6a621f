//! One number moved alone over its range, all others as they are expected: which answer each value gives, and so which number is worth
//! measuring first.

use super::{
    assumptions::{name, reported},
    even::settled,
    offer::Offer,
    rule::gives,
    studied::{Studied, offers},
};
use crate::{
    answer::{DecidedBy, Turn},
    experiment::{Losses, Swing},
    topology::{Goal, Unknown},
};

/// The values asked of a number: so many points of what is believed of it, as far apart in chance, its 5 % and its 95 % point among them.
const POINTS: usize = 10;
/// Where these lie.
const ENDS: [f64; 2] = [0.05, 0.95];
/// So many halvings find where an answer changes, far closer than any number is known.
const HALVINGS: usize = 30;

/// What the designs ask and give with one number moved.
pub(super) struct Alone<'a> {
    /// Which number, and what it does at its ends.
    swing: &'a Swing,
    /// The offers at its points, the lowest first.
    at: Vec<Vec<Offer>>,
    /// By how much the time not served of each design changes from the lowest to the highest [min a year].
    apart: Vec<f64>,
}

/// The offers with each number moved alone.
pub(super) fn alone<'a>(studied: &Studied<'_>, swings: &'a [Swing]) -> Vec<Alone<'a>> {
    let goal = &studied.topology.goal;
    let each = swings.iter().map(|swing| {
        let unknown = &studied.topology.unknowns[swing.unknown];
        let losses = points(unknown).map(|value| losses(swing, unknown, value));
        let at = losses.map(|losses| offers(studied.architectures, &losses, goal));
        let at: Vec<Vec<Offer>> = at.collect();
        let ends = at
            .first()
            .into_iter()
            .flatten()
            .zip(at.last().into_iter().flatten());
        Alone {
            swing,
            apart: ends
                .map(|(low, high)| (high.unserved - low.unserved).abs())
                .collect(),
            at,
        }
    });
    each.collect()
}

/// The values asked of a number, rising.
fn points(unknown: &Unknown) -> impl Iterator<Item = f64> {
    let [low, high] = ENDS;
    let step = (high - low) / (POINTS - 1) as f64;
    (0..POINTS).map(move |point| unknown.quantile(low + step * point as f64))
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

/// What the answer is beside: the design that is chosen, those that are named with it, and whether it gives what is demanded.
struct Now<'a> {
    chosen: usize,
    same: &'a [usize],
    fits: bool,
}

impl Now<'_> {
    /// Whether it is another answer that this design is chosen.
    fn is_other(&self, offers: &[Offer], of: usize, goal: &Goal) -> bool {
        let is_named = of == self.chosen || self.same.contains(&of);
        !is_named || gives(&offers[of], goal) != self.fits
    }
}

/// The number that, alone, changes the answer over most of its range: what is chosen, or whether that gives what is demanded. Of equals
/// the one that changes most how long the chosen is not served. `same` are designs that are named with it.
pub(super) fn decided_by(
    studied: &Studied<'_>,
    goal: &Goal,
    alone: &[Alone<'_>],
    (chosen, same): (usize, &[usize]),
) -> Option<DecidedBy> {
    let now = Now {
        chosen,
        same,
        fits: gives(&studied.offers[chosen], goal),
    };
    let moved = alone.iter().filter_map(|number| {
        let at = number.at.iter();
        let picks = at.map(|offers| Some(settled(studied, offers, goal)?.0));
        let picks: Vec<usize> = picks.collect::<Option<_>>()?;
        let pairs = number.at.iter().zip(&picks);
        let others = pairs.map(|(offers, &pick)| now.is_other(offers, pick, goal));
        let others: Vec<bool> = others.collect();
        others.contains(&true).then_some((number, picks, others))
    });
    let count = |others: &[bool]| others.iter().filter(|it| **it).count();
    let (number, picks, others) = moved.max_by(|(a, _, more), (b, _, less)| {
        let apart = a.apart[chosen].total_cmp(&b.apart[chosen]);
        let first = b.swing.unknown.index().cmp(&a.swing.unknown.index());
        count(more).cmp(&count(less)).then(apart).then(first)
    })?;
    let unknown = &studied.topology.unknowns[number.swing.unknown];
    let meets = |at: usize| gives(&number.at[at][picks[at]], goal);
    Some(DecidedBy {
        name: unknown.name.clone(),
        aspect: name(unknown.aspect),
        at_low: studied.name(picks[0]),
        at_high: studied.name(picks[POINTS - 1]),
        meets_at_low: meets(0),
        meets_at_high: meets(POINTS - 1),
        share: count(&others) as f64 / POINTS as f64,
        turns: turns(studied, goal, number.swing, &now, &others)?,
    })
}

/// From which value on, on the way from `near` to the first of these, which come nearer and nearer, the answer is that of the first; `None`
/// where it is so all the way.
fn end(values: &[f64], near: f64, answer: impl Fn(f64) -> Option<(usize, bool)>) -> Option<f64> {
    let last = answer(*values.first()?)?;
    let rest = values.iter().copied().chain([near]);
    let mut far = *values.first()?;
    let mut near = None;
    for value in rest {
        if answer(value)? != last {
            near = Some(value);
            break;
        }
        far = value;
    }
    boundary(near?, far, |value| Some(answer(value)? == last))
}

/// The value nearest to `near` that is still as `far` is, between the two.
fn boundary(mut near: f64, mut far: f64, is_as_far: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(near, far);
        match is_as_far(middle)? {
            true => far = middle,
            false => near = middle,
        }
    }
    Some(far)
}

/// Where the answer changes first on the way from what is expected to that side where more of the points have another.
fn turns(
    studied: &Studied<'_>,
    goal: &Goal,
    swing: &Swing,
    now: &Now<'_>,
    others: &[bool],
) -> Option<Turn> {
    let unknown = &studied.topology.unknowns[swing.unknown];
    let mean = unknown.mean();
    let values: Vec<f64> = points(unknown).collect();
    let is_below = |at: usize| values[at] < mean;
    let those = (0..POINTS).filter(|&at| others[at]);
    let (under, over): (Vec<usize>, Vec<usize>) = those.partition(|&at| is_below(at));
    let below = under.len() >= over.len();
    let (far, near) = match below {
        true => {
            let far = *under.last()?;
            (
                values[far],
                values.get(far + 1).map_or(mean, |it| it.min(mean)),
            )
        }
        false => {
            let far = *over.first()?;
            let before = far.checked_sub(1).and_then(|it| values.get(it));
            (values[far], before.map_or(mean, |it| it.max(mean)))
        }
    };
    let at = |value: f64| {
        let offers = offers(studied.architectures, &losses(swing, unknown, value), goal);
        let pick = settled(studied, &offers, goal)?.0;
        let meet = [pick, now.chosen].map(|it| gives(&offers[it], goal));
        Some((pick, meet, now.is_other(&offers, pick, goal)))
    };
    let far = boundary(near, far, |value| Some(at(value)?.2))?;
    let (pick, [meets, chosen_meets], _) = at(far)?;
    let answer = |value: f64| at(value).map(|(pick, [meets, _], _)| (pick, meets));
    let beyond = values.iter().copied().filter(|value| match below {
        true => *value < far,
        false => *value > far,
    });
    let mut beyond: Vec<f64> = beyond.collect();
    if !below {
        beyond.reverse();
    }
    Some(Turn {
        end_from: end(&beyond, far, answer).map(|it| reported(unknown.aspect, it)),
        at: reported(unknown.aspect, far),
        expected: reported(unknown.aspect, mean),
        below,
        architecture: studied.name(pick),
        meets,
        chosen_meets,
    })
}
