//! What one outage does to an architecture, by its age, all else up.
//!
//! p(a) = P(the service is down at age a of an outage that still lasts). What happens up to age a does not depend on how long
//! the outage will last, so an outage of length L costs ∫₀ᴸ p(a) da, and p holds neither rate nor length. It is a sum over
//! independent events, each true or not at age a: a mitigation takes effect, a group has switched. The structure is worked
//! out once for each combination of them.
//!
//! Sources that are struck go down together and come back each by itself: whether one is still down is an event too, or whether so
//! many of them are (`bundle`).
//!
//! A group that wakes when a `covers_first` ends begins to wait then: the curve is a mean over when that is.

use super::{
    ages::Ages,
    bundle::Bundles,
    cone::Shape,
    effects::{Curve, Effects},
    felt::Felt,
    pattern::{Begins, Chances, MOST_EVENTS, OnePattern},
    waits::Waits,
};
use crate::topology::{Mitigation, MitigationId, Table};

/// The curve of outages felt like this; `None` where more than independent events decides, and where there are too many.
pub fn curve(
    shape: &Shape<'_>,
    mitigations: &Table<MitigationId, Mitigation>,
    ages: &Ages,
    felt: &Felt,
    waits: &Waits,
) -> Option<Effects> {
    let strikes = !felt.struck.is_empty();
    let mut effects = Effects {
        during: Curve::zero(ages),
        after: strikes.then(|| Curve::zero(ages)),
    };
    let cone = shape.cone(&felt.leaves);
    if !shape.feels(&cone) {
        return Some(effects);
    }
    // What is a matter of chance at the outage's beginning: which leaves it strikes, which sources.
    let mut chances: Vec<(Begins, f64)> = Vec::new();
    if felt.hits < 1.0 {
        let decisive = shape.decisive(&cone, felt.leaves.len());
        let leaves = decisive.iter().enumerate().filter(|(_, decides)| **decides);
        chances.extend(leaves.map(|(leaf, _)| (Begins::Leaf(leaf), felt.hits)));
    }
    let bundles = Bundles::new(shape, &cone, felt);
    let struck = bundles.events.iter().map(|it| it.chance(felt)).enumerate();
    let unsure = struck.filter(|(_, chance)| *chance < 1.0);
    chances.extend(unsure.map(|(event, chance)| (Begins::Struck(event + 1), chance)));
    if chances.len() + felt.guards().len() + bundles.events.len() > MOST_EVENTS {
        return None;
    }
    let guards: Vec<&Mitigation> = felt.guards().map(|id| &mitigations[id]).collect();
    let by_age = Chances::new(shape, ages, (felt, &bundles), &guards);
    for pattern in 0..1_usize << chances.len() {
        let each = chances.iter().enumerate();
        let weight = each.map(|(bit, (_, chance))| {
            if pattern >> bit & 1 == 1 {
                *chance
            } else {
                1.0 - chance
            }
        });
        let spared: Vec<Begins> = (0..chances.len())
            .filter(|bit| pattern >> bit & 1 == 0)
            .map(|bit| chances[bit].0)
            .collect();
        let one = OnePattern {
            shape,
            ages,
            felt,
            guards: &guards,
            chances: &by_age,
            cone: &cone,
            bundles: &bundles,
            spared,
        };
        one.add(weight.product(), waits, &mut effects)?;
    }
    Some(effects)
}
