//! What the results leave out or take from elsewhere.

use schemars::JsonSchema;
use serde::Serialize;

/// The key by which a component says how much it keeps.
pub const STORAGE: &str = "storage";

/// A component that lacks lines on the bill which it usually has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnbilledResult {
    /// Name of the component.
    pub component: String,
    /// The further site at which it is used and of which the bill has no line; `null` where it is the component as a whole.
    pub site: Option<String>,
    /// The lines: rows of the price list, `function/lambda_requests`, and what the component could say how much it has of, `disk`.
    pub lines: Vec<String>,
    /// The same as people say: `requests`.
    pub says: Vec<String>,
    /// True where nothing of the component is on the bill: it is paid for by use alone, and the plan does not say how much there is.
    pub nothing_known: bool,
}

impl UnbilledResult {
    /// Its name, with the site where there is one: `table at tokyo`.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.site {
            Some(site) => format!("{} at {site}", self.component),
            None => self.component.clone(),
        }
    }

    /// What of it the plan says how much of, and no list has a price for: `storage of db`, as [`Self::named`] has it.
    #[must_use]
    pub fn unsold(&self) -> Option<String> {
        let is_there = self.lines.iter().any(|line| line == STORAGE);
        is_there.then(|| format!("{STORAGE} of {}", self.place()))
    }

    /// What lacks an amount, as it is named among what has no price: `disk of db`, or `use of api` where nothing of it is on the bill.
    #[must_use]
    pub fn named(&self) -> Vec<String> {
        let place = self.place();
        if self.nothing_known {
            return vec![format!("use of {place}")];
        }
        let lines = self.says.iter();
        lines.map(|line| format!("{line} of {place}")).collect()
    }
}

/// A place of the plan's own of which nothing was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GuessedResult {
    /// The place, as the plan names it.
    pub place: String,
    /// Kinds of source there, as in the outage table, whose rates and lengths are all judgements, or given without a source.
    pub kinds: Vec<String>,
}

/// Rates, lengths and shares of one provider's things that were counted at other providers only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BorrowedResult {
    /// Whose things they are: `azure`.
    pub provider: String,
    /// Where they were counted: `aws`, `gcp`.
    pub from: Vec<String>,
    /// Kinds of source, as in the outage table, whose rates these are.
    pub kinds: Vec<String>,
    /// Kinds of source whose lengths these are.
    pub lengths: Vec<String>,
    /// Kinds of source whose shares these are: the chance that an outage reaches you at all, or the share of what stands there that it
    /// strikes.
    pub shares: Vec<String>,
    /// The provider that a place of the plan's own is said to be like, whose power, cooling, network and the rest then count as that
    /// provider's; `null` for the catalog's own providers.
    pub like: Option<String>,
}
