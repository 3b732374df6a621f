//! Importance measures: how much of the downtime depends on one source.
//!
//! With P the probability that the service is down, p that the source is felt at all (in any way), and P(1), P(0) that of
//! being down while it is felt and while it is not:
//!
//! | measure | is | from |
//! | --- | --- | --- |
//! | Birnbaum | P(down while it is felt, and up without it) / p, the same as P(1) − P(0) | Birnbaum, "On the importance of different components in a multicomponent system", 1969 |
//! | criticality | p (P(1) − P(0)) / P, the same as 1 − P(0) / P | Lambert 1975 |
//! | Fussell–Vesely | P(a minimal cut set that the source is in occurs) / P | Vesely et al., NUREG/CR-3385, 1983 |
//! | risk achievement worth | P(1) / P | the same |
//! | risk reduction worth | P / P(0), infinite where P(0) is 0 | the same |
//!
//! What they say and do not say: Borgonovo & Apostolakis, "A new importance measure for risk-informed decision making",
//! *Reliability Engineering & System Safety* 72, 2001. Many tools give 1 − P(0) / P for Fussell–Vesely, which agrees for rare
//! events only; here it is the probability of the union of cut sets, exactly.
//!
//! All come from one pass down and one pass up each module's diagram: how likely each node is reached, times what it makes
//! of a state. What passes by a variable without asking it is added up in a tree of sums, never as a difference, so a P(0) of
//! nothing is nothing. Birnbaum's measure is added up in the same way, over pairs of functions of which one implies the other
//! (see [`Gap`]): it is never the difference of two probabilities, and so never negative. A module within a module hands its numbers down: measures multiply.

use std::collections::HashMap;

use super::{
    diagrammed::Diagrammed,
    measure::Measured,
    module::{Module, modules},
    occurrence::Occurring,
};
use crate::{
    exact::{
        diagram::{FALSE, Function, TRUE, Values},
        fault_tree::{Child, FaultTree, Ways},
        hashing::Mixed,
        obstacle::Obstacle,
    },
    topology::{NodeId, SourceId, Table},
};

/// What depends on one source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// Probability that the source is felt.
    pub felt: f64,
    /// How much likelier the service is down while it is felt than if it were not felt then, all else as it is. Never below 0.
    pub birnbaum: f64,
    /// Share of the downtime that would not be without it.
    pub criticality: f64,
    /// Share of the downtime in which a minimal cut set with it has occurred; `None` where that takes too many steps.
    pub fussell_vesely: Option<f64>,
    /// How many times as likely the service is down while it is felt.
    pub achievement_worth: f64,
    /// How many times as likely the service is down as if it never were; infinite where all the downtime is its.
    pub reduction_worth: f64,
}

/// The importance of all sources that can be felt, in the order of the topology, and the probability of being down.
pub fn importance(
    tree: &FaultTree,
    steps: usize,
) -> Result<(Vec<(SourceId, Importance)>, f64), Obstacle> {
    let is_module = modules(tree);
    let mut solved: Table<NodeId, Measured> = tree.nodes.map(|_| Measured::NEVER);
    let mut functions = tree.nodes.map(|_| FALSE);
    let mut parts: Vec<(NodeId, Diagrammed)> = Vec::new();
    let mut left = steps;
    // The root is the last of the modules.
    let mut down = 0.0;
    for node in tree.nodes.ids().filter(|&node| is_module[node]) {
        let mut module = Module::new(tree, &is_module, node, left);
        let function = module.build(&mut functions)?;
        left = module.diagram.steps_left();
        let part = Diagrammed::new(module, function, tree, &solved);
        let measured = part.known[function];
        solved[node] = measured;
        down = measured.down;
        parts.push((node, part));
    }
    let mut contexts: Table<NodeId, Option<Context>> = tree.nodes.map(|_| None);
    contexts[tree.root] = Some(Context {
        if_down: 1.0,
        if_up: 0.0,
        birnbaum: 1.0,
        fussell_vesely: Some(1.0),
    });
    let mut all = Vec::new();
    let mut left = steps;
    for (node, mut part) in parts.into_iter().rev() {
        let Some(context) = contexts[node] else {
            continue;
        };
        let flow = Flow::new(&part);
        let mut gap = Gap::new(left);
        part.diagram.allow(left);
        let mut occurring = Occurring::new(&part, left);
        for (child, level) in std::mem::take(&mut part.children) {
            let block = match child {
                Child::Block(block) => block,
                Child::Node(node) => {
                    let given = flow.given(&part, &mut gap, level, 1);
                    contexts[node] =
                        Some(context.below(&given, || occurring.share(&mut part, level, 1)));
                    continue;
                }
            };
            for member in &tree.members[block] {
                let given = flow.given(&part, &mut gap, level, member.ways);
                if given.probability > 0.0 {
                    let below =
                        context.below(&given, || occurring.share(&mut part, level, member.ways));
                    all.push((member.source, below.importance(given.probability, down)));
                }
            }
        }
        left = part.diagram.steps_left();
    }
    all.sort_by_key(|(source, _)| *source);
    Ok((all, down))
}

