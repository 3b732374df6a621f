//! What only the plan says and of which nothing else in the results tells where it is from: what costs nothing, discounts, shares of
//! requests and of the load.

use super::names::note as add;
use crate::{
    answer::Note,
    catalog::EvidenceKind,
    topology::{Quote, Topology},
};

/// All of it.
pub(super) fn note(topology: &Topology) -> Option<Note> {
    let (mut free, mut more) = (Vec::new(), Vec::new());
    for architecture in &topology.architectures {
        let bought = &architecture.purchases;
        let is_free = |quote: &Option<Quote>| matches!(quote, Some(Quote::Free));
        let things = bought.components.iter().filter(|it| is_free(&it.quote));
        things.for_each(|it| add(&mut free, &it.component));
        let flows = bought.flows.iter().filter(|it| is_free(&it.quote));
        flows.for_each(|it| add(&mut free, it.way.in_words()));
        if !bought.discounts.is_empty() {
            add(&mut more, "discounts");
        }
        if !architecture.classes.is_empty() {
            add(&mut more, "shares of requests");
        }
        if architecture.parts.iter().any(|it| !it.loads.is_empty()) {
            add(&mut more, "what share of the load a replica carries");
        }
    }
    (!free.is_empty() || !more.is_empty()).then(|| Note::OfThePlan {
        free,
        more,
        evidence: EvidenceKind::of(&topology.evidence).name(),
    })
}
