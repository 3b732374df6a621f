//! One architecture: leaves where things stand, links to what hurts them, a structure over all.

use super::instance::Instance;
use super::lowering::Lowering;
use super::purchases::{self, Bought};
use super::resolve::Standing;
use super::sources::Sources;
use super::stand::Stand;
use super::strike::{self, Strikers};
use super::{if_independent, lacks};
use crate::place::Domain;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::complexity::Complexity;
use crate::plan::architecture::replicas::{self, Dealt};
use crate::plan::architecture::site::{Site, SiteId};
use crate::plan::component::Component;
use crate::plan::failure::failover::Takeover;
use crate::scope::Scope;
use crate::topology::{
    self, Architecture, Balance, CrewId, Group, GroupId, Leaf, LeafId, LeafKind, Link,
    MitigationId, Node, NodeId, RepairNeeds, Replica, Seat, SourceId, Table, Target,
};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Builds one architecture; `None` where it has too many replicas.
pub(super) fn build<'w>(
    lowering: &mut Lowering<'_, 'w>,
    candidate: &Candidate<'w>,
) -> Option<Architecture> {
    let used: HashSet<&str> = candidate
        .requests
        .components()
        .into_iter()
        .map(|name| &*name.value)
        .collect();
    // Sites that share the load take that much each when no more of them are up than are needed.
    let together = candidate.together.as_ref();
    let share = together.map_or(1.0, |together| 1.0 / f64::from(together.needs.value.max(1)));
    let mut dealt = HashMap::new();
    // Every entry of the path is walked at every site.
    let entries = candidate.requests.components().len();
    let mut count = candidate.sites.len().saturating_mul(entries + 2);
    for (index, component) in candidate.components.iter().enumerate() {
        if !used.contains(&*component.name.value) {
            continue;
        }
        let mut everywhere = 0;
        for (at, site) in candidate.sites.iter_with_ids() {
            if component.standing == Scope::Zone {
                let mut replicas = replicas::deal(
                    &component.name.value,
                    site,
                    &candidate.replicas,
                    lowering.problems,
                );
                count += replicas.zones.len();
                check_needs(component, &replicas, lowering);
                if let Some(load) = &component.load {
                    let name = &component.name.value;
                    replicas.check_load(name, &site.name.value, load, share, lowering.problems);
                    replicas.needs = replicas.needs.max(load.needs(share));
                }
                if at.index() == 0 || candidate.together.is_some() {
                    everywhere += replicas.zones.len();
                }
                dealt.insert((index, at), replicas);
            } else {
                count += 1;
            }
        }
        if let (Some(load), Scope::Zone) = (&component.load, component.standing) {
            load.check_all(&component.name.value, everywhere, lowering.problems);
        }
    }
    if !lowering.take_leaves(count, candidate) {
        return None;
    }
    let crews = Rc::new(lowering.crews(candidate));
    let mut architect = Architect {
        candidate,
        lowering,
        dealt,
        leaves: Table::new(),
        stands: Table::new(),
        nodes: Table::new(),
        groups: Table::new(),
        links: Vec::new(),
        repairs: Vec::new(),
        felt: Table::new(),
        linked: HashSet::new(),
        crews,
        strikers: HashMap::new(),
        shared: HashMap::new(),
        paths: Vec::new(),
        components: Vec::new(),
        needs: HashMap::new(),
        whole: HashMap::new(),
        homes: HashMap::new(),
        reached: HashMap::new(),
        replicas: HashMap::new(),
        instances: Vec::new(),
    };
    architect.strikers = strike::strikers(candidate, &architect.resolver());
    let (root, balance) = architect.service();
    Some(architect.finish(root, balance))
}

/// A component that is one group over all sites has one member that serves, wherever it stands.
fn check_needs(component: &Component<'_>, replicas: &Dealt, lowering: &Lowering<'_, '_>) {
    if let (Some(takeover), Some(span)) = (&component.failover, &replicas.needs_span)
        && replicas.needs > 1
        && component.across.is_some()
    {
        lowering.problems.push(
            crate::diagnostic::Diagnostic::error(format!(
                "component {} is one group over all sites, of which one replica serves; it cannot need {}",
                crate::diagnostic::quoted(&component.name.value),
                replicas.needs
            ))
            .at(span.clone(), "only one ever serves")
            .at(takeover.span.clone(), "its failover law")
            .help("remove `needs`; without `across: sites` the group of each site keeps so many serving"),
        );
    }
}

