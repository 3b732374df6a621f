//! Steps along the frontier with their paired differences, and the prices of an hour from which they pay.

use super::{
    offer::{Offer, Region},
    reasons::rests_on,
    studied::{Studied, finite},
};
use crate::{
    answer::{RegionResult, StepResult, Verdict},
    estimate::Interval,
};

/// The prices of an hour at which each architecture is the cheapest in total.
pub(super) fn priced(studied: &Studied<'_>, regions: &[Region]) -> Vec<RegionResult> {
    let offers = studied.offers;
    let before = std::iter::once(None).chain(regions.iter().map(|region| Some(region.offer)));
    let result = |(region, before): (&Region, Option<usize>)| RegionResult {
        architecture: studied.name(region.offer),
        from: region.from,
        from_band90: before.and_then(|before| studied.break_even_band(before, region.offer)),
        to: finite(region.to),
        rests_on: before.map_or(Vec::new(), |before| {
            let saved = offers[before].unserved - offers[region.offer].unserved;
            rests_on(studied, before, region.offer, saved)
        }),
    };
    regions.iter().zip(before).map(result).collect()
}

/// From where one stands to the best that costs no more, then along the frontier.
pub(super) fn steps(studied: &Studied<'_>, regions: &[Region], from: usize) -> Vec<StepResult> {
    let offers = studied.offers;
    let mut frontier: Vec<usize> = (0..offers.len())
        .filter(|&index| studied.architectures[index].on_frontier)
        .collect();
    frontier.sort_by(|&a, &b| offers[a].cost.total_cmp(&offers[b].cost));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    if !frontier.contains(&from) {
        let affordable = frontier
            .iter()
            .rfind(|&&index| offers[index].cost <= offers[from].cost);
        pairs.extend(affordable.map(|&to| (from, to)));
    }
    pairs.extend(frontier.windows(2).map(|pair| (pair[0], pair[1])));
    pairs
        .into_iter()
        .filter(|&(from, to)| {
            let (from, to) = (&offers[from], &offers[to]);
            from.unserved > to.unserved || (from.unserved == to.unserved && from.cost > to.cost)
        })
        .map(|(from, to)| {
            let hull = regions.iter().any(|region| region.offer == to);
            step(studied, from, to, !hull)
        })
        .collect()
}

/// Between which prices of an hour a step begins to pay, as far as the finite number of lives and scenarios tells; an end is `None`
/// where it is beyond any price.
pub(super) fn prices_ci95(studied: &Studied<'_>, from: usize, to: usize) -> [Option<f64>; 2] {
    let offers = studied.offers;
    let price_of = |minutes: f64| {
        let before = Offer {
            lost: offers[from].lost,
            hourly: minutes,
            ..Offer::default()
        };
        before.break_even(&Offer {
            cost: offers[to].cost - offers[from].cost,
            lost: offers[to].lost,
            ..Offer::default()
        })
    };
    // The more is saved the sooner it pays.
    let Interval { low, high } = studied.saving(from, to).interval;
    [price_of(high), price_of(low)]
}

/// One step, the regions aside.
fn step(studied: &Studied<'_>, from: usize, to: usize, never_cheapest: bool) -> StepResult {
    let offers = studied.offers;
    let extra = offers[to].cost - offers[from].cost;
    let saving = studied.saving(from, to);
    let Interval { low, high } = saving.interval;
    let ci95 = prices_ci95(studied, from, to);
    let saved = offers[from].unserved - offers[to].unserved;
    let pays = studied.topology.goal.outage_cost.map(|price| match ci95 {
        [_, Some(latest)] if price >= latest => Verdict::Yes,
        [Some(soonest), _] if price >= soonest => Verdict::Undecided,
        _ => Verdict::No,
    });
    let saves = |offers: &[Offer]| offers[from].unserved - offers[to].unserved;
    let price = studied.topology.goal.outage_cost;
    StepResult {
        from: studied.name(from),
        to: studied.name(to),
        extra_monthly: extra,
        saved_minutes_per_year: saved,
        saved_ci95: [low, high],
        saved_band90: studied.band(&saves),
        // What costs no more pays at once.
        break_even: offers[from].break_even(&offers[to]).unwrap_or(0.0),
        break_even_ci95: ci95,
        break_even_band90: studied.break_even_band(from, to),
        pays,
        p_pays: price.and_then(|price| {
            studied.share(&|offers: &[Offer]| offers[to].total(price) <= offers[from].total(price))
        }),
        never_cheapest,
        rests_on: rests_on(studied, from, to, saved),
    }
}
