//! The law by which service moves between members of which one serves at a time, as a plan or the catalog gives it: numbers only.
//! What they mean stands in docs/model.md, "Failover"; it is lived in `engine/machine/failover.rs`, and read anew by the Markov chain in
//! `exact/chain/group.rs`.

use crate::law::Law;

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
    /// A switch that does harm; `None` never.
    pub botched: Option<Botched>,
    /// How far the other members' data are behind: what a switch to another member loses [h]; `None` nothing.
    pub lag: Option<Law>,
}

/// A switch that does harm.
#[derive(Debug, Clone, PartialEq)]
pub struct Botched {
    /// Probability that a switch is one; with that of one that works at most 1.
    pub share: f64,
    /// How long nothing serves from its end on, whoever is up [h].
    pub lasts: Law,
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
