//! What an outage does that overlaps with no other, found out once so that most of a life need not be simulated.

use super::{
    channel::Channels,
    coupling::Couplings,
    group::Group,
    structure::{Edge, Structure},
};
use crate::topology::{GroupId, NodeId, Table};

/// What channels that are down together do, all else up and every group's preferred member serving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consequence {
    /// The service holds, if every failover takes no time.
    pub holds: bool,
    /// Something goes down that a group or the load balancer watches.
    pub noticed: bool,
}

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

/// An architecture of which it is asked what channels do.
#[derive(Debug, Clone, Copy)]
pub struct Question<'c> {
    pub structure: &'c Structure,
    pub channels: &'c Channels,
    pub groups: &'c Table<GroupId, Group>,
}

impl Question<'_> {
    /// What these channels do that are down together.
    pub fn consequence(self, channels: &[u32]) -> Consequence {
        let up = self.states(channels);
        Consequence {
            holds: up[self.structure.root],
            noticed: (up.ids()).any(|node| !up[node] && self.structure.is_watched(node)),
        }
    }

    /// What each channel does by itself.
    pub fn severities(self) -> Vec<Severity> {
        let severity = |channel: u32| match self.consequence(&[channel]) {
            Consequence { holds: false, .. } => Severity::TakesDown,
            Consequence { noticed: true, .. } => Severity::Disturbs,
            Consequence { .. } => Severity::Unnoticed,
        };
        (0..self.channels.len()).map(severity).collect()
    }

    /// What an isolated outage of each source does; `severities` are the channels'. Nothing is known beforehand where
    /// parts of the requests can be lost (`has_parts`) or where a source is dynamic.
    pub fn isolated(
        self,
        couplings: &Couplings,
        severities: &[Severity],
        has_parts: bool,
    ) -> Vec<Isolated> {
        // All must be at rest as soon as nothing is down, and no source may depend on what serves.
        let forgets =
            self.groups.iter().all(Group::rests) && couplings.dynamic.is_empty() && !has_parts;
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

    fn isolated_of(self, local: u32, severities: &[Severity]) -> Isolated {
        let channels: Vec<u32> = self.channels.of(local).collect();
        if self.consequence(&channels).holds {
            return match self.moves(&channels) {
                true => Isolated::Simulated,
                false => Isolated::Harmless,
            };
        }
        // Whatever groups do meanwhile, the service is down; but they may switch, and lose data.
        if self.groups.iter().any(Group::lags) {
            return Isolated::Simulated;
        }
        let takes_down = |&&channel: &&u32| {
            self.channels.is_plain(channel) && severities[channel as usize] == Severity::TakesDown
        };
        match (&channels[..], channels.iter().find(takes_down)) {
            (_, Some(_)) => Isolated::TakesDown,
            (&[channel], None) => Isolated::TakesDownWhileFelt(channel),
            _ => Isolated::Simulated,
        }
    }

    /// Whether a group or the load balancer at rest has anything to do when these channels go down: for a group, whether
    /// its preferred member does. What members require matters only to a group that is not at rest.
    pub fn moves(self, channels: &[u32]) -> bool {
        let up = self.states(channels);
        let acts = |edge: &Edge| match edge {
            Edge::Gate(_) | Edge::Required { .. } => false,
            Edge::Member { member, .. } => *member == 0,
            Edge::Balanced { .. } | Edge::Part => true,
        };
        up.ids()
            .any(|node| !up[node] && self.structure.edges_of(node).iter().any(acts))
    }

    /// Every node's state while these channels are down, if failovers take no time.
    fn states(self, channels: &[u32]) -> Table<NodeId, bool> {
        let mut up = self.structure.leaves(self.channels, channels);
        self.structure
            .evaluate(&mut up, |group, up| self.groups[group].any_up(up));
        up
    }
}
