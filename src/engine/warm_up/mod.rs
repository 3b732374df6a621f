//! The warm-up: how long an architecture is lived before the year that counts, so that this year is one of the steady state.
//!
//! An architecture begins far from where it will be: its groups serve with the preferred member and its crews have nothing to do,
//! although each source alone is in equilibrium. What is missing at hour 0 is what began before the warm-up and would still be
//! in progress. Each [`Memory`] of the architecture says which share of what it brings about that is, in the mean over
//! the year that counts ([`bias`](Rule)); the warm-up is the first of 1,000 h, 2,000 h, 4,000 h and so on that leaves
//! less than a thousandth of each. It is a function of the one architecture and its numbers alone. Where it would cost too
//! much, the longest that does not is lived; if more than a hundredth is missing then, the architecture is not
//! [steady](WarmUp::unsteady).
//!
//! - A time T that is in progress in equilibrium has lasted longer than w with probability E[(T − w)⁺]/E[T] (Cox, *Renewal
//!   Theory*, chapter 5).
//! - What comes and goes at rates a and b forgets as e^−(a+b)w. So does who serves in a group that never goes back, if its members are
//!   unlike: by definition it is lived through a year more and no longer, and where that is too short the numbers of the next year
//!   are not those of the long run.
//! - A queue of load ρ forgets like e^−w/τ with τ = s/(1 − √ρ)², s being the mean work (Cohen, *The Single Server Queue*, part III),
//!   and never more slowly than it takes to repair everything once, for what is down does not fail.

mod queue;
mod way_back;

use super::working_hours;
use crate::{
    answer::Memory,
    failover::Failback,
    law::Law,
    topology::{Architecture, Crew, CrewId, Source, SourceId, Start, Table, Topology},
    units::HOURS_PER_YEAR,
};
use queue::Queue;
use way_back::{Stay, WayBack};

/// What comes before the year that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct WarmUp {
    /// How long it is [h].
    pub hours: f64,
    /// What is not forgotten in that time, and the share of what it brings about that is missing.
    pub unsteady: Option<(Memory, f64)>,
}

/// Shares of what a memory brings about that may be missing: what is aimed at, and what is still called steady.
const AIM: f64 = 1e-3;
const STEADY: f64 = 1e-2;
/// How often the least warm-up is doubled at most; without regard to its events, and where these are few.
const DOUBLINGS: i32 = 7;
const MOST_DOUBLINGS: i32 = 20;
/// Outages that are few.
const FEW_OUTAGES: f64 = 200.0;
/// Mean outages by which coupled sources begin earlier than the warm-up.
const SETTLING: f64 = 10.0;
/// By how much waiting for a crew may lengthen an outage there.
const QUEUING: f64 = 4.0;
/// Hours by which no source begins earlier than the warm-up.
const LONGEST_SETTLING: f64 = 10.0 * HOURS_PER_YEAR;
/// Parts of the year, and of a law, that means are taken over.
const PARTS: u32 = 32;

/// Whether a source is in equilibrium only with others: they strike it, or its repair waits or rests. A shock begins as early as what
/// it strikes.
pub fn is_coupled(source: &Source) -> bool {
    source.is_shock
        || !source.struck_by.is_empty()
        || source.repair.is_some()
        || source.repair_rests
}

/// How much earlier than the warm-up a source begins [h]: coupled ones take a few outages' length to forget that they begin in
/// equilibrium only each by itself; a crew that keeps hours, and a queue before it, make outages longer than their work.
pub fn settling(source: &Source, crews: &Table<CrewId, Crew>) -> f64 {
    if !is_coupled(source) {
        return 0.0;
    }
    let crew = source.repair.map(|repair| &crews[repair.crew]);
    let longer = crew.map_or(1.0, |crew| QUEUING / working_hours::pace(crew));
    (SETTLING * source.lasts.mean() * longer).min(LONGEST_SETTLING)
}

impl WarmUp {
    /// The least warm-up of the steady state [h].
    pub const LEAST: f64 = 1000.0;

