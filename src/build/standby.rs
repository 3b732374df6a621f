//! Members of a failover group that wait: what of them ages slowly meanwhile, and whether there is room when all come.

use super::architect::Architect;
use super::stand::Stand;
use crate::diagnostic::Diagnostic;
use crate::place::Domain;
use crate::plan::{architecture::site::SiteId, failure::failover::Takeover};
use crate::scope::Scope;
use crate::topology::{GroupId, Leaf, LeafId, LeafKind, Node, NodeId, SourceId, Target};
use std::collections::{HashMap, HashSet};

impl Architect<'_, '_, '_> {
    /// For each member, what fails of it alone: it ages at the speed of a dormant one while another serves.
    pub(super) fn dormant(&self, members: &[NodeId], takeover: &Takeover) -> Vec<Vec<SourceId>> {
        if takeover.law.dormant_failures >= 1.0 {
            return Vec::new();
        }
        let mut users: HashMap<SourceId, usize> = HashMap::new();
        let mut all = Vec::new();
        for member in members {
            let mut seen = HashSet::new();
            let mut own = Vec::new();
            for leaf in self.leaves_below(*member) {
                for id in self.felt_by(leaf) {
                    let source = &self.lowering.sources[*id];
                    if source.scope == Scope::Own && source.clock.is_none() && seen.insert(*id) {
                        own.push(*id);
                        *users.entry(*id).or_default() += 1;
                    }
                }
            }
            all.push(own);
        }
        for own in &mut all {
            own.retain(|id| users.get(id) == Some(&1));
        }
        all
    }

    /// For each member, at its site, a leaf that is down while something of its whole region is.
    pub(super) fn crowded(
        &mut self,
        members: &[(NodeId, SiteId, Target)],
        takeover: &Takeover,
    ) -> Vec<Vec<NodeId>> {
        if takeover.law.no_capacity <= 0.0 {
            return Vec::new();
        }
        let mut any = false;
        let mut all = Vec::new();
        for (member, site, target) in members {
            let mut sources: Vec<SourceId> = Vec::new();
            let mut seen = HashSet::new();
            let leaves = self.leaves_below(*member);
            let region = self.region_of(&leaves, *site);
            for id in leaves.iter().flat_map(|leaf| self.felt_by(*leaf)) {
                let source = &self.lowering.sources[*id];
                let ours = match source.subject.domain() {
                    Some(Domain::Provider(provider)) => region.path().first() == Some(&&**provider),
                    Some(domain) => *domain == region,
                    None => false,
                };
                if ours && seen.insert(*id) {
                    sources.push(*id);
                }
            }
            any |= !sources.is_empty();
            let leaf = Leaf {
                kind: LeafKind::Crowd(target.clone()),
                domain: region,
            };
            let stand = Stand {
                site: *site,
                scope: Scope::Region,
                zone: 0,
            };
            let (leaf, node) = self.new_leaf(leaf, stand);
            for source in sources {
                self.link_own(source, leaf);
            }
            all.push(vec![node]);
        }
        if !any {
            self.lowering.problems.push(
                Diagnostic::warning(
                    "`no_capacity` is about whole regions, and nothing here depends on one",
                )
                .at(takeover.span.clone(), "it has no effect in this group")
                .help(
                    "let components use a dependency of `scope: region`, or remove `no_capacity`",
                ),
            );
        }
        all
    }

    /// The region in which a member is: that of its leaves where they are in one, else that of its site.
    fn region_of(&self, leaves: &[LeafId], site: SiteId) -> Domain {
        let only = match leaves {
            [leaf] => self.leaves[leaf].domain.region_around(),
            _ => None,
        };
        only.unwrap_or_else(|| self.candidate.sites[site].place.in_region())
    }

    fn felt_by(&self, leaf: LeafId) -> &[SourceId] {
        &self.felt[leaf]
    }

    /// All leaves of which a node is made, each once.
    fn leaves_below(&self, node: NodeId) -> Vec<LeafId> {
        let members = |group: &GroupId| self.groups[group].members.iter().collect();
        let below = self.nodes.below(node, members).into_iter();
        let leaves = below.filter_map(|node| match self.nodes[node] {
            Node::Leaf(leaf) => Some(leaf),
            Node::AtLeast { .. } | Node::Group(_) => None,
        });
        leaves.collect()
    }
}
