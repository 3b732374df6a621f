//! Which rates are another provider's: counts of others stand in for those of the provider or vendor whose thing it is.

use crate::{answer::BorrowedResult, place::Domain, topology::Topology};

/// The key of a rate.
const RATE: &str = "fails";

/// The rates of the plan's sources that were counted elsewhere only, by whose they are and whose they were.
pub(super) fn borrowed(topology: &Topology) -> Vec<BorrowedResult> {
    let mut found: Vec<BorrowedResult> = Vec::new();
    let felt = topology.architectures.iter();
    let mut felt: Vec<_> = felt.flat_map(|it| it.felt(&topology.sources)).collect();
    felt.sort_unstable();
    felt.dedup();
    for source in felt.into_iter().map(|id| &topology.sources[id]) {
        let mut borrowed = source.provenance.borrowed.iter();
        let rate = borrowed.find(|(number, _)| number == RATE);
        let provider = source.subject.domain().and_then(Domain::provider);
        let (Some((_, from)), Some(provider)) = (rate, provider) else {
            continue;
        };
        let same = |it: &&mut BorrowedResult| it.provider == provider && it.from == *from;
        match found.iter_mut().find(same) {
            Some(known) if known.kinds.contains(&source.kind) => {}
            Some(known) => known.kinds.push(source.kind.clone()),
            None => found.push(BorrowedResult {
                provider: provider.to_owned(),
                from: from.clone(),
                kinds: vec![source.kind.clone()],
            }),
        }
    }
    found
}
