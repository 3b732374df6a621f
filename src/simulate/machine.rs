//! The machine: one architecture living one life, cue by cue.
//!
//! Outages are judged on stretches of positive length only, so that what goes down and up again at one instant is
//! nothing, and what comes up and goes down again at one instant is one outage.

use super::{
    agenda::{Agenda, Due},
    circuit::{Alone, Circuit, Edge},
    life::Life,
    script::Cue,
    standby::{Phase, Standing},
    stream::Key,
};
use crate::units::HOURS_PER_YEAR;

/// One architecture's state during a life.
#[derive(Debug)]
pub struct Machine<'a> {
    pub(super) circuit: &'a Circuit,
    /// Per node, its inputs that are down.
    pub(super) down: Vec<u32>,
    /// Channels that are down and the local source each is charged to.
    pub(super) felt: Vec<(u32, u32)>,
    pub(super) groups: Vec<Standing>,
    pub(super) agenda: Agenda,
    /// Where groups draw from.
    pub(super) key: Key,
    pub(super) now: f64,
    outage_since: Option<f64>,
    /// Per balanced site, its current drain's token; and how many drain.
    drains: Vec<(bool, u32)>,
    draining: u32,
    pub(super) life: Life,
    pub(super) scratch: super::blame::Scratch,
}

impl<'a> Machine<'a> {
    /// A machine at rest.
    pub fn new(circuit: &'a Circuit) -> Self {
        let sites = circuit
            .balance
            .as_ref()
            .map_or(0, |balance| balance.0 as usize);
        Self {
            circuit,
            down: vec![0; circuit.shapes.len()],
            felt: Vec::new(),
            groups: circuit
                .groups
                .iter()
                .map(|group| Standing::new(group, 0))
                .collect(),
            agenda: Agenda::default(),
            key: Key::of_life(0, 0),
            now: 0.0,
            outage_since: None,
            drains: vec![(false, 0); sites],
            draining: 0,
            life: Life::new(circuit.sources.len()),
            scratch: super::blame::Scratch::default(),
        }
    }

    /// Lives through a script from hour `begin` to the end of the year. The groups begin with their preferred member
    /// serving, or with the one that served at the end of the last life where `carry_on` is set.
    pub fn live(&mut self, script: &[Cue], key: Key, begin: f64, carry_on: bool) -> &Life {
        self.life.clear();
        if script.is_empty() && !carry_on {
            return &self.life;
        }
        self.reset(key, begin, carry_on);
        let mut next = 0;
        loop {
            let cue_at = script.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = self.agenda.next_at();
            if cue_at.min(timer_at) >= HOURS_PER_YEAR {
                break;
            }
            if cue_at <= timer_at {
                if self.at_rest() && self.passes_unnoticed(&script[next..]) {
                    self.life.events += 2 * u64::from(cue_at >= 0.0);
                    next += 2;
                    continue;
                }
                self.life.events += u64::from(cue_at >= 0.0);
                self.advance(cue_at);
                self.act(script[next]);
                next += 1;
            } else {
                self.life.events += u64::from(timer_at >= 0.0);
                self.advance(timer_at);
                self.ring();
            }
        }
        self.advance(HOURS_PER_YEAR);
        self.close_outage(HOURS_PER_YEAR);
        &self.life
    }

    /// Whether a node is down.
    #[inline]
    pub(super) fn is_down(&self, node: u32) -> bool {
        self.down[node as usize] > self.circuit.bearable[node as usize]
    }

    /// Tells all who watch `node` that it went down or came back.
    pub(super) fn tell(&mut self, node: u32, is_down: bool) {
        let circuit = self.circuit;
        for &edge in circuit.edges_of(node) {
            match edge {
                Edge::Gate(gate) => {
                    let was_down = self.is_down(gate);
                    if is_down {
                        self.down[gate as usize] += 1;
                    } else {
                        self.down[gate as usize] -= 1;
                    }
                    if self.is_down(gate) != was_down {
                        self.tell(gate, is_down);
                    }
                }
                Edge::Member { group, member } if is_down => self.member_lost(group, member),
                Edge::Member { group, member } => self.member_back(group, member),
                Edge::Required { group } => self.required_changed(group),
                Edge::Balanced { site } => self.site_changed(site, is_down),
            }
        }
    }

