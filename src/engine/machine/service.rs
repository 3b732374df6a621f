//! The service: what is down, what the failover groups and the load balancer make of it, and all that follows at once.
//!
//! A change starts at a channel, goes up through the nodes as far as it changes any, and reaches groups, whose reactions
//! are again changes of nodes. All of it happens at one instant.

use super::{
    copies::Copies,
    drain::Drains,
    failover::{GroupState, Interruption, Reaction, Surroundings},
    seats::Seats,
    sources::Sources,
};
use crate::{
    engine::{
        agenda::{Agenda, Due},
        circuit::{Circuit, Edge, Group, Nodes},
        coins::Coins,
        stream::Key,
    },
    topology::{GroupId, NodeId, Phase, Table},
};

/// The state of one architecture.
#[derive(Debug)]
pub struct Service<'a> {
    pub circuit: &'a Circuit,
    pub nodes: Nodes,
    pub groups: Table<GroupId, GroupState>,
    seats: Seats,
    copies: Copies,
    /// Channels that are down and the local source each is charged to.
    pub felt: Vec<(u32, u32)>,
    pub sources: Sources<'a>,
    pub agenda: Agenda,
    drains: Drains,
    /// The share of the requests that is lost while the service is up; `None` while it has to be worked out again.
    lost_share: Option<f64>,
    /// By how much what happens now counts, but for the coins: 1 but in a branch.
    pub weight: f64,
    /// What decides what is hit and what works.
    pub coins: Coins,
    /// Data lost in failovers, weighted [h of writing].
    pub data_lost: f64,
    /// Most of it by one move [h of writing].
    pub most_lost: f64,
    /// Where groups draw from.
    pub key: Key,
    /// The hour.
    pub now: f64,
}

impl<'a> Service<'a> {
    /// All up.
    pub fn new(circuit: &'a Circuit, sources: Sources<'a>) -> Self {
        let sites = circuit.balance.as_ref().map_or(0, |balance| balance.0);
        Self {
            circuit,
            nodes: Nodes::new(&circuit.structure),
            groups: circuit.groups.map(at_rest),
            seats: Seats::new(&circuit.groups),
            copies: Copies::new(&circuit.groups),
            felt: Vec::new(),
            sources,
            agenda: Agenda::default(),
            drains: Drains::new(sites),
            lost_share: None,
            weight: 1.0,
            coins: Coins::default(),
            data_lost: 0.0,
            most_lost: 0.0,
            key: Key::of_life(0, 0),
            now: 0.0,
        }
    }

    /// Lets all be up at hour `begin`, each group's preferred member serving, or the one that did if `carry_on` is set.
    pub fn reset(&mut self, key: Key, begin: f64, carry_on: bool) {
        self.nodes.clear();
        self.felt.clear();
        self.copies.clear();
        self.agenda.clear();
        self.key = key;
        self.coins.clear();
        self.now = begin;
        self.drains.clear();
        self.lost_share = None;
        for (state, group) in self.groups.iter_mut().zip(&self.circuit.groups) {
            *state = if carry_on {
                GroupState::new(group, state.active)
            } else {
                at_rest(group)
            };
        }
        self.seats.reset(&self.circuit.groups, &self.groups);
    }

    /// Lets every group's preferred member serve, whatever came before.
    pub fn forget(&mut self) {
        for (state, group) in self.groups.iter_mut().zip(&self.circuit.groups) {
            *state = at_rest(group);
        }
        self.seats.reset(&self.circuit.groups, &self.groups);
    }

    /// Takes over the state of another service of the same circuit.
    pub fn copy(&mut self, other: &Self) {
        self.nodes.clone_from(&other.nodes);
        self.felt.clone_from(&other.felt);
        self.groups.clone_from(&other.groups);
        self.seats.clone_from(&other.seats);
        self.copies.clone_from(&other.copies);
        self.drains.clone_from(&other.drains);
        self.agenda.clone_from(&other.agenda);
        self.sources.copy(&other.sources);
        self.coins.copy(&other.coins);
        self.lost_share = None;
        self.now = other.now;
        self.key = other.key;
    }

    /// By how much what happens now counts: 1 but in a branch.
    #[inline]
    pub fn counts(&self) -> f64 {
        self.weight * self.coins.weight()
    }

