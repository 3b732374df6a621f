//! Who is charged with a static structure's downtime: the share of the time charged to each source.
//!
//! With F the sources felt now and the service down, C(F) are those of them whose removal alone would restore it, U(F) the
//! union of the minimal cut sets in F. The time is charged in equal shares to C(F), or to U(F) where C(F) is empty.
//!
//! - Where all states together are few, they are gone through ([`enumerated`]): C(F) are those felt sources
//!   without which the service is up, and U(F) is F where that is all of them, else the union of the U of all states with one
//!   felt source less.
//! - Else the diagram is walked through once, the likeliest states of the walk together with what is in doubt
//!   ([`super::walk`]). C is then exact; the time in which C is empty is known, and split as if two of the cut sets seen
//!   had met by chance.

use super::{
    diagrammed::Diagrammed,
    measure::Measured,
    module::Module,
    walk::{NEGLIGIBLE, walked},
};
use crate::{
    exact::{
        diagram::{FALSE, Function, MOST_STEPS, TRUE},
        fault_tree::{Child, FaultTree, Member, Ways},
        obstacle::Obstacle,
    },
    topology::{SourceId, Table},
};

/// Most states that are all gone through.
const MOST_STATES: usize = 1 << 14;
/// Most sources of these, one bit each.
const MOST_SOURCES: usize = u64::BITS as usize;

/// What is charged to each source.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Sources and the share of the time charged to each, in no order.
    pub charges: Vec<(SourceId, f64)>,
    /// Whether that is the definition, to a millionth of the downtime.
    pub is_exact: bool,
}

/// A whole fault tree as one diagram, with the sources of each block.
pub struct Whole<'a> {
    pub part: Diagrammed,
    /// Per block its sources; none where it is whether an outage strikes some leaf.
    pub members: Vec<&'a [Member]>,
}

/// Charges the downtime of a fault tree. Where its diagram is too large, in proportion to how likely each source is felt.
pub fn split(tree: &FaultTree) -> Split {
    let Ok(whole) = Whole::new(tree) else {
        return by_presence(tree);
    };
    if whole.down() <= 0.0 {
        return Split {
            charges: Vec::new(),
            is_exact: true,
        };
    }
    let states = whole.part.blocks.iter().try_fold(1usize, |all, block| {
        let closed = 1usize.checked_shl(block.bits)?;
        let of_block = if block.bits == 1 { 2 } else { closed };
        all.checked_mul(of_block).filter(|&all| all <= MOST_STATES)
    });
    let sources: usize = whole.members.iter().map(|members| members.len()).sum();
    let split = if states.is_some() && sources <= MOST_SOURCES {
        enumerated(&whole)
    } else {
        let found = walked(&whole);
        Split {
            is_exact: found.in_doubt <= NEGLIGIBLE * whole.down(),
            charges: found.charges,
        }
    };
    if split.charges.iter().any(|charge| charge.1 > 0.0) {
        split
    } else {
        by_presence(tree)
    }
}

impl<'a> Whole<'a> {
    fn new(tree: &'a FaultTree) -> Result<Self, Obstacle> {
        let undivided = tree.nodes.map(|_| false);
        let mut functions = tree.nodes.map(|_| FALSE);
        let mut module = Module::new(tree, &undivided, tree.root, MOST_STEPS);
        let function = module.build(&mut functions)?;
        let part = Diagrammed::new(module, function, tree, &tree.nodes.map(|_| Measured::NEVER));
        let mut members: Vec<&[Member]> = vec![&[]; part.blocks.len()];
        for (child, level) in &part.children {
            if let Child::Block(block) = child {
                let place = part.block_of_level[*level as usize].0 as usize;
                members[place] = &tree.members[block];
            }
        }
        Ok(Self { part, members })
    }

    /// Probability of being down.
    pub fn down(&self) -> f64 {
        self.part.known[self.part.function].down
    }

    /// Where a function goes on in a state of a block, which it may not ask at all.
    pub fn exit(&self, function: Function, block: usize, ways: Ways) -> Function {
        if self.part.block_of(function) == block {
            self.part.exit(function, block, ways)
        } else {
            function
        }
    }
}

/// Goes through all states: mixed numbers, a digit for each block. With its sets of felt ways in rising order, a state with one
/// source less is a smaller number.
fn enumerated(whole: &Whole<'_>) -> Split {
    let part = &whole.part;
    let mut first_source = 0;
    let mut strides = Vec::new();
    let mut states = 1;
    for (block, members) in part.blocks.iter().zip(&whole.members) {
        strides.push((states, 1usize << block.bits, first_source));
        states <<= block.bits;
        first_source += members.len();
    }
    let digit = |state: usize, block: usize| (state / strides[block].0) % strides[block].1;
    let is_down = |state: usize| {
        let mut function = part.function;
        loop {
            match part.block_of(function) {
                block if block < part.blocks.len() => {
                    function = part.exit(function, block, digit(state, block) as Ways);
                }
                _ => return function == TRUE,
            }
        }
    };
    let mut charges = vec![0.0; first_source];
    let mut union = vec![0u64; states];
    let mut down = vec![false; states];
    for state in 0..states {
        down[state] = is_down(state);
        if !down[state] {
            continue;
        }
        let (mut felt, mut alone, mut of_less) = (0u64, 0u64, 0u64);
        let mut likely = 1.0;
        for (block, &(stride, _, first)) in strides.iter().enumerate() {
            let ways = digit(state, block);
            let states = &part.blocks[block].states;
            let of_block = states.iter().find(|state| state.0 == ways as Ways);
            likely *= of_block.map_or(0.0, |state| state.1);
            for (member, source) in whole.members[block].iter().zip(first..) {
                let own = ways & member.ways as usize;
                if own != 0 {
                    let without = state - own * stride;
                    felt |= 1 << source;
                    if down[without] {
                        of_less |= union[without];
                    } else {
                        alone |= 1 << source;
                    }
                }
            }
        }
        union[state] = if alone == felt { felt } else { of_less };
        let charged = if alone == 0 { union[state] } else { alone };
        for (source, charge) in charges.iter_mut().enumerate() {
            if charged >> source & 1 == 1 {
                *charge += likely / f64::from(charged.count_ones());
            }
        }
    }
    let sources = whole.members.iter().copied().flatten();
    Split {
        charges: sources.map(|member| member.source).zip(charges).collect(),
        is_exact: true,
    }
}

/// In proportion to how likely each source is felt, where nothing better is to be had.
fn by_presence(tree: &FaultTree) -> Split {
    let members: &Table<_, Vec<Member>> = &tree.members;
    let mut charges = Vec::new();
    for (id, members) in members.iter_with_ids() {
        for member in members {
            let states = tree.blocks[id].states.iter();
            let felt = states.filter(|state| state.0 & member.ways != 0);
            charges.push((member.source, felt.map(|state| state.1).sum()));
        }
    }
    Split {
        charges,
        is_exact: false,
    }
}
