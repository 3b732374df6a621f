//! What may happen in a real service, and of which a plan says nothing: it never happens in the model, or happens just so often.

use super::{borrowed::felt, names::note};
use crate::{
    answer::{Mitigated, Never, Note},
    catalog::EvidenceKind,
    failover::Number,
    scope::Scope,
    topology::{
        Architecture, Group, Origin, Source, Topology,
        provenance::{FAILS, SPREADS_TO},
    },
};

/// Outages of a place that last so long on average are those of a place that is lost [h].
const LOST: f64 = 7.0 * 24.0;

/// What never happens, and what is taken as certain beside the numbers that have a key for it.
pub(super) fn notes(topology: &Topology) -> Vec<Note> {
    let each = [
        partly_ranged(topology),
        mitigations(topology),
        drains(topology),
        shared(topology),
        said_never_to_fail(topology),
        never(topology),
    ];
    each.into_iter().flatten().collect()
}

/// The numbers of switches that have no range where others of the same switch have one.
fn partly_ranged(topology: &Topology) -> Option<Note> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for group in groups(topology).filter(|it| !it.unknowns.is_empty()) {
        let name = group.component();
        let place = found.iter().position(|it| it.0 == name);
        let place = place.unwrap_or_else(|| {
            found.push((name.to_owned(), Vec::new()));
            found.len() - 1
        });
        let keys = group.without_range(&topology.unknowns).map(written);
        keys.for_each(|key| note(&mut found[place].1, &key));
    }
    found.retain(|it| !it.1.is_empty());
    (!found.is_empty()).then_some(Note::PartlyRanged { switches: found })
}

/// As a plan writes it: `decide`, `after` of `failback`.
fn written(number: Number) -> String {
    match number.key() {
        (None, key) => format!("`{key}`"),
        (Some(map), key) => format!("`{key}` of `{map}`"),
    }
}

/// The mitigations that a design has.
fn mitigations(topology: &Topology) -> Option<Note> {
    let each = topology.mitigations.ids().map(|id| {
        let mitigation = &topology.mitigations[id];
        let has = |it: &&Architecture| it.links.iter().any(|link| link.mitigations.contains(&id));
        let architectures = topology.architectures.iter().filter(has);
        Mitigated {
            mitigation: mitigation.name.clone(),
            works: mitigation.works,
            evidence: EvidenceKind::of(&mitigation.evidence).name(),
            architectures: architectures.map(|it| it.name.clone()).collect(),
        }
    });
    let each: Vec<Mitigated> = each.filter(|it| !it.architectures.is_empty()).collect();
    (!each.is_empty()).then_some(Note::Mitigations { each })
}

/// The designs in which a lost site goes on getting requests for a while.
fn drains(topology: &Topology) -> Option<Note> {
    let drains = |it: &&Architecture| { it.balance.iter() }.any(|it| it.drain.mean() > 0.0);
    let those = topology.architectures.iter().filter(drains);
    let architectures: Vec<String> = those.map(|it| it.name.clone()).collect();
    (!architectures.is_empty()).then(|| Note::Drains {
        architectures,
        evidence: EvidenceKind::of(&topology.evidence).name(),
    })
}

/// The kinds of failure of which a share strikes several replicas at once, and those that take something else down.
fn shared(topology: &Topology) -> Option<Note> {
    let kinds = |which: &dyn Fn(&Source) -> bool| {
        let mut kinds: Vec<String> = Vec::new();
        let those = topology.sources.iter().filter(|it| which(it));
        those.for_each(|it| note(&mut kinds, &it.kind));
        kinds
    };
    let strikes = kinds(&|it| it.provenance.common_cause.is_some() && !it.is_shock);
    let spread = kinds(&|it| it.provenance.of(SPREADS_TO).is_some());
    (!strikes.is_empty() || !spread.is_empty()).then_some(Note::SharedFailures {
        kinds: strikes,
        spread,
    })
}

/// The groups of all designs.
fn groups(topology: &Topology) -> impl Iterator<Item = &Group> {
    topology.architectures.iter().flat_map(|it| &it.groups)
}

/// What some design stands on and the plan says never fails, by name.
fn said_never_to_fail(topology: &Topology) -> Option<Note> {
    let is_so = |source: &&Source| {
        let by_plan = source.provenance.of(FAILS);
        let by_plan = by_plan.is_some_and(|it| it.by == Origin::Plan);
        by_plan && !source.begins_outages() && source.struck_by.is_empty()
    };
    let all = felt(topology).into_iter().map(|id| &topology.sources[id]);
    let mut sources = Vec::new();
    let those = all.filter(is_so);
    those.for_each(|source| note(&mut sources, &source.name));
    (!sources.is_empty()).then_some(Note::SaidNeverToFail { sources })
}

/// What never happens here.
fn never(topology: &Topology) -> Option<Note> {
    let switches = groups(topology).next().is_some();
    let is_lost = |it: &Source| it.scope != Scope::Own && it.lasts.mean() >= LOST;
    let each = [
        (
            topology.sources.iter().all(|it| it.clock.is_none()),
            Never::PlannedWork,
        ),
        (
            switches && groups(topology).all(|it| it.law.botched.is_none()),
            Never::HarmfulSwitch,
        ),
        (
            switches && groups(topology).all(|it| it.law.no_capacity <= 0.0),
            Never::NoRoom,
        ),
        (!topology.sources.iter().any(is_lost), Never::LostPlace),
    ];
    let each = each.into_iter().filter(|it| it.0);
    let what: Vec<Never> = each.map(|it| it.1).collect();
    (!what.is_empty()).then_some(Note::NeverHappens { what })
}
