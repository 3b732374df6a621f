//! Exact beside simulated, for `spof verify`.

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
                "The exact mean downtime a year beside what {} years say, for each seed.",
                words::count(results.years)
            ),
            "",
        );
        page.table(&table);
        page.gap();
        page.paragraph(
            "apart: simulated less exact in standard errors; beyond 4, chance does so once in 16,000 comparisons \
             (6 are allowed to importance sampling, whose errors are themselves uncertain). Where \
             fewer outages were seen than expected, the error is at least what that expectation leaves",
            "  ",
        );
        page.paragraph(
            "plain: the mean over all years as they were lived, nothing exact put in its place",
            "  ",
        );
    }
    let unknown = results.architectures.iter().filter_map(|result| {
        let obstacle = result.obstacle.as_ref()?;
        let line = format!("{}: no exact answer, for {obstacle}", result.name);
        Some(words::plain(&line))
    });
    page.notes(unknown);
    if !table.is_empty() {
        page.gap();
        page.paragraph(
            if results.agrees() {
                "All agree."
            } else if results.agrees_with_itself() {
                "They do not agree: the simulation and an answer that the plan states cannot both be right. Check the statement; if it is right, that is a mistake in spof, please report the plan."
            } else {
                "They do not agree: simulation and exact answer cannot both be right. That is a mistake in spof, not in your plan; please report the plan."
            },
            "",
        );
    }
    page.text()
}
