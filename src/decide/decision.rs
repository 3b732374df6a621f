//! From results to what one should do: the cheapest in total, the next best, the cheapest that meets the goal, and how sure
//! all that is.

use super::{
    alone::alone,
    choice::choice,
    offer::{Offer, cheapest, regions},
    priced::priced,
    steps::{self, steps},
    studied::Studied,
};
use crate::{
    answer::{ArchitectureResult, DecisionResult, RunnerUp, Verdict},
    experiment::Swing,
};

/// What one should do: from where one stands, at the plan's price of an hour and at any other. `swings` are the scenarios in
/// which one number alone is at an end of its range.
#[must_use]
pub fn decide(studied: &Studied<'_>, swings: &[Swing]) -> DecisionResult {
    let offers = studied.offers;
    let Some(cheapest_bill) = cheapest(offers, 0.0) else {
        return DecisionResult::default();
    };
    let first_of_cheapest = offers
        .iter()
        .position(|offer| offer.cost == offers[cheapest_bill].cost);
    let today = studied.topology.today;
    let from = today.or(first_of_cheapest).unwrap_or(cheapest_bill);
    let regions = regions(offers);
    let alone = alone(studied, swings);
    let with_prices = steps::priced(studied, &regions);
    let price = studied.topology.goal.outage_cost;
    let best = price.and_then(|price| cheapest(offers, price));
    DecisionResult {
        from: studied.name(from),
        best: best.map(|best| studied.name(best)),
        runner_up: price
            .zip(best)
            .and_then(|(price, best)| runner_up(studied, price, best)),
        meets_goal: meets_goal(studied),
        steps: steps(studied, &regions, from),
        priced: priced(studied, &alone, &with_prices),
        regions: with_prices,
        today: today.map(|today| studied.name(today)),
        choice: choice(studied, &studied.topology.goal, &alone),
    }
}

/// The next in total at `price` for an hour, and how much more it costs than the best.
fn runner_up(studied: &Studied<'_>, price: f64, best: usize) -> Option<RunnerUp> {
    let offers = studied.offers;
    let others: Vec<usize> = (0..offers.len()).filter(|&other| other != best).collect();
    let rest: Vec<Offer> = others.iter().map(|&other| offers[other]).collect();
    let second = others[cheapest(&rest, price)?];
    let (first, next) = (offers[best], offers[second]);
    let extra = next.cost + next.lost - first.cost - first.lost;
    let apart = studied.saving(second, best);
    let more = |minutes: f64| {
        let hours = Offer {
            hourly: minutes,
            ..Offer::default()
        };
        extra + hours.total(price)
    };
    let more_ci95 = [more(apart.interval.low), more(apart.interval.high)];
    let same = |offers: &[Offer]| offers[best].total(price) <= offers[second].total(price);
    Some(RunnerUp {
        name: studied.name(second),
        more_monthly: more(apart.mean),
        more_ci95,
        sure: if more_ci95[0] > 0.0 {
            Verdict::Yes
        } else {
            Verdict::Undecided
        },
        p_same_order: studied.share(&same),
    })
}

/// The cheapest in money that surely meets the goal and fits the budget.
fn meets_goal(studied: &Studied<'_>) -> Option<String> {
    let goal = &studied.topology.goal;
    if !goal.is_demanding() {
        return None;
    }
    let fits = |result: &&ArchitectureResult| {
        let meets = result
            .meets_goal
            .is_none_or(|verdict| verdict == Verdict::Yes);
        meets
            && goal
                .budget
                .is_none_or(|budget| result.cost.monthly <= budget)
    };
    let cheapest = studied.architectures.iter().filter(fits).min_by(|a, b| {
        let costs = a.cost.monthly.total_cmp(&b.cost.monthly);
        costs.then(a.unserved().total_cmp(&b.unserved()))
    });
    cheapest.map(|result| result.name.clone())
}
