//! Fussell–Vesely: the probability that a minimal cut set with a given source has occurred.
//!
//! From a module's minimal cut sets as a family, the union of those that have one of the source's ways is built as a
//! function again, node by node, and measured. Which sets a node's high side gives depends on whether its variable is such
//! a way: then all of them, else those that have one further down.

use super::diagrammed::Diagrammed;
use crate::exact::{
    diagram::{Diagram, FALSE, Families, Family, Function, MOST_STEPS, TRUE, Values},
    fault_tree::Ways,
};

/// Nodes that the walks for one module's Fussell–Vesely importances may visit in all: well under a second.
const MOST_VISITS: usize = 2_000_000;

/// The probability that a minimal cut set with a given source occurs.
pub struct Occurring {
    /// The module's minimal cut sets; none where there are too many.
    families: Option<(Families, Family)>,
    /// Per node of them, the function that it stands for.
    whole: Option<Values<Function>>,
    /// Per function of the diagram, its probability; grows with it.
    down: Values<f64>,
}

impl Occurring {
    /// Gets ready for the sources of a module, in so many steps at most.
    pub fn new(part: &Diagrammed, steps: usize) -> Self {
        let found = Families::minimal(&part.diagram, part.function, steps.min(MOST_STEPS)).ok();
        // All of a module's or none: each takes a walk over all nodes.
        let affordable = found.filter(|(families, _)| {
            families.len().saturating_mul(part.children.len()) <= MOST_VISITS
        });
        Self {
            families: affordable,
            whole: None,
            down: Values::of_constants(0.0, 1.0),
        }
    }

    /// Share of the module's downtime in which a minimal cut set with one of `ways` of the block at `level` occurs.
    pub fn share(&mut self, part: &mut Diagrammed, level: u32, ways: Ways) -> Option<f64> {
        let (families, all) = self.families.as_ref()?;
        let (block, first) = part.block_of_level[level as usize];
        let bits = part.blocks[block as usize].bits;
        let diagram = &mut part.diagram;
        let whole = match &mut self.whole {
            Some(whole) => whole,
            none => none.insert(unions(families, *all, diagram)?),
        };
        // Per node, the union of its sets that have one of the ways.
        let mut with = Values::of_constants(FALSE, FALSE);
        for (_, node) in families.up_to(*all) {
            if node.level >= first + bits {
                with.push(FALSE);
                continue;
            }
            let is_way = node.level >= first && ways >> (node.level - first) & 1 == 1;
            let of_high = if is_way { &*whole } else { &with };
            let (low, high) = (with[node.low], of_high[node.high]);
            let either = diagram.or(high, low).ok()?;
            let variable = diagram.variable(node.level);
            with.push(diagram.choose(variable, either, low).ok()?);
        }
        let occurs = with[*all];
        self.extend(part);
        let down = part.known[part.function].down;
        Some(if down > 0.0 {
            (self.down[occurs] / down).min(1.0)
        } else {
            0.0
        })
    }

    /// Knows the probability of what has been added to the diagram.
    fn extend(&mut self, part: &Diagrammed) {
        for (function, _) in part.diagram.since(self.down.len()) {
            let block = part.block_of(function);
            let states = part.blocks[block].states.iter();
            let parts = states.map(|&(ways, probability)| {
                probability * self.down[part.exit(function, block, ways)]
            });
            self.down.push(parts.sum());
        }
    }
}

/// Per node of a family, the union of its sets; `None` where it takes too many steps.
fn unions(families: &Families, all: Family, diagram: &mut Diagram) -> Option<Values<Function>> {
    let mut whole = Values::of_constants(FALSE, TRUE);
    for (_, node) in families.up_to(all) {
        let (low, high) = (whole[node.low], whole[node.high]);
        let either = diagram.or(high, low).ok()?;
        let variable = diagram.variable(node.level);
        whole.push(diagram.choose(variable, either, low).ok()?);
    }
    Some(whole)
}
