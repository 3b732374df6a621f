//! `goal`: the availability wanted, the budget, and what an hour of outage, an hour of lost service and lost data cost, in the
//! plan's currency.

use crate::diagnostic::quoted;
use crate::plan::text::{Fields, Node, Problems, Value, scalar};
use crate::topology::Goal;
use crate::units;

/// Reads what the user wants; `currency` is the plan's.
pub(crate) fn read(fields: &Fields<'_>, currency: &str, problems: &Problems) -> Goal {
    let Some(entry) = fields.entry("goal") else {
        return Goal::default();
    };
    let Some(inner) = Fields::open(&entry.value, "`goal`", &entry.key_span, problems) else {
        return Goal::default();
    };
    let availability = inner.get("availability").and_then(|node| {
        let share = scalar::share(node, "`availability`", problems)?;
        if share > 0.0 && share < 1.0 {
            return Some(share);
        }
        problems.error(
            &node.span,
            "`availability` must be more than 0% and less than 100%",
            "nothing is always up",
            "write what you would be content with, such as `99.9%`",
        );
        None
    });
    let goal = Goal {
        availability,
        budget: money("budget", &inner, currency, problems).map(units::MoneyRate::per_month),
        outage_cost: money("outage_cost", &inner, currency, problems)
            .map(units::MoneyRate::per_hour),
        lost_service_cost: money("lost_service_cost", &inner, currency, problems)
            .map(units::MoneyRate::per_hour),
        data_loss_cost: money("data_loss_cost", &inner, currency, problems)
            .map(|rate| rate.per_hour() / units::MINUTES_PER_HOUR),
    };
    inner.finish();
    goal
}

/// Money for a time.
fn money(
    key: &str,
    inner: &Fields<'_>,
    currency: &str,
    problems: &Problems,
) -> Option<units::MoneyRate> {
    let node = inner.get(key)?;
    // `{budget: €1,500/month}` is `€1` and an empty `500/month`, of which the whole number was reported there.
    let mut entries = inner.node.entries().iter();
    let next = entries.find(|entry| entry.key == key).and(entries.next());
    if next.is_some_and(|next| {
        next.value.is_null()
            && scalar::begins_as_number(&next.key)
            && !problems.is_news(&next.key_span)
    }) {
        return None;
    }
    if let Some((code, plain)) = named_currency(node) {
        let help = if code == currency {
            format!("write `{plain}`")
        } else {
            format!("convert it to {currency}, and write the number alone, such as `700/month`")
        };
        problems.error(
            &node.span,
            format!(
                "`{key}`: {} names a currency; a goal is always in the plan's, {currency}",
                quoted(&code)
            ),
            "no currency here",
            &help,
        );
        return None;
    }
    scalar::number(node, &format!("`{key}`"), units::parse_money_rate, problems)
}

/// The currency's code in `400 EUR/hour` or `EUR 400/hour`, and the amount without it.
fn named_currency(node: &Node) -> Option<(String, String)> {
    let Value::Scalar(text) = &node.value else {
        return None;
    };
    let (front, unit) = text.split_once('/')?;
    let is_code = |c: char| c.is_ascii_uppercase();
    let code: String = front.chars().filter(|c| is_code(*c)).collect();
    let amount = front.trim().trim_start_matches(is_code);
    let amount = amount.trim_end_matches(is_code).trim();
    let plain = format!("{amount}/{}", unit.trim());
    let plain = scalar::without_ornament(&plain).unwrap_or(plain);
    (code.len() == 3 && units::parse_money_rate(&plain).is_ok()).then_some((code, plain))
}
