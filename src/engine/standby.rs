//! Failover groups in motion, after docs/model.md, Failover: detect, decide, wait for what is required, switch, and
//! perhaps back again.
//!
//! ```text
//! Serving ─loss─► Detecting ─► Deciding ─► Awaiting ─► Switching ─┬─► Serving (the target)
//!    ▲                                                            ├─► Recovering ─► Serving
//!    └───────────── the active is back, at any moment             └─► Stuck (only the active's return helps)
//! ```
//!
//! Draws are keyed by the group's name and the count of losses and attempts, so candidates whose groups have one name
//! (`sites`) draw alike.

use super::{agenda::Due, machine::Machine, sampler::Sampler, stream::name_hash};
use crate::failover::{AfterTotalLoss, Failback, Otherwise};
use crate::topology::{Group, NodeId, Phase};

/// A failover group made ready to run.
#[derive(Debug)]
pub struct Standby {
    /// Its place among the groups.
    pub index: usize,
    stream: u64,
    /// The group's own node.
    pub node: u32,
    /// Its members' nodes, preferred first.
    pub members: Vec<u32>,
    /// Per member, the nodes it takes to switch to it.
    pub requires: Vec<Vec<u32>>,
    detect: Sampler,
    decide: Sampler,
    switch: Sampler,
    succeeds: f64,
    /// Chance of no room while any node of the active's list is down.
    no_capacity: f64,
    crowded: Vec<Vec<u32>>,
    lag: Option<Sampler>,
    /// How fast members age that do not serve.
    pub dormant_failures: f64,
    /// Per member, the local sources that then sleep; filled by the machine's circuit.
    pub sleepers: Vec<Vec<u32>>,
    /// `None` waits for the active.
    otherwise: Option<Sampler>,
    after_total_loss: AfterTotalLoss,
    failback: Return,
}

#[derive(Debug)]
enum Return {
    AtOnce,
    Never,
    After { after: Sampler, loss: Sampler },
}

/// Where a group stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The member that serves, or served last.
    pub active: u32,
    pub phase: Phase,
    /// Members that are up.
    up: u32,
    /// All members have been down since the loss.
    lost_all: bool,
    token: u32,
    failback_token: u32,
    /// The member that service is to go back to.
    failback_to: Option<u32>,
    losses: u32,
    attempts: u32,
    failbacks: u32,
}

/// Purposes of draws below a group's key.
#[derive(Clone, Copy)]
enum Purpose {
    Detect = 1,
    Decide,
    Switch,
    Succeeds,
    Otherwise,
    Failback,
    Loss,
    Lag,
}

impl Standby {
    /// Compiles `group`, the one at `index`, whose own node is `node`.
    pub fn new(group: &Group, index: usize, node: u32) -> Self {
        let law = &group.law;
        Self {
            index,
            stream: name_hash(&group.name),
            node,
            members: group.members.iter().map(|id| id.index() as u32).collect(),
            requires: indices(&group.requires),
            detect: Sampler::new(&law.detect),
            decide: Sampler::new(&law.decide),
            switch: Sampler::new(&law.switch),
            succeeds: law.succeeds,
            no_capacity: law.no_capacity,
            crowded: indices(&group.crowded),
            lag: law.lag.as_ref().map(Sampler::new),
            dormant_failures: law.dormant_failures,
            sleepers: vec![Vec::new(); group.members.len()],
            otherwise: match &law.otherwise {
                Otherwise::Later(law) => Some(Sampler::new(law)),
                Otherwise::Wait => None,
            },
            after_total_loss: law.after_total_loss,
            failback: match &law.failback {
                Failback::AtOnce => Return::AtOnce,
                Failback::Never => Return::Never,
                Failback::After { after, loss } => Return::After {
                    after: Sampler::new(after),
                    loss: Sampler::new(loss),
                },
            },
        }
    }

    /// Whether any member is up, going by the nodes' states.
    pub fn any_up(&self, up: &[bool]) -> bool {
        self.members.iter().any(|&member| up[member as usize])
    }

    /// True where the preferred member serves as soon as nothing is down.
    pub fn rests(&self) -> bool {
        matches!(self.failback, Return::AtOnce)
    }

    /// True where service is down while it is moved back to a preferred member.
    pub fn moves_back_at_a_loss(&self) -> bool {
        matches!(self.failback, Return::After { .. })
    }

    /// Whether a node's state may enter the chance that a switch works.
    pub fn looks_at(&self, node: u32) -> bool {
        self.crowded.iter().flatten().any(|&other| other == node)
    }

    /// True where data can be lost in a failover.
    pub fn lags(&self) -> bool {
        self.lag.is_some()
    }

    /// True where the member that serves depends on the distant past.
    pub fn stays(&self) -> bool {
        matches!(self.failback, Return::Never)
    }
}

