//! What an outage does that overlaps with no other, found out once so that most of a life need not be simulated.

use super::{
    coupling::Couplings,
    fallen::{Fallen, Wiring},
    group::Group,
    nodes::Nodes,
    structure::Edge,
};
use crate::topology::GroupId;

/// What one channel does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Neither the service nor anything that a group or the load balancer watches goes down.
    Unnoticed,
    /// Something goes down, but the service would hold if every failover took no time.
    Disturbs,
    /// The service goes down, whatever takes over.
    TakesDown,
}

/// What an isolated outage of a source does: one that overlaps with no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolated {
    /// Nothing at all.
    Harmless,
    /// The service is down as long as it lasts, and nothing remembers it.
    TakesDown,
    /// The service is down as long as this channel feels it, and nothing remembers it.
    TakesDownWhileFelt(u32),
    /// It has to be simulated.
    Simulated,
}

/// An architecture of which it is asked what channels do that are down together, all else up and every group's preferred
/// member serving.
#[derive(Debug)]
pub struct Question<'c> {
    wiring: Wiring<'c>,
    fallen: Fallen,
}

impl<'c> Question<'c> {
    /// Of this architecture.
    pub fn new(wiring: Wiring<'c>) -> Self {
        Self {
            wiring,
            fallen: Fallen::new(wiring.structure),
        }
    }

    /// What each channel does by itself.
    pub fn severities(&mut self) -> Vec<Severity> {
        let channels = 0..self.wiring.channels.len();
        channels.map(|channel| self.severity(channel)).collect()
    }

    fn severity(&mut self, channel: u32) -> Severity {
        let structure = self.wiring.structure;
        if !self.holds(&[channel]) {
            Severity::TakesDown
        } else if self
            .fallen
            .nodes()
            .iter()
            .any(|&node| structure.is_watched(node))
        {
            Severity::Disturbs
        } else {
            Severity::Unnoticed
        }
    }

    /// What an isolated outage of each source does; `severities` are the channels'. Nothing is known beforehand where
    /// parts of the requests can be lost (`has_parts`) or where a source is dynamic.
    pub fn isolated(
        &mut self,
        couplings: &Couplings,
        severities: &[Severity],
        has_parts: bool,
    ) -> Vec<Isolated> {
        // All must be at rest as soon as nothing is down, and no source may depend on what serves.
        let forgets = self.wiring.groups.iter().all(Group::rests)
            && couplings.dynamic.is_empty()
            && !has_parts;
        let sources = 0..couplings.len() as u32;
        sources
            .map(|local| {
                if forgets {
                    self.isolated_of(local, severities)
                } else {
                    Isolated::Simulated
                }
            })
            .collect()
    }

    fn isolated_of(&mut self, local: u32, severities: &[Severity]) -> Isolated {
        let wiring = self.wiring;
        let channels: Vec<u32> = wiring.channels.of(local).collect();
        if self.holds(&channels) {
            return match self.moves() {
                true => Isolated::Simulated,
                false => Isolated::Harmless,
            };
        }
        // Whatever groups do meanwhile, the service is down; but they may switch, and lose data.
        if wiring.groups.iter().any(Group::lags) {
            return Isolated::Simulated;
        }
        let takes_down = |&&channel: &&u32| {
            wiring.channels.is_plain(channel) && severities[channel as usize] == Severity::TakesDown
        };
        match (&channels[..], channels.iter().find(takes_down)) {
            (_, Some(_)) => Isolated::TakesDown,
            (&[channel], None) => Isolated::TakesDownWhileFelt(channel),
            _ => Isolated::Simulated,
        }
    }

    /// Whether a group or the load balancer at rest has anything to do with what is down: for a group, whether
    /// its preferred member is. What members require matters only to a group that is not at rest.
    fn moves(&self) -> bool {
        let acts = |edge: &Edge| match edge {
            Edge::Gate(_) | Edge::Required { .. } | Edge::Copied { .. } => false,
            Edge::Member { group, member } => *member == self.wiring.groups[*group].seat.number,
            Edge::Repair { .. } | Edge::Balanced { .. } | Edge::Part => true,
        };
        let structure = self.wiring.structure;
        let mut down = self.fallen.nodes().iter();
        down.any(|&node| structure.edges_of(node).iter().any(acts))
    }

    /// Takes these channels down; whether the service holds, if failovers take no time.
    fn holds(&mut self, channels: &[u32]) -> bool {
        let groups = self.wiring.groups;
        let is_enough = |group: GroupId, nodes: &Nodes| groups[group].is_enough(nodes);
        self.fallen
            .take_down(self.wiring, channels.iter().copied(), is_enough);
        !self.fallen.takes_service_down()
    }
}
