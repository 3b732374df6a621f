//! A reduced ordered binary decision diagram with shared sub-structure (Bryant, "Graph-based algorithms for Boolean
//! function manipulation", *IEEE Trans. Computers* 35, 1986).
//!
//! A function is the index of its topmost node; equal functions are equal indices. Children come before parents, so one
//! pass in order of index visits everything below first. Nothing recurses: a structure of ten thousand replicas is ten
//! thousand levels deep.

use std::collections::HashMap;

use crate::exact::{hashing::Mixed, obstacle::Obstacle};

/// A function: index of its topmost node.
pub type Function = u32;

/// Never.
pub const FALSE: Function = 0;
/// Always.
pub const TRUE: Function = 1;

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
    pub low: Function,
    /// Where it is true.
    pub high: Function,
}

/// The diagram.
#[derive(Debug)]
pub struct Diagram {
    /// All decisions, the constants at 0 and 1.
    pub decisions: Vec<Decision>,
    unique: HashMap<Decision, Function, Mixed>,
    chosen: HashMap<(Function, Function, Function), Function, Mixed>,
    steps: usize,
}

enum Task {
    Choose(Function, Function, Function),
    Join(u32, (Function, Function, Function)),
}

impl Diagram {
    /// A diagram that may take `steps` steps.
    pub fn new(steps: usize) -> Self {
        let constant = |value| Decision {
            level: BOTTOM,
            low: value,
            high: value,
        };
        Self {
            decisions: vec![constant(FALSE), constant(TRUE)],
            unique: HashMap::default(),
            chosen: HashMap::default(),
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

    /// By index up to that of `function`, whether it comes down to this one, itself included.
    pub fn below(&self, function: Function) -> Vec<bool> {
        let mut needed = vec![false; function as usize + 1];
        needed[function as usize] = true;
        for index in (2..=function as usize).rev() {
            if needed[index] {
                let decision = self.decisions[index];
                needed[decision.low as usize] = true;
                needed[decision.high as usize] = true;
            }
        }
        needed
    }

    /// The level of the topmost variable of a function.
    pub fn level(&self, function: Function) -> u32 {
        self.decisions[function as usize].level
    }

    /// The variable at `level`.
    pub fn variable(&mut self, level: u32) -> Function {
        self.node(level, FALSE, TRUE)
    }

    /// Where both hold.
    pub fn and(&mut self, one: Function, other: Function) -> Result<Function, Obstacle> {
        self.choose(one, other, FALSE)
    }

    /// Where one holds at least.
    pub fn or(&mut self, one: Function, other: Function) -> Result<Function, Obstacle> {
        self.choose(one, TRUE, other)
    }

    /// Where at least `least` of the functions hold. With the functions in order of their levels, each step adds only
    /// to the top of what is there.
    pub fn at_least(&mut self, least: usize, of: &[Function]) -> Result<Function, Obstacle> {
        if least == 0 {
            return Ok(TRUE);
        }
        if least > of.len() {
            return Ok(FALSE);
        }
        // counts[j]: at least j of the functions from `index` on.
        let mut counts = vec![FALSE; least + 1];
        counts[0] = TRUE;
        for (index, &function) in of.iter().enumerate().rev() {
            // With `index` functions above, fewer than `least - index` are of no interest.
            for count in (least.saturating_sub(index).max(1)..=least.min(of.len() - index)).rev() {
                counts[count] = self.choose(function, counts[count - 1], counts[count])?;
            }
        }
        Ok(counts[least])
    }

    /// `then` where `test` holds, else `other`.
    pub fn choose(
        &mut self,
        test: Function,
        then: Function,
        other: Function,
    ) -> Result<Function, Obstacle> {
        let mut tasks = vec![Task::Choose(test, then, other)];
        let mut done: Vec<Function> = Vec::new();
        while let Some(task) = tasks.pop() {
            match task {
                Task::Choose(test, then, other) => {
                    let key = (test, then, other);
                    let known = match key {
                        (TRUE, then, _) => Some(then),
                        (FALSE, _, other) => Some(other),
                        (_, TRUE, FALSE) => Some(test),
                        (_, then, other) if then == other => Some(then),
                        _ => self.chosen.get(&key).copied(),
                    };
                    if let Some(known) = known {
                        done.push(known);
                        continue;
                    }
                    self.steps = self
                        .steps
                        .checked_sub(1)
                        .ok_or(Obstacle::TooLarge { steps: MOST_STEPS })?;
                    let level = self
                        .level(test)
                        .min(self.level(then))
                        .min(self.level(other));
                    let (test, then, other) = (
                        self.cofactors(test, level),
                        self.cofactors(then, level),
                        self.cofactors(other, level),
                    );
                    tasks.push(Task::Join(level, key));
                    tasks.push(Task::Choose(test.1, then.1, other.1));
                    tasks.push(Task::Choose(test.0, then.0, other.0));
                }
                Task::Join(level, key) => {
                    let high = done.pop().unwrap_or(FALSE);
                    let low = done.pop().unwrap_or(FALSE);
                    let node = self.node(level, low, high);
                    self.chosen.insert(key, node);
                    done.push(node);
                }
            }
        }
        Ok(done.pop().unwrap_or(FALSE))
    }

    /// What remains of a function if the variable at `level`, its topmost or one above, is false, and if it is true.
    fn cofactors(&self, function: Function, level: u32) -> (Function, Function) {
        let decision = self.decisions[function as usize];
        if decision.level == level {
            (decision.low, decision.high)
        } else {
            (function, function)
        }
    }

    fn node(&mut self, level: u32, low: Function, high: Function) -> Function {
        if low == high {
            return low;
        }
        let decision = Decision { level, low, high };
        *self.unique.entry(decision).or_insert_with(|| {
            self.decisions.push(decision);
            (self.decisions.len() - 1) as Function
        })
    }
}
