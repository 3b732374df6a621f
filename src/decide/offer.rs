//! What a design costs and how long it is down, and which of several is the cheapest in total at a price of the hour.
//!
//! The total of a month is bill + price × expected hours without service. As a function of the price it is a straight
//! line, so the designs that are cheapest for some price are the lower envelope of these lines: the convex hull of cost
//! and downtime.

use crate::units::{HOURS_PER_MONTH, HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// What a design asks and gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// Monthly cost [currency].
    pub cost: f64,
    /// Expected downtime [min a year].
    pub downtime: f64,
}

/// The prices of an hour at which one design is the cheapest in total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Which.
    pub offer: usize,
    /// From this price of an hour on [currency/h]; the first region begins at 0.
    pub from: f64,
    /// Up to this one; infinite for the last.
    pub to: f64,
}

impl Offer {
    /// Bill and expected cost of outages, a month [currency], at `price` for an hour without service.
    #[must_use]
    pub fn total(&self, price: f64) -> f64 {
        self.cost + price * self.hours_a_month()
    }

    /// Expected hours without service in a month of 730 h.
    #[must_use]
    pub fn hours_a_month(&self) -> f64 {
        self.downtime / MINUTES_PER_HOUR * HOURS_PER_MONTH / HOURS_PER_YEAR
    }

    /// The price of an hour [currency/h] from which `rival` costs less in total than this one: 0 where its bill is no
    /// higher and it is down less, nothing where it is not down less.
    #[must_use]
    pub fn break_even(&self, rival: &Self) -> Option<f64> {
        let saved = self.hours_a_month() - rival.hours_a_month();
        let extra = rival.cost - self.cost;
        (saved > 0.0).then(|| (extra / saved).max(0.0))
    }
}

/// The cheapest in total at a price of the hour: of equals the one that is down less, then the first. `None` of none.
#[must_use]
pub fn cheapest(offers: &[Offer], price: f64) -> Option<usize> {
    (0..offers.len()).min_by(|&a, &b| {
        let (a, b) = (&offers[a], &offers[b]);
        let totals = a.total(price).total_cmp(&b.total(price));
        totals.then(a.downtime.total_cmp(&b.downtime))
    })
}

/// Which design is the cheapest in total from which price of an hour on, from nothing to any price.
#[must_use]
pub fn regions(offers: &[Offer]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut next = cheapest(offers, 0.0).map(|offer| (offer, 0.0));
    while let Some((offer, from)) = next {
        if let Some(last) = regions.last_mut() {
            last.to = from;
        }
        regions.push(Region {
            offer,
            from,
            to: f64::INFINITY,
        });
        let now = &offers[offer];
        next = (0..offers.len())
            .filter_map(|other| Some((other, now.break_even(&offers[other])?)))
            .min_by(|a, b| {
                let downtime = offers[a.0].downtime.total_cmp(&offers[b.0].downtime);
                a.1.total_cmp(&b.1).then(downtime)
            });
    }
    regions
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn offer(cost: f64, downtime: f64) -> Offer {
        Offer { cost, downtime }
    }

    #[test]
    fn a_step_pays_from_what_it_costs_for_each_hour_it_saves() {
        // 100 a month for 60 minutes a year: 1,200 a year for an hour.
        let price = offer(200.0, 150.0).break_even(&offer(300.0, 90.0));
        assert!(price.is_some_and(|price| (price - 1200.0).abs() < 1e-9));
        assert_eq!(
            offer(200.0, 150.0).break_even(&offer(200.0, 90.0)),
            Some(0.0)
        );
        assert_eq!(offer(200.0, 90.0).break_even(&offer(300.0, 90.0)), None);
    }

    #[test]
    fn a_frontier_point_above_the_hull_is_never_the_cheapest() {
        let offers = [
            offer(100.0, 600.0),
            offer(199.0, 590.0),
            offer(200.0, 60.0),
            offer(300.0, 70.0),
        ];
        let chosen: Vec<usize> = regions(&offers).iter().map(|region| region.offer).collect();
        assert_eq!(chosen, [0, 2]);
    }

    proptest! {
        #[test]
        fn regions_name_the_cheapest_at_every_price(
            offers in proptest::collection::vec((0.0..1000.0f64, 0.0..10_000.0f64), 1..12),
            price in 0.0..100_000.0f64,
        ) {
            let offers: Vec<Offer> = offers.into_iter().map(|(cost, downtime)| offer(cost, downtime)).collect();
            let regions = regions(&offers);
            prop_assert_eq!(regions[0].from, 0.0);
            prop_assert!(regions.windows(2).all(|pair| pair[0].to == pair[1].from && pair[1].from >= pair[0].from));
            let Some(region) = regions.iter().rfind(|region| region.from <= price) else {
                return Err(TestCaseError::fail("some region holds every price"));
            };
            let best = cheapest(&offers, price).map(|best| offers[best].total(price));
            prop_assert!(best.is_some_and(|best| (offers[region.offer].total(price) - best).abs() <= 1e-9 * best.max(1.0)));
        }
    }
}
