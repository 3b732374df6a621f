//! The first sentence where no design gives what is demanded: what to do all the same, how much is missing, and what causes it.

use super::{Answer, Chosen, SAME};
use crate::{
    answer::{ArchitectureResult, Lacks, Verdict},
    decide::{allowed, caused_by, is_far},
    report::{
        goal::missed_further,
        words::{self, listed},
    },
};

/// More causes than these are counted, not named.
const MOST_CAUSES: usize = 3;
/// A cause of which more than this share would have to go must go.
const NEARLY_ALL: f64 = 0.9;
/// What to do where there is but one design.
const DOWN_LESS: &str = "Add a design that is down less: ";
const COSTS_LESS: &str = "Add a design that costs less, or raise the budget: ";

impl<'a> Answer<'a> {
    /// None meets the goal of availability.
    pub(super) fn nearest_to_goal(&self, chosen: Chosen<'a>) -> String {
        let Chosen { result, .. } = chosen;
        let (name, goal) = (words::plain(&result.name), &self.results.goal);
        let missed = missed_further(result, goal);
        if !missed.is_empty() {
            let most = goal.availability.map(allowed);
            let over = most.filter(|most| result.unserved() > *most);
            let over = over.map(|most| {
                let is = self.expected(result);
                format!("{is}, not {}", words::minutes(most))
            });
            let missed: Vec<String> = over.into_iter().chain(missed).collect();
            let missed = listed(&missed);
            return if self.count() == 1 {
                let keep = self.keep(true);
                format!("{DOWN_LESS}{name} does not {keep}: {missed}.")
            } else {
                let (keep, act) = (self.keep(false), self.act(chosen));
                let (begin, moved) = (self.none(&keep), self.moved(chosen));
                let begin = match result.meets_goal {
                    Some(Verdict::Undecided) => format!(
                        "Whether any of these designs {keep} is open, as the simulation leaves it (`--precision` narrows that)"
                    ),
                    _ => begin,
                };
                let demanded = self.demanded(chosen);
                format!("{begin}: {act}, which comes closest: {missed}{moved}{demanded}.")
            };
        }
        let Some(share) = goal.availability else {
            return self.over_budget(chosen);
        };
        let goal = format!(
            "{} (at most {} a year)",
            words::availability(share),
            words::minutes(allowed(share))
        );
        let (is, missing) = (self.expected(result), self.missing(chosen, share));
        if self.count() == 1 {
            return format!("{DOWN_LESS}{name} misses {goal}: expect {is}.{missing}");
        }
        let (act, moved) = (self.act(chosen), self.moved(chosen));
        let demanded = self.demanded(chosen);
        let least = self.least(result).unwrap_or(result);
        let is_far = self.price.is_some() && is_far(least.unserved(), share);
        if least.name != result.name && is_far {
            let (none, closest) = (
                self.none(&format!("comes near {goal}")),
                words::plain(&least.name),
            );
            let its = self.expected(least);
            return format!(
                "{none}, and {closest} comes closest with {its}: {act}, which costs least with outages{moved}.{missing}"
            );
        }
        let meets = if is_far { "comes near" } else { "meets" };
        let none = self.none(&format!("{meets} {goal}"));
        let nearly = self.nearly(result, least, &is);
        format!("{none}: {act}, {nearly}{moved}{demanded}.{missing}")
    }

    /// `None of these designs meets 99.95 %`.
    fn none(&self, keeps: &str) -> String {
        let of = match &self.results.search {
            Some(search) => format!("the {}", self.all_of(search)),
            None => "these designs".to_owned(),
        };
        let at_once = match keeps.contains(" and ") {
            true => " at once",
            false => "",
        };
        format!("None of {of} {keeps}{at_once}")
    }

    /// What to do all the same, after a colon.
    fn act(&self, chosen: Chosen<'a>) -> String {
        let step = self.step(chosen, 1);
        let mut letters = step.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect()
    }

    /// What the move changes; nothing without one.
    fn moved(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        match self.today().filter(|today| today.name != result.name) {
            Some(today) => {
                let (change, once) = (self.change(today, result), self.once(result));
                format!("; {change}{once}")
            }
            None => String::new(),
        }
    }

