//! The second sentence: what the choice costs and gives.

use super::{Answer, Chosen};
use crate::{
    answer::{Rule, Verdict},
    decide::allowed,
    report::words,
};

impl<'a> Answer<'a> {
    /// What the choice costs, what is to be expected of it, and what of that the goal leaves.
    pub(super) fn given(&self, chosen: Chosen<'a>) -> Option<String> {
        let Chosen { choice, result } = chosen;
        let goal = &self.results.goal;
        let mut said = format!("It costs {} a month", self.money(result.cost.monthly));
        if choice.rule != Rule::NearestToGoal || goal.availability.is_none() {
            said += &format!("; expect {}", self.expected(result));
            if let Some(share) = goal.availability {
                let allowed = words::minutes(allowed(share));
                said += &format!(" of the {allowed} that the goal allows");
            }
        }
        if let Some([low, high]) = result.band() {
            let range = words::brief_range(low, high);
            said += &format!(" ({range} in nine of ten cases we think possible)");
        }
        if result.meets_goal == Some(Verdict::Undecided) {
            said += "; whether it meets the goal is within the error of the simulation";
        }
        if let Some((price, total)) = self.price.zip(self.total(result)) {
            let total = words::expected_money(total, &self.results.currency);
            said += &format!(
                "; with outages at {} an hour it costs {total} a month in total",
                self.stated(price)
            );
        }
        said += &self.data(chosen);
        Some(said + ".")
    }

    /// Lost data without a price, where another design loses less.
    fn data(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        let lost = result.data_lost();
        let mut others = self.results.architectures.iter();
        let more = others.any(|other| other.data_lost() < lost);
        if lost <= 0.0 || !more || self.results.goal.data_loss_cost.is_some() {
            return String::new();
        }
        format!(
            "; it loses more data than others, {} of writing a year, which has no price here",
            words::minutes(lost)
        )
    }
}
