//! A part of a module: what a variable of its diagram stands for, whatever the numbers are.

use std::borrow::Cow;

use super::measure::Measured;
use crate::{
    exact::fault_tree::{Block, BlockId, FaultTree},
    topology::{LeafId, NodeId, Table},
};

/// A part of a module.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A source, or all that one clock maintains.
    Source(BlockId),
    /// Whether an outage strikes this leaf, by the place of the exposure among the leaf's.
    Hit { leaf: LeafId, place: usize },
    /// A module within this one.
    Module(NodeId),
}

impl Part {
    /// Its states and their probabilities with the numbers of `tree`; `solved` has those of the modules below.
    pub fn block<'a>(
        self,
        tree: &'a FaultTree,
        solved: &Table<NodeId, Measured>,
    ) -> Cow<'a, Block> {
        match self {
            Self::Source(block) => Cow::Borrowed(&tree.blocks[block]),
            Self::Hit { leaf, place } => {
                let hits = tree.leaves[leaf][place].hits;
                Cow::Owned(Block::single(hits, 1.0 - hits, 0.0))
            }
            Self::Module(node) => {
                let module = solved[node];
                let falls = module.falls.unwrap_or(0.0);
                let block = Block::single(module.down, module.up, falls);
                Cow::Owned(Block {
                    crosses: module.falls.is_none(),
                    ..block
                })
            }
        }
    }
}
