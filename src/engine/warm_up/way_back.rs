//! The memory of who serves: a group that takes its time to go back to its preferred member, or never does.

use super::{AIM, WarmUp, forgotten, mean_over, over_the_year};
use crate::{
    engine::sampler::Sampler,
    failover::{Failback, Failover},
    law::{Law, Side},
    topology::{Architecture, Group, Node, NodeId, Source, SourceId, Topology},
};

/// A group between its preferred member and the others.
pub struct WayBack<'a> {
    pub group: &'a Group,
    after: &'a Law,
    loss: &'a Law,
    /// How often the preferred member goes down [1/h]; that interrupts a way back.
    interrupted: f64,
    /// How fast the member that serves is forgotten [1/h].
    forgets: f64,
}

impl<'a> WayBack<'a> {
    pub fn new(topology: &Topology, architecture: &Architecture, group: &'a Group) -> Option<Self> {
        let Failback::After { after, loss } = &group.law.failback else {
            return None;
        };
        let mut found = Self {
            group,
            after,
            loss,
            interrupted: 0.0,
            forgets: 0.0,
        };
        if found.missing(WarmUp::LEAST) <= AIM {
            // Short, whatever comes between: what takes the preferred member down need not be known.
            return None;
        }
        let preferred = *group.at_rest().0?;
        found.interrupted = alone(topology, architecture, preferred)
            .map(Source::outages_that_reach_us)
            .sum();
        found.forgets = leaves_of(topology, architecture, group, preferred) + found.returns();
        Some(found)
    }

    /// How often a way back comes to its end [1/h], begun anew whenever it is interrupted.
    fn returns(&self) -> f64 {
        let mean = self.after.mean() + self.loss.mean();
        if self.interrupted <= 0.0 {
            return 1.0 / mean;
        }
        let lasts = [self.after, self.loss].map(Sampler::new);
        let uninterrupted =
            lasts.map(|law| mean_over(|unit| (-self.interrupted * law.at(unit)).exp()));
        let uninterrupted: f64 = uninterrupted.iter().product();
        self.interrupted * uninterrupted / (1.0 - uninterrupted).max(f64::MIN_POSITIVE)
    }

    /// The share of the time in which the preferred member does not serve.
    pub fn away(&self) -> f64 {
        1.0 - self.returns() / self.forgets.max(self.returns())
    }

    /// The share of the ways back in progress that began more than so many hours ago and are not over, and of what is not
    /// forgotten yet of who serves.
    pub fn missing(&self, hours: f64) -> f64 {
        let laws = [self.after, self.loss];
        let mean: f64 = laws.iter().map(|law| law.mean()).sum();
        if mean <= 0.0 {
            return 0.0;
        }
        // (A + B − w)⁺ ≤ (A − pw)⁺ + (B − (1 − p)w)⁺
        let one = over_the_year(hours, |hours| {
            let beyond = laws.iter().map(|law| law.excess(hours * law.mean() / mean));
            (-self.interrupted * hours).exp() * beyond.sum::<f64>() / mean
        });
        let next = if self.interrupted > 0.0 {
            forgotten(1.0 / self.forgets, hours)
        } else {
            0.0
        };
        one.max(next)
    }
}

/// A group that never goes back, and whose members are not alike.
pub struct Stay<'a> {
    pub group: &'a Group,
    /// How fast the member that serves is forgotten [1/h].
    forgets: f64,
}

impl<'a> Stay<'a> {
    /// That of a group; `None` where it goes back, or where it does not matter which member serves.
    pub fn new(topology: &Topology, architecture: &Architecture, group: &'a Group) -> Option<Self> {
        if group.law.failback != Failback::Never {
            return None;
        }
        let mut members = group.members.iter();
        let first = felt_by(topology, architecture, *members.next()?);
        if members.all(|&member| felt_by(topology, architecture, member) == first) {
            return None;
        }
        let leaves = group.members.iter();
        let leaves = leaves.map(|&member| leaves_of(topology, architecture, group, member));
        let mut leaves: Vec<f64> = leaves.collect();
        // A chain of members that come and go forgets no faster than the two that stay longest.
        leaves.sort_by(f64::total_cmp);
        Some(Self {
            group,
            forgets: leaves.iter().take(2).sum(),
        })
    }

    /// The share of who serves that is not forgotten after so many hours.
    pub fn missing(&self, hours: f64) -> f64 {
        over_the_year(hours, |hours| (-self.forgets * hours).exp())
    }
}

/// What fails below a member: of each leaf's sources how often [1/h] and how long [h], whatever their names.
fn felt_by(topology: &Topology, architecture: &Architecture, member: NodeId) -> Vec<[u64; 3]> {
    let groups = &architecture.groups;
    let below = architecture
        .nodes
        .below(member, |group| groups[*group].members.iter().collect());
    let leaves = below
        .iter()
        .filter_map(|&node| match &architecture.nodes[node] {
            Node::Leaf(leaf) => Some(*leaf),
            Node::AtLeast { .. } | Node::Group(_) => None,
        });
    let mut felt: Vec<[u64; 3]> = leaves
        .flat_map(|leaf| {
            architecture
                .links
                .iter()
                .filter(move |link| link.leaf == leaf)
        })
        .map(|link| {
            let source = &topology.sources[link.source];
            let fails = source.fails.as_ref().map_or(f64::INFINITY, Law::mean);
            [fails, source.lasts.mean(), source.reach].map(f64::to_bits)
        })
        .collect();
    felt.sort_unstable();
    felt
}

/// How often service leaves a member that serves [1/h].
fn leaves_of(
    topology: &Topology,
    architecture: &Architecture,
    group: &Group,
    member: NodeId,
) -> f64 {
    let sources = alone(topology, architecture, member);
    let rates = sources.map(|it| it.outages_that_reach_us() * moves(&group.law, &it.lasts));
    rates.sum()
}

/// The sources that fail by themselves and any one of which alone takes a node down.
fn alone<'a>(
    topology: &'a Topology,
    architecture: &Architecture,
    node: NodeId,
) -> impl Iterator<Item = &'a Source> {
    let felt = architecture.felt(&topology.sources);
    let takes_down = |id: &SourceId| {
        let links = architecture.links.iter().filter(|link| link.source == *id);
        let down: Vec<_> = links.map(|link| link.leaf).collect();
        let up = architecture.nodes.up(
            |leaf| !down.contains(&leaf),
            |group, up| architecture.groups[*group].is_enough(|member| up[member]),
        );
        !down.is_empty() && !up[node]
    };
    let felt: Vec<SourceId> = felt.into_iter().filter(takes_down).collect();
    felt.into_iter().map(|id| &topology.sources[id])
}

/// The chance that service moves away in an outage of this law: that it is not over before a switch is.
fn moves(law: &Failover, outage: &Law) -> f64 {
    let steps = [&law.detect, &law.decide, &law.switch].map(Sampler::new);
    mean_over(|unit| {
        let hours = steps.iter().map(|step| step.at(unit)).sum();
        outage.beyond(hours, Side::Before)
    })
}
