//! What the downtime is caused by, for scripts.

use crate::{
    answer::{ArchitectureResult, Cause, Results},
    decide::caused_by,
    report::columns::table::Table,
};

/// A row for each cause of each architecture.
pub(in crate::report) fn causes(results: &Results) -> Table<'_, (&ArchitectureResult, &Cause)> {
    let all = results.architectures.iter();
    Table::over(all.flat_map(|it| it.causes.iter().map(move |cause| (it, cause))))
        .text("architecture", |(it, _)| it.name.clone())
        .text("source", |(_, cause)| cause.source.clone())
        .text("kind", |(_, cause)| cause.kind.clone())
        .number("minutes_per_year", |(_, cause)| cause.minutes_per_year)
        .number("failover_minutes_per_year", |(_, cause)| {
            cause.failover_minutes_per_year
        })
        .number("share", |(_, cause)| cause.share)
        .number("expected_minutes_per_year", |(it, cause)| {
            let all = expected(it).into_iter();
            let mut same = all.filter(|other| other.source == cause.source);
            same.next().map_or(0.0, |other| other.minutes_per_year)
        })
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
