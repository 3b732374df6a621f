//! How well a plan knows its numbers: `fails_range: [0.3/year, 3/year]` beside `fails`, and events that were counted.

use crate::diagnostic::Span;
use serde_json::{Value as Json, json};

use super::belief::Belief;
use crate::language::value::{NUMBER, time_units};
use crate::language::{
    Definitions, Described, Duration, Here, Kind, LENGTHS, Mode, Node, Problems, RATES, Share,
    Spanned, Value, Whole, map, scalar,
};
use crate::units::{HOURS_PER_YEAR, UnitError};

/// One event every half minute is the highest rate there is [events a year].
const FASTEST: f64 = HOURS_PER_YEAR * 120.0;
/// By how much a value may lie outside its range, relatively, because of rounding.
const ROUNDING: f64 = 1e-9;

/// What a plan says of one of its numbers beside the number itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Knowledge {
    /// Where the number stands.
    pub(crate) span: Span,
    /// How far off it may be; `None` where it is taken as known.
    pub(crate) belief: Option<Belief>,
}

/// Two rates.
pub(crate) struct RateRange;
/// Two lengths of time.
pub(crate) struct LengthRange;
/// Two shares, of what touches you.
pub(crate) struct ReachRange;
/// Two shares, of the replicas that are struck.
pub(crate) struct HitsRange;

impl Described for RateRange {
    const NAME: &'static str = "two rates";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("fails-range", |_| {
            let rate = format!(r"^\s*{NUMBER}\s*/\s*({})\s*$", time_units());
            let about = "Two rates, the lower first; above zero, with the rate itself between them: `[0.3/year, 3/year]`.";
            pair(json!({ "type": "string", "pattern": rate }), about)
        })
    }
}

impl Described for LengthRange {
    const NAME: &'static str = "two durations";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("lasts-range", |definitions| {
            let about = "Two times, the shorter first; above zero, with the median itself between them: `[10min, 1h]`.";
            pair(Duration::schema(definitions), about)
        })
    }
}

impl Described for ReachRange {
    const NAME: &'static str = "two shares";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("reach-range", shares)
    }
}

impl Described for HitsRange {
    const NAME: &'static str = "two shares";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("hits-range", shares)
    }
}

fn shares(definitions: &mut Definitions) -> Json {
    let about = "Two shares, the lower first; above zero, with the share itself between them: `[20%, 70%]`.";
    pair(Share::schema(definitions), about)
}

/// The two ends of a 90 % range.
pub(crate) fn pair(end: Json, about: &str) -> Json {
    json!({
        "description": about,
        "type": "array",
        "items": end,
        "minItems": 2,
        "maxItems": 2,
    })
}

/// A range is nothing without its number; laid over another map, it may be that of a number which stands there.
pub(crate) fn ranges_beside(schema: &mut Json, definitions: &Definitions, numbers: &[&str]) {
    if definitions.mode == Mode::Whole {
        for number in numbers {
            // Without the place of another key it may be said in other words.
            let ways: &[&str] = match *number {
                "fails" => &RATES,
                "lasts" => &LENGTHS,
                _ => std::slice::from_ref(number),
            };
            let ways: Vec<Json> = ways
                .iter()
                .map(|way| json!({ "required": [way] }))
                .collect();
            schema["dependencies"][format!("{number}_range")] = json!({ "anyOf": ways });
        }
    }
}

/// Reads the range beside a number of a map; `whose` names that. `value` is the number that it must hold, in the unit of `parse`; `None` where that is
/// missing or was reported.
pub(crate) fn read(
    map: &Node,
    whose: &str,
    key: &'static str,
    value: Option<f64>,
    parse: fn(&str) -> Result<f64, UnitError>,
    problems: &Problems,
) -> Option<Knowledge> {
    let given = |key: &str| map.get(key).filter(|node| !node.is_null());
    let number = given(key);
    let name = format!("{key}_range");
    let what = format!("{whose}: `{name}`");
    let ends_of = match key {
        "fails" => "[0.3/year, 3/year]",
        "reach" => "[20%, 70%]",
        "hits" => "[10%, 100%]",
        "succeeds" => "[80%, 99%]",
        "no_capacity" => "[5%, 40%]",
        "share" => "[0.5%, 5%]",
        _ => "[10min, 1h]",
    };
    let example = format!("`{name}: {ends_of}`");
    let range = given(&name).and_then(|node| {
        let Some(number) = number else {
            problems.error(
                &node.span,
                format!("{what} without `{key}`"),
                "a range of what?",
                &format!("write `{key}`, the number that is counted with, beside it"),
            );
            return None;
        };
        if matches!(&number.value, Value::Scalar(text) if text.trim() == "never") {
            problems.error(
                &node.span,
                format!("{what} of what never fails"),
                "no rate to be off from",
                "write a small rate instead of `never`, or remove the range",
            );
            return None;
        }
        if matches!(&number.value, Value::Scalar(text) if text.trim() == "wait") {
            problems.error(
                &node.span,
                format!("{what} of what only waits"),
                "no length to be off from",
                "write how long it takes instead of `wait`, or remove the range",
            );
            return None;
        }
        let (low, high) = ends(node, &what, &example, parse, problems)?;
        check(node, (low, high), value?, (&what, key), problems)
    });
    Some(Knowledge {
        span: number?.span.clone(),
        belief: range,
    })
}

