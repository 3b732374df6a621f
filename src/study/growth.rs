//! What each cause makes of the expected downtime: what it makes as written, grown by how much more or less its outages cost on average.

use crate::{
    answer::{ArchitectureResult, Cause},
    experiment::{Charge, TimesDown},
    topology::{Architecture, Aspect, Source, SourceId, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// What is known roughly is not taken to be further off than this factor.
const FAR: f64 = 10.0;

/// What one cause is charged with.
pub(super) struct Minutes<'a> {
    pub kind: String,
    /// Nothing where no source is to blame, as in moving back.
    pub source: Option<&'a Source>,
    /// Of the expected downtime, as written without scenarios [min a year].
    pub a_year: f64,
}

/// Splits a downtime among the causes of that as written, each grown as `growth` says. What that leaves goes to what is known roughly, in
/// proportion to what it has grown to.
pub(super) fn split<'a>(
    result: &ArchitectureResult,
    sources: &[Option<(SourceId, &'a Source)>],
    downtime: f64,
    growth: impl Fn(SourceId, &Cause) -> Growth,
) -> Vec<Minutes<'a>> {
    let each = result.causes.iter().zip(sources);
    let grown = each.clone().map(|(cause, source)| {
        let growth = source.map_or(Growth::NONE, |(id, _)| growth(id, cause));
        [growth.surely, growth.roughly].map(|it| cause.minutes_per_year * it.max(0.0))
    });
    let grown: Vec<[f64; 2]> = grown.collect();
    let [sure, rough] = [0, 1].map(|part| grown.iter().fold(0.0, |sum, it| sum + it[part]));
    let scale = |rest: f64, of: f64| Some(rest / of).filter(|it| of > 0.0 && *it > 0.0);
    let scales = scale(downtime - sure, rough)
        .filter(|it| (1.0 / FAR..FAR).contains(it))
        .map(|it| [1.0, it])
        .or_else(|| scale(downtime, sure + rough).map(|it| [it; 2]))
        .unwrap_or_default();
    let each = each.zip(grown);
    let each = each.map(|((cause, source), [sure, rough])| Minutes {
        kind: cause.kind.clone(),
        source: source.map(|it| it.1),
        a_year: sure * scales[0] + rough * scales[1],
    });
    each.collect()
}

/// How many times as much a cause makes on average over all that is believed as it does as written, in two parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Growth {
    /// What it makes of that surely: nothing but how often and how long its source is down has a part in it, or what its outages cost was found
    /// in each scenario.
    surely: f64,
    /// Roughly: it costs no multiple of its length, as something is done against it, it strikes a share of what stands there, or others
    /// must be down with it.
    roughly: f64,
}

impl Growth {
    pub const NONE: Self = Self::roughly(1.0);

    const fn surely(times: f64) -> Self {
        Self {
            surely: times,
            roughly: 0.0,
        }
    }

    const fn roughly(times: f64) -> Self {
        Self {
            surely: 0.0,
            roughly: times,
        }
    }
}

/// What the growth of the causes of one architecture is told by.
pub(super) struct Growths {
    /// Single points of failure.
    points: Vec<SourceId>,
    /// Sources against which something is done, and such as strike a share of what stands there, as of the hosts of a zone.
    rough: Vec<SourceId>,
}

impl Growths {
    pub fn new(topology: &Topology, architecture: &Architecture) -> Self {
        let strikes_a_share = |id: &SourceId| {
            let unknowns = &topology.sources[*id].unknowns;
            let mut unknowns = unknowns.iter().map(|&id| &topology.unknowns[id]);
            unknowns.any(|it| it.aspect == Aspect::Hits)
        };
        let helped = { architecture.links.iter() }.filter(|it| !it.mitigations.is_empty());
        let shares = architecture.felt(&topology.sources).into_iter();
        let shares = shares.filter(strikes_a_share);
        Self {
            points: architecture.single_points(&topology.sources),
            rough: helped.map(|link| link.source).chain(shares).collect(),
        }
    }

    /// That of what a source causes as written.
    pub fn of(
        &self,
        source: SourceId,
        cause: &Cause,
        charges: &[Charge],
        times: &TimesDown,
    ) -> Growth {
        if self.rough.contains(&source) {
            let found = times_as_much(source, cause, charges, times);
            return Growth::roughly(found.surely + found.roughly);
        }
        if self.points.contains(&source) {
            let share = (cause.minutes_per_year / (HOURS_PER_YEAR * MINUTES_PER_HOUR)).min(0.5);
            return Growth::surely(times.of(source).down_of_all(share));
        }
        times_as_much(source, cause, charges, times)
    }
}

/// By what outages of a source cost where that is computed. Else by how long it is down, and what of it is time of switching by how often it
/// fails: that ends with the switch, however long the outage.
fn times_as_much(source: SourceId, cause: &Cause, charges: &[Charge], times: &TimesDown) -> Growth {
    let own = charges.iter().filter(|it| it.source == source);
    let written: f64 = own.clone().map(|it| it.written.downtime).sum();
    if written <= 0.0 {
        let switching = cause.failover_minutes_per_year / cause.minutes_per_year;
        let switching = if switching > 0.0 {
            switching.min(1.0)
        } else {
            0.0
        };
        let times = times.of(source);
        let by_length = (1.0 - switching) * times.down();
        return Growth::roughly(by_length + switching * times.often());
    }
    let (found, others): (Vec<&Charge>, Vec<&Charge>) = own.partition(|it| it.found.is_some());
    let [surely, roughly] = [found, others].map(|charges| {
        let all: f64 = charges.into_iter().map(|it| it.downtime(times)).sum();
        all / written
    });
    Growth { surely, roughly }
}
