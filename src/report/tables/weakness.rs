//! Minimal cut sets, and the importance of each source.

use crate::{
    answer::{CutSetResult, ImportanceResult, Worth},
    report::{columns::table::Table, words},
};

/// A row a cut set.
pub(in crate::report) fn cut_sets(sets: &[CutSetResult]) -> Table<'_, &CutSetResult> {
    Table::over(sets)
        .words("minimal cut set", |set, medium| {
            let names = set.sources.iter();
            let names = names.map(|name| medium.name(name, medium.half()));
            names.collect::<Vec<String>>().join("\n& ")
        })
        .figures("probability", |set, _| number(set.probability))
        .figures("share", |set, _| words::percent(set.share))
        .figures("a year", |set, _| words::minutes(set.minutes_per_year))
}

/// A row a source.
pub(in crate::report) fn importance(sources: &[ImportanceResult]) -> Table<'_, &ImportanceResult> {
    Table::over(sources)
        .words("source", |of, medium| {
            medium.name(&of.source, medium.half())
        })
        .figures("felt", |of, _| number(of.felt))
        .figures("Birnbaum", |of, _| number(of.birnbaum))
        .figures("criticality", |of, _| words::percent(of.criticality))
        .figures("Fussell–\nVesely", |of, _| {
            words::or_dash(of.fussell_vesely, words::percent)
        })
        .figures("RAW", |of, _| worth(of.raw))
        .figures("RRW", |of, _| worth(of.rrw))
}

/// How many cut sets there are, in words: `1,024`, `2.0e9`.
pub(in crate::report) fn total(sets: f64) -> String {
    if sets < 1e9 {
        words::grouped(sets, 0)
    } else {
        format!("{sets:.1e}")
    }
}

/// A probability: `0.25`, `1.2e-6`.
fn number(value: f64) -> String {
    if value == 0.0 || value.abs() >= 0.01 {
        words::number((value * 1000.0).round() / 1000.0)
    } else {
        format!("{value:.1e}")
    }
}

/// A ratio: `1.03`, `480`, `2.0e9`; just above 1 with as many digits as it takes to differ from 1.
fn worth(worth: Worth) -> String {
    match worth {
        Worth::Infinite(word) => word.to_owned(),
        Worth::Number(ratio) if ratio >= 1e6 => format!("{ratio:.1e}"),
        Worth::Number(ratio) if ratio >= 100.0 => words::grouped(ratio, 0),
        Worth::Number(ratio) => format!("{ratio:.3}"),
    }
}
