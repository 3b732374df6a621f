//! Which rates are another provider's: what they rest on speaks of others, and not of the provider whose thing it is.

use crate::{
    answer::BorrowedResult,
    catalog::{Catalog, Evidence, Provider},
    place::Domain,
    topology::{Aspect, Source, Topology},
};

/// The rates of the plan's sources that were counted at other providers only, by whose they are and whose they were.
pub(super) fn borrowed(topology: &Topology, catalog: &Catalog) -> Vec<BorrowedResult> {
    let mut found: Vec<BorrowedResult> = Vec::new();
    let felt = topology.architectures.iter();
    let mut felt: Vec<_> = felt.flat_map(|it| it.felt(&topology.sources)).collect();
    felt.sort_unstable();
    felt.dedup();
    for source in felt.into_iter().map(|id| &topology.sources[id]) {
        let provider = source.subject.domain().and_then(Domain::provider);
        let Some(provider) = provider.filter(|_| source.of_catalog) else {
            continue;
        };
        let from = counted_at(source, topology, catalog);
        if from.is_empty() || from.iter().any(|it| it == provider) {
            continue;
        }
        let same = |it: &&mut BorrowedResult| it.provider == provider && it.from == from;
        match found.iter_mut().find(same) {
            Some(known) if known.kinds.contains(&source.kind) => {}
            Some(known) => known.kinds.push(source.kind.clone()),
            None => found.push(BorrowedResult {
                provider: provider.to_owned(),
                from,
                kinds: vec![source.kind.clone()],
            }),
        }
    }
    found
}

/// The providers of which the evidence of a source's rate speaks.
fn counted_at(source: &Source, topology: &Topology, catalog: &Catalog) -> Vec<String> {
    let unknowns = source.unknowns.iter().map(|&id| &topology.unknowns[id]);
    let rates = unknowns.filter(|it| it.aspect == Aspect::Rate);
    let evidence: Vec<&Evidence> = rates.flat_map(|it| &it.evidence).collect();
    let names = |provider: &&Provider| {
        let mut evidence = evidence.iter();
        evidence.any(|it| speaks_of(&it.source, provider))
    };
    let providers = catalog.providers().iter().filter(names);
    providers.map(|it| it.name.clone()).collect()
}

/// Whether a source of evidence has the provider's name in it: `AWS service board`, `Google Cloud incidents`.
fn speaks_of(source: &str, provider: &Provider) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|it: char| !it.is_alphanumeric());
        let words = words.filter(|it| !it.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let source = words(source);
    let mut names = [&provider.name, &provider.about].into_iter();
    names.any(|name| {
        let name = words(name);
        !name.is_empty() && source.windows(name.len()).any(|it| *it == name)
    })
}
