//! Single values and laws: patterns that take what the parsers of `units` take.

use serde_json::{Value, json};

use super::map::{Map, Mode, any, whole, word};
use crate::language::value::{NUMBER, PERIODS, counted, list_of, time_units};
use crate::language::{Definitions, law};

/// What the ranges beside numbers are.
pub(super) const FAILS_RANGE: &str =
    "How far off `fails` may be: two rates, the ends of a 90 % range. Taken as known if not given.";
/// Likewise of a length.
pub(super) const LASTS_RANGE: &str = "How far off the median of `lasts` may be: two times, the ends of a 90 % range. Taken as known if not given.";
/// Likewise of a chance.
pub(super) const REACH_RANGE: &str = "How far off `reach` may be: two shares, the ends of a 90 % range. Taken as known if not given.";
/// Likewise of a share.
pub(super) const HITS_RANGE: &str =
    "How far off `hits` may be: two shares, the ends of a 90 % range. Taken as known if not given.";

/// The definitions of this file, by name.
pub(super) fn definitions(definitions: &mut Definitions) -> Vec<(&'static str, Value)> {
    let units = time_units();
    let mut all = texts();
    all.extend(times_and_shares(&units));
    all.extend(amounts());
    all.extend(uncertain(&units, definitions));
    all
}

fn texts() -> Vec<(&'static str, Value)> {
    vec![
        (
            "name",
            json!({
                "description": "A name: letters, digits, `-`, `_` and `.`, at most 63 of them.",
                "type": ["string", "number"],
                "pattern": r"^[\p{L}\p{N}_.-]{1,63}$",
            }),
        ),
        (
            "label",
            json!({
                "description": "A short text on one line, at most 63 characters.",
                "type": ["string", "number"],
                "pattern": r"^(?=.*\S)[^\x00-\x1f\x7f]{1,63}$",
            }),
        ),
    ]
}

fn times_and_shares(units: &str) -> Vec<(&'static str, Value)> {
    vec![(
        "rate",
        json!({
            "description": "How often it fails, `0.1/year` of up time (also `/month`, `/week`, `/day`, `/h`); or `never`.",
            "type": "string",
            "pattern": format!(r"^\s*(never|{NUMBER}\s*/\s*({units}))\s*$"),
            "examples": ["0.1/year", "2/month", "never"],
        }),
    )]
}

fn amounts() -> Vec<(&'static str, Value)> {
    vec![
        (
            "price",
            priced(
                PERIODS,
                "Money for a time, `0.05/hour`, in US dollars unless it says otherwise (`36000 KRW/month`); `0`; or a path of the price list, `load_balancer/alb`.",
            ),
        ),
        (
            "bill-price",
            priced(
                r"[\p{L}\p{N} -]+",
                "Money for a time or a unit, `30/month`, `0.126/GB`, in US dollars unless it says otherwise (`0.1 USD/GB`); `0`; or a path of the price list, `nat_gateway`.",
            ),
        ),
        (
            "amount",
            json!({
                "description": "How many: a bare number counts things; `400 GB`, `730 h`, `5M queries` must match the price's unit.",
                "type": ["string", "number"],
                "minimum": 0,
                "pattern": format!(r"^\s*{NUMBER}"),
                "examples": ["400 GB", "730 h", "5M queries", 2],
            }),
        ),
        (
            "gigabytes",
            json!({
                "description": "An amount of data in GB or TB.",
                "type": "string",
                "pattern": format!(r"^\s*{NUMBER}\s*(GB|GiB|TB|TiB)\s*$"),
                "examples": ["100 GB", "2 TB"],
            }),
        ),
        (
            "hours",
            json!({
                "description": "Hours of work a month, `6 h`, or minutes, `90 min`.",
                "type": "string",
                "pattern": format!(r"^\s*{NUMBER}\s*(h|hr|hour|hours|min|minute|minutes)\s*$"),
                "examples": ["6 h", "90 min"],
            }),
        ),
        (
            "hourly",
            json!({
                "description": "Money for an hour, in US dollars unless it says otherwise: `80/hour`, `60000 KRW/hour`; or `0`.",
                "type": ["string", "number"],
                "minimum": 0,
                "maximum": 0,
                "pattern": format!(r"^\s*(0+(\.0+)?|{NUMBER}\s*([A-Za-z]+\s*)?/\s*(h|hr|hour))\s*$"),
                "examples": ["80/hour", "60000 KRW/hour"],
            }),
        ),
    ]
}

