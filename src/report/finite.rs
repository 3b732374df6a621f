//! The check that every number of a result is a number, made before anything is written for scripts.

use super::ReportError;
use crate::answer::{
    ArchitectureResult, CutSetResult, Explanation, ImportanceResult, Results, VerificationResults,
    Worth,
};

/// Refuses results with a NaN or an infinity in them, naming the first.
pub(super) fn check(results: &Results) -> Result<(), ReportError> {
    let goal = &results.goal;
    let top = [
        ("precision", Some(results.precision)),
        ("fx", Some(results.fx)),
        ("vat", Some(results.vat)),
        ("goal.availability", goal.availability),
        ("goal.budget", goal.budget),
        ("goal.outage_cost", goal.outage_cost),
    ];
    for (field, value) in top {
        number("the plan", field, value)?;
    }
    results.architectures.iter().try_for_each(architecture)
}

/// Checks one architecture's numbers.
fn architecture(result: &ArchitectureResult) -> Result<(), ReportError> {
    let down = &result.downtime;
    let own = [
        ("availability", Some(result.availability)),
        ("downtime.mean", Some(down.mean)),
        ("downtime.ci95", Some(down.ci95[0])),
        ("downtime.ci95", Some(down.ci95[1])),
        ("downtime.p50", Some(down.p50)),
        ("downtime.p90", Some(down.p90)),
        ("downtime.p99", Some(down.p99)),
        ("downtime.simulated", Some(down.simulated)),
        ("downtime.simulated_ci95", Some(down.simulated_ci95[0])),
        ("downtime.simulated_ci95", Some(down.simulated_ci95[1])),
        ("downtime.exact", down.exact),
        ("downtime.believed", Some(down.believed)),
        ("downtime.effective_sample_size", down.effective_sample_size),
        ("outages_per_year", Some(result.outages_per_year)),
        (
            "failover_minutes_per_year",
            Some(result.failover_minutes_per_year),
        ),
        (
            "lost_service_minutes_per_year",
            Some(result.lost_service_minutes_per_year),
        ),
        (
            "planned_minutes_per_year",
            Some(result.planned_minutes_per_year),
        ),
        (
            "data_loss_minutes_per_year",
            Some(result.data_loss_minutes_per_year),
        ),
        ("p_data_loss", Some(result.p_data_loss)),
        ("p_no_downtime", Some(result.p_no_downtime)),
        ("p_long_outage_5y", Some(result.p_long_outage_5y)),
        ("p_goal", result.p_goal),
        ("cost.monthly", Some(result.cost.monthly)),
        ("cost.fixed", Some(result.cost.fixed)),
        ("cost.usage", Some(result.cost.usage)),
        ("cost.people", Some(result.cost.people)),
        ("cost.engineering_hours", result.cost.engineering_hours),
        ("outage_cost_monthly", result.outage_cost_monthly),
        ("total_monthly", result.total_monthly),
    ];
    let lines = result.cost.lines.iter().flat_map(|line| {
        [
            ("cost.lines.quantity", line.quantity),
            ("cost.lines.unit_price", line.unit_price),
            ("cost.lines.monthly", line.monthly),
            ("cost.lines.list_price", line.list_price),
            ("cost.lines.discount", line.discount),
        ]
    });
    let credits = result.sla_credits.iter();
    let credits = credits.flat_map(|credits| {
        let lines = credits.lines.iter().flat_map(|line| {
            [
                ("sla_credits.lines.charge", line.charge),
                (
                    "sla_credits.lines.expected_credit",
                    line.expected_credit.unwrap_or(0.0),
                ),
            ]
        });
        lines.chain([
            ("sla_credits.monthly_if_claimed", credits.monthly_if_claimed),
            ("sla_credits.monthly", credits.monthly.unwrap_or(0.0)),
        ])
    });
    let causes = result.causes.iter().flat_map(|cause| {
        [
            ("causes.minutes_per_year", cause.minutes_per_year),
            (
                "causes.failover_minutes_per_year",
                cause.failover_minutes_per_year,
            ),
            ("causes.share", cause.share),
        ]
    });
    let rows = result.outage_table.iter().flat_map(|row| {
        [
            ("outage_table.length_minutes", row.length_minutes),
            ("outage_table.minutes_lost", row.minutes_lost.unwrap_or(0.0)),
            ("outage_table.per_year", row.per_year),
        ]
    });
    let lists = lines
        .chain(causes)
        .chain(rows)
        .chain(credits)
        .map(|(field, value)| (field, Some(value)));
    for (field, value) in own.into_iter().chain(lists) {
        number(&result.name, field, value)?;
    }
    check_weakness(
        &result.name,
        result.cut_sets.as_deref().unwrap_or_default(),
        result.importance.as_deref().unwrap_or_default(),
    )
}

