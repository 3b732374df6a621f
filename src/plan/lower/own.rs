//! What fails of a component itself: a source for each replica or one for all, and what strikes all replicas at once.

use super::super::component::{Component, Own};
use super::architect::Architect;
use crate::catalog::Per;
use crate::topology::{Law, LeafId, Link, Scope, Source, SourceId, Strike};

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
        if !(has_replicas && own.per == Per::Replica) {
            let source =
                self.lowering
                    .sources
                    .add(own_source(own, format!("{prefix}/{}", own.name), kind));
            for leaf in leaves {
                self.link_own(source, *leaf);
            }
            return;
        }
        let shock = self.shock(own, component, prefix);
        for (ordinal, leaf) in leaves.iter().enumerate() {
            let name = format!("{prefix}/{}/{}", ordinal + 1, own.name);
            let mut source = own_source(own, name, kind.clone());
            source.struck_by = shock
                .map(|by| Strike { by, chance: 1.0 })
                .into_iter()
                .collect();
            if shock.is_some() {
                let rest = 1.0 - own.common_cause;
                source.fails = source
                    .fails
                    .filter(|_| rest > 0.0)
                    .map(|law| law.scaled(1.0 / rest));
                scale_range(&mut source, rest);
            }
            let source = self.lowering.sources.add(source);
            self.link_own(source, *leaf);
        }
    }

    pub(super) fn link_own(&mut self, source: SourceId, leaf: LeafId) {
        self.links.push(Link {
            source,
            leaf,
            mitigations: Vec::new(),
        });
    }

    /// The instants that strike all replicas of a site: a Poisson stream of the share `common_cause` of one's rate. It
    /// is there for a single replica too, so that adding another changes no fate.
    fn shock(&mut self, own: &Own, component: &Component<'_>, prefix: &str) -> Option<SourceId> {
        let fails = own
            .numbers
            .fails
            .as_ref()
            .filter(|_| own.common_cause > 0.0)?;
        let several = component
            .own
            .iter()
            .filter(|other| other.common_cause > 0.0)
            .count()
            > 1;
        let tail = if several && own.name != "software" {
            format!("{}-common-cause", own.name)
        } else {
            "common-cause".to_owned()
        };
        let kind = format!("{} {}", component.name.value, tail.replace('-', " "));
        let mut source = own_source(own, format!("{prefix}/{tail}"), kind);
        source.fails = Some(Law::Exponential {
            mean: fails.mean() / own.common_cause,
        });
        source.is_shock = true;
        scale_range(&mut source, own.common_cause);
        Some(self.lowering.sources.add(source))
    }
}

/// The 90 % range of a rate of which this source has a share.
fn scale_range(source: &mut Source, share: f64) {
    let range = &mut source.provenance.rate_range;
    *range = range.map(|(low, high)| (low * share, high * share));
}

fn own_source(own: &Own, name: String, kind: String) -> Source {
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
        provenance: own.numbers.provenance.clone(),
    }
}
