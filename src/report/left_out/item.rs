//! One thing that is left out of the answer, judged or borrowed, and in what way.

/// In what way something is missing from the answer or less sure than it looks, in the order in which it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) const KINDS: [Kind; 9] = [
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
    pub fn lead(self) -> &'static str {
        match self {
            Self::NotPriced => "not in the price",
            Self::NotValued => "not in the cost of outages",
            Self::Never => "not counted",
            Self::Judged => "judged",
            Self::Unsourced => "from this plan, without a source",
            Self::Borrowed => "borrowed",
            Self::Exact => "as if exact, without a range",
            Self::Simplified => "simplified",
            Self::Open => "left open by the simulation",
        }
    }
}

/// One thing that is left out or less sure than it looks.
pub(super) struct Item {
    pub kind: Kind,
    pub what: String,
    /// What to write in the plan for it, where there is such a thing.
    pub write: Option<String>,
}

impl Item {
    pub fn new(kind: Kind, what: String) -> Self {
        let write = None;
        Self { kind, what, write }
    }

    /// The keys that say more of it.
    pub fn write(mut self, keys: &str) -> Self {
        self.write = Some(keys.to_owned());
        self
    }
}