    /// Whether the service is down.
    #[inline]
    pub fn is_down(&self) -> bool {
        self.nodes.is_service_down()
    }

    /// Nothing is down, and every group's preferred member serves.
    #[inline]
    pub fn is_at_rest(&self) -> bool {
        let mut groups = self.groups.iter().zip(&self.circuit.groups);
        self.felt.is_empty()
            && groups.all(|(state, group)| {
                state.active == group.seat.number && state.phase == Phase::Serving
            })
    }

    /// Every group has a member serving and does not wait to go back, and nothing drains.
    #[inline]
    pub fn is_settled(&self) -> bool {
        !self.drains.any() && self.groups.iter().all(GroupState::is_settled)
    }

    /// Data lost since this was asked last, weighted [h of writing].
    pub fn take_data_lost(&mut self) -> f64 {
        std::mem::take(&mut self.data_lost)
    }

    /// The share of the requests that is lost now, the service being up.
    #[inline]
    pub fn lost(&mut self) -> f64 {
        let parts = &self.circuit.parts;
        if !self.drains.any() && parts.is_empty() {
            return 0.0;
        }
        let (nodes, groups, drained) = (&self.nodes, &self.groups, self.drains.share());
        *self.lost_share.get_or_insert_with(|| {
            let is_down = |node| nodes.is_down(node);
            parts.lost_share(
                is_down,
                |group| Some(groups[group].active as usize),
                drained,
            )
        })
    }

    /// A channel goes down, charged to a local source.
    pub fn fall(&mut self, channel: u32, cause: u32) {
        let circuit = self.circuit;
        self.felt.push((channel, cause));
        for &node in circuit.channels.nodes_of(channel) {
            self.count(node, true);
        }
    }

    /// A channel comes back.
    pub fn rise(&mut self, channel: u32, cause: u32) {
        let circuit = self.circuit;
        let mut felt = self.felt.iter();
        if let Some(place) = felt.position(|&felt| felt == (channel, cause)) {
            self.felt.swap_remove(place);
        }
        for &node in circuit.channels.nodes_of(channel) {
            self.count(node, false);
        }
    }

    /// Whether a channel is down for this cause.
    pub fn feels(&self, channel: u32, cause: u32) -> bool {
        self.felt.contains(&(channel, cause))
    }

    /// The timer of a group's next step is due.
    pub fn step(&mut self, group: GroupId, token: u32) {
        let reaction = self.ask(group, |state, around| state.step(token, around));
        self.react(group, reaction);
        self.share_seats(group);
    }

    /// The timer of a group's going back is due.
    pub fn fail_back(&mut self, group: GroupId, token: u32) {
        let reaction = self.ask(group, |state, around| state.fail_back(token, around));
        self.react(group, reaction);
        self.share_seats(group);
    }

    /// A lost site no longer gets requests.
    pub fn drained(&mut self, site: u32, token: u32) {
        self.drains.drained(site, token);
        self.lost_share = None;
    }

    /// One more input of a node went down or came back.
    #[inline]
    fn count(&mut self, node: NodeId, is_down: bool) {
        if self.nodes.count(node, is_down) {
            self.notify(node, is_down);
        }
    }

    /// Notifies all who watch a node that it went down or came back.
    fn notify(&mut self, node: NodeId, is_down: bool) {
        let circuit = self.circuit;
        for &edge in circuit.structure.edges_of(node) {
            match edge {
                Edge::Gate(gate) => self.count(gate, is_down),
                Edge::Member { group, member } => {
                    if circuit.groups[group].seat.is_only() {
                        self.change_member(group, member, is_down);
                    } else {
                        self.share_seats(group);
                    }
                }
                Edge::Required { group } => {
                    self.ask(group, |state, around| state.required_changed(around));
                }
                Edge::Copied { group, link } => {
                    self.copies.link_changed(group, link, is_down, self.now);
                }
                Edge::Repair { source } => {
                    let token = self.sources.of(source).token;
                    self.agenda.set(self.now, Due::Repairable { source, token });
                }
                Edge::Balanced { site } => {
                    if let Some((_, law)) = &circuit.balance {
                        let when = (self.now, self.key);
                        self.drains
                            .site_changed(site, is_down, law, when, &mut self.agenda);
                        self.lost_share = None;
                    }
                }
                Edge::Part => self.lost_share = None,
            }
        }
    }

