//! `people` and `engineering`: hours of the team's own work, and what an hour costs. Both are asked of the user.

use super::price;
use crate::diagnostic::quoted;
use crate::language::{Fields, Node, Problems, Spanned, scalar};
use crate::plan::names::Names;
use crate::topology::Quote;
use crate::units::{self, MINUTES_PER_HOUR, Period};

/// Most hours of a month that are taken: a thousand people.
const MOST_HOURS: f64 = 730_000.0;

/// Reads `people`: what an hour of work costs [USD]; `None` where nothing is said.
pub(crate) fn read_price(
    fields: &Fields<'_>,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<f64> {
    let entry = fields.entry("people")?;
    let inner = Fields::open(&entry.value, "`people`", &entry.key_span, problems)?;
    let help = "write what an hour of work costs you, such as `people: {price: 80/hour}`";
    let price = inner
        .require("price", help)
        .and_then(|node| price::read_one(node, "`people`: `price`", names, problems));
    scalar::prose(inner.get("about"), "`people`: `about`", problems);
    inner.finish();
    let price = price?;
    match hourly(&price) {
        Some(usd) => Some(usd),
        None => {
            problems.error(
                &price.span,
                "`people`: `price` must be for an hour of work",
                "not for an hour",
                &format!(
                    "divide a salary by the hours worked for it, and write `price: {}`",
                    names.example("80", "hour")
                ),
            );
            None
        }
    }
}

fn hourly(price: &Spanned<Quote>) -> Option<f64> {
    match &price.value {
        Quote::Free => Some(0.0),
        Quote::Money { rate, .. } if rate.per == Period::Hour => Some(rate.amount),
        Quote::Money { .. } | Quote::Unit { .. } | Quote::Path(_) => None,
    }
}

/// Reads `engineering`: hours a month.
pub(crate) fn read_hours(node: &Node, problems: &Problems) -> Option<f64> {
    let amount = scalar::number(node, "`engineering`", units::parse_amount, problems)?;
    let hours = match amount.unit.as_str() {
        "h" | "hr" | "hour" | "hours" => amount.number,
        "min" | "minute" | "minutes" => amount.number / MINUTES_PER_HOUR,
        unit => {
            let (message, label) = if unit.is_empty() {
                ("`engineering` has no unit".to_owned(), "hours?")
            } else {
                (
                    format!("`engineering` is in hours a month, not in {}", quoted(unit)),
                    "not hours",
                )
            };
            let help = "write the hours of a month, such as `engineering: 6 h`";
            problems.error(&node.span, message, label, help);
            return None;
        }
    };
    if hours > MOST_HOURS {
        problems.error(
            &node.span,
            "`engineering` is more than a thousand people work in a month",
            "too many hours",
            "write the hours of a month, such as `engineering: 6 h`",
        );
        return None;
    }
    Some(hours)
}
