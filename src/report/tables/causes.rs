//! What the downtime is caused by, for scripts.

use crate::{
    answer::{ArchitectureResult, Cause, Results},
    decide::caused_by,
    report::columns::table::Table,
};

/// An architecture, one of its causes, and what that causes of the expected downtime [min a year].
type Row<'a> = (&'a ArchitectureResult, &'a Cause, f64);

/// A row for each cause of each architecture.
pub(in crate::report) fn causes(results: &Results) -> Table<'_, Row<'_>> {
    let rows = results.architectures.iter().flat_map(|it| {
        let causes = it.causes.iter().zip(expected(it));
        causes.map(move |(cause, expected)| (it, cause, expected.minutes_per_year))
    });
    Table::over(rows)
        .text("architecture", |(it, ..)| it.name.clone())
        .text("source", |(_, cause, _)| cause.source.clone())
        .text("kind", |(_, cause, _)| cause.kind.clone())
        .number("minutes_per_year", |(_, cause, _)| cause.minutes_per_year)
        .number("failover_minutes_per_year", |(_, cause, _)| {
            cause.failover_minutes_per_year
        })
        .number("share", |(_, cause, _)| cause.share)
        .number("expected_minutes_per_year", |(.., expected)| expected)
}

/// The causes source by source with what each causes of the expected downtime: of its kind's, its share as written.
pub(in crate::report) fn expected(result: &ArchitectureResult) -> Vec<Cause> {
    let by_kind = caused_by(result);
    let mut causes = result.causes.clone();
    for cause in &mut causes {
        let alike = result.causes.iter().filter(|it| it.kind == cause.kind);
        let written: f64 = alike.map(|it| it.minutes_per_year).sum();
        let found = by_kind.iter().find(|it| it.kind == cause.kind);
        let times = found.filter(|_| written > 0.0);
        cause.minutes_per_year *= times.map_or(1.0, |it| it.minutes / written);
    }
    causes
}
