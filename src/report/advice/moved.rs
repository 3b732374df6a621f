//! What a move changes: time saved, a bill that is higher or lower, and what it costs once.

use super::{Answer, SAME, times_apart};
use crate::{answer::ArchitectureResult, report::words};

/// A smaller share of the time not served is no saving.
const NO_TIME: f64 = 1e-3;
/// A smaller share more of failures is none.
const NO_MORE: f64 = 0.005;
/// What is paid back only after so many months is not paid back to anybody.
const LONG: f64 = 20.0 * 12.0;

impl<'a> Answer<'a> {
    /// What the move changes: `it saves 34 min a year for $320.00 more a month`.
    pub(super) fn change(&self, today: &ArchitectureResult, to: &ArchitectureResult) -> String {
        let saved = today.unserved() - to.unserved();
        // Hardly any difference is none that argues for a move.
        let saved = match saved.abs() < NO_TIME * today.unserved() {
            true => 0.0,
            false => saved,
        };
        let extra = to.cost.monthly - today.cost.monthly;
        let unknown = to.without_price_beside(today);
        let unknown: Vec<&String> = unknown.iter().collect();
        let hours = self.hours_only(today, to);
        let (apart, time) = (self.bills_apart(today, to), times_apart(today, to));
        let bill = if extra == 0.0 && !unknown.is_empty() {
            format!("at the same bill without {}", self.unknown_cost(&unknown))
        } else if extra > 0.0 {
            format!("for {apart} more a month")
        } else if extra < 0.0 {
            format!("and {apart} a month")
        } else {
            "at the same bill".to_owned()
        };
        let oftener = self.oftener_there(today, to);
        let oftener = oftener.map_or(String::new(), |it| format!(" ({it})"));
        if saved > 0.0 {
            format!("it saves {time} a year{oftener} {bill}{hours}")
        } else if extra < 0.0 && saved < 0.0 {
            format!("it costs {apart} a month less{hours} for {time} a year more without service")
        } else if extra < 0.0 {
            format!("it costs {apart} a month less{hours}")
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

    /// That what the team shares is taken to fail more often in one design than in another, for its `complexity`, on average over its
    /// range: `release fails 7 % more often there`.
    pub(super) fn oftener_there(
        &self,
        from: &ArchitectureResult,
        to: &ArchitectureResult,
    ) -> Option<String> {
        let rate = |of: &ArchitectureResult, kind: &str| {
            let mut rows = of.outage_table.iter();
            rows.find(|row| row.source == kind)
                .map(|row| row.average_per_year)
        };
        let each = to.complexity.iter().filter_map(|it| {
            let more = rate(to, &it.dependency)? / rate(from, &it.dependency)? - 1.0;
            let kind = words::plain(&it.dependency);
            let more = Some(more).filter(|more| more.is_finite() && *more >= NO_MORE)?;
            Some(format!("{kind} fails {} more often", words::percent(more)))
        });
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| format!("{} there", words::listed(&each)))
    }

    /// What a design costs once, which is in no price of an hour: `, $1,500.00 once not counted`.
    pub(super) fn once_apart(&self, to: &ArchitectureResult) -> String {
        match to.cost.once > 0.0 {
            true => format!(", {} once not counted", self.money(to.cost.once)),
            false => String::new(),
        }
    }

    /// What a design costs once, and after how many months of today's that is paid back; nothing of today's itself, which is there.
    pub(super) fn once(&self, to: &ArchitectureResult) -> String {
        if to.cost.once <= 0.0 {
            return String::new();
        }
        let once = self.money(to.cost.once);
        let before = self.today().and_then(|today| self.total(today));
        let less = before
            .zip(self.total(to))
            .map(|(before, after)| before - after);
        match less {
            Some(less) if less > 0.0 && to.cost.once > LONG * less => {
                format!("; it costs {once} once, which takes more than 20 years to pay back")
            }
            Some(less) if less > 0.0 => {
                let after = words::months((to.cost.once / less).ceil());
                format!("; it costs {once} once, paid back after {after} by bill and outages")
            }
            Some(_) => format!("; it costs {once} once, which it does not pay back"),
            // What an hour without service costs would pay it back, and nobody has said that.
            None => format!("; it costs {once} once"),
        }
    }
}
