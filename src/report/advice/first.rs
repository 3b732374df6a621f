//! The first sentence: what to do.

use super::{Answer, Chosen, hinge::Hinge, times_apart, unpriced_more};
use crate::{
    answer::{ArchitectureResult, Rule},
    report::{
        goal::{further, missed_further},
        words,
    },
};

/// More designs that cost the same than these are counted, not named.
const MOST_TIES: usize = 2;

/// How one finds out what an hour of outage costs.
pub(super) const FIND_THE_PRICE: &str =
    "revenue of an hour × the share of it that is lost + people's time + penalties";

impl<'a> Answer<'a> {
    /// What to do.
    pub(super) fn first(&self, chosen: Chosen<'a>) -> String {
        match chosen.choice.rule {
            Rule::NearestToGoal => self.nearest_to_goal(chosen),
            Rule::NearestToBudget => self.nearest_to_budget(chosen),
            _ if self.count() == 1 => self.only(chosen),
            _ => self.taken(chosen),
        }
    }

    /// The same in a few words, for a heading.
    pub(super) fn heading(&self, chosen: Chosen<'a>) -> String {
        let goal = &self.results.goal;
        match (chosen.choice.rule, goal.availability, goal.budget) {
            (Rule::NearestToGoal, ..) if !further(goal, false).is_empty() => {
                match further(goal, false).as_slice() {
                    [one] if !missed_further(chosen.result, goal).is_empty() => {
                        format!("No design {one}")
                    }
                    _ => "No design meets the goal".to_owned(),
                }
            }
            (Rule::NearestToGoal, Some(share), _) => {
                format!("No design meets {}", words::availability(share))
            }
            (Rule::NearestToGoal | Rule::NearestToBudget, _, Some(budget)) => {
                let budget = self.stated(budget);
                format!("No design keeps to {budget} a month")
            }
            _ if self.count() == 1 => words::plain(&chosen.result.name),
            _ => match self.hinge(chosen) {
                Some(hinge) => {
                    let lead = self.money(hinge.lead);
                    format!(
                        "{} if that costs under {lead} more",
                        self.step(chosen, MOST_TIES)
                    )
                }
                None => self.step(chosen, MOST_TIES),
            },
        }
    }

    /// What to do, without why: `Move to two-zones`; of designs that cost the same so many are named.
    pub(super) fn step(&self, chosen: Chosen<'a>, most: usize) -> String {
        let name = words::plain(&chosen.result.name);
        let others = Self::others(chosen, most);
        let all = || words::any_of(&[std::slice::from_ref(&name), &others[..]].concat());
        let is_alone = others.is_empty() || self.is_alone(chosen.choice);
        match self.today() {
            None if is_alone => format!("Take {name}"),
            None => format!("Take {}", all()),
            Some(today) if today.name != chosen.result.name && is_alone => {
                format!("Move to {name}")
            }
            Some(today) if today.name != chosen.result.name => format!("Move to {}", all()),
            Some(_) => format!("Stay with {name}"),
        }
    }

    /// Those that cost the same as the chosen one; of more than `most` all but the first are counted.
    fn others(Chosen { choice, .. }: Chosen<'a>, most: usize) -> Vec<String> {
        let ties = choice.ties.iter();
        let mut names: Vec<String> = ties.map(|it| words::plain(&it.architecture)).collect();
        if names.len() > most {
            let more = names.split_off(1).len();
            names.push(format!("{} more", words::count(more as u64)));
        }
        names
    }

    /// How far apart those are that cost the same, or nearly: `, $0.20 apart`; nothing where one is alone, and where the reason says it.
    fn apart(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        let ties = choice.ties.iter();
        let ties = ties.filter_map(|it| self.results.architecture(&it.architecture));
        let Some(most) = ties.max_by(|a, b| self.worth(a).total_cmp(&self.worth(b))) else {
            return String::new();
        };
        let by = self.totals_apart(most, result);
        match by == self.money(0.0) {
            _ if self.is_alone(choice) => String::new(),
            true => ", which cost the same".to_owned(),
            false => format!(", {by} apart"),
        }
    }

