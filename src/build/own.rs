//! What fails of a component itself: a source for each replica or one for all, and what strikes all replicas at once.

use super::architect::Architect;
use super::resolve::repair;
use crate::catalog::Per;
use crate::plan::component::Component;
use crate::plan::component::own::Own;
use crate::topology::{
    Clock, Law, LeafId, Link, MitigationId, Provenance, Scope, Source, SourceId, Strike,
};

impl Architect<'_, '_, '_> {
    /// One of the component's own sources, for each replica or for all of them.
    pub(super) fn own(
        &mut self,
        own: &Own,
        component: &Component<'_>,
        prefix: &str,
        leaves: &[LeafId],
        has_replicas: bool,
    ) {
        let kind = format!("{} {}", component.name.value, own.name);
        let each = has_replicas && own.per == Per::Replica;
        let shock = (each || own.common_cause.across)
            .then(|| self.shock(own, component, prefix))
            .flatten();
        if !each {
            let name = format!("{prefix}/{}", own.name);
            let source = self.own_source(own, name, kind, shock);
            for leaf in leaves {
                self.link_own(source, *leaf);
            }
            return;
        }
        for (ordinal, leaf) in leaves.iter().enumerate() {
            let name = format!("{prefix}/{}/{}", ordinal + 1, own.name);
            let source = self.own_source(own, name, kind.clone(), shock);
            self.link_own(source, *leaf);
        }
    }

    /// One source, less what strikes it from outside.
    fn own_source(
        &mut self,
        own: &Own,
        name: String,
        kind: String,
        shock: Option<SourceId>,
    ) -> SourceId {
        let mut source = self.source(own, name, kind);
        source.repair = repair(own.repair.as_ref(), &self.crews);
        if let Some(by) = shock {
            let chance = own.common_cause.hits;
            source.struck_by = vec![Strike { by, chance }];
            let rest = 1.0 - own.common_cause.share;
            source.fails = source
                .fails
                .filter(|_| rest > 0.0)
                .map(|law| law.scaled(1.0 / rest));
            scale_range(&mut source, rest);
        }
        self.lowering.sources.add(source)
    }

    /// Planned work on each replica, or on the one thing.
    pub(super) fn maintain(&mut self, component: &Component<'_>, prefix: &str, leaves: &[LeafId]) {
        let Some(plan) = &component.maintenance else {
            return;
        };
        plan.check_turns(&component.name.value, leaves.len(), self.lowering.problems);
        for (turn, leaf) in leaves.iter().enumerate() {
            let name = &self.leaves[leaf].name;
            let offset = if plan.staggered {
                plan.every * turn as f64 / leaves.len() as f64
            } else {
                0.0
            };
            let source = self.lowering.sources.add(Source {
                name: format!("{name}/maintenance"),
                kind: format!("{} maintenance", component.name.value),
                scope: Scope::Own,
                fails: None,
                lasts: plan.lasts.value.clone(),
                reach: 1.0,
                hits: 1.0,
                struck_by: Vec::new(),
                is_shock: false,
                clock: Some(Clock {
                    name: format!("{prefix}/maintenance"),
                    every: plan.every,
                    offset,
                    counted: plan.counted,
                }),
                repair: None,
                unknowns: self.lowering.register.note_length(plan),
                provenance: Provenance {
                    origin: "plan".to_owned(),
                    evidence: "given in the plan".to_owned(),
                    ..Provenance::default()
                },
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
    /// was. It is there for a single replica too, so that adding another changes no fate.
    fn shock(&mut self, own: &Own, component: &Component<'_>, prefix: &str) -> Option<SourceId> {
        let fails = own
            .numbers
            .fails
            .as_ref()
            .filter(|_| own.common_cause.share > 0.0)?;
        let prefix = if own.common_cause.across {
            &component.name.value
        } else {
            prefix
        };
        let share = own.common_cause.share / own.common_cause.hits;
        let several = component
            .own
            .iter()
            .filter(|other| other.common_cause.share > 0.0)
            .count()
            > 1;
        let tail = if several && own.name != "software" {
            format!("{}-common-cause", own.name)
        } else {
            "common-cause".to_owned()
        };
        let kind = format!("{} {}", component.name.value, tail.replace('-', " "));
        let mut source = self.source(own, format!("{prefix}/{tail}"), kind);
        source.fails = Some(Law::Exponential {
            mean: fails.mean() / share,
        });
        source.is_shock = true;
        scale_range(&mut source, share);
        Some(self.lowering.sources.add(source))
    }

    fn source(&self, own: &Own, name: String, kind: String) -> Source {
        Source {
            name,
            kind,
            scope: Scope::Own,
            fails: own.numbers.fails.clone(),
            lasts: own.numbers.lasts.clone(),
            reach: own.numbers.reach,
            hits: own.numbers.hits,
            struck_by: Vec::new(),
            is_shock: false,
            clock: None,
            repair: None,
            unknowns: self.lowering.register.note(&own.numbers),
            provenance: own.numbers.provenance.clone(),
        }
    }
}

/// The 90 % range of a rate of which this source has a share.
fn scale_range(source: &mut Source, share: f64) {
    let range = &mut source.provenance.rate_range;
    *range = range.map(|(low, high)| (low * share, high * share));
}
