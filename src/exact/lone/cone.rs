//! What an outage can take down: the nodes above the leaves that feel it, and their states.
//!
//! All other nodes stay up, so a thousand replicas beside the one that is down cost nothing.

use std::collections::BTreeMap;

use crate::topology::{Architecture, GroupId, LeafId, Node, NodeId, Parts, Table, down_at};

/// Who is above whom in an architecture.
#[derive(Debug)]
pub struct Shape<'a> {
    pub architecture: &'a Architecture,
    /// What can be lost while the service is up.
    pub parts: Parts,
    /// Per node, the gates and groups above it, as often as they name it.
    above: Table<NodeId, Vec<NodeId>>,
    /// Per leaf, the nodes that stand for it.
    of_leaf: Table<LeafId, Vec<NodeId>>,
}

/// A node that an outage can take down; others are named by their places in the cone.
#[derive(Debug)]
enum Part {
    /// One of the felt leaves, by its place among them.
    Leaf(usize),
    Gate {
        /// It is down while so many of its children are.
        down_at: usize,
        of: Vec<usize>,
    },
    /// A group; a spare that stays up is `None`.
    Group {
        group: GroupId,
        /// The member that serves while nothing is down.
        own: usize,
        spares: Vec<Option<usize>>,
        /// The members that can go down and have the seats before it.
        before: Vec<usize>,
    },
}

/// The nodes that an outage can take down.
#[derive(Debug)]
pub struct Cone {
    parts: Vec<Part>,
    /// Their places.
    places: BTreeMap<NodeId, usize>,
    root: Option<usize>,
    /// Groups whose preferred member is among them.
    pub groups: Vec<GroupId>,
}

/// Which parts of a cone are down.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct State {
    down: Vec<bool>,
}

impl<'a> Shape<'a> {
    /// Of an architecture.
    pub fn new(architecture: &'a Architecture) -> Self {
        let mut above = architecture.nodes.map(|_| Vec::new());
        let mut of_leaf = architecture.leaves.map(|_| Vec::new());
        for (id, node) in architecture.nodes.iter_with_ids() {
            match node {
                Node::Leaf(leaf) => of_leaf[*leaf].push(id),
                Node::AtLeast { of, .. } => of.iter().for_each(|child| above[*child].push(id)),
                Node::Group(group) => {
                    let members = &architecture.groups[group].members;
                    members.iter().for_each(|member| above[*member].push(id));
                }
            }
        }
        Self {
            parts: Parts::new(architecture),
            architecture,
            above,
            of_leaf,
        }
    }

    /// What an outage that these leaves feel, each named once, can take down while no group has switched.
    pub fn cone(&self, leaves: &[LeafId]) -> Cone {
        let mut cone = Cone {
            parts: Vec::new(),
            places: BTreeMap::new(),
            root: None,
            groups: Vec::new(),
        };
        // Children come before parents, so the least open node has all its affected children in the cone.
        let mut open: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (place, leaf) in leaves.iter().enumerate() {
            for &node in &self.of_leaf[leaf] {
                open.insert(node, vec![place]);
            }
        }
        while let Some((id, below)) = open.pop_first() {
            let part = match &self.architecture.nodes[id] {
                Node::Leaf(_) => Part::Leaf(below[0]),
                Node::AtLeast { needs, of } => {
                    let down_at = down_at(*needs as usize, of.len());
                    if below.len() < down_at {
                        continue;
                    }
                    Part::Gate { down_at, of: below }
                }
                Node::Group(group) => {
                    let group_here = &self.architecture.groups[group];
                    let ((own, spares), before) = (group_here.at_rest(), group_here.before());
                    let own = own.and_then(|it| cone.place(*it));
                    let Some(own) = own else {
                        continue;
                    };
                    cone.groups.push(*group);
                    Part::Group {
                        group: *group,
                        own,
                        spares: spares.iter().map(|it| cone.place(*it)).collect(),
                        before: before.iter().filter_map(|it| cone.place(*it)).collect(),
                    }
                }
            };
            let place = cone.parts.len();
            cone.parts.push(part);
            cone.places.insert(id, place);
            for &parent in &self.above[id] {
                open.entry(parent).or_default().push(place);
            }
        }
        cone.root = cone.place(self.architecture.root);
        cone
    }

    /// Share of the requests that is lost with nothing down.
    pub fn lost_at_rest(&self) -> f64 {
        self.parts.lost_share(|_| false, |_| Some(0), 0.0)
    }

    /// Whether an outage with this cone does anything: to the service, a group, the load balancer or a part of the requests.
    pub fn feels(&self, cone: &Cone) -> bool {
        let balance = self.architecture.balance.iter();
        let mut sites = balance.flat_map(|balance| &balance.sites);
        cone.root.is_some()
            || !cone.groups.is_empty()
            || sites.any(|site| cone.place(*site).is_some())
            || !self.parts.is_empty()
    }

