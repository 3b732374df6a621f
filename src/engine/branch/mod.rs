//! Branches: what may come of a failure, lived with a weight, so that downtime which takes several rare failures at once is met in
//! every one of them.
//!
//! A year is lived by the natural laws: the *trunk*. While it is *open*, that is while nothing is felt but what belongs to
//! its base, each source's further failures are candidates. One of them is chosen in each slot of the year (`candidates`), its outage is
//! drawn long rather than short (`warp`), and what is now down is the base of the next *level*. That level too is lived by the natural
//! laws until nothing is down but the base of the level before. Its downtime counts while it is open, and one further failure
//! is chosen; and so on, until roulette ends the chain.
//!
//! Why that is right. On the natural path of a level, downtime is that of its open time, and that of the stretches which natural
//! failures open up. Given the past up to such a failure, its stretch is an independent copy of what
//! a branch would be, and open time is known beforehand. So by Campbell's formula for point processes with a compensator
//! (Brémaud, *Point Processes and Queues*, 1981) the mean of all stretches is that of the sum over the open pieces and sources of expected
//! failures times the branch of such a failure; of that sum one term is drawn and weighted by one over its probability.
//! No likelihood ratio over time is formed, so no window is too long.
//!
//! What has no density (fixed times, lists, planned work by the clock) and what does not reach us joins the base as it
//! happens and is never a candidate: it is as frequent in branches as it is.
//!
//! In the steady state the mean downtime of a year is that of the busy stretches that begin in it, however long they last; a
//! service that begins new is cut at the year's end.

mod candidates;
mod path;
mod warp;
mod worth;

pub use worth::{CutSet, Worth};

use super::{
    circuit::{Circuit, Group},
    life::Life,
    machine::{Fate, Ledger, System},
    process::Process,
    stream::Key,
};
use crate::{topology::Start, units::HOURS_PER_YEAR};
use candidates::{Candidates, Chosen, all_dynamic};
use path::Path;
use worth::Outlook;

/// Purpose of all draws of branches below the life's key, and below that: the trunk's, what is chosen, and the chains'.
const BRANCH: u64 = 0xB2A2_C400_0000_0000;
const CHOICE: u64 = 0xC401_CE00_0000_0000;
const CHAIN: u64 = 0xC4A1_2000_0000_0000;
/// Slots of a year at most, and sources looked at in one piece of each.
const MOST_SLOTS: u32 = 8;
const MOST_LOOKS: u32 = 256;
/// The level of the trunk; nothing belongs to a base before it.
const TRUNK: u32 = 1;
/// Levels that roulette lets most chains reach.
const DEEP: u32 = 20;
/// Roulette lets a chain go on that is worth this share of what it has met, or more.
const TELLING: f64 = 0.1;

/// The branches of one architecture's lives.
#[derive(Debug)]
pub struct Branches<'a> {
    worth: &'a Worth,
    outlook: Outlook<'a>,
    trunk: System<'a>,
    of_trunk: Candidates<'a>,
    state: System<'a>,
    candidates: Candidates<'a>,
    ledger: Ledger,
    slots: u32,
    start: Start,
    begin: f64,
}

impl<'a> Branches<'a> {
    /// Those of `circuit` in lives that begin with `start`.
    pub fn new(
        circuit: &'a Circuit,
        processes: &'a [Process],
        worth: &'a Worth,
        start: Start,
    ) -> Self {
        let sources = circuit.sources.in_plan.iter();
        let begins = sources.map(|source| processes[source.index()].since);
        // Where the member that serves depends on the distant past, a year more.
        let stays = start == Start::Stationary && circuit.groups.iter().any(Group::stays);
        let past = circuit.warm_up.hours + if stays { HOURS_PER_YEAR } else { 0.0 };
        let most_slots = (MOST_LOOKS / circuit.sources.len().max(1) as u32).clamp(1, MOST_SLOTS);
        Self {
            worth,
            outlook: Outlook::new(worth),
            trunk: all_dynamic(circuit, processes),
            of_trunk: Candidates::new(circuit, processes),
            state: all_dynamic(circuit, processes),
            candidates: Candidates::new(circuit, processes),
            ledger: Ledger::new(circuit),
            slots: ((worth.rate() * HOURS_PER_YEAR) as u32).clamp(1, most_slots),
            start,
            begin: begins.fold(0.0 - past, f64::min),
        }
    }

