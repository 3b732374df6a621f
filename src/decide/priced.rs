//! The choice at many prices of an hour: at each the same rules as at the plan's own.

use rayon::prelude::*;

use super::{alone::Alone, choice::choice, studied::Studied};
use crate::{
    answer::{PricedResult, RegionResult},
    topology::Goal,
};

/// Round prices of each decade.
const ROUND: [f64; 10] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];
/// Prices of an hour reach at least this far, and at most so far [currency/h].
const LEAST_TOP: f64 = 1e6;
const MOST_TOP: f64 = 1e12;
/// They reach this many times as far as the last price at which anything changes, and as the plan's.
const BEYOND: f64 = 10.0;

/// The choice at round prices of an hour, ten a decade from 1 up, and at the plan's; rising.
pub(super) fn priced(
    studied: &Studied<'_>,
    alone: &[Alone<'_>],
    regions: &[RegionResult],
) -> Vec<PricedResult> {
    let goal = studied.topology.goal;
    let prices = prices(regions, goal.outage_cost).into_par_iter();
    let at = |price: f64| PricedResult {
        price,
        choice: choice(
            studied,
            &Goal {
                outage_cost: Some(price),
                ..goal
            },
            alone,
        ),
        totals: studied.offers.iter().map(|it| it.total(price)).collect(),
    };
    prices.map(at).collect()
}

fn prices(regions: &[RegionResult], asked: Option<f64>) -> Vec<f64> {
    let last = regions.last().map_or(0.0, |region| region.from);
    let asked = asked.filter(|price| *price > 0.0);
    let most = (BEYOND * last.max(asked.unwrap_or(0.0))).clamp(LEAST_TOP, MOST_TOP);
    let decades = (0..12).map(|power| 10.0_f64.powi(power));
    let round = decades.flat_map(|decade| ROUND.map(|digits| digits * decade));
    let mut prices: Vec<f64> = round.take_while(|price| *price < most).collect();
    prices.push(10.0_f64.powf(most.log10().ceil()));
    prices.extend(asked);
    prices.sort_by(f64::total_cmp);
    prices.dedup_by(|later, earlier| *later - *earlier <= 1e-9 * *later);
    prices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_rise_and_have_the_plan_s_among_them() {
        for asked in [
            None,
            Some(0.0),
            Some(0.25),
            Some(120.0),
            Some(137.5),
            Some(3e9),
        ] {
            let prices = prices(&[], asked);
            assert!(prices.windows(2).all(|pair| pair[0] < pair[1]), "{asked:?}");
            let is_there = |price: f64| prices.contains(&price);
            assert!(asked.is_none_or(|price| price == 0.0 || is_there(price)));
            assert!(prices.last().is_some_and(|last| *last >= 1e6));
        }
    }
}
