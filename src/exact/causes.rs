//! What the downtime is caused by, where the mean is computed.
//!
//! By the definition (docs/model.md, "Cause") each moment of downtime is charged in equal shares to every down source whose
//! removal alone would restore the structure, and where there is none to the union of the minimal cut sets inside
//! the set of down sources. Of a static structure the diagram says how likely each such moment is, of a chain its states do.
//! An architecture and its exact answer come in, [`Causes`] that add up to it go out.

use super::{
    Exact, Method, Obstacle, Renewable, alone, chain,
    charge::{Blame, Causes, Charge},
    fault_tree,
    relaxation::static_part,
    solve,
};
use crate::{
    answer::CausesBasis,
    law::Law,
    topology::{Architecture, SourceId, Topology},
};

/// What the downtime of an architecture is caused by, whose mean is `exact`. `None` where no states can be told apart.
#[must_use]
pub fn causes(topology: &Topology, architecture: &Architecture, exact: &Exact) -> Option<Causes> {
    let architecture = &architecture.counted(&topology.sources);
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
/// `terms`, per source the minutes a year that its outages cost beyond that, and of these failover minutes. Mean and
/// failover minutes are those that they are to add up to.
#[must_use]
pub fn causes_by_terms(
    topology: &Topology,
    architecture: &Architecture,
    terms: impl IntoIterator<Item = (SourceId, [f64; 2])>,
    (mean, failover): (f64, f64),
) -> Option<Causes> {
    let (bare, fixed) = static_part(topology, architecture).ok()?;
    let mut answer = Renewable::new(&bare, &fixed).ok()?;
    let fixed = static_charges(topology, &bare, &mut answer)?;
    let terms = terms
        .into_iter()
        .map(|(source, [minutes, failover_minutes])| Charge {
            blame: Blame::Source(source),
            minutes,
            failover_minutes,
        });
    let charges: Vec<Charge> = fixed.into_iter().chain(terms).collect();
    Some(Causes::adding_up_to(
        mean,
        Some(failover),
        CausesBasis::FirstOrder,
        charges,
    ))
}

/// What the static part of an architecture is charged with; `bare` is the topology of that part, `answer` its answer, in whatever state.
#[must_use]
pub fn static_charges(
    topology: &Topology,
    bare: &Topology,
    answer: &mut Renewable<'_>,
) -> Option<Vec<Charge>> {
    let (exact, split) = answer.split(bare).ok()?;
    let (basis, charges) = of_sources(split);
    let causes = Causes::adding_up_to(exact.downtime_minutes, Some(0.0), basis, charges);
    let shared = causes.charges.into_iter();
    let shared = shared.flat_map(|charge| shared_with_strikers(topology, charge));
    Some(shared.collect())
}

/// Charges and how they were found; the minutes are shares of the time.
type Shares = (CausesBasis, Vec<Charge>);

fn of_structure(topology: &Topology, architecture: &Architecture) -> Result<Shares, Obstacle> {
    let split = solve::split(&fault_tree::FaultTree::new(topology, architecture)?);
    let (basis, charges) = of_sources(split);
    let charges = charges.into_iter();
    let charges = charges.flat_map(|charge| shared_with_strikers(topology, charge));
    Ok((basis, charges.collect()))
}

fn of_sources(split: solve::Split) -> Shares {
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
    (basis, charges.collect())
}

/// Where states that remember who struck are too many, what is struck is charged to it and its strikers by their rates.
fn of_chain(topology: &Topology, architecture: &Architecture) -> Result<Shares, Obstacle> {
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
