//! A component where a path needs it: its replicas at a site, the one thing that it is, or one group over all sites.

use super::architect::{Architect, Whole};
use super::instance::Instance;
use super::resolve::Standing;
use super::stand::Stand;
use crate::diagnostic::{Diagnostic, quoted};
use crate::place::Domain;
use crate::plan::architecture::replicas::Dealt;
use crate::plan::architecture::site::{Site, SiteId};
use crate::plan::component::Component;
use crate::plan::component::own::Own;
use crate::plan::failure::failover::Takeover;
use crate::plan::place::Place;
use crate::scope::Scope;
use crate::topology::{self, Node, NodeId, Placed, Replica, Within};

impl<'l, 'w> Architect<'l, '_, 'w> {
    /// The node of a component as a site's path needs it.
    pub(super) fn component(&mut self, index: usize, site: SiteId) -> NodeId {
        let candidate = self.candidate;
        let Some(component) = candidate.component_at(index, site) else {
            return self.nothing();
        };
        let across = component
            .failover
            .as_ref()
            .filter(|_| component.across.is_some());
        let key = match across {
            Some(_) => (index, Whole::Across),
            None if component.standing == Scope::Zone => (index, Whole::Site(site)),
            None => (index, Whole::In(self.standing(component, site).domain)),
        };
        if let Some(node) = self.whole.get(&key) {
            return self.reached(index, *node, site);
        }
        let not_needed = |dealt: &Dealt| dealt.not_needed && across.is_none();
        let node = match across {
            _ if self.dealt.get(&(index, site)).is_some_and(not_needed) => self.nothing(),
            Some(takeover) => self.across(index, component, takeover),
            None if component.standing == Scope::Zone => self.at_site(index, component, site),
            None => self.thing(index, component, site),
        };
        self.whole.insert(key, node);
        self.reached(index, node, site)
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
        for site in self.candidate.sites.ids() {
            let component = component.at_site(self.site_name(site));
            let nodes = if component.standing == Scope::Zone {
                self.replicas(index, component, site)
            } else {
                let key = (index, Whole::In(self.standing(component, site).domain));
                if self.whole.contains_key(&key) {
                    continue;
                }
                let node = self.thing(index, component, site);
                self.whole.insert(key, node);
                vec![node]
            };
            for node in nodes {
                requires.push(self.member_requires(node, takeover));
                members.extend(self.target(node).map(|target| (node, site, target)));
            }
        }
        self.homes
            .extend(members.first().map(|first| (index, first.1)));
        match members.as_slice() {
            [(only, ..)] => *only,
            _ => {
                // The group of the sites themselves is called `sites`, and groups of one name would draw alike.
                let name = match component.name.value.as_str() {
                    "sites" => "sites/sites".to_owned(),
                    name => name.to_owned(),
                };
                self.group(&name, members, requires, (takeover, 1))
            }
        }
    }

    /// A zone-standing component at one site.
    fn at_site(&mut self, index: usize, component: &'l Component<'w>, site: SiteId) -> NodeId {
        let members = self.replicas(index, component, site);
        let needs = self.needs(index, site);
        match (members.as_slice(), &component.failover) {
            ([only], _) => *only,
            // None here: never up.
            ([], _) => self.push(Node::AtLeast {
                needs: 1,
                of: Vec::new(),
            }),
            (_, Some(takeover)) => {
                let requires = members
                    .iter()
                    .map(|node| self.member_requires(*node, takeover))
                    .collect();
                let name = format!("{}/{}", self.site_name(site), component.name.value);
                if needs as usize == members.len() {
                    self.warn_of_no_spare(index, component, site);
                }
                let members = members
                    .into_iter()
                    .filter_map(|node| Some((node, site, self.target(node)?)))
                    .collect();
                self.group(&name, members, requires, (takeover, needs))
            }
            (_, None) => self.push(Node::AtLeast { needs, of: members }),
        }
    }

    /// Says that a law of failover has nothing to move to.
    fn warn_of_no_spare(&self, index: usize, component: &Component<'_>, site: SiteId) {
        let dealt = self.dealt.get(&(index, site));
        let Some(span) = dealt.and_then(|dealt| dealt.needs_span.clone()) else {
            return;
        };
        self.lowering.problems.push(
            Diagnostic::warning(format!(
                "{} has no spare at site {}: all its replicas are needed",
                quoted(&component.name.value),
                quoted(self.site_name(site))
            ))
            .at(span, "as many as there are, so `failover` has nothing to move to")
            .help("lower `needs`, or raise `count`; without `failover` each replica waits for its own repair as well"),
        );
    }

    /// How many replicas of a component must be up at a site.
    fn needs(&self, index: usize, site: SiteId) -> u32 {
        let dealt = self.dealt.get(&(index, site));
        dealt.map_or(1, |dealt| dealt.needs)
    }

    /// The replicas of a component at a site, made when first asked for.
    fn replicas(
        &mut self,
        index: usize,
        component: &'l Component<'w>,
        site: SiteId,
    ) -> Vec<NodeId> {
        if let Some(nodes) = self.replicas.get(&(index, site)) {
            return nodes.clone();
        }
        let candidate = self.candidate;
        let zones = self
            .dealt
            .get(&(index, site))
            .map(|dealt| dealt.zones.clone())
            .unwrap_or_default();
        if zones.is_empty() {
            return Vec::new();
        }
        let at = &candidate.sites[site];
        if at.place.zones.is_empty() {
            self.without_zone(component, at);
        }
        let placed = Placed {
            component: component.name.value.clone(),
            within: Within::Site(at.name.value.clone()),
        };
        let is_cold = is_cold(component, at);
        let mut nodes = Vec::new();
        let mut leaves = Vec::new();
        for (number, zone) in (1..).zip(&zones) {
            let standing = Standing::in_zone(at, *zone);
            let stand = Stand {
                site,
                scope: Scope::Zone,
                zone: *zone,
            };
            let replica = Replica {
                of: placed.clone(),
                number: Some(number),
            };
            let (leaf, node) = self.leaf(replica, &standing, stand);
            self.depend(component, leaf, &standing);
            leaves.push(leaf);
            nodes.push(node);
        }
        let needs = component
            .failover
            .is_none()
            .then(|| self.needs(index, site));
        self.components.push(topology::Component {
            placed: placed.clone(),
            leaves: leaves.clone(),
            needs,
            is_cold,
        });
        if !is_cold {
            for own in &component.own {
                self.own(own, component, &placed, &leaves, true);
            }
            self.maintain(component, &placed, &leaves);
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

    /// Complains of a component that stands in a zone at a site that names none.
    fn without_zone(&self, component: &Component<'_>, at: &Site) {
        if component.flawed {
            return;
        }
        let Place {
            provider, region, ..
        } = &at.place;
        let (name, site) = (quoted(&component.name.value), quoted(&at.name.value));
        let world = self.lowering.world;
        let known = world
            .known()
            .and_then(|world| world.region(provider, region));
        let zones = known.map_or("a".to_owned(), |known| {
            let two = known.zones.iter().take(2).map(String::as_str);
            two.collect::<Vec<_>>().join("+")
        });
        self.lowering.problems.error(
            &at.name.span,
            format!("{name} stands in a zone, and site {site} names none"),
            "takes only what stands in no zone, such as functions and queues",
            &format!("write `{provider}/{region}/{zones}`"),
        );
    }

    /// A component that is one thing in a region, at a provider or in the world.
    fn thing(&mut self, index: usize, component: &'l Component<'w>, site: SiteId) -> NodeId {
        let candidate = self.candidate;
        let standing = self.standing(component, site);
        let within = match (component.standing, &standing.domain) {
            _ if component.at.is_some() => Within::Plan,
            (Scope::Region, _) => Within::Site(self.site_name(site).to_owned()),
            (_, Domain::Provider(provider)) => Within::Provider(provider.clone()),
            _ => Within::Plan,
        };
        let placed = Placed {
            component: component.name.value.clone(),
            within,
        };
        let stand = Stand {
            site,
            scope: component.standing,
            zone: 0,
        };
        let replica = Replica {
            of: placed.clone(),
            number: None,
        };
        let (leaf, node) = self.leaf(replica, &standing, stand);
        self.depend(component, leaf, &standing);
        let is_cold = is_cold(component, &candidate.sites[site]);
        self.components.push(topology::Component {
            placed: placed.clone(),
            leaves: vec![leaf],
            needs: Some(1),
            is_cold,
        });
        if !is_cold {
            let resolver = self.resolver();
            let apart = |own: &&Own| resolver.of_itself(own, component, &standing).is_empty();
            for own in component.own.iter().filter(apart) {
                self.own(own, component, &placed, &[leaf], false);
            }
            self.maintain(component, &placed, &[leaf]);
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
