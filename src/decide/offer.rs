//! What a design costs and how long it is down, and which of several is the cheapest in total at a price of the hour.
//!
//! The total of a month is bill + price × expected hours without service. As a function of the price it is a straight
//! line, so the designs that are cheapest for some price are the lower envelope of these lines: the convex hull of cost
//! and downtime.

use super::goal::Misses;
use crate::{
    answer::{ArchitectureResult, ClassResult, ExpectedResult, GoalResult},
    experiment::Losses,
    topology::Goal,
    units::{HOURS_PER_MONTH, HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Months of a year.
const MONTHS: f64 = 12.0;

/// What a design asks and gives.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Offer {
    /// The bill of a month [currency].
    pub cost: f64,
    /// What is lost and has a price of its own, a month [currency]: lost service and lost data, if they have.
    pub lost: f64,
    /// The time for which the price of an hour is paid [min a year]: downtime, and lost service without a price of its own.
    pub hourly: f64,
    /// Expected time not served, downtime and lost service [min a year].
    pub unserved: f64,
    /// Expected lost data [min of writing a year].
    pub data_lost: f64,
    /// How many things of it have no price, or no amount.
    pub unpriced: usize,
    /// What of the goal it misses beside the availability of all requests.
    pub misses: Misses,
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

impl From<&ExpectedResult> for Losses {
    fn from(expected: &ExpectedResult) -> Self {
        Self {
            downtime: expected.downtime,
            lost_service: expected.lost_service,
            data_lost: expected.data_lost,
        }
    }
}

impl Offer {
    /// What a design asks with this bill [currency a month] and these losses, by what the plan says of their prices.
    #[must_use]
    pub fn new(cost: f64, losses: &Losses, goal: &Goal) -> Self {
        let unserved = losses.unserved();
        let service = goal
            .lost_service_cost
            .map(|price| price * hours_a_month(losses.lost_service));
        let data = goal
            .data_loss_cost
            .map(|price| data_cost(price, losses.data_lost));
        Self {
            cost,
            lost: service.unwrap_or(0.0) + data.unwrap_or(0.0),
            hourly: if service.is_some() {
                losses.downtime
            } else {
                unserved
            },
            unserved,
            data_lost: losses.data_lost,
            unpriced: 0,
            misses: Misses::default(),
        }
    }

    /// What a result asks and gives, on its run's basis.
    #[must_use]
    pub fn of(result: &ArchitectureResult, goal: &GoalResult) -> Self {
        let losses = match &result.expected {
            Some(expected) => Losses::from(expected),
            None => Losses {
                downtime: result.downtime.mean_or_bound(),
                lost_service: result.lost_service_minutes_per_year,
                data_lost: result.data_loss_minutes_per_year,
            },
        };
        let prices = Goal {
            lost_service_cost: goal.lost_service_cost,
            data_loss_cost: goal.data_loss_cost,
            ..Goal::default()
        };
        let classes = result.classes.iter().map(ClassResult::unserved);
        Self {
            unpriced: result.without_price().len(),
            misses: Misses::of(result, goal.years, classes),
            ..Self::new(result.cost.monthly, &losses, &prices)
        }
    }

    /// Bill and expected cost of outages, a month [currency], at `price` for an hour without service.
    #[must_use]
    pub fn total(&self, price: f64) -> f64 {
        self.cost + self.outages(price)
    }

    /// Expected cost of outages, a month [currency].
    #[must_use]
    pub fn outages(&self, price: f64) -> f64 {
        self.lost + price * self.hours_a_month()
    }

    /// Expected hours that the price of an hour is paid for in a month of 730 h.
    #[must_use]
    pub fn hours_a_month(&self) -> f64 {
        hours_a_month(self.hourly)
    }

    /// The price of an hour [currency/h] from which `rival` costs less in total than this one: 0 where its bill is no
    /// higher and it is down less, nothing where it is not down less.
    #[must_use]
    pub fn break_even(&self, rival: &Self) -> Option<f64> {
        let saved = self.hours_a_month() - rival.hours_a_month();
        let extra = rival.cost + rival.lost - self.cost - self.lost;
        (saved > 0.0).then(|| (extra / saved).max(0.0))
    }
}

/// Hours in a month of 730 h of so many minutes a year.
fn hours_a_month(minutes: f64) -> f64 {
    minutes / MINUTES_PER_HOUR * HOURS_PER_MONTH / HOURS_PER_YEAR
}

/// What lost data cost a month [currency], at this price of a minute of writing, with so many lost a year.
#[must_use]
pub fn data_cost(price: f64, minutes: f64) -> f64 {
    price * minutes / MONTHS
}

/// Of these with less time not served and a higher bill that which pays from the lowest price of an hour, and that price; of equals the one
/// with least time not served.
#[must_use]
pub fn next_step(
    offers: &[Offer],
    from: usize,
    among: impl Iterator<Item = usize>,
) -> Option<(usize, f64)> {
    let now = &offers[from];
    let more = among.filter(|&it| offers[it].unserved < now.unserved && offers[it].cost > now.cost);
    let prices = more.filter_map(|it| Some((it, now.break_even(&offers[it])?)));
    prices.min_by(|a, b| {
        let unserved = offers[a.0].unserved.total_cmp(&offers[b.0].unserved);
        a.1.total_cmp(&b.1).then(unserved)
    })
}

/// The cheapest in total at a price of the hour: of equals the one that is down less, then the first. `None` of none.
#[must_use]
pub fn cheapest(offers: &[Offer], price: f64) -> Option<usize> {
    (0..offers.len()).min_by(|&a, &b| {
        let (a, b) = (&offers[a], &offers[b]);
        let totals = a.total(price).total_cmp(&b.total(price));
        totals.then(a.hourly.total_cmp(&b.hourly))
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
                let downtime = offers[a.0].hourly.total_cmp(&offers[b.0].hourly);
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
        Offer {
            cost,
            hourly: downtime,
            unserved: downtime,
            ..Offer::default()
        }
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

    /// An hour of outage and two of lost service a year, and six minutes of writing.
    #[test]
    fn what_is_lost_costs_what_the_plan_says() {
        let losses = Losses {
            downtime: 60.0,
            lost_service: 120.0,
            data_lost: 6.0,
        };
        let total = |lost_service_cost, data_loss_cost| {
            let goal = Goal {
                lost_service_cost,
                data_loss_cost,
                ..Goal::default()
            };
            let offer = Offer::new(50.0, &losses, &goal);
            assert_eq!(offer.unserved, 180.0);
            offer.total(240.0)
        };
        // 3 h, 1 h + 2 h at 30, and 6 min at 40, each over twelve months.
        assert!((total(None, None) - (50.0 + 720.0 / 12.0)).abs() < 1e-9);
        assert!((total(Some(30.0), None) - (50.0 + 300.0 / 12.0)).abs() < 1e-9);
        assert!((total(None, Some(40.0)) - (50.0 + 960.0 / 12.0)).abs() < 1e-9);
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
