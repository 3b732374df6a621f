//! What a search found: every design that no other beats, and what the steps between the named ones change.

use crate::{
    answer::{FrontierDesign, Results},
    report::{columns::table::Table, searched::unbeaten, words},
};

/// A line of a name on a terminal takes no more columns.
const ROOM: usize = 40;

/// A row for each design.
pub(in crate::report) fn frontier<'a>(
    designs: Vec<&'a FrontierDesign>,
    results: &'a Results,
) -> Table<'a, &'a FrontierDesign> {
    let share = results.search.as_ref().map_or(0.0, |it| it.named_share);
    Table::over(designs)
        .text("design", |it| it.name.clone())
        .text("named", |it| it.named.to_string())
        .text("picks", |it| {
            let picks = it.picks.iter();
            let picks = picks.map(|(choice, option)| format!("{choice}={option}"));
            picks.collect::<Vec<String>>().join("; ")
        })
        .text("currency", |_| results.currency.clone())
        .number("cost_per_month", |it| it.monthly)
        .number("unserved_minutes_per_year", |it| it.unserved)
        .number("downtime_minutes_per_year", |it| it.downtime)
        .number("data_lost_minutes_per_year", |it| it.data_lost)
        .maybe("band90_low", |it| it.band90.map(|it| it[0]))
        .maybe("band90_high", |it| it.band90.map(|it| it[1]))
        .number("error_minutes_per_year", |it| it.error)
        .number("named_within_share", move |_| share)
        .text("beaten", |it| it.beaten.to_string())
}

/// A step from one named design to the next.
#[derive(Clone, Copy)]
pub(in crate::report) struct Step<'a> {
    from: &'a FrontierDesign,
    to: &'a FrontierDesign,
}

/// What each step between the named designs changes, costs and saves.
pub(in crate::report) fn worth(results: &Results) -> Table<'_, Step<'_>> {
    let currency = results.currency.as_str();
    let frontier = results.search.iter().flat_map(unbeaten);
    let named: Vec<&FrontierDesign> = frontier.filter(|it| it.named).collect();
    let steps = named.windows(2).map(|pair| Step {
        from: pair[0],
        to: pair[1],
    });
    Table::over(steps.collect::<Vec<Step<'_>>>())
        .words("from one named to the next", |step, medium| {
            let to = medium.folded(&step.to.name, ROOM, "   ");
            format!("{}\nto {to}", changes(step))
        })
        .figures("costs more\na month", move |step, _| {
            words::money(step.to.monthly - step.from.monthly, currency)
        })
        .figures("saves\na year", |step, _| {
            words::minutes(step.from.unserved - step.to.unserved)
        })
}

/// `zones: one → two`, a line for each choice.
fn changes(step: Step<'_>) -> String {
    let both = step.from.picks.iter().zip(&step.to.picks);
    let changed = both.filter(|((_, from), (_, to))| from != to);
    let said = changed.map(|((choice, from), (_, to))| format!("{choice}: {from} → {to}"));
    let said = said.map(|it| words::plain(&it));
    said.collect::<Vec<String>>().join("\n")
}
