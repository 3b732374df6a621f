//! Ways in which a source is felt, and a source (or all that one clock maintains) as a variable with several states.

use crate::topology::MitigationId;

/// A set of ways, one bit each.
pub type Ways = u128;

/// Links that feel a source alike: the component where there are mitigations, and these.
pub type Way<'a> = (&'a str, Vec<MitigationId>);

/// A variable of the structure function with several states.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// How many bits a state has.
    pub bits: u32,
    /// The states and their probabilities, which add up to 1; each to full relative accuracy.
    pub states: Vec<(Ways, f64)>,
    /// Changes for the worse: from, to, how often [1/h].
    pub worsenings: Vec<(Ways, Ways, f64)>,
    /// True where a change is better for one way and worse for another.
    pub crosses: bool,
}

impl Block {
    /// A variable that is true with probability `down` and false with `up`, and becomes true `falls` times an hour.
    pub fn single(down: f64, up: f64, falls: f64) -> Self {
        Self {
            bits: 1,
            states: vec![(0, up), (1, down)],
            worsenings: vec![(0, 1, falls)],
            crosses: false,
        }
    }
}
