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
    for (components, _) in variants {
        let Some(root) = part(base, components) else {
            return Ok(None);
        };
        roots.push(root);
    }
    let shared = shared(&tree, &roots);
    let Some((states, pins)) = states(&tree, &shared) else {
        return Ok(None);
    };
    let mut options = Vec::new();
    for ((components, architectures), &root) in variants.iter().zip(&roots) {
        let mut part_options = Vec::new();
        for architecture in architectures {
            let of_option = FaultTree::new(topology, architecture)?;
            let own = part(architecture, components);
            let Some(own) = own.filter(|_| is_same(&tree, root, &of_option, own, &shared)) else {
                return Ok(None);
            };
            let of_part = FaultTree {
                root: own,
                ..of_option
            };
            part_options.push(in_states(of_part, &pins)?);
        }
        options.push(part_options);
    }
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
        Some(in_states(without, &pins)?)
    } else {
        None
    };
    Ok(Some(Parts {
        states,
        rest,
        options,
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
        parts: &[Vec<&str>],
    ) -> Result<Option<Self>, Obstacle> {
        let mut tree = FaultTree::new(topology, base)?;
        let roots = parts.iter().map(|components| part(base, components));
        let Some(roots) = roots.collect::<Option<Vec<NodeId>>>() else {
            return Ok(None);
        };
        let shared = shared(&tree, &roots);
        let Some((states, pins)) = states(&tree, &shared) else {
            return Ok(None);
        };
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

/// The sources that a part shares with another part or with the rest.
fn shared(tree: &FaultTree, roots: &[NodeId]) -> BTreeSet<SourceId> {
    let mut of_leaf: BTreeMap<LeafId, usize> = BTreeMap::new();
    for (part, &root) in roots.iter().enumerate() {
        of_leaf.extend(leaves(tree, root).into_iter().map(|leaf| (leaf, part)));
    }
    let all = leaves(tree, tree.root);
    let mut felt_in: BTreeMap<SourceId, BTreeSet<usize>> = BTreeMap::new();
    for leaf in all {
        let part = of_leaf.get(&leaf).copied().unwrap_or(usize::MAX);
        for exposure in &tree.leaves[leaf] {
            // All that one clock maintains is one variable.
            for member in &tree.members[exposure.block] {
                felt_in.entry(member.source).or_default().insert(part);
            }
        }
    }
    let several = felt_in.into_iter().filter(|(_, parts)| parts.len() > 1);
    several.map(|it| it.0).collect()
}

/// The states of the shared sources with their chances, and in each the ways in which every one of them is felt.
fn states(
    tree: &FaultTree,
    shared: &BTreeSet<SourceId>,
) -> Option<(Vec<f64>, Vec<BTreeMap<SourceId, Ways>>)> {
    let mut all: Vec<(f64, BTreeMap<SourceId, Ways>)> = vec![(1.0, BTreeMap::new())];
    for (block, members) in tree.blocks.iter().zip(&tree.members) {
        let Some(member) = members.first().filter(|it| shared.contains(&it.source)) else {
            continue;
        };
        if all.len().saturating_mul(block.states.len()) > MOST_STATES {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|(chance, pins)| {
                block.states.iter().map(move |&(ways, share)| {
                    let mut pins = pins.clone();
                    pins.insert(member.source, ways);
                    (chance * share, pins)
                })
            })
            .collect();
    }
    Some(all.into_iter().filter(|it| it.0 > 0.0).unzip())
}

/// Whether an option leaves all but its part as it is: the gates over it, and the ways in which what is shared is felt.
fn is_same(
    base: &FaultTree,
    root: NodeId,
    other: &FaultTree,
    own: Option<NodeId>,
    shared: &BTreeSet<SourceId>,
) -> bool {
    let outside = |tree: &FaultTree, part: NodeId| {
        let inside = leaves(tree, part);
        leaves(tree, tree.root).difference(&inside).count()
    };
    let pinned = |tree: &FaultTree| {
        let blocks = tree.blocks.iter().zip(&tree.members);
        let blocks = blocks.filter_map(|(block, members)| {
            let source = members.first()?.source;
            shared
                .contains(&source)
                .then(|| (source, block.states.clone()))
        });
        blocks.collect::<BTreeMap<SourceId, Vec<(Ways, f64)>>>()
    };
    own.is_some_and(|own| outside(base, root) == outside(other, own))
        && pinned(base) == pinned(other)
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
