//! A path: the natural life of the trunk or of one level, its downtime counted while it is open.

use super::{TRUNK, candidates::Candidates, worth::Outlook};
use crate::engine::{
    agenda::Due,
    machine::{Ledger, System},
    stream::{Generator, Key},
};

/// Events of one path beyond which it is cut: a plan whose stretches do not end by then is not one for branches, and is never settled.
const MOST_EVENTS: u32 = 1_000_000;

/// Where a path is.
#[derive(Debug)]
pub struct Path {
    /// Its level: outages that belong to its base are of this level or one before it.
    pub level: u32,
    /// By how much what happens on it counts.
    pub weight: f64,
    /// From which candidates are chosen, and what comes of them.
    pub generator: Generator,
    /// Whether nothing is felt but what belongs to its base, or has not since the last such moment.
    is_open: bool,
    /// Hours in which it was.
    pub open: f64,
    /// Whether it is over when nothing is felt but what belonged to the base of the level before.
    has_end: bool,
    events: u32,
    /// Whether it was cut before its end, so that what came of it is not known.
    pub is_cut: bool,
}

impl Path {
    /// At its beginning: of a level, open; of the trunk, not before all is at rest.
    pub fn new(level: u32, weight: f64, key: Key) -> Self {
        Self {
            level,
            weight,
            generator: key.generator(),
            is_open: level > TRUNK,
            open: 0.0,
            has_end: level > TRUNK,
            events: 0,
            is_cut: false,
        }
    }

    /// The year is over: the trunk is lived to the next rest.
    pub fn finish(&mut self) {
        self.has_end = true;
    }

    /// Lets time pass to hour 0; nothing of it counts.
    pub fn warm_up(&self, state: &mut System<'_>) {
        state.service.weight = 0.0;
        while state.service.agenda.next_at() < 0.0 {
            state.service.now = state.service.agenda.next_at();
            state.ring();
        }
        state.service.now = 0.0;
    }

    /// Lives to hour `to`, or to the path's end.
    pub fn live<'a>(
        &mut self,
        state: &mut System<'a>,
        ledger: &mut Ledger,
        candidates: &mut Candidates<'a>,
        outlook: &mut Outlook<'_>,
        to: f64,
    ) {
        loop {
            let (now, next) = (state.service.now, state.service.agenda.next_at());
            // What happens at one instant happens before anybody looks.
            if next > now {
                if self.has_end && state.rests(self.level - 1) {
                    return;
                }
                let until = next.min(to);
                if until == f64::INFINITY || self.events >= MOST_EVENTS {
                    self.is_cut = true;
                    return;
                }
                self.is_open |= state.rests(self.level);
                state.service.weight = if self.is_open { self.weight } else { 0.0 };
                if self.is_open && until > now {
                    self.open += until - now;
                    candidates.add(state, until - now, outlook, &mut self.generator);
                }
                ledger.advance(&mut state.service, until);
                if next >= to {
                    return;
                }
            }
            self.events += 1;
            ledger.life.events += 1;
            self.meet(state);
        }
    }

    /// What is due happens. A failure that could have been a candidate closes the path, and what comes of it at that very instant is
    /// the branch's; any other joins the base.
    fn meet(&mut self, state: &mut System<'_>) {
        let Some(due) = state.service.agenda.take() else {
            return;
        };
        let data_lost = state.service.data_lost;
        let is_failure = matches!(due, Due::Fails { .. });
        state.service.coins.open(self.is_open && !is_failure);
        let failed = state.meet(due);
        if self.is_open {
            match failed {
                Some(source) if state.process(source).alterable => {
                    self.is_open = false;
                    (state.service.weight, state.service.data_lost) = (0.0, data_lost);
                }
                _ => state.service.sources.join_base(self.level),
            }
        }
    }
}
