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
mod overlap;
mod pairs;
mod rescaled;
mod single;
mod sums;

use super::options::NORMAL_975;
use crate::{
    engine::{Key, Processes},
    exact::{Causes, Lone, Obstacle, Settings, causes_by_terms},
    topology::{Architecture, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};
use design::Design;
use pairs::{Aim, pairs};
use single::Cost;
use sums::sums;

pub use sums::Term;

pub use rescaled::{Apart, Rescaled};

/// Pairs that make more than this share of the downtime leave too much to those who overlap three at once.
const MOST_OVERLAPPING: f64 = 0.02;

/// What integrals over laws of delays may be off, as a share of what failovers cost: twice what was measured against laws cut
/// four times as fine.
const QUADRATURE: f64 = 4e-5;
/// Draws of a single outage that cannot be computed.
const DRAWS: u64 = 8192;
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
    /// Per source whose outages cost more than in the static part, how much more.
    pub terms: Vec<Term>,
}

impl FirstOrder {
    /// Time without service, requests lost beside it, and data [h a year].
    #[must_use]
    pub fn all(&self) -> [f64; 3] {
        [&self.downtime, &self.lost_service, &self.data].map(|it| it.mean)
    }

    /// Adds to what outages cost apart what those that overlap add: as much as with the plan's numbers, where it is `apart` without them,
    /// times the square of how many `times` as long it is down, as two at once are that many times as frequent [h a year].
    #[must_use]
    pub fn with_overlaps(&self, apart: [f64; 3], mut hours: [f64; 3], times: f64) -> [f64; 3] {
        let planned = self.all().into_iter().zip(apart);
        for (hours, (planned, apart)) in hours.iter_mut().zip(planned) {
            *hours += (planned - apart) * times * times;
        }
        hours
    }

    /// What the downtime of `architecture`, of which this is known, is caused by; minutes add up to `mean` [min a year]. `None` where that
    /// cannot be told apart.
    #[must_use]
    pub fn causes(
        &self,
        topology: &Topology,
        architecture: &Architecture,
        mean: f64,
    ) -> Option<Causes> {
        let minutes = |hours: f64| hours * MINUTES_PER_HOUR;
        let terms = self.terms.iter();
        let terms =
            terms.map(|&(source, [down, failover, ..])| (source, [down, failover].map(minutes)));
        let failover = minutes(self.failover.mean);
        causes_by_terms(topology, architecture, terms, (mean, failover))
    }
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
    first_order_among(
        &Settings::default(),
        (topology, architecture),
        (seed, precision),
    )
}

/// The same of one of many that may have the same laws.
///
/// # Errors
///
/// What makes it impossible.
pub fn first_order_among(
    settings: &Settings,
    (topology, architecture): (&Topology, &Architecture),
    (seed, precision): (u64, f64),
) -> Result<FirstOrder, Obstacle> {
    let processes = Processes::new(topology);
    let counted = architecture.counted(&topology.sources).into_owned();
    let design = Design::new(topology, &counted, &processes)?;
    let key = Key::of_life(seed, PURPOSE);
    let lone = Lone::among(settings, topology, &counted);
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
