//! `fails`, `lasts`, `reach`, `hits`: the numbers of anything that fails, from the catalog, the plan, or one over the
//! other.

use super::common_cause::Shocks;
use crate::catalog::{Evidence, Numbers, Stated, Written, rate};
use crate::language::Here;
use crate::law::Law;
use crate::topology::{Aspect, Origin, Provenance, provenance};

/// The numbers of anything that fails, in the order in which everything here comes, and their keys.
pub(crate) const ASPECTS: [(Aspect, &str); 4] = [
    (Aspect::Rate, provenance::FAILS),
    (Aspect::Length, provenance::LASTS),
    (Aspect::Reach, provenance::REACH),
    (Aspect::Hits, provenance::HITS),
];

/// Numbers as a plan gives them; what is missing stays as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Given {
    /// The numbers.
    stated: Stated,
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
        Self {
            stated: Stated::of(here, lasts, reach, hits),
            ..Self::default()
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
        self.stated.alone(self.written(name, about))
    }

    /// Where each of these numbers is written, if it is.
    fn written(&self, name: &str, about: &str) -> [Option<Written>; 4] {
        { self.stated.knowledge.clone() }
            .map(|known| Some(Written::in_plan(name, known?, &self.evidence, about)))
    }
}

impl Numbers {
    /// The value used, of one of the numbers, in the unit of its range; `None` where there is no such number.
    pub(crate) fn value(&self, aspect: Aspect) -> Option<f64> {
        match aspect {
            Aspect::Rate => self.fails.as_ref().map(rate),
            Aspect::Length => Some(self.lasts.median()).filter(|median| *median > 0.0),
            Aspect::Reach => Some(self.reach).filter(|share| *share > 0.0),
            Aspect::Hits => Some(self.hits).filter(|share| *share > 0.0),
            Aspect::Complexity | Aspect::Drift | Aspect::Move(_) => None,
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
        let stated = &given.stated;
        if let Some(fails) = &stated.fails {
            self.fails.clone_from(fails);
            self.drift = None;
        }
        if let Some(lasts) = &stated.lasts {
            self.lasts = lasts.clone();
        }
        if let Some(reach) = stated.reach {
            self.reach = reach;
        }
        if let Some(hits) = stated.hits {
            self.hits = hits;
        }
        let theirs = given.written(name, "").into_iter().zip(stated.is_given());
        for (mine, (theirs, is_given)) in self.written.iter_mut().zip(theirs) {
            if is_given {
                *mine = theirs;
            }
        }
        self
    }
}
