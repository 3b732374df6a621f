//! What numbers that nobody knows exactly do to the results: from the downtimes of many scenarios to bands and chances.

use super::{
    offer::{Offer, cheapest},
    rule::keeps,
    studied::Studied,
    tornado::{Asked, tornado},
};
use crate::{
    answer::{ArchitectureUncertainty, CheaperResult, ChoiceResult, Question, UncertaintyResult},
    estimate::band90,
    experiment::{Scenarios, Swing},
};

/// Beyond so many architectures only the best is held against each of the others.
const MOST_PAIRED: usize = 20;

/// How sure the results are, and what `choice`, the answer, rests on, with one number moved each; nothing where no scenario was drawn.
#[must_use]
pub fn uncertainty(
    studied: &Studied<'_>,
    (scenarios, swings): (&Scenarios, &[Swing]),
    choice: Option<&ChoiceResult>,
) -> Option<UncertaintyResult> {
    let (offers, drawn) = (studied.offers, studied.drawn);
    if drawn.is_empty() {
        return None;
    }
    // Without a number that could be another, shares of scenarios say nothing.
    let price = studied.topology.goal.outage_cost;
    let price = price.filter(|_| !studied.topology.unknowns.is_empty());
    let question = Asked::new(studied, price, choice);
    let bests: Option<Vec<Option<usize>>> =
        price.map(|price| drawn.iter().map(|it| cheapest(it, price)).collect());
    Some(UncertaintyResult {
        draws: drawn.len(),
        years_per_draw: scenarios.years,
        architectures: (0..offers.len())
            .map(|index| architecture(studied, scenarios, index, bests.as_deref()))
            .collect(),
        cheaper: cheaper(studied, price),
        tornado: tornado(studied, swings, &question, price),
        question: Question {
            from: question.step.map(|(from, _)| studied.name(from)),
            to: question.step.map(|(_, to)| studied.name(to)),
            chosen: studied.name(question.chosen),
        },
    })
}

/// How sure one architecture is; `bests` is the cheapest in total of each scenario, where there is a price.
fn architecture(
    studied: &Studied<'_>,
    scenarios: &Scenarios,
    index: usize,
    bests: Option<&[Option<usize>]>,
) -> ArchitectureUncertainty {
    let drawn = scenarios.drawn.iter().map(|losses| losses[index]);
    let downtimes: Vec<f64> = drawn.map(|it| it.downtime).collect();
    let count = downtimes.len() as f64;
    let goal = &studied.topology.goal;
    let met = || {
        let all = studied.drawn.iter().map(|offers| &offers[index]);
        all.filter(|it| keeps(it, goal)).count() as f64 / count
    };
    let has_goal = goal.availability.is_some() || goal.of_classes;
    let result = &studied.architectures[index];
    ArchitectureUncertainty {
        name: studied.name(index),
        mean: result
            .expected
            .as_ref()
            .map_or(result.downtime.mean, |it| it.downtime),
        p_goal: has_goal.then(met),
        p_cheapest: bests
            .map(|bests| bests.iter().filter(|&&best| best == Some(index)).count() as f64 / count),
        // Scenarios there are, or nothing would be reported.
        band90: band90(downtimes).unwrap_or_default(),
    }
}

/// How likely one is cheaper in total than another, for each two; for many architectures, the best against each other.
fn cheaper(studied: &Studied<'_>, price: Option<f64>) -> Vec<CheaperResult> {
    let Some(price) = price else {
        return Vec::new();
    };
    let offers = studied.offers;
    let count = offers.len();
    let pairs: Vec<(usize, usize)> = if count > MOST_PAIRED {
        let best = cheapest(offers, price).into_iter();
        best.flat_map(|best| (0..count).map(move |other| (best, other)))
            .filter(|(best, other)| best != other)
            .collect()
    } else {
        (0..count)
            .flat_map(|one| (one + 1..count).map(move |other| (one, other)))
            .collect()
    };
    let result = |(one, other): (usize, usize)| {
        let less = |offers: &&Vec<Offer>| offers[one].total(price) < offers[other].total(price);
        CheaperResult {
            architecture: studied.name(one),
            than: studied.name(other),
            probability: studied.drawn.iter().filter(less).count() as f64
                / studied.drawn.len() as f64,
        }
    };
    pairs.into_iter().map(result).collect()
}
