//! The second sentence: how sure the choice is, in words for somebody who never heard of scenarios, and what to measure first.

use std::cmp::Ordering;

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, Rule, Verdict},
    decide::allowed,
    report::{measurable, words},
};

/// In a share of cases from here on something is not in question.
const NEARLY: f64 = 0.95;
/// Fewer cases of a hundred than these are not told apart.
const WORTH_TELLING: i32 = 5;

impl<'a> Answer<'a> {
    /// How sure the choice is, and what would change it.
    pub(super) fn sure(&self, chosen: Chosen<'a>) -> Option<String> {
        let choice = chosen.choice;
        if self.results.scenarios == 0 {
            return None;
        }
        let range = self.give_a_range(chosen.result);
        if choice.p_chosen.is_none() {
            let range = range.map_or(String::new(), |said| format!("; {said}"));
            return Some(format!(
                "How sure: nobody can say, as no number of this plan has a range; all are taken as certain{range}."
            ));
        }
        let mut said: Vec<String> = self.goal_cases(chosen).into_iter().collect();
        let mut is_share = !said.is_empty();
        if self.count() > 1 {
            let missing = choice.missing_prices.as_slice();
            // What only others lack can but make them cost more.
            let own = chosen.result.without_price();
            let is_known =
                choice.rule == Rule::NearestToGoal || missing.iter().all(|it| !own.contains(it));
            is_share |= is_known;
            said.extend(match is_known {
                true => self.cases(chosen, said.is_empty()),
                false => Some(self.unknown(chosen, missing)),
            });
        }
        if said.is_empty() {
            return None;
        }
        said.extend(range);
        // What is not known is so whatever holds.
        let conditions = match is_share {
            true => self.conditions(chosen.result),
            false => String::new(),
        };
        Some(format!("How sure: {conditions}{}.", said.join("; ")))
    }

    /// In how many cases what is demanded of the service is met.
    fn goal_cases(&self, Chosen { result, .. }: Chosen<'a>) -> Option<String> {
        let met = words::cases(result.expected.as_ref()?.p_meets_goal?);
        let goal = &self.results.goal;
        let what = match goal.availability.filter(|_| goal.is_of_single_years()) {
            // Of single years there is one share over all cases.
            Some(up) => format!("it is up {}", words::availability(up)),
            None => "it meets the goal".to_owned(),
        };
        let years = result.single_years().p_goal.map(words::cases);
        Some(match years {
            Some(kept) => {
                format!(
                    "on average {what} in {met} cases we think possible, a single year in {kept}"
                )
            }
            None => format!("{what} in {met} cases we think possible"),
        })
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

    /// In how many cases the same is chosen, and what in the others.
    fn cases(&self, chosen: Chosen<'a>, first: bool) -> Option<String> {
        let choice = chosen.choice;
        let is_named = self.names_ties(choice);
        let share = self.share(choice)?;
        let met = chosen
            .result
            .expected
            .as_ref()
            .and_then(|it| it.p_meets_goal);
        let known = match is_named {
            true => "one of these is best in",
            false if self.hardly_cheaper(choice).is_some() => "staying is right in",
            false => "it is best in",
        };
        let cases = words::cases(share);
        let stays = match met.filter(|_| !first) {
            None => format!("{known} {cases} cases we think possible"),
            Some(met) if words::cases(met) == cases => {
                format!("{known} as many of these cases")
            }
            // Where no design meets the goal, the nearest to it is chosen.
            Some(met) if met < share => {
                let missed = hundredths(share) - hundredths(met);
                let misses = match is_named {
                    true => "it misses the goal",
                    false => "no design meets the goal",
                };
                match missed < WORTH_TELLING {
                    true => format!("{known} {cases}"),
                    false if 10 * missed >= 9 * hundredths(share) => {
                        format!("{known} {cases} (in nearly all of these {misses})")
                    }
                    false => {
                        format!("{known} {cases} (in at least {missed} of these {misses})")
                    }
                }
            }
            Some(_) => format!("{known} {cases}"),
        };
        if choice.settled == Some(true) {
            // Of what has no range nobody knows whether it would.
            let all_vary = self.results.assumptions.iter().all(|it| it.low.is_some());
            // Whether the goal is met may hang on a number all the same.
            let is_open = met.is_some_and(|met| (1.0 - NEARLY..NEARLY).contains(&met));
            let would = match all_vary {
                _ if is_open => "no number alone would make another design better",
                true => "measuring more would not change this answer",
                false => "no number that has a range would change this answer",
            };
            return Some(format!("{stays}, and {would}"));
        }
        // A number without a range is to be asked for first.
        let measure = self
            .measure()
            .filter(|_| self.give_a_range(chosen.result).is_none());
        let measure = measure.map_or(String::new(), |said| format!("; measure first {said}"));
        if let Some(oftener) = self.oftener(chosen) {
            return Some(format!("{stays}{oftener}{measure}"));
        }
        let otherwise = choice.otherwise.as_ref();
        let otherwise = otherwise.filter(|name| !is_named || !choice.is_even(name));
        let otherwise = otherwise.map_or(String::new(), |name| {
            let other = self.results.architecture(name);
            let over = match other.is_some_and(|it| self.is_over_budget(it)) {
                true => ", which is over the budget",
                false => "",
            };
            format!(", otherwise mostly {}{over}", words::plain(name))
        });
        Some(format!("{stays}{otherwise}{measure}"))
    }

    /// Whether the first sentence names designs that cost the same beside the choice.
    fn names_ties(&self, choice: &ChoiceResult) -> bool {
        !choice.ties.is_empty() && self.hardly_cheaper(choice).is_none()
    }

    /// In what share of the cases it is the choice, or one of those that are named with it.
    fn share(&self, choice: &ChoiceResult) -> Option<f64> {
        match self.names_ties(choice) {
            true => choice.p_chosen_or_tied,
            false => choice.p_chosen,
        }
    }

    /// The design that is the choice in more cases than this one, if another is.
    pub(super) fn oftener_choice(&self, choice: &ChoiceResult) -> Option<&'a ArchitectureResult> {
        let share = self.share(choice)?;
        choice.p_otherwise.filter(|others| *others > share)?;
        self.results.architecture(choice.otherwise.as_ref()?)
    }

