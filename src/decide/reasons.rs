//! What a step's saving rests on: kinds of source, and how well their rates are known.

use super::studied::Studied;
use crate::{answer::RestsOn, catalog::EvidenceKind, scope::Scope, topology::Aspect};

/// Kinds of source that a step's saving is reported to rest on.
const REASONS: usize = 5;
/// A kind with less than this share of a step's saving is no reason for it.
const LEAST_REASON: f64 = 0.05;

/// What a step saves, by kind of source.
pub(super) fn rests_on(studied: &Studied<'_>, from: usize, to: usize, saved: f64) -> Vec<RestsOn> {
    if saved <= 0.0 {
        return Vec::new();
    }
    let mut kinds: Vec<(&str, f64)> = Vec::new();
    for (index, sign) in [(from, 1.0), (to, -1.0)] {
        for cause in &studied.architectures[index].causes {
            match kinds.iter_mut().find(|(kind, _)| *kind == cause.kind) {
                Some((_, minutes)) => *minutes += sign * cause.minutes_per_year,
                None => kinds.push((&cause.kind, sign * cause.minutes_per_year)),
            }
        }
    }
    kinds.retain(|(_, minutes)| *minutes > 0.0 && *minutes >= LEAST_REASON * saved);
    kinds.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    kinds.truncate(REASONS);
    let reason = |(kind, minutes): (&str, f64)| {
        let felt = [from, to]
            .map(|index| studied.topology.architectures[index].felt(&studied.topology.sources));
        let mut felt = felt.iter().flatten();
        let source = felt.find_map(|id| {
            let source = &studied.topology.sources[id];
            (source.kind == kind).then_some(source)
        });
        let unknown = source.and_then(|source| {
            let all = source.unknowns.iter();
            let mut all = all.map(|id| &studied.topology.unknowns[id]);
            all.find(|unknown| unknown.aspect == Aspect::Rate)
        });
        RestsOn {
            kind: kind.to_owned(),
            minutes_per_year: minutes,
            share: minutes / saved,
            rate_spread: unknown
                .map(|unknown| unknown.quantile(0.95) / unknown.quantile(0.05))
                .filter(|spread| spread.is_finite()),
            is_own: source
                .is_some_and(|source| matches!(source.scope, Scope::Own | Scope::Service)),
            is_judgement: unknown
                .is_some_and(|it| EvidenceKind::of(&it.evidence) == EvidenceKind::Judgement),
        }
    };
    kinds.into_iter().map(reason).collect()
}
