//! A module's diagram with the numbers of all its nodes.

use std::borrow::Cow;

use super::{
    measure::{Measured, exit, measure_below},
    module::Module,
};
use crate::{
    exact::{
        diagram::{BOTTOM, Diagram, Function, Values},
        fault_tree::{Block, Child, FaultTree, Ways},
    },
    topology::{NodeId, Table},
};

/// A module's diagram with the numbers of all its nodes.
pub struct Diagrammed {
    pub diagram: Diagram,
    pub function: Function,
    pub blocks: Vec<Block>,
    pub block_of_level: Vec<(u32, u32)>,
    /// Sources and modules right in it, with their first levels.
    pub children: Vec<(Child, u32)>,
    pub known: Values<Measured>,
}

impl Diagrammed {
    /// With the numbers of `tree`, whose module it is; `solved` has those of the modules below.
    pub fn new(
        module: Module<'_>,
        function: Function,
        tree: &FaultTree,
        solved: &Table<NodeId, Measured>,
    ) -> Self {
        let parts = module.parts.iter();
        let blocks: Vec<Cow<'_, Block>> = parts.map(|part| part.block(tree, solved)).collect();
        let known = measure_below(&module.diagram, function, &blocks, &module.block_of_level);
        let sources = module.sources.into_iter();
        let sources = sources.map(|(block, level)| (Child::Block(block), level));
        let modules = module.modules.into_iter();
        let modules = modules.map(|(node, level)| (Child::Node(node), level));
        Self {
            known,
            function,
            children: sources.chain(modules).collect(),
            diagram: module.diagram,
            blocks: blocks.into_iter().map(Cow::into_owned).collect(),
            block_of_level: module.block_of_level,
        }
    }

    /// The block that a function asks first; the number of blocks for the constants.
    pub fn block_of(&self, function: Function) -> usize {
        match self.diagram.level(function) {
            BOTTOM => self.blocks.len(),
            level => self.block_of_level[level as usize].0 as usize,
        }
    }

    /// Where a function that asks `block` goes on in a state of it.
    pub fn exit(&self, function: Function, block: usize, ways: Ways) -> Function {
        let level = self.diagram.level(function);
        let first = self.block_of_level[level as usize].1;
        exit(
            &self.diagram,
            function,
            first,
            self.blocks[block].bits,
            ways,
        )
    }
}
