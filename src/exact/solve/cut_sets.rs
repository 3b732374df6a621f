//! Minimal cut sets in order of probability: the least sets of sources that take the service down together.
//!
//! They are never all written out. The family of them is a diagram (see [`Families`]); from each of its nodes the
//! likeliest way to the end is known, so a search that always goes on with the likeliest beginning meets them in order.
//!
//! The probability of a set is that its sources alone take the service down: all are felt, in ways and at instances that
//! suffice, whatever else is up or down. For sources that are only up or down it is the product of their probabilities;
//! where mitigations, shares struck or a common clock come in, the fault tree is solved with these sources alone, and the
//! product (or, for sources of one clock, a bound that no dependence exceeds) only guides the search.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use super::{events::Events, solution::solve};
use crate::{
    exact::{
        diagram::{FALSE, Families, Family, TRUE, Values},
        fault_tree::{Block, BlockId, FaultTree, Member, Ways},
        obstacle::Obstacle,
    },
    topology::SourceId,
};

/// Sets this much less likely than what may still come are in order all the same: rounding.
const ROUNDING: f64 = 1e-9;

/// A minimal cut set.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelySet {
    /// Its sources, in their order.
    pub sources: Vec<SourceId>,
    /// The probability that they alone take the service down.
    pub probability: f64,
    /// The same, given that they are all down: 1 where nothing but that is needed.
    pub given: f64,
}

/// The likeliest minimal cut sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The sets, likeliest first.
    pub sets: Vec<LikelySet>,
    /// How many there are in all, impossible ones (two turns of maintenance that never meet) included. `None` above
    /// 10^38.
    pub total: Option<u128>,
    /// False where the search was cut short: these are then likely ones, but others may be likelier.
    pub is_sorted: bool,
}

/// Finds the `top` likeliest minimal cut sets of a fault tree in so many steps at most.
pub fn cut_sets(tree: &FaultTree, top: usize, steps: usize) -> Result<Found, Obstacle> {
    let events = Events::new(tree, steps)?;
    let (families, all) = Families::minimal(&events.diagram, events.down, steps)?;
    let mut search = Search::new(tree, &events, &families, all);
    let mut sets: Vec<LikelySet> = Vec::new();
    let mut steps = steps;
    let mut is_sorted = true;
    while sets.len() < top {
        let next = search
            .ahead
            .peek()
            .map_or(f64::NEG_INFINITY, |ahead| ahead.bound);
        let found = search
            .found
            .peek()
            .filter(|found| found.bound >= next - ROUNDING);
        if found.is_some() || steps == 0 {
            is_sorted &= found.is_some() || search.ahead.is_empty();
            match search.found.pop() {
                Some(found) => sets.push(LikelySet {
                    sources: found.set,
                    probability: found.bound.exp(),
                    given: (found.bound - found.product).exp().min(1.0),
                }),
                None => break,
            }
            continue;
        }
        match search.ahead.pop() {
            Some(ahead) => steps = steps.saturating_sub(search.go_on(ahead)),
            None => break,
        }
    }
    Ok(Found {
        sets,
        total: families.count(all),
        is_sorted,
    })
}

/// The beginning of some sets, or a whole one.
#[derive(Debug, Clone)]
struct Ahead {
    /// Logarithm of the most that a set that begins so can be likely.
    bound: f64,
    /// The same of what is chosen.
    so_far: f64,
    /// Where the rest is.
    rest: Family,
    /// Its level: of equals, the one nearer to the end goes first.
    level: u32,
    /// What is chosen, as a chain in [`Search::chosen`].
    chosen: usize,
}

/// A whole set with the logarithm of its probability.
#[derive(Debug, Clone)]
struct Whole {
    bound: f64,
    /// Logarithm of the product of its sources' probabilities.
    product: f64,
    set: Vec<SourceId>,
}

struct Search<'a> {
    tree: &'a FaultTree,
    events: &'a Events,
    families: &'a Families,
    /// Per level, the logarithm of the event's weight.
    weights: Vec<f64>,
    /// Per family, that of its likeliest set.
    best: Values<f64>,
    ahead: BinaryHeap<Ahead>,
    found: BinaryHeap<Whole>,
    /// Level, and the entry before it.
    chosen: Vec<(u32, usize)>,
    /// Sources that strike only a share of what feels them.
    partial: BTreeSet<SourceId>,
}

impl<'a> Search<'a> {
    fn new(tree: &'a FaultTree, events: &'a Events, families: &'a Families, all: Family) -> Self {
        let weights: Vec<f64> = events
            .of_level
            .iter()
            .map(|&(block, member)| weight(tree, block, member).ln())
            .collect();
        let mut best = Values::of_constants(f64::NEG_INFINITY, 0.0);
        for (_, node) in families.since(best.len()) {
            let with = weights[node.level as usize] + best[node.high];
            best.push(with.max(best[node.low]));
        }
        let partial = tree.leaves.iter().flatten().filter(|felt| felt.hits < 1.0);
        let mut search = Self {
            tree,
            events,
            families,
            weights,
            best,
            ahead: BinaryHeap::new(),
            found: BinaryHeap::new(),
            chosen: vec![(0, 0)],
            partial: partial.map(|felt| felt.source).collect(),
        };
        search.add(0.0, all, 0, search.best[all]);
        search
    }

