//! A component where a path needs it: its replicas at a site, the one thing that it is, or one group over all sites.

use super::architect::{Architect, Stand, zone_standing};
use super::instance::Instance;
use crate::plan::architecture::site::Site;
use crate::plan::component::Component;
use crate::plan::failure::failover::Takeover;
use crate::topology::{Node, NodeId, Scope};

impl<'l, 'w> Architect<'l, '_, 'w> {
    /// The node of a component as a site's path needs it.
    pub(super) fn component(&mut self, index: usize, site: usize) -> NodeId {
        let candidate = self.candidate;
        let Some(component) = candidate.components.get(index) else {
            return self.nothing();
        };
        let across = component
            .failover
            .as_ref()
            .filter(|_| component.across.is_some());
        let key = match across {
            Some(_) => (index, "across".to_owned()),
            None if component.standing == Scope::Zone => (index, format!("site/{site}")),
            None => (index, self.standing(component, site).domain()),
        };
        if let Some(node) = self.whole.get(&key) {
            return *node;
        }
        let node = match across {
            Some(takeover) => self.across(index, component, takeover),
            None if component.standing == Scope::Zone => self.at_site(index, component, site),
            None => self.thing(index, component, site),
        };
        self.whole.insert(key, node);
        node
    }

    /// All members of a component at all sites, as one group.
    fn across(
        &mut self,
        index: usize,
        component: &'l Component<'w>,
        takeover: &Takeover,
    ) -> NodeId {
        let mut members = Vec::new();
        let mut requires = Vec::new();
        for site in 0..self.candidate.sites.len() {
            let nodes = if component.standing == Scope::Zone {
                self.replicas(index, component, site)
            } else {
                let domain = self.standing(component, site).domain();
                let node = match self.whole.get(&(index, domain.clone())) {
                    Some(_) => continue,
                    None => self.thing(index, component, site),
                };
                self.whole.insert((index, domain), node);
                vec![node]
            };
            for node in nodes {
                requires.push(self.member_requires(node, takeover));
                members.push((node, site, self.leaf_name(node)));
            }
        }
        match members.as_slice() {
            [(only, ..)] => *only,
            _ => self.group(component.name.value.clone(), members, requires, takeover),
        }
    }

    /// A zone-standing component at one site.
    fn at_site(&mut self, index: usize, component: &'l Component<'w>, site: usize) -> NodeId {
        let members = self.replicas(index, component, site);
        let needs = self
            .dealt
            .get(&(index, site))
            .map_or(1, |dealt| dealt.needs);
        match (members.as_slice(), &component.failover) {
            ([only], _) => *only,
            (_, Some(takeover)) => {
                let requires = members
                    .iter()
                    .map(|node| self.member_requires(*node, takeover))
                    .collect();
                let name = format!("{}/{}", self.site_name(site), component.name.value);
                let members = members.into_iter();
                let members = members
                    .map(|node| (node, site, self.leaf_name(node)))
                    .collect();
                self.group(name, members, requires, takeover)
            }
            (_, None) => self.push(Node::AtLeast { needs, of: members }),
        }
    }

    /// The replicas of a component at a site, made when first asked for.
    fn replicas(&mut self, index: usize, component: &'l Component<'w>, site: usize) -> Vec<NodeId> {
        if let Some(nodes) = self.replicas.get(&(index, site)) {
            return nodes.clone();
        }
        let candidate = self.candidate;
        let zones = self
            .dealt
            .get(&(index, site))
            .map(|dealt| dealt.zones.clone())
            .unwrap_or_default();
        let Some(at) = candidate.sites.get(site) else {
            return Vec::new();
        };
        let prefix = format!("{}/{}", at.name.value, component.name.value);
        let cold = is_cold(component, at);
        let mut nodes = Vec::new();
        let mut leaves = Vec::new();
        for (ordinal, zone) in zones.iter().enumerate() {
            let standing = zone_standing(at, *zone);
            let stand = Stand {
                site,
                scope: Scope::Zone,
                zone: *zone,
            };
            let (leaf, node) = self.leaf(
                format!("{prefix}/{}", ordinal + 1),
                component,
                standing,
                stand,
            );
            self.depend(component, leaf, standing);
            leaves.push(leaf);
            nodes.push(node);
        }
        if !cold {
            for own in &component.own {
                self.own(own, component, &prefix, &leaves, true);
            }
            self.maintain(component, &prefix, &leaves);
            self.instances.push(Instance {
                component: index,
                site,
                zones,
                leaves,
            });
        }
        self.replicas.insert((index, site), nodes.clone());
        nodes
    }

    /// A component that is one thing in a region, at a provider or in the world.
    fn thing(&mut self, index: usize, component: &'l Component<'w>, site: usize) -> NodeId {
        let candidate = self.candidate;
        let standing = self.standing(component, site);
        let name = &component.name.value;
        let full = match component.standing {
            _ if component.at.is_some() => name.clone(),
            Scope::Region => format!("{}/{name}", self.site_name(site)),
            Scope::Provider => format!("{}/{name}", standing.provider),
            _ => name.clone(),
        };
        let stand = Stand {
            site,
            scope: component.standing,
            zone: 0,
        };
        let (leaf, node) = self.leaf(full.clone(), component, standing, stand);
        self.depend(component, leaf, standing);
        let cold = candidate
            .sites
            .get(site)
            .is_some_and(|site| is_cold(component, site));
        if !cold {
            for own in &component.own {
                self.own(own, component, &full, &[leaf], false);
            }
            self.maintain(component, &full, &[leaf]);
            self.instances.push(Instance {
                component: index,
                site,
                zones: vec![0],
                leaves: vec![leaf],
            });
        }
        node
    }
}

fn is_cold(component: &Component<'_>, site: &Site) -> bool {
    site.cold
        .iter()
        .any(|name| name.value == component.name.value)
}
