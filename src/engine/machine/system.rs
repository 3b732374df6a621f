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
            let service = &mut self.service;
            service
                .sources
                .begin(source, life, &service.groups, &mut service.agenda);
        }
    }

    /// Takes over the state of another system of the same circuit, but for its dynamic sources and the timers of failures.
    pub fn copy(&mut self, other: &Self, key: Key) {
        self.service.copy(&other.service, key);
        self.crews.copy(&other.crews);
    }

    /// The laws of a local source.
    pub fn process(&self, source: u32) -> &'a Process {
        self.service.sources.process(source)
    }

    /// The next timer is due.
    pub fn ring(&mut self) {
        let Some(due) = self.service.agenda.take() else {
            return;
        };
        match due {
            Due::Step { group, token } => self.service.step(group, token),
            Due::Failback { group, token } => self.service.fail_back(group, token),
            Due::Drained { site, token } => self.service.drained(site, token),
            Due::BiasedFailure { token } => {
                let now = self.service.now;
                if let Some(source) = self.service.sources.biased_failure(token, now) {
                    self.fail(source, source);
                }
            }
            Due::Fails { source, token }
            | Due::Repaired { source, token }
            | Due::Felt { source, token, .. }
            | Due::Relieved { source, token, .. }
                if token != self.source(source).token => {}
            Due::Fails { source, .. } => self.fail(source, source),
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
    }

    fn source(&self, source: u32) -> &SourceState {
        self.service.sources.of(source)
    }

    /// A dynamic source goes down, charged to `cause`.
    fn fail(&mut self, source: u32, cause: u32) {
        let process = self.process(source);
        let key = self.service.key.of(process.stream);
        let now = self.service.now;
        let length = if process.is_shock {
            0.0
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
        let reaches = cause != source || outages::reaches(process, key, ordinal);
        if !process.is_shock {
            state.condition = Condition::Waiting;
            state.since = start;
            state.work = start + length - now;
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
    }

    /// An outage goes over to the sources that it strikes.
    fn strike(&mut self, source: u32, outage: &Outage, stream: u64) {
        let circuit = self.service.circuit;
        for &(struck, chance) in &circuit.couplings.of(source).strikes {
            let key = self.service.key.of(self.process(struck).stream);
            if self.source(struck).is_up() && outages::hits(key, stream, outage.ordinal, chance) {
                self.fail(struck, outage.cause);
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
        let (work, token) = (state.work, state.token);
        let at = match service.circuit.couplings.of(source).crew {
            Some((crew, _)) => self.crews.finish(crew, service.now, work),
            None => service.now + work,
        };
        if at.is_finite() {
            service.agenda.set(at, Due::Repaired { source, token });
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
            let Some((from, to)) = circuit.channels.feel(channel, outage, key) else {
                continue;
            };
            let now = self.service.now;
            if to <= now {
                continue;
            }
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

    /// Puts a source whose outages were drawn beforehand where these have it at the present hour of `life`, the last of them
    /// that has begun being `last`; if none has, it is `age` hours old.
    pub fn settle(&mut self, source: u32, last: Option<&Outage>, age: f64, life: Key) {
        let service = &mut self.service;
        let (now, agenda) = (service.now, &mut service.agenda);
        let process = service.sources.process(source);
        match last {
            _ if process.clock.is_some() => {
                service.sources.restart(source, now);
            }
            Some(outage) if outage.end > now => {
                let token = service.sources.restart(source, now);
                let cause = service.circuit.sources.charged(source, outage);
                let state = service.sources.of_mut(source);
                state.condition = Condition::Repairing;
                state.since = outage.start;
                state.cause = cause;
                agenda.set(outage.end, Due::Repaired { source, token });
                if outage.reaches {
                    self.feel_the_rest(source, outage, cause, life.of(process.stream));
                }
            }
            Some(outage) => {
                let age = now - outage.end;
                service.sources.renew_at_age(source, age, now, agenda);
            }
            None => service.sources.renew_at_age(source, age, now, agenda),
        }
    }

    /// Sets the timers of the channels that do not feel an outage in progress yet or will cease to.
    fn feel_the_rest(&mut self, source: u32, outage: &Outage, cause: u32, key: Key) {
        let service = &mut self.service;
        let channels = &service.circuit.channels;
        let token = service.sources.of(source).token;
        for channel in channels.of(source) {
            let felt = channels.feel(channel, outage, key);
            let Some((from, to)) = felt.filter(|&(_, to)| to > service.now) else {
                continue;
            };
            if !service.feels(channel, cause) {
                let due = Due::Felt {
                    channel,
                    source,
                    token,
                };
                service.agenda.set(from, due);
            }
            let due = Due::Relieved {
                channel,
                source,
                token,
            };
            service.agenda.set(to, due);
        }
    }

    /// Takes a dynamic source over from the system that a branch is copied from.
    pub fn take_over(&mut self, source: u32, from: &Self) {
        let service = &mut self.service;
        let agenda = &mut service.agenda;
        service
            .sources
            .take_over(source, &from.service.sources, agenda);
    }
}
