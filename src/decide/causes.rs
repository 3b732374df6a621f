//! What an architecture's downtime is caused by, kind by kind, each with the cheapest thing in the plan against it.

use super::remedy::find;
use crate::{
    answer::{ArchitectureResult, KindOfCause},
    topology::Topology,
};

/// The causes by kind, those first that cost most, each with the cheapest remedy.
#[must_use]
pub fn causes_by_kind(
    topology: &Topology,
    architectures: &[ArchitectureResult],
    index: usize,
) -> Vec<KindOfCause> {
    let mut kinds: Vec<KindOfCause> = Vec::new();
    for cause in &architectures[index].causes {
        let place = kinds.iter().position(|kind| kind.kind == cause.kind);
        let place = place.unwrap_or_else(|| {
            kinds.push(KindOfCause {
                kind: cause.kind.clone(),
                minutes_per_year: 0.0,
                outage_minutes_per_year: 0.0,
                failover_minutes_per_year: 0.0,
                share: 0.0,
                sources: Vec::new(),
                remedy: None,
                less_of_it_but_longer_down: None,
            });
            kinds.len() - 1
        });
        let kind = &mut kinds[place];
        kind.minutes_per_year += cause.minutes_per_year;
        kind.failover_minutes_per_year += cause.failover_minutes_per_year;
        kind.share += cause.share;
        kind.sources.push(cause.clone());
    }
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
