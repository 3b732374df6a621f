//! `fails`, `lasts`, `reach`, `hits`: the numbers of anything that fails, from the catalog, the plan, or one over the
//! other.

use super::common_cause::{self, Shocks};
use super::fields::Fields;
use super::problems::Problems;
use super::{law, scalar};
use crate::catalog;
use crate::topology::{Law, Provenance};

/// What a source is made of, apart from its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numbers {
    /// Time to failure [h]; `None` never fails.
    pub(super) fails: Option<Law>,
    /// Length of an outage [h].
    pub(super) lasts: Law,
    /// Chance that an outage touches us.
    pub(super) reach: f64,
    /// Share of the instances struck.
    pub(super) hits: f64,
    /// Where they come from.
    pub(super) provenance: Provenance,
}

/// Numbers as a plan gives them; what is missing stays as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Given {
    /// Time to failure [h]; `Some(None)` for `never`.
    pub(super) fails: Option<Option<Law>>,
    /// Length of an outage [h].
    pub(super) lasts: Option<Law>,
    /// Chance that an outage touches us.
    pub(super) reach: Option<f64>,
    /// Share of the instances struck.
    pub(super) hits: Option<f64>,
    /// What strikes several replicas at once.
    pub(super) common_cause: Option<Shocks>,
}

impl Given {
    /// Reads `fails`, `lasts`, `reach`; `hits` and `common_cause` are for those who may have them.
    pub(super) fn read(fields: &Fields<'_>, problems: &Problems) -> Self {
        let what = |key: &str| format!("{}: `{key}`", fields.what());
        let share = |key: &str| {
            fields
                .get(key)
                .and_then(|node| scalar::share(node, &what(key), problems))
        };
        Self {
            fails: fields
                .get("fails")
                .and_then(|node| law::fails(node, &what("fails"), problems)),
            lasts: fields
                .get("lasts")
                .and_then(|node| law::law(node, &what("lasts"), problems)),
            reach: share("reach"),
            hits: None,
            common_cause: None,
        }
    }

    /// Reads `hits` too.
    pub(super) fn with_hits(mut self, fields: &Fields<'_>, problems: &Problems) -> Self {
        let what = format!("{}: `hits`", fields.what());
        self.hits = fields
            .get("hits")
            .and_then(|node| scalar::share(node, &what, problems));
        self
    }

    /// Reads `common_cause` too.
    pub(super) fn with_common_cause(mut self, fields: &Fields<'_>, problems: &Problems) -> Self {
        self.common_cause = common_cause::read(fields, problems);
        self
    }

    /// Numbers that stand on their own: all that is missing has its plain default.
    pub(super) fn alone(&self, evidence: &str) -> Numbers {
        Numbers {
            fails: self.fails.clone().flatten(),
            lasts: self.lasts.clone().unwrap_or(Law::Fixed(0.0)),
            reach: self.reach.unwrap_or(1.0),
            hits: self.hits.unwrap_or(1.0),
            provenance: Provenance {
                origin: "plan".to_owned(),
                evidence: evidence.to_owned(),
                ..Provenance::default()
            },
        }
    }
}

impl Numbers {
    /// The catalog's numbers.
    pub(super) fn of_catalog(numbers: &catalog::Numbers) -> Self {
        let range = |range: &Option<catalog::Range>| range.map(|range| (range.low, range.high));
        Self {
            fails: numbers.fails.clone(),
            lasts: numbers.lasts.clone(),
            reach: numbers.reach,
            hits: numbers.hits,
            provenance: Provenance {
                origin: "catalog".to_owned(),
                rate_range: range(&numbers.rate_range),
                reach_range: range(&numbers.reach_range),
                evidence: numbers.evidence.clone(),
                as_of: numbers.as_of.clone(),
            },
        }
    }

    /// The same with what the plan gives laid over it. A range belongs to a number: it goes where the number goes, and so
    /// does the evidence.
    pub(super) fn amended(mut self, given: &Given) -> Self {
        let before = self.clone();
        if let Some(fails) = &given.fails {
            self.fails.clone_from(fails);
            self.provenance.rate_range = None;
        }
        if let Some(lasts) = &given.lasts {
            self.lasts = lasts.clone();
        }
        if let Some(reach) = given.reach {
            self.reach = reach;
            self.provenance.reach_range = None;
        }
        if let Some(hits) = given.hits {
            self.hits = hits;
        }
        if self == before {
            return self;
        }
        let parts = [
            ("fails", given.fails.is_some(), true),
            ("lasts", given.lasts.is_some(), true),
            ("reach", given.reach.is_some(), before.reach < 1.0),
            ("hits", given.hits.is_some(), before.hits < 1.0),
        ];
        let names = |of: &dyn Fn(bool, bool) -> bool| {
            let names = parts.iter().filter(|(_, given, there)| of(*given, *there));
            let names: Vec<&str> = names.map(|(name, ..)| *name).collect();
            names.join(", ")
        };
        let ours = names(&|given, _| given);
        let theirs = names(&|given, there| there && !given);
        let provenance = &mut self.provenance;
        if theirs.is_empty() || self.fails.is_none() {
            provenance.origin = "plan".to_owned();
            provenance.evidence = "given in the plan".to_owned();
            provenance.as_of.clear();
        } else {
            provenance.origin = format!("plan ({ours}), {} ({theirs})", before.provenance.origin);
            provenance.evidence = format!(
                "{ours} given in the plan; for {theirs}: {}",
                before.provenance.evidence
            );
        }
        self
    }
}
