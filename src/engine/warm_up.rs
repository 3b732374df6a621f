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
//! - What comes and goes at rates a and b forgets as e^−(a+b)w.
//! - A queue of load ρ forgets like e^−w/τ with τ = s/(1 − √ρ)², s being the mean work (Cohen, *The Single Server Queue*, part III),
//!   and never more slowly than it takes to repair everything once, for what is down does not fail.

use super::{sampler::Sampler, working_hours};
use crate::{
    answer::Memory,
    failover::{Failback, Failover},
    law::{Law, Side},
    topology::{
        Architecture, Crew, CrewId, Group, NodeId, Source, SourceId, Start, Table, Topology,
    },
    units::HOURS_PER_YEAR,
};

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

/// Whether a source is in equilibrium only with others: they strike it, or it waits for a crew. A shock begins as early as what
/// it strikes.
pub fn is_coupled(source: &Source) -> bool {
    source.is_shock || !source.struck_by.is_empty() || source.repair.is_some()
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
            let (memory, missing) = match rule.worst(hours) {
                Some(worst) if worst.1 > AIM => worst,
                _ => {
                    return Self {
                        hours,
                        unsteady: None,
                    };
                }
            };
            if 2.0 * hours > rule.affordable {
                return Self {
                    hours,
                    unsteady: (missing > STEADY).then_some((memory, missing)),
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
    queues: Vec<Queue<'a>>,
    /// The longest warm-up that does not cost too much [h].
    affordable: f64,
}

/// A group between its preferred member and the others.
struct WayBack<'a> {
    group: &'a Group,
    after: &'a Law,
    loss: &'a Law,
    /// How often the preferred member goes down [1/h]; that interrupts a way back.
    interrupted: f64,
    /// How fast the member that serves is forgotten [1/h].
    forgets: f64,
}

/// A crew's queue.
struct Queue<'a> {
    crew: &'a Crew,
    /// The work that all its sources bring when they are up, as a share of what it can do.
    load: f64,
    /// How long it takes to forget [h].
    forgets: f64,
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
        let queues = topology.crews.iter_with_ids();
        let queues = queues.filter_map(|(id, crew)| Queue::new(id, crew, &sources));
        let affordable = (DOUBLINGS, FEW_OUTAGES / outages);
        let most = WarmUp::LEAST * f64::from(MOST_DOUBLINGS).exp2();
        Self {
            topology,
            architecture,
            asleep,
            ways_back,
            queues: queues.collect(),
            affordable: (WarmUp::LEAST * f64::from(affordable.0).exp2())
                .max(affordable.1)
                .min(most),
            sources,
        }
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

impl<'a> WayBack<'a> {
    fn new(topology: &Topology, architecture: &Architecture, group: &'a Group) -> Option<Self> {
        let Failback::After { after, loss } = &group.law.failback else {
            return None;
        };
        let mut found = Self {
            group,
            after,
            loss,
            interrupted: 0.0,
            forgets: 0.0,
        };
        if found.missing(WarmUp::LEAST) <= AIM {
            // Short, whatever comes between: what takes the preferred member down need not be known.
            return None;
        }
        let mut leaves = 0.0;
        for source in alone(topology, architecture, group.members[0]) {
            let outages = source.outages_that_reach_us();
            found.interrupted += outages;
            leaves += outages * moves(&group.law, &source.lasts);
        }
        found.forgets = leaves + found.returns();
        Some(found)
    }

    /// How often a way back comes to its end [1/h], begun anew whenever it is interrupted.
    fn returns(&self) -> f64 {
        let mean = self.after.mean() + self.loss.mean();
        if self.interrupted <= 0.0 {
            return 1.0 / mean;
        }
        let lasts = [self.after, self.loss].map(Sampler::new);
        let uninterrupted =
            lasts.map(|law| mean_over(|unit| (-self.interrupted * law.at(unit)).exp()));
        let uninterrupted: f64 = uninterrupted.iter().product();
        self.interrupted * uninterrupted / (1.0 - uninterrupted).max(f64::MIN_POSITIVE)
    }

    /// The share of the time in which the preferred member does not serve.
    fn away(&self) -> f64 {
        1.0 - self.returns() / self.forgets.max(self.returns())
    }

    /// The share of the ways back in progress that began more than so many hours ago and are not over, and of what is not
    /// forgotten yet of who serves.
    fn missing(&self, hours: f64) -> f64 {
        let laws = [self.after, self.loss];
        let mean: f64 = laws.iter().map(|law| law.mean()).sum();
        if mean <= 0.0 {
            return 0.0;
        }
        // (A + B − w)⁺ ≤ (A − pw)⁺ + (B − (1 − p)w)⁺
        let one = over_the_year(hours, |hours| {
            let beyond = laws.iter().map(|law| law.excess(hours * law.mean() / mean));
            (-self.interrupted * hours).exp() * beyond.sum::<f64>() / mean
        });
        let next = if self.interrupted > 0.0 {
            forgotten(1.0 / self.forgets, hours)
        } else {
            0.0
        };
        one.max(next)
    }
}

impl<'a> Queue<'a> {
    /// That of a crew; `None` if it can be asked for nothing more while it works.
    fn new(id: CrewId, crew: &'a Crew, sources: &[(&Source, f64)]) -> Option<Self> {
        let mut its: Vec<(&Source, f64, u32)> = sources
            .iter()
            .filter_map(|(source, struck)| {
                let repair = source.repair.filter(|repair| repair.crew == id)?;
                let fails = source.fails.as_ref().map_or(0.0, |law| 1.0 / law.mean());
                Some((*source, fails + struck, repair.priority))
            })
            .collect();
        let pace = working_hours::pace(crew);
        if its.is_empty() || pace > 0.0 && its.len() <= crew.size as usize {
            return None;
        }
        let rate: f64 = its.iter().map(|source| source.1).sum();
        if rate <= 0.0 {
            return None;
        }
        if pace <= 0.0 {
            return Some(Self {
                crew,
                load: f64::INFINITY,
                forgets: f64::INFINITY,
            });
        }
        its.sort_by_key(|source| source.2);
        let can = pace * f64::from(crew.size);
        let load = |its: &[(&Source, f64, u32)]| -> f64 {
            let each = its
                .iter()
                .map(|(source, rate, _)| rate * source.lasts.mean());
            each.sum::<f64>() / can
        };
        let last = its.last()?.2;
        let before = load(&its[..its.partition_point(|source| source.2 < last)]);
        let load = load(&its);
        let work = load * can / rate / pace;
        let round = its.iter().map(|source| source.0.lasts.mean()).sum::<f64>() / can + work;
        let up = its
            .iter()
            .map(|source| 1.0 / source.1)
            .filter(|it| it.is_finite());
        // Whoever is let wait for ever is in the queue once it has failed.
        let closed = if before < 1.0 {
            round / (1.0 - before)
        } else {
            up.fold(round, f64::max)
        };
        let open = if load < 1.0 {
            work / (1.0 - load.sqrt()).powi(2)
        } else {
            f64::INFINITY
        };
        Some(Self {
            crew,
            load,
            forgets: open.min(closed),
        })
    }
}

/// The sources that fail by themselves and any one of which alone takes a node down.
fn alone<'a>(
    topology: &'a Topology,
    architecture: &Architecture,
    node: NodeId,
) -> impl Iterator<Item = &'a Source> {
    let felt = architecture.felt(&topology.sources);
    let takes_down = |id: &SourceId| {
        let links = architecture.links.iter().filter(|link| link.source == *id);
        let down: Vec<_> = links.map(|link| link.leaf).collect();
        let up = architecture.nodes.up(
            |leaf| !down.contains(&leaf),
            |group, up| {
                let members = &architecture.groups[*group].members;
                members.iter().any(|member| up[*member])
            },
        );
        !down.is_empty() && !up[node]
    };
    let felt: Vec<SourceId> = felt.into_iter().filter(takes_down).collect();
    felt.into_iter().map(|id| &topology.sources[id])
}

/// The chance that service moves away in an outage of this law: that it is not over before a switch is.
fn moves(law: &Failover, outage: &Law) -> f64 {
    let steps = [&law.detect, &law.decide, &law.switch].map(Sampler::new);
    mean_over(|unit| {
        let hours = steps.iter().map(|step| step.at(unit)).sum();
        outage.tails(hours, Side::Before).0
    })
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
