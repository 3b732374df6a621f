//! Cutting a fault tree into modules, and a module's diagram.
//!
//! A module is a node whose sources are felt nowhere else: seen from above it is a single source of its own. Modules
//! are found by one walk that dates the first and the last visit of each node (Dutuit & Rauzy 1996): what is below a
//! module is visited between its own two dates and never again.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{down::Down, part::Part};
use crate::{
    exact::{
        diagram::{Diagram, FALSE, Function},
        fault_tree::{BlockId, Child, FaultTree},
        obstacle::Obstacle,
    },
    topology::{LeafId, Node, NodeId, SourceId, Table},
};

/// Dates of the walk; 0 is never.
#[derive(Debug, Clone, Copy, Default)]
struct Visit {
    entered: u32,
    left: u32,
    last: u32,
}

/// Which nodes are modules; those that the root does not reach are none.
pub fn modules(tree: &FaultTree) -> Table<NodeId, bool> {
    let mut nodes = tree.nodes.map(|_| Visit::default());
    let mut blocks = tree.blocks.map(|_| Visit::default());
    let mut date = 0;
    let mut path: Vec<(NodeId, Vec<Child>)> = Vec::new();
    let mut next = Some(Child::Node(tree.root));
    loop {
        date += 1;
        if let Some(child) = next {
            let visit = match child {
                Child::Block(block) => &mut blocks[block],
                Child::Node(node) => &mut nodes[node],
            };
            visit.last = date;
            if visit.entered == 0 {
                visit.entered = date;
                if let Child::Node(node) = child {
                    let mut children = tree.children(node);
                    children.reverse();
                    path.push((node, children));
                }
            }
        }
        let Some((node, children)) = path.last_mut() else {
            break;
        };
        next = children.pop();
        if next.is_none() {
            let visit = &mut nodes[*node];
            visit.left = date;
            visit.last = date;
            path.pop();
        }
    }
    // Earliest and latest visit of all that lies below; children come first.
    let mut below = tree.nodes.map(|_| (u32::MAX, 0));
    let mut is_module = tree.nodes.map(|_| false);
    for node in tree.nodes.ids().filter(|&node| nodes[node].entered > 0) {
        let mut span = (u32::MAX, 0);
        for child in tree.children(node) {
            let (visit, (first, last)) = match child {
                Child::Block(block) => (blocks[block], (u32::MAX, 0)),
                Child::Node(node) => (nodes[node], below[node]),
            };
            span.0 = span.0.min(first).min(visit.entered);
            span.1 = span.1.max(last).max(visit.last);
        }
        below[node] = span;
        is_module[node] = span.0 >= nodes[node].entered && span.1 <= nodes[node].left;
    }
    is_module
}

/// One module on its way to a diagram.
pub struct Module<'a> {
    tree: &'a FaultTree,
    is_module: &'a Table<NodeId, bool>,
    root: NodeId,
    pub diagram: Diagram,
    /// What it is made of, in the order of the levels.
    pub parts: Vec<Part>,
    /// Per level, its block and the block's first level.
    pub block_of_level: Vec<(u32, u32)>,
    /// The first level of each source in it.
    pub sources: BTreeMap<BlockId, u32>,
    /// The level of each module in it.
    pub modules: BTreeMap<NodeId, u32>,
    /// The gates and leaves in it.
    inner: BTreeSet<NodeId>,
    /// Per leaf and source, the level of whether it is struck.
    hits: BTreeMap<(LeafId, SourceId), u32>,
}

impl<'a> Module<'a> {
    /// Gives the parts of the module at `root` their levels; `is_module` says which nodes below it are parts as a whole.
    pub fn new(
        tree: &'a FaultTree,
        is_module: &'a Table<NodeId, bool>,
        root: NodeId,
        steps: usize,
    ) -> Self {
        let mut module = Self {
            tree,
            is_module,
            root,
            diagram: Diagram::new(steps),
            parts: Vec::new(),
            block_of_level: Vec::new(),
            sources: BTreeMap::new(),
            modules: BTreeMap::new(),
            inner: BTreeSet::new(),
            hits: BTreeMap::new(),
        };
        module.order();
        module
    }

    /// Gives each block its levels: in order of the first leaf that feels it, at a leaf those first that more feel.
    fn order(&mut self) {
        let tree = self.tree;
        let inner = self.walk();
        let mut users = BTreeMap::new();
        for node in &inner {
            if let Node::Leaf(leaf) = &tree.nodes[node] {
                for felt in &tree.leaves[leaf] {
                    *users.entry(felt.block).or_insert(0u32) += 1;
                }
            }
        }
        for node in &inner {
            match &tree.nodes[node] {
                Node::Leaf(leaf) => {
                    let exposures = &tree.leaves[leaf];
                    let mut places: Vec<usize> = (0..exposures.len()).collect();
                    places.sort_by_key(|&place| {
                        let felt = &exposures[place];
                        (Reverse(users[&felt.block]), felt.block, felt.way)
                    });
                    for &place in &places {
                        let block = exposures[place].block;
                        if !self.sources.contains_key(&block) {
                            let level = self.place(Part::Source(block), tree.blocks[block].bits);
                            self.sources.insert(block, level);
                        }
                    }
                    for place in places {
                        let felt = &exposures[place];
                        let key = (*leaf, felt.source);
                        if felt.hits < 1.0 && !self.hits.contains_key(&key) {
                            let level = self.place(Part::Hit { leaf: *leaf, place }, 1);
                            self.hits.insert(key, level);
                        }
                    }
                }
                Node::AtLeast { of, .. } => {
                    for &child in of {
                        if self.is_module[child] && !self.modules.contains_key(&child) {
                            let level = self.place(Part::Module(child), 1);
                            self.modules.insert(child, level);
                        }
                    }
                }
                Node::Group(never) => match *never {},
            }
        }
        self.inner = inner.into_iter().collect();
    }

    fn place(&mut self, part: Part, bits: u32) -> u32 {
        let first = self.block_of_level.len() as u32;
        let index = self.parts.len() as u32;
        self.block_of_level
            .extend((0..bits).map(|_| (index, first)));
        self.parts.push(part);
        first
    }

    /// The gates and leaves of this module from the top, children in order, each once.
    fn walk(&self) -> Vec<NodeId> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        let mut ahead = vec![self.root];
        while let Some(node) = ahead.pop() {
            let is_part = node != self.root && self.is_module[node];
            if is_part || !seen.insert(node) {
                continue;
            }
            found.push(node);
            if let Node::AtLeast { of, .. } = &self.tree.nodes[node] {
                ahead.extend(of.iter().rev());
            }
        }
        found
    }

    /// Where the module is down; `functions` is for the nodes of the tree.
    pub fn build(&mut self, functions: &mut Table<NodeId, Function>) -> Result<Function, Obstacle> {
        let (tree, sources, hits) = (self.tree, &self.sources, &self.hits);
        let mut algebra = Down {
            diagram: &mut self.diagram,
            variables: &self.modules,
            leaf: |diagram: &mut Diagram, leaf: LeafId| {
                let mut down = FALSE;
                for exposure in &tree.leaves[leaf] {
                    let mut felt = diagram.variable(sources[&exposure.block] + exposure.way);
                    if let Some(&level) = hits.get(&(leaf, exposure.source)) {
                        let struck = diagram.variable(level);
                        felt = diagram.and(felt, struck)?;
                    }
                    down = diagram.or(felt, down)?;
                }
                Ok(down)
            },
        };
        let children_first = std::mem::take(&mut self.inner);
        tree.nodes
            .fold_over(children_first, functions, &mut algebra)?;
        Ok(functions[self.root])
    }
}
