//! Sources whose fate depends on the state of the rest: those that wait for a repair crew, those that sleep while another
//! member serves, and whatever strikes them or is struck by them. They live in the machine, by timers, and draw from the
//! same streams in the same order as the others, so that without a queue and without sleep their lives are the same.
//!
//! A source fails when its age, which stands still or runs slower while it sleeps, reaches the lifetime drawn for it.

use super::{
    agenda::Due,
    crew::{self, Shift},
    fate::{self, Outage},
    machine::Machine,
    process::Process,
    script,
    stream::{Generator, Key, to_unit},
};
use crate::law::Side;

/// A source in the machine.
#[derive(Debug, Clone)]
pub struct Living {
    pub vital: Vital,
    /// Its age at hour `since` [h].
    pub age: f64,
    /// While it is down, when that began.
    pub since: f64,
    /// The age at which it fails [h].
    pub lifetime: f64,
    /// How fast it ages now.
    pub speed: f64,
    /// What its pending timers must carry; one for each outage and for each change of plan between.
    pub token: u32,
    /// Outages so far, unreached ones counted.
    pub outages: u32,
    /// The local source to which the outage is charged.
    pub cause: u32,
    /// Work that its repair takes [h].
    pub work: f64,
    /// The outage in progress at the beginning of its life: start, length [h].
    in_progress: Option<(f64, f64)>,
    pub generator: Generator,
}

/// Whether a source is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vital {
    Up,
    /// Down, and nobody is at work yet.
    Waiting,
    Repairing,
}

impl Living {
    /// Up and new at hour `since`; it never fails until told otherwise.
    pub fn new(since: f64, generator: Generator) -> Self {
        Self {
            vital: Vital::Up,
            age: 0.0,
            since,
            lifetime: f64::INFINITY,
            speed: 1.0,
            token: 0,
            outages: 0,
            cause: 0,
            work: 0.0,
            in_progress: None,
            generator,
        }
    }

    /// As the source with this key is when its life begins.
    fn at_begin(process: &Process, key: Key) -> Self {
        let mut living = Self::new(process.begin, key.generator());
        let Some(fails) = &process.fails else {
            return living;
        };
        let unit = to_unit(key.bits());
        if unit < process.down_at_start {
            let length = process.lasts.biased(living.generator.unit());
            let elapsed = length * living.generator.unit();
            living.in_progress = Some((process.begin - elapsed, length));
            living.lifetime = 0.0;
        } else if process.memoryless {
            let rest = (unit - process.down_at_start) / (1.0 - process.down_at_start);
            living.lifetime = fails.at(rest);
        } else if process.stationary {
            living.lifetime = fails.biased(living.generator.unit());
            living.age = living.lifetime * (1.0 - living.generator.unit());
        } else {
            living.lifetime = fails.at(living.generator.unit());
        }
        living
    }

    /// Its age at hour `now` [h].
    pub fn age_at(&self, now: f64) -> f64 {
        self.age + (now - self.since).max(0.0) * self.speed
    }
}

impl<'a> Machine<'a> {
    /// Puts all living sources where their lives begin.
    pub(super) fn reset_living(&mut self, stationary: bool) {
        let circuit = self.circuit;
        for (shift, crew) in self.shifts.iter_mut().zip(&circuit.crews) {
            shift.clear(crew);
        }
        self.monday = crew::monday(self.key, stationary);
        for &source in &circuit.living {
            let process = self.process(source);
            let living = Living::at_begin(process, self.key.of(process.stream));
            self.living[source as usize] = living;
            self.living[source as usize].speed = self.speed(source);
            // What is down when its life begins goes down then, asleep or not.
            if self.living[source as usize].in_progress.is_some() {
                let token = self.living[source as usize].token;
                self.agenda.set(process.begin, Due::Fails { source, token });
            } else {
                self.expect_failure(source);
            }
        }
    }

    /// A living source goes down, charged to `cause`.
    pub(super) fn fail(&mut self, source: u32, cause: u32) {
        let circuit = self.circuit;
        let process = self.process(source);
        let key = self.key.of(process.stream);
        let now = self.now;
        let length = if process.is_shock {
            0.0
        } else if let Some((_, length)) = self.living[source as usize].in_progress {
            length
        } else {
            process.lasts.at(self.draw(source))
        };
        let living = &mut self.living[source as usize];
        let start = living.in_progress.take().map_or(now, |(start, _)| start);
        let ordinal = living.outages;
        living.outages += 1;
        living.token += 1;
        living.cause = cause;
        let token = living.token;
        let felt = cause != source || fate::reaches(process, key, ordinal);
        if !process.is_shock {
            living.vital = Vital::Waiting;
            living.since = start;
            living.work = start + length - now;
            match circuit.ties[source as usize].crew {
                Some((crew, priority)) => {
                    if self.shifts[crew as usize].ask(source, priority) {
                        self.repair(source);
                    }
                }
                None => self.repair(source),
            }
        }
        if felt {
            let outage = Outage {
                start,
                end: f64::INFINITY,
                ordinal,
                reaches: true,
                cause,
            };
            self.feel_living(source, &outage, key, token);
            for &(struck, chance) in &circuit.ties[source as usize].strikes {
                let struck_key = self.key.of(self.process(struck).stream);
                if self.living[struck as usize].vital == Vital::Up
                    && fate::hits(struck_key, process.stream, ordinal, chance)
                {
                    self.fail(struck, cause);
                }
            }
        }
        if process.is_shock {
            self.renew(source);
        }
    }

