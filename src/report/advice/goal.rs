//! Whether the goal and the budget are met, and by how much they are missed.

use super::{Talk, listed};
use crate::{
    answer::{ArchitectureResult, Verdict},
    report::{goal::allowed, words},
};

/// More names than this are counted, not listed.
const MOST_NAMES: usize = 4;

impl<'a> Talk<'a> {
    /// Whether a design surely meets the goal and fits the budget, as far as they are stated.
    fn fits(&self, result: &ArchitectureResult) -> bool {
        let meets = result
            .meets_goal
            .is_none_or(|verdict| verdict == Verdict::Yes);
        let budget = self.results.goal.budget;
        meets && budget.is_none_or(|budget| result.cost.monthly <= budget)
    }

    /// What the cheapest in total lacks, and which is the cheapest in total of those that lack nothing.
    pub(super) fn within(&self) -> Option<String> {
        let best = self
            .results
            .architecture(self.results.decision.best.as_deref()?)?;
        if self.fits(best) {
            return None;
        }
        let all = self.results.architectures.iter();
        let total = |result: &&ArchitectureResult| result.total_monthly.unwrap_or(f64::INFINITY);
        let other = all
            .filter(|result| self.fits(result))
            .min_by(|a, b| total(a).total_cmp(&total(b)))?;
        let misses = best
            .meets_goal
            .is_some_and(|verdict| verdict != Verdict::Yes);
        let dear = self
            .results
            .goal
            .budget
            .is_some_and(|budget| best.cost.monthly > budget);
        let lacks = match (misses, dear) {
            (true, true) => "does not surely meet the goal and exceeds the budget",
            (true, false) => "does not surely meet the goal",
            _ => "exceeds the budget",
        };
        Some(format!(
            "But {} {lacks}: of those that keep to what you asked for, {} is the cheapest in total, {} a month.",
            words::plain(&best.name),
            words::plain(&other.name),
            self.money(total(&other))
        ))
    }

    /// One sentence on the goal, one on the budget, as far as they are stated.
    pub(super) fn goal(&self) -> Vec<String> {
        let goal = &self.results.goal;
        let mut said = Vec::new();
        if let Some(availability) = goal.availability {
            said.push(self.availability(availability));
        }
        if let Some(budget) = goal.budget {
            said.push(self.budget(budget));
        }
        let all = &self.results.architectures;
        let kept = |result: &ArchitectureResult| {
            goal.budget
                .is_some_and(|budget| result.cost.monthly <= budget)
        };
        if all.len() > 1
            && all.iter().any(|it| it.meets_goal == Some(Verdict::Yes))
            && all.iter().any(kept)
            && !all.iter().any(|it| self.fits(it))
        {
            said.push("No design keeps to both the goal and the budget.".to_owned());
        }
        said
    }

    fn availability(&self, availability: f64) -> String {
        let allowed = allowed(availability);
        let goal = format!(
            "the goal of {} (at most {} a year)",
            words::availability(availability),
            words::minutes(allowed)
        );
        let all = &self.results.architectures;
        let of = |verdict: Verdict| -> Vec<&'a ArchitectureResult> {
            let meets = |result: &&ArchitectureResult| result.meets_goal == Some(verdict);
            all.iter().filter(meets).collect()
        };
        let (met, open) = (of(Verdict::Yes), of(Verdict::Undecided));
        if let Some(cheapest) = cheapest(&met) {
            let name = words::plain(&cheapest.name);
            let many = if all.len() == 1 {
                format!("{name} meets {goal}")
            } else {
                let who = if met.len() == all.len() {
                    format!("Every design meets {goal}")
                } else {
                    let verb = if met.len() == 1 { "meets" } else { "meet" };
                    format!("{} of {} designs {verb} {goal}", met.len(), all.len())
                };
                let cost = self.money(cheapest.cost.monthly);
                format!("{who}; the cheapest of them, {name} for {cost} a month, does so")
            };
            let luck = cheapest.p_goal.map_or(String::new(), |share| {
                let chance = words::chance(share, self.results.p_resolution);
                format!(" on average, and in {chance} of single years")
            });
            let worlds = self.in_worlds(&cheapest.name, |it| it.p_goal).map_or(String::new(), |chance| {
                format!("; that its average does holds in {chance} of the worlds that the numbers leave possible")
            });
            return format!("{many}{luck}{worlds}.");
        }
        if !open.is_empty() {
            return format!(
                "No design surely meets {goal}; whether {} is within the luck of the simulation.",
                if open.len() <= MOST_NAMES {
                    let does = if open.len() == 1 { "does" } else { "do" };
                    format!("{} {does}", listed(&names(&open)))
                } else {
                    format!("{} of them do", open.len())
                }
            );
        }
        let nearest = all
            .iter()
            .min_by(|a, b| a.downtime.mean.total_cmp(&b.downtime.mean));
        nearest.map_or(String::new(), |nearest| {
            let by = words::minutes(nearest.downtime.mean - allowed);
            if all.len() == 1 {
                format!(
                    "{} misses {goal} by {by} a year.",
                    words::plain(&nearest.name)
                )
            } else {
                format!(
                    "No design meets {goal}: the nearest, {}, misses it by {by} a year.",
                    words::plain(&nearest.name)
                )
            }
        })
    }

    fn budget(&self, budget: f64) -> String {
        let all = &self.results.architectures;
        let budget_words = format!("the budget of {} a month", self.stated(budget));
        let over: Vec<&ArchitectureResult> = all
            .iter()
            .filter(|result| result.cost.monthly > budget)
            .collect();
        if over.is_empty() {
            return if all.len() == 1 {
                format!("It fits {budget_words}.")
            } else {
                format!("Every design fits {budget_words}.")
            };
        }
        if over.len() < all.len() {
            let who = if over.len() <= MOST_NAMES {
                listed(&names(&over))
            } else {
                format!("{} of {} designs", over.len(), all.len())
            };
            let verb = if over.len() == 1 { "exceeds" } else { "exceed" };
            return format!("{who} {verb} {budget_words}.");
        }
        cheapest(&over).map_or(String::new(), |cheapest| {
            let by = self.money(cheapest.cost.monthly - budget);
            if all.len() == 1 {
                format!("It exceeds {budget_words} by {by}.")
            } else {
                format!(
                    "No design fits {budget_words}: the cheapest, {}, exceeds it by {by}.",
                    words::plain(&cheapest.name)
                )
            }
        })
    }
}

/// The cheapest, and of equals the one that is down least.
fn cheapest<'a>(of: &[&'a ArchitectureResult]) -> Option<&'a ArchitectureResult> {
    of.iter().copied().min_by(|a, b| {
        let costs = a.cost.monthly.total_cmp(&b.cost.monthly);
        costs.then(a.downtime.mean.total_cmp(&b.downtime.mean))
    })
}

fn names(of: &[&ArchitectureResult]) -> Vec<String> {
    of.iter().map(|result| words::plain(&result.name)).collect()
}
