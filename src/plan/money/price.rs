//! `price` of a component: given inline, as a path of the catalog, or by provider.

use serde_json::{Value as Json, json};

use super::by_provider::{ByProvider, by_provider};
use crate::diagnostic::quoted;
use crate::language::scalar::{self, begins_as_number, without_ornament};
use crate::language::value::{NUMBER, PERIODS};
use crate::language::{Definitions, Described, Merge};
use crate::language::{Node, Problems, Spanned, Value};
use crate::plan::names::Names;
use crate::topology::Quote;
use crate::units::{self, MoneyRate};

/// A price for all providers, or one for each.
pub(crate) type Prices = ByProvider<Quote>;

/// A price for a time, as the language describes it.
pub(crate) struct TimePrice;
/// A price for a time, or a map of these by provider.
pub(crate) struct TimePrices;
/// A price for a time or a unit.
pub(crate) struct UnitPrice;
/// A price for a time or a unit, or a map of these by provider.
pub(crate) struct UnitPrices;
/// A price for an hour.
pub(crate) struct HourlyPrice;

impl Described for TimePrice {
    const NAME: &'static str = "[price](#values)";

    fn schema(definitions: &mut Definitions) -> Json {
        let about = "Money for a time, `0.05/hour`, in US dollars unless it says otherwise (`36000 KRW/month`); `0`; or a path of the price list, `load_balancer/alb`.";
        definitions.same("price", |_| priced(PERIODS, about))
    }
}

impl Described for TimePrices {
    const NAME: &'static str = "[price](#values), map by provider";

