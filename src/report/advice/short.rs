//! The first sentence where no design gives what is demanded: what to do all the same, how much is missing, and what causes it.

use super::{Answer, Chosen};
use crate::{
    answer::ArchitectureResult,
    decide::allowed,
    report::{
        goal::missed_further,
        searched,
        words::{self, listed},
    },
};

/// More causes than these are counted, not named.
const MOST_CAUSES: usize = 3;

impl<'a> Answer<'a> {
    /// None meets the goal of availability.
    pub(super) fn nearest_to_goal(&self, chosen: Chosen<'a>) -> String {
        let name = words::plain(&chosen.result.name);
        let goal = &self.results.goal;
        let missed = missed_further(chosen.result, goal);
        if !missed.is_empty() {
            let (missed, begin) = (listed(&missed), self.short_of(chosen, "not enough"));
            return if self.count() == 1 {
                format!("{begin}{name} does not {}: {missed}.", self.keep(true))
            } else {
                let keep = self.keep(false);
                format!("{begin}none of these designs {keep}; {name} comes closest: {missed}.")
            };
        }
        let Some(share) = goal.availability else {
            return self.over_budget(chosen);
        };
        let goal = format!(
            "{} (at most {} a year)",
            words::availability(share),
            words::minutes(allowed(share))
        );
        let is = self.expected(chosen.result);
        let missing = self.missing(chosen);
        let begin = self.short_of(chosen, "not enough");
        if self.count() == 1 {
            return format!("{begin}{name} misses {goal}: expect {is}{missing}.");
        }
        let of = match &self.results.search {
            Some(search) => format!("the {}", searched::number(search.counts.designs)),
            None => "these".to_owned(),
        };
        let within = match self.results.goal.budget {
            Some(budget) if chosen.result.cost.monthly <= budget => " within the budget",
            _ => "",
        };
        format!(
            "{begin}none of {of} designs meets {goal}{within}; {name} {}: expect {is}{missing}{}.",
            self.nearly(chosen),
            self.demanded(chosen)
        )
    }

    /// What to do where nothing gives what is demanded: `Stay with two-zones, which is not enough: `, and what a move changes.
    fn short_of(&self, chosen: Chosen<'a>, what: &str) -> String {
        if self.count() == 1 {
            return match what {
                "not enough" => "Add a design that is down less: ".to_owned(),
                _ => "Add a design that costs less, or raise the budget: ".to_owned(),
            };
        }
        let change = match self.today() {
            Some(today) if today.name != chosen.result.name => {
                let (change, once) = (
                    self.change(today, chosen.result),
                    self.once(today, chosen.result),
                );
                format!("{change}{once}, and ")
            }
            _ => String::new(),
        };
        format!("{}, though it is {what}: {change}", self.step(chosen, 1))
    }

    /// By what the nearest is the one, where another is down less.
    fn nearly(&self, Chosen { result, .. }: Chosen<'a>) -> &'static str {
        let goal = &self.results.goal;
        let mut others = self.results.architectures.iter();
        let is_within =
            |it: &ArchitectureResult| goal.budget.is_none_or(|most| it.cost.monthly <= most);
        match others.any(|it| is_within(it) && it.unserved() < result.unserved()) {
            true => "is the cheapest of those within a tenth of the one that comes closest",
            false => "comes closest",
        }
    }

    /// The causes that must go.
    fn missing(&self, Chosen { choice, .. }: Chosen<'a>) -> String {
        let lacking = &choice.lacking;
        let named: Vec<String> = lacking
            .iter()
            .take(MOST_CAUSES)
            .map(|it| {
                let minutes = words::minutes(it.minutes_per_year);
                format!("{} ({minutes})", words::plain(&it.kind))
            })
            .collect();
        match (named.as_slice(), lacking.len()) {
            ([], _) => String::new(),
            ([one], 1) => format!(", and without {one} it would meet it"),
            (named, count) if count <= MOST_CAUSES => {
                format!(
                    ", and these {count} causes are what is missing: {}",
                    listed(named)
                )
            }
            (named, count) => format!(
                ", and it takes away its {count} largest causes to meet it, first {}",
                listed(named)
            ),
        }
    }

    /// Some meet the goal of availability, none within the budget.
    pub(super) fn nearest_to_budget(&self, chosen: Chosen<'a>) -> String {
        if !self.results.goal.is_of_service() {
            return self.over_budget(chosen);
        }
        let Some(budget) = self.results.goal.budget else {
            return self.taken(chosen);
        };
        let name = words::plain(&chosen.result.name);
        let over = self.money(chosen.result.cost.monthly - budget);
        let begin = self.short_of(chosen, "over the budget");
        let who = if self.count() == 1 {
            format!("{begin}{name} does not {}", self.keep(true))
        } else {
            format!(
                "{begin}none of these designs {}; {name} comes closest",
                self.keep(false)
            )
        };
        format!("{who}: it meets the goal and is {over} a month over the budget.")
    }

    /// None keeps to the budget, and nothing else is demanded.
    pub(super) fn over_budget(&self, chosen: Chosen<'a>) -> String {
        let name = words::plain(&chosen.result.name);
        let Some(budget) = self.results.goal.budget else {
            return format!("Take {name}: it comes closest to what is demanded.");
        };
        let (cost, over) = (
            chosen.result.cost.monthly,
            chosen.result.cost.monthly - budget,
        );
        let begin = self.short_of(chosen, "over the budget");
        let (budget, cost, over) = (self.stated(budget), self.money(cost), self.money(over));
        if self.count() == 1 {
            return format!(
                "{begin}{name} costs {cost} a month, {over} over the budget of {budget}."
            );
        }
        format!(
            "{begin}none of these designs keeps to the budget of {budget} a month; {name} comes closest with {cost}, {over} over it."
        )
    }
}
