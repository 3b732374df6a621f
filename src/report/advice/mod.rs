//! The answer in at most four sentences, for whoever has to decide: what to do, how sure that is, what it gives, and what the next
//! step would buy. Every number in them stands in the tables too.

mod elsewhere;
mod first;
mod given;
mod hinge;
mod measure;
mod moved;
mod next;
mod reason;
mod short;
mod sure;
mod unchosen;

pub(super) use hinge::{as_data_centres, building_borrowed, taken_as_certain};

use super::words;
use crate::answer::{ArchitectureResult, ChoiceResult, PricedResult, Results};

/// The sentences, the most important first; none of results without an architecture.
#[must_use]
pub fn advice(results: &Results) -> Vec<String> {
    Answer::of_plan(results).sentences()
}

/// The same at another price of an hour.
#[must_use]
pub fn advice_at(results: &Results, priced: &PricedResult) -> Vec<String> {
    Answer {
        results,
        price: Some(priced.price),
        chosen: priced.choice.as_ref(),
        totals: Some(&priced.totals),
    }
    .sentences()
}

/// The answer as a heading, a few words: `Take two-zones`; `None` where there is no choice.
#[must_use]
pub fn headline(results: &Results) -> Option<String> {
    let answer = Answer::of_plan(results);
    Some(answer.heading(answer.choice()?))
}

/// More names than these are counted.
const MOST_NAMES: usize = 3;
/// A time not served that the simulation leaves open by more than this share of it is told with its interval.
const WIDE: f64 = 0.1;
/// Less money than this is none [currency].
const SAME: f64 = 0.005;

/// What a design costs beside another that has no price or no amount: `the cost of use of table at tokyo`; `None` where there is nothing.
fn unpriced_more(to: &ArchitectureResult, from: &ArchitectureResult) -> Option<String> {
    let unknown = to.without_price_beside(from);
    let names = words::some(MOST_NAMES, unknown.iter().map(String::as_str));
    (!unknown.is_empty()).then(|| format!("the cost of {names}"))
}

/// How far apart the times not served of two designs are.
fn times_apart(one: &ArchitectureResult, other: &ArchitectureResult) -> String {
    words::minutes_apart(one.unserved(), other.unserved())
}

/// What the sentences are made from.
struct Answer<'a> {
    results: &'a Results,
    /// Price of an hour [currency/h].
    price: Option<f64>,
    /// What is chosen at that price.
    chosen: Option<&'a ChoiceResult>,
    /// Per architecture, bill and outages together at another price than the plan's [currency a month].
    totals: Option<&'a [f64]>,
}

/// What is chosen, with its result.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    choice: &'a ChoiceResult,
    result: &'a ArchitectureResult,
}

impl<'a> Answer<'a> {
    /// At the plan's own price.
    fn of_plan(results: &'a Results) -> Self {
        Self {
            results,
            price: results.goal.outage_cost,
            chosen: results.decision.choice.as_ref(),
            totals: None,
        }
    }

    fn sentences(&self) -> Vec<String> {
        let Some(choice) = self.choice() else {
            return self.unchosen();
        };
        let said = [
            Some(self.first(choice)),
            self.sure(choice),
            self.given(choice),
            self.next(choice),
        ];
        said.into_iter().flatten().collect()
    }

    /// Bill and outages of a design together [currency a month]; `None` without a price of an hour.
    fn total(&self, result: &ArchitectureResult) -> Option<f64> {
        let Some(totals) = self.totals else {
            return result.total_monthly;
        };
        let mut all = self.results.architectures.iter();
        totals
            .get(all.position(|it| it.name == result.name)?)
            .copied()
    }

    /// What designs are compared by: bill and outages together, without a price of an hour the bill [currency a month].
    fn worth(&self, result: &ArchitectureResult) -> f64 {
        self.total(result).unwrap_or(result.cost.monthly)
    }

