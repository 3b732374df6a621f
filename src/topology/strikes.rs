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

/// These sources and all that strike them, each once and behind those that strike it. No source strikes itself. However many ways
/// lead from one to another, each strike is gone through once.
#[must_use]
pub fn strikers_first(
    sources: &Table<SourceId, Source>,
    of: impl IntoIterator<Item = SourceId>,
) -> Vec<SourceId> {
    let mut ordered = Vec::new();
    let mut seen = sources.map(|_| false);
    // (source, whether its strikers are in place already)
    let mut open: Vec<(SourceId, bool)> = of.into_iter().map(|id| (id, false)).collect();
    while let Some((id, strikers_placed)) = open.pop() {
        if strikers_placed {
            ordered.push(id);
        } else if !std::mem::replace(&mut seen[id], true) {
            open.push((id, true));
            let strikes = sources[id].struck_by.iter();
            open.extend(strikes.map(|strike| (strike.by, false)));
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        law::Law,
        topology::{Placed, Replica, Strike, Subject, Within},
    };

    /// Forty rows of two, each struck by both of the row before: 2³⁹ ways lead through, and 80 sources.
    #[test]
    fn a_grid_is_gone_through_once() {
        let mut sources: Table<SourceId, Source> = Table::new();
        let mut before: Vec<SourceId> = Vec::new();
        for row in 0..40 {
            let strikes: Vec<Strike> = before
                .iter()
                .map(|&by| Strike { by, chance: 1.0 })
                .collect();
            before = (0..2)
                .map(|column| {
                    let of = Replica {
                        of: Placed {
                            component: format!("row-{row}"),
                            within: Within::Plan,
                        },
                        number: Some(column),
                    };
                    let what = "failure".to_owned();
                    let subject = Subject::Own { of, what };
                    let law = Law::Exponential { mean: 1.0 };
                    let mut source = Source::new(subject, Some(law.clone()), law);
                    source.struck_by.clone_from(&strikes);
                    sources.push(source)
                })
                .collect();
        }
        let ordered = strikers_first(&sources, before);
        assert_eq!(ordered.len(), 80);
        let place = |id: SourceId| ordered.iter().position(|it| *it == id);
        for (id, source) in sources.iter_with_ids() {
            let mut strikers = source.struck_by.iter();
            assert!(strikers.all(|strike| place(strike.by) < place(id)));
        }
    }
}
