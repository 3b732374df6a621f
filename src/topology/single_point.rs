//! Single points of failure, by the structure alone: sources one outage of which takes the service down, or would if
//! no failover were quick enough.

use super::architecture::Architecture;
use super::leaf::LeafId;
use super::source::{Source, SourceId};
use super::table::Table;
use std::collections::HashMap;

/// How much of the service depends on one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing goes down with it.
    Spare,
    /// Something else can serve, after a failover.
    Failover,
    /// Nothing is left to serve: a single point of failure.
    Single,
}

impl Architecture {
    /// The sources this architecture feels, each once, in the order of its links; a striker behind what it strikes.
    #[must_use]
    pub fn felt(&self, sources: &Table<SourceId, Source>) -> Vec<SourceId> {
        let mut seen = sources.map(|_| false);
        let mut felt = Vec::new();
        for link in &self.links {
            let mut open = vec![link.source];
            while let Some(id) = open.pop() {
                if !std::mem::replace(&mut seen[id], true) {
                    felt.push(id);
                    let strikers = sources[id].struck_by.iter().rev();
                    open.extend(strikers.map(|strike| strike.by));
                }
            }
        }
        felt
    }

    /// The single points of failure: sources that fail, each of which alone takes the service down, in the order in which
    /// they are felt. Planned maintenance that does not count as downtime is none.
    #[must_use]
    pub fn single_points(&self, sources: &Table<SourceId, Source>) -> Vec<SourceId> {
        let mut felt = self.felt(sources);
        felt.retain(|id| {
            let source = &sources[id];
            let counts = source.clock.as_ref().is_none_or(|clock| clock.counted);
            let fails =
                source.fails.is_some() || source.clock.is_some() || !source.struck_by.is_empty();
            fails && counts && self.weight(sources, *id) == Weight::Single
        });
        felt
    }

    /// What an outage of `source` that strikes all it can would take down, mitigations left aside.
    #[must_use]
    pub fn weight(&self, sources: &Table<SourceId, Source>, source: SourceId) -> Weight {
        let mut leaves = self.leaves.map(|_| true);
        let mut known = HashMap::new();
        for link in &self.links {
            if link.source == source || struck_or_known(sources, link.source, source, &mut known) {
                leaves[link.leaf] = false;
            }
        }
        if !self.holds(&leaves, true) {
            Weight::Single
        } else if !self.holds(&leaves, false) {
            Weight::Failover
        } else {
            Weight::Spare
        }
    }

    /// Whether the service is up with these leaves up; a group counts as any of its members where `switched`, else as
    /// its preferred one.
    fn holds(&self, leaves: &Table<LeafId, bool>, switched: bool) -> bool {
        let up = self.nodes.up(
            |leaf| leaves[leaf],
            |group, up| {
                let mut members = self.groups[group].members.iter().map(|member| up[member]);
                if switched {
                    members.any(|up| up)
                } else {
                    members.next().unwrap_or(true)
                }
            },
        );
        up[self.root]
    }
}

/// Whether an outage of `by` can take `source` down with it, directly or through others.
#[must_use]
pub fn struck(sources: &Table<SourceId, Source>, source: SourceId, by: SourceId) -> bool {
    struck_or_known(sources, source, by, &mut HashMap::new())
}

/// The same; `known` holds the answers so far: many can lead to one by as many ways as there are through a grid.
fn struck_or_known(
    sources: &Table<SourceId, Source>,
    source: SourceId,
    by: SourceId,
    known: &mut HashMap<SourceId, bool>,
) -> bool {
    let strikes = &sources[source].struck_by;
    if strikes.is_empty() {
        return false;
    }
    if let Some(known) = known.get(&source) {
        return *known;
    }
    let found = strikes
        .iter()
        .any(|strike| strike.by == by || struck_or_known(sources, strike.by, by, known));
    known.insert(source, found);
    found
}
