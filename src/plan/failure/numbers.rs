//! `fails`, `lasts`, `reach`, `hits`: the numbers of anything that fails, from the catalog, the plan, or one over the
//! other; where each is written, and how well it is known.

use serde_json::{Value as Json, json};
use std::sync::Arc;

use super::belief::{self, Knowledge, Seen};
use super::common_cause::Shocks;
use crate::catalog::{self, Evidence, EvidenceKind};
use crate::diagnostic::Span;
use crate::language::law;
use crate::language::value::{NUMBER, time_units};
use crate::language::{Definitions, Described, Here, Kind};
use crate::law::Law;
use crate::topology::{Aspect, Belief, Origin, Provenance, provenance};
use crate::units::{self, HOURS_PER_YEAR};

/// The numbers of anything that fails, in the order in which everything here comes, and their keys.
pub(crate) const ASPECTS: [(Aspect, &str); 4] = [
    (Aspect::Rate, provenance::FAILS),
    (Aspect::Length, provenance::LASTS),
    (Aspect::Reach, provenance::REACH),
    (Aspect::Hits, provenance::HITS),
];

/// What a source is made of, apart from its name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Numbers {
    /// Time to failure [h]; `None` never fails.
    pub(crate) fails: Option<Law>,
    /// Length of an outage [h].
    pub(crate) lasts: Law,
    /// Chance that an outage touches us.
    pub(crate) reach: f64,
    /// Share of the instances struck.
    pub(crate) hits: f64,
    /// What the rate drifts with, where it is the catalog's and does.
    pub(crate) drift: Option<String>,
    /// Where each is written; `None` for one that nobody wrote.
    pub(crate) written: [Option<Written>; 4],
}

/// The one place at which a number is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    /// What it is a number of: `dns-resolver`, `network in aws/us-east-1`, `web software`.
    pub(crate) name: String,
    /// Whether the plan says it; else the catalog.
    pub(crate) in_plan: bool,
    /// Where in the plan, if it is a number of one architecture or option; `None` in the catalog.
    pub(crate) span: Option<Span>,
    /// How far off it may be; `None` where it is taken as known.
    pub(crate) belief: Option<Belief>,
    /// What it rests on.
    pub(crate) evidence: Arc<[Evidence]>,
}

/// Numbers as a plan gives them; what is missing stays as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Given {
    /// Time to failure [h]; `Some(None)` for `never`.
    pub(crate) fails: Option<Option<Law>>,
    /// Length of an outage [h].
    pub(crate) lasts: Option<Law>,
    /// Chance that an outage touches us.
    pub(crate) reach: Option<f64>,
    /// Share of the instances struck.
    pub(crate) hits: Option<f64>,
    /// Where they stand, and how well they are known.
    knowledge: [Option<Knowledge>; 4],
    /// What they rest on; nothing where the plan does not say.
    pub(crate) evidence: Vec<Evidence>,
    /// What strikes several replicas at once.
    pub(crate) common_cause: Option<Shocks>,
}

impl Given {
    /// What a map says of itself, its ranges checked. `lasts`, `reach` and `hits` are as they were read.
    pub(crate) fn of(
        here: &Here<'_>,
        lasts: Option<Law>,
        reach: Option<f64>,
        hits: Option<f64>,
    ) -> Self {
        let (map, whose, problems) = (here.node, here.what, here.problems);
        let range = |key, value, parse| belief::read(map, whose, key, value, parse, problems);
        let median = lasts.as_ref().map(Law::median);
        let knowledge = [
            None,
            range("lasts", median, units::parse_duration),
            range("reach", reach, units::parse_share),
            range("hits", hits, units::parse_share),
        ];
        let mut given = Self {
            fails: None,
            lasts,
            reach,
            hits,
            knowledge,
            evidence: Vec::new(),
            common_cause: None,
        };
        given.read_fails(here);
        given
    }

