//! The second sentence: what the choice costs and gives.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, Rule, Verdict},
    decide::{allowed, caused_by, data_cost},
    report::{goal::missed_further, words},
};

/// Lost data that cost a smaller share of the total are not told apart.
const WORTH_TELLING: f64 = 0.01;
/// A cause of more than this share of the time not served is told with it, if it is not all.
const MOSTLY: f64 = 0.5;
const ALL: f64 = 0.98;

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
                let data = self.data_money(result);
                let data = data.filter(|data| *data > WORTH_TELLING * self.worth(result));
                let data = data.map_or(String::new(), |data| {
                    format!(", {} of it for lost data", self.money(data))
                });
                format!(", {total} with outages{data}{}", self.than_before(chosen))
            };
        }
        let is_repeated = choice.rule == Rule::NearestToGoal
            && goal.availability.is_some()
            && missed_further(result, goal).is_empty();
        if !is_repeated {
            said += &format!("; expect {}", self.expected(result));
        }
        if let Some([low, high]) = result.band() {
            let range = words::brief_range(low, high);
            said += &if is_repeated {
                format!("; in nine of ten cases {range} a year are not served")
            } else {
                format!(" ({range} in nine of ten cases)")
            };
        }
        if !is_repeated {
            said += &mostly(result).map_or(String::new(), |it| format!(", {it}"));
            if let Some(share) = goal.availability {
                let allowed = words::minutes(allowed(share));
                said += &format!("; the goal allows {allowed}");
            }
        }
        if result.meets_goal == Some(Verdict::Undecided) {
            said += "; whether it meets the goal is within the error of the simulation";
        }
        said += &self.data(chosen);
        Some(said + ".")
    }

    /// Beside today's: ` ($202.86 more than today's)`.
    fn than_before(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        let today = self.today().filter(|today| today.name != result.name);
        let whole = |it: &ArchitectureResult| self.results.is_bill_whole(it);
        let Some(today) = today.filter(|it| whole(it) || !whole(result)) else {
            return String::new();
        };
        let totals = self.total(result).zip(self.total(today));
        let more = totals.map_or(0.0, |(this, before)| this - before);
        let apart = self.totals_apart(result, today);
        match more {
            more if more > SAME => format!(" ({apart} more than today's)"),
            more if more < -SAME && whole(result) => format!(" ({apart} less than today's)"),
            _ => String::new(),
        }
    }

    /// What it costs a month, as far as that is known.
    fn bill(&self, result: &ArchitectureResult) -> String {
        if has_no_bill(result) {
            return "Nothing of its bill is known".to_owned();
        }
        let is_whole = self.results.is_bill_whole(result);
        let least = if is_whole { "" } else { "at least " };
        let vat = match self.results.vat > 0.0 {
            true => format!(" with VAT of {}", words::percent(self.results.vat)),
            false => String::new(),
        };
        let (cost, people) = (self.money(result.cost.monthly), result.cost.people);
        let people = match people > SAME {
            true => format!(", {} of it people's work", self.money(people)),
            false => String::new(),
        };
        format!("It costs {least}{cost} a month{vat}{people}")
    }

    /// What the lost data of a design cost a month, where they have a price [currency].
    pub(super) fn data_money(&self, result: &ArchitectureResult) -> Option<f64> {
        let price = self.results.goal.data_loss_cost?;
        Some(data_cost(price, result.data_lost()))
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
        let name = words::plain(&least.name);
        // Told with its error in the list of what is not counted.
        let about = match result.is_data_lost_rough() {
            true => "roughly ",
            false => "",
        };
        let lost = format!("{about}{}", words::minutes(lost));
        let beside = match least.data_lost() > 0.0 {
            true => format!(", more than with {name}"),
            false => String::new(),
        };
        format!(
            "; when another site or replica takes over, data are lost: {lost} of writing a year{beside}, without a price here"
        )
    }
}

/// What causes more than half of the time not served: `2 h 44 min of it caused by release`.
fn mostly(result: &ArchitectureResult) -> Option<String> {
    let first = caused_by(result).into_iter().next()?;
    let share = first.minutes / result.unserved();
    (share > MOSTLY && share < ALL).then(|| {
        let (minutes, kind) = (words::minutes(first.minutes), words::plain(first.kind));
        format!("{minutes} of it caused by {kind}")
    })
}

/// Whether nothing of a design's bill is known, though it has parts that cost something.
fn has_no_bill(result: &ArchitectureResult) -> bool {
    result.cost.monthly == 0.0 && !(result.unpriced.is_empty() && result.unbilled.is_empty())
}
