//! Links between sites: what one site needs of another is not there while the link is down, and what is copied over it stays behind.

use super::architect::Architect;
use super::lowering::against;
use super::resolve::Standing;
use super::stand::Stand;
use crate::place::Domain;
use crate::plan::architecture::site::SiteId;
use crate::plan::dependency::Dependency;
use crate::scope::Scope;
use crate::topology::{Leaf, LeafKind, Node, NodeId};

impl Architect<'_, '_, '_> {
    /// A component of which one member serves for all sites, as a site reaches it: where the preferred member stands at another
    /// site, over the links between the two, one of which is enough.
    pub(super) fn reached(&mut self, index: usize, node: NodeId, site: SiteId) -> NodeId {
        let Some(&home) = self.homes.get(&index) else {
            return node;
        };
        if let Some(known) = self.reached.get(&(index, site)) {
            return *known;
        }
        let name = self.candidate.components[index].name.value.clone();
        let reached = match self.way(&name, site, home) {
            Some(way) => self.push(Node::AtLeast {
                needs: 2,
                of: vec![node, way],
            }),
            None => node,
        };
        self.reached.insert((index, site), reached);
        reached
    }

    /// Pairs of a group's members with the way from one to the other, where there is a link between their sites.
    pub(super) fn ways(&mut self, of: &str, sites: &[SiteId]) -> Vec<(u32, u32, NodeId)> {
        let mut ways: Vec<(u32, u32, NodeId)> = Vec::new();
        let mut known: Vec<(SiteId, SiteId, Option<NodeId>)> = Vec::new();
        for (one, from) in (0..).zip(sites) {
            for (other, to) in (0..).zip(sites).take(one as usize) {
                let found = known.iter().find(|it| (it.0, it.1) == (*from, *to));
                let way = match found {
                    Some(known) => known.2,
                    None => {
                        let way = self.way(of, *from, *to);
                        known.push((*from, *to, way));
                        way
                    }
                };
                ways.extend(way.map(|way| (other, one, way)));
            }
        }
        ways
    }

    /// Up while one of the links between two sites is; `None` where there is none.
    fn way(&mut self, of: &str, from: SiteId, to: SiteId) -> Option<NodeId> {
        let candidate = self.candidate;
        let ends = [self.site_name(from), self.site_name(to)];
        let links = candidate.dependencies.iter().filter(|it| links(it, ends));
        let ways: Vec<NodeId> = links.map(|link| self.over(of, link, (from, to))).collect();
        match ways.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => Some(self.push(Node::AtLeast { needs: 1, of: ways })),
        }
    }

    /// A leaf that is down while a link is.
    fn over(&mut self, of: &str, link: &Dependency, (from, to): (SiteId, SiteId)) -> NodeId {
        let name = &link.name.value;
        let stand = Stand {
            site: from,
            scope: Scope::Service,
            zone: 0,
        };
        let kind = LeafKind::Way {
            of: of.to_owned(),
            from: self.site_name(from).to_owned(),
            to: self.site_name(to).to_owned(),
            over: name.clone(),
        };
        let domain = self.candidate.sites[from].place.in_region();
        let (leaf, node) = self.new_leaf(Leaf { kind, domain }, stand);
        let place = Standing::within(Domain::Service);
        let resolver = self.resolver();
        if let Some(source) = resolver.named(&link.name, &place, "a link is") {
            let given = self.lowering.mitigations;
            let mitigations = against(self.candidate, given, of, &source.kind, &source.name);
            self.lowering.linked.insert(source.kind.clone());
            self.lowering.linked.insert(source.name.clone());
            let source = self.shared(source);
            self.link(source, leaf, mitigations);
        }
        node
    }
}

/// Whether a thing links these two sites.
fn links(it: &Dependency, ends: [&str; 2]) -> bool {
    let between = it.between.as_ref();
    between.is_some_and(|[one, other]| {
        ends == [one.value.as_str(), &other.value] || ends == [other.value.as_str(), &one.value]
    })
}
