//! Computed beside simulated, for `spof verify`.

use crate::report::lines::Page;
use crate::{
    answer::VerificationResults,
    report::{lines::TableStyle, tables, words},
};

/// What was compared, with a newline at the end.
pub fn verification(results: &VerificationResults, style: TableStyle) -> String {
    let mut page = Page::new(style);
    page.heading(&words::plain(&results.service));
    let table = tables::verification::verification(&results.architectures);
    if !table.is_empty() {
        page.paragraph(
            &format!(
                "What is computed of an average year beside what {} years say, for each seed{}.",
                words::count(results.years),
                if table_has_all(results) {
                    " and all of them together"
                } else {
                    ""
                }
            ),
            "",
        );
        page.table(&table);
        page.gap();
        page.paragraph(
            "apart: simulated less computed in standard errors; beyond 4, chance does so once in 16,000 comparisons",
            "  ",
        );
        page.paragraph(
            "cannot judge: too few years had any, they are too unlike each other, or what the mean rests on is too rare to have \
             come up; such a row counts neither for nor against",
            "  ",
        );
        page.paragraph(
            "plain: the mean over all years as they were lived, nothing computed put in its place",
            "  ",
        );
    }
    if results.cut {
        page.gap();
        page.paragraph(
            "More years would have had too many events, so that the intervals are wider than asked; `--years` allows more.",
            "",
        );
    }
    let unknown = results.architectures.iter().filter_map(|result| {
        let obstacle = result.obstacle.as_ref()?;
        let line = format!("{}: nothing to compare with, for {obstacle}", result.name);
        Some(words::plain(&line))
    });
    page.notes(unknown);
    if !table.is_empty() {
        page.gap();
        page.paragraph(&conclusion(results), "");
    }
    page.text()
}

/// Whether seeds are taken together.
fn table_has_all(results: &VerificationResults) -> bool {
    let mut answers = results.architectures.iter();
    answers.any(|result| result.together.is_some())
}

/// What follows from it.
fn conclusion(results: &VerificationResults) -> String {
    let (judged, cannot) = results.judged();
    if !results.agrees_with_itself() {
        return "They do not agree: what is simulated and what is computed cannot both be right. That is a mistake in spof, not in your \
                plan; please report the plan."
            .to_owned();
    }
    if !results.agrees() {
        return "They do not agree: the simulation and an answer that the plan states cannot both be right. Check the statement; if it \
                is right, that is a mistake in spof, please report the plan."
            .to_owned();
    }
    match (judged, cannot) {
        (_, 0) => "All agree.".to_owned(),
        (0, _) => "None can be judged: too few years had any. More `--years` may tell.".to_owned(),
        (_, 1) => "All that can be judged agree; one cannot.".to_owned(),
        (_, cannot) => format!("All that can be judged agree; {cannot} cannot."),
    }
}
