//! A static architecture as modules: parts whose options can be changed one by one, each known by how likely it is down in every state of
//! what the parts share.
//!
//! Given the state s of the sources that more than one part feels, the parts fail independently of each other, and
//!
//! ```text
//! P(down) = Σ over s of p(s) h(u₁(s), u₂(s), …)
//! ```
//!
//! with h the structure over the parts, which never falls where any of its arguments grows (a coherent structure; Barlow & Proschan,
//! *Statistical Theory of Reliability and Life Testing*, chapter 2). So an option that costs no more and is down no more in any
//! state serves every design at least as well.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fault_tree::{Block, Exposure, FaultTree, Ways},
    obstacle::Obstacle,
    solve::Solution,
};
use crate::topology::{Architecture, LeafId, Node, NodeId, SourceId, Topology};

/// Most states of what is shared.
const MOST_STATES: usize = 4_096;

/// The parts of a design in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Chance of each state of what is shared.
    pub states: Vec<f64>,
    /// Per state, how likely what is no part is down, where all parts are in a row with it; `None` where they are not.
    pub rest: Option<Vec<f64>>,
    /// Per part and option, how likely it is down in each state.
    pub options: Vec<Vec<Vec<f64>>>,
    /// What they share.
    pub shared: Shared,
}

/// A part: the components that it is made of, and the architectures with each of its options, all else being as in the first of all.
pub type Variants<'a> = (Vec<&'a str>, Vec<&'a Architecture>);