    fn choice(&self) -> Option<Chosen<'a>> {
        let choice = self.chosen?;
        let result = self.results.architecture(&choice.architecture)?;
        Some(Chosen { choice, result })
    }

    /// Whether a design is the one that runs today.
    fn is_today(&self, result: &ArchitectureResult) -> bool {
        self.results.decision.today.as_ref() == Some(&result.name)
    }

    /// The design that costs hardly less in total than the choice, which is that because it runs today or less of it has no price.
    fn hardly_cheaper(&self, choice: &ChoiceResult) -> Option<&'a ArchitectureResult> {
        let cheaper = choice.ties.iter().filter(|it| it.more_monthly <= -SAME);
        let least = cheaper.min_by(|a, b| a.more_monthly.total_cmp(&b.more_monthly))?;
        self.results.architecture(&least.architecture)
    }

    /// Whether the choice is the answer by itself, whatever costs the same: it runs today, or another costs hardly less.
    fn is_alone(&self, choice: &ChoiceResult) -> bool {
        let is_today = self.results.decision.today.as_ref() == Some(&choice.architecture);
        is_today || self.hardly_cheaper(choice).is_some()
    }

    /// An amount of money in full.
    fn money(&self, amount: f64) -> String {
        words::money(amount, &self.results.currency)
    }

    /// How far apart the bills of two designs are.
    fn bills_apart(&self, one: &ArchitectureResult, other: &ArchitectureResult) -> String {
        words::money_apart(one.cost.monthly, other.cost.monthly, &self.results.currency)
    }

    /// How far apart two designs are in total, without a price of an hour in their bills.
    fn totals_apart(&self, one: &ArchitectureResult, other: &ArchitectureResult) -> String {
        let (one, other) = (self.worth(one), self.worth(other));
        words::money_apart(one, other, &self.results.currency)
    }

    /// A price of an hour as it was computed: about so much.
    fn about(&self, price: f64) -> String {
        let price = words::money_about(price, &self.results.currency);
        format!("about {price}")
    }

    /// Where a price of an hour lies: ` ($1,100 – $15,000 in nine of ten cases)`; nothing where that is not known.
    fn in_nine_of_ten(&self, band: Option<[Option<f64>; 2]>) -> String {
        let about = |price: f64| words::money_about(price, &self.results.currency);
        match band {
            Some([Some(low), Some(high)]) => {
                format!(" ({} – {} in nine of ten cases)", about(low), about(high))
            }
            Some([Some(low), None]) => {
                format!(" (from {} on or never, in nine of ten cases)", about(low))
            }
            _ => String::new(),
        }
    }

    /// A price of an hour as the user wrote it, without needless cents.
    fn stated(&self, price: f64) -> String {
        words::money_stated(price, &self.results.currency)
    }

    /// Whether a design costs more than may be spent.
    fn is_over_budget(&self, result: &ArchitectureResult) -> bool {
        let budget = self.results.goal.budget;
        budget.is_some_and(|most| result.cost.monthly > most)
    }

    /// How many designs there are to choose from.
    fn count(&self) -> usize {
        self.results.architectures.len()
    }

    /// What is to be expected of a design: `3 h 21 min of downtime a year`; where a design loses service while it is up, as the table has it.
    fn expected(&self, result: &ArchitectureResult) -> String {
        let mut all = self.results.architectures.iter();
        let what = match all.any(|it| it.lost_service_minutes_per_year > 0.0) {
            true => "a year not served",
            false => "of downtime a year",
        };
        let bound = if result.downtime.none_seen {
            "at most "
        } else {
            ""
        };
        let time = words::minutes(result.unserved());
        let error = result.expected.as_ref().map(|it| it.simulation_error);
        let error = error.filter(|error| *error > WIDE * result.unserved());
        let error = error.map_or(String::new(), |error| {
            format!(" ± {}", words::minutes(error))
        });
        format!("{bound}{time}{error} {what}")
    }
}
