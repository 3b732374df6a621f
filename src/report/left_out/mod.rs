//! What the answer does not count, judges or borrows: what has no price, what never happens here, what rests on judgement, and which
//! numbers are taken as exact.

mod borrowed;
mod evidence;
mod exact;
mod item;
mod money;
mod named;
mod never;

use crate::answer::Results;
use item::{Item, KINDS};
use named::Most;

/// What stands over the lines.
pub(super) const HEADING: &str = "Not counted here, judged or borrowed";
/// More names than these are counted.
const MOST_NAMES: usize = 4;
/// More lines of a bill than these are counted.
const MOST_LINES: usize = 3;

/// A line for each kind; of many names the first.
pub(super) fn left_out(results: &Results) -> Vec<String> {
    let most = Most {
        names: MOST_NAMES,
        lines: MOST_LINES,
        is_full: false,
    };
    let items = items(results, most);
    let lines = KINDS.iter().filter_map(|kind| {
        let those = items.iter().filter(|it| it.kind == *kind);
        let those: Vec<&str> = those.map(|it| it.what.as_str()).collect();
        (!those.is_empty()).then(|| format!("{}: {}", kind.lead(), those.join("; ")))
    });
    lines.collect()
}

/// A line for each thing, with every name, and what to write in the plan for it.
pub(super) fn left_out_in_full(results: &Results) -> Vec<String> {
    let all = Most {
        names: usize::MAX,
        lines: usize::MAX,
        is_full: true,
    };
    let items = items(results, all);
    let lines = KINDS.iter().flat_map(|kind| {
        let those = items.iter().filter(|it| it.kind == *kind);
        those.map(|it| {
            let write = it.write.as_ref();
            let write = write.map_or_else(String::new, |keys| format!(" ({keys})"));
            format!("{}: {}{write}", kind.lead(), it.what)
        })
    });
    lines.collect()
}

/// All of them, those of a kind in the order in which they are told.
fn items(results: &Results, most: Most) -> Vec<Item> {
    [
        money::items(results, most),
        never::items(results, most),
        evidence::items(results, most),
        borrowed::items(results, most),
        exact::items(results, most),
    ]
    .into_iter()
    .flatten()
    .collect()
}
