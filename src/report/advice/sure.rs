//! The second sentence: how sure the choice is, in words for somebody who never heard of scenarios, and what to measure first.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, Rule, Verdict},
    decide::{YEARS, allowed},
    report::words,
};

/// In a share of cases from here on something is not in question.
pub(super) const NEARLY: f64 = 0.95;
/// In a smaller share of cases something is not worth telling.
pub(super) const HARDLY: f64 = 0.05;
/// What cases are, said once.
const CASES: &str = "cases we think possible";

impl<'a> Answer<'a> {
    /// How sure the choice is, and what would change it.
    pub(super) fn sure(&self, chosen: Chosen<'a>) -> Option<String> {
        let choice = chosen.choice;
        if self.results.scenarios == 0 {
            return None;
        }
        let range = self.give_a_range(chosen.result);
        let first = range.map_or(String::new(), |said| format!(" {said}."));
        if choice.p_chosen.is_none() {
            return Some(format!(
                "How sure: nobody can say, as no number of this plan has a range; all are taken as certain.{first}"
            ));
        }
        let is_known = self.is_known(chosen);
        let mut said: Vec<String> = match is_known {
            true => self.cases(chosen).into_iter().collect(),
            false => self.goal_cases(chosen).into_iter().collect(),
        };
        let is_share = !said.is_empty();
        if self.count() > 1 && !is_known {
            said.push(self.unknown(chosen, &choice.missing_prices));
        }
        if said.is_empty() {
            return None;
        }
        // What is not known is so whatever holds.
        let conditions = match is_share {
            true => self.conditions(chosen.result),
            false => String::new(),
        };
        if let Some(other) = choice.open_with.as_ref().filter(|_| is_known) {
            said.push(format!(
                "whether {} costs less in total is within the error of the simulation (`--years`)",
                words::plain(other)
            ));
        }
        let closing = match first.is_empty() {
            true if is_known => self.closing(chosen),
            _ => String::new(),
        };
        Some(format!(
            "How sure: {conditions}{}.{first}{closing}",
            said.join("; ")
        ))
    }

    /// Whether what the choice has without a price leaves open which design costs least; what only others lack can but make them cost more.
    fn is_known(&self, Chosen { choice, result }: Chosen<'a>) -> bool {
        let own = result.without_price();
        let mut missing = choice.missing_prices.iter();
        choice.rule == Rule::NearestToGoal || missing.all(|it| !own.contains(it))
    }

    /// That which design costs least is not known.
    fn unknown(&self, chosen: Chosen<'a>, missing: &[String]) -> String {
        if self.hinge(chosen).is_some() {
            return "which design costs least is not known without the prices that are missing"
                .to_owned();
        }
        let missing: Vec<&String> = missing.iter().collect();
        format!(
            "which design costs least is not known without {}",
            self.unknown_cost(&missing)
        )
    }

    /// In how many cases what is demanded of the service is met.
    fn goal_cases(&self, chosen: Chosen<'a>) -> Option<String> {
        let result = chosen.result;
        let (who, goal) = (self.who(chosen), &self.results.goal);
        if goal.is_of_single_years() {
            let wanted = words::percent(goal.years.unwrap_or(YEARS));
            let wanted = match goal.years {
                Some(_) => format!("you asked for {wanted}"),
                None => format!("spof asks for {wanted}, as you set no share: `years`"),
            };
            let kept = self.of_a_year(result)?;
            return Some(format!("{kept} ({wanted})"));
        }
        let met = words::cases(result.expected.as_ref()?.p_meets_goal?);
        Some(format!("{who} meets the goal in {met} {CASES}"))
    }

