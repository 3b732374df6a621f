//! An architecture ready to be summed up outage by outage.

use std::{
    cell::{Cell, OnceCell},
    sync::Arc,
};

use super::obstacle::obstacle;
use crate::{
    engine::{Circuit, Processes},
    exact::{Exact, Obstacle, exact, static_part},
    experiment::happening::Happenings,
    topology::{Architecture, SourceId, Strikes, Topology},
};

/// Outages that one brings about are lived one by one and two by two; with more than these the years that it saves cost less.
const MOST_STRUCK: usize = 64;

/// What of an architecture is the same whatever the numbers are.
#[derive(Debug)]
pub struct Frame {
    /// Without maintenance that does not count and with failovers that take no time.
    pub fixed: Architecture,
    strikes: Arc<Strikes>,
    pub felt: Vec<SourceId>,
}

impl Frame {
    /// Of an architecture without maintenance that does not count; `fixed` is its static part.
    ///
    /// # Errors
    ///
    /// What stands in the way of its sums.
    pub fn new(
        topology: &Topology,
        counted: &Architecture,
        fixed: Architecture,
        happenings: &Happenings<'_>,
    ) -> Result<Self, Obstacle> {
        obstacle(topology, counted)?;
        let strikers = happenings.strikes.keys();
        let many = |id: &SourceId| happenings.most_outages(*id, MOST_STRUCK + 1) > MOST_STRUCK;
        if let Some(id) = strikers.copied().find(many) {
            return Err(Obstacle::StrikesMany {
                source_name: topology.sources[id].name.clone(),
                most: MOST_STRUCK,
            });
        }
        Ok(Self {
            fixed,
            strikes: happenings.strikes.clone(),
            felt: counted.felt(&topology.sources),
        })
    }
}

/// An architecture ready for its sums.
pub struct Design<'a> {
    pub topology: &'a Topology,
    /// Without maintenance that does not count.
    pub counted: &'a Architecture,
    pub frame: Arc<Frame>,
    /// The exact answer of its static part.
    pub exact: Exact,
    pub happenings: Happenings<'a>,
    circuits: OnceCell<[Circuit; 2]>,
    /// Those of another scenario.
    spare: Cell<Option<[Circuit; 2]>>,
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
        processes: &'a Processes<'a>,
    ) -> Result<Self, Obstacle> {
        let happenings = Happenings::new(topology, counted, processes);
        let (bare, fixed) = static_part(topology, counted)?;
        let exact = exact(&bare, &fixed)?;
        let frame = Frame::new(topology, counted, fixed, &happenings)?;
        Ok(Self {
            topology,
            exact,
            frame: Arc::new(frame),
            happenings,
            counted,
            circuits: OnceCell::new(),
            spare: Cell::default(),
        })
    }

    /// One whose frame is known, in a scenario in which its static part has this answer; `spare` are its circuits in another one.
    ///
    /// # Errors
    ///
    /// What stands in the way.
    pub fn in_scenario(
        (frame, exact, spare): (&Arc<Frame>, Exact, Option<[Circuit; 2]>),
        scenario: &'a Topology,
        counted: &'a Architecture,
        processes: &'a Processes<'a>,
    ) -> Result<Self, Obstacle> {
        obstacle(scenario, counted)?;
        Ok(Self {
            topology: scenario,
            counted,
            frame: frame.clone(),
            exact,
            happenings: Happenings::of_strikes(scenario, frame.strikes.clone(), processes),
            circuits: OnceCell::new(),
            spare: Cell::new(spare),
        })
    }

    /// Compiled, at the first time that it is asked for: as it is, and with failovers that take no time.
    pub fn circuits(&self) -> &[Circuit; 2] {
        let (topology, both) = (self.topology, [self.counted, &self.frame.fixed]);
        self.circuits.get_or_init(|| match self.spare.take() {
            Some([real, fixed]) => [
                real.in_scenario(topology, both[0]),
                fixed.in_scenario(topology, both[1]),
            ],
            None => both.map(|it| Circuit::new(topology, it)),
        })
    }

    /// What is compiled of it, if anything is, for another scenario.
    pub fn into_circuits(self) -> Option<[Circuit; 2]> {
        self.circuits.into_inner().or(self.spare.into_inner())
    }

    /// Whether the static part has all of it.
    pub fn is_static(&self) -> bool {
        self.counted.groups.is_empty()
            && self.counted.balance.is_none()
            && self.counted.parts.is_empty()
            && self.happenings.strikes.is_empty()
    }
}
