//! What one would have believed: every dependency of the catalog that a region or provider shares as one independent copy
//! per zone.
//!
//! The plan's own dependencies stay whole, whatever their scope: who writes one down knows that it is shared. So does what
//! belongs to the whole service or to the world (a registrar, a vendor): nobody believes in one of its own for each zone,
//! and splitting it would hide what is mistaken behind what is not.
//!
//! What stands in a zone depends on its own zone's copy. What stands wider is down with a dependency only when all the
//! copies among which it could choose are: it gets a gate over one leaf per copy.
//!
//! What spreads is split with what it strikes: a zone's copy is struck by things of that zone only.

use super::sources::Sources;
use super::stand::Stand;
use crate::place::Domain;
use crate::plan::architecture::site::{Site, SiteId};
use crate::plan::names::Names;
use crate::scope::Scope;
use crate::topology::{
    Architecture, Balance, Group, GroupId, Leaf, LeafId, LeafKind, Link, Node, NodeId, RepairNeeds,
    Source, SourceId, Strike, Subject, Table,
};
use std::collections::HashMap;

/// An architecture as it is, before it has a name.
pub(super) struct Parts<'a> {
    pub(super) leaves: &'a Table<LeafId, Leaf>,
    pub(super) stands: &'a Table<LeafId, Stand>,
    pub(super) nodes: &'a Table<NodeId, Node>,
    pub(super) groups: &'a Table<GroupId, Group>,
    pub(super) links: &'a [Link],
    pub(super) repairs: &'a [RepairNeeds],
    pub(super) root: NodeId,
    pub(super) balance: Option<&'a Balance>,
}

/// A zone in use, and the sites that use it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Zone {
    domain: Domain,
    /// The city that it shares with regions of others.
    metro: Option<String>,
    sites: Vec<SiteId>,
}

impl Zone {
    /// Whether it lies in a place of a provider.
    fn is_in(&self, place: &Domain) -> bool {
        if let Domain::Metro(metro) = place {
            return self.metro.as_ref() == Some(metro);
        }
        let path = place.path();
        !path.is_empty() && self.domain.path().starts_with(&path)
    }
}

/// The same architecture with its shared dependencies split; `None` where that changes nothing.
pub(super) fn split(
    sites: &Table<SiteId, Site>,
    world: &Names<'_>,
    sources: &mut Sources,
    parts: &Parts<'_>,
) -> Option<Architecture> {
    let zones = zones_in_use(sites, world);
    let mut splitter = Splitter {
        sites,
        zones,
        sources,
        copies: HashMap::new(),
        leaves: parts.leaves.clone(),
        links: Vec::new(),
        gates: HashMap::new(),
        any: false,
    };
    for link in parts.links {
        splitter.link(link, parts);
    }
    splitter.any.then(|| splitter.rebuild(parts))
}

/// Every zone of every site, each once, in order.
fn zones_in_use(sites: &Table<SiteId, Site>, world: &Names<'_>) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for (id, site) in sites.iter_with_ids() {
        for zone in &site.place.zones {
            let domain = Domain::zone(&site.place.provider, &site.place.region, zone);
            match zones.iter_mut().find(|known| known.domain == domain) {
                Some(known) => known.sites.push(id),
                None => zones.push(Zone {
                    domain,
                    metro: world
                        .metro(&site.place.provider, &site.place.region)
                        .map(str::to_owned),
                    sites: vec![id],
                }),
            }
        }
    }
    zones
}

struct Splitter<'a> {
    sites: &'a Table<SiteId, Site>,
    zones: Vec<Zone>,
    sources: &'a mut Sources,
    /// The copies of a source, by source and index of the zone.
    copies: HashMap<(SourceId, usize), SourceId>,
    leaves: Table<LeafId, Leaf>,
    links: Vec<Link>,
    /// For a wide leaf, the leaves of the copies of each dependency; each list is a gate of which one must be up.
    gates: HashMap<LeafId, Vec<Vec<LeafId>>>,
    any: bool,
}

