//! `fails`, `lasts`, `reach`, `hits`: the numbers of anything that fails, from the catalog, the plan, or one over the
//! other; where each is written, and how well it is known.

use super::belief::{self, Knowledge};
use super::common_cause::{self, Shocks};
use crate::catalog::{self, Evidence, EvidenceKind, Ground, grounds};
use crate::diagnostic::Span;
use crate::language::law;
use crate::language::{Fields, Problems, scalar};
use crate::law::Law;
use crate::topology::{Aspect, Belief, Provenance};
use crate::units::{self, HOURS_PER_YEAR};

/// The numbers of anything that fails, in the order in which everything here comes, and their keys.
pub(crate) const ASPECTS: [(Aspect, &str); 4] = [
    (Aspect::Rate, "fails"),
    (Aspect::Length, "lasts"),
    (Aspect::Reach, "reach"),
    (Aspect::Hits, "hits"),
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
    /// Where they come from.
    pub(crate) provenance: Provenance,
}

/// The one place at which a number is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    /// What it is a number of: `dns-resolver`, `network in aws/us-east-1`, `web software`.
    pub(crate) name: String,
    /// Where in the plan; `None` in the catalog.
    pub(crate) span: Option<Span>,
    /// How far off it may be; `None` where it is taken as known.
    pub(crate) belief: Option<Belief>,
    /// What it rests on.
    pub(crate) evidence: Vec<Evidence>,
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
    /// What strikes several replicas at once.
    pub(crate) common_cause: Option<Shocks>,
}

impl Given {
    /// Reads `fails`, `lasts`, `reach` and their ranges; `hits` and `common_cause` are for those who may have them.
    pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Self {
        let mut given = Self::default();
        given.read_fails(fields, problems);
        (given.lasts, given.knowledge[1]) = read_length(fields, problems);
        (given.reach, given.knowledge[2]) = read_share(fields, "reach", problems);
        given
    }

