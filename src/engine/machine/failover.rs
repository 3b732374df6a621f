//! The failover rule, after docs/model.md, Failover: detect, decide, wait for what is required, switch, and perhaps back
//! again.
//!
//! ```text
//! Serving ─loss─► Detecting ─► Deciding ─► Awaiting ─► Switching ─┬─► Serving (the target)
//!    ▲                                                            ├─► Recovering ─► Serving
//!    └───────────── the active is back, at any moment             ├─► Stuck (only the active's return helps)
//!                   (but while it is Botched)                     └─► Botched ─► Serving
//! ```
//!
//! A group sees its members only as up or down. Whatever happens to it, it sets timers and says by a [`Reaction`] what
//! follows for the rest of the service, and never touches that itself. The Markov chain in `exact::chain` reads the same rule
//! on its own: the two check each other, so they share words and no code.
//!
//! Draws are keyed by the group's name and the count of losses and attempts, so candidates whose groups have one name
//! (`sites`) draw alike.

use crate::{
    engine::{
        agenda::{Agenda, Due},
        circuit::{Failback, Group, Nodes},
        coins::Coins,
        machine::seats::Seats,
        sampler::Sampler,
        stream::Key,
    },
    failover::AfterTotalLoss,
    topology::{GroupId, Phase},
};

/// The state of a failover group.
#[derive(Debug, Clone, Copy)]
pub struct GroupState {
    /// The member that serves, or served last.
    pub active: u32,
    pub phase: Phase,
    /// Members that are up.
    up: u32,
    /// All members have been down since the loss.
    lost_all: bool,
    /// What the timer of the next step must carry to count.
    token: u32,
    /// The same for the timer of going back.
    failback_token: u32,
    /// The member that service is to go back to.
    failback_to: Option<u32>,
    losses: u32,
    attempts: u32,
    failbacks: u32,
}

/// What a group sees while it reacts, and the agenda in which it sets its timers.
#[derive(Debug)]
pub struct Surroundings<'s> {
    pub id: GroupId,
    pub group: &'s Group,
    pub nodes: &'s Nodes,
    pub seats: &'s Seats,
    pub agenda: &'s mut Agenda,
    pub coins: &'s mut Coins,
    /// The life's key.
    pub key: Key,
    /// The hour.
    pub now: f64,
}

/// What follows from a change in a group for the rest of the service.
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub enum Reaction {
    Nothing,
    /// No member serves from now on. Once all who watch the group know, it is to [`begin`](GroupState::begin) this.
    Stops(Interruption),
    /// A member serves from now on, without the data of the last `lost` hours. Once all who watch the group know, it is to
    /// [`plan_failback`](GroupState::plan_failback).
    Serves {
        member: u32,
        lost: Option<f64>,
    },
    /// Service moves to a more preferred member at once, without loss.
    Moves(u32),
}

/// Why no member serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// The active member is down.
    Loss,
    /// Service is moved back to this member.
    Return(u32),
}

/// Purposes of draws below a group's key.
#[derive(Debug, Clone, Copy)]
enum Purpose {
    Detect = 1,
    Decide,
    Switch,
    Succeeds,
    Otherwise,
    Failback,
    Loss,
    Lag,
    /// Lag where the first member back after a total loss serves.
    LagOfResume,
    /// Whether a switch that does not work does harm.
    Botched,
    BotchedLength,
}

impl GroupState {
    /// All members of `group` up, `active` serving.
    pub fn new(group: &Group, active: u32) -> Self {
        Self {
            active,
            phase: Phase::Serving,
            up: group.members.len() as u32 + 1 - group.seat.of,
            lost_all: false,
            token: 0,
            failback_token: 0,
            failback_to: None,
            losses: 0,
            attempts: 0,
            failbacks: 0,
        }
    }

    /// Whether the member that served has been lost since the life began.
    pub fn has_lost(&self) -> bool {
        self.losses > 0
    }

    /// A member serves, and service is not about to go back to another.
    pub fn is_settled(&self) -> bool {
        self.phase == Phase::Serving && self.failback_to.is_none()
    }

    /// The member that it has, and the one that it is about to have.
    pub fn having(&self) -> impl Iterator<Item = u32> + use<> {
        std::iter::once(self.active).chain(self.phase.target())
    }

    /// A member went down, or another seat has it.
    pub fn member_lost(&mut self, member: u32, around: &mut Surroundings<'_>) -> Reaction {
        self.up -= 1;
        let all_down = self.up == 0;
        match self.phase {
            Phase::Serving if member == self.active => {
                self.lost_all = all_down;
                self.losses += 1;
                self.failback_token += 1;
                self.failback_to = None;
                return Reaction::Stops(Interruption::Loss);
            }
            Phase::Serving if member < self.active => return self.plan_failback(around),
            Phase::FailingBack(target) if member == target => {
                if around.is_down(self.active) {
                    self.attempt(around);
                } else {
                    return serves(self.active);
                }
            }
            Phase::Detecting => self.lost_all |= all_down,
            Phase::Deciding(_)
            | Phase::Awaiting(_)
            | Phase::Switching(_)
            | Phase::Recovering(_)
            | Phase::Stuck
                if all_down =>
            {
                self.wait_for_any();
            }
            Phase::Deciding(target)
            | Phase::Awaiting(target)
            | Phase::Switching(target)
            | Phase::Recovering(target)
                if member == target =>
            {
                self.attempt(around);
            }
            _ => {}
        }
        Reaction::Nothing
    }

