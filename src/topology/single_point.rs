//! Single points of failure, by the structure alone: sources one outage of which takes the service down, or would if
//! no failover were quick enough.
//!
//! An architecture and the plan's sources come in, the [`Weight`] of every source goes out. What one outage takes down
//! follows `spreads_to` and common cause through all that they strike; a switch to a member counts only while what it
//! requires is up. All sources are gone through in one pass: from the leaves that go down, only what changes is
//! counted, and taken back for the next. The work is the number of links, not its square.

use super::architecture::Architecture;
use super::group::Group;
use super::leaf::LeafId;
use super::source::{Source, SourceId};
use super::structure::{Node, NodeId, down_at};
use super::table::Table;
use crate::failover::Otherwise;
use std::collections::{HashMap, HashSet};

/// How much of the service depends on one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing goes down with it.
    Spare,
    /// Something else can serve, after a failover.
    Failover,
    /// Nothing is left to serve: a single point of failure.
    Single,
}

impl Architecture {
    /// The sources this architecture feels, each once, in the order of its links; a striker behind what it strikes.
    #[must_use]
    pub fn felt(&self, sources: &Table<SourceId, Source>) -> Vec<SourceId> {
        let mut seen = sources.map(|_| false);
        let mut felt = Vec::new();
        for link in &self.links {
            let mut open = vec![link.source];
            while let Some(id) = open.pop() {
                if !std::mem::replace(&mut seen[id], true) {
                    felt.push(id);
                    let strikers = sources[id].struck_by.iter().rev();
                    open.extend(strikers.map(|strike| strike.by));
                }
            }
        }
        felt
    }

    /// The single points of failure: sources that fail by themselves, each of which alone takes the service down, in the
    /// order in which they are felt. Planned maintenance that does not count as downtime is none.
    #[must_use]
    pub fn single_points(&self, sources: &Table<SourceId, Source>) -> Vec<SourceId> {
        let weights = self.weights(sources);
        let mut felt = self.felt(sources);
        felt.retain(|id| {
            let source = &sources[id];
            let counts = source.clock.as_ref().is_none_or(|clock| clock.counted);
            source.begins_outages() && counts && weights[id] == Weight::Single
        });
        felt
    }

    /// Per source, what an outage of it that strikes all it can would take down, mitigations left aside. A member that
    /// never fails while it sleeps takes nothing down by itself, for then another one serves.
    #[must_use]
    pub fn weights(&self, sources: &Table<SourceId, Source>) -> Table<SourceId, Weight> {
        let mut weights = sources.map(|_| Weight::Spare);
        let mut asleep = sources.map(|_| false);
        for group in &self.groups {
            if group.law.dormant_failures <= 0.0 {
                let sleepers = group.dormant.iter().skip(group.seat.of as usize).flatten();
                sleepers.for_each(|id| asleep[*id] = true);
            }
        }
        let reached = Reached::new(self, sources);
        let mut switched = Falls::new(self, true);
        let mut as_preferred = Falls::new(self, false);
        for id in self.felt(sources) {
            if asleep[id] {
                continue;
            }
            let leaves = reached.by(id);
            weights[id] = if switched.take_down(&leaves) {
                Weight::Single
            } else if as_preferred.take_down(&leaves) {
                Weight::Failover
            } else {
                Weight::Spare
            };
        }
        weights
    }
}

/// What outages reach: per source the leaves that feel it, and what it strikes.
struct Reached {
    leaves: Table<SourceId, Vec<LeafId>>,
    strikes: Table<SourceId, Vec<SourceId>>,
}

impl Reached {
    fn new(architecture: &Architecture, sources: &Table<SourceId, Source>) -> Self {
        let mut reached = Self {
            leaves: sources.map(|_| Vec::new()),
            strikes: sources.map(|_| Vec::new()),
        };
        for link in &architecture.links {
            reached.leaves[link.source].push(link.leaf);
        }
        for id in architecture.felt(sources) {
            for strike in &sources[id].struck_by {
                if strike.chance > 0.0 {
                    reached.strikes[strike.by].push(id);
                }
            }
        }
        reached
    }

    /// The leaves that one outage can take down, directly or through what it strikes.
    fn by(&self, source: SourceId) -> Vec<LeafId> {
        let mut struck = vec![source];
        let mut seen = HashSet::from([source]);
        let mut done = 0;
        while let Some(&next) = struck.get(done) {
            done += 1;
            let more = self.strikes[next].iter();
            struck.extend(more.filter(|id| seen.insert(**id)));
        }
        let leaves = struck.iter().flat_map(|id| &self.leaves[id]);
        leaves.copied().collect()
    }
}

/// What looks at a node.
#[derive(Debug, Clone, Copy)]
enum Watcher {
    /// A gate that counts it.
    Gate(NodeId),
    /// The group at this node, of which it is this member, or is required for a switch to that one.
    Member(NodeId, usize),
}

