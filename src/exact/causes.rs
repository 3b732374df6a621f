//! What the downtime is caused by: one list of charges, whoever worked them out.
//!
//! By the definition (docs/model.md, "Cause") each moment of downtime is charged in equal shares to every down source whose
//! removal alone would restore the structure, and where there is none to the union of the minimal cut sets inside
//! the set of down sources. Of a static structure the diagram says how likely each such moment is, of a chain its states do.
//! Lives charge moment by moment. All hand on [`Causes`], and [`Causes::adding_up_to`] makes any of them those of a mean:
//! minutes that add up to it, shares that add up to 1.

use std::collections::BTreeMap;

use super::{
    Exact, Method, Obstacle, alone, chain, exact, fault_tree, relaxation::static_part, solve,
};
use crate::{
    answer::CausesBasis,
    law::Law,
    topology::{Architecture, SourceId, Topology},
};

/// Who is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// A source of the plan.
    Source(SourceId),
    /// Service is being moved back to a preferred member; no source is to blame.
    SwitchingBack,
}

/// What is charged to one source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// Who.
    pub blame: Blame,
    /// Minutes a year, failover minutes included.
    pub minutes: f64,
    /// Of these, minutes in which something was up to serve.
    pub failover_minutes: f64,
}

/// What the downtime of an architecture is caused by.
#[derive(Debug, Clone, PartialEq)]
pub struct Causes {
    /// How the split was found.
    pub basis: CausesBasis,
    /// Each source at most once, none for nothing, those first that cost most.
    pub charges: Vec<Charge>,
}

impl Causes {
    /// These charges, scaled so that they add up to a mean [min a year], and failover minutes to that of them which is
    /// `failover`, where it is known by itself: the one way from any split to causes. Of several charges to one source one
    /// is made; what is charged nothing, or no number, is left out.
    #[must_use]
    pub fn adding_up_to(
        mean: f64,
        failover: Option<f64>,
        basis: CausesBasis,
        charges: impl IntoIterator<Item = Charge>,
    ) -> Self {
        let mut merged: BTreeMap<Blame, Charge> = BTreeMap::new();
        let counts = |charge: &Charge| charge.minutes > 0.0 && charge.minutes.is_finite();
        for charge in charges.into_iter().filter(counts) {
            let sum = merged.entry(charge.blame).or_insert(Charge {
                minutes: 0.0,
                failover_minutes: 0.0,
                ..charge
            });
            sum.minutes += charge.minutes;
            sum.failover_minutes += charge.failover_minutes;
        }
        for charge in merged.values_mut() {
            charge.failover_minutes = charge.failover_minutes.clamp(0.0, charge.minutes);
        }
        let all: f64 = merged.values().map(|charge| charge.minutes).sum();
        let waiting: f64 = merged.values().map(|charge| charge.failover_minutes).sum();
        // Both parts by themselves, where there is something of both.
        let (of_waiting, of_rest) = match failover.map(|failover| failover.min(mean)) {
            Some(failover) if waiting > 0.0 && waiting < all => {
                (failover / waiting, (mean - failover) / (all - waiting))
            }
            _ => (mean / all, mean / all),
        };
        let mut charges: Vec<Charge> = merged
            .into_values()
            .map(|charge| {
                let failover_minutes = charge.failover_minutes * of_waiting;
                let rest = (charge.minutes - charge.failover_minutes) * of_rest;
                Charge {
                    minutes: failover_minutes + rest,
                    failover_minutes,
                    ..charge
                }
            })
            .filter(counts)
            .collect();
        charges.sort_by(|one, other| {
            let by_minutes = other.minutes.total_cmp(&one.minutes);
            by_minutes.then_with(|| one.blame.cmp(&other.blame))
        });
        Self { basis, charges }
    }

    /// Of the downtime, minutes a year in which something was up to serve.
    #[must_use]
    pub fn failover_minutes(&self) -> f64 {
        let failover = self.charges.iter().map(|charge| charge.failover_minutes);
        failover.sum()
    }
}

