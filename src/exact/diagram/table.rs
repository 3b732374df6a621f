//! One table under both kinds of diagram: decisions, each held once, and what came of every operation so far.
//!
//! Children come before parents, so one pass in order visits everything below first. Nothing recurses: a structure of ten
//! thousand replicas is ten thousand levels deep. Work is bounded by counting steps.

use std::{
    collections::HashMap,
    hash::Hash,
    ops::{Index, IndexMut},
};

use crate::exact::{hashing::Mixed, obstacle::Obstacle};

/// A diagram, by its topmost decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(u32);

/// Never; the family without sets.
pub const FALSE: Ref = Ref(0);
/// Always; the family of the empty set.
pub const TRUE: Ref = Ref(1);

/// The level of the constants, below all others.
pub const BOTTOM: u32 = u32::MAX;

/// Steps of building that one architecture may take: well under a second.
pub const MOST_STEPS: usize = 1_000_000;

/// A decision: what remains if the variable at this level is false, and if it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decision {
    /// Which variable; the topmost has level 0.
    pub level: u32,
    /// Where it is false.
    pub low: Ref,
    /// Where it is true.
    pub high: Ref,
}

/// What a diagram means, by its one operation, worked out from the top down.
pub trait Operation: Sized {
    /// The operands.
    type Key: Copy + Eq + Hash;

    /// The result where it needs no work.
    fn at_once(key: Self::Key) -> Option<Ref>;

    /// The operation on what is below the operands.
    fn split(key: Self::Key, table: &DecisionTable<Self>) -> Split<Self::Key>;

    /// The operation that follows a result, for the `then` of a [`Split`].
    fn again(result: Ref, then: Ref) -> Self::Key;

    /// What stands for a decision that decides nothing.
    fn reduce(decision: Decision) -> Option<Ref>;
}

/// How an operation comes down to others.
pub enum Split<K> {
    /// To this one.
    Same(K),
    /// To one on either side of a variable.
    At {
        /// The variable's level.
        level: u32,
        /// On the low side.
        low: K,
        /// On the high side.
        high: K,
        /// What the result of the high side is put through once more.
        then: Option<Ref>,
    },
}

/// Decisions, each once.
#[derive(Debug)]
pub struct DecisionTable<O: Operation> {
    decisions: Vec<Decision>,
    unique: HashMap<Decision, Ref, Mixed>,
    known: HashMap<O::Key, Ref, Mixed>,
    steps: usize,
}

/// An operation with a side that is not worked out yet.
struct Open<K> {
    key: K,
    level: u32,
    /// The low side, once it is known.
    low: Option<Ref>,
    high: K,
    then: Option<Ref>,
}

impl<O: Operation> DecisionTable<O> {
    /// A table that may take `steps` steps.
    pub fn new(steps: usize) -> Self {
        let constant = |value| Decision {
            level: BOTTOM,
            low: value,
            high: value,
        };
        Self {
            decisions: vec![constant(FALSE), constant(TRUE)],
            unique: HashMap::default(),
            known: HashMap::default(),
            steps,
        }
    }

    /// Allows so many further steps, whatever was left.
    pub fn allow(&mut self, steps: usize) {
        self.steps = steps;
    }

    /// Steps that are left.
    pub fn steps_left(&self) -> usize {
        self.steps
    }

    /// How many decisions there are, the two constants included.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// All decisions but the constants, children first, up to `last`.
    pub fn up_to(&self, last: Ref) -> impl DoubleEndedIterator<Item = (Ref, Decision)> {
        self.between(2, last.0 as usize + 1)
    }

    /// The decisions made since there were so many.
    pub fn since(&self, len: usize) -> impl DoubleEndedIterator<Item = (Ref, Decision)> {
        self.between(len, self.len())
    }

    fn between(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = (Ref, Decision)> {
        (from..to).map(|index| (Ref(index as u32), self.decisions[index]))
    }

    /// The decisions that `top` comes down to, itself included and the constants not, children first.
    pub fn below(&self, top: Ref) -> impl Iterator<Item = (Ref, Decision)> {
        let mut needed = Values::new(top.0 as usize + 1, false);
        needed[top] = true;
        for (node, decision) in self.up_to(top).rev() {
            if needed[node] {
                needed[decision.low] = true;
                needed[decision.high] = true;
            }
        }
        self.up_to(top).filter(move |(node, _)| needed[*node])
    }

    /// The decision at `level` between these two.
    pub fn node(&mut self, level: u32, low: Ref, high: Ref) -> Ref {
        let decision = Decision { level, low, high };
        if let Some(reduced) = O::reduce(decision) {
            return reduced;
        }
        *self.unique.entry(decision).or_insert_with(|| {
            self.decisions.push(decision);
            Ref((self.decisions.len() - 1) as u32)
        })
    }

    /// Carries out the operation.
    pub fn apply(&mut self, mut key: O::Key) -> Result<Ref, Obstacle> {
        let mut open: Vec<Open<O::Key>> = Vec::new();
        loop {
            let known = O::at_once(key).or_else(|| self.known.get(&key).copied());
            let Some(mut result) = known else {
                let left = self.steps.checked_sub(1);
                self.steps = left.ok_or(Obstacle::TooLarge { steps: MOST_STEPS })?;
                key = match O::split(key, self) {
                    Split::Same(same) => same,
                    Split::At {
                        level,
                        low,
                        high,
                        then,
                    } => {
                        open.push(Open {
                            key,
                            level,
                            low: None,
                            high,
                            then,
                        });
                        low
                    }
                };
                continue;
            };
            // Hands the result up to the first operation that has something else to work out.
            key = loop {
                let Some(above) = open.pop() else {
                    return Ok(result);
                };
                match (above.low, above.then) {
                    (None, _) => {
                        let low = Some(result);
                        let high = above.high;
                        open.push(Open { low, ..above });
                        break high;
                    }
                    (Some(_), Some(then)) => {
                        open.push(Open {
                            then: None,
                            ..above
                        });
                        break O::again(result, then);
                    }
                    (Some(low), None) => {
                        result = self.node(above.level, low, result);
                        self.known.insert(above.key, result);
                    }
                }
            };
        }
    }
}

impl<O: Operation> Index<Ref> for DecisionTable<O> {
    type Output = Decision;

    fn index(&self, node: Ref) -> &Decision {
        &self.decisions[node.0 as usize]
    }
}

/// Something for each decision of a table, the constants included.
#[derive(Debug, Clone)]
pub struct Values<T>(Vec<T>);

impl<T: Clone> Values<T> {
    /// The same for all of the first `len` decisions, of which the constants are two.
    pub fn new(len: usize, value: T) -> Self {
        Self(vec![value; len.max(2)])
    }

    /// Only for the constants.
    pub fn of_constants(never: T, always: T) -> Self {
        Self(vec![never, always])
    }

    /// For one decision more.
    pub fn push(&mut self, value: T) {
        self.0.push(value);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T> Index<Ref> for Values<T> {
    type Output = T;

    fn index(&self, node: Ref) -> &T {
        &self.0[node.0 as usize]
    }
}

impl<T> IndexMut<Ref> for Values<T> {
    fn index_mut(&mut self, node: Ref) -> &mut T {
        &mut self.0[node.0 as usize]
    }
}
