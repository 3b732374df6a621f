//! Which sources take which others down with them.

use std::collections::BTreeMap;

use super::architecture::Architecture;
use super::source::{Source, SourceId};
use super::table::Table;

/// Per source that strikes others, whom it strikes directly, and how likely.
pub type Strikes = BTreeMap<SourceId, Vec<(SourceId, f64)>>;

impl Architecture {
    /// Whom the sources strike that this architecture feels.
    #[must_use]
    pub fn strikes(&self, sources: &Table<SourceId, Source>) -> Strikes {
        let mut strikes = Strikes::new();
        for struck in self.felt(sources) {
            for strike in &sources[struck].struck_by {
                let of_striker = strikes.entry(strike.by).or_default();
                of_striker.push((struck, strike.chance));
            }
        }
        strikes
    }
}
