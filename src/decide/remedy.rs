//! The cheapest thing in the plan against a kind of cause: another architecture, or the same one with a mitigation, that
//! has little of it and is down no longer in all.

use crate::{
    answer::{ArchitectureResult, KindOfCause, Remedy},
    topology::{Architecture, MitigationId, Topology},
};

/// What may be left of a kind of cause that counts as removed.
const REMOVED: f64 = 0.1;
/// What may be left of a cause that counts as reduced.
const RELIEVED: f64 = 0.5;

/// What there is against a kind of cause.
pub(super) struct Found {
    /// The cheapest remedy.
    pub remedy: Option<Remedy>,
    /// Without one, the cheapest architecture that has at most half of the kind but is down longer.
    pub less_but_longer: Option<String>,
}

/// Looks for what the plan has against a kind of cause of the architecture at `index`: the cheapest of those that leave
/// a tenth of it at most, else of those that leave half.
pub(super) fn find(
    topology: &Topology,
    architectures: &[ArchitectureResult],
    index: usize,
    kind: &KindOfCause,
) -> Found {
    let own = &architectures[index];
    let left = |other: &ArchitectureResult| -> f64 {
        let causes = other.causes.iter();
        let of_kind = causes.filter(|cause| cause.kind == kind.kind);
        of_kind.map(|cause| cause.minutes_per_year).sum()
    };
    // What was simulated without any downtime may have more than it shows.
    let believed = |other: &ArchitectureResult| !other.downtime.none_seen;
    let others = || {
        let others = architectures.iter().enumerate();
        others.filter(|(place, other)| *place != index && believed(other))
    };
    let cheapest = |most: f64, longer: bool| {
        others()
            .filter(|(_, other)| left(other) <= most * kind.minutes_per_year)
            .filter(|(_, other)| (other.downtime.mean > own.downtime.mean) == longer)
            .min_by(|(_, one), (_, other)| {
                let cost = one.cost.monthly.total_cmp(&other.cost.monthly);
                cost.then(one.downtime.mean.total_cmp(&other.downtime.mean))
            })
    };
    let Some((place, other)) = cheapest(REMOVED, false).or_else(|| cheapest(RELIEVED, false))
    else {
        return Found {
            remedy: None,
            less_but_longer: cheapest(RELIEVED, true).map(|(_, other)| other.name.clone()),
        };
    };
    let minutes = left(other);
    let takes_away = 1.0 - minutes / kind.minutes_per_year;
    let of = |place: usize| &topology.architectures[place];
    Found {
        remedy: Some(Remedy {
            architecture: other.name.clone(),
            mitigations: added_mitigations(topology, of(index), of(place)),
            minutes_per_year: minutes,
            takes_away,
            removes: takes_away >= 1.0 - REMOVED,
            cost_difference_monthly: other.cost.monthly - own.cost.monthly,
            downtime_mean: other.downtime.mean,
            downtime_difference: other.downtime.mean - own.downtime.mean,
        }),
        less_but_longer: None,
    }
}

/// The mitigations that `other` has and `own` lacks, where these are all the difference between the two.
fn added_mitigations(topology: &Topology, own: &Architecture, other: &Architecture) -> Vec<String> {
    let alike = own.leaves == other.leaves
        && own.nodes == other.nodes
        && own.groups == other.groups
        && own.links.len() == other.links.len()
        && own
            .links
            .iter()
            .zip(&other.links)
            .all(|(one, other)| (one.source, one.leaf) == (other.source, other.leaf));
    if !alike {
        return Vec::new();
    }
    let listed = |architecture: &Architecture| -> Vec<MitigationId> {
        let links = architecture.links.iter();
        let mut listed: Vec<MitigationId> =
            links.flat_map(|link| link.mitigations.clone()).collect();
        listed.sort_unstable();
        listed.dedup();
        listed
    };
    let (had, mut added) = (listed(own), listed(other));
    added.retain(|id| !had.contains(id));
    let names = added.iter();
    names
        .map(|id| topology.mitigations[id].name.clone())
        .collect()
}