    fn add(&mut self, so_far: f64, rest: Family, chosen: usize, bound: f64) {
        if rest != FALSE && bound > f64::NEG_INFINITY {
            self.ahead.push(Ahead {
                bound,
                so_far,
                rest,
                level: self.families[rest].level,
                chosen,
            });
        }
    }

    /// Goes on with one beginning; returns what it cost [steps].
    fn go_on(&mut self, ahead: Ahead) -> usize {
        if ahead.rest != TRUE {
            let node = self.families[ahead.rest];
            let weight = self.weights[node.level as usize];
            let (without, with) = (self.best[node.low], weight + self.best[node.high]);
            // The likelier of two ways keeps the bound to the last bit, so that of sets alike one is finished before the
            // next is begun.
            let bound_of = |best: f64, other: f64| {
                if best >= other {
                    ahead.bound
                } else {
                    (ahead.so_far + best).min(ahead.bound)
                }
            };
            self.add(
                ahead.so_far,
                node.low,
                ahead.chosen,
                bound_of(without, with),
            );
            self.chosen.push((node.level, ahead.chosen));
            let chosen = self.chosen.len() - 1;
            self.add(
                ahead.so_far + weight,
                node.high,
                chosen,
                bound_of(with, without),
            );
            return 1;
        }
        let mut set: Vec<(BlockId, Member)> = Vec::new();
        let mut chosen = ahead.chosen;
        while chosen != 0 {
            let (level, before) = self.chosen[chosen];
            set.push(self.events.of_level[level as usize]);
            chosen = before;
        }
        let (bound, cost) = if self.is_plain(&set) {
            (ahead.so_far, 1)
        } else {
            let by_themselves = only(self.tree, &set);
            let down = solve(&by_themselves).map_or(0.0, |solved| solved.down);
            (down.ln(), self.tree.size())
        };
        let mut set: Vec<SourceId> = set.iter().map(|(_, member)| member.source).collect();
        set.sort_unstable();
        if bound > f64::NEG_INFINITY {
            let product = ahead.so_far;
            self.found.push(Whole {
                bound,
                product,
                set,
            });
        }
        cost
    }

    /// Whether the product of the probabilities is the set's own.
    fn is_plain(&self, set: &[(BlockId, Member)]) -> bool {
        let mut seen = BTreeSet::new();
        set.iter().all(|(block, member)| {
            member.ways.count_ones() == 1
                && seen.insert(block)
                && self.tree.members[*block].len() == 1
                && !self.partial.contains(&member.source)
        })
    }
}

/// Probability that a source is felt; for sources of one clock whose turns overlap a root of it, so that the product of
/// any of them is at least as much as the least of their probabilities.
fn weight(tree: &FaultTree, block: BlockId, member: Member) -> f64 {
    let states = &tree.blocks[block].states;
    let felt = states.iter().filter(|(ways, _)| ways & member.ways != 0);
    let probability: f64 = felt.map(|(_, probability)| probability).sum();
    let members = tree.members[block].len();
    let overlaps = members > 1 && states.iter().any(|(ways, _)| ways.count_ones() > 1);
    if overlaps {
        probability.powf(1.0 / members as f64)
    } else {
        probability
    }
}

/// The fault tree in which these sources alone can fail.
fn only(tree: &FaultTree, set: &[(BlockId, Member)]) -> FaultTree {
    let mut kept: BTreeMap<BlockId, Ways> = BTreeMap::new();
    let mut sources = BTreeSet::new();
    for (block, member) in set {
        *kept.entry(*block).or_insert(0) |= member.ways;
        sources.insert(member.source);
    }
    let blocks = tree
        .blocks
        .iter_with_ids()
        .map(|(id, block)| match kept.get(&id) {
            Some(&ways) => narrowed(block, ways),
            None => Block::single(0.0, 1.0, 0.0),
        });
    FaultTree {
        nodes: tree.nodes.clone(),
        root: tree.root,
        leaves: tree.leaves.map(|exposures| {
            let kept = exposures.iter();
            let kept = kept.filter(|felt| sources.contains(&felt.source));
            kept.copied().collect()
        }),
        blocks: blocks.collect(),
        members: tree.members.clone(),
    }
}

/// A block of which only some ways are looked at.
fn narrowed(block: &Block, kept: Ways) -> Block {
    let mut states: BTreeMap<Ways, f64> = BTreeMap::new();
    for (ways, probability) in &block.states {
        *states.entry(ways & kept).or_insert(0.0) += probability;
    }
    Block {
        states: states.into_iter().collect(),
        worsenings: Vec::new(),
        ..block.clone()
    }
}

impl Ord for Ahead {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound
            .total_cmp(&other.bound)
            .then(self.level.cmp(&other.level))
            .then(other.chosen.cmp(&self.chosen))
    }
}

impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ahead {}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_name = || other.set.cmp(&self.set);
        self.bound.total_cmp(&other.bound).then_with(by_name)
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Whole {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Whole {}
