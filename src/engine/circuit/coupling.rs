//! How the sources of an architecture depend on one another: whom their outages strike, who repairs them, with which
//! member of a group they sleep; and which of them are therefore dynamic.
//!
//! A *dynamic* source is one whose failures or repairs depend on the state of the rest. It is simulated in the machine, by
//! timers. The outages of all others are drawn beforehand and stand in the script.

use super::local::LocalSources;
use crate::topology::{Architecture, GroupId, NodeId, Table, Topology};

/// How a source depends on others.
#[derive(Debug, Default)]
pub struct Coupling {
    /// The local sources that its outages strike, and how likely.
    pub strikes: Vec<(u32, f64)>,
    /// The crew that repairs it and its priority there.
    pub crew: Option<(u32, u32)>,
    /// What must be up for its repair to go on.
    pub requires: Vec<NodeId>,
    /// The groups, of several seats the first, and members with which it sleeps.
    pub dormant: Vec<(GroupId, u32)>,
    pub is_dynamic: bool,
}

/// How all sources of an architecture depend on one another.
#[derive(Debug)]
pub struct Couplings {
    of_sources: Vec<Coupling>,
    /// The dynamic sources.
    pub dynamic: Vec<u32>,
    /// Per group and member, the sources that sleep while it does not serve.
    sleepers: Table<GroupId, Vec<Vec<u32>>>,
}

impl Couplings {
    /// Those of the `sources` of `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture, sources: &LocalSources) -> Self {
        let mut couplings = Self {
            of_sources: direct(topology, sources),
            dynamic: Vec::new(),
            sleepers: (architecture.groups).map(|group| vec![Vec::new(); group.members.len()]),
        };
        for needs in &architecture.repairs {
            if let Some(local) = sources.local(needs.source.index() as u32) {
                couplings.of_sources[local as usize]
                    .requires
                    .extend(&needs.nodes);
            }
        }
        couplings.put_to_sleep(architecture, sources);
        couplings.find_dynamic(sources);
        couplings
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.of_sources.len()
    }

    /// That of a local source.
    #[inline]
    pub fn of(&self, local: u32) -> &Coupling {
        &self.of_sources[local as usize]
    }

    /// The sources that sleep while a member of a group does not serve.
    #[inline]
    pub fn sleepers(&self, group: GroupId, member: u32) -> &[u32] {
        &self.sleepers[group][member as usize]
    }

    fn put_to_sleep(&mut self, architecture: &Architecture, sources: &LocalSources) {
        for (id, group) in architecture.groups.iter_with_ids() {
            let sleepers = self.sleepers[id].iter_mut().zip(&group.dormant);
            for (member, (sleepers, dormant)) in (0u32..).zip(sleepers) {
                // What this architecture does not feel has no state that could sleep.
                for local in dormant
                    .iter()
                    .filter_map(|id| sources.local(id.index() as u32))
                {
                    // Once for all seats: it sleeps while it has none of them.
                    if group.seat.number == 0 {
                        self.of_sources[local as usize].dormant.push((id, member));
                    }
                    sleepers.push(local);
                }
            }
        }
    }

    /// Those with a crew, with sleep or whose repair takes something are dynamic, and so is what strikes them or is struck by them.
    fn find_dynamic(&mut self, sources: &LocalSources) {
        let couplings = &mut self.of_sources;
        let by_itself = |coupling: &Coupling| {
            coupling.crew.is_some() || !coupling.dormant.is_empty() || !coupling.requires.is_empty()
        };
        let mut open: Vec<u32> = (0..couplings.len() as u32)
            .filter(|&local| by_itself(&couplings[local as usize]))
            .collect();
        while let Some(local) = open.pop() {
            let coupling = &mut couplings[local as usize];
            if !std::mem::replace(&mut coupling.is_dynamic, true) {
                open.extend(coupling.strikes.iter().map(|&(struck, _)| struck));
                let strikers = sources.struck_by[local as usize].iter();
                open.extend(strikers.map(|&(by, _)| by));
            }
        }
        self.dynamic = (0..couplings.len() as u32)
            .filter(|&local| couplings[local as usize].is_dynamic)
            .collect();
    }
}

/// Crews and strikes: all that does not depend on groups.
fn direct(topology: &Topology, sources: &LocalSources) -> Vec<Coupling> {
    let mut couplings: Vec<Coupling> = Vec::new();
    couplings.resize_with(sources.len(), Coupling::default);
    for (local, &source) in (0u32..).zip(&sources.in_plan) {
        let source = &topology.sources[source];
        let coupling = &mut couplings[local as usize];
        coupling.crew = source
            .repair
            .map(|repair| (repair.crew.index() as u32, repair.priority));
        for &(by, chance) in &sources.struck_by[local as usize] {
            couplings[by as usize].strikes.push((local, chance));
        }
    }
    couplings
}