/// A source and what an architecture has against it for one component.
pub(super) type Need = (SourceId, Vec<MitigationId>);

/// Of what there is one node.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Whole {
    /// The members at all sites.
    Across,
    /// The replicas at a site.
    Site(SiteId),
    /// The one thing in a domain.
    In(Domain),
}

/// An architecture while it is built.
pub(super) struct Architect<'l, 'a, 'w> {
    pub(super) candidate: &'l Candidate<'w>,
    pub(super) lowering: &'l mut Lowering<'a, 'w>,
    pub(super) dealt: HashMap<(usize, SiteId), Dealt>,
    pub(super) leaves: Table<LeafId, Leaf>,
    pub(super) stands: Table<LeafId, Stand>,
    pub(super) nodes: Table<NodeId, Node>,
    pub(super) groups: Table<GroupId, Group>,
    pub(super) links: Vec<Link>,
    /// Repairs that go on only while something else is up.
    pub(super) repairs: Vec<RepairNeeds>,
    /// The sources of each leaf.
    pub(super) felt: Table<LeafId, Vec<SourceId>>,
    pub(super) linked: HashSet<(SourceId, LeafId)>,
    /// The plan's crews, as this architecture has them.
    pub(super) crews: Rc<HashMap<String, CrewId>>,
    /// What strikes what.
    pub(super) strikers: Strikers,
    /// Shared things by full name.
    pub(super) shared: HashMap<String, SourceId>,
    /// For each site the node of each class of requests.
    pub(super) paths: Vec<Vec<NodeId>>,
    /// Its components, each where it stands.
    pub(super) components: Vec<topology::Component>,
    /// What a component depends on where it stands: the same for all its replicas in a zone.
    pub(super) needs: HashMap<(String, Standing), Rc<Vec<Need>>>,
    /// Nodes that are there once, by component.
    pub(super) whole: HashMap<(usize, Whole), NodeId>,
    /// For what is one group over all sites, the site of its preferred member, and how each site reaches it.
    pub(super) homes: HashMap<usize, SiteId>,
    pub(super) reached: HashMap<(usize, SiteId), NodeId>,
    /// Replicas of a component at a site.
    pub(super) replicas: HashMap<(usize, SiteId), Vec<NodeId>>,
    pub(super) instances: Vec<Instance>,
}