    /// The one with the least time not served, within the budget where the nearest to the goal is.
    fn least(&self, nearest: &ArchitectureResult) -> Option<&'a ArchitectureResult> {
        let is_kept = !self.is_over_budget(nearest);
        let all = self.results.architectures.iter();
        let within = all.filter(|it| !is_kept || !self.is_over_budget(it));
        within.min_by(|a, b| a.unserved().total_cmp(&b.unserved()))
    }

    /// By what the nearest is the one, where another is down less.
    fn nearly(&self, nearest: &ArchitectureResult, least: &ArchitectureResult, is: &str) -> String {
        let mut all = self.results.architectures.iter();
        let within = match all.any(|it| it.unserved() < least.unserved()) {
            true => " within the budget",
            false => "",
        };
        match least.unserved() < nearest.unserved() {
            true => format!(
                "with {is} the cheapest of those within a tenth of {}, which comes closest{within}",
                words::plain(&least.name)
            ),
            false => format!("which comes closest{within} with {is}"),
        }
    }

    /// The causes that must go, and who else would do without them, for less.
    fn missing(&self, Chosen { choice, result }: Chosen<'a>, share: f64) -> String {
        let lacking = &choice.lacking;
        let named: Vec<String> = lacking
            .iter()
            .take(MOST_CAUSES)
            .map(|it| {
                let minutes = words::minutes(it.minutes_per_year);
                format!("{} ({minutes})", words::plain(&it.kind))
            })
            .collect();
        let too = |them: &str| match self.without(&choice.lacking, result, share) {
            Some(other) => format!(
                "{them} so would {}, for {} a month less",
                words::plain(&other.name),
                self.bills_apart(other, result)
            ),
            None => String::new(),
        };
        let name = words::plain(&result.name);
        match (named.as_slice(), lacking.as_slice()) {
            ([], _) => String::new(),
            (_, [one]) => {
                let over = result.unserved() - allowed(share);
                let (kind, minutes) = (
                    words::plain(&one.kind),
                    words::minutes(one.minutes_per_year),
                );
                let causes = format!(" Of {name}'s downtime, {kind} causes {minutes}");
                if over > NEARLY_ALL * one.minutes_per_year {
                    format!(
                        "{causes}: without that it would meet the goal{}.",
                        too(", and")
                    )
                } else {
                    let less = words::minutes_apart(result.unserved(), allowed(share));
                    let others = too("; without any,");
                    format!("{causes}: with {less} less of that it would meet the goal{others}.")
                }
            }
            (named, all) if all.len() <= MOST_CAUSES => format!(
                " Without these {} causes {name} would meet the goal: {}{}.",
                all.len(),
                listed(named),
                too(", and")
            ),
            (named, all) => format!(
                " To meet the goal {name} would have to be without its {} largest causes, first {}.",
                all.len(),
                listed(named)
            ),
        }
    }

    /// The cheapest of those that would meet the goal without these causes, if it costs less than the nearest.
    fn without(
        &self,
        lacking: &[Lacks],
        nearest: &ArchitectureResult,
        share: f64,
    ) -> Option<&'a ArchitectureResult> {
        let rest = |it: &ArchitectureResult| {
            let causes = caused_by(it).into_iter();
            let gone = causes.filter(|cause| lacking.iter().any(|lack| lack.kind == cause.kind));
            it.unserved() - gone.map(|cause| cause.minutes).sum::<f64>()
        };
        let all = self.results.architectures.iter();
        let meets = all.filter(|it| rest(it) <= allowed(share));
        let cheapest = meets.min_by(|a, b| a.cost.monthly.total_cmp(&b.cost.monthly))?;
        (nearest.cost.monthly - cheapest.cost.monthly > SAME).then_some(cheapest)
    }

    /// Some meet the goal of availability, none within the budget.
    pub(super) fn nearest_to_budget(&self, chosen: Chosen<'a>) -> String {
        if !self.results.goal.is_of_service() {
            return self.over_budget(chosen);
        }
        let Some(budget) = self.results.goal.budget else {
            return self.taken(chosen);
        };
        let name = words::plain(&chosen.result.name);
        let over = self.money(chosen.result.cost.monthly - budget);
        let who = if self.count() == 1 {
            format!("{COSTS_LESS}{name} does not {}", self.keep(true))
        } else {
            let (none, act) = (self.none(&self.keep(false)), self.act(chosen));
            format!("{none}: {act}, which comes closest")
        };
        let (moved, other) = (self.moved(chosen), self.within_budget(chosen));
        format!("{who}: it meets the goal and is {over} a month over the budget{moved}{other}.")
    }

    /// What comes closest to the goal within the budget; where nothing is within it, what costs least.
    fn within_budget(&self, Chosen { result, .. }: Chosen<'a>) -> String {
        let all = || self.results.architectures.iter();
        let within = all().filter(|it| !self.is_over_budget(it));
        if let Some(near) = within.min_by(|a, b| a.unserved().total_cmp(&b.unserved())) {
            let (name, is) = (words::plain(&near.name), self.expected(near));
            return format!("; within the budget {name} comes closest to the goal with {is}");
        }
        let least = all().min_by(|a, b| a.cost.monthly.total_cmp(&b.cost.monthly));
        match least.filter(|it| it.name != result.name) {
            Some(least) => {
                let (name, cost) = (words::plain(&least.name), self.money(least.cost.monthly));
                format!("; even {name}, which costs least and misses the goal, costs {cost}")
            }
            None => String::new(),
        }
    }

    /// None keeps to the budget, and nothing else is demanded.
    pub(super) fn over_budget(&self, chosen: Chosen<'a>) -> String {
        let name = words::plain(&chosen.result.name);
        let Some(budget) = self.results.goal.budget else {
            return format!("Take {name}: it comes closest to what is demanded.");
        };
        let (cost, over) = (
            chosen.result.cost.monthly,
            chosen.result.cost.monthly - budget,
        );
        let (budget, cost, over) = (self.stated(budget), self.money(cost), self.money(over));
        if self.count() == 1 {
            return format!(
                "{COSTS_LESS}{name} costs {cost} a month, {over} over the budget of {budget}."
            );
        }
        format!(
            "{}: {}, which comes closest with {cost}, {over} over it{}.",
            self.none(&format!("keeps to the budget of {budget} a month")),
            self.act(chosen),
            self.moved(chosen)
        )
    }
}