/// The structure with everything up, and what goes down with some of its leaves.
struct Falls {
    root: NodeId,
    nodes_of: Table<LeafId, Vec<NodeId>>,
    watchers: Table<NodeId, Vec<Watcher>>,
    /// Per node, how many more of what it looks at may go down before it does; a gate's children, a group's members.
    spare: Table<NodeId, usize>,
    is_down: Table<NodeId, bool>,
    /// Members that cannot serve any more.
    lost: HashSet<(NodeId, usize)>,
}

impl Falls {
    /// A group counts as any member that it can move to where `switched`, else as its preferred one.
    fn new(architecture: &Architecture, switched: bool) -> Self {
        let mut falls = Self {
            root: architecture.root,
            nodes_of: architecture.leaves.map(|_| Vec::new()),
            watchers: architecture.nodes.map(|_| Vec::new()),
            spare: architecture.nodes.map(|_| 0),
            is_down: architecture.nodes.map(|_| false),
            lost: HashSet::new(),
        };
        let mut never_up = Vec::new();
        for (id, node) in architecture.nodes.iter_with_ids() {
            match node {
                Node::Leaf(leaf) => falls.nodes_of[*leaf].push(id),
                Node::AtLeast { needs, of } => {
                    for &child in of {
                        falls.watchers[child].push(Watcher::Gate(id));
                    }
                    match down_at(*needs as usize, of.len()) {
                        0 => never_up.push(id),
                        least => falls.spare[id] = least - 1,
                    }
                }
                Node::Group(group) => {
                    let group = &architecture.groups[group];
                    let seat = group.seat;
                    let (first, all) = if switched && moves(group) {
                        (0, group.members.len())
                    } else {
                        (seat.number as usize, 1)
                    };
                    falls.spare[id] =
                        all.saturating_sub(if all > 1 { seat.of as usize } else { 1 });
                    let members = group.members.iter().enumerate();
                    for (member, &node) in members.skip(first).take(all) {
                        let required = group.requires.get(member);
                        let required = required.filter(|_| member >= seat.of as usize);
                        for &watched in required.into_iter().flatten().chain([&node]) {
                            falls.watchers[watched].push(Watcher::Member(id, member));
                        }
                    }
                }
            }
        }
        falls.spread(never_up);
        falls.lost.clear();
        falls
    }

    /// Whether the service goes down with these leaves. Leaves everything as it was.
    fn take_down(&mut self, leaves: &[LeafId]) -> bool {
        let nodes = leaves.iter().flat_map(|leaf| &self.nodes_of[leaf]);
        let first = nodes.copied().collect();
        let (down, counted) = self.spread(first);
        let falls = self.is_down[self.root];
        down.into_iter().for_each(|node| self.is_down[node] = false);
        for (node, count) in counted {
            self.spare[node] += count;
        }
        self.lost.clear();
        falls
    }

    /// Takes nodes down, and all that goes down with them. What went down, and by how much each count went down.
    fn spread(&mut self, first: Vec<NodeId>) -> (Vec<NodeId>, HashMap<NodeId, usize>) {
        let (mut down, mut counted) = (Vec::new(), HashMap::new());
        let mut open = first;
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut self.is_down[node], true) {
                continue;
            }
            down.push(node);
            for &watcher in &self.watchers[node] {
                let above = match watcher {
                    Watcher::Gate(gate) => gate,
                    Watcher::Member(group, member) => {
                        if !self.lost.insert((group, member)) {
                            continue;
                        }
                        group
                    }
                };
                match self.spare[above].checked_sub(1) {
                    Some(left) => {
                        self.spare[above] = left;
                        *counted.entry(above).or_insert(0) += 1;
                    }
                    None => open.push(above),
                }
            }
        }
        (down, counted)
    }
}

/// Whether a switch of this group ever works.
fn moves(group: &Group) -> bool {
    let law = &group.law;
    law.succeeds > 0.0 || law.otherwise != Otherwise::Wait || law.botched.is_some()
}

/// Whether an outage of `by` can take `source` down with it, directly or through others.
#[must_use]
pub fn struck(sources: &Table<SourceId, Source>, source: SourceId, by: SourceId) -> bool {
    struck_or_known(sources, source, by, &mut HashMap::new())
}

/// The same; `known` holds the answers so far: many can lead to one by as many ways as there are through a grid.
fn struck_or_known(
    sources: &Table<SourceId, Source>,
    source: SourceId,
    by: SourceId,
    known: &mut HashMap<SourceId, bool>,
) -> bool {
    let strikes = &sources[source].struck_by;
    if strikes.is_empty() {
        return false;
    }
    if let Some(known) = known.get(&source) {
        return *known;
    }
    let found = strikes
        .iter()
        .any(|strike| strike.by == by || struck_or_known(sources, strike.by, by, known));
    known.insert(source, found);
    found
}
