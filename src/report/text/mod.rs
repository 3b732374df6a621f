//! The results as text for a terminal: what each architecture costs and how long it is down, what one outage of each
//! kind costs it, what none of them helps against, and what to know. Everything is said with its unit and in words.

mod answer;
mod choice;
mod comparison;
mod explanation;
mod legend;
mod life;
mod outages;
mod steps;
mod uncertainty;
mod verification;
mod weakness;

pub use answer::answer;
pub(super) use answer::wrong;
pub use comparison::comparison;
pub use explanation::explanation;
pub use verification::verification;
pub use weakness::weaknesses;

use super::{
    advice::advice,
    left_out::{HEADING, left_out_in_full},
    lines::{Page, TableStyle},
    said::unsaid,
    tables, words,
};
use crate::answer::{Note, Results, Stopped};

/// All that a person wants to see at the end of a run, with a newline at the end.
pub fn table(results: &Results, style: TableStyle) -> String {
    let mut page = Page::new(style);
    let style = page.style;
    page.heading(&words::plain(&results.service));
    page.notes(advice(results).iter().map(|it| format!("- {it}")));
    page.gap();
    page.paragraph(&words::plain(&results.about), "");
    page.paragraph(&simulated(results), "");
    page.paragraph(&prices(results), "");
    page.table(&tables::designs::designs(results));
    page.gap();
    page.notes(legend::legend(results));
    steps::add(results, &mut page);
    uncertainty::add(results, &mut page);
    if results
        .architectures
        .iter()
        .any(|result| !result.outage_table.is_empty())
    {
        page.gap();
        page.heading("What one outage costs");
        page.paragraph("Time lost in one outage of typical (median) length that reaches us, everything else up.", "");
        page.paragraph(
            "none: nothing is lost; –: the architecture has nothing of that kind. A range, a – b, is a difference between the \
             architectures, not an uncertainty. An outage may strike only a share of what stands there, as a zone's does.",
            "",
        );
        page.gap();
        page.lines.extend(outages::rows(results, style));
    }
    if !results.unrelieved.is_empty() {
        page.gap();
        page.paragraph(&outages::unrelieved(results), "  ");
    }
    let left_out = left_out_in_full(results);
    if !left_out.is_empty() {
        page.gap();
        page.heading(HEADING);
        page.notes(left_out.iter().map(|it| format!("- {it}")));
    }
    let others = results.notes.iter().filter(|it| unsaid(it).is_none());
    let others: Vec<&Note> = others.collect();
    if !others.is_empty() {
        page.gap();
        page.remarks(&others);
    }
    page.text()
}

/// What was simulated and why it ended.
fn simulated(results: &Results) -> String {
    let precision = words::percent(results.precision);
    let why = match results.stopped {
        Stopped::Precision => {
            format!("until every 95 % interval was within {precision} of its mean")
        }
        Stopped::Years => "all that were allowed".to_owned(),
        Stopped::Interrupted => "as far as it came before it was interrupted".to_owned(),
    };
    format!(
        "{} years of the same outages for every architecture, {why} (seed {}).",
        words::count(results.years),
        results.seed
    )
}

/// What the amounts are; nothing where they are plain dollars.
fn prices(results: &Results) -> String {
    let mut parts = Vec::new();
    if results.fx != 1.0 {
        parts.push(format!(
            "amounts in {} at {} for one US dollar",
            words::plain(&results.currency),
            words::number(results.fx)
        ));
    }
    if results.vat != 0.0 {
        parts.push(format!("VAT of {} included", words::percent(results.vat)));
    }
    if parts.is_empty() {
        return String::new();
    }
    format!("Costs: {}.", parts.join(", "))
}

#[cfg(test)]
mod tests;
