//! An exact answer that is worked out anew with other numbers: the fault tree and its diagrams are made once, and a scenario
//! changes the probabilities only.

use std::sync::Arc;

use super::{
    fault_tree::{FaultTree, Origins},
    known::{Exact, Method},
    obstacle::Obstacle,
    solve::{Solution, solve},
};
use crate::topology::{Architecture, Topology};

/// A static architecture of independent sources, ready for any numbers.
#[derive(Debug, Clone)]
pub struct Renewable<'a> {
    architecture: &'a Architecture,
    tree: FaultTree,
    origins: Origins<'a>,
    solution: Arc<Solution>,
}

impl<'a> Renewable<'a> {
    /// Of an architecture that is by itself already, without failover groups and without planned work that does not count.
    ///
    /// # Errors
    ///
    /// The first [`Obstacle`] found.
    pub fn new(topology: &Topology, architecture: &'a Architecture) -> Result<Self, Obstacle> {
        let (tree, origins) = FaultTree::with_origins(topology, architecture)?;
        Ok(Self {
            architecture,
            solution: Arc::new(Solution::new(&tree)?),
            tree,
            origins,
        })
    }

    /// Its answer with the numbers of a scenario, in which the same sources are felt; not what is lost beside the downtime.
    ///
    /// # Errors
    ///
    /// The first [`Obstacle`] found.
    pub fn exact(&mut self, scenario: &Topology) -> Result<Exact, Obstacle> {
        let service = if self.origins.renew(&mut self.tree, scenario)? {
            self.solution.measure(&self.tree)
        } else {
            solve(&FaultTree::new(scenario, self.architecture)?)?
        };
        let (down, falls) = (service.down, service.falls);
        Ok(Exact::new(Method::Diagram, down, falls, 0.0))
    }
}
