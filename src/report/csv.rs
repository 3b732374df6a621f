//! The results as a tidy table, one row an architecture, units in the headings; the details are in the JSON only.

use super::error::ReportError;
use crate::answer::{Estimator, Finite, Results, Verdict};

/// Column names, units last.
const HEADINGS: [&str; 40] = [
    "service",
    "architecture",
    "currency",
    "cost_monthly",
    "cost_fixed_monthly",
    "cost_usage_monthly",
    "availability",
    "downtime_mean_min_per_year",
    "downtime_ci95_low_min_per_year",
    "downtime_ci95_high_min_per_year",
    "downtime_none_seen",
    "downtime_p50_min_per_year",
    "downtime_p90_min_per_year",
    "downtime_p99_min_per_year",
    "downtime_simulated_min_per_year",
    "downtime_exact_min_per_year",
    "downtime_believed_min_per_year",
    "outages_per_year",
    "failover_min_per_year",
    "lost_service_min_per_year",
    "p_no_downtime",
    "p_long_outage_5y",
    "p_goal",
    "meets_goal",
    "outage_cost_monthly",
    "total_monthly",
    "on_frontier",
    "biggest_cause",
    "biggest_cause_min_per_year",
    "biggest_cause_share",
    "seed",
    "years",
    "planned_min_per_year",
    "data_loss_min_per_year",
    "p_data_loss",
    "downtime_estimator",
    "downtime_effective_sample_years",
    "cost_people_monthly",
    "engineering_hours_per_month",
    "sla_credits_monthly_if_claimed",
];

/// The results as CSV (RFC 4180, UTF-8, a line feed after each row). An empty cell is a value that there is not.
pub fn csv(results: &Results) -> Result<String, ReportError> {
    let results = Finite::new(results)?;
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS).map_err(refused)?;
    for result in &results.architectures {
        let down = &result.downtime;
        let cause = result.causes.first();
        let row: [String; HEADINGS.len()] = [
            results.service.clone(),
            result.name.clone(),
            results.currency.clone(),
            number(result.cost.monthly),
            number(result.cost.fixed),
            number(result.cost.usage),
            number(result.availability),
            number(down.mean),
            number(down.ci95[0]),
            number(down.ci95[1]),
            down.none_seen.to_string(),
            number(down.p50),
            number(down.p90),
            number(down.p99),
            number(down.simulated),
            maybe(down.exact),
            number(down.believed),
            number(result.outages_per_year),
            number(result.failover_minutes_per_year),
            number(result.lost_service_minutes_per_year),
            number(result.p_no_downtime),
            number(result.p_long_outage_5y),
            maybe(result.p_goal),
            result
                .meets_goal
                .map(verdict)
                .unwrap_or_default()
                .to_owned(),
            maybe(result.outage_cost_monthly),
            maybe(result.total_monthly),
            result.on_frontier.to_string(),
            cause.map(|cause| cause.source.clone()).unwrap_or_default(),
            maybe(cause.map(|cause| cause.minutes_per_year)),
            maybe(cause.map(|cause| cause.share)),
            results.seed.to_string(),
            results.years.to_string(),
            number(result.planned_minutes_per_year),
            number(result.data_loss_minutes_per_year),
            number(result.p_data_loss),
            estimator(down.estimator).to_owned(),
            maybe(down.effective_sample_size),
            number(result.cost.people),
            maybe(result.cost.engineering_hours),
            maybe(
                result
                    .sla_credits
                    .as_ref()
                    .map(|credits| credits.monthly_if_claimed),
            ),
        ];
        writer.write_record(&row).map_err(refused)?;
    }
    finish(writer)
}

/// The text of all rows.
pub(super) fn finish(writer: ::csv::Writer<Vec<u8>>) -> Result<String, ReportError> {
    let bytes = writer
        .into_inner()
        .map_err(|error| ReportError::Csv(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| ReportError::Csv(error.to_string()))
}

/// The shortest text that reads back as the same number.
pub(super) fn number(value: f64) -> String {
    // Adding zero turns -0 into 0.
    (value + 0.0).to_string()
}

/// A number, or an empty cell.
pub(super) fn maybe(value: Option<f64>) -> String {
    value.map(number).unwrap_or_default()
}

/// The word of the JSON contract.
fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::Undecided => "undecided",
    }
}

/// The word of the JSON contract.
fn estimator(estimator: Estimator) -> &'static str {
    match estimator {
        Estimator::Exact => "exact",
        Estimator::Controlled => "controlled",
        Estimator::ImportanceSampled => "importance-sampled",
        Estimator::Simulated => "simulated",
    }
}

/// Wraps the library's refusal.
pub(super) fn refused(error: ::csv::Error) -> ReportError {
    ReportError::Csv(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn one_row_an_architecture_and_names_come_back() {
        let mut results = fixture::results(7);
        results.architectures[3].name = "a \"quoted\", long\nname".to_owned();
        let text = csv(&results).expect("finite");
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("headings").len(), HEADINGS.len());
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 7);
        assert_eq!(&rows[3][1], "a \"quoted\", long\nname");
        assert_eq!(
            rows[2][7].parse::<f64>().ok(),
            Some(results.architectures[2].downtime.mean)
        );
    }
}
