//! Why a design is the one: what is demanded, and what of the rest costs least.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, Rule, SearchResult, Verdict},
    report::{
        goal::further,
        searched,
        words::{self, listed},
    },
};

impl<'a> Answer<'a> {
    /// Why it is the one.
    pub(super) fn reason(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        // Today's stays where another costs hardly any less.
        let is_today = |_: &&ArchitectureResult| self.is_today(result);
        let hardly = self.hardly_cheaper(choice).filter(is_today).map(|it| {
            let less = self.totals_apart(result, it);
            let but = format!(", but only by {less} a month, too little to move for");
            (words::plain(&it.name), but)
        });
        if let Some(search) = &self.results.search {
            return self.of_search(choice, search, hardly.as_ref());
        }
        let all = self.count();
        let keep = self.keep_of(result, true);
        let of = match choice.fitting {
            2 if all == 2 => format!("both designs, which {keep}"),
            fitting if fitting == all => format!("all {all} designs, which {keep}"),
            1 => {
                let keeps = self.keep_of(result, false);
                // Of another the simulation may leave it open.
                let mut others = self.results.architectures.iter();
                let another = others.any(|it| is_open(it) && !self.is_over_budget(it));
                let clearly = match another && !is_open(result) {
                    true => " with something to spare",
                    false => "",
                };
                return format!("it is the only one of {all} designs that {keeps}{clearly}");
            }
            fitting => format!("the {fitting} of {all} designs that {keep}"),
        };
        let is_alone = self.hardly_cheaper(choice).is_some() || self.today().is_some();
        let they = match choice.ties.is_empty() || is_alone {
            true => "it costs",
            false => "they cost",
        };
        let (least, but) = match &hardly {
            Some((name, but)) => (format!("{name} costs"), but.as_str()),
            None => (they.to_owned(), ""),
        };
        match (choice.rule, self.price) {
            (Rule::CheapestInTotal, Some(price)) => {
                let price = self.stated(price);
                format!("at {price} an hour {least} least with outages{but}")
            }
            (Rule::FitsAndCheapestInTotal, Some(price)) => {
                let price = self.stated(price);
                format!("of {of}, {least} least with outages at {price} an hour{but}")
            }
            _ => {
                let name = hardly.as_ref().map_or("it", |it| &it.0);
                format!("of {of}, {name} has the lowest bill{but}")
            }
        }
    }

    /// Of which designs it is the one; at another price than the plan's those that were not run are left aside.
    pub(super) fn all_of(&self, search: &SearchResult) -> String {
        match self.price == self.results.goal.outage_cost {
            true => searched::designs(search),
            false => format!("{} designs named here", words::count(self.count() as u64)),
        }
    }

    /// Why it is the one of all that a search went through; the name of one that costs hardly any less, and by how much.
    fn of_search(
        &self,
        choice: &ChoiceResult,
        search: &SearchResult,
        hardly: Option<&(String, String)>,
    ) -> String {
        let all = self.all_of(search);
        let name = hardly.map_or("it", |it| &it.0);
        let but = hardly.map_or("", |it| &it.1);
        match (choice.rule, self.price) {
            (Rule::CheapestInTotal, Some(price)) => format!(
                "of {all} {name} costs least with outages at {} an hour{but}",
                self.stated(price)
            ),
            (Rule::FitsAndCheapestInTotal, Some(price)) => format!(
                "of {all}, among those that {}, {name} costs least with outages at {} an hour{but}",
                self.keep(true),
                self.stated(price)
            ),
            _ => format!(
                "of {all}, among those that {}, {name} has the lowest bill{but}",
                self.keep(true)
            ),
        }
    }

    /// The same of designs of which this one is chosen; where the simulation leaves open whether it does, they only `seem to`.
    pub(super) fn keep_of(&self, chosen: &ArchitectureResult, several: bool) -> String {
        match (chosen.meets_goal, several) {
            (Some(Verdict::Undecided), true) => format!("seem to {}", self.keep(true)),
            (Some(Verdict::Undecided), false) => format!("seems to {}", self.keep(true)),
            (_, several) => self.keep(several),
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

/// Whether the simulation leaves open if a design meets the goal.
fn is_open(result: &ArchitectureResult) -> bool {
    result.meets_goal == Some(Verdict::Undecided)
}
