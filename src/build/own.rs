//! What fails of a component itself: a source for each replica or one for all, and what strikes all replicas at once.

use super::architect::Architect;
use super::lowering::against;
use super::resolve::{repair, rests};
use crate::catalog::Per;
use crate::law::Law;
use crate::plan::component::Component;
use crate::plan::component::own::Own;
use crate::topology::{
    Clock, LeafId, LeafKind, Link, MitigationId, Origin, Placed, Provenance, Replica, Source,
    SourceId, Strike, Subject, Within, provenance,
};

impl Architect<'_, '_, '_> {
    /// One of the component's own sources, for each replica or for all of them.
    pub(super) fn own(
        &mut self,
        own: &Own,
        component: &Component<'_>,
        placed: &Placed,
        leaves: &[LeafId],
        has_replicas: bool,
    ) {
        let mitigations = self.against_component(component);
        let each = has_replicas && own.per == Per::Replica;
        let shock = (each || own.common_cause.across)
            .then(|| self.shock(own, component, placed))
            .flatten();
        let subject = |number| Subject::Own {
            of: Replica {
                of: placed.clone(),
                number,
            },
            what: own.name.clone(),
        };
        if !each {
            let source = self.own_source(own, subject(None), shock);
            if let (Some(repair), Some(leaf)) = (&own.repair, leaves.first()) {
                self.own_requires(source, repair, *leaf);
            }
            for leaf in leaves {
                self.link(source, *leaf, mitigations.clone());
            }
            return;
        }
        for (number, leaf) in (1..).zip(leaves) {
            let source = self.own_source(own, subject(Some(number)), shock);
            if let Some(repair) = &own.repair {
                self.own_requires(source, repair, *leaf);
            }
            self.link(source, *leaf, mitigations.clone());
        }
    }

    /// What the architecture has against failures of a component itself.
    pub(super) fn against_component(&mut self, component: &Component<'_>) -> Vec<MitigationId> {
        let name = &component.name.value;
        self.lowering.linked.insert(name.clone());
        against(self.candidate, self.lowering.mitigations, name, name, name)
    }

    /// One source, less what strikes it from outside.
    fn own_source(&mut self, own: &Own, subject: Subject, shock: Option<SourceId>) -> SourceId {
        let mut source = self.source(own, subject);
        source.repair = repair(own.repair.as_ref(), &self.crews);
        source.repair_rests = rests(own.repair.as_ref());
        if let Some(by) = shock {
            let chance = own.common_cause.hits;
            source.struck_by = vec![Strike { by, chance }];
            let rest = 1.0 - own.common_cause.share;
            source.fails = source
                .fails
                .filter(|_| rest > 0.0)
                .map(|law| law.scaled(1.0 / rest));
            source.provenance.scale_rate(rest);
        }
        self.lowering.sources.add(source)
    }

    /// Planned work on each replica, or on the one thing.
    pub(super) fn maintain(
        &mut self,
        component: &Component<'_>,
        placed: &Placed,
        leaves: &[LeafId],
    ) {
        let Some(plan) = &component.maintenance else {
            return;
        };
        plan.check_turns(&component.name.value, leaves.len(), self.lowering.problems);
        for (turn, leaf) in leaves.iter().enumerate() {
            let LeafKind::Component(replica) = &self.leaves[leaf].kind else {
                continue;
            };
            let offset = if plan.staggered {
                plan.every * turn as f64 / leaves.len() as f64
            } else {
                0.0
            };
            let subject = Subject::Maintenance(replica.clone());
            let source = self.lowering.sources.add(Source {
                clock: Some(Clock {
                    name: format!("{placed}/maintenance"),
                    every: plan.every,
                    offset,
                    counted: plan.counted,
                }),
                unknowns: self.lowering.register.note_length(plan),
                provenance: Provenance::in_plan(provenance::LASTS),
                ..Source::new(subject, None, plan.lasts.value.clone())
            });
            self.link_own(source, *leaf);
        }
    }

    pub(super) fn link_own(&mut self, source: SourceId, leaf: LeafId) {
        self.link(source, leaf, Vec::new());
    }

    pub(super) fn link(&mut self, source: SourceId, leaf: LeafId, mitigations: Vec<MitigationId>) {
        self.felt[leaf].push(source);
        self.links.push(Link {
            source,
            leaf,
            mitigations,
        });
    }

    /// The instants that strike replicas of a site, or of all sites: a Poisson stream of the share `common_cause` of one's
    /// rate, more often where each strikes a replica only with a probability, so that a replica's own rate stays what it
    /// was. It is there for a single replica too, so that adding another changes no outage.
    fn shock(&mut self, own: &Own, component: &Component<'_>, placed: &Placed) -> Option<SourceId> {
        let fails = own
            .numbers
            .fails
            .as_ref()
            .filter(|_| own.common_cause.share > 0.0)?;
        let mut of = placed.clone();
        if own.common_cause.across {
            of.within = Within::Plan;
        }
        let share = own.common_cause.share / own.common_cause.hits;
        let several = component
            .own
            .iter()
            .filter(|other| other.common_cause.share > 0.0)
            .count()
            > 1;
        let what = if several && own.name != "software" {
            format!("{}-common-cause", own.name)
        } else {
            "common-cause".to_owned()
        };
        let mut source = self.source(own, Subject::CommonCause { of, what });
        source.fails = Some(Law::Exponential {
            mean: fails.mean() / share,
        });
        source.is_shock = true;
        source.provenance.scale_rate(share);
        Some(self.lowering.sources.add(source))
    }

    fn source(&self, own: &Own, subject: Subject) -> Source {
        let numbers = &own.numbers;
        Source {
            reach: numbers.reach,
            hits: numbers.hits,
            unknowns: self.lowering.register.note(numbers),
            provenance: provenance_of(own),
            ..Source::new(subject, numbers.fails.clone(), numbers.lasts.clone())
        }
    }
}

/// Where the numbers of something of a component itself come from.
fn provenance_of(own: &Own) -> Provenance {
    let mut provenance = own.numbers.provenance();
    let share = own.common_cause.share;
    if share > 0.0 {
        provenance.common_cause = Some(share);
        let in_plan = provenance::Written::in_plan(provenance::COMMON_CAUSE);
        provenance.numbers.push(match &own.common_cause_evidence {
            Err(evidence) => in_plan.resting_on(evidence),
            Ok(evidence) => provenance::Written {
                by: Origin::Catalog,
                evidence: evidence.clone().into(),
                ..in_plan
            },
        });
    }
    provenance
}
