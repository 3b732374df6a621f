//! Tidy tables beside the one of `csv`: an observation a row, a unit in every heading, no lists in a cell.

use super::{
    csv::{finish, maybe, number, refused},
    error::ReportError,
};
use crate::answer::{Change, ComparisonResults, Finite, Presence, Results, TornadoResult};

/// What the downtime is owed to, a row for each cause of each architecture.
pub fn causes_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let rows = results.architectures.iter().flat_map(|result| {
        result.causes.iter().map(|cause| {
            [
                result.name.clone(),
                cause.source.clone(),
                cause.kind.clone(),
                number(cause.minutes_per_year),
                number(cause.failover_minutes_per_year),
                number(cause.share),
            ]
        })
    });
    table(
        [
            "architecture",
            "source",
            "kind",
            "minutes_per_year",
            "failover_minutes_per_year",
            "share",
        ],
        rows,
    )
}

/// What one outage costs, a row for each kind of source that an architecture has.
pub fn outages_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let rows = results.architectures.iter().flat_map(|result| {
        result.outage_table.iter().map(|row| {
            [
                result.name.clone(),
                row.source.clone(),
                number(row.length_minutes),
                maybe(row.minutes_lost),
                number(row.per_year),
                number(row.length_p90_minutes),
                maybe(row.minutes_lost_p90),
                maybe(row.per_year_range.map(|range| range[0])),
                maybe(row.per_year_range.map(|range| range[1])),
            ]
        })
    });
    table(
        [
            "architecture",
            "kind",
            "length_minutes",
            "minutes_lost",
            "outages_per_year",
            "length_p90_minutes",
            "minutes_lost_p90",
            "outages_per_year_low",
            "outages_per_year_high",
        ],
        rows,
    )
}

/// The steps along the frontier, a row for each.
pub fn steps_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let rows = results.decision.steps.iter().map(|step| {
        let [soonest, latest] = step.break_even_ci95;
        let band = step.break_even_band90.unwrap_or_default();
        [
            step.from.clone(),
            step.to.clone(),
            results.currency.clone(),
            number(step.extra_monthly),
            number(step.saved_minutes_per_year),
            number(step.saved_ci95[0]),
            number(step.saved_ci95[1]),
            number(step.break_even),
            maybe(soonest),
            maybe(latest),
            maybe(band[0]),
            maybe(band[1]),
            step.never_cheapest.to_string(),
        ]
    });
    table(
        [
            "from",
            "to",
            "currency",
            "extra_cost_per_month",
            "saved_minutes_per_year",
            "saved_ci95_low",
            "saved_ci95_high",
            "break_even_per_hour",
            "break_even_ci95_low",
            "break_even_ci95_high",
            "break_even_band90_low",
            "break_even_band90_high",
            "never_cheapest",
        ],
        rows,
    )
}

/// How sure each design's downtime is, a row for each; no rows without drawn worlds.
pub fn uncertainty_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let all = results.uncertainty.iter().flat_map(|it| &it.architectures);
    let rows = all.map(|one| {
        [
            one.name.clone(),
            number(one.mean),
            number(one.band90[0]),
            number(one.band90[1]),
            maybe(one.p_goal),
            maybe(one.p_cheapest),
        ]
    });
    table(
        [
            "architecture",
            "mean_minutes_per_year",
            "band90_low_minutes_per_year",
            "band90_high_minutes_per_year",
            "p_goal",
            "p_cheapest",
        ],
        rows,
    )
}

/// The numbers that all rests on, a row for each, with what it does to the decision where worlds were drawn.
pub fn assumptions_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let tornado: Vec<&TornadoResult> = results
        .uncertainty
        .iter()
        .flat_map(|it| &it.tornado)
        .collect();
    let rows = results.assumptions.iter().map(|it| {
        let swing = tornado
            .iter()
            .find(|row| row.name == it.name && row.aspect == it.aspect);
        [
            it.name.clone(),
            it.aspect.to_owned(),
            it.unit.to_owned(),
            number(it.value),
            maybe(it.low),
            maybe(it.high),
            maybe(swing.and_then(|row| row.break_even_at_low)),
            maybe(swing.and_then(|row| row.break_even_at_high)),
            it.origin.clone(),
            it.as_of.clone(),
            it.evidence.clone(),
        ]
    });
    table(
        [
            "name",
            "aspect",
            "unit",
            "value",
            "low",
            "high",
            "break_even_per_hour_at_low",
            "break_even_per_hour_at_high",
            "origin",
            "as_of",
            "evidence",
        ],
        rows,
    )
}

