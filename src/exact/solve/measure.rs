//! From a diagram to numbers: how likely the function holds, and how often it begins to.
//!
//! One pass from the bottom up. At a block with states s of probability p(s) and worsenings s → s′ of rate w,
//!
//! ```text
//! P(f) = Σ p(s) P(f|s)        ν(f) = Σ p(s) ν(f|s) + Σ w(s → s′) [P(f|s′) − P(f|s)]
//! ```
//!
//! the difference being the probability that the rest of the structure lets this change take it down, for what is felt
//! more never helps. P(not f) is added up apart, so neither probability is ever one minus the other.

use std::borrow::Cow;

use crate::exact::{
    diagram::{BOTTOM, Diagram, Function, TRUE, Values},
    fault_tree::{Block, Ways},
};

/// What is known of a module in the steady state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Probability of being down.
    pub down: f64,
    /// Probability of being up.
    pub up: f64,
    /// How often it goes down [1/h]; `None` where a block of its crosses.
    pub falls: Option<f64>,
}

impl Measured {
    /// Never down.
    pub const NEVER: Self = Self {
        down: 0.0,
        up: 1.0,
        falls: Some(0.0),
    };
    const ALWAYS: Self = Self {
        down: 1.0,
        up: 0.0,
        falls: Some(0.0),
    };
}

/// Measures a gate over independent parts, down while at least `least` of them are: the law of how many are down, one
/// part after the other, without a diagram (Barlow & Heidtmann, "Computing k-out-of-n system reliability", *IEEE Trans.
/// Reliability* 33, 1984).
pub fn measure_gate(least: usize, of: &[Measured]) -> Measured {
    if least == 0 {
        return Measured::ALWAYS;
    }
    if least > of.len() {
        return Measured::NEVER;
    }
    // Fewer than `least` down: so many with this probability, and one more at this rate.
    let mut count = vec![0.0; least];
    let mut rate = vec![0.0; least];
    count[0] = 1.0;
    let mut down = 0.0;
    for part in of {
        let falls = part.falls.unwrap_or(0.0);
        down += count[least - 1] * part.down;
        for index in (0..least).rev() {
            let (fewer, slower) = match index {
                0 => (0.0, 0.0),
                _ => (count[index - 1], rate[index - 1]),
            };
            rate[index] = rate[index] * part.up + slower * part.down + count[index] * falls;
            count[index] = count[index] * part.up + fewer * part.down;
        }
    }
    let known = of.iter().all(|part| part.falls.is_some());
    Measured {
        down,
        up: count.iter().sum(),
        falls: known.then(|| rate[least - 1]),
    }
}

/// Measures a function of a diagram. `levels` has each level's block and that block's first level.
pub fn measure(
    diagram: &Diagram,
    function: Function,
    blocks: &[Cow<'_, Block>],
    levels: &[(u32, u32)],
) -> Measured {
    measure_below(diagram, function, blocks, levels)[function]
}

/// Measures a function and all that it comes down to; what it does not need is never down.
pub fn measure_below(
    diagram: &Diagram,
    function: Function,
    blocks: &[Cow<'_, Block>],
    levels: &[(u32, u32)],
) -> Values<Measured> {
    let mut known = Values::new(diagram.len(), Measured::NEVER);
    known[TRUE] = Measured::ALWAYS;
    for (node, decision) in diagram.below(function) {
        let (block, first) = levels[decision.level as usize];
        let block = &blocks[block as usize];
        let exit = |ways: Ways| known[exit(diagram, node, first, block.bits, ways)];
        known[node] = at_block(block, exit);
    }
    known
}

fn at_block(block: &Block, exit: impl Fn(Ways) -> Measured) -> Measured {
    let (mut down, mut up, mut falls) = (0.0, 0.0, (!block.crosses).then_some(0.0));
    for &(ways, probability) in &block.states {
        let then = exit(ways);
        down += probability * then.down;
        up += probability * then.up;
        falls = falls
            .zip(then.falls)
            .map(|(falls, then)| falls + probability * then);
    }
    for &(from, to, rate) in &block.worsenings {
        let (from, to) = (exit(from), exit(to));
        // The smaller difference of the two keeps its digits, be the module mostly up or mostly down.
        let taken_down = if to.down <= 0.5 {
            to.down - from.down
        } else {
            from.up - to.up
        };
        falls = falls.map(|falls| falls + rate * taken_down.max(0.0));
    }
    Measured { down, up, falls }
}

/// Where a function goes on below a block of `bits` levels from `first` on, in the state `ways`.
pub fn exit(
    diagram: &Diagram,
    mut function: Function,
    first: u32,
    bits: u32,
    ways: Ways,
) -> Function {
    loop {
        let decision = diagram[function];
        if decision.level == BOTTOM || decision.level >= first + bits {
            return function;
        }
        function = if ways >> (decision.level - first) & 1 == 1 {
            decision.high
        } else {
            decision.low
        };
    }
}
