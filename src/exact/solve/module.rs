//! Cutting a structure into modules, and solving them from the bottom up.
//!
//! A module is a vertex whose sources are felt nowhere else: seen from above it is a single source of its own. Modules
//! are found by one walk that dates the first and the last visit of each vertex (Dutuit & Rauzy 1996): a module's whole
//! offspring is visited between its own two dates and never again.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Measured, measure, measure_gate};
use crate::{
    exact::{
        diagram::{Diagram, FALSE, Function, MOST_STEPS},
        fault_tree::{Block, Structure, Vertex, VertexId},
        obstacle::Obstacle,
    },
    topology::SourceId,
};

/// Solves the root of a structure.
pub fn solve(structure: &Structure) -> Result<Measured, Obstacle> {
    let is_module = modules(structure);
    let mut solved: Vec<Option<Measured>> = vec![None; structure.vertices.len()];
    let mut steps = MOST_STEPS;
    for vertex in 0..=structure.root {
        let is_source = matches!(structure.vertices[vertex], Vertex::Source(_));
        if !is_module[vertex] || is_source {
            continue;
        }
        if let Some((least, parts)) = independent(structure, &solved, vertex) {
            solved[vertex] = Some(measure_gate(least, &parts));
        } else {
            let mut part = Part::new(structure, &solved, vertex, steps);
            let function = part.build()?;
            steps = part.diagram.steps_left();
            let measured = measure(&part.diagram, function, &part.blocks, &part.block_of_level);
            solved[vertex] = Some(measured);
        }
    }
    Ok(solved[structure.root].take().unwrap_or(Measured::NEVER))
}

/// Counting how many of a gate's parts are down takes so many additions at most.
const MOST_ADDITIONS: usize = 50_000_000;

/// A gate whose children are modules, each once.
fn independent(
    structure: &Structure,
    solved: &[Option<Measured>],
    vertex: VertexId,
) -> Option<(usize, Vec<Measured>)> {
    let Vertex::Gate { least, of } = &structure.vertices[vertex] else {
        return None;
    };
    let mut distinct = of.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < of.len() || least.saturating_mul(of.len()) > MOST_ADDITIONS {
        return None;
    }
    let parts = of.iter().map(|&child| solved[child]);
    Some((*least, parts.collect::<Option<Vec<Measured>>>()?))
}

/// Dates of the walk.
#[derive(Debug, Clone, Copy, Default)]
struct Visit {
    entered: u32,
    left: u32,
    last: u32,
}

/// Which vertices are modules; those that the root does not reach are none.
pub fn modules(structure: &Structure) -> Vec<bool> {
    let mut visits = vec![Visit::default(); structure.vertices.len()];
    let mut date = 0;
    let mut path: Vec<(VertexId, Vec<VertexId>)> = Vec::new();
    let mut next = Some(structure.root);
    loop {
        date += 1;
        if let Some(vertex) = next {
            let visit = &mut visits[vertex];
            visit.last = date;
            if visit.entered == 0 {
                visit.entered = date;
                let mut children = structure.children(vertex);
                children.reverse();
                path.push((vertex, children));
            }
        }
        let Some((vertex, children)) = path.last_mut() else {
            break;
        };
        next = children.pop();
        if next.is_none() {
            let visit = &mut visits[*vertex];
            visit.left = date;
            visit.last = date;
            path.pop();
        }
    }
    // Earliest and latest visit of all that lies below; children come first.
    let mut below = vec![(u32::MAX, 0); structure.vertices.len()];
    let mut is_module = vec![false; structure.vertices.len()];
    for vertex in 0..structure.vertices.len() {
        if visits[vertex].entered == 0 {
            continue;
        }
        let mut span = (u32::MAX, 0);
        for child in structure.children(vertex) {
            let (first, last) = below[child];
            span.0 = span.0.min(first).min(visits[child].entered);
            span.1 = span.1.max(last).max(visits[child].last);
        }
        below[vertex] = span;
        is_module[vertex] = span.0 >= visits[vertex].entered && span.1 <= visits[vertex].left;
    }
    is_module
}

/// One module on its way to a diagram.
pub struct Part<'a> {
    structure: &'a Structure,
    solved: &'a [Option<Measured>],
    root: VertexId,
    pub diagram: Diagram,
    /// Its variables, in the order of their levels.
    pub blocks: Vec<Block>,
    /// Per level, its block and the block's first level.
    pub block_of_level: Vec<(u32, u32)>,
    /// Per vertex of the part that is a block, its first level.
    pub level: BTreeMap<VertexId, u32>,
    /// The gates and leaves of the part, as entered.
    inner: BTreeSet<VertexId>,
    /// Per leaf and source, the level of whether it is struck.
    hits: BTreeMap<(VertexId, SourceId), u32>,
}

