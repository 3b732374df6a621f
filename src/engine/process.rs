//! A source made ready to be drawn: its laws with constants worked out, and the threshold below which a year is quiet.

use std::sync::OnceLock;

use super::{
    sampler::Sampler,
    stream::{Key, name_hash},
    warm_up::{self, WarmUp},
};
use crate::{
    law::Law,
    topology::{Crew, CrewId, Source, Start, Table, Topology},
    units::HOURS_PER_YEAR,
};

/// Purpose of the draw below a clock's key.
const PHASE: u64 = 0x9A5E_0000_0000_0001;

/// A source made ready to be drawn.
#[derive(Debug, Clone)]
pub struct Process {
    /// Hash of the source's name.
    pub stream: u64,
    /// Time to failure; `None` never fails by itself.
    pub fails: Option<Sampler>,
    /// The law behind it.
    pub law: Option<Law>,
    /// True where a branch may alter its hazard.
    pub alterable: bool,
    /// Length of an outage.
    pub lasts: Sampler,
    /// Its mean [h].
    pub lasts_mean: f64,
    /// Probability of being down when the life begins.
    pub down_at_start: f64,
    /// A first draw at or above this sees no failure in the whole life: one hash and one comparison.
    pub quiet_from: u64,
    /// True where times to failure are exponential, so that the first draw is the first failure too.
    pub memoryless: bool,
    /// True where an up time met at the beginning of life must be length-biased.
    pub stationary: bool,
    /// Chance that an outage touches us.
    pub reach: f64,
    /// What strikes it, by source index, and how likely.
    pub struck_by: Vec<(u32, f64)>,
    /// Planned maintenance: when it is due.
    pub clock: Option<Schedule>,
    /// True for a stream of shocks.
    pub is_shock: bool,
    /// The hour at which it is in equilibrium, if `stationary`, and all draws begin.
    pub begin: f64,
    /// The hour from which its outages are wanted; where it is earlier than `begin`, what came before is drawn backwards.
    pub since: f64,
    /// The hour at which lives end.
    pub end: f64,
}

/// When planned maintenance is due.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// Hash of the clock's name.
    pub stream: u64,
    /// From start to start [h].
    pub every: f64,
    /// This source's turn after the phase [h].
    pub offset: f64,
}

impl Schedule {
    /// The hour at which the clock strikes first, in this life; a new service has its first work after one period.
    pub fn phase(&self, life: Key, stationary: bool) -> f64 {
        if stationary {
            life.of(self.stream).of(PHASE).unit() * self.every
        } else {
            self.every
        }
    }

    /// When the first work of a life that begins at hour `begin` is due [h].
    pub fn first(&self, phase: f64, begin: f64, stationary: bool) -> f64 {
        let due = phase + self.offset;
        if stationary {
            due + ((begin - due) / self.every).ceil() * self.every
        } else {
            due
        }
    }

    /// When work is due next after that of hour `due`, at hour `now`: work that is still on when the next is due swallows it.
    pub fn after(&self, due: f64, now: f64) -> f64 {
        due + ((now - due) / self.every).ceil().max(1.0) * self.every
    }
}

/// All sources of a plan made ready for lives of a year, at the first time that one is asked for.
#[derive(Debug)]
pub struct Processes<'a> {
    topology: &'a Topology,
    ready: OnceLock<Vec<Process>>,
}

impl<'a> Processes<'a> {
    /// Of a plan.
    pub fn new(topology: &'a Topology) -> Self {
        Self {
            topology,
            ready: OnceLock::new(),
        }
    }

    /// One for each source.
    pub fn ready(&self) -> &[Process] {
        self.ready.get_or_init(|| Process::of_plan(self.topology))
    }
}

impl Process {
    /// Prepares all sources of a plan for lives of a year after the least warm-up.
    pub fn of_plan(topology: &Topology) -> Vec<Self> {
        Self::warmed(topology, WarmUp::LEAST, HOURS_PER_YEAR)
    }

    /// The same for lives of which `warm_up` hours come before hour 0, and that end at hour `end`.
    pub fn warmed(topology: &Topology, warm_up: f64, end: f64) -> Vec<Self> {
        let sources = topology.sources.iter();
        sources
            .map(|source| Self::new(source, topology.start, &topology.crews, (warm_up, end)))
            .collect()
    }

    /// Prepares `source` for lives that begin with `start`; `crews` are the plan's.
    fn new(
        source: &Source,
        start: Start,
        crews: &Table<CrewId, Crew>,
        (warm_up, end): (f64, f64),
    ) -> Self {
        let stationary = start == Start::Stationary;
        let lasts_mean = if source.is_shock {
            0.0
        } else {
            source.lasts.mean()
        };
        let down_at_start = match &source.fails {
            Some(law) if stationary => lasts_mean / (law.mean() + lasts_mean),
            _ => 0.0,
        };
        let (begin, since) = match start {
            Start::New => (0.0, 0.0),
            Start::Stationary => {
                let settling = warm_up::settling(source, crews);
                let (least, begin) = (-WarmUp::LEAST - settling, -warm_up - settling);
                // What is not in joint equilibrium at any hour has no past that could be drawn backwards.
                let is_coupled = warm_up::is_coupled(source);
                (if is_coupled { begin } else { least }, begin)
            }
        };
        let (quiet_share, memoryless) = match &source.fails {
            None if source.clock.is_some() => (1.0, true),
            None => (0.0, true),
            Some(Law::Exponential { mean }) => {
                let hours = end - begin;
                (
                    down_at_start + (1.0 - down_at_start) * -(-hours / mean).exp_m1(),
                    true,
                )
            }
            // Other laws have no closed equilibrium law of the first failure: draw them always.
            Some(_) => (1.0, false),
        };
        Self {
            stream: name_hash(&source.name),
            fails: source.fails.as_ref().map(Sampler::new),
            law: source.fails.clone(),
            alterable: source.fails.as_ref().is_some_and(is_alterable),
            lasts: Sampler::new(&source.lasts),
            lasts_mean: source.lasts.mean(),
            down_at_start,
            // The cast saturates: a share of 1 means never quiet but for the single draw u64::MAX, whose failure
            // would come after the year anyway.
            quiet_from: (quiet_share * 2f64.powi(64)) as u64,
            memoryless,
            stationary,
            reach: source.reach,
            struck_by: source
                .struck_by
                .iter()
                .map(|strike| (strike.by.index() as u32, strike.chance))
                .collect(),
            clock: source.clock.as_ref().map(|clock| Schedule {
                stream: name_hash(&clock.name),
                every: clock.every,
                offset: clock.offset,
            }),
            is_shock: source.is_shock,
            begin,
            since,
            end,
        }
    }

    /// Whether what came before all its other draws is wanted too.
    pub fn has_past(&self) -> bool {
        self.since < self.begin
    }
}

/// Whether a law has a density, so that a branch may alter its hazard.
fn is_alterable(law: &Law) -> bool {
    law.atoms().is_empty() && !matches!(law, Law::Uniform { .. })
}
