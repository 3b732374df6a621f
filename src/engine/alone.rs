//! What outages do that meet no other, found out once so that most of a life need not be lived.

use super::{
    circuit::{Channel, Circuit, Edge},
    standby::Standby,
};

/// What channels do together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The service holds, if every failover takes no time.
    pub holds: bool,
    /// Something goes down that a group or the load balancer watches.
    pub noticed: bool,
}

/// What a channel does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alone {
    /// Neither the service nor anything that a group or the load balancer watches goes down.
    Nothing,
    /// Something goes down, but the service would hold if every failover took no time.
    Disturbs,
    /// The service goes down, whatever takes over.
    TakesDown,
}

/// What an outage of a source does that meets no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lonely {
    /// Nothing at all.
    Nothing,
    /// The service is down as long as it lasts, and nothing remembers it.
    TakesDown,
    /// The service is down as long as this channel feels it, and nothing remembers it.
    TakesDownWhileFelt(u32),
    /// It must be lived through.
    Lived,
}

impl Channel {
    /// Every outage of its source is felt, and as long as it lasts.
    pub fn is_plain(&self) -> bool {
        self.softened.is_none() && self.hit.is_none()
    }
}

impl Circuit {
    /// Finds out what each channel, and each source, does alone.
    pub fn foresee(&mut self) {
        for channel in 0..self.channels.len() as u32 {
            let effect = self.effect(&[channel]);
            self.channels[channel as usize].alone = match effect {
                Effect { holds: false, .. } => Alone::TakesDown,
                Effect { noticed: true, .. } => Alone::Disturbs,
                Effect { .. } => Alone::Nothing,
            };
        }
        self.lonely = (0..self.sources.len() as u32)
            .map(|local| self.lonely_effect(local))
            .collect();
    }

    /// What channels do that are down together, all else up and every group's preferred member serving.
    pub fn effect(&self, channels: &[u32]) -> Effect {
        let up = self.states(channels);
        let watched = |node: u32| {
            self.edges_of(node)
                .iter()
                .any(|edge| !matches!(edge, Edge::Gate(_)))
        };
        Effect {
            holds: up[self.root as usize],
            noticed: (0..up.len() as u32).any(|node| !up[node as usize] && watched(node)),
        }
    }

    fn lonely_effect(&self, local: u32) -> Lonely {
        // All must be at rest as soon as nothing is down, and no source's fate may hang on what serves.
        let forgets = self.groups.iter().all(Standby::rests)
            && self.living.is_empty()
            && self.parts.is_empty()
            && !self.ties[local as usize].uncounted;
        if !forgets {
            return Lonely::Lived;
        }
        let channels: Vec<u32> = self.channels_of(local).collect();
        let effect = self.effect(&channels);
        if effect.holds {
            return match self.wakes(&channels) {
                true => Lonely::Lived,
                false => Lonely::Nothing,
            };
        }
        // Whatever groups do meanwhile, the service is down; but they may switch, and lose data.
        if self.groups.iter().any(Standby::lags) {
            return Lonely::Lived;
        }
        let takes_down = |&&channel: &&u32| {
            let channel = &self.channels[channel as usize];
            channel.is_plain() && channel.alone == Alone::TakesDown
        };
        match (&channels[..], channels.iter().find(takes_down)) {
            (_, Some(_)) => Lonely::TakesDown,
            (&[channel], None) => Lonely::TakesDownWhileFelt(channel),
            _ => Lonely::Lived,
        }
    }

    /// Whether a group or the load balancer at rest has anything to do when these channels go down: for a group, whether
    /// its preferred member does. What members require matters only to a group that is not at rest.
    pub fn wakes(&self, channels: &[u32]) -> bool {
        let up = self.states(channels);
        let acts = |edge: &Edge| match edge {
            Edge::Gate(_) | Edge::Required { .. } => false,
            Edge::Member { member, .. } => *member == 0,
            Edge::Balanced { .. } | Edge::Part => true,
        };
        (0..up.len() as u32).any(|node| !up[node as usize] && self.edges_of(node).iter().any(acts))
    }

    /// Every node's state while these channels are down, if failovers take no time.
    fn states(&self, channels: &[u32]) -> Vec<bool> {
        let mut up = vec![true; self.shapes.len()];
        for &node in channels.iter().flat_map(|&channel| self.nodes_of(channel)) {
            up[node as usize] = false;
        }
        self.evaluate(&mut up, |group, up| group.any_up(up));
        up
    }
}