/// Checks cut sets and importance measures.
pub(super) fn check_weakness(
    name: &str,
    cut_sets: &[CutSetResult],
    importance: &[ImportanceResult],
) -> Result<(), ReportError> {
    let worth = |worth: Worth| match worth {
        Worth::Number(ratio) => Some(ratio),
        Worth::Infinite(_) => None,
    };
    for set in cut_sets {
        number(name, "cut_sets.probability", Some(set.probability))?;
        number(name, "cut_sets.share", Some(set.share))?;
        number(
            name,
            "cut_sets.minutes_per_year",
            Some(set.minutes_per_year),
        )?;
    }
    for source in importance {
        number(name, "importance.felt", Some(source.felt))?;
        number(name, "importance.birnbaum", Some(source.birnbaum))?;
        number(name, "importance.criticality", Some(source.criticality))?;
        number(name, "importance.fussell_vesely", source.fussell_vesely)?;
        number(name, "importance.raw", worth(source.raw))?;
        number(name, "importance.rrw", worth(source.rrw))?;
    }
    Ok(())
}

/// Checks what was found out about one architecture, beside what a run's results hold too.
pub(super) fn check_explanation(explanation: &Explanation) -> Result<(), ReportError> {
    let owner = &explanation.architecture;
    let own = [
        ("downtime.mean", explanation.downtime.mean),
        ("downtime.ci95", explanation.downtime.ci95[1]),
        ("cost_monthly", explanation.cost_monthly),
        ("life.downtime_minutes", explanation.life.downtime_minutes),
    ];
    let causes = explanation.causes.iter().flat_map(|cause| {
        let remedy = cause.remedy.iter().flat_map(|remedy| {
            [
                ("causes.remedy.takes_away", remedy.takes_away),
                ("causes.remedy.downtime_mean", remedy.downtime_mean),
                (
                    "causes.remedy.cost_difference_monthly",
                    remedy.cost_difference_monthly,
                ),
            ]
        });
        remedy.chain([
            ("causes.minutes_per_year", cause.minutes_per_year),
            ("causes.share", cause.share),
        ])
    });
    for (field, value) in own.into_iter().chain(causes) {
        number(owner, field, Some(value))?;
    }
    check_weakness(
        owner,
        explanation.cut_sets.as_deref().unwrap_or_default(),
        explanation.importance.as_deref().unwrap_or_default(),
    )
}

/// Checks what was held against exact answers.
pub(super) fn check_verification(results: &VerificationResults) -> Result<(), ReportError> {
    for result in &results.architectures {
        number(&result.name, "exact", result.exact)?;
        for seed in &result.seeds {
            number(&result.name, "seeds.simulated", Some(seed.simulated))?;
            let error = Some(seed.standard_error);
            number(&result.name, "seeds.standard_error", error)?;
            number(&result.name, "seeds.errors_apart", Some(seed.errors_apart))?;
        }
    }
    Ok(())
}

/// Checks one number, if it is there.
pub(super) fn number(
    owner: &str,
    field: &'static str,
    value: Option<f64>,
) -> Result<(), ReportError> {
    match value {
        Some(value) if !value.is_finite() => Err(ReportError::NotFinite {
            owner: owner.to_owned(),
            field,
            value,
        }),
        _ => Ok(()),
    }
}
