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

mod design;
mod obstacle;
mod pairs;
mod single;
mod sums;

use super::{losses::Losses, options::NORMAL_975};
use crate::{
    engine::{Key, Process},
    exact::{Lone, Obstacle},
    topology::{Architecture, SourceId, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};
use design::Design;
use pairs::{Aim, pairs};
use single::Cost;
use sums::sums;

/// Pairs that make more than this share of the downtime leave too much to those who overlap three at once.
const MOST_OVERLAPPING: f64 = 0.02;

/// What integrals over laws of delays may be off, as a share of what failovers cost: twice what was measured against laws cut
/// four times as fine.
const QUADRATURE: f64 = 4e-5;
/// Draws of a single outage that cannot be computed, and in a scenario.
const DRAWS: u64 = 8192;
const SCENARIO_DRAWS: u64 = 512;
/// More are drawn, up to so many, until their interval is this part of the one that is aimed at.
const MOST_DRAWS: u64 = DRAWS << 6;
const PART: f64 = 0.3;
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

impl Mean {
    /// Whether the interval is as narrow as this share of the mean.
    #[must_use]
    pub fn is_within(&self, share: f64) -> bool {
        self.half <= share * self.mean
    }
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
    /// Outages that begin in a year; `None` where how often the static part goes down is not known.
    pub outages: Option<Mean>,
    /// What the static part is down [h a year].
    pub fixed: f64,
    /// Per source whose outages cost more than in the static part, how much more [h a year], and of it what passes while something
    /// is up to serve.
    pub terms: Vec<(SourceId, [f64; 2])>,
}

/// Works it out; `precision` is the half-width of the mean's interval that is aimed at, as a share of the mean.
///
/// # Errors
///
/// What makes it impossible.
pub fn first_order(
    topology: &Topology,
    architecture: &Architecture,
    (seed, precision): (u64, f64),
) -> Result<FirstOrder, Obstacle> {
    let processes = Process::of_plan(topology);
    let counted = architecture.counted(&topology.sources).into_owned();
    let design = Design::new(topology, &counted, &processes)?;
    let key = Key::of_life(seed, PURPOSE);
    let lone = Lone::new(topology, &counted);
    let mut draws = DRAWS;
    let sums = loop {
        let sums = sums(&design, &lone, (key, draws));
        let half = NORMAL_975 * sums.variance.downtime.max(0.0).sqrt();
        if half <= PART * precision * (sums.fixed + sums.all.downtime) || draws >= MOST_DRAWS {
            break sums;
        }
        draws *= 4;
    };
    let rest = sums.fixed + sums.all.downtime;
    let aim = Aim {
        half: precision * rest,
        rest,
        most: MOST_OVERLAPPING,
    };
    let pairs = pairs(&design, (key, &aim), lone.lost_at_rest());
    let downtime = rest + pairs.sum.downtime;
    let most = pairs.sum.downtime.abs() + NORMAL_975 * pairs.variance.downtime.max(0.0).sqrt();
    if most > MOST_OVERLAPPING * downtime {
        return Err(Obstacle::MeetsOften {
            share: 100.0 * most / downtime,
        });
    }
    let base = lone.lost_at_rest() * HOURS_PER_YEAR;
    // Three at once are as rare beside two as two are beside one.
    let mean = |of: fn(&Cost) -> f64, beside: f64| {
        let error = (of(&sums.variance) + of(&pairs.variance)).max(0.0).sqrt();
        Mean {
            mean: (beside + of(&sums.all) + of(&pairs.sum)).max(0.0),
            half: NORMAL_975 * error
                + sums.busy * of(&pairs.size)
                + QUADRATURE * of(&sums.all).abs(),
        }
    };
    let mut downtime = mean(|it| it.downtime, sums.fixed);
    downtime.half += sums.unseen + pairs.unseen;
    Ok(FirstOrder {
        downtime,
        failover: mean(|it| it.failover, 0.0),
        lost_service: mean(|it| it.lost_service, base),
        data: mean(|it| it.data, 0.0),
        outages: sums.falls.map(|falls| mean(|it| it.outages, falls)),
        fixed: sums.fixed,
        terms: sums.terms,
    })
}

/// An architecture whose losses are worked out anew with other numbers.
#[derive(Debug)]
pub struct Rescaled<'a> {
    planned: &'a FirstOrder,
    counted: &'a Architecture,
    lone: Lone<'a>,
    seed: u64,
    /// What outages by themselves cost with the plan's numbers [h a year].
    own: [f64; 3],
}

impl<'a> Rescaled<'a> {
    /// Of an architecture without maintenance that does not count, whose losses with the plan's numbers are known.
    pub fn new(
        topology: &'a Topology,
        counted: &'a Architecture,
        planned: &'a FirstOrder,
        seed: u64,
    ) -> Self {
        let mut rescaled = Self {
            planned,
            counted,
            lone: Lone::new(topology, counted),
            seed,
            own: [0.0; 3],
        };
        let own = rescaled.single(topology, &Process::of_plan(topology));
        rescaled.own = own.unwrap_or_else(|| {
            let terms = planned.terms.iter().map(|term| term.1[0]).sum::<f64>();
            [planned.fixed + terms, 0.0, 0.0]
        });
        rescaled
    }

    /// Its expected losses in a scenario; pairs, a small part, are taken to grow as the square of the rest. `None` where they
    /// cannot be worked out.
    pub fn in_scenario(&self, scenario: &Topology, processes: &[Process]) -> Option<Losses> {
        let single = self.single(scenario, processes)?;
        let FirstOrder {
            downtime,
            lost_service,
            data,
            ..
        } = self.planned;
        let planned = [downtime, lost_service, data].map(|it| it.mean);
        let times = if self.own[0] > 0.0 {
            single[0] / self.own[0]
        } else {
            1.0
        };
        let mut hours = [0.0; 3];
        for (index, hours) in hours.iter_mut().enumerate() {
            *hours = single[index] + (planned[index] - self.own[index]) * times * times;
        }
        let [downtime, lost_service, data_lost] = hours.map(|hours| hours * MINUTES_PER_HOUR);
        let losses = Losses {
            downtime,
            lost_service,
            data_lost,
        };
        Some(losses.within(HOURS_PER_YEAR * MINUTES_PER_HOUR))
    }

    /// What outages by themselves cost [h a year]: downtime with the static part, lost service, lost data.
    fn single(&self, scenario: &Topology, processes: &[Process]) -> Option<[f64; 3]> {
        let design = Design::new(scenario, self.counted, processes).ok()?;
        let lone = self.lone.in_scenario(scenario);
        let key = Key::of_life(self.seed, PURPOSE);
        let sums = sums(&design, &lone, (key, SCENARIO_DRAWS));
        let at_rest = lone.lost_at_rest() * HOURS_PER_YEAR;
        Some([
            sums.fixed + sums.all.downtime,
            at_rest + sums.all.lost_service,
            sums.all.data,
        ])
    }
}
