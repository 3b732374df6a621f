//! Families of sets as zero-suppressed diagrams: the minimal solutions of a function.
//!
//! A node splits a family into the sets without its variable and those with it, the variable taken out (Minato,
//! "Zero-suppressed BDDs for set manipulation in combinatorial problems", *DAC* 1993). The minimal solutions of a function
//! that never falls as its variables rise come from its decision diagram, node by node: those of the low side, and those of
//! the high side that include none of the low side's (Rauzy, "New algorithms for fault trees analysis", *Reliability
//! Engineering & System Safety* 40, 1993). Millions of millions of sets take a few thousand nodes; none is written out.

use std::collections::HashMap;

use super::decision::{BOTTOM, Decision, Diagram, FALSE, Function, MOST_STEPS, TRUE};
use crate::exact::{hashing::Mixed, obstacle::Obstacle};

/// A family: index of its topmost node. [`FALSE`] has no set, [`TRUE`] has the empty one only.
pub type Family = u32;

/// Families with shared parts.
#[derive(Debug)]
pub struct Families {
    /// All nodes, children first.
    pub nodes: Vec<Decision>,
    unique: HashMap<Decision, Family, Mixed>,
    known: HashMap<(Family, Family), Family, Mixed>,
    steps: usize,
}

enum Task {
    Without(Family, Family),
    /// What came of it, without these too.
    Then(Family),
    Join(u32, (Family, Family)),
}

impl Families {
    /// The minimal solutions of a function, found in so many steps at most.
    pub fn minimal(
        diagram: &Diagram,
        function: Function,
        steps: usize,
    ) -> Result<(Self, Family), Obstacle> {
        let constant = |value| Decision {
            level: BOTTOM,
            low: value,
            high: value,
        };
        let mut families = Self {
            nodes: vec![constant(FALSE), constant(TRUE)],
            unique: HashMap::default(),
            known: HashMap::default(),
            steps,
        };
        let needed = diagram.below(function);
        let mut minimal = vec![FALSE; (function as usize + 1).max(2)];
        minimal[TRUE as usize] = TRUE;
        for index in 2..=function as usize {
            if needed[index] {
                let decision = diagram.decisions[index];
                let low = minimal[decision.low as usize];
                let high = families.without(minimal[decision.high as usize], low)?;
                minimal[index] = families.node(decision.level, low, high);
            }
        }
        Ok((families, minimal[function as usize]))
    }

    /// How many sets a family has; `None` above 10^38.
    pub fn count(&self, family: Family) -> Option<u128> {
        let mut counts: Vec<Option<u128>> = vec![Some(0), Some(1)];
        for node in self.nodes.iter().take(family as usize + 1).skip(2) {
            let (low, high) = (counts[node.low as usize], counts[node.high as usize]);
            counts.push(low.zip(high).and_then(|(low, high)| low.checked_add(high)));
        }
        counts[family as usize]
    }

    /// The sets of one family that include no set of the other.
    fn without(&mut self, family: Family, but: Family) -> Result<Family, Obstacle> {
        let mut tasks = vec![Task::Without(family, but)];
        let mut done: Vec<Family> = Vec::new();
        while let Some(task) = tasks.pop() {
            match task {
                Task::Without(family, but) => {
                    let known = match (family, but) {
                        // The empty set is included in every set.
                        (FALSE, _) | (_, TRUE) => Some(FALSE),
                        (family, FALSE) => Some(family),
                        (TRUE, _) => Some(TRUE),
                        (family, but) if family == but => Some(FALSE),
                        key => self.known.get(&key).copied(),
                    };
                    if let Some(known) = known {
                        done.push(known);
                        continue;
                    }
                    self.steps = self
                        .steps
                        .checked_sub(1)
                        .ok_or(Obstacle::TooLarge { steps: MOST_STEPS })?;
                    let (node, other) = (self.nodes[family as usize], self.nodes[but as usize]);
                    if node.level > other.level {
                        // No set of ours has the other's variable: only those without it can be included.
                        tasks.push(Task::Without(family, other.low));
                        continue;
                    }
                    tasks.push(Task::Join(node.level, (family, but)));
                    if node.level < other.level {
                        tasks.push(Task::Without(node.high, but));
                        tasks.push(Task::Without(node.low, but));
                    } else {
                        tasks.push(Task::Then(other.low));
                        tasks.push(Task::Without(node.high, other.high));
                        tasks.push(Task::Without(node.low, other.low));
                    }
                }
                Task::Then(but) => {
                    let family = done.pop().unwrap_or(FALSE);
                    tasks.push(Task::Without(family, but));
                }
                Task::Join(level, key) => {
                    let high = done.pop().unwrap_or(FALSE);
                    let low = done.pop().unwrap_or(FALSE);
                    let node = self.node(level, low, high);
                    self.known.insert(key, node);
                    done.push(node);
                }
            }
        }
        Ok(done.pop().unwrap_or(FALSE))
    }

    fn node(&mut self, level: u32, low: Family, high: Family) -> Family {
        if high == FALSE {
            return low;
        }
        let decision = Decision { level, low, high };
        *self.unique.entry(decision).or_insert_with(|| {
            self.nodes.push(decision);
            (self.nodes.len() - 1) as Family
        })
    }
}
