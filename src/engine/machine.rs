//! The machine: one architecture living one life, cue by cue.
//!
//! Outages are judged on stretches of positive length only, so that what goes down and up again at one instant is
//! nothing, and what comes up and goes down again at one instant is one outage.

use super::{
    agenda::{Agenda, Due},
    alone::Alone,
    branch::Trunk,
    circuit::{Circuit, Edge},
    crew::Shift,
    fate::Fates,
    life::Life,
    living::{self, Living},
    process::{Process, first_hour},
    script::{Cue, Script},
    standby::Standing,
    stream::Key,
    tilt::Tilt,
};
use crate::{
    topology::{Phase, Start},
    units::HOURS_PER_YEAR,
};

/// One architecture's state during a life.
#[derive(Debug)]
pub struct Machine<'a> {
    pub(super) circuit: &'a Circuit,
    /// The plan's sources.
    pub(super) processes: &'a [Process],
    /// Per node, its inputs that are down.
    pub(super) down: Vec<u32>,
    /// Channels that are down and the local source each is charged to.
    pub(super) felt: Vec<(u32, u32)>,
    pub(super) groups: Vec<Standing>,
    pub(super) agenda: Agenda,
    /// Per local source, how it lives, where it lives here.
    pub(super) living: Vec<Living>,
    /// In a branch, how it is altered and weighted.
    pub(super) tilt: Option<Tilt>,
    /// Per crew.
    pub(super) shifts: Vec<Shift>,
    /// How far into the week the year begins [h].
    pub(super) monday: f64,
    /// Channels that are down for planned maintenance that does not count.
    uncounted: u32,
    /// The share of the requests that is lost while the service is up, and whether it has to be worked out again.
    lost_share: f64,
    pub(super) parts_stale: bool,
    /// Where groups draw from.
    pub(super) key: Key,
    pub(super) now: f64,
    outage_since: Option<f64>,
    /// Per balanced site, its current drain's token; and how many drain.
    drains: Vec<(bool, u32)>,
    pub(super) draining: u32,
    pub(super) life: Life,
    pub(super) scratch: super::blame::Scratch,
}