    /// That of an architecture.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        if topology.start == Start::New {
            return Self {
                hours: 0.0,
                unsteady: None,
            };
        }
        let rule = Rule::new(topology, architecture);
        let mut hours = Self::LEAST;
        loop {
            let worst = rule.worst(hours);
            let is_enough = worst.as_ref().is_none_or(|worst| worst.1 <= AIM);
            if is_enough || 2.0 * hours > rule.affordable {
                let worst = worst.into_iter().chain(rule.stay(hours));
                let worst = worst.max_by(|one, other| one.1.total_cmp(&other.1));
                return Self {
                    hours,
                    unsteady: worst.filter(|worst| worst.1 > STEADY),
                };
            }
            hours *= 2.0;
        }
    }
}

/// The memories of an architecture, ready to be asked how much of what they bring about is missing after a warm-up.
struct Rule<'a> {
    topology: &'a Topology,
    architecture: &'a Architecture,
    /// What it feels: with each, outages of it [1/h] that others bring about.
    sources: Vec<(&'a Source, f64)>,
    /// The sources that sleep, and the share of the time in which another member than the preferred one serves.
    asleep: Vec<(SourceId, f64)>,
    /// The groups that take their time to go back.
    ways_back: Vec<WayBack<'a>>,
    /// Those that never go back.
    stays: Vec<Stay<'a>>,
    queues: Vec<Queue<'a>>,
    /// The longest warm-up that does not cost too much [h].
    affordable: f64,
}

impl<'a> Rule<'a> {
    fn new(topology: &'a Topology, architecture: &'a Architecture) -> Self {
        let felt = architecture.felt(&topology.sources);
        let struck = |source: &Source| -> f64 {
            let strikes = source.struck_by.iter();
            let each = strikes.map(|it| it.chance * topology.sources[it.by].outages(1.0, 1.0));
            each.sum()
        };
        let sources: Vec<(&Source, f64)> = felt
            .iter()
            .map(|&id| (&topology.sources[id], struck(&topology.sources[id])))
            .collect();
        let outages = sources
            .iter()
            .map(|(it, struck)| it.outages(1.0, 1.0) + struck);
        let outages: f64 = outages.sum();
        let mut ways_back = Vec::new();
        let mut asleep = Vec::new();
        for group in &architecture.groups {
            let way_back = WayBack::new(topology, architecture, group);
            // Who serves after the preferred one, and for how long, is what a sleeper's age depends on.
            let away = match (&group.law.failback, &way_back) {
                (Failback::AtOnce, _) => 0.0,
                (_, Some(back)) => back.away(),
                (_, None) => 1.0,
            };
            let sleepers = group.dormant.iter().flatten();
            asleep.extend(sleepers.map(|&id| (id, away)));
            ways_back.extend(way_back);
        }
        let stays = architecture.groups.iter();
        let stays = stays.filter_map(|group| Stay::new(topology, architecture, group));
        let queues = topology.crews.iter_with_ids();
        let queues = queues.filter_map(|(id, crew)| Queue::new(id, crew, &sources));
        let affordable = (DOUBLINGS, FEW_OUTAGES / outages);
        let most = WarmUp::LEAST * f64::from(MOST_DOUBLINGS).exp2();
        Self {
            topology,
            architecture,
            asleep,
            ways_back,
            stays: stays.collect(),
            queues: queues.collect(),
            affordable: (WarmUp::LEAST * f64::from(affordable.0).exp2())
                .max(affordable.1)
                .min(most),
            sources,
        }
    }

