//! What one outage of each kind of source costs each architecture, everything else up.

use crate::{
    answer::{ArchitectureResult, OutageRow, Results},
    report::{columns::table::Table, kinds::Kind, lines::fold, words},
};

/// Widest heading line over a column of times [columns].
const HEADING: usize = 12;

/// For scripts: a row for each kind of source that an architecture has.
pub(in crate::report) fn outages(
    results: &Results,
) -> Table<'_, (&ArchitectureResult, &OutageRow)> {
    let all = results.architectures.iter();
    let range = |row: &OutageRow, end: usize| row.per_year_range.map(|range| range[end]);
    Table::over(all.flat_map(|it| it.outage_table.iter().map(move |row| (it, row))))
        .text("architecture", |(it, _)| it.name.clone())
        .text("kind", |(_, row)| row.source.clone())
        .number("length_minutes", |(_, row)| row.length_minutes)
        .maybe("minutes_lost", |(_, row)| row.minutes_lost)
        .number("outages_per_year", |(_, row)| row.per_year)
        .number("length_p90_minutes", |(_, row)| row.length_p90_minutes)
        .maybe("minutes_lost_p90", |(_, row)| row.minutes_lost_p90)
        .maybe("outages_per_year_low", move |(_, row)| range(row, 0))
        .maybe("outages_per_year_high", move |(_, row)| range(row, 1))
        .number("of_one_per_year", |(_, row)| row.one_per_year)
}

/// For people: kinds down, architectures across.
pub(in crate::report) fn by_kind<'a>(
    results: &'a Results,
    kinds: &'a [Kind<'a>],
) -> Table<'a, &'a Kind<'a>> {
    let table = Table::over(kinds)
        .keys(3)
        .words("outage of", |kind, medium| medium.name(kind.name, 30))
        .figures("typical\nlength", |kind, _| kind.length())
        .figures("one such reaches\nus, a year", |kind, _| kind.rate());
    let all = results.architectures.iter().enumerate();
    all.fold(table, |table, (index, result)| {
        let heading = fold(&words::plain(&result.name), HEADING);
        table.figures(heading, move |kind, _| lost(kind, index))
    })
}

/// For people: architectures down, kinds across, on a terminal of this width.
pub(in crate::report) fn by_architecture<'a>(
    results: &'a Results,
    kinds: &'a [Kind<'a>],
    room: usize,
) -> Table<'a, (usize, &'a ArchitectureResult)> {
    let heading =
        "time lost in one outage of (typical length, how often a year one such reaches us)";
    let table = Table::over(results.architectures.iter().enumerate())
        .words(fold(heading, room.max(18)), |(_, it), medium| {
            medium.name(&it.name, medium.third())
        });
    kinds.iter().fold(table, |table, kind| {
        let name = fold(&words::plain(kind.name), HEADING);
        let heading = format!("{name}\n({},\n{})", kind.length(), kind.rate());
        table.figures(heading, move |(index, _), _| lost(kind, index))
    })
}

/// The time that an architecture loses to one outage of a kind, in words.
fn lost(kind: &Kind<'_>, architecture: usize) -> String {
    let row = kind.rows.get(architecture).copied().flatten();
    match row.and_then(|row| row.minutes_lost) {
        None => "–".to_owned(),
        Some(0.0) => "none".to_owned(),
        Some(minutes) => words::minutes(minutes),
    }
}
