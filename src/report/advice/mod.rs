//! The answer in at most four sentences, for whoever has to decide: what to do, what that gives, what the next step would buy, and
//! how sure all that is. Every number in them stands in the tables too.

mod first;
mod given;
mod next;
mod sure;

use super::words;
use crate::answer::{ArchitectureResult, ChoiceResult, Results};

/// The sentences, the most important first; none of results without an architecture.
#[must_use]
pub fn advice(results: &Results) -> Vec<String> {
    let answer = Answer { results };
    let Some(choice) = answer.choice() else {
        return answer.unchosen();
    };
    let said = [
        Some(answer.first(choice)),
        answer.given(choice),
        answer.next(choice),
        answer.sure(choice),
    ];
    said.into_iter().flatten().collect()
}

/// The answer as a heading, a few words: `Take two-zones`; `None` where there is no choice.
#[must_use]
pub fn headline(results: &Results) -> Option<String> {
    let answer = Answer { results };
    Some(answer.heading(answer.choice()?))
}

/// What the sentences are made from.
struct Answer<'a> {
    results: &'a Results,
}

/// What is chosen, with its result.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    choice: &'a ChoiceResult,
    result: &'a ArchitectureResult,
}

impl<'a> Answer<'a> {
    fn choice(&self) -> Option<Chosen<'a>> {
        let choice = self.results.decision.choice.as_ref()?;
        let result = self.results.architecture(&choice.architecture)?;
        Some(Chosen { choice, result })
    }

    /// An amount of money in full.
    fn money(&self, amount: f64) -> String {
        words::money(amount, &self.results.currency)
    }

    /// A price of an hour as it was computed: about so much.
    fn about(&self, price: f64) -> String {
        let price = words::money_about(price, &self.results.currency);
        format!("about {price}")
    }

    /// A price of an hour as the user wrote it, without needless cents.
    fn stated(&self, price: f64) -> String {
        words::money_stated(price, &self.results.currency)
    }

    /// How many designs there are to choose from.
    fn count(&self) -> usize {
        self.results.architectures.len()
    }

    /// What is to be expected of a design: `3 h 21 min of downtime a year`.
    fn expected(&self, result: &ArchitectureResult) -> String {
        let lost = match &result.expected {
            Some(expected) => expected.lost_service,
            None => result.lost_service_minutes_per_year,
        };
        let what = if lost > 0.0 {
            "a year not served"
        } else {
            "of downtime a year"
        };
        let bound = if result.downtime.none_seen {
            "at most "
        } else {
            ""
        };
        format!("{bound}{} {what}", words::minutes(result.unserved()))
    }
}
