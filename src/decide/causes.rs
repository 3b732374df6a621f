//! What an architecture's downtime is caused by, kind by kind, each with the cheapest thing in the plan against it.

use super::{kinds::of_a_kind, remedy::find};
use crate::{
    answer::{ArchitectureResult, Cause, KindOfCause},
    topology::Topology,
};

/// The causes by kind, those first that cost most, each with the cheapest remedy.
#[must_use]
pub fn causes_by_kind(
    topology: &Topology,
    architectures: &[ArchitectureResult],
    index: usize,
) -> Vec<KindOfCause> {
    let causes = &architectures[index].causes;
    let kinds = of_a_kind(causes.iter().map(|cause| (cause.kind.as_str(), cause)));
    let summed = kinds.into_iter().map(|(kind, sources)| {
        let sum = |of: fn(&Cause) -> f64| sources.iter().map(|it| of(it)).sum();
        KindOfCause {
            kind: kind.to_owned(),
            minutes_per_year: sum(|it| it.minutes_per_year),
            outage_minutes_per_year: 0.0,
            failover_minutes_per_year: sum(|it| it.failover_minutes_per_year),
            share: sum(|it| it.share),
            sources: sources.iter().map(|it| (*it).clone()).collect(),
            remedy: None,
            less_of_it_but_longer_down: None,
        }
    });
    let mut kinds: Vec<KindOfCause> = summed.collect();
    for kind in &mut kinds {
        let outage = kind.minutes_per_year - kind.failover_minutes_per_year;
        kind.outage_minutes_per_year = outage.max(0.0);
        let found = find(topology, architectures, index, kind);
        kind.remedy = found.remedy;
        kind.less_of_it_but_longer_down = found.less_but_longer;
    }
    kinds.sort_by(|one, other| {
        let minutes = other.minutes_per_year.total_cmp(&one.minutes_per_year);
        minutes.then_with(|| one.kind.cmp(&other.kind))
    });
    kinds
}
