//! Money beside the bill: hours of the team's own work, and what broken promises would give back. Each is told only
//! where there is any.

use super::{grid::Column, summary::each, words};
use crate::answer::{ArchitectureResult, Results};

/// Whether any architecture names hours of work.
fn worked(results: &Results) -> bool {
    let mut all = results.architectures.iter();
    all.any(|result| result.cost.engineering_hours.is_some())
}

/// Whether an hour of work has a price.
fn priced(results: &Results) -> bool {
    let mut all = results.architectures.iter();
    all.any(|result| {
        let mut lines = result.cost.lines.iter();
        lines.any(|line| line.kind == "people")
    })
}

/// The column of people's work.
pub(super) fn column(results: &Results) -> Option<Column> {
    let cell = |result: &ArchitectureResult| match result.cost.engineering_hours {
        None => "–".to_owned(),
        Some(hours) if priced(results) => format!(
            "{} h, {}",
            words::number(hours),
            words::money(result.cost.people, &results.currency)
        ),
        Some(hours) => format!("{} h", words::number(hours)),
    };
    worked(results).then(|| Column::numbers("people\na month", each(results, cell)))
}

/// What the column means.
pub(super) fn legend(results: &Results) -> Option<String> {
    let counted = if priced(results) {
        "in the cost, without VAT"
    } else {
        "in no cost, since nobody has said what one costs"
    };
    worked(results).then(|| format!("people: hours of the team's own work, {counted}"))
}

/// What providers would pay back, in proportion.
pub(super) fn credits(results: &Results) -> Option<String> {
    let all = results.architectures.iter();
    let credits: Vec<_> = all
        .filter_map(|result| result.sla_credits.as_ref())
        .collect();
    let claimed = credits.iter().find_map(|credits| credits.claimed_share);
    let amounts = credits
        .iter()
        .map(|credits| credits.monthly.unwrap_or(credits.monthly_if_claimed));
    let most = amounts.clone().fold(0.0, f64::max);
    let least = if credits.len() == results.architectures.len() {
        amounts.fold(f64::INFINITY, f64::min)
    } else {
        0.0
    };
    if most <= 0.0 {
        return None;
    }
    let money = |amount: f64| words::expected_money(amount, &results.currency);
    let amount = if money(least) == money(most) {
        format!("about {} a month", money(most))
    } else {
        format!(
            "about {} to {} a month, by architecture,",
            money(least),
            money(most)
        )
    };
    let condition = match claimed {
        Some(share) => format!("with {} of them claimed", words::percent(share)),
        None => "if every one were claimed".to_owned(),
    };
    let unknown = credits
        .iter()
        .flat_map(|credits| &credits.lines)
        .any(|line| line.expected_credit.is_none());
    let rest = if unknown {
        "; where the catalog does not know what a breach pays, none is counted"
    } else {
        ""
    };
    Some(format!(
        "SLA credits would give back {amount} {condition}; no cost here has them taken off{rest}"
    ))
}
