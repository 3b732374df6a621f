//! What scenarios with drawn numbers said of each design; no rows where none were drawn.

use crate::{
    answer::{ArchitectureResult, ArchitectureUncertainty, Results},
    report::{columns::table::Table, words},
};

/// Longest name of a design on a terminal.
const ROOM: usize = 24;

/// A row an architecture, with what the plan's own numbers say of it.
pub(in crate::report) fn scenarios(
    results: &Results,
) -> Table<'_, (&ArchitectureResult, &ArchitectureUncertainty)> {
    let drawn = results.uncertainty.as_ref();
    let draws = drawn.map_or(0, |it| it.draws);
    let rows = drawn.map_or(&[][..], |it| &it.architectures);
    let goal = &results.goal;
    let chance = move |share: Option<f64>| {
        words::or_dash(share, |share| words::chance_of_scenarios(share, draws))
    };
    Table::over(results.architectures.iter().zip(rows))
        .text("architecture", |(_, it)| it.name.clone())
        .with_words("architecture", |(_, it), medium| {
            medium.name(&it.name, ROOM)
        })
        .figures("with the\nplan's numbers", |(result, _), _| {
            words::minutes(result.downtime.mean)
        })
        .number("mean_minutes_per_year", |(_, it)| it.mean)
        .with_figures("mean of all\nscenarios", |(_, it), _| {
            words::minutes(it.mean)
        })
        .number("band90_low_minutes_per_year", |(_, it)| it.band90[0])
        .with_figures("in nine of\nten scenarios", |(_, it), _| {
            words::minutes_range(it.band90[0], it.band90[1])
        })
        .number("band90_high_minutes_per_year", |(_, it)| it.band90[1])
        .maybe("p_goal", |(_, it)| it.p_goal)
        .with_figures("meets the\ngoal in", move |(_, it), _| chance(it.p_goal))
        .when(goal.availability.is_some())
        .maybe("p_cheapest", |(_, it)| it.p_cheapest)
        .with_figures("cheapest with\noutages in", move |(_, it), _| {
            chance(it.p_cheapest)
        })
        .when(goal.outage_cost.is_some() && rows.len() > 1)
}
