//! Why a design is the one: what is demanded, and what of the rest costs least.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, Rule, SearchResult},
    report::{
        goal::further,
        searched,
        words::{self, listed},
    },
};

impl<'a> Answer<'a> {
    /// Why it is the one.
    pub(super) fn reason(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        if let Some(search) = &self.results.search {
            return self.of_search(choice, search);
        }
        let all = self.count();
        let of = match choice.fitting {
            2 if all == 2 => format!("both designs, which {}", self.keep(true)),
            fitting if fitting == all => format!("all {all} designs, which {}", self.keep(true)),
            1 => {
                return format!(
                    "it is the only one of {all} designs that {}",
                    self.keep(false)
                );
            }
            fitting => format!("the {fitting} of {all} designs that {}", self.keep(true)),
        };
        let its = match choice.ties.is_empty() || self.today().is_some() {
            true => "its",
            false => "their",
        };
        // Today's stays where another costs hardly any less.
        let best = self.results.architecture(&choice.architecture);
        let best = best.filter(|it| it.name != result.name);
        type Apart<'b> = fn(&Answer<'b>, &ArchitectureResult, &ArchitectureResult) -> String;
        let hardly = |apart: Apart<'a>| {
            let best = best?;
            let less = apart(self, result, best);
            let is_any = less != self.money(0.0);
            let name = words::plain(&best.name);
            is_any.then(|| (name, format!("but only by {less} a month")))
        };
        // With what stands between it and what follows.
        let (least, pause) = hardly(Self::totals_apart).map_or_else(
            || (format!("{its} bill and outages together cost least"), ""),
            |(name, by)| (format!("{name} costs least with its outages, {by}"), ","),
        );
        match (choice.rule, self.price) {
            (Rule::CheapestInTotal, Some(price)) => {
                format!("at {} an hour {least}", self.stated(price))
            }
            (Rule::FitsAndCheapestInTotal, Some(price)) => {
                format!("of {of}, {least}{pause} at {} an hour", self.stated(price))
            }
            _ => match hardly(Self::bills_apart) {
                Some((name, by)) => format!("of {of}, {name} has the lowest bill, {by}"),
                None => format!("of {of}, it has the lowest bill"),
            },
        }
    }

    /// Why it is the one of all that a search went through.
    fn of_search(&self, choice: &ChoiceResult, search: &SearchResult) -> String {
        let all = searched::number(search.counts.designs);
        match (choice.rule, self.price) {
            (Rule::CheapestInTotal, Some(price)) => format!(
                "of {all} designs its bill and outages together cost least at {} an hour",
                self.stated(price)
            ),
            (Rule::FitsAndCheapestInTotal, Some(price)) => format!(
                "of {all} designs, among those that {}, its bill and outages together cost least at {} an hour",
                self.keep(true),
                self.stated(price)
            ),
            _ => format!(
                "of {all} designs, among those that {}, it has the lowest bill",
                self.keep(true)
            ),
        }
    }

    /// `meet the goal of 99.95 % and the budget of $700 a month`.
    pub(super) fn keep(&self, several: bool) -> String {
        let verbs = if several {
            ("meet", "keep to")
        } else {
            ("meets", "keeps to")
        };
        let goal = &self.results.goal;
        let up = goal.availability.map(|share| {
            let share = words::availability(share);
            format!("{} the goal of {share}", verbs.0)
        });
        let further = further(goal, several);
        let paid = goal.budget.map(|budget| {
            let budget = self.stated(budget);
            // `meet the goal of 99.95 % and the budget of $700 a month` says both with one verb.
            let verb = match up.is_some() && further.is_empty() {
                true => String::new(),
                false => format!("{} ", verbs.1),
            };
            format!("{verb}the budget of {budget} a month")
        });
        let parts: Vec<String> = up.into_iter().chain(further).chain(paid).collect();
        listed(&parts)
    }

    /// That only what is demanded asks for it: which design would cost less without that, and how much.
    pub(super) fn demanded(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        let cheapest = choice.cheapest.as_ref();
        let cheapest = cheapest.and_then(|name| self.results.architecture(name));
        let cheapest = cheapest.filter(|it| !choice.is_even(&it.name));
        let is_less = |it: &&ArchitectureResult| {
            let less = self.total(result).zip(self.total(it));
            less.is_some_and(|(this, other)| this - other > SAME)
        };
        let Some(cheapest) = cheapest.filter(is_less) else {
            return String::new();
        };
        let what = match self.is_over_budget(cheapest) {
            true => "budget",
            false => "goal",
        };
        format!(
            "; without the {what} {} would cost {} a month less in total",
            words::plain(&cheapest.name),
            self.totals_apart(result, cheapest)
        )
    }
}
