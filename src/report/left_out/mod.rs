//! What the answer does not count, judges or borrows: what has no price, what never happens here, what rests on judgement, and which
//! numbers are taken as exact.

mod borrowed;
mod evidence;
mod exact;
mod money;
mod named;
mod never;

use crate::answer::Results;
use named::Most;

/// What stands over the lines.
pub(super) const HEADING: &str = "Not counted here, judged or borrowed";
/// More names than these are counted.
const MOST_NAMES: usize = 4;
/// More lines of a bill than these are counted.
const MOST_LINES: usize = 3;

/// In what way something is missing from the answer or less sure than it looks, in the order in which it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It costs money and is in no bill.
    NotPriced,
    /// It is lost in outages and is in no total.
    NotValued,
    /// It happens elsewhere and never does here.
    Never,
    /// Nobody has counted it.
    Judged,
    /// The plan says so and names no source.
    Unsourced,
    /// It was counted or is paid elsewhere.
    Borrowed,
    /// It has no range.
    Exact,
    /// The structure is simpler than what it stands for.
    Simplified,
    /// More years would say more of it.
    Open,
}

/// Every kind.
const KINDS: [Kind; 9] = [
    Kind::NotPriced,
    Kind::NotValued,
    Kind::Never,
    Kind::Judged,
    Kind::Unsourced,
    Kind::Borrowed,
    Kind::Exact,
    Kind::Simplified,
    Kind::Open,
];

impl Kind {
    /// What stands before the things of the kind.
    fn lead(self) -> &'static str {
        match self {
            Self::NotPriced => "not in the price",
            Self::NotValued => "not in the cost of outages",
            Self::Never => "as if it never happened",
            Self::Judged => "judgement, not data",
            Self::Unsourced => "from this plan, without a source",
            Self::Borrowed => "borrowed",
            Self::Exact => "as if exact, without a range",
            Self::Simplified => "simplified",
            Self::Open => "left open by the simulation",
        }
    }
}

/// One thing that is left out or less sure than it looks.
struct Item {
    kind: Kind,
    what: String,
    /// What to write in the plan for it, where there is such a thing.
    write: Option<String>,
}

impl Item {
    fn new(kind: Kind, what: String) -> Self {
        let write = None;
        Self { kind, what, write }
    }

    /// The keys that say more of it.
    fn write(mut self, keys: &str) -> Self {
        self.write = Some(keys.to_owned());
        self
    }
}

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
