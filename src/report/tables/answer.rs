//! The one table of the answer: what each design costs, what is to be expected of it, whether that is enough, and the total.

use crate::{
    answer::{ArchitectureResult, GoalResult, Results, Verdict},
    report::{
        columns::{
            html::HtmlTable,
            table::{Medium, Table},
        },
        words,
    },
};

/// Stands before the name of the one to have.
const CHOSEN: &str = "→ ";
/// More designs than these are not listed: of many only those that matter.
const MOST_ROWS: usize = 12;
/// A line of a name on a terminal takes no more columns.
const ROOM: usize = 24;
/// More classes of requests have no column.
const MOST_CLASSES: usize = 2;

/// The designs that are listed: all, or of many those that nothing beats, the one to have, and the one that runs today.
pub(in crate::report) fn listed(results: &Results) -> Vec<&ArchitectureResult> {
    let all = &results.architectures;
    if all.len() <= MOST_ROWS {
        return all.iter().collect();
    }
    let decision = &results.decision;
    let named = [
        decision.choice.as_ref().map(|it| &it.architecture),
        decision.today.as_ref(),
        decision
            .choice
            .as_ref()
            .and_then(|it| Some(&it.next.as_ref()?.architecture)),
    ];
    let is_named = |it: &&ArchitectureResult| named.iter().flatten().any(|name| **name == it.name);
    let room = MOST_ROWS.saturating_sub(all.iter().filter(is_named).count());
    let mut best: Vec<&ArchitectureResult> = all.iter().collect();
    best.retain(|it| it.on_frontier && !is_named(it));
    best.sort_by(|a, b| a.cost.monthly.total_cmp(&b.cost.monthly));
    best.truncate(room);
    let kept =
        |it: &&ArchitectureResult| is_named(it) || best.iter().any(|one| one.name == it.name);
    all.iter().filter(kept).collect()
}

/// A row for each of the designs that are listed.
pub(in crate::report) fn answer(results: &Results) -> Table<'_, &ArchitectureResult> {
    rows(results, results.goal.outage_cost.is_some())
}

/// The same for the page, where the total has its column whatever the plan says: the reader moves the price of an hour.
pub(in crate::report) fn on_page(results: &Results) -> HtmlTable {
    rows(results, true).html().last("total")
}

fn rows(results: &Results, with_total: bool) -> Table<'_, &ArchitectureResult> {
    let currency = results.currency.as_str();
    let chosen = |it: &ArchitectureResult| results.decision.recommended() == Some(&it.name);
    let loses = results
        .architectures
        .iter()
        .any(|it| it.lost_service_minutes_per_year > 0.0);
    let what = if loses { "not served" } else { "downtime" };
    let goal = &results.goal;
    let mut table = Table::over(listed(results))
        .strong(chosen)
        .coloured()
        .words("architecture", move |it, medium| {
            let name = medium.folded(&it.name, ROOM, "  ");
            match (chosen(it), medium) {
                (_, Medium::Page) => format!("{name}\n{}", words::plain(&it.about)),
                (true, _) => format!("{CHOSEN}{name}"),
                (false, Medium::Terminal(_)) => format!("  {name}"),
                (false, _) => name,
            }
        })
        .figures("cost\na month", move |it, _| {
            at_least(results, it) + &words::money(it.cost.monthly, currency)
        })
        .figures(format!("{what}\na year"), |it, _| unserved(it))
        .figures("in nine of ten\ncases", |it, _| {
            words::or_dash(it.band(), |[low, high]| words::brief_range(low, high))
        })
        .when(results.architectures.iter().any(|it| it.band().is_some()))
        .figures("available", move |it, _| available(it, goal));
    for wanted in goal.classes.iter().take(MOST_CLASSES) {
        let class = words::plain(&wanted.class);
        let of_class = move |it: &ArchitectureResult, _| {
            let mut classes = it.classes.iter();
            let class = classes.find(|class| class.name == wanted.class);
            words::or_dash(class, |class| words::minutes(class.unserved()))
        };
        table = table.figures(format!("{class} not\nserved"), of_class);
    }
    type Kept = fn(&ArchitectureResult) -> Option<f64>;
    let keeps: [(Option<f64>, &str, Kept); 2] = [
        (goal.rto_minutes, "years with no\noutage over", |it| {
            it.single_years().p_rto
        }),
        (goal.rpo_minutes, "years losing\nat most", |it| {
            it.single_years().p_rpo
        }),
    ];
    for (most, says, kept) in keeps {
        let Some(most) = most else { continue };
        let heading = format!("{says} {}", words::brief_minutes(most));
        table = table.figures(heading, move |it, _| {
            words::or_dash(kept(it), words::percent)
        });
    }
    table = table
        .words(
            match goal.is_of_service() {
                true if goal.is_of_single_years() => "meets the\ngoal",
                true => "meets the goal in\n(yes: on average)",
                false => "within the\nbudget",
            },
            |it, _| meets(it, goal),
        )
        .when(goal.is_of_service() || goal.budget.is_some());
    table
        .figures("bill and\noutages", move |it, _| {
            words::or_dash(it.total_monthly, |total| {
                at_least(results, it) + &words::expected_money(total, currency)
            })
        })
        .when(with_total)
}

/// Before an amount of which something is missing: `≥`.
pub(in crate::report) fn at_least(results: &Results, it: &ArchitectureResult) -> String {
    let sign = if results.is_bill_whole(it) { "" } else { "≥" };
    sign.to_owned()
}

/// Expected time not served, or its bound where nothing was seen.
fn unserved(result: &ArchitectureResult) -> String {
    let minutes = words::minutes(result.unserved());
    if result.downtime.none_seen {
        format!("at most {minutes}")
    } else {
        minutes
    }
}

/// With so many digits that what misses the goal does not read as the goal.
fn available(result: &ArchitectureResult, goal: &GoalResult) -> String {
    let unavailability = result
        .expected
        .as_ref()
        .map_or(result.unavailability, |it| it.unavailability);
    match goal.availability {
        Some(least) => words::without_beside(unavailability, 1.0 - least),
        None => words::without(unavailability),
    }
}

/// Whether it meets the goal, and in how many of a hundred cases; what is over the budget does not, whatever else.
fn meets(result: &ArchitectureResult, goal: &GoalResult) -> String {
    let over = goal
        .budget
        .is_some_and(|budget| result.cost.monthly > budget);
    let verdict = match result.meets_goal {
        _ if over && !goal.is_of_service() => "no",
        Some(Verdict::No) if over => "no, over budget",
        _ if over => "over budget",
        Some(Verdict::Yes) | None => "yes",
        Some(Verdict::No) => "no",
        Some(Verdict::Undecided) => "open",
    };
    let cases = result.expected.as_ref().and_then(|it| it.p_meets_goal);
    let cases = cases.filter(|_| goal.is_of_service());
    // Of single years there is one share over all cases.
    let cases = cases.filter(|_| !goal.is_of_single_years());
    let Some(share) = cases.map(words::percent_of_cases) else {
        return verdict.to_owned();
    };
    format!("{share}: {verdict}")
}