/// The two ends of a range.
fn ends(
    node: &Node,
    what: &str,
    example: &str,
    parse: fn(&str) -> Result<f64, UnitError>,
    problems: &Problems,
) -> Option<(f64, f64)> {
    let pair = match &node.value {
        Value::Sequence(ends) => match ends.as_slice() {
            [low, high] => Some((low, high)),
            _ => None,
        },
        _ => None,
    };
    let Some((low, high)) = pair else {
        problems.error(
            &node.span,
            format!("{what} needs two numbers"),
            "expected a list of two",
            &format!("write the ends of a 90 % range, {example}"),
        );
        return None;
    };
    let (low, high) = (
        scalar::number(low, what, parse, problems),
        scalar::number(high, what, parse, problems),
    );
    Some((low?, high?))
}

/// The range, if it is one of this value.
fn check(
    node: &Node,
    (low, high): (f64, f64),
    value: f64,
    (what, key): (&str, &str),
    problems: &Problems,
) -> Option<Belief> {
    let complain = |message: String, label: &str, help: &str| {
        problems.error(&node.span, message, label, help);
        None
    };
    if low > high {
        return complain(
            format!("{what} ends before it begins"),
            "the lower number comes first",
            "turn the two round",
        );
    }
    if low <= 0.0 {
        return complain(
            format!("{what} must begin above zero"),
            "a range is one of factors, and nothing is a factor from zero",
            "write the least that you would still believe, one time in twenty",
        );
    }
    if value < low * (1.0 - ROUNDING) || value > high * (1.0 + ROUNDING) {
        let is_plain = ["fails", "reach", "hits", "succeeds", "no_capacity", "share"];
        let number = match is_plain.contains(&key) {
            true => format!("`{key}`"),
            false => format!("the median of `{key}`"),
        };
        return complain(
            format!("{what} does not hold {number}"),
            "the number lies outside",
            "a 90 % range holds what is counted with; widen it, or change the number",
        );
    }
    Some(Belief::Range {
        low: low.min(value),
        high: high.max(value),
    })
}

/// Whether a `fails` is a count, `{observed: {count: 2, over: 9y}}`, and not a law, `{observed: [2y, 7y]}`.
pub(crate) fn is_count(node: &Node) -> bool {
    matches!(node.entries(), [entry] if entry.key == "observed" && entry.value.is_map())
}

map! {
    /// How many failures were seen in how long.
    pub(crate) struct Seen as CountForm(name: "observed", whole: true) {
        /// How many were seen; none is an answer too.
        count: Whole<0, 1_000_000> = need("write how many events you saw in how long: `{observed: {count: 2, over: 9y}}`"),
        /// In how long: `9y`.
        over: Spanned<Duration> = need("write how many events you saw in how long: `{observed: {count: 2, over: 9y}}`"),
    }
}

/// Reads a count: the rate to compute with [events a year], the posterior mean, and what is believed of it.
pub(crate) fn count(node: &Node, what: &str, problems: &Problems) -> Option<(f64, Belief)> {
    let what = format!("{what}: `observed`");
    let Seen { count, over } = Seen::read(&Here {
        node: node.get("observed")?,
        what: &what,
        place: &node.span,
        problems,
    })?;
    let years = over.value / HOURS_PER_YEAR;
    let rate = (f64::from(count) + 0.5) / years;
    if rate > FASTEST {
        problems.error(
            &over.span,
            format!("{what}: `over` is too short for a rate"),
            "how long did you watch?",
            "write the time in which so many events were seen, such as `9y`",
        );
        return None;
    }
    Some((rate, Belief::Counted { count, years }))
}