    fn read_fails(&mut self, fields: &Fields<'_>, problems: &Problems) {
        let what = format!("{}: `fails`", fields.what());
        let node = fields.get("fails");
        let Some(counted) = node.filter(|node| belief::is_count(node)) else {
            self.fails = node.and_then(|node| law::fails(node, &what, problems));
            let rate = self.fails.iter().flatten().map(rate).next();
            self.knowledge[0] = belief::read(fields, "fails", rate, units::parse_rate, problems);
            return;
        };
        if let Some(range) = fields.get("fails_range") {
            problems.error(
                &range.span,
                format!("{}: `fails_range` beside a count", fields.what()),
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

    /// Reads `hits` too.
    pub(crate) fn with_hits(mut self, fields: &Fields<'_>, problems: &Problems) -> Self {
        (self.hits, self.knowledge[3]) = read_share(fields, "hits", problems);
        self
    }

    /// Reads `common_cause` too.
    pub(crate) fn with_common_cause(mut self, fields: &Fields<'_>, problems: &Problems) -> Self {
        self.common_cause = common_cause::read(fields, problems);
        self
    }

    /// Numbers of something of that name that stand on their own: all that is missing has its plain default. `about` is
    /// what the plan says of them; may be empty.
    pub(crate) fn alone(&self, name: &str, about: &str) -> Numbers {
        let numbers = Numbers {
            fails: self.fails.clone().flatten(),
            lasts: self.lasts.clone().unwrap_or(Law::Fixed(0.0)),
            reach: self.reach.unwrap_or(1.0),
            hits: self.hits.unwrap_or(1.0),
            drift: None,
            written: self.written(name, about),
            provenance: Provenance {
                origin: "plan".to_owned(),
                ..Provenance::default()
            },
        };
        numbers.shown()
    }

    /// Where each of these numbers is written, if it is.
    fn written(&self, name: &str, about: &str) -> [Option<Written>; 4] {
        self.knowledge.clone().map(|knowledge| {
            let knowledge = knowledge?;
            Some(Written::in_plan(name, knowledge, about))
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

/// Reads `lasts` and the range of its median.
pub(crate) fn read_length(
    fields: &Fields<'_>,
    problems: &Problems,
) -> (Option<Law>, Option<Knowledge>) {
    let what = format!("{}: `lasts`", fields.what());
    let law = fields
        .get("lasts")
        .and_then(|node| law::law(node, &what, problems));
    let median = law.as_ref().map(Law::median);
    let knowledge = belief::read(fields, "lasts", median, units::parse_duration, problems);
    (law, knowledge)
}

fn read_share(
    fields: &Fields<'_>,
    key: &'static str,
    problems: &Problems,
) -> (Option<f64>, Option<Knowledge>) {
    let what = format!("{}: `{key}`", fields.what());
    let share = fields
        .get(key)
        .and_then(|node| scalar::share(node, &what, problems));
    let knowledge = belief::read(fields, key, share, units::parse_share, problems);
    (share, knowledge)
}

/// The rate of a law of time to failure [events a year].
fn rate(law: &Law) -> f64 {
    HOURS_PER_YEAR / law.mean()
}

impl Written {
    /// A number of the plan, and what the plan says of it, which may be nothing.
    pub(crate) fn in_plan(name: &str, knowledge: Knowledge, about: &str) -> Self {
        let evidence = match knowledge.belief {
            Some(Belief::Counted { count, years }) => {
                let counted = format!("{count} in {} years", (years * 10.0).round() / 10.0);
                Evidence {
                    kind: EvidenceKind::Counted,
                    says: if about.is_empty() {
                        counted
                    } else {
                        format!("{counted}; {about}")
                    },
                    ..Evidence::given("")
                }
            }
            _ => Evidence::given(about),
        };
        Self {
            name: name.to_owned(),
            span: Some(knowledge.span),
            belief: knowledge.belief,
            evidence: vec![evidence],
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
                span: None,
                belief,
                evidence: written.evidence.clone(),
            })
        });
        let numbers = Self {
            fails: numbers.fails.clone(),
            lasts: numbers.lasts.clone(),
            reach: numbers.reach,
            hits: numbers.hits,
            drift: numbers.drift.clone(),
            written,
            provenance: Provenance {
                origin: "catalog".to_owned(),
                ..Provenance::default()
            },
        };
        numbers.shown()
    }

    /// The same with what they rest on, and what is given beside them.
    pub(crate) fn with_grounds(mut self, grounds: Vec<Ground>) -> Self {
        self.provenance.evidence = grounds;
        self
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

    /// The same with ranges and evidence where `check` shows them.
    fn shown(mut self) -> Self {
        let ends = |written: &Option<Written>| Some(written.as_ref()?.belief?.ends());
        self.provenance.rate_range = ends(&self.written[0]).filter(|_| self.fails.is_some());
        self.provenance.reach_range = ends(&self.written[2]);
        let each = ASPECTS.iter().zip(&self.written);
        let each: Vec<(&str, &[Evidence])> = each
            .filter_map(|((_, key), written)| Some((*key, &*written.as_ref()?.evidence)))
            .collect();
        self.provenance.evidence = grounds(&each);
        self
    }

    /// The same with what the plan gives of something of that name laid over it. A range belongs to a number: it goes where
    /// the number goes, and so does the evidence.
    pub(crate) fn amended(mut self, given: &Given, name: &str) -> Self {
        let is_given = given.is_given();
        if is_given == [false; 4] {
            return self;
        }
        let before = self.clone();
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
        let there = [true, true, before.reach < 1.0, before.hits < 1.0];
        let names = |of: &dyn Fn(usize) -> bool| {
            let names = ASPECTS.iter().enumerate().filter(|(index, _)| of(*index));
            let names: Vec<&str> = names.map(|(_, (_, name))| *name).collect();
            names.join(", ")
        };
        let ours = names(&|index| is_given[index]);
        let theirs = names(&|index| there[index] && !is_given[index]);
        let provenance = &mut self.provenance;
        if theirs.is_empty() || self.fails.is_none() {
            provenance.origin = "plan".to_owned();
        } else {
            provenance.origin = format!("plan ({ours}), {} ({theirs})", before.provenance.origin);
        }
        self.shown()
    }
}