    /// The repair of a living source is done.
    pub(super) fn recover(&mut self, source: u32) {
        let circuit = self.circuit;
        let living = &mut self.living[source as usize];
        let cause = living.cause;
        living.vital = Vital::Up;
        if let Some((crew, _)) = circuit.ties[source as usize].crew
            && let Some(next) = self.shifts[crew as usize].done()
        {
            self.repair(next);
        }
        self.renew(source);
        for channel in circuit.channels_of(source) {
            if self.felt.contains(&(channel, cause)) {
                self.rise(channel, cause);
            }
        }
    }

    /// A group's member begins or ceases to serve: its sources wake or fall asleep.
    pub(super) fn wake(&mut self, group: u32, member: u32) {
        let circuit = self.circuit;
        for &source in &circuit.groups[group as usize].sleepers[member as usize] {
            let (now, speed) = (self.now, self.speed(source));
            let living = &mut self.living[source as usize];
            if living.vital == Vital::Up {
                living.age = living.age_at(now);
                living.since = living.since.max(now);
            }
            living.speed = speed;
            // What has not begun to live yet is due as it is.
            if living.vital == Vital::Up && living.in_progress.is_none() {
                self.expect_failure(source);
            }
        }
    }

    /// A local source made ready to be drawn.
    pub(super) fn process(&self, source: u32) -> &'a Process {
        &self.processes[self.circuit.sources[source as usize].index()]
    }

    /// Work on a living source begins.
    fn repair(&mut self, source: u32) {
        let circuit = self.circuit;
        let living = &mut self.living[source as usize];
        living.vital = Vital::Repairing;
        let (work, token) = (living.work, living.token);
        let at = match circuit.ties[source as usize].crew {
            Some((crew, _)) => {
                crew::finish(&circuit.crews[crew as usize], self.now, work, self.monday)
            }
            None => self.now + work,
        };
        if at.is_finite() {
            self.agenda.set(at, Due::Repaired { source, token });
        }
    }

    /// As new, with a lifetime of its own.
    fn renew(&mut self, source: u32) {
        let process = self.process(source);
        let lifetime = match &process.fails {
            Some(fails) if !self.is_tilted(process) => {
                fate::at_least_a_second(fails.at(self.draw(source)))
            }
            _ => f64::INFINITY,
        };
        let now = self.now;
        let living = &mut self.living[source as usize];
        (living.age, living.since, living.lifetime) = (0.0, now, lifetime);
        self.expect_failure(source);
    }

    /// Draws when a source that is up will fail, given its age.
    pub(super) fn draw_rest(&mut self, source: u32) {
        let process = self.process(source);
        if let (Some(fails), Some(law)) = (&process.fails, &process.law) {
            let age = self.living[source as usize].age;
            let (beyond, within) = law.tails(age, Side::After);
            let unit = within + beyond * self.draw(source);
            self.living[source as usize].lifetime = fails.at(unit.min(1.0 - f64::EPSILON / 2.0));
        }
    }

    /// The next uniform draw of a source; in a branch all draw from one stream.
    fn draw(&mut self, source: u32) -> f64 {
        match &mut self.tilt {
            Some(tilt) => tilt.generator.unit(),
            None => self.living[source as usize].generator.unit(),
        }
    }

    /// Sets the timer of a living source's next failure, as things are; in a branch most come at altered rates instead.
    pub(super) fn expect_failure(&mut self, source: u32) {
        let tilted = self.is_tilted(self.process(source));
        let living = &mut self.living[source as usize];
        living.token += 1;
        if tilted {
            return;
        }
        let rest = (living.lifetime - living.age).max(0.0) / living.speed;
        if rest.is_finite() {
            let token = living.token;
            self.agenda
                .set(living.since + rest, Due::Fails { source, token });
        }
    }

    /// Lets the channels of a living source feel an outage whose end is not known yet.
    fn feel_living(&mut self, source: u32, outage: &Outage, key: Key, token: u32) {
        let circuit = self.circuit;
        for channel in circuit.channels_of(source) {
            let felt = &circuit.channels[channel as usize];
            let Some((from, to)) = script::feel(circuit, felt, outage, key) else {
                continue;
            };
            if to <= self.now {
                continue;
            }
            if from <= self.now {
                self.fall(channel, outage.cause);
            } else {
                let due = Due::Felt {
                    channel,
                    source,
                    token,
                };
                self.agenda.set(from, due);
            }
            if to.is_finite() {
                let due = Due::Relieved {
                    channel,
                    source,
                    token,
                };
                self.agenda.set(to, due);
            }
        }
    }

    /// How fast a source ages: slower for each group in which it sleeps.
    fn speed(&self, source: u32) -> f64 {
        let sleeps = self.circuit.ties[source as usize].dormant.iter();
        let asleep = sleeps.filter(|sleeps| self.groups[sleeps.0 as usize].active != sleeps.1);
        asleep
            .map(|sleeps| self.circuit.groups[sleeps.0 as usize].dormant_failures)
            .product()
    }
}

/// Shifts of a circuit's crews.
pub fn shifts(crews: &[crate::topology::Crew]) -> Vec<Shift> {
    crews.iter().map(Shift::new).collect()
}
