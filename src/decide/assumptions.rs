//! The numbers that all results rest on, in the units in which they are reported.

use crate::{
    answer::{AssumptionResult, EvidenceResult},
    catalog::{Evidence, EvidenceKind, in_a_line, newest},
    failover::Number,
    topology::{Aspect, Topology},
    units::MINUTES_PER_HOUR,
};

/// Every number that the results rest on: those with a range first, then those taken as known.
#[must_use]
pub fn assumptions(topology: &Topology) -> Vec<AssumptionResult> {
    let unknown = topology.unknowns.iter().map(|it| {
        let (low, high) = it.belief.ends();
        AssumptionResult {
            name: it.name.clone(),
            aspect: name(it.aspect),
            unit: unit(it.aspect),
            value: reported(it.aspect, it.value),
            low: Some(reported(it.aspect, low)),
            high: Some(reported(it.aspect, high)),
            origin: it.origin.clone(),
            kind: EvidenceKind::of(&it.evidence).name(),
            evidence: in_a_line(&it.evidence),
            as_of: newest(&it.evidence).to_owned(),
            sources: sources(&it.evidence),
        }
    });
    let taken = topology.taken.iter().map(|it| AssumptionResult {
        name: it.name.clone(),
        aspect: name(it.aspect),
        unit: unit(it.aspect),
        value: reported(it.aspect, it.value),
        low: None,
        high: None,
        origin: it.origin.clone(),
        kind: EvidenceKind::of(&it.evidence).name(),
        evidence: in_a_line(&it.evidence),
        as_of: newest(&it.evidence).to_owned(),
        sources: sources(&it.evidence),
    });
    unknown.chain(taken).collect()
}

/// What a number rests on, as the results have it.
fn sources(evidence: &[Evidence]) -> Vec<EvidenceResult> {
    let each = evidence.iter().map(|it| EvidenceResult {
        kind: it.kind.name(),
        source: it.source.clone(),
        as_of: it.as_of.clone(),
        says: it.says.clone(),
    });
    each.collect()
}

/// What an aspect is called in the results.
pub(super) fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Rate => "rate",
        Aspect::Length => "length",
        Aspect::Reach => "reach",
        Aspect::Hits => "hits",
        Aspect::Complexity => "complexity",
        Aspect::Drift => "drift",
        Aspect::Move(number) => match number {
            Number::FailbackAfter => "failback_after",
            Number::FailbackLoss => "failback_loss",
            Number::BotchedShare => "botched_share",
            Number::BotchedLasts => "botched_lasts",
            _ => number.key().1,
        },
    }
}

/// The unit in which the results report it.
pub(super) fn unit(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Rate => "events/year",
        Aspect::Complexity | Aspect::Drift => "factor",
        _ if aspect.is_time() => "minutes",
        _ => "share",
    }
}

/// A number in that unit.
pub(super) fn reported(aspect: Aspect, value: f64) -> f64 {
    match aspect.is_time() {
        true => value * MINUTES_PER_HOUR,
        false => value,
    }
}