    /// Of the leaves that a cone is made from, those whose state can matter to anything: the service, a group, the load balancer, a part
    /// of the requests, a switch. A replica beside enough others that stay up is none of them.
    pub fn decisive(&self, cone: &Cone, leaves: usize) -> Vec<bool> {
        let watched = self.watched();
        let mut matters = vec![false; cone.parts.len()];
        let watched = watched.into_iter().filter_map(|it| cone.place(it));
        for place in watched.chain(cone.root) {
            matters[place] = true;
        }
        let mut decisive = vec![false; leaves];
        // Parents come after their children.
        for (place, part) in cone.parts.iter().enumerate().rev() {
            match part {
                Part::Leaf(leaf) => decisive[*leaf] |= matters[place],
                Part::Gate { of, .. } if matters[place] => {
                    of.iter().for_each(|child| matters[*child] = true);
                }
                Part::Gate { .. } => {}
                Part::Group {
                    own,
                    spares,
                    before,
                    ..
                } => {
                    let members = spares.iter().flatten().chain(before).chain([own]);
                    members.for_each(|it| matters[*it] = true);
                }
            }
        }
        decisive
    }

    /// Nodes whose own state is asked for, whatever is above them.
    fn watched(&self) -> Vec<NodeId> {
        let Architecture {
            balance, groups, ..
        } = self.architecture;
        let asked = groups.iter();
        let asked = asked.flat_map(|it| it.requires.iter().chain(&it.crowded));
        let sites = balance.iter().flat_map(|balance| &balance.sites);
        let watched = asked.flatten().chain(sites).copied();
        watched.chain(self.parts.watched()).collect()
    }

    /// Gates over several of these leaves and nothing else, where only how many of them are down matters to anything: at how many
    /// they go down, and the leaves by their places.
    pub fn plain_gates(&self, cone: &Cone, leaves: &[LeafId]) -> Vec<(usize, Vec<usize>)> {
        let watched = self.watched();
        let is_plain = |place: usize| {
            let Part::Leaf(leaf) = cone.parts[place] else {
                return None;
            };
            let [node] = self.of_leaf[leaves[leaf]].as_slice() else {
                return None;
            };
            let is_alone = self.above[*node].len() == 1 && !watched.contains(node);
            is_alone.then_some(leaf)
        };
        let gates = cone.parts.iter().filter_map(|part| match part {
            Part::Gate { down_at, of } if of.len() > 1 => {
                let leaves: Option<Vec<usize>> = of.iter().map(|it| is_plain(*it)).collect();
                Some((*down_at, leaves?))
            }
            _ => None,
        });
        gates.collect()
    }

    /// Which groups lose their preferred member while this one has no serving member and all else is up; `None` where the
    /// service is up all the same.
    pub fn needs(&self, group: GroupId) -> Option<Vec<GroupId>> {
        let groups = &self.architecture.groups;
        let preferred = |id: &GroupId, up: &Table<NodeId, bool>| {
            groups[id].at_rest().0.is_none_or(|member| up[member])
        };
        let nodes = &self.architecture.nodes;
        let up = nodes.up(|_| true, |id, up| *id != group && preferred(id, up));
        let lose = || {
            groups
                .ids()
                .filter(|id| *id != group && !preferred(id, &up))
        };
        (!up[self.architecture.root]).then(|| lose().collect())
    }
}

impl Cone {
    /// The place of a node that can go down.
    pub fn place(&self, node: NodeId) -> Option<usize> {
        self.places.get(&node).copied()
    }

    /// Works out which nodes are down: felt leaves by their places, groups as they have switched.
    pub fn state(
        &self,
        leaf_is_down: impl Fn(usize) -> bool,
        has_switched: impl Fn(GroupId) -> bool,
    ) -> State {
        let mut down: Vec<bool> = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let is_down = match part {
                Part::Leaf(place) => leaf_is_down(*place),
                Part::Gate { down_at, of } => {
                    of.iter().filter(|&&child| down[child]).count() >= *down_at
                }
                Part::Group {
                    group,
                    own,
                    spares,
                    before,
                } => {
                    let up = spares.iter();
                    let up = up.filter(|it| it.is_none_or(|place| !down[place]));
                    // Each seat before it that lost its member has one of them.
                    let taken = before.iter().filter(|it| down[**it]).count();
                    down[*own] && !(has_switched(*group) && up.count() > taken)
                }
            };
            down.push(is_down);
        }
        State { down }
    }
}

impl State {
    /// Whether a node is down.
    pub fn is_down(&self, cone: &Cone, node: NodeId) -> bool {
        cone.place(node).is_some_and(|place| self.down[place])
    }

    /// The member of a group that serves: the preferred one that is up, once the group has switched.
    pub fn serving(&self, cone: &Cone, members: &[NodeId], has_switched: bool) -> Option<usize> {
        let first = members
            .iter()
            .position(|member| !self.is_down(cone, *member))?;
        (first == 0 || has_switched).then_some(first)
    }

    /// Whether the service is down.
    pub fn is_service_down(&self, cone: &Cone) -> bool {
        cone.root.is_some_and(|root| self.down[root])
    }
}