/// The bill, a row for each line of each architecture.
pub fn bill_csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let rows = results.architectures.iter().flat_map(|result| {
        result.cost.lines.iter().map(|line| {
            [
                result.name.clone(),
                line.item.clone(),
                line.site.clone(),
                line.kind.to_owned(),
                number(line.quantity),
                line.unit.clone(),
                number(line.unit_price),
                number(line.monthly),
                line.as_of.clone(),
                line.source.clone(),
            ]
        })
    });
    table(
        [
            "architecture",
            "item",
            "site",
            "kind",
            "quantity_per_month",
            "unit",
            "unit_price_usd",
            "cost_usd_per_month",
            "price_as_of",
            "price_source",
        ],
        rows,
    )
}

/// A run beside another, a row for each architecture of either.
pub fn comparison_csv(results: &ComparisonResults) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let rows = results.architectures.iter().map(|it| {
        let end = |index: usize| it.downtime.difference_ci95.map(|ends| ends[index]);
        [
            it.name.clone(),
            match it.presence {
                Presence::Both => "both",
                Presence::OnlyBefore => "only-before",
                Presence::OnlyAfter => "only-after",
            }
            .to_owned(),
            results.before.currency.clone(),
            results.after.currency.clone(),
            maybe(it.cost.before),
            maybe(it.cost.after),
            maybe(it.cost.difference),
            maybe(it.downtime.before),
            maybe(it.downtime.after),
            maybe(it.downtime.difference),
            maybe(end(0)),
            maybe(end(1)),
            match it.downtime.change {
                Some(Change::Longer) => "longer",
                Some(Change::Shorter) => "shorter",
                Some(Change::Same) => "same",
                Some(Change::Undecided) => "undecided",
                None => "",
            }
            .to_owned(),
        ]
    });
    table(
        [
            "architecture",
            "presence",
            "currency_before",
            "currency_after",
            "cost_before_monthly",
            "cost_after_monthly",
            "cost_difference_monthly",
            "downtime_before_min_per_year",
            "downtime_after_min_per_year",
            "downtime_difference_min_per_year",
            "downtime_difference_ci95_low_min_per_year",
            "downtime_difference_ci95_high_min_per_year",
            "downtime_change",
        ],
        rows,
    )
}

/// Headings and rows as CSV.
fn table<const N: usize>(
    headings: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<String, ReportError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).map_err(refused)?;
    for row in rows {
        writer.write_record(&row).map_err(refused)?;
    }
    finish(writer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// The headings and the rows of a table.
    fn read(text: &str) -> (Vec<String>, Vec<::csv::StringRecord>) {
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().unwrap().iter().map(str::to_owned);
        let headings = headings.collect();
        (headings, reader.records().map(Result::unwrap).collect())
    }

    #[test]
    fn every_observation_has_a_row() {
        let results = fixture::results(4);
        let all = &results.architectures;
        for (text, rows) in [
            (
                causes_csv(&results),
                all.iter().map(|it| it.causes.len()).sum(),
            ),
            (
                outages_csv(&results),
                all.iter().map(|it| it.outage_table.len()).sum(),
            ),
            (
                bill_csv(&results),
                all.iter().map(|it| it.cost.lines.len()).sum::<usize>(),
            ),
        ] {
            let (headings, found) = read(&text.unwrap());
            assert_eq!(headings[0], "architecture");
            assert_eq!(found.len(), rows);
        }
    }

    #[test]
    fn the_causes_of_an_architecture_add_up_to_its_downtime() {
        let results = fixture::results(3);
        let (_, rows) = read(&causes_csv(&results).unwrap());
        let of = &results.architectures[1];
        let own = rows.iter().filter(|row| row[0] == of.name);
        let sum: f64 = own.map(|row| row[3].parse::<f64>().unwrap()).sum();
        assert!((sum - of.downtime.mean).abs() < 1e-9 * sum);
    }
}
