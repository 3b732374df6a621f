//! A module's diagram with the numbers of all its nodes.

use super::{
    measure::{Measured, exit, measure_below},
    module::Module,
};
use crate::exact::{
    diagram::{BOTTOM, Diagram, Function, Values},
    fault_tree::{Block, Child, Ways},
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
    pub fn new(module: Module<'_>, function: Function) -> Self {
        let (blocks, levels) = (&module.blocks, &module.block_of_level);
        let known = measure_below(&module.diagram, function, blocks, levels);
        let sources = module.sources.into_iter();
        let sources = sources.map(|(block, level)| (Child::Block(block), level));
        let modules = module.modules.into_iter();
        let modules = modules.map(|(node, level)| (Child::Node(node), level));
        Self {
            known,
            function,
            children: sources.chain(modules).collect(),
            diagram: module.diagram,
            blocks: module.blocks,
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
