//! The answer on one screen: the sentences, one table, the outages that matter most, and what is not counted. All else is behind
//! `--details`.

use crate::{
    answer::{Note, Results},
    report::{
        advice::advice,
        averages::averages,
        left_out::{HEADING, left_out},
        lines::{Page, TableStyle},
        searched, tables, words,
    },
};

/// The answer, with a newline at the end.
pub fn answer(results: &Results, style: TableStyle) -> String {
    let mut page = Page::new(style);
    page.heading(&words::plain(&results.service));
    let sentences = advice(results);
    page.notes(sentences.iter().map(|it| format!("- {it}")));
    page.remarks(&wrong(results));
    page.table(&tables::answer::answer(results));
    let unlisted = results.architectures.len() - tables::answer::listed(results).len();
    if unlisted > 0 {
        page.paragraph(&format!("  and {unlisted} more with --details"), "  ");
    }
    if results.search.is_some() {
        page.table(&tables::frontier::worth(results));
        page.gap();
        page.notes(
            searched::remarks(results)
                .iter()
                .map(|it| format!("- {it}")),
        );
    }
    let matters = tables::matters::within(results, style.width);
    if !matters.is_empty() {
        page.table(&matters);
        page.notes(averages(results, &sentences));
    }
    let left_out = left_out(results);
    if !left_out.is_empty() {
        page.gap();
        page.heading(&format!(
            "{HEADING} (`--details`: all of it, with what to write in the plan)"
        ));
        page.notes(left_out.iter().map(|it| format!("- {it}")));
    }
    page.text()
}

/// What must be known before any number is believed.
pub(in crate::report) fn wrong(results: &Results) -> Vec<&Note> {
    let is_wrong = |note: &&Note| {
        matches!(
            note,
            Note::Disagreement { .. }
                | Note::NotSettled { .. }
                | Note::NotSteady { .. }
                | Note::StillWide { .. }
                | Note::StoppedByHand { .. }
                | Note::NoScenario
                | Note::FewerScenarios { .. }
        )
    };
    results.notes.iter().filter(is_wrong).collect()
}