/// How a module stands to the service: the probability that this is down while the module is, while it is not.
#[derive(Debug, Clone, Copy)]
struct Context {
    if_down: f64,
    if_up: f64,
    birnbaum: f64,
    fussell_vesely: Option<f64>,
}

impl Context {
    /// How something within the module stands.
    fn below(&self, given: &Given, share: impl FnOnce() -> Option<f64>) -> Self {
        Self {
            if_down: self.if_down * given.felt.0 + self.if_up * given.felt.1,
            if_up: self.if_down * given.not.0 + self.if_up * given.not.1,
            birnbaum: self.birnbaum * given.apart,
            fussell_vesely: self
                .fussell_vesely
                .and_then(|above| share().map(|share| above * share)),
        }
    }

    /// The measures of something felt with probability `felt`, the service being down with probability `down`.
    fn importance(&self, felt: f64, down: f64) -> Importance {
        let ratio = |above: f64, below: f64, none: f64| match (above, below) {
            (_, below) if below > 0.0 => above / below,
            (above, _) if above > 0.0 => f64::INFINITY,
            _ => none,
        };
        Importance {
            felt,
            birnbaum: self.birnbaum,
            criticality: ratio(felt * self.birnbaum, down, 0.0).min(1.0),
            fussell_vesely: if down > 0.0 {
                self.fussell_vesely
            } else {
                Some(0.0)
            },
            achievement_worth: ratio(self.if_down, down, 1.0),
            reduction_worth: ratio(down, self.if_up, 1.0),
        }
    }
}

/// A module's probabilities of being down and up given that something in it is felt, and that it is not.
struct Given {
    probability: f64,
    felt: (f64, f64),
    not: (f64, f64),
    /// How much of the first would be up if it were not felt then, added up apart.
    apart: f64,
}

/// How likely each node of a module's diagram is reached.
struct Flow {
    /// Per block, the functions that ask it, and how likely each of them is reached.
    asked: Vec<Vec<(Function, f64)>>,
    /// What passes by a block: being down, being up.
    past: (Sums, Sums),
}

impl Flow {
    fn new(part: &Diagrammed) -> Self {
        let count = part.blocks.len();
        let mut flow = Self {
            asked: vec![Vec::new(); count],
            past: (Sums::new(count), Sums::new(count)),
        };
        let mut reached = Values::new(part.known.len(), 0.0);
        reached[part.function] = 1.0;
        flow.pass(part, 0, part.function, 1.0);
        for (function, _) in part.diagram.up_to(part.function).rev() {
            let likely = reached[function];
            if likely <= 0.0 {
                continue;
            }
            let block = part.block_of(function);
            flow.asked[block].push((function, likely));
            for &(ways, probability) in &part.blocks[block].states {
                let next = part.exit(function, block, ways);
                reached[next] += likely * probability;
                flow.pass(part, block + 1, next, likely * probability);
            }
        }
        flow
    }

    /// Counts a step from before block `from` to a function, for the blocks between.
    fn pass(&mut self, part: &Diagrammed, from: usize, to: Function, likely: f64) {
        let known = part.known[to];
        let until = part.block_of(to);
        self.past.0.add(from, until, likely * known.down);
        self.past.1.add(from, until, likely * known.up);
    }