    /// How many single years keep to each thing that is asked of one: `93 of 100 single years keep to 99.9 % and 88 have no outage over 4 h`.
    fn of_a_year(&self, result: &ArchitectureResult) -> Option<String> {
        let (goal, kept) = (&self.results.goal, result.single_years());
        let up = goal.availability.filter(|_| goal.years.is_some());
        let up = up.map(|share| format!("keep to {}", words::availability(share)));
        let rto = goal.rto_minutes;
        let rto = rto.map(|most| format!("have no outage over {}", words::minutes(most)));
        let rpo = goal.rpo_minutes;
        let rpo = rpo.map(|most| format!("lose at most {} of writing", words::minutes(most)));
        let each = [(kept.p_goal, up), (kept.p_rto, rto), (kept.p_rpo, rpo)];
        let each = each
            .into_iter()
            .filter_map(|(kept, what)| Some((kept?, what?)));
        let said = each.enumerate().map(|(place, (kept, what))| {
            let cases = words::cases(kept);
            match place {
                0 => format!("{cases} single years {what}"),
                _ => format!("{} {what}", cases.trim_end_matches(" of 100")),
            }
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| words::listed(&said))
    }

    /// How many single years of others keep to what is asked: of that with most, and of today's: `; two-zones has 93, today's one-zone 78`.
    fn of_others(&self, chosen: &ArchitectureResult) -> String {
        let others = self.results.architectures.iter();
        let others = others.filter(|it| it.name != chosen.name);
        let kept = others.filter_map(|it| Some((it, self.years_kept(it)?)));
        let best = kept.max_by(|a, b| a.1.total_cmp(&b.1)).map(|it| it.0);
        let today = self.today().filter(|it| it.name != chosen.name);
        let best = best.filter(|best| today.is_none_or(|it| it.name != best.name));
        let said = |it: &ArchitectureResult, todays: &str, has: &str| {
            let cases = words::cases(self.years_kept(it)?);
            let cases = cases.trim_end_matches(" of 100").to_owned();
            Some(format!("{todays}{} {has}{cases}", words::plain(&it.name)))
        };
        let first = best.and_then(|it| said(it, "", "has "));
        let has = if first.is_some() { "" } else { "has " };
        let second = today.and_then(|it| said(it, "today's ", has));
        let both: Vec<String> = first.into_iter().chain(second).collect();
        match both.is_empty() {
            true => String::new(),
            false => format!("; {}", both.join(", ")),
        }
    }

    /// The share of single years, over all cases, that keep to what is asked of them: the least of the shares where several things are.
    fn years_kept(&self, result: &ArchitectureResult) -> Option<f64> {
        let (goal, kept) = (&self.results.goal, result.single_years());
        let each = [
            kept.p_goal.filter(|_| goal.years.is_some()),
            kept.p_rto.filter(|_| goal.rto_minutes.is_some()),
            kept.p_rpo.filter(|_| goal.rpo_minutes.is_some()),
        ];
        each.into_iter().flatten().reduce(f64::min)
    }

    /// Who is meant: the choice by its name where others are named with it.
    fn who(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        match self.names_ties(choice) {
            true => words::plain(&result.name),
            false => "it".to_owned(),
        }
    }

    /// In how many cases it gives what is demanded and is the choice, and which other is it else.
    fn cases(&self, chosen: Chosen<'a>) -> Option<String> {
        let choice = chosen.choice;
        let goal = self.goal_cases(chosen);
        if self.count() == 1 {
            return goal;
        }
        let rival = self.rival(choice);
        if let (Some(goal), Some(rival)) = (&goal, rival)
            && let Some(beside) = self.meets_beside(chosen, rival)
        {
            return Some(format!("{goal}; {beside}"));
        }
        let share = self.share(choice)?;
        let verb = self.verb(choice);
        let who = match self.names_ties(choice) {
            true => "one of these",
            false => "it",
        };
        let cases = words::cases(share);
        let other = self.other(chosen, rival, share);
        let met = chosen.result.expected.as_ref();
        let met = met.and_then(|it| it.p_meets_goal).map(words::cases);
        Some(match goal {
            // In how many cases they do is not known.
            Some(goal) if self.results.goal.is_of_single_years() => {
                format!("{goal}{}", self.of_others(chosen.result))
            }
            Some(_) if met.as_ref() == Some(&cases) && !self.names_ties(choice) => {
                format!("{who} meets the goal and {verb} in {cases} {CASES}{other}")
            }
            Some(goal) => format!("{goal}; {who} {verb} in {cases}{other}"),
            None => format!("{who} {verb} in {cases} {CASES}{other}"),
        })
    }

    /// By what it is the choice.
    fn verb(&self, choice: &ChoiceResult) -> &'static str {
        match choice.rule {
            Rule::CheapestInTotal if self.hardly_cheaper(choice).is_some() => {
                "costs least with outages, or nearly so,"
            }
            Rule::CheapestInTotal => "costs least with outages",
            // In a case that none meets it is the one that comes closest.
            Rule::FitsAndCheapestInTotal | Rule::FitsAndLowestBill => "is the one to choose",
            Rule::NearestToGoal => "comes closest",
            Rule::NearestToBudget => "comes closest to the budget",
        }
    }