impl<'a> Machine<'a> {
    /// A machine at rest.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let sites = circuit
            .balance
            .as_ref()
            .map_or(0, |balance| balance.0 as usize);
        let sources = if circuit.living.is_empty() {
            0
        } else {
            circuit.sources.len()
        };
        let new = || Living::new(0.0, Key::of_life(0, 0).generator());
        Self {
            circuit,
            processes,
            down: vec![0; circuit.shapes.len()],
            felt: Vec::new(),
            groups: circuit
                .groups
                .iter()
                .map(|group| Standing::new(group, 0))
                .collect(),
            agenda: Agenda::default(),
            living: std::iter::repeat_with(new).take(sources).collect(),
            tilt: None,
            shifts: living::shifts(&circuit.crews),
            monday: 0.0,
            uncounted: 0,
            lost_share: 0.0,
            parts_stale: true,
            key: Key::of_life(0, 0),
            now: 0.0,
            outage_since: None,
            drains: vec![(false, 0); sites],
            draining: 0,
            life: Life::new(circuit.sources.len()),
            scratch: super::blame::Scratch::default(),
        }
    }

    /// A machine for branches, in which every source lives.
    pub fn of_branches(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let sources = circuit.sources.len();
        let generator = Key::of_life(0, 0).generator();
        let living = Living::new(0.0, generator.clone());
        Self {
            living: vec![living; sources],
            tilt: Some(Tilt::new(sources, generator)),
            ..Self::new(circuit, processes)
        }
    }

    /// Lives through a script to the end of the year. The groups begin with their preferred member serving, or with the
    /// one that served at the end of the last life where `carry_on` is set.
    ///
    /// Where there are `branches`, each busy stretch is lived there once more with altered hazards.
    pub fn live(
        &mut self,
        script: &Script,
        key: Key,
        start: Start,
        carry_on: bool,
        branches: Option<(&mut Machine<'a>, &Fates)>,
    ) -> &Life {
        self.life.clear();
        script
            .passed
            .iter()
            .for_each(|passed| self.life.pass(passed));
        let script = &script.cues[..];
        let branches = branches.map(|(machine, fates)| {
            machine.life.clear();
            let trunk = Trunk {
                fates,
                life: key,
                script,
            };
            (machine, trunk)
        });
        if script.is_empty() && !carry_on && self.circuit.living.is_empty() {
            return &self.life;
        }
        self.set_out(key, start, carry_on);
        self.go_on(script, branches);
        &self.life
    }

    /// Lets every group's preferred member serve, whatever was lived before.
    pub fn forget(&mut self) {
        for (standing, group) in self.groups.iter_mut().zip(&self.circuit.groups) {
            *standing = Standing::new(group, 0);
        }
    }

    /// The architecture that lives here.
    pub fn circuit(&self) -> &'a Circuit {
        self.circuit
    }

    /// What was lived last.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// Puts everything where a life begins.
    pub(super) fn set_out(&mut self, key: Key, start: Start, carry_on: bool) {
        let living = self.circuit.living.iter();
        let begins = living.map(|&source| self.process(source).begin);
        self.reset(key, begins.fold(first_hour(start), f64::min), carry_on);
        self.reset_living(start == Start::Stationary);
    }

    /// Lives through a script from hour 0, with nothing else going down.
    pub fn replay(&mut self, script: &[Cue], key: Key) -> &Life {
        self.life.clear();
        self.reset(key, 0.0, false);
        self.go_on(script, None);
        &self.life
    }

    fn go_on(&mut self, script: &[Cue], mut branches: Option<(&mut Machine<'a>, Trunk<'_>)>) {
        let (mut was_quiet, mut stretches) = (true, 0);
        let mut next = 0;
        loop {
            let cue_at = script.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = self.agenda.next_at();
            if let Some((machine, trunk)) = &mut branches
                && cue_at.min(timer_at) > self.now
            {
                let is_quiet = self.is_quiet();
                if was_quiet && !is_quiet {
                    stretches += 1;
                    machine.branch(self, *trunk, stretches);
                }
                was_quiet = is_quiet;
            }
            if cue_at.min(timer_at) >= HOURS_PER_YEAR {
                break;
            }
            if cue_at <= timer_at {
                if branches.is_none()
                    && self.at_rest()
                    && self.passes_unnoticed(&script[next..], timer_at)
                {
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
                Edge::Part => self.parts_stale = true,
            }
        }
    }

    pub(super) fn reset(&mut self, key: Key, begin: f64, carry_on: bool) {
        self.down.fill(0);
        self.felt.clear();
        self.agenda.clear();
        self.key = key;
        self.now = begin;
        self.outage_since = None;
        self.drains.fill((false, 0));
        self.draining = 0;
        self.uncounted = 0;
        self.parts_stale = true;
        for (standing, group) in self.groups.iter_mut().zip(&self.circuit.groups) {
            let active = if carry_on { standing.active } else { 0 };
            *standing = Standing::new(group, active);
        }
    }

    /// Nothing is down, and every group's preferred member serves.
    #[inline]
    fn at_rest(&self) -> bool {
        self.felt.is_empty()
            && self
                .groups
                .iter()
                .all(|group| group.active == 0 && group.phase == Phase::Serving)
    }

    /// Whether the next outage is over before the next one begins or anything is due, and does nothing alone. Most
    /// outages of a redundant design are of this kind: not living through them is where the speed comes from.
    #[inline]
    fn passes_unnoticed(&self, script: &[Cue], timer_at: f64) -> bool {
        let [start, end, ..] = script else {
            return false;
        };
        end.is_end()
            && self.circuit.channels[start.channel() as usize].alone == Alone::Nothing
            && (timer_at == f64::INFINITY || end.at() < timer_at)
    }

    /// Whether every group has a member serving.
    pub(super) fn all_serve(&self) -> bool {
        self.groups
            .iter()
            .all(|group| group.phase == Phase::Serving)
    }

    /// Takes over what drains in another machine of the same circuit; no outage is in progress there.
    pub(super) fn copy_drains(&mut self, other: &Self) {
        self.drains.clone_from(&other.drains);
        self.draining = other.draining;
        self.uncounted = other.uncounted;
        self.outage_since = None;
    }

    #[inline]
    pub(super) fn act(&mut self, cue: Cue) {
        if cue.is_end() {
            self.rise(cue.channel(), cue.cause());
        } else {
            self.fall(cue.channel(), cue.cause());
        }
    }

    /// A channel goes down, charged to a local source.
    pub(super) fn fall(&mut self, channel: u32, cause: u32) {
        let circuit = self.circuit;
        self.felt.push((channel, cause));
        self.uncounted += u32::from(circuit.ties[cause as usize].uncounted);
        for &node in circuit.nodes_of(channel) {
            self.down[node as usize] += 1;
            if self.down[node as usize] == 1 {
                self.tell(node, true);
            }
        }
    }

    /// A channel comes back.
    pub(super) fn rise(&mut self, channel: u32, cause: u32) {
        let circuit = self.circuit;
        let felt = self.felt.iter();
        if let Some(place) = felt.clone().position(|&felt| felt == (channel, cause)) {
            self.felt.swap_remove(place);
        }
        self.uncounted -= u32::from(circuit.ties[cause as usize].uncounted);
        for &node in circuit.nodes_of(channel) {
            self.down[node as usize] -= 1;
            if self.down[node as usize] == 0 {
                self.tell(node, false);
            }
        }
    }

    pub(super) fn ring(&mut self) {
        match self.agenda.take() {
            Some(Due::Step { group, token }) => self.step(group, token),
            Some(Due::Failback { group, token }) => self.fail_back(group, token),
            Some(Due::Drained { site, token }) if self.drains[site as usize] == (true, token) => {
                self.drains[site as usize].0 = false;
                self.draining -= 1;
            }
            Some(Due::Drained { .. }) | None => {}
            Some(Due::Fails { source, token }) if self.is_current(source, token) => {
                self.fail(source, source);
            }
            Some(Due::Tilted { token }) => self.fail_tilted(token),
            Some(Due::Repaired { source, token }) if self.is_current(source, token) => {
                self.recover(source);
            }
            Some(Due::Felt {
                channel,
                source,
                token,
            }) if self.is_current(source, token) => {
                self.fall(channel, self.living[source as usize].cause);
            }
            Some(Due::Relieved {
                channel,
                source,
                token,
            }) if self.is_current(source, token) => {
                let cause = self.living[source as usize].cause;
                if self.felt.contains(&(channel, cause)) {
                    self.rise(channel, cause);
                }
            }
            Some(
                Due::Fails { .. } | Due::Repaired { .. } | Due::Felt { .. } | Due::Relieved { .. },
            ) => {}
        }
    }

    /// Whether a timer of a living source is not overtaken.
    fn is_current(&self, source: u32, token: u32) -> bool {
        self.living[source as usize].token == token
    }

    /// Lets time pass until hour `to`, in the state as it is.
    pub(super) fn advance(&mut self, to: f64) {
        if to <= self.now {
            return;
        }
        let from = self.now.max(0.0);
        let hours = self.weighted(from - self.now, (to - from).max(0.0));
        let is_down = self.is_down(self.circuit.root);
        if is_down && !self.is_excused() {
            self.outage_since.get_or_insert(self.now);
            if hours > 0.0 {
                self.charge(hours);
            }
        } else {
            if self.outage_since.is_some() {
                self.close_outage(self.now);
            }
            if hours > 0.0 {
                if is_down {
                    self.life.planned += hours;
                } else {
                    self.life.lost_service += hours * self.lost();
                }
            }
        }
        self.grow_weight(to);
        self.now = to;
    }

    /// Whether the service, which is down, only is for planned maintenance that does not count.
    #[inline]
    pub(super) fn is_excused(&mut self) -> bool {
        self.uncounted > 0 && self.is_planned()
    }

    /// The share of the requests that is lost now, the service being up.
    #[inline]
    pub(super) fn lost(&mut self) -> f64 {
        if self.draining == 0 && self.circuit.parts.is_empty() {
            return 0.0;
        }
        if self.parts_stale {
            self.lost_share = self.lost_share();
            self.parts_stale = false;
        }
        let draining = f64::from(self.draining) / self.drains.len().max(1) as f64;
        (self.lost_share + draining).min(1.0)
    }

    pub(super) fn close_outage(&mut self, end: f64) {
        if let Some(start) = self.outage_since.take()
            && start >= 0.0
        {
            self.life.outages += self.weight();
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
