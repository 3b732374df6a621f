//! A fault tree as a function of events, one for each source: it is felt at all, in whatever way.
//!
//! This is what cut sets are of. How a source with mitigations is felt, and which instances it strikes, is left to the
//! numbers.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use super::down::Down;
use crate::{
    exact::{
        diagram::{Diagram, FALSE, Function},
        fault_tree::{BlockId, Exposure, FaultTree, Member},
        obstacle::Obstacle,
    },
    topology::{LeafId, Node, NodeId, SourceId},
};

/// The function in which events take the service down.
#[derive(Debug)]
pub struct Events {
    /// The diagram of it.
    pub diagram: Diagram,
    /// The service is down.
    pub down: Function,
    /// Per level, the event: the source's block, and the source in it.
    pub of_level: Vec<(BlockId, Member)>,
}

impl Events {
    /// Builds the function in so many steps at most.
    pub fn new(tree: &FaultTree, steps: usize) -> Result<Self, Obstacle> {
        let mut below = tree.nodes.below(tree.root, |never| match *never {});
        let leaves = || below.iter().filter_map(|&node| exposures(tree, node));
        let mut users: HashMap<SourceId, u32> = HashMap::new();
        for exposure in leaves().flatten() {
            *users.entry(exposure.source).or_insert(0) += 1;
        }
        // In order of the first leaf that feels it; at a leaf those first that more feel.
        let mut level: BTreeMap<SourceId, u32> = BTreeMap::new();
        let mut of_level = Vec::new();
        for exposures in leaves() {
            let mut exposures = exposures.to_vec();
            exposures.sort_by_key(|felt| (Reverse(users[&felt.source]), felt.source));
            for felt in exposures {
                let members = tree.members[felt.block].iter();
                for member in members.filter(|member| member.source == felt.source) {
                    level.entry(felt.source).or_insert_with(|| {
                        of_level.push((felt.block, *member));
                        of_level.len() as u32 - 1
                    });
                }
            }
        }
        let mut diagram = Diagram::new(steps);
        let mut functions = tree.nodes.map(|_| FALSE);
        below.sort_unstable();
        let mut algebra = Down {
            diagram: &mut diagram,
            variables: &BTreeMap::new(),
            leaf: |diagram: &mut Diagram, leaf: LeafId| {
                let exposures = tree.leaves[leaf].iter();
                let levels = exposures.filter_map(|felt| level.get(&felt.source));
                let mut levels: Vec<u32> = levels.copied().collect();
                levels.sort_unstable();
                let mut down = FALSE;
                for level in levels.into_iter().rev() {
                    let felt = diagram.variable(level);
                    down = diagram.or(felt, down)?;
                }
                Ok(down)
            },
        };
        tree.nodes.fold_over(below, &mut functions, &mut algebra)?;
        Ok(Self {
            down: functions[tree.root],
            diagram,
            of_level,
        })
    }
}

/// What a node feels, if it is a leaf.
fn exposures(tree: &FaultTree, node: NodeId) -> Option<&[Exposure]> {
    match &tree.nodes[node] {
        Node::Leaf(leaf) => Some(&tree.leaves[leaf]),
        Node::AtLeast { .. } | Node::Group(_) => None,
    }
}
