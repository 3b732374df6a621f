//! Which numbers are another provider's: counts of others stand in for those of the provider or vendor whose thing it is; and which
//! places of the plan's own nobody has counted anything of.

use crate::answer::{BorrowedResult, GuessedResult};
use crate::catalog::{Catalog, EvidenceKind};
use crate::place::Domain;
use crate::topology::provenance::{FAILS, HITS, LASTS, REACH};
use crate::topology::{Origin, Source, SourceId, Topology};

/// The rates, lengths and shares of the plan's sources that were counted elsewhere only, by whose they are and whose they were.
pub(super) fn borrowed(topology: &Topology, catalog: &Catalog) -> Vec<BorrowedResult> {
    let mut found: Vec<BorrowedResult> = Vec::new();
    // What the plan says never fails borrows nothing.
    let sources = felt(topology).into_iter().map(|id| &topology.sources[id]);
    for source in sources.filter(|it| it.begins_outages() || !it.struck_by.is_empty()) {
        note(&mut found, source, FAILS, |it| &mut it.kinds);
        note(&mut found, source, LASTS, |it| &mut it.lengths);
        for share in [REACH, HITS] {
            note(&mut found, source, share, |it| &mut it.shares);
        }
    }
    for it in &mut found {
        let provider = catalog.provider(&it.provider);
        it.like = provider.and_then(|it| it.like.clone());
    }
    found
}

/// The sources that any architecture feels, each once.
pub(super) fn felt(topology: &Topology) -> Vec<SourceId> {
    let felt = topology.architectures.iter();
    let mut felt: Vec<_> = felt.flat_map(|it| it.felt(&topology.sources)).collect();
    felt.sort_unstable();
    felt.dedup();
    felt
}

/// The plan's own places where every rate and every length is the plan's and none was counted, published or derived.
pub(super) fn guessed(topology: &Topology) -> Vec<GuessedResult> {
    let mut places: Vec<(GuessedResult, bool)> = Vec::new();
    for source in felt(topology).into_iter().map(|id| &topology.sources[id]) {
        let provider = source.subject.domain().and_then(Domain::provider);
        let (Some(provider), true, true) = (provider, source.of_catalog, source.fails.is_some())
        else {
            continue;
        };
        let numbers = [FAILS, LASTS].map(|number| source.provenance.of(number));
        let is_guess = numbers.iter().flatten().all(|it| {
            let firm = |kind: EvidenceKind| kind.needs_source();
            it.by == Origin::Plan && !it.evidence.iter().any(|it| firm(it.kind))
        });
        let place = places.iter().position(|it| it.0.place == provider);
        let place = place.unwrap_or_else(|| {
            let place = provider.to_owned();
            let kinds = Vec::new();
            places.push((GuessedResult { place, kinds }, true));
            places.len() - 1
        });
        let (found, all) = &mut places[place];
        *all &= is_guess;
        if !found.kinds.contains(&source.kind) {
            found.kinds.push(source.kind.clone());
        }
    }
    let guessed = places.into_iter().filter(|it| it.1);
    guessed.map(|it| it.0).collect()
}

/// Notes a number of a source where it is somebody else's.
fn note(
    found: &mut Vec<BorrowedResult>,
    source: &Source,
    number: &str,
    list: fn(&mut BorrowedResult) -> &mut Vec<String>,
) {
    let written = source.provenance.of(number);
    let from = written.map(|it| &it.borrowed).filter(|it| !it.is_empty());
    let provider = source.subject.domain().and_then(Domain::provider);
    let (Some(from), Some(provider)) = (from, provider) else {
        return;
    };
    let same = |it: &BorrowedResult| it.provider == provider && it.from == *from;
    let place = found.iter().position(same).unwrap_or_else(|| {
        found.push(BorrowedResult {
            provider: provider.to_owned(),
            from: from.clone(),
            kinds: Vec::new(),
            lengths: Vec::new(),
            shares: Vec::new(),
            like: None,
        });
        found.len() - 1
    });
    let kinds = list(&mut found[place]);
    if !kinds.contains(&source.kind) {
        kinds.push(source.kind.clone());
    }
}
