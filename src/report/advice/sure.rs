//! The second sentence: how sure the choice is, in words for somebody who never heard of scenarios, and what to measure first.

use super::{Answer, Chosen, MOST_NAMES};
use crate::{
    answer::{Rule, Verdict},
    decide::allowed,
    report::{measurable, words},
};

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
        let met = result.expected.as_ref()?.p_meets_goal?;
        Some(format!(
            "it meets the goal in {} cases we think possible",
            words::cases(met)
        ))
    }

    /// That which design costs least is not known.
    fn unknown(&self, chosen: Chosen<'a>, missing: &[String]) -> String {
        if self.hinge(chosen).is_some() {
            return "which design costs least is not known without the prices that are missing"
                .to_owned();
        }
        format!(
            "which design costs least is not known, as no price is given for {}",
            words::some(MOST_NAMES, missing.iter().map(String::as_str))
        )
    }

    /// In how many cases the same is chosen, and what in the others.
    fn cases(&self, chosen: Chosen<'a>, first: bool) -> Option<String> {
        let choice = chosen.choice;
        let share = choice.p_chosen_or_tied?;
        let met = chosen
            .result
            .expected
            .as_ref()
            .and_then(|it| it.p_meets_goal);
        let known = match choice.ties.is_empty() {
            true => "with all numbers known it would be the choice in",
            false => "with all numbers known one of these would be the choice in",
        };
        let cases = words::cases(share);
        let stays = match met.filter(|_| !first) {
            None => format!("{known} {cases} cases we think possible"),
            Some(met) if words::cases(met) == cases => {
                format!("{known} as many")
            }
            // Both are shares of all cases: where no design meets the goal, the nearest to it is the best.
            Some(met) if met < share => {
                format!("whether it does or not, {known} {cases}")
            }
            Some(_) => format!("{known} {cases}"),
        };
        if choice.settled == Some(true) {
            // Of what has no range nobody knows whether it would.
            let all_vary = self.results.assumptions.iter().all(|it| it.low.is_some());
            let would = match all_vary {
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
        if let Some(oftener) = self.oftener(chosen, share) {
            return Some(format!("{stays}{oftener}{measure}"));
        }
        let otherwise = choice.otherwise.as_ref();
        let otherwise = otherwise.filter(|name| !choice.is_even(name));
        let otherwise = otherwise.map_or(String::new(), |name| {
            format!(", otherwise mostly {}", words::plain(name))
        });
        Some(format!("{stays}{otherwise}{measure}"))
    }

    /// That in more cases another is the best, though on average it is not.
    fn oftener(&self, Chosen { choice, result }: Chosen<'a>, share: f64) -> Option<String> {
        let often = choice.p_otherwise.filter(|others| *others > share)?;
        let other = self.results.architecture(choice.otherwise.as_ref()?)?;
        let by_goal = [Rule::FitsAndCheapestInTotal, Rule::FitsAndLowestBill];
        let misses = other.meets_goal == Some(Verdict::No) && by_goal.contains(&choice.rule);
        let less = result.cost.monthly - other.cost.monthly;
        let bill = if less > 0.0 {
            format!(" ({} a month less)", self.money(less))
        } else if less < 0.0 {
            format!(" ({} a month more)", self.money(-less))
        } else {
            String::new()
        };
        let (name, cases) = (words::plain(&other.name), words::cases(often));
        let allowed = self.results.goal.availability.map(allowed);
        let over = allowed.map_or(0.0, |most| other.unserved() - most);
        let but = match misses {
            true if over > 0.0 => format!(
                "which on average misses the goal by {} a year",
                words::minutes(over)
            ),
            true => "which on average misses the goal".to_owned(),
            false => "but not on average".to_owned(),
        };
        Some(format!(", {name}{bill} in {cases}, {but}"))
    }

    /// The number that alone can change the choice, for a design that does not cost the same.
    fn measure(&self) -> Option<String> {
        let choice = self.chosen?;
        let decides = choice.decided_by.as_ref()?;
        if choice.is_even(&decides.at_low) && choice.is_even(&decides.at_high) {
            return None;
        }
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut rows = uncertainty.tornado.iter();
        let row = rows.find(|row| row.name == decides.name && row.aspect == decides.aspect)?;
        Some(measurable::question(row))
    }
}