    /// The design that the team has, if the plan says so.
    pub(super) fn today(&self) -> Option<&'a ArchitectureResult> {
        let today = self.results.decision.today.as_deref()?;
        self.results.architecture(today)
    }

    /// There is a choice, and what is demanded is given.
    pub(super) fn taken(&self, chosen: Chosen<'a>) -> String {
        let (step, reason) = (self.step(chosen, MOST_TIES), self.reason(chosen));
        if let Some(hinge) = self.hinge(chosen) {
            return self.hinged(chosen, &hinge);
        }
        let own = chosen.result.without_price();
        let mut missing = chosen.choice.missing_prices.iter();
        let known = match missing.any(|it| own.contains(it)) {
            true => ", as far as prices are known",
            false => "",
        };
        let nearly = self.hardly_cheaper(chosen.choice);
        let nearly = nearly.filter(|_| !self.is_today(chosen.result));
        let nearly = nearly.and_then(|it| unpriced_more(it, chosen.result));
        // The table marks those that are not.
        let nearly = match nearly {
            Some(_) => ", of those whose price is fully known",
            None => "",
        };
        // Beside what it is held against it sends data that nobody has counted.
        let beside = self.today().filter(|it| it.name != chosen.result.name);
        let beside = beside.and_then(|it| self.data_sent(chosen.result, Some(it)));
        let sent = beside.map_or(String::new(), |sent| format!(", {sent} not counted"));
        let reason = format!("{reason}{known}{sent}{nearly}{}", self.demanded(chosen));
        let (step, once) = (
            format!("{step}{}", self.apart(chosen)),
            self.once(chosen.result),
        );
        match self.today() {
            Some(today) if today.name != chosen.result.name => {
                let change = self.change(today, chosen.result);
                format!("{step}: {change}{once}, and {reason}.")
            }
            _ => format!("{step}: {reason}{once}."),
        }
    }

    /// There is a choice if what has no price costs little enough.
    fn hinged(&self, chosen: Chosen<'a>, hinge: &Hinge<'a>) -> String {
        let other = words::plain(&hinge.other.name);
        let otherwise = match self.today() {
            Some(today) if today.name == hinge.other.name => format!("stay with {other}"),
            Some(_) => format!("move to {other}"),
            None => format!("take {other}"),
        };
        let saved = hinge.other.unserved() - chosen.result.unserved();
        let apart = times_apart(hinge.other, chosen.result);
        let saved = (saved > 0.0).then(|| format!("beside {other} it saves {apart} a year"));
        let (all, fitting) = (self.count(), chosen.choice.fitting);
        let demanded = self.results.goal.is_of_service() || self.results.goal.budget.is_some();
        let they_keep = self.keep_of(chosen.result, true);
        let keep = demanded.then(|| match (&self.results.search, fitting) {
            (Some(search), _) => format!(
                "of {}, the first costs least of those that {they_keep}, as far as prices are known",
                self.all_of(search)
            ),
            (None, 2) if all == 2 => format!("both designs {they_keep}"),
            (None, fitting) if fitting == all => format!("all {all} designs {they_keep}"),
            (None, fitting) => format!("{fitting} of {all} designs {they_keep}"),
        });
        let why: Vec<String> = saved.into_iter().chain(keep).collect();
        let why = match why.is_empty() {
            true => String::new(),
            false => format!(": {}", why.join(", and ")),
        };
        let (step, only_if) = (self.step(chosen, 1), self.only_if(hinge, chosen.result));
        let once = self.once(chosen.result);
        format!("{step} {only_if}, else {otherwise}{why}{once}.")
    }

    /// There is one design, and it gives what is demanded.
    fn only(&self, chosen: Chosen<'a>) -> String {
        let name = words::plain(&chosen.result.name);
        let demanded = self.results.goal.is_of_service() || self.results.goal.budget.is_some();
        let keeps = if demanded {
            format!(" {name} {}.", self.keep_of(chosen.result, false))
        } else {
            String::new()
        };
        format!("Add a second design to choose from: this plan has one, {name}.{keeps}")
    }
}