fn indices(nodes: &[Vec<NodeId>]) -> Vec<Vec<u32>> {
    let of_member = |nodes: &Vec<NodeId>| nodes.iter().map(|id| id.index() as u32).collect();
    nodes.iter().map(of_member).collect()
}

impl Standing {
    /// All up, `active` serving.
    pub fn new(group: &Standby, active: u32) -> Self {
        Self {
            active,
            phase: Phase::Serving,
            up: group.members.len() as u32,
            lost_all: false,
            token: 0,
            failback_token: 0,
            failback_to: None,
            losses: 0,
            attempts: 0,
            failbacks: 0,
        }
    }
}

impl Machine<'_> {
    /// A member went down.
    pub(super) fn member_lost(&mut self, group: u32, member: u32) {
        let law = &self.circuit.groups[group as usize];
        let standing = &mut self.groups[group as usize];
        standing.up -= 1;
        let all_down = standing.up == 0;
        match standing.phase {
            Phase::Serving if member == standing.active => {
                standing.lost_all = all_down;
                standing.losses += 1;
                standing.failback_token += 1;
                standing.failback_to = None;
                let ordinal = standing.losses;
                self.output(law.node, true);
                self.begin(
                    group,
                    Phase::Detecting,
                    &law.detect,
                    Purpose::Detect,
                    ordinal,
                );
            }
            Phase::Serving if member < standing.active => self.plan_failback(group),
            Phase::FailingBack(target) if member == target => {
                if self.is_down(law.members[self.groups[group as usize].active as usize]) {
                    self.attempt(group);
                } else {
                    self.serve(group, self.groups[group as usize].active);
                }
            }
            Phase::Detecting => standing.lost_all |= all_down,
            Phase::Deciding(_)
            | Phase::Awaiting(_)
            | Phase::Switching(_)
            | Phase::Recovering(_)
            | Phase::Stuck
                if all_down =>
            {
                standing.lost_all = true;
                standing.phase = Phase::AllDown;
                standing.token += 1;
            }
            Phase::Deciding(target)
            | Phase::Awaiting(target)
            | Phase::Switching(target)
            | Phase::Recovering(target)
                if member == target =>
            {
                self.attempt(group);
            }
            _ => {}
        }
    }

    /// A member came back.
    pub(super) fn member_back(&mut self, group: u32, member: u32) {
        let law = &self.circuit.groups[group as usize];
        let standing = &mut self.groups[group as usize];
        standing.up += 1;
        match standing.phase {
            Phase::Serving if member < standing.active => self.plan_failback(group),
            Phase::Serving | Phase::FailingBack(_) => {}
            _ if member == standing.active => self.serve(group, member),
            _ if standing.lost_all && law.after_total_loss == AfterTotalLoss::Resume => {
                self.serve(group, member)
            }
            Phase::AllDown => self.attempt(group),
            _ => {}
        }
    }

    /// Something that a member requires went down or came back.
    pub(super) fn required_changed(&mut self, group: u32) {
        if let Phase::Awaiting(target) = self.groups[group as usize].phase {
            self.await_required(group, target);
        }
    }

    /// A timer of the group rang.
    pub(super) fn step(&mut self, group: u32, token: u32) {
        let law = &self.circuit.groups[group as usize];
        let standing = self.groups[group as usize];
        if token != standing.token {
            return;
        }
        match standing.phase {
            Phase::Detecting => self.attempt(group),
            Phase::Deciding(target) => self.await_required(group, target),
            Phase::Switching(target) => {
                let unit = self.unit(group, Purpose::Succeeds, standing.attempts);
                match &law.otherwise {
                    _ if unit < self.chance(law, standing.active) => self.take_over(group, target),
                    Some(later) => {
                        self.begin(
                            group,
                            Phase::Recovering(target),
                            later,
                            Purpose::Otherwise,
                            standing.attempts,
                        );
                    }
                    None => self.groups[group as usize].phase = Phase::Stuck,
                }
            }
            Phase::Recovering(target) => self.take_over(group, target),
            Phase::FailingBack(target) => self.serve(group, target),
            Phase::Serving | Phase::AllDown | Phase::Awaiting(_) | Phase::Stuck => {}
        }
    }

    /// A more preferred member has been up long enough.
    pub(super) fn fail_back(&mut self, group: u32, token: u32) {
        let law = &self.circuit.groups[group as usize];
        let standing = self.groups[group as usize];
        let Return::After { loss, .. } = &law.failback else {
            return;
        };
        if token != standing.failback_token || standing.phase != Phase::Serving {
            return;
        }
        let Some(target) = self
            .first_up(group)
            .filter(|&member| member < standing.active)
        else {
            return;
        };
        self.output(law.node, true);
        self.begin(
            group,
            Phase::FailingBack(target),
            loss,
            Purpose::Loss,
            standing.failbacks,
        );
    }

    /// Starts an attempt to move to the first member that is up, or waits for one.
    fn attempt(&mut self, group: u32) {
        let law = &self.circuit.groups[group as usize];
        let Some(target) = self.first_up(group) else {
            let standing = &mut self.groups[group as usize];
            standing.phase = Phase::AllDown;
            standing.lost_all = true;
            standing.token += 1;
            return;
        };
        self.groups[group as usize].attempts += 1;
        let ordinal = self.groups[group as usize].attempts;
        self.begin(
            group,
            Phase::Deciding(target),
            &law.decide,
            Purpose::Decide,
            ordinal,
        );
    }

    fn await_required(&mut self, group: u32, target: u32) {
        let law = &self.circuit.groups[group as usize];
        let required = law
            .requires
            .get(target as usize)
            .map_or(&[][..], Vec::as_slice);
        if required.iter().any(|&node| self.is_down(node)) {
            self.groups[group as usize].phase = Phase::Awaiting(target);
            return;
        }
        let ordinal = self.groups[group as usize].attempts;
        self.begin(
            group,
            Phase::Switching(target),
            &law.switch,
            Purpose::Switch,
            ordinal,
        );
    }

    /// The chance that a switch away from `active` works now: less while its whole region is in trouble.
    fn chance(&self, law: &Standby, active: u32) -> f64 {
        let crowded = law.crowded.get(active as usize);
        let crowded = crowded.is_some_and(|nodes| nodes.iter().any(|&node| self.is_down(node)));
        law.succeeds * if crowded { 1.0 - law.no_capacity } else { 1.0 }
    }

    /// Another member serves at the end of a switch, without what had not reached it yet.
    fn take_over(&mut self, group: u32, target: u32) {
        if let Some(lag) = &self.circuit.groups[group as usize].lag
            && self.now >= 0.0
        {
            let attempt = self.groups[group as usize].attempts;
            let lost = lag.at(self.unit(group, Purpose::Lag, attempt));
            self.life.data_lost += self.weight() * lost;
        }
        self.serve(group, target);
    }

    /// A member serves from now on.
    fn serve(&mut self, group: u32, member: u32) {
        let law = &self.circuit.groups[group as usize];
        self.activate(group, member);
        let standing = &mut self.groups[group as usize];
        standing.phase = Phase::Serving;
        standing.lost_all = false;
        standing.token += 1;
        standing.failback_to = None;
        self.output(law.node, false);
        self.plan_failback(group);
    }

    /// Sees to it that the most preferred member that is up will serve again, as the law has it. A wait in progress goes
    /// on while it is for the same member.
    fn plan_failback(&mut self, group: u32) {
        let law = &self.circuit.groups[group as usize];
        let active = self.groups[group as usize].active;
        let preferred = self.first_up(group).filter(|&member| member < active);
        match (&law.failback, preferred) {
            (Return::Never, _) | (Return::AtOnce, None) => {}
            (Return::AtOnce, Some(preferred)) => self.activate(group, preferred),
            (Return::After { .. }, _) if preferred == self.groups[group as usize].failback_to => {}
            (Return::After { after, .. }, _) => {
                let standing = &mut self.groups[group as usize];
                standing.failback_to = preferred;
                standing.failback_token += 1;
                standing.failbacks += 1;
                let (ordinal, token) = (standing.failbacks, standing.failback_token);
                if preferred.is_some() {
                    let at = self.now + after.at(self.unit(group, Purpose::Failback, ordinal));
                    self.agenda.set(at, Due::Failback { group, token });
                }
            }
        }
    }

    /// Makes a member the active one; the others sleep.
    fn activate(&mut self, group: u32, member: u32) {
        let before = std::mem::replace(&mut self.groups[group as usize].active, member);
        if before != member {
            self.parts_stale = true;
            self.wake(group, before);
            self.wake(group, member);
        }
    }

    fn begin(&mut self, group: u32, phase: Phase, law: &Sampler, purpose: Purpose, ordinal: u32) {
        let at = self.now + law.at(self.unit(group, purpose, ordinal));
        let standing = &mut self.groups[group as usize];
        standing.phase = phase;
        standing.token += 1;
        let token = standing.token;
        self.agenda.set(at, Due::Step { group, token });
    }

    fn output(&mut self, node: u32, is_down: bool) {
        if self.is_down(node) != is_down {
            self.down[node as usize] = u32::from(is_down);
            self.tell(node, is_down);
        }
    }

    fn first_up(&self, group: u32) -> Option<u32> {
        let members = &self.circuit.groups[group as usize].members;
        members
            .iter()
            .position(|&node| !self.is_down(node))
            .map(|member| member as u32)
    }

    fn unit(&self, group: u32, purpose: Purpose, ordinal: u32) -> f64 {
        let stream = self.circuit.groups[group as usize].stream;
        self.key
            .of(stream)
            .of((purpose as u64) << 32 | u64::from(ordinal))
            .unit()
    }
}
