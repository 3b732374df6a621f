//! A reduced ordered binary decision diagram with shared sub-structure (Bryant, "Graph-based algorithms for Boolean
//! function manipulation", *IEEE Trans. Computers* 35, 1986).
//!
//! Equal functions are equal references.

use super::table::{Decision, DecisionTable, FALSE, Operation, Ref, Split, TRUE};
use crate::exact::obstacle::Obstacle;

/// A function: its topmost decision.
pub type Function = Ref;

/// Boolean functions with shared parts.
pub type Diagram = DecisionTable<Choose>;

/// If the first then the second, else the third.
#[derive(Debug)]
pub struct Choose;

impl Operation for Choose {
    type Key = (Function, Function, Function);

    fn at_once(key: Self::Key) -> Option<Function> {
        match key {
            (TRUE, then, _) => Some(then),
            (FALSE, _, other) => Some(other),
            (test, TRUE, FALSE) => Some(test),
            (_, then, other) if then == other => Some(then),
            _ => None,
        }
    }

    fn split((test, then, other): Self::Key, diagram: &Diagram) -> Split<Self::Key> {
        let level = diagram
            .level(test)
            .min(diagram.level(then))
            .min(diagram.level(other));
        // What remains of a function if the variable at `level`, its topmost or one above, is false, and if it is true.
        let sides = |function: Function| {
            let decision = diagram[function];
            if decision.level == level {
                (decision.low, decision.high)
            } else {
                (function, function)
            }
        };
        let (test, then, other) = (sides(test), sides(then), sides(other));
        Split::At {
            level,
            low: (test.0, then.0, other.0),
            high: (test.1, then.1, other.1),
            then: None,
        }
    }

    fn again(result: Function, _: Function) -> Self::Key {
        (TRUE, result, result)
    }

    fn reduce(decision: Decision) -> Option<Function> {
        (decision.low == decision.high).then_some(decision.low)
    }
}

impl Diagram {
    /// The level of the topmost variable of a function.
    pub fn level(&self, function: Function) -> u32 {
        self[function].level
    }

    /// The variable at `level`.
    pub fn variable(&mut self, level: u32) -> Function {
        self.node(level, FALSE, TRUE)
    }

    /// `then` where `test` holds, else `other`.
    pub fn choose(
        &mut self,
        test: Function,
        then: Function,
        other: Function,
    ) -> Result<Function, Obstacle> {
        self.apply((test, then, other))
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
}
