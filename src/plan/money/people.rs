//! `people` and `engineering`: hours of the team's own work, and what an hour costs. Both are asked of the user.

use serde_json::{Value as Json, json};

use super::price::{self, HourlyPrice};
use crate::diagnostic::quoted;
use crate::language::value::NUMBER;
use crate::language::{
    Definitions, Fields, Here, Kind, Problems, Spanned, Text, Unread, map, scalar,
};
use crate::plan::names::Names;
use crate::topology::Quote;
use crate::units::{self, MINUTES_PER_HOUR, Period};

/// Most hours of a month that are taken: a thousand people.
const MOST_HOURS: f64 = 730_000.0;

map! {
    /// What the team's own work costs; nothing is assumed.
    pub(crate) struct People as PeopleForm(name: "people") {
        /// What an hour of work costs you with all that comes with a salary, `80/hour`, without VAT; in a plan that is not in dollars it says its currency.
        price: Unread<HourlyPrice> = need("write what an hour of work costs you, such as `people: {price: 80/hour}`"),
        /// A sentence about it.
        about: Text,
    }
}

/// Hours of work in a month [h].
pub(crate) struct Hours;

impl Kind for Hours {
    type Value = f64;
    const NAME: &'static str = "hours";

    fn read(here: &Here<'_>) -> Option<f64> {
        read_hours(here)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("hours", |_| {
            json!({
                "description": "Hours of work a month, `6 h`, or minutes, `90 min`.",
                "type": "string",
                "pattern": format!(r"^\s*{NUMBER}\s*(h|hr|hour|hours|min|minute|minutes)\s*$"),
                "examples": ["6 h", "90 min"],
            })
        })
    }
}

/// Reads `people`: what an hour of work costs [USD]; `None` where nothing is said.
pub(crate) fn read_price(
    fields: &Fields<'_>,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<f64> {
    let entry = fields.entry("people")?;
    let people = People::read(&Here::of(entry, "`people`", problems))?;
    let price = price::read_one(&people.price, "`people`: `price`", names, problems)?;
    let usd = hourly(&price);
    if usd.is_none() {
        problems.error(
            &price.span,
            "`people`: `price` must be for an hour of work",
            "not for an hour",
            &format!(
                "divide a salary by the hours worked for it, and write `price: {}`",
                names.example("80", "hour")
            ),
        );
    }
    usd
}

fn hourly(price: &Spanned<Quote>) -> Option<f64> {
    match &price.value {
        Quote::Free => Some(0.0),
        Quote::Money { rate, .. } if rate.per == Period::Hour => Some(rate.amount),
        Quote::Money { .. } | Quote::Unit { .. } | Quote::Path(_) => None,
    }
}

fn read_hours(here: &Here<'_>) -> Option<f64> {
    let (node, problems, what) = (here.node, here.problems, here.what);
    let amount = scalar::number(node, what, units::parse_amount, problems)?;
    let hours = match amount.unit.as_str() {
        "h" | "hr" | "hour" | "hours" => amount.number,
        "min" | "minute" | "minutes" => amount.number / MINUTES_PER_HOUR,
        unit => {
            let (message, label) = if unit.is_empty() {
                (format!("{what} has no unit"), "hours?")
            } else {
                (
                    format!("{what} is in hours a month, not in {}", quoted(unit)),
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
            format!("{what} is more than a thousand people work in a month"),
            "too many hours",
            "write the hours of a month, such as `engineering: 6 h`",
        );
        return None;
    }
    Some(hours)
}
