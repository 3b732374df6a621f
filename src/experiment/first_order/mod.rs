//! Expected downtime without lives: what is static, what failovers and strikes add outage by outage, and what outages that
//! overlap add to that.
//!
//! ```text
//! exact::static_part ─► diagram ──────────────────────────────┐
//! exact::Lone (each outage by itself) ─► Σ rate × cost beyond ┼─► FirstOrder
//! pairs (two that overlap, drawn and lived) ─► what is left  ──┘
//! ```
//!
//! With failovers that take no time the structure is static and its downtime exact, overlaps included. What failovers cost
//! beyond that is a sum over outages by themselves, by quadrature; what two that overlap cost beyond both is drawn. Three at
//! once are left out: an allowance for them, of the order of the pairs times the chance that any source is down, is part of
//! the interval. Design and measurements: docs/engine.md, The mean without lives.

mod pairs;
mod single;

use std::collections::BTreeMap;

use super::{happening::Happenings, options::NORMAL_975};
use crate::{
    engine::{Circuit, Key, Process},
    exact::{Lone, Obstacle, Setting, counted, exact, outages_that_reach_us, static_part},
    failover::Failback,
    law::Law,
    topology::{Architecture, SourceId, Start, Topology},
    units::HOURS_PER_YEAR,
};
use pairs::{Pairs, pairs};
use single::{Cost, Singles};

/// Pairs that make more than this share of the downtime leave too much to those who overlap three at once.
const MOST_OVERLAPPING: f64 = 0.02;

/// Purpose of all draws here.
const PURPOSE: u64 = 1 << 52;

/// A mean [h a year] and half of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mean {
    /// Expected hours a year.
    pub mean: f64,
    /// Half-width of the 95 % interval [h a year], an allowance for what is left out included.
    pub half: f64,
}

/// What is known of an architecture without a life.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstOrder {
    /// Time without service.
    pub downtime: Mean,
    /// Of it, while something was up to serve.
    pub failover: Mean,
    /// Requests lost while the service is up.
    pub lost_service: Mean,
    /// Data lost, in hours of writing a year.
    pub data: Mean,
    /// What the static part is down [h a year].
    pub fixed: f64,
    /// Per source whose outages cost more than in the static part, how much more [h a year].
    pub terms: Vec<(SourceId, f64)>,
}

/// Works it out; `precision` is the half-width of the mean's interval that is aimed at, as a share of the mean.
///
/// # Errors
///
/// What makes it impossible.
pub fn first_order(
    topology: &Topology,
    architecture: &Architecture,
    setting: &Setting,
    (seed, precision): (u64, f64),
) -> Result<FirstOrder, Obstacle> {
    obstacle(topology, architecture)?;
    let (static_topology, bare) = static_part(topology, architecture)?;
    let fixed = exact(&static_topology, &bare)?.unavailability * HOURS_PER_YEAR;
    let counted = counted(topology, architecture);
    let lone = Lone::new(topology, &counted, setting);
    let circuits = [
        Circuit::new(topology, &counted),
        Circuit::new(topology, &bare),
    ];
    let processes = Process::of_plan(topology);
    let happenings = Happenings::new(topology, &counted, &processes);
    let key = Key::of_life(seed, PURPOSE);
    let mut singles = Singles::new(&lone, &happenings, &circuits, key);
    let mut sum = Cost::default();
    let mut variance = Cost::default();
    let mut terms = Vec::new();
    let felt = counted.felt(&topology.sources);
    let mut busy = 0.0;
    for &source in &felt {
        let of = &topology.sources[source];
        let rate = outages_that_reach_us(of) * HOURS_PER_YEAR;
        if rate <= 0.0 {
            continue;
        }
        busy += outages_that_reach_us(of) * if of.is_shock { 0.0 } else { of.lasts.mean() };
        let (cost, error) = singles.of(source);
        let beyond = cost.downtime - cost.instant;
        terms.push((source, rate * beyond));
        let beyond = Cost {
            downtime: beyond,
            ..cost
        };
        sum = sum.plus(rate, &beyond);
        variance = variance.plus(rate * rate, &error);
    }
    let is_static = counted.groups.is_empty() && happenings.strikes.is_empty();
    let pairs = if is_static && counted.balance.is_none() && counted.parts.is_empty() {
        Pairs::default()
    } else {
        let aim = (key, precision, fixed + sum.downtime);
        pairs(
            topology,
            &felt,
            &happenings,
            &circuits,
            aim,
            lone.lost_at_rest(),
        )
    };
    let downtime = fixed + sum.downtime + pairs.sum.downtime;
    let most = pairs.sum.downtime.abs() + NORMAL_975 * pairs.variance.downtime.sqrt();
    if most > MOST_OVERLAPPING * downtime {
        return Err(Obstacle::MeetsOften {
            share: 100.0 * most / downtime,
        });
    }
    let base = lone.lost_at_rest() * HOURS_PER_YEAR;
    let mean = |of: fn(&Cost) -> f64, beside: f64| {
        let error = (of(&variance) + of(&pairs.variance)).max(0.0).sqrt();
        Mean {
            mean: beside + of(&sum) + of(&pairs.sum),
            half: NORMAL_975 * error + busy * of(&pairs.size),
        }
    };
    let failover = mean(|it| it.failover, 0.0);
    Ok(FirstOrder {
        downtime: mean(|it| it.downtime, fixed),
        failover,
        lost_service: mean(|it| it.lost_service, base),
        data: mean(|it| it.data, 0.0),
        fixed,
        terms,
    })
}

/// What stands in the way of a sum over single outages and pairs.
fn obstacle(topology: &Topology, architecture: &Architecture) -> Result<(), Obstacle> {
    if topology.start == Start::New {
        return Err(Obstacle::StartsNew);
    }
    for group in &architecture.groups {
        let group_name = group.name.clone();
        if !group.dormant.is_empty() {
            return Err(Obstacle::Sleeps { group: group_name });
        }
        if group.law.failback == Failback::Never {
            return Err(Obstacle::Stays { group: group_name });
        }
    }
    let felt = architecture.felt(&topology.sources);
    let sources = felt.iter().map(|id| &topology.sources[id]);
    if let Some(source) = sources.clone().find(|source| source.repair.is_some()) {
        return Err(Obstacle::Waits {
            source_name: source.name.clone(),
        });
    }
    let mut turns: BTreeMap<&str, Vec<(f64, f64, f64)>> = BTreeMap::new();
    for source in sources {
        if let Some(clock) = source.clock.as_ref().filter(|clock| clock.counted) {
            let from = clock.offset.rem_euclid(clock.every);
            let longest = match source.lasts.settled() {
                Law::Fixed(length) => length,
                _ => f64::INFINITY,
            };
            let turn = (from, longest, clock.every);
            turns.entry(&clock.name).or_default().push(turn);
        }
    }
    for (clock, mut turns) in turns {
        turns.sort_by(|one, other| one.0.total_cmp(&other.0));
        let next = turns.iter().skip(1).map(|turn| turn.0);
        let around = turns.first().map(|first| first.0 + first.2);
        let apart = |((from, length, _), next): (&(f64, f64, f64), f64)| from + length <= next;
        if turns.len() > 1 && !turns.iter().zip(next.chain(around)).all(apart) {
            return Err(Obstacle::Overlaps {
                clock: clock.to_owned(),
            });
        }
    }
    Ok(())
}
