//! The first sentence: what to do.

use super::{Answer, Chosen, SAME, hinge::Hinge};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, Rule, SearchResult},
    report::{
        goal::further,
        searched,
        words::{self, listed},
    },
};

/// More designs that cost the same than these are counted, not named.
const MOST_TIES: usize = 2;
/// A smaller share of the time not served is no saving.
const NO_TIME: f64 = 1e-3;
/// More prices of an hour than these are not gone through in a sentence.
const MOST_REGIONS: usize = 4;

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
                "No design meets the goal".to_owned()
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
                    format!("{} if that costs under {lead} more", self.step(chosen, 1))
                }
                None => self.step(chosen, 1),
            },
        }
    }

    /// What to do, without why: `Move to two-zones`; of designs that cost the same so many are named.
    pub(super) fn step(&self, chosen: Chosen<'a>, most: usize) -> String {
        let name = words::plain(&chosen.result.name);
        let others = self.others(chosen, most);
        let all = || words::any_of(&[std::slice::from_ref(&name), &others[..]].concat());
        match self.today() {
            None => format!("Take {}", all()),
            Some(today) if today.name != chosen.result.name => format!("Move to {}", all()),
            Some(today) if chosen.choice.architecture == today.name && !others.is_empty() => {
                format!("Stay with {name} or move to {}", words::any_of(&others))
            }
            Some(_) => format!("Stay with {name}"),
        }
    }

    /// Those that cost the same as the chosen one; of more than `most` all but the first are counted.
    fn others(&self, Chosen { choice, result }: Chosen<'a>, most: usize) -> Vec<String> {
        let ties = choice.ties.iter().map(|it| &it.architecture);
        let ties = ties.filter(|name| **name != result.name);
        let mut names: Vec<String> = ties.map(|name| words::plain(name)).collect();
        if names.len() > most {
            let more = names.split_off(1).len();
            names.push(format!("{} more", words::count(more as u64)));
        }
        names
    }

    /// How far apart those are that cost the same, or nearly: `, $0.20 apart`; nothing where one is alone.
    fn apart(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        // As the totals stand in the table, so that whoever subtracts them finds the same.
        let cents = |name: &str| {
            let result = self.results.architecture(name)?;
            let total = self.total(result).unwrap_or(result.cost.monthly);
            Some((total * 100.0).round() / 100.0)
        };
        if choice.ties.is_empty() {
            return String::new();
        }
        let least = cents(&choice.architecture);
        let ties = choice.ties.iter().filter_map(|it| cents(&it.architecture));
        let most = ties.fold(f64::NEG_INFINITY, f64::max);
        let apart = least.map_or(0.0, |least| (most - least).max(0.0));
        let by = self.money(apart);
        let chosen = words::plain(&choice.architecture);
        match (choice.architecture == result.name, apart > SAME) {
            (true, true) => format!(", {by} apart"),
            (true, false) => ", which cost the same".to_owned(),
            // Else the reason says so.
            (false, true) if self.results.search.is_none() => String::new(),
            (false, true) => format!(" ({chosen} costs {by} a month less)"),
            (false, false) => format!(" ({chosen} costs the same)"),
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
        let reason = format!("{reason}{known}{}", self.demanded(chosen));
        let step = format!("{step}{}", self.apart(chosen));
        match self.today() {
            Some(today) if today.name != chosen.result.name => {
                let change = self.change(today, chosen.result);
                let once = self.once(today, chosen.result);
                format!("{step}: {change}{once}, and {reason}.")
            }
            _ => format!("{step}: {reason}."),
        }
    }

    /// That only what is demanded asks for it: which design would cost less without that, and how much.
    pub(super) fn demanded(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        let cheapest = choice.cheapest.as_ref();
        let cheapest = cheapest.and_then(|name| self.results.architecture(name));
        let cheapest = cheapest.filter(|it| !choice.is_even(&it.name));
        let less = cheapest.and_then(|it| Some(self.total(result)? - self.total(it)?));
        let (Some(cheapest), Some(less)) = (cheapest, less.filter(|it| *it > SAME)) else {
            return String::new();
        };
        let what = match self.is_over_budget(cheapest) {
            true => "budget",
            false => "goal",
        };
        format!(
            "; without the {what} {} would cost {} a month less in total",
            words::plain(&cheapest.name),
            self.money(less)
        )
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
        let saved = (saved > 0.0).then(|| format!("it saves {} a year", words::minutes(saved)));
        let (all, fitting) = (self.count(), chosen.choice.fitting);
        let demanded = self.results.goal.is_of_service() || self.results.goal.budget.is_some();
        let keep = demanded.then(|| match fitting {
            2 if all == 2 => format!("both designs {}", self.keep(true)),
            fitting if fitting == all => format!("all {all} designs {}", self.keep(true)),
            fitting => format!("{fitting} of {all} designs {}", self.keep(true)),
        });
        let why: Vec<String> = saved.into_iter().chain(keep).collect();
        let why = match why.is_empty() {
            true => String::new(),
            false => format!(": {}", why.join(", and ")),
        };
        let (step, only_if) = (self.step(chosen, 1), self.only_if(hinge));
        format!("{step} {only_if}, else {otherwise}{why}.")
    }

    /// Why it is the one.
    fn reason(&self, Chosen { choice, result }: Chosen<'a>) -> String {
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
        let hardly = |total: fn(&Self, &ArchitectureResult) -> f64| {
            let best = best?;
            let less = total(self, result) - total(self, best);
            let less = Some(less).filter(|it| *it > SAME)?;
            let (name, less) = (words::plain(&best.name), self.money(less));
            Some((name, format!("but only by {less} a month")))
        };
        let in_total = |it: &Self, of: &ArchitectureResult| it.total(of).unwrap_or(of.cost.monthly);
        // With what stands between it and what follows.
        let (least, pause) = hardly(in_total).map_or_else(
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
            _ => match hardly(|_, of| of.cost.monthly) {
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

    /// What the move changes: `it saves 34 min a year for $320.00 more a month`.
    pub(super) fn change(&self, today: &ArchitectureResult, to: &ArchitectureResult) -> String {
        let saved = today.unserved() - to.unserved();
        // Hardly any difference is none that argues for a move.
        let saved = match saved.abs() < NO_TIME * today.unserved() {
            true => 0.0,
            false => saved,
        };
        let extra = to.cost.monthly - today.cost.monthly;
        let unknown: Vec<String> = to
            .unpriced
            .iter()
            .filter(|name| !today.unpriced.contains(name))
            .map(|name| words::plain(name))
            .collect();
        let hours = self.hours_only(today, to);
        let bill = if extra == 0.0 && !unknown.is_empty() {
            format!(
                "at the same bill, as no price is known for {}",
                listed(&unknown)
            )
        } else if extra > 0.0 {
            format!("for {} more a month", self.money(extra))
        } else if extra < 0.0 {
            format!("and {} a month", self.money(-extra))
        } else if to.unbilled.is_empty() {
            "at the same bill".to_owned()
        } else {
            "at a bill of which usual lines are missing here".to_owned()
        };
        if saved > 0.0 {
            format!("it saves {} a year {bill}{hours}", words::minutes(saved))
        } else if extra < 0.0 && saved < 0.0 {
            let (less, more) = (self.money(-extra), words::minutes(-saved));
            format!("it costs {less} a month less{hours} for {more} a year more without service")
        } else if extra < 0.0 {
            format!("it costs {} a month less{hours}", self.money(-extra))
        } else {
            format!("it keeps to what is demanded {bill}")
        }
    }

    /// That a difference of bills is one of people's hours only, and no money of the service's.
    pub(super) fn hours_only(
        &self,
        one: &ArchitectureResult,
        other: &ArchitectureResult,
    ) -> &'static str {
        let apart = other.cost.monthly - one.cost.monthly;
        let people = other.cost.people - one.cost.people;
        match apart.abs() > SAME && (apart - people).abs() <= SAME {
            true => " (all of it people's hours)",
            false => "",
        }
    }

    /// What the move costs once, and after how many months that is paid back.
    pub(super) fn once(&self, today: &ArchitectureResult, to: &ArchitectureResult) -> String {
        if to.cost.once <= 0.0 {
            return String::new();
        }
        let once = self.money(to.cost.once);
        let less = match self.total(today).zip(self.total(to)) {
            Some((before, after)) => before - after,
            None => today.cost.monthly - to.cost.monthly,
        };
        if less > 0.0 {
            let months = words::grouped((to.cost.once / less).ceil(), 0);
            format!("; it costs {once} once, paid back after {months} months")
        } else {
            format!("; it costs {once} once, which it does not pay back")
        }
    }

    /// There is one design, and it gives what is demanded.
    fn only(&self, chosen: Chosen<'a>) -> String {
        let name = words::plain(&chosen.result.name);
        let demanded = self.results.goal.is_of_service() || self.results.goal.budget.is_some();
        let keeps = if demanded {
            format!(" {name} {}.", self.keep(false))
        } else {
            String::new()
        };
        format!("Add a second design to choose from: this plan has one, {name}.{keeps}")
    }

    /// Neither a demand nor a price of an hour: the answer is a map from price to design.
    pub(super) fn unchosen(&self) -> Vec<String> {
        let regions = &self.results.decision.regions;
        let find = format!(
            "Find your price of an hour as {FIND_THE_PRICE}, and write it as `goal: {{outage_cost: 100/hour}}`."
        );
        let Some(first) = regions.first() else {
            return Vec::new();
        };
        let name = words::plain(&first.architecture);
        let Some(result) = self.results.architecture(&first.architecture) else {
            return vec![find];
        };
        if self.count() == 1 {
            let one = format!(
                "Add a second design to choose from: this plan has one, {name}, for {} a month; expect {}.",
                self.money(result.cost.monthly),
                self.expected(result)
            );
            return vec![one, find];
        }
        if regions.len() == 1 {
            let one = format!(
                "Take {name}: whatever an hour of outage costs you, its bill and outages together cost least."
            );
            return vec![one, find];
        }
        let parts: Vec<String> = regions
            .iter()
            .take(MOST_REGIONS)
            .map(|region| {
                let name = words::plain(&region.architecture);
                match region.to {
                    Some(to) => format!("{name} up to {}", self.about(to)),
                    None => format!("{name} above that"),
                }
            })
            .collect();
        let more = regions.len().saturating_sub(MOST_REGIONS);
        let more = if more > 0 {
            format!(" ({more} more at still higher prices)")
        } else {
            String::new()
        };
        let map = format!(
            "Choose by what an hour of outage costs you: {}{more}.",
            parts.join(", ")
        );
        let named = regions.iter().take(MOST_REGIONS);
        let named: Vec<&str> = named.map(|it| it.architecture.as_str()).collect();
        let far = self
            .elsewhere(result, &named)
            .map(|said| format!("{said}."));
        [Some(map), far, Some(find)].into_iter().flatten().collect()
    }
}
