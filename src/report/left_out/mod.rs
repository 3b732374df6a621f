//! What the answer does not count, a line each: what has no price, whose work, which lost data, what rests on judgement, and
//! which numbers are taken as certain.

mod borrowed;
mod certain;
mod evidence;
mod money;
mod named;

use crate::answer::Results;
use named::Most;

/// More names than these are counted.
const MOST_NAMES: usize = 4;
/// More lines of a bill than these are counted.
const MOST_LINES: usize = 3;
/// The lines, without what stands before them; of many names the first.
pub(super) fn left_out(results: &Results) -> Vec<String> {
    let most = Most {
        names: MOST_NAMES,
        lines: MOST_LINES,
        sources: false,
    };
    each(results, most)
}

/// The same with every name.
pub(super) fn left_out_in_full(results: &Results) -> Vec<String> {
    let all = Most {
        names: usize::MAX,
        lines: usize::MAX,
        sources: true,
    };
    each(results, all)
}

fn each(results: &Results, most: Most) -> Vec<String> {
    let lines = [
        money::unpriced(results, most),
        money::unbilled(results, most),
        money::work(results, most).filter(|_| money::says_more_of_work(results)),
        money::lost_data(results, most),
        money::own_prices(results),
        evidence::evidence(results, most),
        certain::crews(results, most),
        evidence::taken_as_data_centre(results),
        evidence::guessed(results, most),
        borrowed::borrowed(results, most),
        certain::certain(results, most),
        certain::switches(results, most),
        certain::ranged_in_part(results, most),
        certain::mitigations(results, most),
        certain::shared(results).filter(|_| most.sources),
        certain::complexity(results, most),
        certain::fixed_ends(results, most),
        money::exchange(results),
        certain::taken_as_none(results, most),
        certain::never(results).filter(|_| most.sources),
    ];
    lines.into_iter().flatten().collect()
}
