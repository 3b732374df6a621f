//! Families of sets as zero-suppressed diagrams: the minimal solutions of a function.
//!
//! A node splits a family into the sets without its variable and those with it, the variable taken out (Minato,
//! "Zero-suppressed BDDs for set manipulation in combinatorial problems", *DAC* 1993). The minimal solutions of a function
//! that never falls as its variables rise come from its decision diagram, node by node: those of the low side, and those of
//! the high side that include none of the low side's (Rauzy, "New algorithms for fault trees analysis", *Reliability
//! Engineering & System Safety* 40, 1993). Millions of millions of sets take a few thousand nodes; none is written out.

use super::{
    decision::{Diagram, Function},
    table::{Decision, DecisionTable, FALSE, Operation, Ref, Split, TRUE, Values},
};
use crate::exact::obstacle::Obstacle;

/// A family: its topmost decision. [`FALSE`] has no set, [`TRUE`] has the empty one only.
pub type Family = Ref;

/// Families with shared parts.
pub type Families = DecisionTable<Without>;

/// The sets of one family that include no set of the other.
#[derive(Debug)]
pub struct Without;

impl Operation for Without {
    type Key = (Family, Family);

    fn at_once(key: Self::Key) -> Option<Family> {
        match key {
            // The empty set is included in every set.
            (FALSE, _) | (_, TRUE) => Some(FALSE),
            (family, FALSE) => Some(family),
            (TRUE, _) => Some(TRUE),
            (family, but) if family == but => Some(FALSE),
            _ => None,
        }
    }

    fn split((family, but): Self::Key, families: &Families) -> Split<Self::Key> {
        let (node, other) = (families[family], families[but]);
        if node.level > other.level {
            // No set of ours has the other's variable: only those without it can be included.
            return Split::Same((family, other.low));
        }
        let shared = node.level == other.level;
        Split::At {
            level: node.level,
            low: (node.low, if shared { other.low } else { but }),
            high: (node.high, if shared { other.high } else { but }),
            then: shared.then_some(other.low),
        }
    }

    fn again(result: Family, then: Family) -> Self::Key {
        (result, then)
    }

    fn reduce(decision: Decision) -> Option<Family> {
        (decision.high == FALSE).then_some(decision.low)
    }
}

impl Families {
    /// The minimal solutions of a function, found in so many steps at most.
    pub fn minimal(
        diagram: &Diagram,
        function: Function,
        steps: usize,
    ) -> Result<(Self, Family), Obstacle> {
        let mut families = Self::new(steps);
        let mut minimal = Values::new(diagram.len(), FALSE);
        minimal[TRUE] = TRUE;
        for (node, decision) in diagram.below(function) {
            let low = minimal[decision.low];
            let high = families.apply((minimal[decision.high], low))?;
            minimal[node] = families.node(decision.level, low, high);
        }
        Ok((families, minimal[function]))
    }

    /// How many sets a family has; `None` above 10^38.
    pub fn count(&self, family: Family) -> Option<u128> {
        let mut counts: Values<Option<u128>> = Values::of_constants(Some(0), Some(1));
        for (_, node) in self.up_to(family) {
            let (low, high) = (counts[node.low], counts[node.high]);
            counts.push(low.zip(high).and_then(|(low, high)| low.checked_add(high)));
        }
        counts[family]
    }
}