    /// A member came back, or no other seat has it any more.
    pub fn member_back(&mut self, member: u32, around: &mut Surroundings<'_>) -> Reaction {
        self.up += 1;
        match self.phase {
            Phase::Serving if member < self.active => return self.plan_failback(around),
            Phase::Serving | Phase::FailingBack(_) | Phase::Botched(_) => {}
            _ if member == self.active => return serves(member),
            _ if self.lost_all && around.group.after_total_loss == AfterTotalLoss::Resume => {
                return take_over(member, (Purpose::LagOfResume, self.losses), around);
            }
            Phase::AllDown => self.attempt(around),
            _ => {}
        }
        Reaction::Nothing
    }

    /// Something that a member requires went down or came back.
    pub fn required_changed(&mut self, around: &mut Surroundings<'_>) {
        if let Phase::Awaiting(target) = self.phase {
            self.await_required(target, around);
        }
    }

    /// A timer of the group's next step is due.
    pub fn step(&mut self, token: u32, around: &mut Surroundings<'_>) -> Reaction {
        if token != self.token {
            return Reaction::Nothing;
        }
        match self.phase {
            Phase::Detecting => self.attempt(around),
            Phase::Deciding(target) => self.await_required(target, around),
            Phase::Switching(target) => {
                let unit = around.unit(Purpose::Succeeds, self.attempts);
                let chance = self.chance(around);
                let works = around.coins.works(chance, unit);
                match &around.group.otherwise {
                    _ if works => {
                        return take_over(target, (Purpose::Lag, self.attempts), around);
                    }
                    _ if self.is_botched(1.0 - chance, around) => self.botch(target, around),
                    Some(later) => {
                        let ordinal = self.attempts;
                        let phase = Phase::Recovering(target);
                        self.enter(phase, later, Purpose::Otherwise, ordinal, around);
                    }
                    None => self.phase = Phase::Stuck,
                }
            }
            Phase::Recovering(target) => {
                return take_over(target, (Purpose::Lag, self.attempts), around);
            }
            Phase::Botched(target) => return self.put_right(target, around),
            Phase::FailingBack(target) => return serves(target),
            Phase::Serving | Phase::AllDown | Phase::Awaiting(_) | Phase::Stuck => {}
        }
        Reaction::Nothing
    }

    /// A more preferred member has been up long enough.
    pub fn fail_back(&self, token: u32, around: &Surroundings<'_>) -> Reaction {
        let costs = matches!(around.group.failback, Failback::After { .. });
        if !costs || token != self.failback_token || self.phase != Phase::Serving {
            return Reaction::Nothing;
        }
        match self.preferred(around) {
            Some(target) => Reaction::Stops(Interruption::Return(target)),
            None => Reaction::Nothing,
        }
    }

    /// No member serves, and all who watch the group know.
    pub fn begin(&mut self, interruption: Interruption, around: &mut Surroundings<'_>) {
        let group = around.group;
        match (interruption, &group.failback) {
            (Interruption::Loss, _) => {
                let ordinal = self.losses;
                self.enter(
                    Phase::Detecting,
                    &group.detect,
                    Purpose::Detect,
                    ordinal,
                    around,
                );
            }
            (Interruption::Return(target), Failback::After { loss, .. }) => {
                let ordinal = self.failbacks;
                self.enter(
                    Phase::FailingBack(target),
                    loss,
                    Purpose::Loss,
                    ordinal,
                    around,
                );
            }
            (Interruption::Return(_), Failback::AtOnce | Failback::Never) => {}
        }
    }

    /// A member is the active one and serves.
    pub fn serve(&mut self) {
        self.phase = Phase::Serving;
        self.lost_all = false;
        self.token += 1;
        self.failback_to = None;
    }

    /// Plans that the most preferred member that is up serves again, as the law says. A wait in progress goes
    /// on while it is for the same member.
    pub fn plan_failback(&mut self, around: &mut Surroundings<'_>) -> Reaction {
        let preferred = self.preferred(around);
        match (&around.group.failback, preferred) {
            (Failback::Never, _) | (Failback::AtOnce, None) => {}
            (Failback::AtOnce, Some(preferred)) => return Reaction::Moves(preferred),
            (Failback::After { .. }, _) if preferred == self.failback_to => {}
            (Failback::After { after, .. }, _) => {
                self.failback_to = preferred;
                self.failback_token += 1;
                self.failbacks += 1;
                if preferred.is_some() {
                    let wait = after.at(around.unit(Purpose::Failback, self.failbacks));
                    let due = Due::Failback {
                        group: around.id,
                        token: self.failback_token,
                    };
                    around.agenda.set(around.now + wait, due);
                }
            }
        }
        Reaction::Nothing
    }

