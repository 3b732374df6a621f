//! The system: the service and what makes it change over time, failures, repairs and timers.

use super::{
    crews::Crews,
    service::Service,
    source_state::{Condition, SourceState},
};
use crate::{
    engine::{agenda::Due, outage::Outage, outages, process::Process, stream::Key},
    topology::Start,
};

/// How an outage comes to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// By itself: whether it reaches us and how long it lasts is drawn.
    Drawn,
    /// Chosen: it reaches us and takes this much work [h].
    Chosen { length: f64 },
}

/// A service and the crews that repair what it depends on.
#[derive(Debug)]
pub struct System<'a> {
    pub service: Service<'a>,
    crews: Crews<'a>,
}

impl<'a> System<'a> {
    /// All up.
    pub fn new(service: Service<'a>) -> Self {
        Self {
            crews: Crews::new(&service.circuit.crews),
            service,
        }
    }

    /// Puts everything where a life begins. `carry_on` lets the members serve that did at the end of the last life.
    pub fn begin(&mut self, life: Key, start: Start, carry_on: bool) {
        let circuit = self.service.circuit;
        let dynamic = &circuit.couplings.dynamic;
        let begins = dynamic.iter().map(|&source| self.process(source).since);
        let begin = begins.fold(0.0 - circuit.warm_up.hours, f64::min);
        self.service.reset(life, begin, carry_on);
        self.crews.clear(life, start == Start::Stationary);
        for &source in dynamic {
            self.begin_source(source, (life, self.process(source).since));
        }
    }

    /// Puts everything where a life begins in which every source is dynamic, at hour `begin`.
    pub fn begin_all(&mut self, life: Key, start: Start, begin: f64) {
        self.service.reset(life, begin, false);
        self.crews.clear(life, start == Start::Stationary);
        for source in 0..self.service.circuit.sources.len() as u32 {
            self.begin_source(source, (life, begin));
        }
    }

    fn begin_source(&mut self, source: u32, when: (Key, f64)) {
        let service = &mut self.service;
        service
            .sources
            .begin(source, when, &service.groups, &mut service.agenda);
    }

    /// Takes over the state of another system of the same circuit.
    pub fn copy(&mut self, other: &Self) {
        self.service.copy(&other.service);
        self.crews.copy(&other.crews);
    }

    /// A failure of a source is chosen: from now on coins may be raised. Those that it tosses at once are the strikes on sources that
    /// are up, and what its channels have against it.
    pub fn raise_coins(&mut self, source: u32) {
        let circuit = self.service.circuit;
        let strikes = &circuit.couplings.of(source).strikes;
        let up = strikes
            .iter()
            .filter(|it| self.source(it.0).is_up())
            .count();
        let coins = up.max(circuit.channels.coins_of(source));
        let unit = self.service.sources.draw(source);
        self.service.coins.begin(coins, unit);
    }

    /// Lets everything that happens from now on be drawn anew, and keeps what is known: who is up, what has begun.
    pub fn begin_anew(&mut self, key: Key) {
        let service = &mut self.service;
        service.key = key;
        let sources = &service.sources;
        service.agenda.retain(
            |due| !matches!(due, Due::Fails { source, .. } if sources.process(source).alterable),
        );
        let now = service.now;
        service
            .sources
            .begin_anew(key.generator(), now, &mut service.agenda);
    }

    /// Whether nothing is felt but what belongs to the base of this level or of one before it, every group has a member
    /// serving to which it will keep, and nothing drains.
    pub fn rests(&self, level: u32) -> bool {
        self.service.is_settled() && self.service.sources.felt().all(|(_, it)| it.base <= level)
    }