/// Factors, ranges and laws.
fn uncertain(units: &str, definitions: &mut Definitions) -> Vec<(&'static str, Value)> {
    vec![
        (
            "factor",
            json!({
                "description": "How many times as often, from 0.001 to 1,000; 1 changes nothing.",
                "type": ["number", "string"],
                "minimum": 0.001,
                "maximum": 1_000,
                "pattern": format!(r"^\s*{NUMBER}\s*$"),
                "examples": [1.5],
            }),
        ),
        (
            "fails-range",
            pair(
                json!({ "type": "string", "pattern": format!(r"^\s*{NUMBER}\s*/\s*({units})\s*$") }),
                "Two rates, the lower first; above zero, with the rate itself between them: `[0.3/year, 3/year]`.",
            ),
        ),
        (
            "lasts-range",
            pair(
                whole("duration"),
                "Two times, the shorter first; above zero, with the median itself between them: `[10min, 1h]`.",
            ),
        ),
        ("reach-range", shares()),
        ("hits-range", shares()),
        (
            "time-to-failure",
            json!({ "anyOf": time_to_failure(definitions) }),
        ),
        ("names", list_of(whole("name"))),
    ]
}

/// The two ends of a 90 % range.
pub(super) fn pair(end: Value, about: &str) -> Value {
    json!({
        "description": about,
        "type": "array",
        "items": end,
        "minItems": 2,
        "maxItems": 2,
    })
}

fn shares() -> Value {
    pair(
        whole("share"),
        "Two shares, the lower first; above zero, with the share itself between them: `[20%, 70%]`.",
    )
}

/// The ways to write how often something fails: those of a law, or a count of what was seen.
fn time_to_failure(definitions: &mut Definitions) -> Vec<Value> {
    let seen = Map::new(Mode::Whole, "How many failures were seen in how long.")
        .need(
            "count",
            counted(0, 1_000_000, "A whole number from 0."),
            "How many were seen; none is an answer too.",
        )
        .need("over", whole("duration"), "In how long: `9y`.")
        .done();
    let counted = Map::new(
        Mode::Whole,
        "Failures that were counted: `{observed: {count: 2, over: 9y}}`; the rate and its range follow.",
    )
    .need("observed", seen, "How many failures were seen in how long.")
    .done();
    let mut ways = law::laws(whole("rate"), definitions);
    ways.push(counted);
    ways
}

/// An amount of money that is not for a time, 0 or more.
pub(super) fn amount() -> Value {
    json!({ "type": ["number", "string"], "minimum": 0, "pattern": format!("^{NUMBER}$") })
}

/// A number over zero.
pub(super) fn positive() -> Value {
    json!({ "type": ["number", "string"], "exclusiveMinimum": 0, "pattern": format!("^{NUMBER}$") })
}

/// `true` or `false`.
pub(super) fn yes_or_no() -> Value {
    any([json!({ "type": "boolean" }), word(&["true", "false"])])
}

/// A price: nothing, money for one of `units`, or a path.
fn priced(units: &str, about: &str) -> Value {
    json!({
        "description": about,
        "type": ["string", "number"],
        "minimum": 0,
        "maximum": 0,
        "pattern": format!(r"^\s*(0+(\.0+)?|{NUMBER}\s*([A-Za-z]+\s*)?/\s*{units}|[\p{{L}}][^$€£¥₩,]*)\s*$"),
        "examples": ["0.05/hour", "30/month", "load_balancer/alb", 0],
    })
}
