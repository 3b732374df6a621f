//! Failover groups with their laws ready to be drawn from. What they do in motion is the machine's.

use super::nodes::Nodes;
use crate::{
    engine::{sampler::Sampler, stream::name_hash},
    failover::{self, AfterTotalLoss, Otherwise},
    topology::{self, NodeId, Seat},
};

/// A failover group.
#[derive(Debug)]
pub struct Group {
    /// Hash of its name.
    pub stream: u64,
    /// Which seat it is of those that serve.
    pub seat: Seat,
    /// Pairs of members with the node that is down while nothing can be copied between them.
    pub links: Vec<(u32, u32, NodeId)>,
    /// The node that stands for it; `None` where nothing depends on it.
    pub node: Option<NodeId>,
    /// Its members, preferred first.
    pub members: Vec<Member>,
    pub detect: Sampler,
    pub decide: Sampler,
    pub switch: Sampler,
    pub succeeds: f64,
    /// Chance of no room while any node that the active is `crowded` by is down.
    pub no_capacity: f64,
    /// A switch that does harm: its chance, and how long nothing serves then.
    pub botched: Option<(f64, Sampler)>,
    /// How far behind the others are, in hours of writing.
    pub lag: Option<Sampler>,
    /// How fast members age that do not serve.
    pub dormant_failures: f64,
    /// What a switch that did not work takes beyond its length; `None` waits for the active.
    pub otherwise: Option<Sampler>,
    pub after_total_loss: AfterTotalLoss,
    pub failback: Failback,
}

/// A member of a group.
#[derive(Debug)]
pub struct Member {
    pub node: NodeId,
    /// The nodes it takes to switch to it.
    pub requires: Vec<NodeId>,
    /// The nodes any of which is down while its whole region is in trouble.
    pub crowded: Vec<NodeId>,
}

/// When service goes back to a more preferred member.
#[derive(Debug)]
pub enum Failback {
    AtOnce,
    Never,
    /// Once it has been up for `after`, without service for `loss`.
    After {
        after: Sampler,
        loss: Sampler,
    },
}

impl Group {
    /// Compiles `group`, for which `node` stands.
    pub fn new(group: &topology::Group, node: Option<NodeId>) -> Self {
        let law = &group.law;
        // Lists that are empty for every member are left out.
        let mut requires = group.requires.iter().cloned();
        let mut crowded = group.crowded.iter().cloned();
        let members = group.members.iter().map(|&node| Member {
            node,
            requires: requires.next().unwrap_or_default(),
            crowded: crowded.next().unwrap_or_default(),
        });
        Self {
            stream: name_hash(&group.name),
            seat: group.seat,
            links: group.links.clone(),
            node,
            members: members.collect(),
            detect: Sampler::new(&law.detect),
            decide: Sampler::new(&law.decide),
            switch: Sampler::new(&law.switch),
            succeeds: law.succeeds,
            no_capacity: law.no_capacity,
            botched: law
                .botched
                .as_ref()
                .map(|botched| (botched.share, Sampler::new(&botched.lasts))),
            lag: law.lag.as_ref().map(Sampler::new),
            dormant_failures: law.dormant_failures,
            otherwise: match &law.otherwise {
                Otherwise::Later(law) => Some(Sampler::new(law)),
                Otherwise::Wait => None,
            },
            after_total_loss: law.after_total_loss,
            failback: match &law.failback {
                failover::Failback::AtOnce => Failback::AtOnce,
                failover::Failback::Never => Failback::Never,
                failover::Failback::After { after, loss } => Failback::After {
                    after: Sampler::new(after),
                    loss: Sampler::new(loss),
                },
            },
        }
    }

    /// Whether enough members are up for all seats when the nodes are in these states.
    pub fn is_enough(&self, nodes: &Nodes) -> bool {
        let up = self.members.iter().filter(|it| !nodes.is_down(it.node));
        up.take(self.seat.of as usize).count() == self.seat.of as usize
    }

    /// True where the preferred member serves as soon as nothing is down.
    pub fn rests(&self) -> bool {
        matches!(self.failback, Failback::AtOnce) && self.botched.is_none()
    }

    /// How long it takes to come to rest after an outage, but for one time in ten thousand [h].
    pub fn rest(&self) -> f64 {
        let botched = self.botched.as_ref().map_or(0.0, |it| it.1.at(0.9999));
        match &self.failback {
            Failback::AtOnce | Failback::Never => botched,
            Failback::After { after, loss } => after.at(0.9999) + loss.at(0.9999) + botched,
        }
    }

    /// About how long it takes to move [h].
    pub fn move_median(&self) -> f64 {
        [&self.detect, &self.decide, &self.switch]
            .map(|law| law.at(0.5))
            .iter()
            .sum()
    }

    /// True where data can be lost in a failover.
    pub fn lags(&self) -> bool {
        self.lag.is_some()
    }

    /// True where the member that serves depends on the distant past.
    pub fn stays(&self) -> bool {
        matches!(self.failback, Failback::Never)
    }
}
