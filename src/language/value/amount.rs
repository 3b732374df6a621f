//! Shares, counts, money for a time, yes and no.

use serde_json::{Value as Json, json};

use super::pattern::{NUMBER, PERIODS};
use crate::diagnostic::quoted;
use crate::language::kind::{Here, Kind};
use crate::language::scalar;
use crate::language::schema::{Definitions, any, word};
use crate::language::tree::Value;
use crate::units::{self, MoneyRate};

/// A share in per cent, at most 100; one with an exponent is not looked at further.
const PERCENT: &str =
    r"\+?(0*100(\.0+)?|0*\d{1,2}(\.\d+)?|\.\d+|(\d+(\.\d+)?|\.\d+)[eE][+-]?\d+)\s*%";

/// A share of one.
pub(crate) struct Share;

impl Kind for Share {
    type Value = f64;
    const NAME: &'static str = "share";

    fn read(here: &Here<'_>) -> Option<f64> {
        scalar::share(here.node, here.what, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("share", |_| {
            json!({
                "description": "A share from 0 to 1: `90%` or `0.9`.",
                "type": ["string", "number"],
                "minimum": 0,
                "maximum": 1,
                "pattern": format!(r"^\s*({PERCENT}|\+?(0*1(\.0+)?|0*(\.\d+)?|0+(\.\d+)?)([eE]-?\d+)?)\s*$"),
                "examples": ["90%", "99.95%", 0.9],
            })
        })
    }
}

/// A whole number from `LEAST` to `MOST`.
pub(crate) struct Whole<const LEAST: u32, const MOST: u32>;

/// A whole number from 1 to `MOST`.
pub(crate) type Count<const MOST: u32> = Whole<1, MOST>;

impl<const LEAST: u32, const MOST: u32> Kind for Whole<LEAST, MOST> {
    type Value = u32;
    const NAME: &'static str = "count";

    fn read(here: &Here<'_>) -> Option<u32> {
        scalar::whole(here.node, here.what, LEAST, MOST, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        match (LEAST, MOST) {
            (1, 10_000) => {
                definitions.same("count", |_| counted(1, MOST, "A whole number, at least 1."))
            }
            (1, _) => counted(1, MOST, "A whole number, at least 1."),
            _ => counted(LEAST, MOST, &format!("A whole number from {LEAST}.")),
        }
    }
}

/// The JSON Schema of a number over zero.
pub(crate) fn positive() -> Json {
    json!({ "type": ["number", "string"], "exclusiveMinimum": 0, "pattern": format!("^{NUMBER}$") })
}

/// A number, 0 or more.
pub(crate) struct Number;

impl Kind for Number {
    type Value = f64;
    const NAME: &'static str = "number";

    fn read(here: &Here<'_>) -> Option<f64> {
        scalar::number(here.node, here.what, units::parse_number, here.problems)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["number", "string"], "minimum": 0, "pattern": format!("^{NUMBER}$") })
    }
}

/// A whole number within bounds.
fn counted(least: u32, most: u32, about: &str) -> Json {
    json!({
        "description": about,
        "type": ["integer", "string"],
        "minimum": least,
        "maximum": most,
        "pattern": format!("^{NUMBER}$"),
    })
}

impl Kind for bool {
    type Value = Self;
    const NAME: &'static str = "`true`, `false`";

    fn read(here: &Here<'_>) -> Option<Self> {
        let words = [("true", true), ("false", false)];
        scalar::word(here.node, here.what, &words, here.problems)
    }

    fn schema(_: &mut Definitions) -> Json {
        any([json!({ "type": "boolean" }), word(&["true", "false"])])
    }
}

/// Money for a time, in the plan's currency, which it does not name.
impl Kind for MoneyRate {
    type Value = Self;
    const NAME: &'static str = "money";

    fn read(here: &Here<'_>) -> Option<Self> {
        let Some((code, plain)) = named_currency(&here.node.value) else {
            return scalar::number(here.node, here.what, units::parse_money_rate, here.problems);
        };
        let currency = here.problems.currency();
        let help = if code == currency {
            format!("write `{plain}`")
        } else {
            format!("convert it to {currency}, and write the number alone, such as `700/month`")
        };
        let message = format!(
            "{}: {} names a currency; a goal is always in the plan's, {currency}",
            here.what,
            quoted(&code)
        );
        here.problems
            .error(&here.node.span, message, "no currency here", &help);
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("money", |_| {
            json!({
                "description": "Money for a time, in the plan's currency: `700/month`, `120/hour`; no separators, no currency sign.",
                "type": "string",
                "pattern": format!(r"^\s*{NUMBER}\s*/\s*{PERIODS}\s*$"),
                "examples": ["700/month", "120/hour"],
            })
        })
    }
}

/// The currency's code in `400 EUR/hour` or `EUR 400/hour`, and the amount without it.
fn named_currency(value: &Value) -> Option<(String, String)> {
    let Value::Scalar(text) = value else {
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
