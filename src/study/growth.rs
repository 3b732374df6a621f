//! What each cause makes of the expected downtime: what it makes as written, grown by how much more or less its outages cost on average.

use crate::{
    answer::ArchitectureResult,
    experiment::{Charge, TimesDown},
    topology::{Architecture, Aspect, Source, SourceId, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// What is known roughly is not taken to be further off than this factor.
const FAR: f64 = 2.0;

/// What one cause is charged with.
pub(super) struct Minutes<'a> {
    pub kind: String,
    /// Nothing where no source is to blame, as in moving back.
    pub source: Option<&'a Source>,
    /// Of the expected downtime, as written without scenarios [min a year].
    pub a_year: f64,
}

/// Splits a downtime among the causes of that as written, each grown as `growth` says. What that leaves goes to those of which it is least
/// known, in proportion to what they have grown to.
pub(super) fn split<'a>(
    result: &ArchitectureResult,
    sources: &[Option<(SourceId, &'a Source)>],
    downtime: f64,
    growth: impl Fn(SourceId, f64) -> Growth,
) -> Vec<Minutes<'a>> {
    let each = result.causes.iter().zip(sources);
    let grown = each.clone().map(|(cause, source)| {
        let growth = source.map_or(Growth::NONE, |(id, _)| growth(id, cause.minutes_per_year));
        let minutes = cause.minutes_per_year * growth.times.max(0.0);
        (minutes, growth.known)
    });
    let grown: Vec<(f64, Known)> = grown.collect();
    let sum = |known: Known| -> f64 {
        let those = grown.iter().filter(|it| it.1 == known);
        those.fold(0.0, |sum, it| sum + it.0)
    };
    let [sure, computed, rough] = [Known::Surely, Known::Computed, Known::Roughly].map(sum);
    let scale = |rest: f64, of: f64| Some(rest / of).filter(|it| of > 0.0 && *it > 0.0);
    let scales = scale(downtime - sure - computed, rough)
        .filter(|it| (1.0 / FAR..FAR).contains(it))
        .map(|it| [1.0, 1.0, it])
        .or_else(|| scale(downtime - sure, computed + rough).map(|it| [1.0, it, it]))
        .or_else(|| scale(downtime, sure + computed + rough).map(|it| [it; 3]))
        .unwrap_or_default();
    let each = each.zip(grown);
    let each = each.map(|((cause, source), (minutes, known))| Minutes {
        kind: cause.kind.clone(),
        source: source.map(|it| it.1),
        a_year: minutes * scales[known as usize],
    });
    each.collect()
}

/// How many times as much a cause makes on average over all that is believed as it does as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Growth {
    times: f64,
    known: Known,
}

/// How well that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing but how often and how long its source is down has a part in it.
    Surely,
    /// By what its outages cost, at a few lengths of theirs.
    Computed,
    /// Something is done against it, or it strikes a share of what stands there: what it costs is no multiple of its length.
    Roughly,
}

impl Growth {
    pub const NONE: Self = Self {
        times: 1.0,
        known: Known::Roughly,
    };
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

    /// That of one that makes so many minutes a year as written.
    pub fn of(
        &self,
        source: SourceId,
        minutes: f64,
        charges: &[Charge],
        times: &TimesDown,
    ) -> Growth {
        let is_rough = self.rough.contains(&source);
        let (times, known) = match self.points.contains(&source) && !is_rough {
            true => {
                let share = (minutes / (HOURS_PER_YEAR * MINUTES_PER_HOUR)).min(0.5);
                (times.of(source).down_of_all(share), Known::Surely)
            }
            false => (times_as_much(source, charges, times), Known::Computed),
        };
        let known = if is_rough { Known::Roughly } else { known };
        Growth { times, known }
    }
}

/// By what outages of a source cost where that is computed, else by how long it is down.
fn times_as_much(source: SourceId, charges: &[Charge], times: &TimesDown) -> f64 {
    let mut computed = charges.iter();
    let own = computed.find(|it| it.source == source && it.written.downtime > 0.0);
    own.map_or_else(
        || times.of(source).down(),
        |own| own.mean(times).downtime / own.written.downtime,
    )
}
