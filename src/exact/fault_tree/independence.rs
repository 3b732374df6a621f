//! Which sources are independent of each other in spite of common causes.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    exact::obstacle::Obstacle,
    law::Law,
    topology::{Architecture, Source, SourceId, Strike, Topology},
};

/// How many of the sources that are felt each striker strikes.
pub type Struck = BTreeMap<SourceId, usize>;

/// Counts what the links of an architecture feel.
pub fn struck(topology: &Topology, architecture: &Architecture) -> Struck {
    let felt: BTreeSet<SourceId> = architecture.links.iter().map(|link| link.source).collect();
    let mut struck = Struck::new();
    for source in felt {
        for strike in &topology.sources[source].struck_by {
            *struck.entry(strike.by).or_insert(0) += 1;
        }
    }
    struck
}

/// The source as one that is independent of all others: itself, or with the rate of a shock that strikes it alone.
pub fn independent<'a>(
    topology: &Topology,
    source: &'a Source,
    struck: &Struck,
) -> Result<Cow<'a, Source>, Obstacle> {
    match source.struck_by.as_slice() {
        [] => Ok(Cow::Borrowed(source)),
        [strike] => {
            let struck = struck.get(&strike.by).copied().unwrap_or(0);
            let shock = &topology.sources[strike.by];
            struck_alone(source, shock, *strike, struck).map(Cow::Owned)
        }
        [strike, ..] => Err(Obstacle::CommonCause {
            shock: topology.sources[strike.by].name.clone(),
        }),
    }
}

/// A source that is the only one its shock strikes is independent of all others: it fails at the sum of both rates, for
/// a shock that finds it down does nothing.
fn struck_alone(
    source: &Source,
    shock: &Source,
    strike: Strike,
    struck: usize,
) -> Result<Source, Obstacle> {
    let rate = |fails: &Option<Law>| match fails {
        None => Some(0.0),
        Some(Law::Exponential { mean }) => Some(1.0 / mean),
        Some(_) => None,
    };
    let wholly = source.reach >= 1.0 && shock.reach >= 1.0;
    match (rate(&source.fails), rate(&shock.fails)) {
        (Some(own), Some(shocks))
            if struck == 1 && wholly && shock.is_shock && source.clock.is_none() =>
        {
            Ok(Source {
                fails: (own + strike.chance * shocks > 0.0).then(|| Law::Exponential {
                    mean: 1.0 / (own + strike.chance * shocks),
                }),
                ..source.clone()
            })
        }
        _ => Err(Obstacle::CommonCause {
            shock: shock.name.clone(),
        }),
    }
}
