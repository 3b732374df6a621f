//! An architecture made ready to run: what is the same in all its lives.
//!
//! ```text
//! LocalSources ─► Channels (who feels what) ─► Structure (counters and edges) ─► Groups, Parts
//!            └──► Couplings (crews, sleep, strikes)
//! ```
//!
//! It is compiled once from the topology, and every [`machine`](super::machine) reads it.

mod channel;
mod coupling;
mod fallen;
mod group;
mod isolated;
mod local;
mod mitigation;
mod nodes;
mod structure;

use super::{sampler::Sampler, warm_up::WarmUp};
use crate::topology::{Architecture, Crew, GroupId, Node, Parts, Table, Topology};

pub use channel::Channels;
pub use coupling::Couplings;
pub use fallen::Fallen;
pub use group::{Failback, Group};
pub use isolated::{Isolated, Severity};
pub use local::LocalSources;
pub use nodes::Nodes;
pub use structure::{Edge, Structure};

use fallen::Wiring;
use isolated::Question;

/// An architecture made ready to run.
#[derive(Debug)]
pub struct Circuit {
    pub sources: LocalSources,
    pub channels: Channels,
    pub structure: Structure,
    pub groups: Table<GroupId, Group>,
    pub couplings: Couplings,
    /// The plan's repair crews.
    pub crews: Vec<Crew>,
    /// Number of sites sharing the load and the law of draining; `None` without balance.
    pub balance: Option<(u32, Sampler)>,
    /// What can be lost while the service is up.
    pub parts: Parts,
    /// Per channel, what it does by itself.
    pub severities: Vec<Severity>,
    /// Per local source, what an isolated outage of it does.
    pub isolated: Vec<Isolated>,
    /// What comes before the counted year.
    pub warm_up: WarmUp,
    /// What is over before this hour leaves no trace: without groups and repairs that rest the state has no memory, and nothing before the
    /// counted year matters.
    pub remembers_from: f64,
}

impl Circuit {
    /// Compiles `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        let sources = LocalSources::new(topology, architecture);
        let channels = Channels::new(topology, architecture, &sources);
        let parts = Parts::new(architecture);
        let structure = Structure::new(architecture, &sources, parts.watched());
        let couplings = Couplings::new(topology, architecture, &sources);
        let groups = groups(architecture);
        let mut question = Question::new(Wiring {
            structure: &structure,
            channels: &channels,
            groups: &groups,
        });
        let severities = question.severities();
        let isolated = question.isolated(&couplings, &severities, !parts.is_empty());
        Self {
            crews: topology.crews.iter().cloned().collect(),
            balance: architecture
                .balance
                .as_ref()
                .map(|balance| (balance.sites.len() as u32, Sampler::new(&balance.drain))),
            warm_up: WarmUp::new(topology, architecture),
            remembers_from: if groups.is_empty() && architecture.repairs.is_empty() {
                0.0
            } else {
                f64::NEG_INFINITY
            },
            sources,
            channels,
            structure,
            groups,
            couplings,
            parts,
            severities,
            isolated,
        }
    }

    /// The same where sources and laws of failover have the numbers of a scenario. Of these only what share of the leaves an outage hits
    /// and those laws are compiled.
    pub fn in_scenario(mut self, scenario: &Topology, architecture: &Architecture) -> Self {
        let shares = self.sources.in_plan.iter();
        let shares = shares.map(|&source| scenario.sources[source].hits);
        if !self.channels.take_hits(shares) {
            return Self::new(scenario, architecture);
        }
        if architecture.unknowns_of_moves().next().is_some() {
            self.groups = groups(architecture);
        }
        self.warm_up = WarmUp::new(scenario, architecture);
        self
    }

    /// What outages go up through.
    pub fn wiring(&self) -> Wiring<'_> {
        Wiring {
            structure: &self.structure,
            channels: &self.channels,
            groups: &self.groups,
        }
    }

    /// The same with the warm-up of another, with which it is to be compared year by year.
    pub fn beside(self, other: &Self) -> Self {
        Self {
            warm_up: other.warm_up.clone(),
            ..self
        }
    }

    /// The local number of a source of the plan that this architecture feels and whose outages are drawn beforehand.
    #[inline]
    pub fn scripted(&self, source: u32) -> Option<u32> {
        let is_scripted = |&local: &u32| {
            self.couplings.dynamic.is_empty() || !self.couplings.of(local).is_dynamic
        };
        self.sources.local(source).filter(is_scripted)
    }

    /// Whether requests or data may be lost beside the downtime.
    pub fn loses(&self) -> bool {
        !self.parts.is_empty() || self.balance.is_some() || self.groups.iter().any(Group::lags)
    }
}

/// The failover groups of an architecture.
fn groups(architecture: &Architecture) -> Table<GroupId, Group> {
    let nodes = &architecture.nodes;
    let groups = architecture.groups.iter_with_ids();
    let groups =
        groups.map(|(id, group)| Group::new(group, nodes.find(|node| *node == Node::Group(id))));
    groups.collect()
}
