//! What the plan says beside its designs: what is wanted and what an hour costs, how much of the credits is claimed, and what a
//! search may choose. All of it is the plan's own.

use super::paragraph::{indented, set_in};
use super::takeover::by_the_plan;
use crate::build::Laid;
use crate::catalog::Evidence;
use crate::report::words;
use crate::topology::Topology;
use crate::units::{HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// What is wanted of all designs, from the plan.
pub(super) fn wanted(topology: &Topology) -> Vec<String> {
    let goal = &topology.goal;
    let time = |hours: f64| words::minutes(hours * MINUTES_PER_HOUR);
    let money = |amount: f64| words::money_stated(amount, &topology.currency);
    let mut told = Vec::new();
    if let Some(share) = goal.availability {
        let most = time((1.0 - share) * HOURS_PER_YEAR);
        let kept = match (goal.per_month, goal.years) {
            (_, None) => String::new(),
            (true, Some(share)) => format!(", kept in {} of months", words::availability(share)),
            (false, Some(share)) => format!(", kept in {} of years", words::availability(share)),
        };
        let share = words::availability(share);
        told.push(format!(
            "availability {share}: at most {most} a year not served{kept}"
        ));
    }
    told.extend(
        goal.rto
            .map(|rto| format!("no outage longer than {}", time(rto))),
    );
    told.extend(goal.rpo.map(|rpo| {
        format!(
            "no move to another member that loses more than {} of writing",
            time(rpo)
        )
    }));
    let classes = topology.architectures.iter().flat_map(|it| &it.classes);
    for class in classes {
        let most = time((1.0 - class.availability) * HOURS_PER_YEAR);
        let (name, share) = (
            words::plain(&class.name),
            words::availability(class.availability),
        );
        let said = format!("availability {share} for {name}: at most {most} a year not served");
        if !told.contains(&said) {
            told.push(said);
        }
    }
    told.extend(
        goal.budget
            .map(|most| format!("at most {} a month", money(most))),
    );
    told.extend(
        goal.outage_cost
            .map(|cost| format!("an hour of outage costs {}", money(cost))),
    );
    told.extend(goal.lost_service_cost.map(|cost| {
        format!(
            "an hour of lost service, the service being up, costs {}",
            money(cost)
        )
    }));
    told.extend(
        goal.data_loss_cost
            .map(|cost| format!("lost data cost {} for each minute of writing", money(cost))),
    );
    told.extend(topology.credits_claimed.map(|share| {
        format!(
            "of the credits that providers owe by their SLAs {} are claimed",
            words::percent(share)
        )
    }));
    if told.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["What is wanted and what an outage costs, by the plan".to_owned()];
    lines.extend(told.iter().flat_map(|it| indented(it)));
    lines.push(String::new());
    lines
}

/// What a search may choose, each option with what it changes, as the plan has it, and what all of that rests on.
pub(super) fn choices(topology: &Topology, choices: &[Laid]) -> Vec<String> {
    if choices.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["What `spof search` may choose, by the plan".to_owned()];
    lines.extend(indented(&format!(
        "the numbers of the options are {}; what fails at their places, and where the prices there are from, stands below with the rest",
        by_the_plan(&topology.evidence)
    )));
    let evidence = topology.evidence.iter().map(Evidence::to_string);
    lines.extend(evidence.flat_map(|it| set_in(&it)));
    for choice in choices {
        lines.extend(indented(&words::plain(&choice.name)));
        for (option, changes) in &choice.options {
            let (option, changes) = (words::plain(option), words::plain(changes));
            lines.extend(set_in(&match changes.as_str() {
                "" => format!("{option}: changes nothing"),
                changes => format!("{option}: {changes}"),
            }));
        }
    }
    lines.push(String::new());
    lines
}
