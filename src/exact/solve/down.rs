//! When a node of a fault tree is down, as a Boolean function.

use std::{collections::BTreeMap, convert::Infallible};

use crate::{
    exact::{
        diagram::{Diagram, Function},
        obstacle::Obstacle,
    },
    topology::{Algebra, LeafId, NodeId, Table, down_at},
};

/// Functions of a diagram that hold where a node is down.
pub struct Down<'a, L> {
    /// The diagram.
    pub diagram: &'a mut Diagram,
    /// Nodes that are variables by themselves, and their levels.
    pub variables: &'a BTreeMap<NodeId, u32>,
    /// Where a leaf is down.
    pub leaf: L,
}

impl<L> Algebra<Infallible> for Down<'_, L>
where
    L: FnMut(&mut Diagram, LeafId) -> Result<Function, Obstacle>,
{
    type Value = Function;
    type Error = Obstacle;

    fn leaf(&mut self, leaf: LeafId) -> Result<Function, Obstacle> {
        (self.leaf)(self.diagram, leaf)
    }

    fn at_least<'v>(
        &mut self,
        needs: usize,
        of: impl ExactSizeIterator<Item = (NodeId, &'v Function)>,
    ) -> Result<Function, Obstacle> {
        let least = down_at(needs, of.len());
        let mut children: Vec<Function> = Vec::with_capacity(of.len());
        for (id, function) in of {
            children.push(match self.variables.get(&id) {
                Some(&level) => self.diagram.variable(level),
                None => *function,
            });
        }
        children.sort_by_key(|&child| self.diagram.level(child));
        self.diagram.at_least(least, &children)
    }

    fn group(
        &mut self,
        never: &Infallible,
        _: &Table<NodeId, Function>,
    ) -> Result<Function, Obstacle> {
        match *never {}
    }
}
