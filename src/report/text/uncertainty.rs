//! How sure the results are, and which number to measure next.

use crate::{
    answer::{Question, Results, TornadoResult, UncertaintyResult},
    report::{
        lines::Page,
        measurable::{prices, range, subject},
        tables, words,
    },
};

/// Numbers to measure next that are listed.
const MEASURED_NEXT: usize = 5;
/// A number that moves neither the choice nor a price by more than this share, nor the downtime, is not worth a line.
const LEAST_EFFECT: f64 = 0.01;

/// Adds what the scenarios said, where any were drawn.
pub(super) fn add(results: &Results, page: &mut Page) {
    let Some(uncertainty) = &results.uncertainty else {
        return;
    };
    page.gap();
    page.heading("How sure that is");
    if results.assumptions.iter().all(|it| it.low.is_none()) {
        page.paragraph(
            "Nobody can say: no number of this plan has a range, so all are taken as known. Write how far off they may be, such \
             as `fails_range: [0.3/year, 4/year]` beside `fails`.",
            "",
        );
        return;
    }
    page.paragraph(
        &format!(
            "{} scenarios whose numbers are drawn from their ranges, the same for every architecture.",
            words::count(uncertainty.draws as u64)
        ),
        "",
    );
    page.table(&tables::scenarios::scenarios(results));
    page.gap();
    page.notes(legend(results));
    let lines = measured_next(results, uncertainty);
    if !lines.is_empty() {
        page.gap();
        page.heading("Which number to measure next");
        page.paragraph(&about(&uncertainty.question, results), "");
        page.notes(lines.iter().map(|line| format!("- {line}")));
    }
}

fn legend(results: &Results) -> Vec<String> {
    let mut lines = vec![
        "in nine of ten scenarios: where the expected downtime of a year lies, because nobody knows the rates. It is not the luck \
         of a year, which comes on top (bad year, above), nor the 95 % interval, which more simulated years would narrow; only \
         better numbers narrow this band"
            .to_owned(),
    ];
    let taken = results.assumptions.iter().filter(|it| it.low.is_none());
    let taken: Vec<String> = taken
        .map(|it| format!("{} of {}", aspect(it.aspect), words::plain(&it.name)))
        .collect();
    if !taken.is_empty() {
        lines.push(format!(
            "taken as known, for want of a range: {}",
            taken.join(", ")
        ));
    }
    lines
}

/// What an aspect is called where there is no room for a sentence.
fn aspect(aspect: &str) -> &str {
    match aspect {
        "hits" => "share struck",
        aspect => aspect,
    }
}

/// What the lines are about.
fn about(question: &Question, results: &Results) -> String {
    match (&question.from, &question.to) {
        (Some(from), Some(to)) => format!(
            "Each number alone, from the low to the high end of its range: from which price of an hour {} pays over {}{}.",
            words::plain(to),
            words::plain(from),
            if results.goal.outage_cost.is_some() {
                ", and what is then the cheapest with its outages"
            } else {
                ""
            }
        ),
        _ => format!(
            "Each number alone, from the low to the high end of its range: the expected downtime of {}.",
            words::plain(&question.chosen)
        ),
    }
}

fn measured_next(results: &Results, uncertainty: &UncertaintyResult) -> Vec<String> {
    let rows = uncertainty.tornado.iter();
    let said = rows.filter(|row| matters(row)).take(MEASURED_NEXT);
    said.map(|row| line(row, &uncertainty.question, results))
        .collect()
}

/// Whether a number changes anything that one could see.
fn matters(row: &TornadoResult) -> bool {
    let apart = |low: f64, high: f64| (high - low).abs() > LEAST_EFFECT * low.abs().max(high.abs());
    row.best_at_low != row.best_at_high
        || match (row.break_even_at_low, row.break_even_at_high) {
            (Some(low), Some(high)) => apart(low, high),
            (low, high) => low != high,
        }
        || apart(row.downtime_at_low, row.downtime_at_high)
}

fn line(row: &TornadoResult, question: &Question, results: &Results) -> String {
    let mut text = format!("{}: {}", subject(row), range(row));
    if question.to.is_some() {
        text += "; it pays ";
        text += &prices(row, &results.currency);
    } else {
        let [low, high] = [row.downtime_at_low, row.downtime_at_high].map(words::minutes);
        text += &format!("; down {low} to {high} a year");
    }
    match (&row.best_at_low, &row.best_at_high) {
        (Some(low), Some(high)) if low != high => {
            text += &format!(
                "; cheapest is {} at the low end, {} at the high one",
                words::plain(low),
                words::plain(high)
            );
        }
        _ => {}
    }
    text
}
