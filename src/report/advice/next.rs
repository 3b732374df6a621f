//! The last sentence: what the next step would buy, and from which price of an hour it pays.

use super::{
    Answer, Chosen, SAME, elsewhere::second, first::FIND_THE_PRICE, times_apart, unpriced_more,
};
use crate::{
    answer::{ArchitectureResult, NextResult, Rule},
    decide::{Offer, worth_a_move},
    report::{goal::missed_further, words},
};

/// A price of an hour that the simulation leaves open by more than this share of it is told with its interval.
const WIDE: f64 = 0.3;

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
            Some(next) => self.step_up(result, next),
            None if choice.rule == Rule::NearestToGoal => self.nearly_as_near(chosen),
            None => self.for_less(chosen),
        };
        let tie = { self.hardly_cheaper(choice) }.filter(|_| self.is_today(result));
        if step.is_none() && tie.is_none() && result.unserved() <= least {
            return Some("No other design of this plan is expected to be down less.".to_owned());
        }
        let named = choice.next.iter().map(|it| it.architecture.as_str());
        let named = named.chain(tie.iter().map(|it| it.name.as_str()));
        let named: Vec<&str> = named.collect();
        let tie = tie.map(|it| self.nearly_worth_it(result, it));
        let parts = tie.into_iter().chain(step);
        let parts = parts.chain(self.elsewhere(result, &named));
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| format!("{}.", parts.join(". ")))
    }

    /// What another buys that costs too little less than today's to move for, and from which price of an hour it is enough.
    fn nearly_worth_it(&self, today: &ArchitectureResult, to: &ArchitectureResult) -> String {
        let name = words::plain(&to.name);
        let second = second(today, to).map_or(String::new(), |what| format!(" ({what})"));
        let change = self.change(today, to);
        let offer = |it: &ArchitectureResult| Offer::of(it, &self.results.goal);
        let from = worth_a_move(&offer(today), &offer(to));
        let from = from.zip(self.price).filter(|(from, price)| from > price);
        let from = from.map(|(from, price)| {
            let (from, price) = (self.about(from), self.stated(price));
            match from == format!("about {price}") {
                true => format!(
                    ", worth the move from a little more than the {price} an hour that you said"
                ),
                false => {
                    format!(", worth the move from {from} an hour of outage; you said {price}")
                }
            }
        });
        let from = from.unwrap_or_default();
        format!("With {name}{second} {change}{from}")
    }

    fn step_up(&self, result: &ArchitectureResult, next: &NextResult) -> Option<String> {
        let to = self.results.architecture(&next.architecture)?;
        let name = words::plain(&next.architecture);
        let has_it = |what: &str| format!("a {}", name.replace('-', " ")).contains(what);
        let second = second(result, to).filter(|what| !has_it(what));
        let is_over = self.is_over_budget(to);
        let facts = second
            .into_iter()
            .chain(is_over.then_some("over the budget"));
        let facts: Vec<&str> = facts.collect();
        let name = match facts.as_slice() {
            [] => name,
            facts => format!("{name} ({})", facts.join(", ")),
        };
        // After what the move saves, this comes on top.
        let is_moved = self.today().is_some_and(|it| it.name != result.name);
        let another = if is_moved { "another " } else { "" };
        let saves = format!("save {another}{} a year", times_apart(result, to));
        let why = self.may_lose(result, to).into_iter();
        let why = why.chain(self.oftener_there(result, to));
        let saves = match why.collect::<Vec<String>>().as_slice() {
            [] => saves,
            why => format!("{saves} ({})", why.join("; ")),
        };
        let (from, once) = (self.worth_from(result, to, next), self.once_apart(to));
        let (more, hours) = (self.bills_apart(result, to), self.hours_only(result, to));
        let apart = self.data_money(to).zip(self.data_money(result));
        let data = apart
            .map(|(to, from)| to - from)
            .filter(|it| it.abs() > SAME);
        let data = data.map_or(String::new(), |more| match more > 0.0 {
            true => format!(" and {} more of lost data", self.money(more)),
            false => format!(" and {} less of lost data", self.money(-more)),
        });
        let more = format!("{more} more a month{hours}{data}");
        let more = match unpriced_more(to, result) {
            None => more,
            Some(unknown) => format!("{more} and {unknown}"),
        };
        Some(match self.price {
            Some(price) if next.break_even <= price => format!(
                "At {} an hour {name} would pay too: it would {saves} for {more}{once}, but {}",
                self.stated(price),
                Self::why_not(is_over)
            ),
            Some(price) => format!(
                "{name} would {saves} for {more}: worth it only from {from}{once}; you said {}",
                self.stated(price)
            ),
            None => format!(
                "{name} would {saves} for {more}: worth it from {from}{once}; an hour costs {FIND_THE_PRICE}"
            ),
        })
    }

    /// That a step may cost time in some cases: `from 33 min lost to 56 min saved in nine of ten cases`.
    fn may_lose(&self, from: &ArchitectureResult, to: &ArchitectureResult) -> Option<String> {
        let mut steps = self.results.decision.steps.iter();
        let step = steps.find(|it| it.from == from.name && it.to == to.name);
        let [low, high] = step?.saved_band90.filter(|it| it[0] < 0.0 && it[1] > 0.0)?;
        let [lost, saved] = [-low, high].map(words::brief_minutes);
        Some(format!(
            "from {lost} lost to {saved} saved in nine of ten cases"
        ))
    }

    /// From which price of an hour a step pays: `about $2,900 an hour of outage ($1,100 – $15,000 in nine of ten cases)`; or the interval that the
    /// simulation leaves, where that is wide.
    fn worth_from(
        &self,
        result: &ArchitectureResult,
        to: &ArchitectureResult,
        next: &NextResult,
    ) -> String {
        let currency = &self.results.currency;
        let about = |price: f64| words::money_about(price, currency);
        let price = next.break_even;
        let end = |end: Option<f64>| end.map_or("any price".to_owned(), about);
        let [low, high] = next.break_even_ci95;
        let is_near = |end: Option<f64>| end.is_some_and(|it| (it / price - 1.0).abs() <= WIDE);
        let open = if price > 0.0 && !(is_near(low) && is_near(high)) {
            let low = about(low.unwrap_or(0.0));
            format!(" ({low} to {}: the simulation leaves that open)", end(high))
        } else {
            self.in_nine_of_ten(next.break_even_band90.filter(|_| price > 0.0))
        };
        match unpriced_more(to, result) {
            None => format!("{} an hour of outage{open}", self.about(price)),
            // It is more with what has no price.
            Some(_) => format!("at least {} an hour of outage", about(price)),
        }
    }

    /// No design meets the goal: which costs less than the nearest to it, and how much farther from the goal it is.
    fn nearly_as_near(&self, Chosen { choice, result }: Chosen<'a>) -> Option<String> {
        let all = self.results.architectures.iter();
        let cheaper = all.filter(|it| it.cost.monthly < result.cost.monthly);
        let cheaper = cheaper.filter(|it| it.unserved() > result.unserved());
        let mut cheaper = cheaper.filter(|it| !choice.is_even(&it.name));
        let first = cheaper.next()?;
        let near = cheaper.fold(first, |near, it| match it.unserved() < near.unserved() {
            true => it,
            false => near,
        });
        Some(format!(
            "{} costs {} a month less for {} a year more{}",
            words::plain(&near.name),
            self.bills_apart(result, near),
            times_apart(result, near),
            self.pays(result)
        ))
    }

    /// From which price of an hour a design is the cheapest of all in total; nothing where an hour has no price.
    fn pays(&self, result: &ArchitectureResult) -> String {
        let Some(price) = self.price else {
            return String::new();
        };
        let name = words::plain(&result.name);
        let (from, band) = self.cheapest_from(&result.name).unzip();
        let pays = match from {
            Some(from) if from <= price => return String::new(),
            Some(from) => format!(
                "costs least of all in total only from {} an hour of outage{}; you said {}",
                self.about(from),
                self.in_nine_of_ten(band.flatten()),
                self.stated(price)
            ),
            None => "costs least of all in total at no price of an hour".to_owned(),
        };
        format!(", and {name} {pays}")
    }

    /// From which price of an hour a design is the cheapest of all in total, and where that lies in nine of ten scenarios; of a search, of
    /// all designs that it found, only the price. Nothing where it is so at no price.
    fn cheapest_from(&self, name: &str) -> Option<(f64, Option<[Option<f64>; 2]>)> {
        match &self.results.search {
            Some(search) => {
                let mut regions = search.regions.iter();
                let region = regions.find(|it| it.design == name)?;
                Some((region.from, None))
            }
            None => {
                let region = self.results.decision.region(name)?;
                Some((region.from, region.from_band90))
            }
        }
    }

    /// What is demanded takes a design that costs more in total than another: what that other saves, and from which price of an hour
    /// the chosen one would be the cheapest in total.
    fn for_less(&self, Chosen { choice, result }: Chosen<'a>) -> Option<String> {
        let best = self.results.architecture(choice.cheapest.as_ref()?)?;
        let is_less = best.cost.monthly < result.cost.monthly && !choice.is_even(&best.name);
        if !is_less || best.unserved() <= result.unserved() {
            return None;
        }
        let (less, more) = (self.bills_apart(result, best), times_apart(best, result));
        let (name, pays) = (words::plain(&best.name), self.pays(result));
        let missed = missed_further(best, &self.results.goal);
        let missed = match missed.is_empty() {
            true => String::new(),
            false => format!(", but only {}", words::listed(&missed)),
        };
        Some(format!(
            "Only the goal asks for that: {name} costs {less} a month less for {more} a year more{missed}{pays}"
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