    /// A member is no longer there for a group, or there again.
    fn change_member(&mut self, group: GroupId, member: u32, is_lost: bool) {
        let reaction = self.ask(group, |state, around| {
            if is_lost {
                state.member_lost(member, around)
            } else {
                state.member_back(member, around)
            }
        });
        self.react(group, reaction);
    }

    /// Lets all seats of a group know which members are there for them: up, and in no other seat.
    fn share_seats(&mut self, group: GroupId) {
        let circuit = self.circuit;
        let seat = circuit.groups[group].seat;
        if seat.is_only() {
            return;
        }
        loop {
            let change = self
                .seats
                .change(group, &circuit.groups, &self.groups, &self.nodes);
            if let Some(change) = change {
                self.change_member(change.group, change.member, change.is_lost);
                continue;
            }
            // Who is the least preferred of those that serve may have changed too.
            let moves = seat.all(group, &circuit.groups).find_map(|seat| {
                let serves = self.groups[seat].phase == Phase::Serving;
                let reaction = serves.then(|| self.ask(seat, GroupState::plan_failback))?;
                (reaction != Reaction::Nothing).then_some((seat, reaction))
            });
            match moves {
                Some((seat, reaction)) => self.react(seat, reaction),
                None => return,
            }
        }
    }

    /// Whether no member of a group is up that it could have.
    pub fn has_no_member(&self, group: GroupId) -> bool {
        let mut members = (0..).zip(&self.circuit.groups[group].members);
        members
            .all(|(member, it)| self.nodes.is_down(it.node) || self.seats.is_taken(group, member))
    }

    /// Lets a group look around.
    fn ask<T>(
        &mut self,
        group: GroupId,
        what: impl FnOnce(&mut GroupState, &mut Surroundings<'_>) -> T,
    ) -> T {
        let mut around = Surroundings {
            id: group,
            group: &self.circuit.groups[group],
            nodes: &self.nodes,
            seats: &self.seats,
            agenda: &mut self.agenda,
            coins: &mut self.coins,
            key: self.key,
            now: self.now,
        };
        what(&mut self.groups[group], &mut around)
    }

    /// What follows from a group's reaction.
    #[inline]
    fn react(&mut self, group: GroupId, reaction: Reaction) {
        if reaction != Reaction::Nothing {
            self.follow(group, reaction);
        }
    }

    fn follow(&mut self, group: GroupId, reaction: Reaction) {
        match reaction {
            Reaction::Nothing => {}
            Reaction::Stops(interruption) => {
                if interruption == Interruption::Loss {
                    let active = self.groups[group].active;
                    let compiled = &self.circuit.groups[group];
                    self.copies.lost(group, compiled, active, self.now);
                }
                self.set_group(group, true);
                self.ask(group, |state, around| state.begin(interruption, around));
            }
            Reaction::Serves { member, lost } => {
                if let Some(lost) = lost {
                    let lost = lost + self.copies.behind(group, member);
                    self.data_lost += self.counts() * lost;
                    self.most_lost = self.most_lost.max(lost);
                }
                self.activate(group, member);
                self.groups[group].serve();
                self.set_group(group, false);
                let reaction = self.ask(group, GroupState::plan_failback);
                self.react(group, reaction);
            }
            Reaction::Moves(member) => self.activate(group, member),
        }
    }

    /// A group ceases or begins to serve.
    fn set_group(&mut self, group: GroupId, is_down: bool) {
        if let Some(node) = self.circuit.groups[group].node
            && self.nodes.set(node, is_down)
        {
            self.notify(node, is_down);
        }
    }

    /// Makes a member the active one; the others sleep.
    fn activate(&mut self, group: GroupId, member: u32) {
        let before = std::mem::replace(&mut self.groups[group].active, member);
        if before != member {
            self.lost_share = None;
            for member in [before, member] {
                let agenda = &mut self.agenda;
                self.sources
                    .wake((group, member), &self.groups, self.now, agenda);
            }
        }
    }
}

/// A group while nothing is down: the member of its seat serves.
fn at_rest(group: &Group) -> GroupState {
    GroupState::new(group, group.seat.number)
}
