//! The machine: one architecture's state, moved from instant to instant, and the ledger that counts it.
//!
//! ```text
//! Nodes ─► failover (the rule), Drains ─┐
//! SourceState ─► Sources ────────────┴─► Service ─► System (failures, repairs, timers) ─┐
//!                                             └─► Attribution ─► Ledger ───────────────────┴─► Machine
//! ```
//!
//! Each knows those before it only. A change goes up through the nodes as far as it changes any and reaches groups, which
//! answer by a reaction; [`failover`] has their rule.

mod attribution;
mod copies;
mod crews;
mod drain;
mod failover;
mod ledger;
mod seats;
mod service;
mod source_state;
mod sources;
mod system;

use super::{
    agenda::Agenda, circuit::Circuit, cue::Cue, life::Life, process::Process, stream::Key,
};
use crate::topology::{GroupId, NodeId, Start, Table};
pub use failover::GroupState;
pub use ledger::Ledger;
pub use service::Service;
pub use sources::Sources;
pub use system::{Fate, System};

/// One architecture's state during a life.
#[derive(Debug)]
pub struct Machine<'a> {
    system: System<'a>,
    ledger: Ledger,
}

impl<'a> Machine<'a> {
    /// A machine at rest.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let sources = Sources::new(circuit, processes);
        Self {
            system: System::new(Service::new(circuit, sources)),
            ledger: Ledger::new(circuit),
        }
    }

    /// The same for whoever does not ask what downtime is charged to.
    pub fn without_charges(mut self) -> Self {
        self.ledger.charge_nobody();
        self
    }
}

/// What drives it.
impl<'a> Machine<'a> {
    /// Forgets what was counted of earlier lives.
    pub fn clear_life(&mut self) {
        self.ledger.life.clear();
        self.system.service.data_lost = 0.0;
        self.system.service.most_lost = 0.0;
    }

    /// Lets every group's preferred member serve, whatever came before.
    pub fn forget(&mut self) {
        self.system.service.forget();
    }

    /// Puts everything where a life begins. The groups begin with their preferred member serving, or with the one that
    /// served at the end of the last life where `carry_on` is set.
    pub fn begin(&mut self, life: Key, start: Start, carry_on: bool) {
        self.ledger.reset();
        self.system.begin(life, start, carry_on);
    }

    /// Lets all be up at hour 0, and nothing go down by itself.
    pub fn stand_still(&mut self, life: Key) {
        self.ledger.reset();
        self.system.service.reset(life, 0.0, false);
    }

    /// Lets time pass until hour `to`, in the state as it is.
    pub fn advance(&mut self, to: f64) {
        self.ledger.advance(&mut self.system.service, to);
    }

    /// Acts on a cue.
    #[inline]
    pub fn act(&mut self, cue: Cue) {
        if cue.is_end() {
            self.system.service.rise(cue.channel(), cue.cause());
        } else {
            self.fall(cue.channel(), cue.cause());
        }
    }

    /// A channel goes down, charged to a local source.
    pub fn fall(&mut self, channel: u32, cause: u32) {
        self.system.service.fall(channel, cause);
    }

    /// The next timer is due.
    pub fn ring(&mut self) {
        self.system.ring();
    }

    /// Ends a life, or a branch, at hour `end`.
    pub fn close(&mut self, end: f64) {
        self.ledger.close_outage(end);
        self.ledger.life.data_lost = self.system.service.data_lost;
        self.ledger.life.most_lost = self.system.service.most_lost;
    }

    /// What was lived so far, to be added to.
    #[inline]
    pub fn life_mut(&mut self) -> &mut Life {
        &mut self.ledger.life
    }

    /// Lives through cues from now to hour `end`, every one of them; where that is infinite, until no timer is set.
    pub fn play(&mut self, cues: &[Cue], end: f64) {
        let mut cues = cues.iter().peekable();
        loop {
            let cue_at = cues.peek().map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = self.agenda().next_at();
            let at = cue_at.min(timer_at);
            if at >= end {
                break;
            }
            self.advance(at);
            match cues.next_if(|_| cue_at <= timer_at) {
                Some(cue) => self.act(*cue),
                None => self.ring(),
            }
        }
        let end = if end.is_finite() { end } else { self.now() };
        self.advance(end);
        self.close(end);
    }
}

/// What it looks like now.
impl<'a> Machine<'a> {
    /// The architecture.
    #[inline]
    pub fn circuit(&self) -> &'a Circuit {
        self.system.service.circuit
    }

    /// What was lived so far.
    #[inline]
    pub fn life(&self) -> &Life {
        &self.ledger.life
    }

    /// The hour.
    #[inline]
    pub fn now(&self) -> f64 {
        self.system.service.now
    }

    /// The timers.
    #[inline]
    pub fn agenda(&self) -> &Agenda {
        &self.system.service.agenda
    }

    /// Nothing is down, and every group's preferred member serves.
    #[inline]
    pub fn is_at_rest(&self) -> bool {
        self.system.service.is_at_rest()
    }

    /// Whether the service is down.
    pub fn is_service_down(&self) -> bool {
        self.system.service.is_down()
    }

    /// The share of the requests that is lost now, the service being up.
    pub fn lost(&mut self) -> f64 {
        self.system.service.lost()
    }

    /// Whether a node is down.
    pub fn is_down(&self, node: NodeId) -> bool {
        self.system.service.nodes.is_down(node)
    }

    /// Channels that are down and the local source each is charged to.
    pub fn felt(&self) -> &[(u32, u32)] {
        &self.system.service.felt
    }

    /// The failover groups.
    pub fn groups(&self) -> &Table<GroupId, GroupState> {
        &self.system.service.groups
    }

    /// Whether a dynamic source is up.
    pub fn is_source_up(&self, source: u32) -> bool {
        self.system.service.sources.of(source).is_up()
    }
}
