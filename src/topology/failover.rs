//! Failover groups: sites of a service, or replicas of a component. One law for both.

use super::{Law, NodeId, SourceId};

/// Members of which one serves at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `sites`, or the component as it is named in the structure: `seoul/db`, `db`. Its draws are keyed by it.
    pub name: String,
    /// The members, preferred first; each node comes before the group's own.
    pub members: Vec<NodeId>,
    /// For each member, nodes that must be up before a switch to it can begin; empty where nothing is required.
    pub requires: Vec<Vec<NodeId>>,
    /// For each member, nodes any of which is down while its whole region is in trouble, so that everybody moves away;
    /// empty where `no_capacity` is 0.
    pub crowded: Vec<Vec<NodeId>>,
    /// For each member, its own sources, which fail at `dormant_failures` times their rate while it does not serve; empty
    /// where that is 1.
    pub dormant: Vec<Vec<SourceId>>,
    /// How it moves.
    pub law: Failover,
}

/// What a group is doing. A member is its place in [`Group::members`].
///
/// ```text
/// Serving ─loss─► Detecting ─► Deciding ─► Awaiting ─► Switching ─┬─► Serving (the target)
///    ▲                                                            ├─► Recovering ─► Serving
///    └───────────── the active is back, at any moment             └─► Stuck
/// ```
///
/// Only the names are shared. When a group goes from one phase to the next is written twice, in the engine and in the
/// Markov chain of `exact`, so that each checks the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The active member serves.
    Serving,
    /// The loss of the active member has not been noticed yet.
    Detecting,
    /// No member is up to switch to.
    AllDown,
    /// Whether to switch to this member is being decided.
    Deciding(u32),
    /// The switch to this member waits for what the member requires.
    Awaiting(u32),
    /// This member is starting to serve.
    Switching(u32),
    /// The switch to this member did not work and is being repaired.
    Recovering(u32),
    /// The switch did not work, and only the return of the active member helps.
    Stuck,
    /// Service is moving back to this more preferred member, at a loss.
    FailingBack(u32),
}

impl Phase {
    /// The member that the phase is about, if it is not the active one.
    #[must_use]
    pub fn target(self) -> Option<u32> {
        match self {
            Self::Serving | Self::Detecting | Self::AllDown | Self::Stuck => None,
            Self::Deciding(target)
            | Self::Awaiting(target)
            | Self::Switching(target)
            | Self::Recovering(target)
            | Self::FailingBack(target) => Some(target),
        }
    }
}

/// How service moves from a member that is down to one that is up.
#[derive(Debug, Clone, PartialEq)]
pub struct Failover {
    /// From the active's loss to the start of an attempt [h]; an active back before that was just an outage.
    pub detect: Law,
    /// From the start of an attempt to the order to switch [h].
    pub decide: Law,
    /// From the order to the moment the target serves [h].
    pub switch: Law,
    /// Probability that an attempt's switch works.
    pub succeeds: f64,
    /// What follows a switch that did not work.
    pub otherwise: Otherwise,
    /// What follows the loss of all members.
    pub after_total_loss: AfterTotalLoss,
    /// What follows the return of a more preferred member.
    pub failback: Failback,
    /// How fast a member that does not serve ages: 1 as one that does (hot), 0 not at all (cold), between them warm.
    pub dormant_failures: f64,
    /// Probability that a switch finds no room at the target while the active's whole region is in trouble; it then goes on
    /// like one that did not work.
    pub no_capacity: f64,
    /// How far the other members' data are behind: what a switch to another member loses [h]; `None` nothing.
    pub lag: Option<Law>,
}

/// What follows a switch that did not work.
#[derive(Debug, Clone, PartialEq)]
pub enum Otherwise {
    /// The target serves this much later [h].
    Later(Law),
    /// Only the active's recovery helps.
    Wait,
}

/// What follows the loss of all members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterTotalLoss {
    /// A new attempt, unless the active itself is the first one back.
    Switch,
    /// The first member up serves at once.
    Resume,
}

/// What follows the return of a more preferred member.
#[derive(Debug, Clone, PartialEq)]
pub enum Failback {
    /// It serves at once, without loss.
    AtOnce,
    /// Service stays where it is.
    Never,
    /// After it has been up this long it serves again, at the price of a loss of service.
    After {
        /// How long it must have been up [h].
        after: Law,
        /// How long nothing serves while moving back [h].
        loss: Law,
    },
}
