//! The last sentence: what the next step would buy, and from which price of an hour it pays.

use super::{Answer, Chosen, MOST_NAMES, elsewhere::second, first::FIND_THE_PRICE};
use crate::{
    answer::{ArchitectureResult, NextResult},
    report::words,
};

impl<'a> Answer<'a> {
    /// The next step up from the choice, and a second region where that is another.
    pub(super) fn next(&self, chosen: Chosen<'a>) -> Option<String> {
        let Chosen { choice, result } = chosen;
        if self.count() < 2 {
            return None;
        }
        let least = self.results.architectures.iter();
        let least = least.map(|it| it.unserved()).fold(f64::INFINITY, f64::min);
        let step = match &choice.next {
            Some(next) => Some(self.step_up(result, next)),
            None => self.for_less(chosen),
        };
        if step.is_none() && result.unserved() <= least {
            return Some("No other design of this plan is expected to be down less.".to_owned());
        }
        let named = choice.next.iter().map(|it| it.architecture.as_str());
        let named: Vec<&str> = named.collect();
        let parts = step.into_iter().chain(self.elsewhere(result, &named));
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
    }

    fn step_up(&self, result: &ArchitectureResult, next: &NextResult) -> String {
        let to = self.results.architecture(&next.architecture);
        let second = to.and_then(|to| second(result, to));
        let second = second.map_or(String::new(), |what| format!(" ({what})"));
        let name = format!("{}{second}", words::plain(&next.architecture));
        let saves = words::minutes(next.saved_minutes_per_year);
        let surer = to.map_or(String::new(), |to| surer(result, to));
        let more = self.money(next.extra_monthly);
        let from = self.about(next.break_even);
        let more = match to.map_or("", |to| self.hours_only(result, to)) {
            "" => format!("{more} more a month"),
            hours => format!("{more} more a month{hours}"),
        };
        let known = result.without_price();
        let unknown = to.map_or(Vec::new(), ArchitectureResult::without_price);
        let unknown: Vec<&String> = unknown.iter().filter(|it| !known.contains(it)).collect();
        let from = match unknown.is_empty() {
            true => from,
            // It is more with what has no price.
            false => from.replacen("about", "at least", 1),
        };
        let more = match unknown.is_empty() {
            true => more,
            false => {
                let names = words::some(MOST_NAMES, unknown.into_iter().map(String::as_str));
                format!("{more} and what {names} costs")
            }
        };
        let is_over = to.is_some_and(|to| self.is_over_budget(to));
        let over = if is_over {
            ", which is over the budget"
        } else {
            ""
        };
        match self.price {
            Some(price) if next.break_even <= price => format!(
                "At {} an hour {name} would pay too: it would save {saves} a year{surer} for {more}, but {}",
                self.stated(price),
                Self::why_not(is_over)
            ),
            Some(price) => format!(
                "{name} would save {saves} a year{surer} for {more}{over}: worth it only if an hour of outage cost you {from}; you said {}",
                self.stated(price)
            ),
            None => format!(
                "{name} would save {saves} a year{surer} for {more}: worth it if an hour of outage costs you {from} or more \
                 ({FIND_THE_PRICE})"
            ),
        }
    }

    /// What is demanded takes a design that costs more in total than another: what that other saves, and from which price of an hour
    /// the chosen one would be the cheapest in total.
    fn for_less(&self, Chosen { choice, result }: Chosen<'a>) -> Option<String> {
        let (price, chosen) = (self.price?, result);
        let best = self.results.architecture(choice.cheapest.as_ref()?)?;
        let less = chosen.cost.monthly - best.cost.monthly;
        let more = best.unserved() - chosen.unserved();
        if less <= 0.0 || more <= 0.0 {
            return None;
        }
        let (name, chosen) = (words::plain(&best.name), words::plain(&chosen.name));
        let (less, more) = (self.money(less), words::minutes(more));
        let pays = match self.results.decision.region(&result.name) {
            Some(region) => format!(
                "costs least of all in total only if an hour of outage cost you {}; you said {}",
                self.about(region.from),
                self.stated(price)
            ),
            None => "costs least of all in total at no price of an hour".to_owned(),
        };
        Some(format!(
            "{name} costs {less} a month less for {more} a year more: {chosen} {pays}"
        ))
    }

    /// Why a design that would pay is not chosen.
    fn why_not(is_over_budget: bool) -> &'static str {
        if is_over_budget {
            "it is over the budget"
        } else {
            "another keeps to what is demanded for less"
        }
    }
}

/// In how many more cases a design meets the goal than another: ` and meet the goal in 95 of 100 cases`; nothing where both do in as many.
fn surer(from: &ArchitectureResult, to: &ArchitectureResult) -> String {
    let met = |it: &ArchitectureResult| it.expected.as_ref()?.p_meets_goal;
    let both = met(from).zip(met(to));
    let both = both.map(|(from, to)| (words::cases(from), words::cases(to)));
    match both.filter(|(from, to)| from != to) {
        Some((_, to)) => format!(" and meet the goal in {to} cases"),
        None => String::new(),
    }
}
