//! The second sentence: what the choice costs and gives.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, Rule, Verdict},
    decide::allowed,
    report::{goal::missed_further, words},
};

impl<'a> Answer<'a> {
    /// What the choice costs, what is to be expected of it, and what of that the goal leaves.
    pub(super) fn given(&self, chosen: Chosen<'a>) -> Option<String> {
        let Chosen { choice, result } = chosen;
        let goal = &self.results.goal;
        let mut said = self.bill(result);
        if let Some((price, total)) = self.price.zip(self.total(result)) {
            let total = words::expected_money(total, &self.results.currency);
            let price = self.stated(price);
            said += &if has_no_bill(result) {
                format!("; outages at {price} an hour cost {total} a month")
            } else {
                format!(", {total} with outages{}", self.than_before(chosen))
            };
        }
        let is_repeated = choice.rule == Rule::NearestToGoal
            && goal.availability.is_some()
            && missed_further(result, goal).is_empty();
        if !is_repeated {
            said += &format!("; expect {}", self.expected(result));
            if let Some(share) = goal.availability {
                let allowed = words::minutes(allowed(share));
                said += &format!(" of the {allowed} the goal allows");
            }
        }
        if let Some([low, high]) = result.band() {
            let range = words::brief_range(low, high);
            said += &if is_repeated {
                format!("; in nine of ten cases {range} a year are not served")
            } else {
                format!(" ({range} in nine of ten cases)")
            };
        }
        if result.meets_goal == Some(Verdict::Undecided) {
            said += "; whether it meets the goal is within the error of the simulation";
        }
        said += &self.data(chosen);
        Some(said + ".")
    }

    /// That a move does not pay by itself: ` ($202.86 more than today's)`.
    fn than_before(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        let today = self.today().filter(|today| today.name != result.name);
        let is_more = |today: &&ArchitectureResult| {
            let totals = self.total(result).zip(self.total(today));
            totals.is_some_and(|(this, before)| this - before > SAME)
        };
        match today.filter(is_more) {
            Some(today) => format!(" ({} more than today's)", self.totals_apart(result, today)),
            None => String::new(),
        }
    }

    /// What it costs a month, as far as that is known.
    fn bill(&self, result: &ArchitectureResult) -> String {
        if has_no_bill(result) {
            return "Nothing of its bill is known".to_owned();
        }
        let known = match result.without_price().len() {
            0 => String::new(),
            _ => " for what has a price".to_owned(),
        };
        let (cost, people) = (self.money(result.cost.monthly), result.cost.people);
        let people = match people > SAME {
            true => format!(", {} of it people's work", self.money(people)),
            false => String::new(),
        };
        format!("It costs {cost} a month{known}{people}")
    }

    /// Lost data without a price, where another design loses less.
    fn data(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        let lost = result.data_lost();
        let others = self.results.architectures.iter();
        let least = others.min_by(|a, b| a.data_lost().total_cmp(&b.data_lost()));
        let least = least.filter(|it| it.data_lost() < lost);
        let Some(least) = least.filter(|_| self.results.goal.data_loss_cost.is_none()) else {
            return String::new();
        };
        let (name, lost) = (words::plain(&least.name), words::minutes(lost));
        let beside = match least.data_lost() > 0.0 {
            true => format!("more data than {name}"),
            false => format!("data, which {name} does not"),
        };
        format!("; it loses {beside}: {lost} of writing a year, without a price here")
    }
}

/// Whether nothing of a design's bill is known, though it has parts that cost something.
fn has_no_bill(result: &ArchitectureResult) -> bool {
    result.cost.monthly == 0.0 && !(result.unpriced.is_empty() && result.unbilled.is_empty())
}
