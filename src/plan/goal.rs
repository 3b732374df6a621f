//! `goal`: the availability wanted, how fast one must recover, the budget, and what an hour of outage, an hour of lost service and
//! lost data cost, in the plan's currency.

use serde_json::Value as Json;

use crate::language::schema::any;
use crate::language::{
    Definitions, Duration, Entry, Fields, Here, Kind, Node, Problems, Share, map, words,
};
use crate::topology;
use crate::units::{MINUTES_PER_HOUR, MoneyRate};

map! {
    /// What you want, each line optional.
    pub(crate) struct Goal as GoalForm(name: "goal", bare: true) {
        /// Least availability of a year, `99.95%`; held against the time not served: downtime and lost service.
        availability: Option<Availability>,
        /// Longest that an outage may last, `1h`.
        rto: Option<Duration>,
        /// Most that a move to another member may lose, `15min` of writing.
        rpo: Option<Duration>,
        /// Share of years that must keep to `rto` and `rpo`; where it is given also to `availability`, which else must hold on average.
        years: Option<Share> = or("90% for `rto` and `rpo`"),
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

map! {
    /// An availability, and the period for which it is counted how often it is kept.
    pub(crate) struct Period as AvailabilityForm(name: "goal-availability", bare: true, whole: true) {
        /// The availability, `99.9%`.
        share: Share = need("write `{share: 99.9%, per: month}`"),
        /// `month` (of 730 h) or `year`: of which so many keep to it.
        per: Per = "year",
    }
}

/// For how long an availability is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Per {
    /// A month of 730 h.
    Month,
    /// A year.
    Year,
}

words! { Per: "month" = Self::Month, "year" = Self::Year }

/// An availability, or more about it.
pub(crate) struct Availability;

impl Kind for Availability {
    type Value = Period;
    const NAME: &'static str = "share, [map](#goal-availability)";

    fn read(here: &Here<'_>) -> Option<Period> {
        if here.node.is_map() {
            return Period::read(here);
        }
        Some(Period {
            share: Share::read(here)?,
            per: Per::Year,
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([Share::schema(definitions), Period::schema(definitions)])
    }
}

/// Reads what the user wants.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> topology::Goal {
    let read = |entry: &Entry| {
        Goal::read(&Here::of(entry, "`goal`", problems)).map(|goal| check(goal, entry, problems))
    };
    fields.entry("goal").and_then(read).unwrap_or_default()
}

/// Whether somebody can promise it.
fn possible(share: &f64) -> bool {
    *share > 0.0 && *share < 1.0
}

/// Reports an availability that nothing has.
fn check_availability(share: f64, node: &Node, problems: &Problems) {
    if !possible(&share) {
        problems.error(
            &node.span,
            "`availability` must be more than 0% and less than 100%",
            "nothing is always up",
            "write what you would be content with, such as `99.9%`",
        );
    }
}

map! {
    /// What is wanted of one class of requests.
    pub(crate) struct OfClass as ClassGoalForm(name: "requests-goal", definition: "class-goal", bare: true) {
        /// Least availability of the class in a year, `99.95%`; held against the expected time in which it is not served, the time without service included.
        availability: Share = need("add what it must be, such as `goal: {availability: 99.95%}`"),
    }
}

/// The availability that is wanted of a class of requests, of its map `goal`; what nobody can promise is reported.
pub(crate) fn of_class(goal: &OfClass, node: Option<&Node>, problems: &Problems) -> Option<f64> {
    if let Some(node) = node.and_then(|node| node.get("availability")) {
        check_availability(goal.availability, node, problems);
    }
    Some(goal.availability).filter(possible)
}

/// The same in the units of the model; what nobody can promise is reported.
fn check(goal: Goal, entry: &Entry, problems: &Problems) -> topology::Goal {
    let availability = goal.availability.as_ref().map(|period| period.share);
    if let (Some(share), Some(node)) = (availability, entry.value.get("availability")) {
        check_availability(share, node, problems);
    }
    if let (Some(years), Some(node)) = (goal.years, entry.value.get("years")) {
        let is_of_any = availability.is_some() || goal.rto.is_some() || goal.rpo.is_some();
        if !possible(&years) {
            problems.error(
                &node.span,
                "`years` must be more than 0% and less than 100%",
                "no design keeps to anything in every year",
                "write the share of years that must keep to the goal, such as `99%`",
            );
        } else if !is_of_any {
            problems.error(
                &node.span,
                "`years` says in how many years, and nothing says what",
                "keep to what?",
                "add `availability: 99.9%`, `rto: 1h` or `rpo: 15min` beside it",
            );
        }
    }
    let per_month = |period: &Period| period.per == Per::Month;
    topology::Goal {
        availability: availability.filter(possible),
        per_month: goal.availability.as_ref().is_some_and(per_month),
        rto: goal.rto,
        rpo: goal.rpo,
        years: goal.years.filter(possible),
        budget: goal.budget.map(MoneyRate::per_month),
        outage_cost: goal.outage_cost.map(MoneyRate::per_hour),
        lost_service_cost: goal.lost_service_cost.map(MoneyRate::per_hour),
        data_loss_cost: goal
            .data_loss_cost
            .map(|rate| rate.per_hour() / MINUTES_PER_HOUR),
        // Known once the architectures are read.
        of_classes: false,
    }
}