/// Works the parts out; the first option of each is that of `base`. `None` where they are no modules: one part touches another, or what
/// stands over them changes with their options.
///
/// # Errors
///
/// Where the structure is not static.
pub fn modular(
    topology: &Topology,
    base: &Architecture,
    variants: &[Variants<'_>],
) -> Result<Option<Parts>, Obstacle> {
    let tree = FaultTree::new(topology, base)?;
    let mut roots = Vec::new();
    let mut trees = Vec::new();
    for (components, architectures) in variants {
        let Some(root) = part(base, components) else {
            return Ok(None);
        };
        let mut of_part = Vec::new();
        for architecture in architectures {
            let Some(own) = part(architecture, components) else {
                return Ok(None);
            };
            let other = FaultTree::new(topology, architecture)?;
            if outside(&tree, root) != outside(&other, own) {
                return Ok(None);
            }
            of_part.push(FaultTree { root: own, ..other });
        }
        roots.push(root);
        trees.push(of_part);
    }
    let Some(shared) = Shared::new(&tree, &roots, &trees) else {
        return Ok(None);
    };
    let pins = &shared.pins;
    let options = trees.into_iter().map(|trees| {
        let each = trees.into_iter().map(|tree| in_states(tree, pins));
        each.collect::<Result<Vec<Vec<f64>>, Obstacle>>()
    });
    let options = options.collect::<Result<_, Obstacle>>()?;
    let in_row = in_row(&tree);
    let is_row = roots.iter().all(|root| in_row.contains(root));
    let rest = if is_row {
        let mut without = tree;
        for &root in &roots {
            without.nodes[root] = Node::AtLeast {
                needs: 0,
                of: Vec::new(),
            };
        }
        Some(in_states(without, pins)?)
    } else {
        None
    };
    Ok(Some(Parts {
        states: shared.states.clone(),
        rest,
        options,
        shared,
    }))
}

/// The structure over the parts where they are not in a row, ready for any numbers of these.
#[derive(Debug)]
pub struct Over {
    tree: FaultTree,
    solution: Solution,
    blocks: Vec<super::fault_tree::BlockId>,
    pins: Vec<BTreeMap<SourceId, Ways>>,
    states: Vec<f64>,
}

impl Over {
    /// Of an architecture and the components of its parts.
    ///
    /// # Errors
    ///
    /// Where the structure is not static.
    pub fn new(
        topology: &Topology,
        base: &Architecture,
        (parts, shared): (&[Vec<&str>], &Shared),
    ) -> Result<Option<Self>, Obstacle> {
        let mut tree = FaultTree::new(topology, base)?;
        let roots = parts.iter().map(|components| part(base, components));
        let Some(roots) = roots.collect::<Option<Vec<NodeId>>>() else {
            return Ok(None);
        };
        // In the states that the parts were worked out in.
        let (states, pins) = (shared.states.clone(), shared.pins.clone());
        // What a part stands for is no source; the name of one is asked for all the same.
        let Some(source) = tree.members.iter().flatten().next().map(|it| it.source) else {
            return Ok(None);
        };
        let mut blocks = Vec::new();
        for root in roots {
            let block = tree.blocks.push(Block::single(0.0, 1.0, 0.0));
            tree.members.push(Vec::new());
            let leaf: LeafId = tree.leaves.push(vec![Exposure {
                block,
                way: 0,
                source,
                hits: 1.0,
            }]);
            tree.nodes[root] = Node::Leaf(leaf);
            blocks.push(block);
        }
        Ok(Some(Self {
            solution: Solution::new(&tree)?,
            tree,
            blocks,
            pins,
            states,
        }))
    }

    /// How likely it is down with parts that are down so likely in each state.
    pub fn down(&mut self, parts: &[&[f64]]) -> f64 {
        let mut down = 0.0;
        for (state, (chance, pin)) in self.states.iter().zip(&self.pins).enumerate() {
            set(&mut self.tree, pin);
            for (&block, part) in self.blocks.iter().zip(parts) {
                self.tree.blocks[block].states = vec![(0, 1.0 - part[state]), (1, part[state])];
            }
            down += chance * self.solution.measure(&self.tree).down;
        }
        down
    }
}

/// The one node that has all of these components and nothing else below it; `None` where there is none.
fn part(architecture: &Architecture, components: &[&str]) -> Option<NodeId> {
    // Per node whether anything, and whether all, below it is of the part.
    let mut below: Vec<(bool, bool)> = Vec::new();
    for node in &architecture.nodes {
        below.push(match node {
            Node::Leaf(leaf) => {
                let name = architecture.leaves[*leaf].component();
                let is_own = name.is_some_and(|name| components.contains(&name));
                (is_own, is_own)
            }
            Node::AtLeast { of, .. } => {
                let each = || of.iter().map(|child| below[child.index()]);
                (
                    each().any(|it| it.0),
                    !of.is_empty() && each().all(|it| it.1),
                )
            }
            Node::Group(_) => (true, false),
        });
    }
    let mut tops: Vec<NodeId> = Vec::new();
    let mut ahead = vec![architecture.root];
    let mut met = BTreeSet::new();
    while let Some(node) = ahead.pop() {
        if !met.insert(node) {
            continue;
        }
        match below[node.index()] {
            (false, _) => {}
            (true, true) => tops.push(node),
            (true, false) => {
                if let Node::AtLeast { of, .. } = &architecture.nodes[node] {
                    ahead.extend(of);
                }
            }
        }
    }
    match tops[..] {
        [top] if top != architecture.root => Some(top),
        _ => None,
    }
}

/// The leaves below a node.
fn leaves(tree: &FaultTree, root: NodeId) -> BTreeSet<LeafId> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![root];
    let mut met = BTreeSet::new();
    while let Some(node) = ahead.pop() {
        if !met.insert(node) {
            continue;
        }
        match &tree.nodes[node] {
            Node::Leaf(leaf) => {
                found.insert(*leaf);
            }
            Node::AtLeast { of, .. } => ahead.extend(of),
            Node::Group(never) => match *never {},
        }
    }
    found
}

/// Nodes and leaves outside of a part.
fn outside(tree: &FaultTree, part: NodeId) -> usize {
    let inside = leaves(tree, part);
    leaves(tree, tree.root).difference(&inside).count()
}

/// What parts share with each other and with the rest, in all its states.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The chance of each state.
    states: Vec<f64>,
    /// In which ways each source is felt there.
    pins: Vec<BTreeMap<SourceId, Ways>>,
}

