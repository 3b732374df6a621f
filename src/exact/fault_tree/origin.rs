//! Where the numbers of a fault tree come from, so that the tree of a plan is read once and given other numbers in each scenario.

use std::sync::Arc;

use super::{
    courses::{Courses, Known},
    independence::{Struck, independent},
    maintenance::{Turn, maintained},
    source::{block, course},
    tree::FaultTree,
    way::{Block, Way},
};
use crate::{
    exact::obstacle::Obstacle,
    topology::{SourceId, Topology},
};

/// What a block stands for.
#[derive(Debug, Clone)]
pub enum Origin<'a> {
    /// A source, the ways in which it is felt, and what mitigations do in the course of its outages.
    Source {
        id: SourceId,
        ways: Vec<Way<'a>>,
        course: Option<Arc<Known>>,
    },
    /// All sources that one clock maintains.
    Clock(Vec<SourceId>),
}

impl<'a> Origin<'a> {
    /// A source that is felt in these ways.
    pub fn of_source(
        topology: &Topology,
        id: SourceId,
        ways: Vec<Way<'a>>,
        courses: &Courses,
    ) -> Result<Self, Obstacle> {
        let source = &topology.sources[id];
        let course = course(source, &ways, &topology.mitigations, courses)?;
        Ok(Self::Source { id, ways, course })
    }
}

/// What the blocks of a fault tree stand for.
#[derive(Debug, Clone)]
pub struct Origins<'a> {
    struck: Struck,
    /// In the order of the blocks; of some nothing is ever felt, and they have none.
    of: Vec<(Origin<'a>, bool)>,
}

impl<'a> Origins<'a> {
    /// Of a tree without blocks.
    pub fn new(struck: Struck) -> Self {
        Self {
            struck,
            of: Vec::new(),
        }
    }

    /// One more, and whether it has a block.
    pub fn push(&mut self, origin: Origin<'a>, has_block: bool) {
        self.of.push((origin, has_block));
    }

    /// Whether a source can be read that goes by the clock.
    pub fn goes_by_the_clock(
        &self,
        topology: &Topology,
        id: SourceId,
        ways: &[Way<'_>],
    ) -> Result<(), Obstacle> {
        let source = &topology.sources[id];
        waits_for_nobody(topology, id)?;
        independent(topology, source, &self.struck)?;
        if ways.iter().any(|(_, mitigations)| !mitigations.is_empty()) {
            return Err(Obstacle::Maintenance {
                source_name: source.name.clone(),
            });
        }
        Ok(())
    }

    /// The states of what a block stands for; `None` where nothing is ever felt of it.
    pub fn block(
        &self,
        topology: &Topology,
        origin: &Origin<'_>,
    ) -> Result<Option<Block>, Obstacle> {
        match origin {
            Origin::Source { id, ways, course } => {
                waits_for_nobody(topology, *id)?;
                let source = independent(topology, &topology.sources[id], &self.struck)?;
                Ok(block(&source, ways, course.as_deref()))
            }
            Origin::Clock(turns) => {
                let turns = turns.iter().map(|id| Turn::new(&topology.sources[id]));
                let turns = turns.collect::<Result<Vec<Turn<'_>>, Obstacle>>()?;
                maintained(&turns).map(Some)
            }
        }
    }

    /// Gives a tree the numbers of a scenario. False where it would be another tree: of a source something is felt that was not
    /// before, or the other way round, or it strikes all leaves that it did not.
    pub fn renew(&self, tree: &mut FaultTree, scenario: &Topology) -> Result<bool, Obstacle> {
        let blocks: Vec<_> = tree.blocks.ids().collect();
        let mut blocks = blocks.into_iter();
        for (origin, has_block) in &self.of {
            match (self.block(scenario, origin)?, *has_block) {
                (Some(block), true) => {
                    let same = blocks
                        .next()
                        .filter(|id| tree.blocks[*id].bits == block.bits);
                    let Some(id) = same else {
                        return Ok(false);
                    };
                    tree.blocks[id] = block;
                }
                (None, false) => {}
                _ => return Ok(false),
            }
        }
        for exposure in tree.leaves.iter_mut().flatten() {
            let hits = scenario.sources[exposure.source].hits;
            if (hits < 1.0) != (exposure.hits < 1.0) {
                return Ok(false);
            }
            exposure.hits = hits;
        }
        Ok(true)
    }
}

fn waits_for_nobody(topology: &Topology, id: SourceId) -> Result<(), Obstacle> {
    let source = &topology.sources[id];
    match source.repair {
        Some(_) => Err(Obstacle::Waits {
            source_name: source.name.clone(),
        }),
        None => Ok(()),
    }
}