impl<'l, 'w> Architect<'l, '_, 'w> {
    /// Where a component that is wider than a zone stands, seen from a site.
    pub(super) fn standing(&self, component: &Component<'w>, site: SiteId) -> Standing {
        let pin = component.at.as_ref().map(|pin| &pin.value);
        let domain = match pin {
            Some(pin) => match &pin.region {
                Some(region) => Domain::region(&pin.provider, region),
                None => Domain::Provider(pin.provider.clone()),
            },
            None => self.candidate.sites[site].place.in_region(),
        };
        Standing::within(domain).widened(component.standing)
    }

    pub(super) fn site_name(&self, site: SiteId) -> &'l str {
        &self.candidate.sites[site].name.value
    }

    /// A new leaf of a component and its node.
    pub(super) fn leaf(
        &mut self,
        replica: Replica,
        standing: &Standing,
        stand: Stand,
    ) -> (LeafId, NodeId) {
        let leaf = Leaf {
            kind: LeafKind::Component(replica),
            domain: standing.domain.clone(),
        };
        self.new_leaf(leaf, stand)
    }

    pub(super) fn new_leaf(&mut self, leaf: Leaf, stand: Stand) -> (LeafId, NodeId) {
        let id = self.leaves.push(leaf);
        self.stands.push(stand);
        self.felt.push(Vec::new());
        (id, self.push(Node::Leaf(id)))
    }

    /// A member of a component's group as what is switched to.
    pub(super) fn target(&self, node: NodeId) -> Option<Target> {
        let Node::Leaf(leaf) = self.nodes[node] else {
            return None;
        };
        match &self.leaves[leaf].kind {
            LeafKind::Component(replica) => Some(Target::Replica(replica.clone())),
            _ => None,
        }
    }

    pub(super) fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node)
    }

    /// A failover group of which so many serve; of each member its node, its site, and what it is as a target.
    pub(super) fn group(
        &mut self,
        name: &str,
        members: Vec<(NodeId, SiteId, Target)>,
        requires: Vec<Vec<NodeId>>,
        (takeover, serving): (&Takeover, u32),
    ) -> NodeId {
        let crowded = self.crowded(&members, takeover);
        let links = match takeover.law.lag {
            Some(_) => {
                let sites: Vec<SiteId> = members.iter().map(|(_, site, _)| *site).collect();
                self.ways(name.rsplit('/').next().unwrap_or(name), &sites)
            }
            // Nothing is said of what is copied.
            None => Vec::new(),
        };
        let members: Vec<NodeId> = members.into_iter().map(|(node, ..)| node).collect();
        let dormant = self.dormant(&members, takeover);
        let mut seats = Vec::new();
        for number in 0..serving {
            // Draws are keyed by names, and each seat has its own.
            let name = match number {
                0 => name.to_owned(),
                _ => format!("{name} seat {}", number + 1),
            };
            let id = self.groups.push(Group {
                name,
                members: members.clone(),
                requires: requires.clone(),
                crowded: crowded.clone(),
                dormant: dormant.clone(),
                links: links.clone(),
                seat: Seat {
                    number,
                    of: serving,
                },
                law: takeover.law.clone(),
                unknowns: self.lowering.register.note_moves(takeover),
                evidence: takeover.evidence.clone(),
                own_evidence: takeover.own.clone(),
            });
            seats.push(self.push(Node::Group(id)));
        }
        match seats.as_slice() {
            [only] => *only,
            _ => self.push(Node::AtLeast {
                needs: serving,
                of: seats,
            }),
        }
    }

    /// What it buys; complains of what has no price.
    fn purchases(&mut self) -> Bought {
        let (candidate, lowering) = (self.candidate, &mut *self.lowering);
        let bought = purchases::purchases(
            candidate,
            &self.instances,
            lowering.mitigations,
            lowering.hour_of_work,
        );
        lacks::tell(
            candidate,
            &self.instances,
            &bought,
            lowering.world,
            lowering.problems,
            &mut lowering.missing_rows,
        );
        bought
    }

    fn finish(mut self, root: NodeId, balance: Option<Balance>) -> Architecture {
        let bought = self.purchases();
        let (parts, classes) = (self.parts(), self.class_goals());
        let parts_of_it = if_independent::Parts {
            leaves: &self.leaves,
            stands: &self.stands,
            nodes: &self.nodes,
            groups: &self.groups,
            links: &self.links,
            repairs: &self.repairs,
            root,
            balance: balance.as_ref(),
        };
        let (sites, lowering) = (&self.candidate.sites, &mut *self.lowering);
        let split =
            || if_independent::split(sites, lowering.world, &mut lowering.sources, &parts_of_it);
        let if_independent = lowering.with_copies.then(split).flatten();
        let mut architecture = Architecture {
            name: self.candidate.name.value.clone(),
            about: self.candidate.about.clone(),
            stated: self.candidate.stated.clone(),
            sites: self.candidate.sites.iter().map(site).collect(),
            components: self.components,
            leaves: self.leaves,
            nodes: self.nodes,
            root,
            groups: self.groups,
            links: self.links,
            repairs: self.repairs,
            balance,
            parts,
            classes,
            if_independent: None,
            purchases: bought.purchases,
            complexity: Vec::new(),
        };
        architecture.complexity = complexity(
            &self.candidate.complexity,
            &architecture.felt(&self.lowering.sources.all),
            &self.lowering.sources,
        );
        architecture.if_independent = if_independent.map(|split| {
            Box::new(Architecture {
                name: architecture.name.clone(),
                about: architecture.about.clone(),
                sites: architecture.sites.clone(),
                if_independent: None,
                ..split
            })
        });
        architecture
    }
}

/// What fails more often than elsewhere, by its sources here.
fn complexity(
    of: &[Complexity],
    felt: &[SourceId],
    sources: &Sources,
) -> Vec<topology::Complexity> {
    let named = |id: &SourceId, name: &str| sources[*id].kind == name;
    of.iter()
        .map(|complexity| topology::Complexity {
            dependency: complexity.name.value.clone(),
            factor: complexity.factor,
            range: complexity.range,
            sources: felt
                .iter()
                .filter(|id| named(id, &complexity.name.value))
                .copied()
                .collect(),
        })
        .collect()
}

fn site(site: &Site) -> crate::topology::Site {
    crate::topology::Site {
        name: site.name.value.clone(),
        provider: site.place.provider.clone(),
        region: site.place.region.clone(),
        zones: site.place.zones.clone(),
    }
}