    /// The laws of a local source.
    pub fn process(&self, source: u32) -> &'a Process {
        self.service.sources.process(source)
    }

    /// The next timer is due.
    pub fn ring(&mut self) {
        if let Some(due) = self.service.agenda.take() {
            self.meet(due);
        }
    }

    /// What was due happens; whether a source failed, and its outage reaches us.
    pub fn meet(&mut self, due: Due) -> Option<u32> {
        match due {
            Due::Step { group, token } => self.service.step(group, token),
            Due::Failback { group, token } => self.service.fail_back(group, token),
            Due::Drained { site, token } => self.service.drained(site, token),
            Due::Fails { source, token }
            | Due::Repairable { source, token }
            | Due::Repaired { source, token }
            | Due::Felt { source, token, .. }
            | Due::Relieved { source, token, .. }
                if token != self.source(source).token => {}
            Due::Fails { source, .. } => {
                return self.fail(source, source, Fate::Drawn).then_some(source);
            }
            Due::Repairable { source, .. } => self.rest_or_go_on(source),
            // Not one that was set before the work rested.
            Due::Repaired { source, .. } if self.service.now < self.source(source).repaired_at => {}
            Due::Repaired { source, .. } => self.recover(source),
            Due::Felt {
                channel, source, ..
            } => self.service.fall(channel, self.source(source).cause),
            Due::Relieved {
                channel, source, ..
            } => {
                let cause = self.source(source).cause;
                if self.service.feels(channel, cause) {
                    self.service.rise(channel, cause);
                }
            }
        }
        None
    }

    fn source(&self, source: u32) -> &SourceState {
        self.service.sources.of(source)
    }

    /// A dynamic source goes down, charged to `cause`. Whether that reaches us.
    pub fn fail(&mut self, source: u32, cause: u32, fate: Fate) -> bool {
        let process = self.process(source);
        let key = self.service.key.of(process.stream);
        let now = self.service.now;
        let length = if process.is_shock {
            0.0
        } else if let Fate::Chosen { length } = fate {
            length
        } else if let Some((_, length)) = self.source(source).in_progress {
            length
        } else {
            process.lasts.at(self.service.sources.draw(source))
        };
        let state = self.service.sources.of_mut(source);
        let start = state.in_progress.take().map_or(now, |(start, _)| start);
        let ordinal = state.outages;
        state.outages += 1;
        state.token += 1;
        state.cause = cause;
        let reaches =
            cause != source || fate != Fate::Drawn || outages::reaches(process, key, ordinal);
        if !process.is_shock {
            state.condition = Condition::Waiting;
            state.since = start;
            state.work = start + length - now;
            (state.is_felt, state.base) = (false, u32::MAX);
            self.ask_for_repair(source);
        }
        if reaches {
            let outage = Outage {
                start,
                end: f64::INFINITY,
                ordinal,
                reaches: true,
                cause,
            };
            self.feel(source, &outage, key);
            self.strike(source, &outage, process.stream);
        }
        if process.is_shock {
            self.renew(source);
        }
        reaches
    }

    /// An outage goes over to the sources that it strikes.
    fn strike(&mut self, source: u32, outage: &Outage, stream: u64) {
        let circuit = self.service.circuit;
        for &(struck, chance) in &circuit.couplings.of(source).strikes {
            let key = self.service.key.of(self.process(struck).stream);
            if self.source(struck).is_up() {
                let unit = outages::hit_unit(key, stream, outage.ordinal);
                if self.service.coins.strikes(chance, unit) {
                    self.fail(struck, outage.cause, Fate::Drawn);
                }
            }
        }
    }

    /// The repair of a dynamic source is done.
    fn recover(&mut self, source: u32) {
        let circuit = self.service.circuit;
        let state = self.service.sources.of_mut(source);
        let cause = state.cause;
        state.condition = Condition::Up;
        if let Some((crew, _)) = circuit.couplings.of(source).crew
            && let Some(next) = self.crews.done(crew)
        {
            self.repair(next);
        }
        self.renew(source);
        for channel in circuit.channels.of(source) {
            if self.service.feels(channel, cause) {
                self.service.rise(channel, cause);
            }
        }
    }

    /// Repairs a source now, or when its crew is free.
    fn ask_for_repair(&mut self, source: u32) {
        let crew = self.service.circuit.couplings.of(source).crew;
        let begins = crew.is_none_or(|(crew, priority)| self.crews.ask(crew, source, priority));
        if begins {
            self.repair(source);
        }
    }

    /// Work on a source begins.
    fn repair(&mut self, source: u32) {
        let service = &mut self.service;
        let state = service.sources.of_mut(source);
        state.condition = Condition::Repairing;
        state.repaired_at = f64::INFINITY;
        let (work, token) = (state.work, state.token);
        let coupling = service.circuit.couplings.of(source);
        let mut requires = coupling.requires.iter();
        if requires.any(|&node| service.nodes.is_down(node)) {
            return;
        }
        let at = match coupling.crew {
            Some((crew, _)) => self.crews.finish(crew, service.now, work),
            None => service.now + work,
        };
        let state = service.sources.of_mut(source);
        (state.works_since, state.repaired_at) = (service.now, at);
        if at.is_finite() {
            service.agenda.set(at, Due::Repaired { source, token });
        }
    }

    /// What the repair of a source takes went down or came back: work rests, or goes on with what is left.
    fn rest_or_go_on(&mut self, source: u32) {
        let service = &mut self.service;
        let coupling = service.circuit.couplings.of(source);
        let state = service.sources.of_mut(source);
        if state.condition != Condition::Repairing {
            return;
        }
        let works = state.repaired_at.is_finite();
        let mut requires = coupling.requires.iter();
        let rests = requires.any(|&node| service.nodes.is_down(node));
        if works && rests {
            let since = state.works_since;
            let done = match coupling.crew {
                Some((crew, _)) => self.crews.done_between(crew, since, service.now),
                None => service.now - since,
            };
            state.work = (state.work - done).max(0.0);
            state.repaired_at = f64::INFINITY;
        } else if !works && !rests {
            self.repair(source);
        }
    }

    fn renew(&mut self, source: u32) {
        let service = &mut self.service;
        service
            .sources
            .renew(source, service.now, &mut service.agenda);
    }

    /// Lets the channels of a dynamic source feel an outage whose end is not known yet.
    fn feel(&mut self, source: u32, outage: &Outage, key: Key) {
        let circuit = self.service.circuit;
        let token = self.source(source).token;
        for channel in circuit.channels.of(source) {
            let coins = &mut self.service.coins;
            let Some((from, to)) = circuit.channels.feel(channel, outage, key, coins) else {
                continue;
            };
            let now = self.service.now;
            if to <= now {
                continue;
            }
            self.service.sources.of_mut(source).is_felt = true;
            if from <= now {
                self.service.fall(channel, outage.cause);
            } else {
                let due = Due::Felt {
                    channel,
                    source,
                    token,
                };
                self.service.agenda.set(from, due);
            }
            if to.is_finite() {
                let due = Due::Relieved {
                    channel,
                    source,
                    token,
                };
                self.service.agenda.set(to, due);
            }
        }
    }
}
