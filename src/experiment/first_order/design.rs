//! An architecture ready to be summed up outage by outage.

use super::obstacle::obstacle;
use crate::{
    engine::{Circuit, Process},
    exact::{Exact, Obstacle, exact, static_part},
    experiment::happening::Happenings,
    topology::{Architecture, SourceId, Topology},
};

/// Outages that one brings about are lived one by one and two by two; with more than these the years that it saves cost less.
const MOST_STRUCK: usize = 64;

/// An architecture ready for its sums.
pub struct Design<'a> {
    pub topology: &'a Topology,
    /// Without maintenance that does not count.
    pub counted: &'a Architecture,
    /// Its static part.
    pub fixed: (Topology, Architecture),
    /// The exact answer of that.
    pub exact: Exact,
    pub happenings: Happenings<'a>,
    pub felt: Vec<SourceId>,
}

impl<'a> Design<'a> {
    /// Prepares one that is without maintenance that does not count.
    ///
    /// # Errors
    ///
    /// What stands in the way.
    pub fn new(
        topology: &'a Topology,
        counted: &'a Architecture,
        processes: &'a [Process],
    ) -> Result<Self, Obstacle> {
        obstacle(topology, counted)?;
        let happenings = Happenings::new(topology, counted, processes);
        let strikers = happenings.strikes.keys();
        let many = |id: &SourceId| happenings.most_outages(*id, MOST_STRUCK + 1) > MOST_STRUCK;
        if let Some(id) = strikers.copied().find(many) {
            return Err(Obstacle::StrikesMany {
                source_name: topology.sources[id].name.clone(),
                most: MOST_STRUCK,
            });
        }
        let fixed = static_part(topology, counted)?;
        Ok(Self {
            topology,
            exact: exact(&fixed.0, &fixed.1)?,
            fixed,
            happenings,
            felt: counted.felt(&topology.sources),
            counted,
        })
    }

    /// Compiled: as it is, and with failovers that take no time.
    pub fn circuits(&self) -> [Circuit; 2] {
        [self.counted, &self.fixed.1].map(|it| Circuit::new(self.topology, it))
    }

    /// Whether the static part has all of it.
    pub fn is_static(&self) -> bool {
        self.counted.groups.is_empty()
            && self.counted.balance.is_none()
            && self.counted.parts.is_empty()
            && self.happenings.strikes.is_empty()
    }
}