    fn schema(definitions: &mut Definitions) -> Json {
        by_provider(TimePrice::schema(definitions), definitions)
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

impl Described for UnitPrice {
    const NAME: &'static str = "[price](#values)";

    fn schema(definitions: &mut Definitions) -> Json {
        let about = "Money for a time or a unit, `30/month`, `0.126/GB`, in US dollars unless it says otherwise (`0.1 USD/GB`); `0`; or a path of the price list, `nat_gateway`.";
        definitions.same("bill-price", |_| priced(r"[\p{L}\p{N} -]+", about))
    }
}

impl Described for UnitPrices {
    const NAME: &'static str = "[price](#values), map by provider";

    fn schema(definitions: &mut Definitions) -> Json {
        by_provider(UnitPrice::schema(definitions), definitions)
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

impl Described for HourlyPrice {
    const NAME: &'static str = "money";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("hourly", |_| {
            json!({
                "description": "Money for an hour, in US dollars unless it says otherwise: `80/hour`, `60000 KRW/hour`; or `0`.",
                "type": ["string", "number"],
                "minimum": 0,
                "maximum": 0,
                "pattern": format!(r"^\s*(0+(\.0+)?|{NUMBER}\s*([A-Za-z]+\s*)?/\s*(h|hr|hour))\s*$"),
                "examples": ["80/hour", "60000 KRW/hour"],
            })
        })
    }
}

/// A price: nothing, money for one of `units`, or a path.
fn priced(units: &str, about: &str) -> Json {
    json!({
        "description": about,
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": 0,
        "pattern": format!(r"^\s*(0+(\.0+)?|{NUMBER}\s*([A-Za-z]+\s*)?/\s*{units}|[\p{{L}}][^$€£¥₩,]*)\s*$"),
        "examples": ["0.05/hour", "30/month", "load_balancer/alb", 0],
    })
}

/// Reads a price, or a map of them by provider.
pub(crate) fn read(
    node: &Node,
    what: &str,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Prices> {
    let read_one = |node: &Node| read_one(node, what, names, problems);
    if matches!(node.value, Value::Mapping(_)) {
        return Some(ByProvider::read(node, what, names, problems, read_one));
    }
    read_one(node).map(|price| Prices::same(Some(price)))
}

/// Reads one price.
pub(crate) fn read_one(
    node: &Node,
    what: &str,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Spanned<Quote>> {
    let text = scalar::text(node, what, problems)?.trim();
    let spanned = |value| node.spanned(value);
    let complain = |message: String, label: &str, help: String| {
        problems.error(&node.span, format!("{what}: {message}"), label, &help);
        None::<Quote>
    };
    if let Ok(number) = units::parse_number(text) {
        if number == 0.0 {
            return Some(spanned(Quote::Free));
        }
        return complain(
            format!("{} has no unit", quoted(text)),
            "for an hour, or for a month?",
            format!(
                "write `{}`, `{}`, or a path of the catalog such as `load_balancer/alb`",
                names.example("0.05", "hour"),
                names.example("30", "month")
            ),
        )
        .map(spanned);
    }
    if matches!(text.to_lowercase().as_str(), "free" | "none" | "nothing") {
        return complain(
            format!("{} is not a price", quoted(text)),
            "not a number",
            "write `price: 0`".to_owned(),
        )
        .map(spanned);
    }
    if let Some(plain) = without_ornament(text) {
        let help = match plain.split_once('/') {
            Some((number, unit)) => plainly(text, number, unit, names.currency()),
            None => format!(
                "write a number and what it is for, such as `{}`",
                names.example("30", "month")
            ),
        };
        return complain(
            format!("{} is not a price", quoted(text)),
            "no thousands separators, no currency sign",
            help,
        )
        .map(spanned);
    }
    if !begins_as_number(text) {
        if text.eq_ignore_ascii_case("nan") || text.is_empty() {
            return complain(
                format!("{} is not a price", quoted(text)),
                "not understood",
                format!("write `{}`", names.example("0.05", "hour")),
            )
            .map(spanned);
        }
        return Some(spanned(Quote::Path(text.to_owned())));
    }
    let (front, unit) = text.split_once('/').unwrap_or((text, ""));
    let number = front
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let currency = front.get(number.len()..).unwrap_or_default().trim();
    // The unit parsers speak of what is left.
    let bare = if unit.is_empty() {
        text.to_owned()
    } else {
        format!("{}/{unit}", number.trim())
    };
    let price = match units::parse_money_rate(&bare) {
        Ok(rate) => Quote::Money {
            rate,
            written: None,
        },
        Err(error) => match units::parse_number(number) {
            Ok(usd)
                if (what.starts_with("bill") || what.starts_with("traffic")) && is_noun(unit) =>
            {
                Quote::Unit {
                    usd,
                    unit: unit.trim().to_owned(),
                    written: None,
                }
            }
            _ => {
                scalar::unit_error(&node.span, what, &error, problems);
                return None;
            }
        },
    };
    in_dollars(
        price,
        currency,
        number.trim(),
        unit.trim(),
        names,
        &complain,
    )
    .map(spanned)
}

/// A price with its currency taken out. In a plan in dollars none need be named; in another each price must say
/// whether it is from a price list or from home.
fn in_dollars(
    price: Quote,
    currency: &str,
    number: &str,
    unit: &str,
    names: &Names<'_>,
    complain: &dyn Fn(String, &str, String) -> Option<Quote>,
) -> Option<Quote> {
    let home = names.currency();
    let nothing = match &price {
        Quote::Money { rate, .. } => rate.amount == 0.0,
        Quote::Unit { usd, .. } => *usd == 0.0,
        Quote::Free | Quote::Path(_) => true,
    };
    if currency.is_empty() && home != "USD" && !nothing {
        return complain(
            format!("`{number}/{unit}` in which currency?"),
            "names no currency",
            format!(
                "write `{number} USD/{unit}` or `{number} {home}/{unit}`: the plan is in {home}, price lists are in US dollars"
            ),
        );
    }
    let currency = if currency.is_empty() { "USD" } else { currency };
    let Some(factor) = names.dollars(&currency.to_uppercase()) else {
        return complain(
            format!("{} is not a currency known here", quoted(currency)),
            "neither US dollars nor the plan's currency",
            if home == "USD" {
                "convert it to US dollars, or set `currency` and `fx` of the plan".to_owned()
            } else {
                format!("convert it to US dollars or {home}")
            },
        );
    };
    let currency = currency.to_uppercase();
    let written = (home != "USD").then(|| format!("{number} {currency}/{unit}"));
    Some(match price {
        Quote::Money { rate, .. } => Quote::Money {
            rate: MoneyRate {
                amount: rate.amount * factor,
                ..rate
            },
            written,
        },
        Quote::Unit { usd, unit, .. } => Quote::Unit {
            usd: usd * factor,
            unit,
            written,
        },
        other => other,
    })
}

/// What to write for a price with a sign or separators; the sign says whose money it is.
fn plainly(text: &str, number: &str, unit: &str, home: &str) -> String {
    let dollars = text.contains('$');
    let sign = text.contains(['€', '£', '¥', '₩', '￦', '￥']);
    match (home, dollars, sign) {
        ("USD", _, false) => format!("write `{number}/{unit}`"),
        ("USD", _, true) => "write it in US dollars, such as `26/month`".to_owned(),
        (_, true, _) => format!("write `{number} USD/{unit}`"),
        (_, false, true) => format!("write `{number} {home}/{unit}`"),
        (_, false, false) => format!("write `{number} USD/{unit}` or `{number} {home}/{unit}`"),
    }
}

/// What may stand behind the slash of a price in a bill: `GB`, `1M queries`.
fn is_noun(unit: &str) -> bool {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-');
    !unit.trim().is_empty() && unit.chars().all(fine)
}
