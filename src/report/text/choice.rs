//! What a change does to the answer: which architecture is the cheapest in total, and which meets the goal, before and
//! after it.

use crate::{
    answer::{ComparedRun, ComparisonResults},
    report::words,
};

/// What became of the answer.
pub struct Choice {
    /// In a sentence or more.
    pub said: String,
    /// Whether it is another.
    pub changed: bool,
}

/// The answer before and after; nothing where neither run, or only one that reports decisions, has any.
pub fn choice(results: &ComparisonResults) -> Option<Choice> {
    let (before, after) = (&results.before, &results.after);
    if !before.decided || !after.decided {
        return None;
    }
    let changed = before.best != after.best || before.meets_goal != after.meets_goal;
    let said: Vec<String> = [
        cheapest(before, after),
        luck(before, after),
        goal(before, after),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!said.is_empty()).then(|| Choice {
        said: said.join(" "),
        changed,
    })
}

/// The cheapest in total, each at its plan's price of an hour.
fn cheapest(before: &ComparedRun, after: &ComparedRun) -> Option<String> {
    let best = |run: &ComparedRun| {
        let price = words::money_stated(run.outage_cost?, &run.currency);
        Some((words::plain(run.best.as_ref()?), price))
    };
    Some(match (best(before), best(after)) {
        (None, None) => return None,
        (None, Some((new, price))) => format!(
            "Without a price of an hour nothing was the cheapest in total; at {price} an hour it now is {new}."
        ),
        (Some((old, price)), None) => format!(
            "The cheapest in total was {old} at {price} an hour; the plan now states no price of an hour."
        ),
        (Some((old, was)), Some((new, is))) => match (old == new, was == is) {
            (true, true) => format!("The cheapest in total at {is} an hour still is {new}."),
            (true, false) => {
                format!("The cheapest in total was {old} at {was} an hour, and still is at {is}.")
            }
            (false, true) => {
                format!("The cheapest in total at {is} an hour was {old}, now it is {new}.")
            }
            (false, false) => format!(
                "The cheapest in total was {old} at {was} an hour, now it is {new} at {is}."
            ),
        },
    })
}

/// Says where a change of the cheapest may be none.
fn luck(before: &ComparedRun, after: &ComparedRun) -> Option<String> {
    let (old, new) = (before.best.as_ref()?, after.best.as_ref()?);
    let by_luck = [before, after].map(|run| run.best_sure == Some(false));
    if old == new {
        return None;
    }
    Some(match by_luck {
        [false, false] => return None,
        [true, true] => "Both lead by no more than the luck of the simulation may give.".to_owned(),
        [lucky, _] => format!(
            "{} leads by no more than the luck of the simulation may give.",
            words::plain(if lucky { old } else { new })
        ),
    })
}

/// The cheapest that meets the goal, where it is another.
fn goal(before: &ComparedRun, after: &ComparedRun) -> Option<String> {
    let (was, is) = (wanted(before), wanted(after));
    let now = is.as_ref()?;
    let name = |run: &ComparedRun| run.meets_goal.as_deref().map(words::plain);
    let (old, new) = (name(before), name(after));
    // What is wanted is said where it is not the same.
    let of = |wanted: &str| {
        if was == is {
            String::new()
        } else {
            format!(" ({wanted})")
        }
    };
    let Some(then) = &was else {
        return Some(match new {
            Some(new) => format!(
                "No goal was stated; {new} meets the one that now is{}.",
                of(now)
            ),
            None => format!(
                "No goal was stated; none surely meets the one that now is{}.",
                of(now)
            ),
        });
    };
    match (old, new) {
        (None, Some(new)) => Some(format!(
            "Nothing surely met the goal{}, now {new} does{}.",
            of(then),
            of(now)
        )),
        (Some(old), None) => Some(format!(
            "{old} met the goal{}, now nothing surely does{}.",
            of(then),
            of(now)
        )),
        (Some(old), Some(new)) if old != new => Some(format!(
            "The cheapest that meets the goal was {old}{}, now it is {new}{}.",
            of(then),
            of(now)
        )),
        _ => None,
    }
}

/// What a plan wants: `99.9 % of a year, at most €1,500 a month`; nothing where it states no goal.
fn wanted(run: &ComparedRun) -> Option<String> {
    let up = run
        .availability
        .map(|share| format!("{} of a year", words::availability(share)));
    let paid = run.budget.map(|budget| {
        let budget = words::money_stated(budget, &run.currency);
        format!("at most {budget} a month")
    });
    let parts: Vec<String> = up.into_iter().chain(paid).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
