//! Numbers as a map gives them, in a plan or in a file of the catalog: what is missing stays as it was.

use serde_json::{Value as Json, json};

use super::known::{Numbers, Written, rate};
use super::range::{self, Knowledge, Seen};
use crate::language::law;
use crate::language::value::{NUMBER, time_units};
use crate::language::{Definitions, Described, Here, Kind};
use crate::law::Law;
use crate::units;

/// Numbers as far as a map gives them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Stated {
    /// Time to failure [h]; `Some(None)` for `never`.
    pub(crate) fails: Option<Option<Law>>,
    /// Length of an outage [h].
    pub(crate) lasts: Option<Law>,
    /// Chance that an outage touches us.
    pub(crate) reach: Option<f64>,
    /// Share of the instances struck.
    pub(crate) hits: Option<f64>,
    /// Where they stand, and how well they are known.
    pub(crate) knowledge: [Option<Knowledge>; 4],
}

impl Stated {
    /// What a map says of itself, its ranges checked. `lasts`, `reach` and `hits` are as they were read.
    pub(crate) fn of(
        here: &Here<'_>,
        lasts: Option<Law>,
        reach: Option<f64>,
        hits: Option<f64>,
    ) -> Self {
        let (map, whose, problems) = (here.node, here.what, here.problems);
        let range = |key, value, parse| range::read(map, whose, key, value, parse, problems);
        let median = lasts.as_ref().map(Law::median);
        let knowledge = [
            None,
            range("lasts", median, units::parse_duration),
            range("reach", reach, units::parse_share),
            range("hits", hits, units::parse_share),
        ];
        let mut stated = Self {
            fails: None,
            lasts,
            reach,
            hits,
            knowledge,
        };
        stated.read_fails(here);
        stated
    }

    fn read_fails(&mut self, here: &Here<'_>) {
        let (map, problems) = (here.node, here.problems);
        let what = format!("{}: `fails`", here.what);
        let given = |key: &str| map.get(key).filter(|node| !node.is_null());
        let node = given("fails");
        let Some(counted) = node.filter(|node| range::is_count(node)) else {
            self.fails = node.and_then(|node| law::fails(node, &what, problems));
            let rate = self.fails.iter().flatten().map(rate).next();
            self.knowledge[0] =
                range::read(map, here.what, "fails", rate, units::parse_rate, problems);
            return;
        };
        if let Some(range) = given("fails_range") {
            problems.error(
                &range.span,
                format!("{}: `fails_range` beside a count", here.what),
                "how far off the rate may be follows from the count",
                "remove it, or write a rate instead of `observed`",
            );
        }
        if let Some((rate, belief)) = range::count(counted, &what, problems) {
            self.fails = Some(Some(Law::of_rate(rate)));
            self.knowledge[0] = Some(Knowledge {
                span: counted.span.clone(),
                belief: Some(belief),
            });
        }
    }

    /// Numbers that stand on their own: all that is missing has its plain default.
    pub(crate) fn alone(&self, written: [Option<Written>; 4]) -> Numbers {
        Numbers {
            fails: self.fails.clone().flatten(),
            lasts: self.lasts.clone().unwrap_or(Law::Fixed(0.0)),
            reach: self.reach.unwrap_or(1.0),
            hits: self.hits.unwrap_or(1.0),
            drift: None,
            written,
        }
    }

    /// Which of the numbers are given.
    pub(crate) fn is_given(&self) -> [bool; 4] {
        [
            self.fails.is_some(),
            self.lasts.is_some(),
            self.reach.is_some(),
            self.hits.is_some(),
        ]
    }
}

/// How often something fails, as the language describes it.
pub(crate) struct Failure;

impl Described for Failure {
    const NAME: &'static str = "[time to failure](#values)";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("time-to-failure", |definitions| {
            let units = time_units();
            let rate = definitions.same("rate", |_| {
                json!({
                    "description": "How often it fails, `0.1/year` of up time (also `/month`, `/week`, `/day`, `/h`); or `never`.",
                    "type": "string",
                    "pattern": format!(r"^\s*(never|{NUMBER}\s*/\s*({units}))\s*$"),
                    "examples": ["0.1/year", "2/month", "never"],
                })
            });
            let mut seen = Seen::schema(definitions);
            seen["description"] = "How many failures were seen in how long.".into();
            let mut ways = law::laws(rate, definitions);
            ways.push(json!({
                "type": "object",
                "description": "Failures that were counted: `{observed: {count: 2, over: 9y}}`; the rate and its range follow.",
                "properties": { "observed": seen },
                "additionalProperties": false,
                "required": ["observed"],
            }));
            json!({ "anyOf": ways })
        })
    }
}
