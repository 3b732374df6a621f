//! The numbers that all rests on.

use crate::{
    answer::{AssumptionResult, Results, TornadoResult},
    report::{
        columns::{grid::Kind, table::Table},
        words,
    },
};

/// A row a number, with what it does to the decision where scenarios were drawn.
pub(in crate::report) fn assumptions(results: &Results) -> Table<'_, &AssumptionResult> {
    of(results, results.assumptions.iter().collect())
}

/// Of these numbers alone.
pub(in crate::report) fn of<'a>(
    results: &'a Results,
    rows: Vec<&'a AssumptionResult>,
) -> Table<'a, &'a AssumptionResult> {
    let swing = |it: &AssumptionResult| -> Option<&TornadoResult> {
        let drawn = results.uncertainty.as_ref()?;
        let mut rows = drawn.tornado.iter();
        rows.find(|row| row.name == it.name && row.aspect == it.aspect)
    };
    Table::over(rows)
        .text("name", |it| it.name.clone())
        .with_words("number", |it, medium| medium.name(&it.name, medium.third()))
        .text("aspect", |it| it.aspect.to_owned())
        .with_words("of", |it, _| it.aspect.replace('_', " "))
        .text("unit", |it| it.unit.to_owned())
        .number("value", |it| it.value)
        .with_figures("taken", |it, _| {
            let unit = if it.unit == "events/year" {
                " a year"
            } else {
                ""
            };
            format!("{}{unit}", number(it, it.value))
        })
        .maybe("low", |it| it.low)
        .with_figures("90 % range", |it, _| match (it.low, it.high) {
            (Some(low), Some(high)) => format!("{} – {}", number(it, low), number(it, high)),
            _ => "taken as known".to_owned(),
        })
        .maybe("high", |it| it.high)
        .maybe("break_even_per_hour_at_low", move |it| {
            swing(it)?.break_even_at_low
        })
        .maybe("break_even_per_hour_at_high", move |it| {
            swing(it)?.break_even_at_high
        })
        .text("origin", |it| it.origin.clone())
        .with_words("from", |it, _| words::plain(&it.origin))
        .text("kind", |it| it.kind.to_owned())
        .with_words("kind", |it, _| it.kind.to_owned())
        .text("as_of", |it| it.as_of.clone())
        .with_words("date", |it, _| words::plain(&it.as_of))
        .kind(Kind::Date)
        .at(1)
        .text("evidence", |it| it.evidence.clone())
        .with_words("evidence", |it, _| words::plain(&it.evidence))
        .kind(Kind::Evidence)
}

/// A number in its unit, without it where that is not a word of its own.
fn number(row: &AssumptionResult, value: f64) -> String {
    words::in_unit(value, row.unit)
}
