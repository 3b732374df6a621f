//! What the plan's own numbers rest on where they do not say for themselves: the plan's `evidence` for all of them. In comes a topology,
//! out goes the same with that evidence in its place.

use crate::catalog::{Evidence, EvidenceKind};
use crate::topology::{Origin, Topology};
use std::sync::Arc;

/// Lets every number that the plan gives without evidence rest on that of the plan as a whole.
pub(super) fn rest(topology: &mut Topology) {
    let ground = std::mem::take(&mut topology.evidence);
    if ground.is_empty() {
        return;
    }
    let of_plan = Origin::Plan.to_string();
    let sources = topology.sources.iter_mut();
    let written = sources.flat_map(|it| &mut it.provenance.numbers);
    let written = written.filter(|it| it.by == Origin::Plan);
    let unknowns = topology.unknowns.iter_mut();
    let unknowns = unknowns.filter(|it| it.origin == of_plan);
    let taken = topology.taken.iter_mut();
    let taken = taken.filter(|it| it.origin == of_plan);
    let each = written.map(|it| &mut it.evidence);
    let each = each.chain(unknowns.map(|it| &mut it.evidence));
    let each = each.chain(taken.map(|it| &mut it.evidence));
    for evidence in each {
        if evidence.first().is_none_or(is_bare) {
            let others = evidence.iter().skip(1);
            *evidence = ground.iter().chain(others).cloned().collect();
        }
        // What is said of it besides, by `complexity`, is the plan's too.
        for it in Arc::make_mut(evidence).iter_mut().filter(|it| is_bare(it)) {
            (it.kind, it.as_of) = (ground[0].kind, ground[0].as_of.clone());
        }
    }
    let mitigations = topology.mitigations.iter_mut().map(|it| &mut it.evidence);
    let groups = topology.architectures.iter_mut();
    let groups = groups.flat_map(|it| it.groups.iter_mut());
    let groups = groups.filter(|it| it.evidence.is_empty());
    for evidence in mitigations.chain(groups.map(|it| &mut it.own_evidence)) {
        if evidence.is_empty() {
            evidence.clone_from(&ground);
        }
    }
    topology.evidence = ground;
}

fn is_bare(evidence: &Evidence) -> bool {
    evidence.kind == EvidenceKind::Given
}
