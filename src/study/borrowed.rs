//! Which numbers are another provider's: counts of others stand in for those of the provider or vendor whose thing it is.

use crate::answer::BorrowedResult;
use crate::place::Domain;
use crate::topology::provenance::{FAILS, LASTS};
use crate::topology::{Source, Topology};

/// The rates and lengths of the plan's sources that were counted elsewhere only, by whose they are and whose they were.
pub(super) fn borrowed(topology: &Topology) -> Vec<BorrowedResult> {
    let mut found: Vec<BorrowedResult> = Vec::new();
    let felt = topology.architectures.iter();
    let mut felt: Vec<_> = felt.flat_map(|it| it.felt(&topology.sources)).collect();
    felt.sort_unstable();
    felt.dedup();
    for source in felt.into_iter().map(|id| &topology.sources[id]) {
        note(&mut found, source, FAILS, |it| &mut it.kinds);
        note(&mut found, source, LASTS, |it| &mut it.lengths);
    }
    found
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
        });
        found.len() - 1
    });
    let kinds = list(&mut found[place]);
    if !kinds.contains(&source.kind) {
        kinds.push(source.kind.clone());
    }
}
