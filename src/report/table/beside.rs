//! What is lost beside the downtime and never mixed into it: service for some of the requests, time that was planned, data.
//! Each has a column only where some architecture loses any.

use super::{grid::Column, summary::each, words};
use crate::answer::{ArchitectureResult, Results};

/// One kind of loss.
struct Loss {
    /// Its heading.
    heading: &'static str,
    /// What it is, for the legend.
    legend: &'static str,
    /// How much of it [min a year].
    of: fn(&ArchitectureResult) -> f64,
}

const LOSSES: [Loss; 3] = [
    Loss {
        heading: "lost service\na year",
        legend: "lost service: requests not served while the service is up (a class that may fail, too little capacity, a lost \
                 site that drains), as time weighted by their share; not in the downtime",
        of: |result| result.lost_service_minutes_per_year,
    },
    Loss {
        heading: "planned\na year",
        legend: "planned: time without service owed to maintenance that the plan does not count; not in the downtime",
        of: |result| result.planned_minutes_per_year,
    },
    Loss {
        heading: "data lost\na year",
        legend: "data lost: that much of what was last written is gone after switches to a member whose data are behind",
        of: data_loss,
    },
];

/// Data lost [min a year].
fn data_loss(result: &ArchitectureResult) -> f64 {
    result.data_loss_minutes_per_year
}

/// The losses that some architecture has.
fn present(results: &Results) -> impl Iterator<Item = &'static Loss> {
    let has = |loss: &&Loss| {
        let mut all = results.architectures.iter();
        all.any(|result| (loss.of)(result) > 0.0)
    };
    LOSSES.iter().filter(has)
}

/// A column for each.
pub(in crate::report) fn columns(results: &Results) -> Vec<Column> {
    let mut columns: Vec<Column> = present(results)
        .map(|loss| {
            let cell = |result: &ArchitectureResult| match (loss.of)(result) {
                0.0 => "none seen".to_owned(),
                minutes => words::minutes(minutes),
            };
            Column::numbers(loss.heading, each(results, cell))
        })
        .collect();
    if results.architectures.iter().any(|of| data_loss(of) > 0.0) {
        let cell = |result: &ArchitectureResult| match data_loss(result) {
            0.0 => "none seen".to_owned(),
            _ => words::chance(result.p_data_loss, results.p_resolution),
        };
        columns.push(Column::numbers(
            "years that\nlose data",
            each(results, cell),
        ));
    }
    columns
}

/// A line for each.
pub(super) fn legend(results: &Results) -> impl Iterator<Item = String> {
    present(results).map(|loss| loss.legend.to_owned())
}