    fn read_fails(&mut self, here: &Here<'_>) {
        let (map, problems) = (here.node, here.problems);
        let what = format!("{}: `fails`", here.what);
        let given = |key: &str| map.get(key).filter(|node| !node.is_null());
        let node = given("fails");
        let Some(counted) = node.filter(|node| belief::is_count(node)) else {
            self.fails = node.and_then(|node| law::fails(node, &what, problems));
            let rate = self.fails.iter().flatten().map(rate).next();
            self.knowledge[0] =
                belief::read(map, here.what, "fails", rate, units::parse_rate, problems);
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
        if let Some((rate, belief)) = belief::count(counted, &what, problems) {
            self.fails = Some(Some(Law::of_rate(rate)));
            self.knowledge[0] = Some(Knowledge {
                span: counted.span.clone(),
                belief: Some(belief),
            });
        }
    }

    /// The same with what strikes several replicas at once.
    pub(crate) fn with_common_cause(mut self, shocks: Option<Shocks>) -> Self {
        self.common_cause = shocks;
        self
    }

    /// The same, resting on what the plan says of them.
    pub(crate) fn resting_on(mut self, evidence: Vec<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }

    /// Numbers of something of that name that stand on their own: all that is missing has its plain default. `about` is
    /// what the plan says of them; may be empty.
    pub(crate) fn alone(&self, name: &str, about: &str) -> Numbers {
        Numbers {
            fails: self.fails.clone().flatten(),
            lasts: self.lasts.clone().unwrap_or(Law::Fixed(0.0)),
            reach: self.reach.unwrap_or(1.0),
            hits: self.hits.unwrap_or(1.0),
            drift: None,
            written: self.written(name, about),
        }
    }

    /// Where each of these numbers is written, if it is.
    fn written(&self, name: &str, about: &str) -> [Option<Written>; 4] {
        self.knowledge.clone().map(|knowledge| {
            let knowledge = knowledge?;
            Some(Written::in_plan(name, knowledge, &self.evidence, about))
        })
    }

    /// Which of the numbers are given.
    fn is_given(&self) -> [bool; 4] {
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

/// The rate of a law of time to failure [events a year].
fn rate(law: &Law) -> f64 {
    HOURS_PER_YEAR / law.mean()
}

impl Written {
    /// A number of the plan, and what the plan says of it, which may be nothing.
    pub(crate) fn in_plan(
        name: &str,
        knowledge: Knowledge,
        evidence: &[Evidence],
        about: &str,
    ) -> Self {
        let mut grounds = evidence.to_vec();
        match knowledge.belief {
            Some(Belief::Counted { count, years }) => {
                let counted = format!("{count} in {} years", (years * 10.0).round() / 10.0);
                let count = Evidence {
                    kind: EvidenceKind::Counted,
                    says: if about.is_empty() {
                        counted
                    } else {
                        format!("{counted}; {about}")
                    },
                    ..Evidence::given("")
                };
                grounds.insert(0, count);
            }
            _ if grounds.is_empty() => grounds.push(Evidence::given(about)),
            _ => {}
        }
        Self {
            name: name.to_owned(),
            span: Some(knowledge.span),
            belief: knowledge.belief,
            in_plan: true,
            evidence: grounds.into(),
        }
    }
}

impl Numbers {
    /// The catalog's numbers.
    pub(crate) fn of_catalog(numbers: &catalog::Numbers) -> Self {
        let ranges = [
            numbers.rate_range,
            numbers.length_range,
            numbers.reach_range,
            numbers.hits_range,
        ];
        let mut places = numbers.written.iter().zip(ranges);
        let written = [(); 4].map(|()| {
            let (written, range) = places.next()?;
            let belief = range.map(|range| Belief::Range {
                low: range.low,
                high: range.high,
            });
            (!written.entry.is_empty()).then(|| Written {
                name: written.entry.clone(),
                in_plan: written.in_plan,
                span: None,
                belief,
                evidence: written.evidence.clone(),
            })
        });
        Self {
            fails: numbers.fails.clone(),
            lasts: numbers.lasts.clone(),
            reach: numbers.reach,
            hits: numbers.hits,
            drift: numbers.drift.clone(),
            written,
        }
    }

    /// The value used, of one of the numbers, in the unit of its range; `None` where there is no such number.
    pub(crate) fn value(&self, aspect: Aspect) -> Option<f64> {
        match aspect {
            Aspect::Rate => self.fails.as_ref().map(rate),
            Aspect::Length => Some(self.lasts.median()).filter(|median| *median > 0.0),
            Aspect::Reach => Some(self.reach).filter(|share| *share > 0.0),
            Aspect::Hits => Some(self.hits).filter(|share| *share > 0.0),
            Aspect::Complexity | Aspect::Drift => None,
        }
    }

    /// Where each comes from.
    pub(crate) fn provenance(&self) -> Provenance {
        let each = ASPECTS.iter().zip(&self.written);
        let each = each.filter_map(|((aspect, number), written)| {
            let written = written.as_ref()?;
            // A range is one of a value: what never fails has none.
            let belief = written.belief.filter(|_| self.value(*aspect).is_some());
            Some(provenance::Written {
                number,
                by: match written.in_plan {
                    true => Origin::Plan,
                    false => Origin::Catalog,
                },
                range: belief.map(|it| it.ends()),
                evidence: written.evidence.clone(),
                borrowed: Vec::new(),
            })
        });
        Provenance {
            numbers: each.collect(),
            common_cause: None,
        }
    }

    /// The same with what the plan gives of something of that name laid over it. A range belongs to a number: it goes where
    /// the number goes, and so does the evidence.
    pub(crate) fn amended(mut self, given: &Given, name: &str) -> Self {
        let is_given = given.is_given();
        if is_given == [false; 4] {
            return self;
        }
        if let Some(fails) = &given.fails {
            self.fails.clone_from(fails);
            self.drift = None;
        }
        if let Some(lasts) = &given.lasts {
            self.lasts = lasts.clone();
        }
        if let Some(reach) = given.reach {
            self.reach = reach;
        }
        if let Some(hits) = given.hits {
            self.hits = hits;
        }
        for ((mine, theirs), is_given) in self
            .written
            .iter_mut()
            .zip(given.written(name, ""))
            .zip(is_given)
        {
            if is_given {
                *mine = theirs;
            }
        }
        self
    }
}
