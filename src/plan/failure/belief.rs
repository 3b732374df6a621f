//! How well a plan knows its numbers: `fails_range: [0.3/year, 3/year]` beside `fails`, and events that were counted.

use crate::diagnostic::Span;
use crate::language::{Fields, Node, Problems, Value, scalar};
use crate::topology::Belief;
use crate::units::{self, HOURS_PER_YEAR, UnitError};

/// Most events of one kind that anybody counted.
const MOST_COUNTED: u32 = 1_000_000;
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

/// Reads the range beside a number. `value` is the number that it must hold, in the unit of `parse`; `None` where that is
/// missing or was reported.
pub(crate) fn read(
    fields: &Fields<'_>,
    key: &'static str,
    value: Option<f64>,
    parse: fn(&str) -> Result<f64, UnitError>,
    problems: &Problems,
) -> Option<Knowledge> {
    let number = fields.get(key);
    let name = format!("{key}_range");
    let what = format!("{}: `{name}`", fields.what());
    let example = match key {
        "fails" => "`fails_range: [0.3/year, 3/year]`",
        "lasts" => "`lasts_range: [10min, 1h]`",
        "reach" => "`reach_range: [20%, 70%]`",
        _ => "`hits_range: [10%, 100%]`",
    };
    let range = fields.get(&name).and_then(|node| {
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
        let (low, high) = ends(node, &what, example, parse, problems)?;
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
        let number = if key == "lasts" {
            "the median of `lasts`".to_owned()
        } else {
            format!("`{key}`")
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

/// Reads a count: the rate to compute with [events a year], the posterior mean, and what is believed of it.
pub(crate) fn count(node: &Node, what: &str, problems: &Problems) -> Option<(f64, Belief)> {
    let what = format!("{what}: `observed`");
    let inner = node.get("observed")?;
    let fields = Fields::open(inner, what.clone(), &node.span, problems)?;
    let help = "write how many events you saw in how long: `{observed: {count: 2, over: 9y}}`";
    let (events, over) = (fields.require("count", help), fields.require("over", help));
    fields.finish();
    let count = events.and_then(|node| {
        let what = format!("{what}: `count`");
        scalar::whole(node, &what, 0, MOST_COUNTED, problems)
    });
    let over = over?;
    let years = scalar::number(
        over,
        &format!("{what}: `over`"),
        units::parse_duration,
        problems,
    )? / HOURS_PER_YEAR;
    let belief = Belief::Counted {
        count: count?,
        years,
    };
    let rate = (f64::from(count?) + 0.5) / years;
    if rate > FASTEST {
        problems.error(
            &over.span,
            format!("{what}: `over` is too short for a rate"),
            "how long did you watch?",
            "write the time in which so many events were seen, such as `9y`",
        );
        return None;
    }
    Some((rate, belief))
}