    /// The group that never goes back of which least is forgotten after so many hours, and the share that is not. By definition
    /// it has a year more, and no longer.
    fn stay(&self, hours: f64) -> Option<(Memory, f64)> {
        let stays = self.stays.iter().map(|stay| {
            let memory = Memory::Stay {
                group: stay.group.name.clone(),
            };
            (memory, stay.missing(hours + HOURS_PER_YEAR))
        });
        stays.max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// The memory of which most is missing after so many hours, and how much that is.
    fn worst(&self, hours: f64) -> Option<(Memory, f64)> {
        let mut worst: Option<(Memory, f64)> = None;
        let mut note = |missing: f64, memory: &dyn Fn() -> Memory| {
            if worst.as_ref().is_none_or(|worst| missing > worst.1) {
                worst = Some((memory(), missing));
            }
        };
        for (source, struck) in &self.sources {
            let outages = || Memory::Outages {
                source: source.name.clone(),
            };
            let age = || Memory::Age {
                source: source.name.clone(),
            };
            let earlier = hours + settling(source, &self.topology.crews);
            if !self.architecture.groups.is_empty() {
                // An outage that is in progress when life begins began when it did; only what it met before is missing.
                let share = (source.outages_that_reach_us() * source.lasts.mean()).min(1.0);
                if share > AIM {
                    note(share * missing(&source.lasts, hours), &outages);
                }
            }
            if source.is_shock || !is_coupled(source) {
                continue;
            }
            let (slower, waits) = self.slower(source);
            // What a crew never repairs is its queue's.
            if slower.is_finite() {
                note(missing(&source.lasts.scaled(slower), earlier), &outages);
            }
            if let Some(fails) = source.fails.as_ref().filter(|law| has_age(law)) {
                let struck = struck * fails.mean();
                let renewed = struck / (1.0 + struck) + (waits / fails.mean()).min(1.0);
                if renewed > AIM {
                    note(renewed.min(1.0) * missing(fails, earlier), &age);
                }
            }
        }
        for &(id, away) in &self.asleep {
            let source = &self.topology.sources[id];
            note(missing(&source.lasts, hours), &|| Memory::Outages {
                source: source.name.clone(),
            });
            if let Some(fails) = source
                .fails
                .as_ref()
                .filter(|law| has_age(law) && away > AIM)
            {
                // Each serves about half of the time.
                note(away * missing(fails, hours / 2.0), &|| Memory::Age {
                    source: source.name.clone(),
                });
            }
        }
        for queue in &self.queues {
            note(forgotten(queue.forgets, hours), &|| Memory::Queue {
                crew: queue.crew.name.clone(),
                load: queue.load.is_finite().then_some(queue.load),
            });
        }
        for back in &self.ways_back {
            note(back.missing(hours), &|| Memory::Failback {
                group: back.group.name.clone(),
            });
        }
        if let Some(balance) = &self.architecture.balance {
            note(missing(&balance.drain, hours), &|| Memory::Drain);
        }
        worst
    }

    /// How many times as long as its work an outage of a source lasts while a crew does that, and how long it waits before
    /// [h].
    fn slower(&self, source: &Source) -> (f64, f64) {
        let Some(repair) = source.repair else {
            return (1.0, 0.0);
        };
        let crew = &self.topology.crews[repair.crew];
        let mut queues = self.queues.iter();
        let queue = queues.find(|queue| queue.crew.name == crew.name);
        let wait = queue.map_or(0.0, |queue| queue.forgets * queue.load.min(1.0));
        (1.0 / working_hours::pace(crew), wait)
    }
}

/// Whether how long something is up already tells how long it will be.
fn has_age(law: &Law) -> bool {
    !matches!(law, Law::Exponential { .. })
}

/// The share of times in progress at hours of the year that counts which began so many hours before its beginning.
fn missing(law: &Law, hours: f64) -> f64 {
    let mean = law.mean();
    if mean <= 0.0 {
        return 0.0;
    }
    over_the_year(hours, |hours| law.excess(hours) / mean)
}

/// The same of a memory that is lost at the rate 1/`time` [h].
fn forgotten(time: f64, hours: f64) -> f64 {
    (-hours / time).exp() * (time / HOURS_PER_YEAR).min(1.0)
}

/// The mean over the year that counts of what falls with the hours since the warm-up began.
fn over_the_year(hours: f64, share: impl Fn(f64) -> f64) -> f64 {
    let first = share(hours);
    if first <= AIM {
        return first;
    }
    mean_over(|unit| share(hours + unit * HOURS_PER_YEAR))
}

/// The mean over (0, 1).
fn mean_over(what: impl Fn(f64) -> f64) -> f64 {
    let parts = (0..PARTS).map(|part| what((f64::from(part) + 0.5) / f64::from(PARTS)));
    parts.sum::<f64>() / f64::from(PARTS)
}
