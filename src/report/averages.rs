//! What the table of outages does not say of itself: that rates and lengths are averages over ranges, shown by one that the reader knows
//! otherwise, and what a cell of a year means.

use super::{
    tables::matters::{tells_one_of_several, tells_years},
    words,
};
use crate::{
    answer::{OutageRow, Results},
    decide::caused_by,
};

/// Causes of the one to have among which one is looked for: they are in the table in any case.
const LOOKED_AT: usize = 3;
/// A rate is another than as written from this factor on; less is rounding to the reader.
const APART: f64 = 1.05;

/// What to know of the table beside its cells.
pub(super) fn averages(results: &Results, sentences: &[String]) -> Vec<String> {
    let years = tells_years(results).then(|| {
        "“a year” in a cell: there it happens at another rate, and the cell has the total of a year.".to_owned()
    });
    let one = tells_one_of_several(results).then(|| {
        "How often, and what an outage costs, is told of one replica or site; a year has all of them."
            .to_owned()
    });
    let over_ranges = over_ranges(results, sentences);
    over_ranges.into_iter().chain(one).chain(years).collect()
}

/// `Rates and lengths are averages over ranges: release, 4 a year at its central value, is 4.6 a year on average.` Nothing where no large
/// cause of the one to have differs, and where a sentence of the answer has said it.
fn over_ranges(results: &Results, sentences: &[String]) -> Option<String> {
    let about = results.architecture(results.decision.recommended()?)?;
    about.expected.as_ref()?;
    // The table has the rates of today's.
    let today = results.decision.today.as_ref();
    let at = today
        .and_then(|name| results.architecture(name))
        .unwrap_or(about);
    let row = |kind: &str| at.outage_table.iter().find(|row| row.source == kind);
    let is_apart = |row: &&OutageRow| {
        let (written, average) = (row.one_per_year, row.average_per_year);
        written > 0.0 && (average > APART * written || written > APART * average)
    };
    let largest = caused_by(about).into_iter().take(LOOKED_AT);
    let row = largest.filter_map(|it| row(it.kind)).find(is_apart)?;
    let [written, average] = [row.one_per_year, row.average_per_year].map(words::how_often);
    let said = format!("{average} on average)");
    if sentences.iter().any(|it| it.contains(&said)) {
        return None;
    }
    Some(format!(
        "Rates and lengths are averages over ranges: {}, {written} at its central value, is {average} on average.",
        words::plain(&row.source)
    ))
}
