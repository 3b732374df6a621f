//! `goal`: the availability wanted, the budget, and what an hour of outage, an hour of lost service and lost data cost, in the
//! plan's currency.

use crate::language::{Entry, Fields, Here, Kind, Problems, Share, map};
use crate::topology;
use crate::units::{MINUTES_PER_HOUR, MoneyRate};

map! {
    /// What you want, each line optional.
    pub(crate) struct Goal(name: "goal", bare: true) {
        /// Least availability of a year, `99.95%`; held against the time not served: downtime and lost service.
        availability: Option<Share>,
        /// Most a month may cost, `700/month`, in the plan's currency; drawn as a line.
        budget: Option<MoneyRate>,
        /// What an hour without service costs you, `120/hour`, in the plan's currency; asked of you, never assumed.
        outage_cost: Option<MoneyRate>,
        /// What an hour of requests lost while the service is up costs you, `50/hour`.
        lost_service_cost: Option<MoneyRate> = or("as much as an hour without service"),
        /// What lost data cost you for each minute of writing, `20/min`.
        data_loss_cost: Option<MoneyRate> = or("lost data cost nothing in any total"),
    }
}

/// Reads what the user wants.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> topology::Goal {
    let read = |entry: &Entry| {
        Goal::read(&Here::of(entry, "`goal`", problems)).map(|goal| check(goal, entry, problems))
    };
    fields.entry("goal").and_then(read).unwrap_or_default()
}

/// The same in the units of the model; an availability that nobody can promise is reported.
fn check(goal: Goal, entry: &Entry, problems: &Problems) -> topology::Goal {
    let possible = |share: &f64| *share > 0.0 && *share < 1.0;
    if goal.availability.is_some_and(|share| !possible(&share))
        && let Some(node) = entry.value.get("availability")
    {
        problems.error(
            &node.span,
            "`availability` must be more than 0% and less than 100%",
            "nothing is always up",
            "write what you would be content with, such as `99.9%`",
        );
    }
    topology::Goal {
        availability: goal.availability.filter(possible),
        budget: goal.budget.map(MoneyRate::per_month),
        outage_cost: goal.outage_cost.map(MoneyRate::per_hour),
        lost_service_cost: goal.lost_service_cost.map(MoneyRate::per_hour),
        data_loss_cost: goal
            .data_loss_cost
            .map(|rate| rate.per_hour() / MINUTES_PER_HOUR),
    }
}