/// What the downtime of an architecture is caused by, whose mean is `exact`. `None` where no states can be told apart.
#[must_use]
pub fn causes(topology: &Topology, architecture: &Architecture, exact: &Exact) -> Option<Causes> {
    let architecture = match exact.method {
        Method::Diagram => &fault_tree::counted(topology, architecture),
        Method::Chain => architecture,
    };
    let in_plan = architecture.felt(&topology.sources);
    let (topology, architecture) = &alone::alone(topology, architecture);
    let (basis, charges) = match exact.method {
        Method::Diagram => of_structure(topology, architecture).ok()?,
        Method::Chain => of_chain(topology, architecture).ok()?,
    };
    let charges = charges.into_iter().map(|charge| Charge {
        blame: match charge.blame {
            Blame::Source(source) => Blame::Source(in_plan[source.index()]),
            Blame::SwitchingBack => Blame::SwitchingBack,
        },
        ..charge
    });
    let (mean, failover) = (exact.downtime_minutes, exact.failover_minutes);
    Some(Causes::adding_up_to(mean, Some(failover), basis, charges))
}

/// The same of an architecture whose mean was worked out outage by outage: the charges of its static part, and beside them
/// `terms`, per source the minutes a year that its outages cost beyond that, all of them waiting for failovers. Mean and
/// failover minutes are those that they are to add up to.
#[must_use]
pub fn causes_by_terms(
    topology: &Topology,
    architecture: &Architecture,
    terms: impl IntoIterator<Item = (SourceId, f64)>,
    (mean, failover): (f64, f64),
) -> Option<Causes> {
    let (bare, fixed) = static_part(topology, architecture).ok()?;
    let known = exact(&bare, &fixed).ok()?;
    let fixed = causes(&bare, &fixed, &known)?.charges.into_iter();
    let fixed = fixed.flat_map(|charge| shared_with_strikers(topology, charge));
    let terms = terms.into_iter().map(|(source, minutes)| Charge {
        blame: Blame::Source(source),
        minutes,
        failover_minutes: minutes,
    });
    let charges: Vec<Charge> = fixed.chain(terms).collect();
    Some(Causes::adding_up_to(
        mean,
        Some(failover),
        CausesBasis::FirstOrder,
        charges,
    ))
}

/// A split and how it was found; the minutes are shares of the time.
type Split = Result<(CausesBasis, Vec<Charge>), Obstacle>;

fn of_structure(topology: &Topology, architecture: &Architecture) -> Split {
    let split = solve::split(&fault_tree::FaultTree::new(topology, architecture)?);
    let charges = split.charges.into_iter().map(|(source, share)| Charge {
        blame: Blame::Source(source),
        minutes: share,
        failover_minutes: 0.0,
    });
    let basis = if split.is_exact {
        CausesBasis::Exact
    } else {
        CausesBasis::Likeliest
    };
    let charges = charges.flat_map(|charge| shared_with_strikers(topology, charge));
    Ok((basis, charges.collect()))
}

/// Where states that remember who struck are too many, what is struck is charged to it and its strikers by their rates.
fn of_chain(topology: &Topology, architecture: &Architecture) -> Split {
    if let Ok(charges) = chain::charges(topology, architecture, true) {
        return Ok((CausesBasis::Exact, charges));
    }
    let charges = chain::charges(topology, architecture, false)?.into_iter();
    let charges = charges.flat_map(|charge| shared_with_strikers(topology, charge));
    Ok((CausesBasis::Likeliest, charges.collect()))
}

/// A charge to a source, shared with what strikes it in the ratio of the rates: for one shock that strikes it alone that
/// is exact, for both begin by chance while it is up, and whose an outage is says nothing of its length.
fn shared_with_strikers(topology: &Topology, charge: Charge) -> Vec<Charge> {
    let Blame::Source(id) = charge.blame else {
        return vec![charge];
    };
    let source = &topology.sources[id];
    let rate = |fails: &Option<Law>| fails.as_ref().map_or(0.0, |law| 1.0 / law.mean());
    let strikes = source.struck_by.iter();
    let strikers = strikes.map(|strike| {
        let striker = &topology.sources[strike.by];
        (strike.by, strike.chance * rate(&striker.fails))
    });
    let parts: Vec<(SourceId, f64)> = strikers.chain([(id, rate(&source.fails))]).collect();
    let all: f64 = parts.iter().map(|part| part.1).sum();
    // What goes by the clock has no rate.
    if parts.len() == 1 || all <= 0.0 {
        return vec![charge];
    }
    let part = |(id, rate): (SourceId, f64)| Charge {
        blame: Blame::Source(id),
        minutes: charge.minutes * (rate / all),
        failover_minutes: charge.failover_minutes * (rate / all),
    };
    parts.into_iter().map(part).collect()
}
