//! The third sentence: what the next step would buy, and from which price of an hour it pays.

use super::{Answer, Chosen, first::FIND_THE_PRICE};
use crate::report::words;

impl<'a> Answer<'a> {
    /// The next step up from the choice.
    pub(super) fn next(&self, Chosen { choice, result }: Chosen<'a>) -> Option<String> {
        if self.count() < 2 {
            return None;
        }
        let Some(next) = &choice.next else {
            let least = self.results.architectures.iter();
            let least = least.map(|it| it.unserved()).fold(f64::INFINITY, f64::min);
            return (result.unserved() <= least)
                .then(|| "No other design of this plan is expected to be down less.".to_owned());
        };
        let name = words::plain(&next.architecture);
        let saves = words::minutes(next.saved_minutes_per_year);
        let more = self.money(next.extra_monthly);
        let from = self.about(next.break_even);
        Some(match self.price {
            Some(price) if next.break_even <= price => format!(
                "At {} an hour {name} would pay too, with {saves} a year less for {more} more a month, but {}.",
                self.stated(price),
                self.why_not(&next.architecture)
            ),
            Some(price) => format!(
                "{name} would save {saves} a year for {more} more a month: worth it only if an hour of outage cost you {from}; you said {}.",
                self.stated(price)
            ),
            None => format!(
                "{name} would save {saves} a year for {more} more a month: worth it if an hour of outage costs you {from} or more \
                 ({FIND_THE_PRICE})."
            ),
        })
    }

    /// Why a design that would pay is not chosen.
    fn why_not(&self, name: &str) -> &'static str {
        let result = self.results.architecture(name);
        let over = result
            .zip(self.results.goal.budget)
            .is_some_and(|(result, budget)| result.cost.monthly > budget);
        if over {
            "it is over the budget"
        } else {
            "another keeps to what is demanded for less"
        }
    }
}
