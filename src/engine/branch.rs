//! Branches: copies of a life, from a moment at which something goes down until all is at rest again, with failures made
//! likely by [`super::tilt`]. Their weighted downtime is, in the mean, that of the stretch of life they stand for.
//!
//! A year's downtime is the sum of that of its busy stretches: from the event that ends the rest (nothing felt, every
//! group serving, nothing draining) to the next rest or the year's end. Given everything that is known when a stretch
//! begins, ages and repairs in progress included, its expected downtime is that of a branch. So the sum over the
//! stretches of a plainly lived life of what one branch of each comes to is an unbiased estimate of the year's downtime,
//! whatever the laws; weights never run longer than a stretch.

use super::{
    agenda::Due,
    fate::Fates,
    living::{Living, Vital},
    machine::Machine,
    script::{self, Cue},
    stream::Key,
};
use crate::units::HOURS_PER_YEAR;

/// Purpose of a branch's draws below the life's key.
const BRANCH: u64 = 0xB2A2_C400_0000_0000;

/// By how much a cue's hour may differ from that of its outage [h]: see [`Cue`].
const ROUNDED: f64 = 1e-9;

/// What a branch is copied from, beside the machine: the outages of the life and the cues of planned maintenance.
#[derive(Debug, Clone, Copy)]
pub struct Trunk<'t> {
    /// Outages of the sources that do not live in the machine.
    pub fates: &'t Fates,
    /// The life's key.
    pub life: Key,
    /// The whole script.
    pub script: &'t [Cue],
}

impl<'a> Machine<'a> {
    /// Whether nothing is felt, every group has a member serving, and nothing drains.
    #[inline]
    pub(super) fn is_quiet(&self) -> bool {
        self.felt.is_empty() && self.draining == 0 && self.all_serve()
    }

    /// Lives from where `trunk` is now until it is quiet again or the year ends; adds what that comes to, weighted, to
    /// this machine's life.
    pub fn branch(&mut self, machine: &Machine<'a>, trunk: Trunk<'_>, ordinal: u64) {
        let key = trunk.life.of(BRANCH ^ ordinal);
        self.copy(machine, key);
        for source in 0..self.living.len() as u32 {
            if !self.circuit.ties[source as usize].living {
                self.settle(source, trunk);
            }
        }
        // Those that live in the trunk's machine come with it; those that keep their own times, with these too.
        for &source in &self.circuit.living {
            let living = &machine.living[source as usize];
            self.living[source as usize].clone_from(living);
            if living.vital == Vital::Up && !self.process(source).alterable {
                self.expect_failure(source);
            }
        }
        let rounds = trunk.script.iter().filter(|cue| {
            let clock = self.process(cue.cause()).clock.is_some();
            clock && cue.at() > self.now
        });
        let rounds: Vec<Cue> = rounds.copied().collect();
        self.until_quiet(&rounds);
    }

    /// The state of another machine of the same circuit, without the timers of failures.
    fn copy(&mut self, other: &Machine<'a>, key: Key) {
        self.down.clone_from(&other.down);
        self.felt.clone_from(&other.felt);
        self.groups.clone_from(&other.groups);
        self.shifts.clone_from(&other.shifts);
        self.copy_drains(other);
        self.agenda.copy(&other.agenda, |due| {
            !matches!(due, Due::Fails { .. } | Due::Tilted { .. })
        });
        self.monday = other.monday;
        self.parts_stale = true;
        self.now = other.now;
        self.key = key;
        if let Some(tilt) = &mut self.tilt {
            tilt.clear(key.generator());
        }
    }

    /// Puts a source that has a fate where that has it now.
    fn settle(&mut self, source: u32, trunk: Trunk<'_>) {
        let process = self.process(source);
        let number = self.circuit.sources[source as usize].index() as u32;
        let now = self.now;
        let outages = trunk.fates.of(number);
        let past = &outages[..outages.partition_point(|outage| outage.start <= now + ROUNDED)];
        let living = &mut self.living[source as usize];
        let token = living.token + 1;
        let generator = living.generator.clone();
        *living = Living::new(now, generator);
        living.token = token;
        if process.clock.is_some() {
            return;
        }
        match past.last() {
            Some(outage) if outage.end > now => {
                living.vital = Vital::Repairing;
                living.since = outage.start;
                let cause = self.circuit.local(outage.cause).unwrap_or(source);
                living.cause = cause;
                self.agenda.set(outage.end, Due::Repaired { source, token });
                if outage.reaches {
                    let key = trunk.life.of(process.stream);
                    for channel in self.circuit.channels_of(source) {
                        let numbers = &self.circuit.channels[channel as usize];
                        let felt = script::feel(self.circuit, numbers, outage, key);
                        let Some((from, to)) = felt.filter(|&(_, to)| to > now) else {
                            continue;
                        };
                        if !self.felt.contains(&(channel, cause)) {
                            let due = Due::Felt {
                                channel,
                                source,
                                token,
                            };
                            self.agenda.set(from, due);
                        }
                        let due = Due::Relieved {
                            channel,
                            source,
                            token,
                        };
                        self.agenda.set(to, due);
                    }
                }
            }
            Some(outage) => living.age = now - outage.end,
            None => living.age = now - process.begin + trunk.fates.age_at_begin(number),
        }
        if self.living[source as usize].vital == Vital::Up && !process.alterable {
            self.draw_rest(source);
            self.expect_failure(source);
        }
    }

    fn until_quiet(&mut self, rounds: &[Cue]) {
        let mut next = 0;
        self.retilt();
        while self.weight() > 0.0 {
            let cue_at = rounds.get(next).map_or(f64::INFINITY, |cue| cue.at());
            let timer_at = self.agenda.next_at();
            // What happens at one instant happens before anybody looks.
            if cue_at.min(timer_at) > self.now && self.is_quiet() {
                break;
            }
            if cue_at.min(timer_at) >= HOURS_PER_YEAR {
                self.advance(HOURS_PER_YEAR);
                break;
            }
            if timer_at < cue_at && self.is_overtaken() {
                self.agenda.take();
                continue;
            }
            self.life.events += 1;
            self.advance(cue_at.min(timer_at));
            if cue_at <= timer_at {
                self.act(rounds[next]);
                next += 1;
            } else {
                self.ring();
            }
            self.retilt();
        }
        self.close_outage(self.now);
    }
}