    fn reset(&mut self, key: Key, begin: f64, carry_on: bool) {
        self.down.fill(0);
        self.felt.clear();
        self.agenda.clear();
        self.key = key;
        self.now = begin;
        self.outage_since = None;
        self.drains.fill((false, 0));
        self.draining = 0;
        for (standing, group) in self.groups.iter_mut().zip(&self.circuit.groups) {
            let active = if carry_on { standing.active } else { 0 };
            *standing = Standing::new(group, active);
        }
    }

    /// Nothing is down, nothing is due, and every group's preferred member serves.
    #[inline]
    fn at_rest(&self) -> bool {
        self.felt.is_empty()
            && self.agenda.next_at() == f64::INFINITY
            && self
                .groups
                .iter()
                .all(|group| group.active == 0 && group.phase == Phase::Serving)
    }

    /// Whether the next outage is over before the next one begins and does nothing alone. Most outages of a redundant
    /// design are of this kind: not living through them is where the speed comes from.
    #[inline]
    fn passes_unnoticed(&self, script: &[Cue]) -> bool {
        let [start, end, ..] = script else {
            return false;
        };
        end.is_end() && self.circuit.channels[start.channel() as usize].alone == Alone::Nothing
    }

    fn act(&mut self, cue: Cue) {
        let circuit = self.circuit;
        let channel = cue.channel();
        let nodes = circuit.nodes_of(channel);
        if cue.is_end() {
            if let Some(place) = self
                .felt
                .iter()
                .position(|&felt| felt == (channel, cue.cause()))
            {
                self.felt.swap_remove(place);
            }
            for &node in nodes {
                self.down[node as usize] -= 1;
                if self.down[node as usize] == 0 {
                    self.tell(node, false);
                }
            }
        } else {
            self.felt.push((channel, cue.cause()));
            for &node in nodes {
                self.down[node as usize] += 1;
                if self.down[node as usize] == 1 {
                    self.tell(node, true);
                }
            }
        }
    }

    fn ring(&mut self) {
        match self.agenda.take() {
            Some(Due::Step { group, token }) => self.step(group, token),
            Some(Due::Failback { group, token }) => self.fail_back(group, token),
            Some(Due::Drained { site, token }) if self.drains[site as usize] == (true, token) => {
                self.drains[site as usize].0 = false;
                self.draining -= 1;
            }
            Some(Due::Drained { .. }) | None => {}
        }
    }

    /// Lets time pass until hour `to`, in the state as it is.
    fn advance(&mut self, to: f64) {
        if to <= self.now {
            return;
        }
        let hours = to - self.now.max(0.0);
        if self.is_down(self.circuit.root) {
            self.outage_since.get_or_insert(self.now);
            if hours > 0.0 {
                self.charge(hours);
            }
        } else {
            if self.outage_since.is_some() {
                self.close_outage(self.now);
            }
            if self.draining > 0 && hours > 0.0 {
                let sites = self.drains.len() as f64;
                self.life.lost_service += hours * f64::from(self.draining) / sites;
            }
        }
        self.now = to;
    }

    fn close_outage(&mut self, end: f64) {
        if let Some(start) = self.outage_since.take()
            && start >= 0.0
        {
            self.life.outages += 1;
            self.life.longest = self.life.longest.max(end - start);
        }
    }

    fn site_changed(&mut self, site: u32, is_down: bool) {
        let Some((_, drain)) = &self.circuit.balance else {
            return;
        };
        let (draining, token) = &mut self.drains[site as usize];
        *token += 1;
        if is_down != *draining {
            *draining = is_down;
            if is_down {
                self.draining += 1
            } else {
                self.draining -= 1
            }
        }
        if is_down {
            let unit = self
                .key
                .of(0xD4A1 ^ u64::from(site) << 32 ^ u64::from(*token))
                .unit();
            self.agenda.set(
                self.now + drain.at(unit),
                Due::Drained {
                    site,
                    token: *token,
                },
            );
        }
    }
}