impl<'a> Part<'a> {
    /// Gives the parts of the module at `root` their levels; `solved` holds the modules below it.
    pub fn new(
        structure: &'a Structure,
        solved: &'a [Option<Measured>],
        root: VertexId,
        steps: usize,
    ) -> Self {
        let mut part = Self {
            structure,
            solved,
            root,
            diagram: Diagram::new(steps),
            blocks: Vec::new(),
            block_of_level: Vec::new(),
            level: BTreeMap::new(),
            inner: BTreeSet::new(),
            hits: BTreeMap::new(),
        };
        part.order();
        part
    }

    /// Gives each block its levels: in order of the first leaf that feels it, at a leaf those first that more feel.
    fn order(&mut self) {
        let mut users = BTreeMap::new();
        self.walk(|part, vertex| {
            if let Vertex::Leaf(blows) = &part.structure.vertices[vertex] {
                for blow in blows {
                    *users.entry(blow.source).or_insert(0u32) += 1;
                }
            }
        });
        self.inner.clear();
        self.walk(|part, vertex| match &part.structure.vertices[vertex] {
            Vertex::Source(_) => {}
            Vertex::Leaf(blows) => {
                let mut blows = blows.clone();
                blows.sort_by_key(|blow| {
                    (
                        std::cmp::Reverse(users[&blow.source]),
                        blow.source,
                        blow.way,
                    )
                });
                for blow in &blows {
                    if let Vertex::Source(block) = &part.structure.vertices[blow.source]
                        && !part.level.contains_key(&blow.source)
                    {
                        let level = part.place(block.clone());
                        part.level.insert(blow.source, level);
                    }
                }
                for blow in blows {
                    if blow.hits < 1.0 && !part.hits.contains_key(&(vertex, blow.origin)) {
                        let level = part.place(Block::single(blow.hits, 1.0 - blow.hits, 0.0));
                        part.hits.insert((vertex, blow.origin), level);
                    }
                }
            }
            Vertex::Gate { of, .. } => {
                for &child in of {
                    if let Some(module) = &part.solved[child]
                        && !part.level.contains_key(&child)
                    {
                        let mut block =
                            Block::single(module.down, module.up, module.falls.unwrap_or(0.0));
                        block.crosses = module.falls.is_none();
                        let level = part.place(block);
                        part.level.insert(child, level);
                    }
                }
            }
        });
    }

    fn place(&mut self, block: Block) -> u32 {
        let first = self.block_of_level.len() as u32;
        let index = self.blocks.len() as u32;
        self.block_of_level
            .extend((0..block.bits).map(|_| (index, first)));
        self.blocks.push(block);
        first
    }

    /// Visits the gates and leaves of this part from the top, children in order, each once.
    fn walk(&mut self, mut visit: impl FnMut(&mut Self, VertexId)) {
        let mut ahead = vec![self.root];
        while let Some(vertex) = ahead.pop() {
            let is_source = matches!(self.structure.vertices[vertex], Vertex::Source(_));
            let is_solved = vertex != self.root && self.solved[vertex].is_some();
            if is_source || is_solved || !self.inner.insert(vertex) {
                continue;
            }
            visit(self, vertex);
            let mut children = self.structure.children(vertex);
            children.reverse();
            ahead.extend(children);
        }
    }

    /// Where the module is down.
    pub fn build(&mut self) -> Result<Function, Obstacle> {
        let mut functions: BTreeMap<VertexId, Function> = BTreeMap::new();
        // Children have lower indices.
        for vertex in std::mem::take(&mut self.inner) {
            let function = match &self.structure.vertices[vertex] {
                Vertex::Source(_) => FALSE,
                Vertex::Leaf(blows) => {
                    let mut down = FALSE;
                    for blow in blows {
                        let mut felt = self.diagram.variable(self.level[&blow.source] + blow.way);
                        if let Some(&level) = self.hits.get(&(vertex, blow.origin)) {
                            let struck = self.diagram.variable(level);
                            felt = self.diagram.and(felt, struck)?;
                        }
                        down = self.diagram.or(felt, down)?;
                    }
                    down
                }
                Vertex::Gate { least, of } => {
                    let mut children: Vec<Function> = Vec::with_capacity(of.len());
                    for child in of {
                        children.push(match self.level.get(child) {
                            Some(&level) => self.diagram.variable(level),
                            None => functions.get(child).copied().unwrap_or(FALSE),
                        });
                    }
                    children.sort_by_key(|&child| self.diagram.level(child));
                    self.diagram.at_least(*least, &children)?
                }
            };
            functions.insert(vertex, function);
        }
        Ok(functions.get(&self.root).copied().unwrap_or(FALSE))
    }
}