impl Shared {
    /// Of a design, its parts, and the trees of all their options, whose roots are the parts; `None` where they are too many, or where a
    /// source is not felt alike in all of them.
    fn new(tree: &FaultTree, roots: &[NodeId], trees: &[Vec<FaultTree>]) -> Option<Self> {
        let mut inside = BTreeSet::new();
        roots
            .iter()
            .for_each(|&root| inside.extend(leaves(tree, root)));
        let rest: BTreeSet<LeafId> = leaves(tree, tree.root)
            .difference(&inside)
            .copied()
            .collect();
        let mut felt: BTreeMap<SourceId, Felt<'_>> = BTreeMap::new();
        let mut meet = |tree, leaves: BTreeSet<LeafId>, part| -> Option<()> {
            leaves
                .into_iter()
                .try_for_each(|leaf| feel(&mut felt, tree, leaf, part))
        };
        meet(tree, rest, usize::MAX)?;
        for (part, trees) in trees.iter().enumerate() {
            for tree in trees {
                meet(tree, leaves(tree, tree.root), part)?;
            }
        }
        let mut all: Vec<(f64, BTreeMap<SourceId, Ways>)> = vec![(1.0, BTreeMap::new())];
        for (source, felt) in felt.into_iter().filter(|it| it.1.parts.len() > 1) {
            if all.len().saturating_mul(felt.states.len()) > MOST_STATES {
                return None;
            }
            let with = |(chance, pins): (f64, BTreeMap<SourceId, Ways>)| {
                felt.states.iter().map(move |&(ways, share)| {
                    let mut pins = pins.clone();
                    pins.insert(source, ways);
                    (chance * share, pins)
                })
            };
            all = all.into_iter().flat_map(with).collect();
        }
        let (states, pins) = all.into_iter().filter(|it| it.0 > 0.0).unzip();
        Some(Self { states, pins })
    }
}

/// A source as parts feel it.
struct Felt<'a> {
    states: &'a [(Ways, f64)],
    parts: BTreeSet<usize>,
}

/// Notes what a leaf feels; `None` where a source is felt in other ways than elsewhere, or one clock has several of them.
fn feel<'a>(
    felt: &mut BTreeMap<SourceId, Felt<'a>>,
    tree: &'a FaultTree,
    leaf: LeafId,
    part: usize,
) -> Option<()> {
    for exposure in &tree.leaves[leaf] {
        let [member] = tree.members[exposure.block][..] else {
            return None;
        };
        let states = &tree.blocks[exposure.block].states[..];
        let parts = BTreeSet::new();
        let known = felt.entry(member.source).or_insert(Felt { states, parts });
        if known.states != states {
            return None;
        }
        known.parts.insert(part);
    }
    Some(())
}

fn set(tree: &mut FaultTree, pin: &BTreeMap<SourceId, Ways>) {
    for (block, members) in tree.blocks.iter_mut().zip(&tree.members) {
        let pinned = members.first().and_then(|it| pin.get(&it.source));
        if let Some(&ways) = pinned {
            block.states = vec![(ways, 1.0)];
            block.worsenings.clear();
        }
    }
}

/// How likely the root is down in each state of what is shared.
fn in_states(mut tree: FaultTree, pins: &[BTreeMap<SourceId, Ways>]) -> Result<Vec<f64>, Obstacle> {
    let solution = Solution::new(&tree)?;
    let each = pins.iter().map(|pin| {
        set(&mut tree, pin);
        solution.measure(&tree).down
    });
    Ok(each.collect())
}

/// The nodes without which the service is down: the root, and what gates need that need all of theirs.
fn in_row(tree: &FaultTree) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![tree.root];
    while let Some(node) = ahead.pop() {
        if !found.insert(node) {
            continue;
        }
        if let Node::AtLeast { needs, of } = &tree.nodes[node]
            && *needs as usize == of.len()
        {
            ahead.extend(of);
        }
    }
    found
}