impl Splitter<'_> {
    fn link(&mut self, link: &Link, parts: &Parts<'_>) {
        let stand = parts.stands[link.leaf];
        let source = self.sources[link.source].clone();
        let domain = self.domain(&source, stand);
        if domain.len() < 2 {
            let source = self.of_zone(link.source, &source);
            self.any |= source != link.source;
            self.links.push(Link {
                source,
                ..link.clone()
            });
            return;
        }
        self.any = true;
        let here = self.zones_of(stand);
        let mut choice: Vec<usize> = domain
            .iter()
            .copied()
            .filter(|zone| here.contains(zone))
            .collect();
        if choice.is_empty() {
            choice = domain;
        }
        if let [only] = choice.as_slice() {
            let source = self.copy(link.source, &source, *only);
            self.links.push(Link {
                source,
                ..link.clone()
            });
            return;
        }
        let gate = choice
            .into_iter()
            .filter_map(|zone| self.virtual_leaf(link, &source, zone))
            .collect();
        self.gates.entry(link.leaf).or_default().push(gate);
    }

    /// A leaf that stands for one copy of a dependency of a wide leaf.
    fn virtual_leaf(&mut self, link: &Link, source: &Source, zone: usize) -> Option<LeafId> {
        let copy = self.copy(link.source, source, zone);
        let leaf = Leaf {
            kind: LeafKind::Copy {
                of: Box::new(self.leaves[link.leaf].kind.clone()),
                dependency: source.kind.clone(),
            },
            domain: self.zones.get(zone)?.domain.clone(),
        };
        let id = self.leaves.push(leaf);
        self.links.push(Link {
            source: copy,
            leaf: id,
            mitigations: link.mitigations.clone(),
        });
        Some(id)
    }

    /// The zones in use over which a dependency of the catalog reaches.
    fn domain(&self, source: &Source, stand: Stand) -> Vec<usize> {
        if !source.of_catalog {
            return Vec::new();
        }
        self.indices(|zone| match source.subject.domain() {
            Some(Domain::Site(_)) => zone.sites.contains(&stand.site),
            Some(domain @ (Domain::Region { .. } | Domain::Metro(_) | Domain::Provider(_))) => {
                zone.is_in(domain)
            }
            _ => false,
        })
    }

    /// The zones in use in which something stands.
    fn zones_of(&self, stand: Stand) -> Vec<usize> {
        let place = &self.sites[stand.site].place;
        let region = place.in_region();
        let name = place.zones.get(stand.zone);
        self.indices(|zone| match stand.scope {
            Scope::Own | Scope::Zone => {
                zone.is_in(&region)
                    && zone.domain.path().last().copied() == name.map(String::as_str)
            }
            Scope::Site => zone.is_in(&region) && zone.sites.contains(&stand.site),
            Scope::Region => zone.is_in(&region),
            Scope::Metro | Scope::Provider | Scope::Service | Scope::World => true,
        })
    }

    fn indices(&self, inside: impl Fn(&Zone) -> bool) -> Vec<usize> {
        let zones = self.zones.iter().enumerate();
        zones
            .filter(|(_, zone)| inside(zone))
            .map(|(index, _)| index)
            .collect()
    }

    /// The copy of a source in a zone.
    fn copy(&mut self, id: SourceId, source: &Source, zone: usize) -> SourceId {
        if let Some(copy) = self.copies.get(&(id, zone)) {
            return *copy;
        }
        let struck_by = self.strikes(source, zone);
        let subject = Subject::Copy {
            zone: self.zones[zone].domain.clone(),
            dependency: source.kind.clone(),
        };
        let copy = self.sources.add(Source {
            struck_by,
            ..source.of(subject)
        });
        self.copies.insert((id, zone), copy);
        copy
    }

    /// What stands in a zone, struck by its own zone's copies.
    fn of_zone(&mut self, id: SourceId, source: &Source) -> SourceId {
        if source.scope != Scope::Zone || source.struck_by.is_empty() {
            return id;
        }
        let domain = source.subject.domain();
        let Some(zone) = self
            .zones
            .iter()
            .position(|zone| Some(&zone.domain) == domain)
        else {
            return id;
        };
        if let Some(copy) = self.copies.get(&(id, zone)) {
            return *copy;
        }
        let struck_by = self.strikes(source, zone);
        let copy = self.sources.add(Source {
            struck_by,
            ..source.clone()
        });
        self.copies.insert((id, zone), copy);
        copy
    }

    /// What strikes the copy in a zone of something: things of that zone, the zone's copies of what is wider, and what
    /// is not split. An outage of another zone leaves it alone, or the copies would not be independent.
    fn strikes(&mut self, source: &Source, zone: usize) -> Vec<Strike> {
        let mut strikes = Vec::new();
        for strike in &source.struck_by {
            let striker = self.sources[strike.by].clone();
            let by = match striker.scope {
                Scope::Own | Scope::Service | Scope::World => Some(strike.by),
                Scope::Site | Scope::Region | Scope::Metro | Scope::Provider
                    if !striker.of_catalog =>
                {
                    Some(strike.by)
                }
                Scope::Zone => {
                    let here = striker.subject.domain() == Some(&self.zones[zone].domain);
                    here.then(|| self.of_zone(strike.by, &striker))
                }
                Scope::Site | Scope::Region | Scope::Metro | Scope::Provider => {
                    let domain = self.zones_below(&striker);
                    match domain.as_slice() {
                        [only] if *only == zone => Some(strike.by),
                        _ => domain
                            .contains(&zone)
                            .then(|| self.copy(strike.by, &striker, zone)),
                    }
                }
            };
            strikes.extend(by.map(|by| Strike {
                by,
                chance: strike.chance,
            }));
        }
        strikes
    }

    /// The zones in use of a source's domain.
    fn zones_below(&self, source: &Source) -> Vec<usize> {
        self.indices(|zone| match source.subject.domain() {
            Some(Domain::Site(name)) => {
                let mut sites = zone.sites.iter().map(|id| &self.sites[id]);
                sites.any(|site| site.name.value == *name)
            }
            Some(domain @ (Domain::Region { .. } | Domain::Metro(_) | Domain::Provider(_))) => {
                zone.is_in(domain)
            }
            _ => false,
        })
    }

    /// The structure again, wide leaves with their gates.
    fn rebuild(self, parts: &Parts<'_>) -> Architecture {
        let mut nodes: Table<NodeId, Node> = Table::new();
        let mut places: Table<NodeId, NodeId> = Table::new();
        let mut groups = parts.groups.clone();
        for node in parts.nodes {
            let id = match node {
                Node::Leaf(leaf) => {
                    let own = nodes.push(Node::Leaf(*leaf));
                    let gates = self.gates.get(leaf);
                    gates.map_or(own, |gates| {
                        let mut of = vec![own];
                        for gate in gates {
                            let copies = gate
                                .iter()
                                .map(|leaf| nodes.push(Node::Leaf(*leaf)))
                                .collect();
                            of.push(nodes.push(Node::AtLeast {
                                needs: 1,
                                of: copies,
                            }));
                        }
                        let needs = u32::try_from(of.len()).unwrap_or(u32::MAX);
                        nodes.push(Node::AtLeast { needs, of })
                    })
                }
                Node::AtLeast { needs, of } => {
                    let of = of.iter().map(|child| places[child]).collect();
                    nodes.push(Node::AtLeast { needs: *needs, of })
                }
                Node::Group(id) => {
                    let group = &mut groups[*id];
                    let lists = [&mut group.requires, &mut group.crowded];
                    let lists = lists.into_iter().flatten().chain([&mut group.members]);
                    for node in lists.flatten() {
                        *node = places[*node];
                    }
                    for link in &mut group.links {
                        link.2 = places[link.2];
                    }
                    nodes.push(Node::Group(*id))
                }
            };
            places.push(id);
        }
        let repairs = parts.repairs.iter().map(|needs| RepairNeeds {
            source: needs.source,
            nodes: needs.nodes.iter().map(|node| places[node]).collect(),
        });
        Architecture {
            leaves: self.leaves,
            groups,
            links: self.links,
            repairs: repairs.collect(),
            balance: parts.balance.map(|balance| Balance {
                sites: balance.sites.iter().map(|node| places[node]).collect(),
                needs: balance.needs,
                drain: balance.drain.clone(),
            }),
            // Belief is about downtime; what is lost beside it is not asked of it.
            ..Architecture::new("", nodes, places[parts.root])
        }
    }
}