    /// What was counted in the last life, weighted.
    pub fn life(&self) -> &Life {
        &self.ledger.life
    }

    /// Lives a year and its branches.
    pub fn live(&mut self, life: Key) -> &Life {
        let key = life.of(BRANCH);
        self.ledger.life.clear();
        self.ledger.set_aside();
        self.trunk.begin_all(key, self.start, self.begin);
        let mut path = Path::new(TRUNK, 1.0, key.of(CHOICE));
        path.warm_up(&mut self.trunk);
        for slot in 1..=self.slots {
            let to = HOURS_PER_YEAR * f64::from(slot) / f64::from(self.slots);
            self.of_trunk.clear();
            self.go(&mut path, true, to);
            self.ledger.life.open = path.open;
            if slot == self.slots && self.start == Start::Stationary {
                path.finish();
                self.go(&mut path, true, f64::INFINITY);
            }
            let chosen = self.of_trunk.choose(&mut self.state, &mut path.generator);
            if let Some(chosen) = chosen {
                let outage = self.ledger.set_aside();
                self.follow(chosen, key.of(CHAIN ^ u64::from(slot)));
                self.ledger.go_on(outage);
            }
        }
        self.ledger.close_outage(HOURS_PER_YEAR);
        &self.ledger.life
    }

    /// Lives along a path, that of the trunk or of a level.
    fn go(&mut self, path: &mut Path, is_trunk: bool, to: f64) {
        let (state, candidates) = if is_trunk {
            (&mut self.trunk, &mut self.of_trunk)
        } else {
            (&mut self.state, &mut self.candidates)
        };
        path.live(state, &mut self.ledger, candidates, &mut self.outlook, to);
        self.ledger.life.is_cut |= path.is_cut;
        self.ledger.life.data_lost += state.service.take_data_lost();
    }

    /// A chain of further failures from the state at hand, the first of them being `chosen`.
    fn follow(&mut self, chosen: Chosen, key: Key) {
        let end = match self.start {
            Start::Stationary => f64::INFINITY,
            Start::New => HOURS_PER_YEAR,
        };
        let (first, before) = (chosen.weight, self.ledger.life.downtime);
        let least = TELLING * self.worth_of_start(chosen.source);
        let (mut chosen, mut weight) = (chosen, 1.0);
        for level in TRUNK + 1.. {
            let key = key.of(u64::from(level));
            let mut path = Path::new(level, first * weight, key.of(CHOICE));
            weight *= self.fail(chosen.source, &mut path, key);
            self.candidates.clear();
            self.go(&mut path, false, end);
            self.ledger.close_outage(self.state.service.now);
            let so_far = (self.ledger.life.downtime - before) / first;
            let expected = self.candidates.expected();
            let worth = weight * self.candidates.worth() / (TELLING * least.max(so_far));
            let floor = match level {
                ..=DEEP => expected.min(1.0) * weight.min(1.0),
                _ => 0.0,
            };
            let goes_on = worth.max(floor);
            if goes_on < 1.0 {
                if path.generator.unit() >= goes_on {
                    return;
                }
                weight /= goes_on;
            }
            let Some(next) = (self.candidates).choose(&mut self.state, &mut path.generator) else {
                return;
            };
            weight *= next.weight;
            chosen = next;
        }
    }

    /// A source fails, for a time drawn by its warp, and a level begins. By how much that weighs; the path's weight follows.
    fn fail(&mut self, source: u32, path: &mut Path, key: Key) -> f64 {
        let state = &mut self.state;
        if state.service.is_down() {
            self.ledger.carry(state.service.now);
        }
        self.outlook.look(state.service.sources.down());
        let further = self.outlook.further(source);
        let lasts = &state.process(source).lasts;
        let warps = self.worth.warps(source);
        let (length, weight) = warps.draw(lasts, further, path.generator.unit());
        path.weight *= weight;
        state.service.weight = path.weight;
        state.begin_anew(key);
        state.raise_coins(source);
        state.fail(source, source, Fate::Chosen { length });
        state.service.sources.join_base(path.level);
        // What was lost at that very instant.
        self.ledger.life.data_lost += state.service.take_data_lost();
        weight
    }

    /// About how much downtime comes of a first failure of a source [h].
    fn worth_of_start(&mut self, source: u32) -> f64 {
        self.outlook.look(std::iter::empty());
        let length = self.trunk.process(source).lasts_mean;
        self.outlook.worth(source, length)
    }
}
