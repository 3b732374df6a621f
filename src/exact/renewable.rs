//! An exact answer that is worked out anew with other numbers: the fault tree and its diagrams are made once, and a scenario
//! changes the probabilities only.

use std::sync::Arc;

use super::{
    fault_tree::{Courses, FaultTree, Origins},
    known::{Exact, Method},
    obstacle::Obstacle,
    solve::{Solution, Split, solve, split},
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
        Self::among(&Courses::default(), topology, architecture)
    }

    /// The same of one of several designs with these courses.
    ///
    /// # Errors
    ///
    /// The first [`Obstacle`] found.
    pub fn among(
        courses: &Courses,
        topology: &Topology,
        architecture: &'a Architecture,
    ) -> Result<Self, Obstacle> {
        let (tree, origins) = FaultTree::with_origins(topology, architecture, courses)?;
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
        let other = self.renew(scenario)?;
        self.measure(other.as_ref())
    }

    /// The same, and what each source is charged with.
    ///
    /// # Errors
    ///
    /// The first [`Obstacle`] found.
    pub fn split(&mut self, scenario: &Topology) -> Result<(Exact, Split), Obstacle> {
        let other = self.renew(scenario)?;
        let exact = self.measure(other.as_ref())?;
        Ok((exact, split(other.as_ref().unwrap_or(&self.tree))))
    }

    /// Gives its tree the numbers of a scenario; another tree where it is another one there.
    fn renew(&mut self, scenario: &Topology) -> Result<Option<FaultTree>, Obstacle> {
        if self.origins.renew(&mut self.tree, scenario)? {
            return Ok(None);
        }
        FaultTree::new(scenario, self.architecture).map(Some)
    }

    fn measure(&self, other: Option<&FaultTree>) -> Result<Exact, Obstacle> {
        let service = match other {
            None => self.solution.measure(&self.tree),
            Some(other) => solve(other)?,
        };
        let (down, falls) = (service.down, service.falls);
        Ok(Exact::new(Method::Diagram, down, falls, 0.0))
    }
}