    /// The module given that `ways` of the block at `level` are felt, and that they are not.
    fn given(&self, part: &Diagrammed, gap: &mut Gap, level: u32, ways: Ways) -> Given {
        let block = part.block_of_level[level as usize].0 as usize;
        let states = &part.blocks[block].states;
        let share = |felt: bool| {
            let of = states.iter().filter(|state| (state.0 & ways != 0) == felt);
            of.map(|state| state.1).sum::<f64>()
        };
        let (probability, rest) = (share(true), share(false));
        let past = (self.past.0.at(block), self.past.1.at(block));
        let mut given = Given {
            probability,
            felt: past,
            not: past,
            apart: 0.0,
        };
        for &(function, likely) in &self.asked[block] {
            let (mut felt, mut not) = ((0.0, 0.0), (0.0, 0.0));
            for &(state, weight) in states {
                let known = part.known[part.exit(function, block, state)];
                let (of, all) = if state & ways == 0 {
                    (&mut not, rest)
                } else {
                    (&mut felt, probability)
                };
                if all > 0.0 {
                    of.0 += weight / all * known.down;
                    of.1 += weight / all * known.up;
                }
            }
            if rest <= 0.0 {
                // Never off: as if it were.
                let known = part.known[part.exit(function, block, 0)];
                not = (known.down, known.up);
            }
            for (sum, more) in [(&mut given.felt, felt), (&mut given.not, not)] {
                sum.0 += likely * more.0;
                sum.1 += likely * more.1;
            }
            let felt_states = states.iter();
            let felt_states = felt_states.filter(|state| state.0 & ways != 0 && state.1 > 0.0);
            for &(state, weight) in felt_states {
                let with = part.exit(function, block, state);
                let without = part.exit(function, block, state & !ways);
                given.apart += likely * (weight / probability) * gap.between(part, with, without);
            }
        }
        given
    }
}

/// How likely one function of a diagram holds and another does not that never holds without it: Shannon's expansion of both
/// at once, of terms that are only added up.
struct Gap {
    known: HashMap<(Function, Function), f64, Mixed>,
    steps: usize,
}

impl Gap {
    /// That may take so many steps.
    fn new(steps: usize) -> Self {
        Self {
            known: HashMap::default(),
            steps,
        }
    }

    fn between(&mut self, part: &Diagrammed, more: Function, less: Function) -> f64 {
        let mut open = vec![(more, less)];
        while let Some(&pair) = open.last() {
            let mut missing = false;
            if self.of(part, pair).is_none() {
                let block = part.block_of(pair.0).min(part.block_of(pair.1));
                let on = |function, ways| match part.block_of(function) {
                    asked if asked == block => part.exit(function, block, ways),
                    _ => function,
                };
                let mut sum = 0.0;
                for &(ways, likely) in &part.blocks[block].states {
                    let next = (on(pair.0, ways), on(pair.1, ways));
                    match self.of(part, next) {
                        Some(of_next) => sum += likely * of_next,
                        None if self.steps > 0 => {
                            self.steps -= 1;
                            missing = true;
                            open.push(next);
                        }
                        // Too entangled to be taken apart any further: what is left of the digits of the two.
                        None => {
                            let known = |function: Function| part.known[function].down;
                            let apart = known(next.0) - known(next.1);
                            self.known.insert(next, apart.max(0.0));
                            sum += likely * apart.max(0.0);
                        }
                    }
                }
                if !missing {
                    self.known.insert(pair, sum);
                }
            }
            if !missing {
                open.pop();
            }
        }
        self.of(part, (more, less)).unwrap_or(0.0)
    }

    fn of(&self, part: &Diagrammed, pair: (Function, Function)) -> Option<f64> {
        match pair {
            (more, less) if more == less => Some(0.0),
            (more, FALSE) => Some(part.known[more].down),
            (TRUE, less) => Some(part.known[less].up),
            pair => self.known.get(&pair).copied(),
        }
    }
}

/// Sums over ranges of blocks, made of additions only (a segment tree).
struct Sums {
    size: usize,
    nodes: Vec<f64>,
}

impl Sums {
    fn new(count: usize) -> Self {
        let size = count.max(1).next_power_of_two();
        Self {
            size,
            nodes: vec![0.0; 2 * size],
        }
    }

    /// Adds to all from one index to before another.
    fn add(&mut self, from: usize, to: usize, value: f64) {
        let (mut from, mut to) = (from + self.size, to + self.size);
        while from < to {
            if from % 2 == 1 {
                self.nodes[from] += value;
                from += 1;
            }
            if to % 2 == 1 {
                to -= 1;
                self.nodes[to] += value;
            }
            from /= 2;
            to /= 2;
        }
    }

    fn at(&self, index: usize) -> f64 {
        let mut node = index + self.size;
        let mut sum = 0.0;
        while node > 0 {
            sum += self.nodes[node];
            node /= 2;
        }
        sum
    }
}