    /// The most preferred member that is up, where service is to go back to it from here: of several seats from that with the least
    /// preferred member.
    fn preferred(&self, around: &Surroundings<'_>) -> Option<u32> {
        let first = around.first_up().filter(|&member| member < self.active);
        first.filter(|_| !around.seats.is_before_last(around.id, self.active))
    }

    /// Starts an attempt to move to the first member that is up, or waits for one.
    fn attempt(&mut self, around: &mut Surroundings<'_>) {
        let Some(target) = around.first_up() else {
            self.wait_for_any();
            return;
        };
        self.attempts += 1;
        let (ordinal, group) = (self.attempts, around.group);
        let phase = Phase::Deciding(target);
        self.enter(phase, &group.decide, Purpose::Decide, ordinal, around);
    }

    /// All members are down.
    fn wait_for_any(&mut self) {
        self.phase = Phase::AllDown;
        self.lost_all = true;
        self.token += 1;
    }

    fn await_required(&mut self, target: u32, around: &mut Surroundings<'_>) {
        let group = around.group;
        let mut required = group.members[target as usize].requires.iter();
        if required.any(|&node| around.nodes.is_down(node)) {
            self.phase = Phase::Awaiting(target);
            return;
        }
        let ordinal = self.attempts;
        let phase = Phase::Switching(target);
        self.enter(phase, &group.switch, Purpose::Switch, ordinal, around);
    }

    /// The chance that a switch works now: less while the active member's whole region is in trouble.
    fn chance(&self, around: &Surroundings<'_>) -> f64 {
        let group = around.group;
        let mut crowded = group.members[self.active as usize].crowded.iter();
        let crowded = crowded.any(|&node| around.nodes.is_down(node));
        group.succeeds
            * if crowded {
                1.0 - group.no_capacity
            } else {
                1.0
            }
    }

    /// Whether a switch that did not work, with this chance of it, did harm.
    fn is_botched(&self, fails: f64, around: &mut Surroundings<'_>) -> bool {
        let Some((share, _)) = &around.group.botched else {
            return false;
        };
        let unit = around.unit(Purpose::Botched, self.attempts);
        around.coins.works((share / fails).min(1.0), unit)
    }

    /// Nothing serves until the harm is put right.
    fn botch(&mut self, target: u32, around: &mut Surroundings<'_>) {
        if let Some((_, lasts)) = &around.group.botched {
            let ordinal = self.attempts;
            let phase = Phase::Botched(target);
            self.enter(phase, lasts, Purpose::BotchedLength, ordinal, around);
        }
    }

    /// The harm is put right: the active serves if it is up, else the target, else there is a new attempt.
    fn put_right(&mut self, target: u32, around: &mut Surroundings<'_>) -> Reaction {
        if !around.is_down(self.active) {
            return serves(self.active);
        }
        if !around.is_down(target) {
            return take_over(target, (Purpose::Lag, self.attempts), around);
        }
        self.attempt(around);
        Reaction::Nothing
    }

    /// Enters a phase that lasts as long as `law` says.
    fn enter(
        &mut self,
        phase: Phase,
        law: &Sampler,
        purpose: Purpose,
        ordinal: u32,
        around: &mut Surroundings<'_>,
    ) {
        let at = around.now + law.at(around.unit(purpose, ordinal));
        self.phase = phase;
        self.token += 1;
        let due = Due::Step {
            group: around.id,
            token: self.token,
        };
        around.agenda.set(at, due);
    }
}

/// Another member serves, without what had not reached it yet; `draw` is that of the lag.
fn take_over(target: u32, draw: (Purpose, u32), around: &Surroundings<'_>) -> Reaction {
    let lag = around.group.lag.as_ref().filter(|_| around.now >= 0.0);
    Reaction::Serves {
        member: target,
        lost: lag.map(|lag| lag.at(around.unit(draw.0, draw.1))),
    }
}

/// A member serves that had all data.
fn serves(member: u32) -> Reaction {
    Reaction::Serves { member, lost: None }
}

impl Surroundings<'_> {
    /// Whether a member is down, or another seat has it.
    fn is_down(&self, member: u32) -> bool {
        self.nodes.is_down(self.group.members[member as usize].node)
            || self.seats.is_taken(self.id, member)
    }

    /// The most preferred member that is up.
    fn first_up(&self) -> Option<u32> {
        (0..self.group.members.len() as u32).find(|&member| !self.is_down(member))
    }

    fn unit(&self, purpose: Purpose, ordinal: u32) -> f64 {
        let purpose = (purpose as u64) << 32 | u64::from(ordinal);
        self.key.of(self.group.stream).of(purpose).unit()
    }
}
