//! What the downtime is caused by, for scripts.

use crate::{
    answer::{ArchitectureResult, Cause, Results},
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
}
