//! The solution of a fault tree: its modules from the bottom up, each as a gate or a diagram, whatever the numbers are.
//!
//! A structure is solved once and measured with as many sets of numbers as there are ([`Solution::measure`]).

use super::{
    measure::{Measured, measure, measure_gate},
    module::{Module, modules},
    part::Part,
};
use crate::{
    exact::{
        diagram::{Diagram, FALSE, Function, MOST_STEPS},
        fault_tree::FaultTree,
        obstacle::Obstacle,
    },
    topology::{Node, NodeId, Table, down_at},
};

/// The modules of a fault tree in an order in which each comes after those in it; the root is the last.
#[derive(Debug)]
pub struct Solution(Vec<(NodeId, Solved)>);

/// How a module is measured.
#[derive(Debug)]
enum Solved {
    /// It is down while at least so many of these modules are.
    Gate { least: usize, of: Vec<NodeId> },
    /// It is down where a function holds.
    Diagram {
        diagram: Diagram,
        function: Function,
        parts: Vec<Part>,
        /// Per level, its part and the part's first level.
        levels: Vec<(u32, u32)>,
    },
}

/// Solves a fault tree with its numbers.
pub fn solve(tree: &FaultTree) -> Result<Measured, Obstacle> {
    Ok(Solution::new(tree)?.measure(tree))
}

impl Solution {
    /// Of a fault tree, whatever its numbers.
    pub fn new(tree: &FaultTree) -> Result<Self, Obstacle> {
        let is_module = modules(tree);
        let mut functions = tree.nodes.map(|_| FALSE);
        let mut steps = MOST_STEPS;
        let mut solved = Vec::new();
        for node in tree.nodes.ids().filter(|&node| is_module[node]) {
            let how = if let Some((least, of)) = independent(tree, &is_module, node) {
                Solved::Gate { least, of }
            } else {
                let mut module = Module::new(tree, &is_module, node, steps);
                let function = module.build(&mut functions)?;
                steps = module.diagram.steps_left();
                Solved::Diagram {
                    diagram: module.diagram,
                    function,
                    parts: module.parts,
                    levels: module.block_of_level,
                }
            };
            solved.push((node, how));
        }
        Ok(Self(solved))
    }

    /// What the root is with the numbers of a tree of the same structure.
    pub fn measure(&self, tree: &FaultTree) -> Measured {
        let mut known = tree.nodes.map(|_| Measured::NEVER);
        for (node, how) in &self.0 {
            known[*node] = match how {
                Solved::Gate { least, of } => {
                    let parts: Vec<Measured> = of.iter().map(|child| known[*child]).collect();
                    measure_gate(*least, &parts)
                }
                Solved::Diagram {
                    diagram,
                    function,
                    parts,
                    levels,
                } => {
                    let blocks = parts.iter().map(|part| part.block(tree, &known));
                    let blocks: Vec<_> = blocks.collect();
                    measure(diagram, *function, &blocks, levels)
                }
            };
        }
        known[tree.root]
    }
}

/// Counting how many of a gate's parts are down takes so many additions at most.
const MOST_ADDITIONS: usize = 50_000_000;

/// A gate whose children are modules, each once.
fn independent(
    tree: &FaultTree,
    is_module: &Table<NodeId, bool>,
    node: NodeId,
) -> Option<(usize, Vec<NodeId>)> {
    let Node::AtLeast { needs, of } = &tree.nodes[node] else {
        return None;
    };
    let least = down_at(*needs as usize, of.len());
    let mut distinct = of.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let is_counted = distinct.len() == of.len() && least.saturating_mul(of.len()) <= MOST_ADDITIONS;
    let all_modules = of.iter().all(|child| is_module[*child]);
    (is_counted && all_modules).then(|| (least, of.clone()))
}