    /// That in more cases another is the best, though on average it is not.
    fn oftener(&self, chosen: Chosen<'a>) -> Option<String> {
        let Chosen { choice, result } = chosen;
        let other = self.oftener_choice(choice)?;
        let apart = self.totals_apart(result, other);
        let apart = match self.worth(other).total_cmp(&self.worth(result)) {
            Ordering::Less => format!(" ({apart} a month less in total)"),
            Ordering::Greater => format!(" ({apart} a month more in total)"),
            Ordering::Equal => String::new(),
        };
        let name = words::plain(&other.name);
        let cases = words::cases(choice.p_otherwise?);
        let cases = cases.trim_end_matches(" of 100");
        let but = self.but_on_average(chosen, other);
        Some(format!(", {name}{apart} in {cases}{but}"))
    }

    /// Why that other one is not the choice: what is expected of it is too much, or costs more.
    fn but_on_average(
        &self,
        Chosen { choice, result }: Chosen<'a>,
        other: &ArchitectureResult,
    ) -> String {
        let is_demanded = choice.rule != Rule::CheapestInTotal;
        let allowed = self.results.goal.availability.map(allowed);
        let over = allowed.filter(|most| is_demanded && other.unserved() > *most);
        let totals = self.total(other).zip(self.total(result));
        let is_more = totals.is_some_and(|(other, this)| other - this > SAME);
        let why = match over {
            Some(most) => {
                let apart = words::minutes_apart(other.unserved(), most);
                format!("misses the goal by {apart}")
            }
            None if is_demanded && other.meets_goal == Some(Verdict::No) => {
                "misses the goal".to_owned()
            }
            None if is_more => "costs more".to_owned(),
            // Today's stays all the same, as sentence one says.
            None if choice.is_even(&other.name) => return String::new(),
            None => return ", but not on average".to_owned(),
        };
        format!(", but on average that one {why}")
    }

    /// The number that alone can change the answer.
    fn measure(&self) -> Option<String> {
        let decides = self.chosen?.decided_by.as_ref()?;
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut rows = uncertainty.tornado.iter();
        let row = rows.find(|row| row.name == decides.name && row.aspect == decides.aspect)?;
        Some(measurable::question(row))
    }
}

/// A share in cases of a hundred.
fn hundredths(share: f64) -> i32 {
    (share * 100.0).round() as i32
}