    /// How often another meets the goal, where that is in question for one of the two, and what that one costs.
    fn meets_beside(
        &self,
        Chosen { choice, result }: Chosen<'a>,
        other: &'a ArchitectureResult,
    ) -> Option<String> {
        let of_years = self.results.goal.is_of_single_years();
        let met = |it: &ArchitectureResult| match of_years {
            true => self.years_kept(it),
            false => it.expected.as_ref()?.p_meets_goal,
        };
        let (own, its) = (met(result)?, met(other)?);
        // Where both do, or neither, something else decides.
        if !of_years && (own.min(its) >= NEARLY || own.max(its) < HARDLY) {
            return None;
        }
        let apart = self.worth(other) - self.worth(result);
        let in_total = match self.total(result) {
            Some(_) => " in total",
            None => "",
        };
        let which = match apart {
            // The first sentence says by how much.
            _ if choice.cheapest.as_ref() == Some(&other.name) => String::new(),
            _ if self.is_over_budget(other) && !self.is_over_budget(result) => {
                ", which is over the budget,".to_owned()
            }
            less if less < -SAME => {
                let apart = self.totals_apart(result, other);
                format!(", which costs {apart} a month less{in_total},")
            }
            more if more > SAME => {
                let apart = self.totals_apart(result, other);
                let least = match other.without_price_beside(result).is_empty() {
                    true => "",
                    false => "at least ",
                };
                format!(", which costs {least}{apart} a month more{in_total},")
            }
            _ => String::new(),
        };
        let but = match other.meets_goal {
            _ if choice.rule == Rule::NearestToGoal => String::new(),
            Some(Verdict::No) => self.misses(other),
            Some(Verdict::Undecided) => " and is at the limit on average".to_owned(),
            _ => String::new(),
        };
        let (name, cases) = (words::plain(&other.name), words::cases(its));
        let cases = cases.trim_end_matches(" of 100");
        Some(match of_years {
            true => format!("of {name}{which} {cases} do"),
            false => format!("{name}{which} meets it in {cases}{but}"),
        })
    }

    /// By how much a design misses the goal.
    fn misses(&self, other: &ArchitectureResult) -> String {
        let most = self.results.goal.availability.map(allowed);
        match most.filter(|most| other.unserved() > *most) {
            Some(most) => {
                let by = words::minutes_apart(other.unserved(), most);
                format!(" and misses it by {by} on average")
            }
            None => " and misses it on average".to_owned(),
        }
    }

    /// What is the choice in other cases: `, otherwise mostly two-zones`.
    fn other(
        &self,
        Chosen { choice, result }: Chosen<'a>,
        rival: Option<&'a ArchitectureResult>,
        share: f64,
    ) -> String {
        let Some((other, its)) = rival.zip(choice.p_otherwise) else {
            return String::new();
        };
        let name = words::plain(&other.name);
        if its <= share {
            let over = match self.is_over_budget(other) {
                true => ", which is over the budget",
                false => "",
            };
            return format!(", otherwise mostly {name}{over}");
        }
        let cases = words::cases(its);
        let cases = cases.trim_end_matches(" of 100");
        let but = match self.worth(other) - self.worth(result) > SAME {
            true => {
                let apart = self.totals_apart(result, other);
                format!(", but costs {apart} a month more on average")
            }
            // Today's stays all the same, as sentence one says.
            false => String::new(),
        };
        format!("; {name} does in {cases}{but}")
    }

    /// Whether the first sentence names designs that cost the same beside the choice.
    fn names_ties(&self, choice: &ChoiceResult) -> bool {
        !choice.ties.is_empty() && !self.is_alone(choice)
    }

    /// In what share of the cases it is the choice, or one of those that are named with it.
    fn share(&self, choice: &ChoiceResult) -> Option<f64> {
        match self.names_ties(choice) {
            true => choice.p_chosen_or_tied,
            false => choice.p_chosen,
        }
    }

    /// The design that is the choice in most of the other cases, if these are worth telling.
    pub(super) fn rival(&self, choice: &ChoiceResult) -> Option<&'a ArchitectureResult> {
        choice.p_otherwise.filter(|share| *share >= HARDLY)?;
        let name = choice.otherwise.as_ref()?;
        let is_named = self.names_ties(choice) && choice.is_even(name);
        self.results.architecture(name).filter(|_| !is_named)
    }
}
