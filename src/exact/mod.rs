//! Expected downtime without simulation: of a static structure of independent sources, and of anything at all whose laws
//! are exponential.
//!
//! A [`Topology`] and one of its [`Architecture`]s come in, an [`Exact`] answer or the [`Obstacle`] in its way goes
//! out. Static means: whether the service is up depends only on what is felt now, so neither failover groups nor
//! common-cause shocks that strike more than one source, nor repairs that wait for a crew, nor a start from new.
//!
//! ```text
//! Source ─► Block (felt sets, how often each begins) ─► Structure ─► Diagram, module by module ─► Exact
//!                                      or, where the past matters: ─► states, rates, stationary law ─┘
//! ```
//!
//! - In the steady state a source is down with probability E[L] / (E[X] + E[L]), whatever its laws (Barlow & Proschan,
//!   *Mathematical Theory of Reliability*, chapter 3). `source` splits that by what is felt: reach, mitigations.
//! - The structure function becomes a binary decision diagram (Bryant 1986; Rauzy, "New algorithms for fault trees
//!   analysis", *Reliability Engineering & System Safety* 40, 1993), cut into modules (Dutuit & Rauzy, "A linear-time
//!   algorithm to find modules of fault trees", *IEEE Trans. Reliability* 45, 1996). No cut sets are enumerated.
//! - Only probabilities of *down* are added up, all terms positive: an unavailability of 1e-12 is as exact, relatively,
//!   as one of 1e-2.
//! - How often the service goes down is Σ over sources and their changes of rate × P(the change takes it down)
//!   (Vesely, "A time-dependent methodology for fault tree evaluation", *Nuclear Engineering and Design* 13, 1970;
//!   Schneeweiss, "Computing failure frequency, MTBF & MTTR via mixed products of availabilities and unavailabilities",
//!   *IEEE Trans. Reliability* 30, 1981).
//! - Planned maintenance goes by the clock; all sources of one clock are one variable, see `maintenance`.
//!
//! Failover, crews and common cause make the future depend on more than what is felt. If all laws are exponential, or
//! delays of no time, `chain` generates the Markov chain of all states (the method of stages and states is as old as
//! the subject; Trivedi & Bobbio, *Reliability and Availability Engineering*, part III), merges states that differ only in
//! which of several alike replicas is down (Kemeny & Snell, *Finite Markov Chains*, section 6.3), and solves the
//! balance equations: small chains by elimination without subtraction (Grassmann, Taksar & Heyman 1985), whose relative
//! error is small entry by entry (O'Cinneide 1993); large ones by sweeps with aggregation and disaggregation on several
//! levels (Koury, McAllister & Stewart 1984; Horton & Leutenegger 1994), equally without subtraction. An iteration that
//! does not settle is an obstacle, never an answer.

mod alone;
mod causes;
mod chain;
mod charge;
mod diagram;
mod fault_tree;
mod hashing;
mod known;
mod lone;
mod lost;
mod merge;
mod modular;
mod obstacle;
mod relaxation;
mod renewable;
mod solve;
mod weakness;

pub use alone::alone;
pub use causes::{causes, causes_by_terms, static_charges};
pub use charge::{Blame, Causes, Charge};
pub use fault_tree::Courses;
pub use known::{Exact, Method};
pub use lone::{Cost, Lone, Settings};
pub use lost::with_losses;
pub use modular::{Over, Parts, Variants, modular};
pub use obstacle::Obstacle;
pub use relaxation::{Merging, relax, static_part, without_crews};
pub use renewable::Renewable;
pub use solve::Importance;
pub use solve::LikelySet;
pub use weakness::{CutSet, Liberty, Weaknesses, likeliest_cut_sets, weaknesses};

use crate::{
    topology::{Architecture, Start, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Mean time from a moment in the steady state until the first outage begins [h], where all laws are exponential and the
/// states are few; one that is in progress at that moment is not it.
#[must_use]
pub fn first_outage(topology: &Topology, architecture: &Architecture) -> Option<f64> {
    if topology.start == Start::New {
        return None;
    }
    let (topology, architecture) = alone::alone(topology, architecture);
    chain::first_outage(&topology, &architecture)
}

/// Computes what is known exactly of `architecture`, one of those of `topology` or what was believed of one.
///
/// # Errors
///
/// The first [`Obstacle`] found. Work is bounded by counting steps, never by a clock: the same plan gives the same
/// answer everywhere.
pub fn exact(topology: &Topology, architecture: &Architecture) -> Result<Exact, Obstacle> {
    if topology.start == Start::New {
        return Err(Obstacle::StartsNew);
    }
    let counted = architecture.counted(&topology.sources);
    let (bare, counted) = alone::alone(topology, &counted);
    let exact = exact_alone(&bare, &counted)?;
    let exact = Exact {
        lost_service_minutes: if architecture.loses_requests() {
            exact.lost_service_minutes
        } else {
            Some(0.0)
        },
        data_lost_minutes: if architecture.loses_data() {
            exact.data_lost_minutes
        } else {
            Some(0.0)
        },
        ..exact
    };
    if !architecture.has_uncounted_work(&topology.sources) {
        return Ok(exact);
    }
    // A structure with groups, say, has no answer here, even where the chain of the rest has one.
    let with_all = if architecture.groups.is_empty() {
        solve(topology, architecture).ok()
    } else {
        None
    };
    let planned = with_all.map(|all| (all.down - exact.unavailability).max(0.0));
    Ok(Exact {
        planned_minutes: planned.map(|share| share * HOURS_PER_YEAR * MINUTES_PER_HOUR),
        ..exact
    })
}

/// The same of an architecture that is [`alone`] and without planned work that does not count; not what is lost beside the downtime.
///
/// # Errors
///
/// The first [`Obstacle`] found.
pub fn exact_alone(topology: &Topology, architecture: &Architecture) -> Result<Exact, Obstacle> {
    match of_structure(topology, architecture) {
        Err(
            Obstacle::Failover { .. }
            | Obstacle::CommonCause { .. }
            | Obstacle::Waits { .. }
            | Obstacle::RepairNeeds { .. },
        ) => of_chain(topology, architecture),
        answer => answer,
    }
}

fn of_structure(topology: &Topology, architecture: &Architecture) -> Result<Exact, Obstacle> {
    if let Some(group) = architecture.groups.iter().next() {
        return Err(Obstacle::Failover {
            group: group.name.clone(),
        });
    }
    repairs_itself(topology, architecture)?;
    // It is by itself already.
    let service = solve::solve(&fault_tree::FaultTree::new(topology, architecture)?)?;
    Ok(Exact::new(
        Method::Diagram,
        service.down,
        service.falls,
        0.0,
    ))
}

/// Refuses repairs that go on only while something else is up.
fn repairs_itself(topology: &Topology, architecture: &Architecture) -> Result<(), Obstacle> {
    match architecture.repairs.first() {
        Some(needs) => Err(Obstacle::RepairNeeds {
            source_name: topology.sources[needs.source].name.clone(),
        }),
        None => Ok(()),
    }
}

fn of_chain(topology: &Topology, architecture: &Architecture) -> Result<Exact, Obstacle> {
    let service = chain::solve(topology, architecture)?;
    Ok(Exact::new(
        Method::Chain,
        service.down,
        Some(service.falls),
        service.failover,
    ))
}

fn solve(topology: &Topology, architecture: &Architecture) -> Result<solve::Measured, Obstacle> {
    let (topology, architecture) = alone::alone(topology, architecture);
    repairs_itself(&topology, &architecture)?;
    solve::solve(&fault_tree::FaultTree::new(&topology, &architecture)?)
}
