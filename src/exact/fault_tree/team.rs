//! The mitigations of one component against one source: which of its ways are felt at an age of an outage.

use std::collections::BTreeMap;

use super::way::{Way, Ways};
use crate::{
    law::{Law, Side},
    topology::{Effect, Mitigation, MitigationId, Table},
};

/// Most mitigations of one way or component.
pub const MOST_GUARDS: usize = 10;
/// The ways of one component that has mitigations; all share the draws of a mitigation.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    pub guards: Vec<Guard>,
    /// Per set of effective guards, the ways still felt.
    pub felt: Vec<Ways>,
}

/// A mitigation against one source for one component.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard {
    pub law: Law,
    pub works: f64,
    /// True for `covers_first`: effective until its time is over, else from then on.
    pub covers: bool,
}

impl Guard {
    /// Probability of being effective, and of not being.
    fn effective(&self, age: f64) -> (f64, f64) {
        let (beyond, within) = self.law.tails(age, Side::After);
        let (on, off) = if self.covers {
            (beyond, within)
        } else {
            (within, beyond)
        };
        (self.works * on, (1.0 - self.works) + self.works * off)
    }
}

/// The components among the ways that have mitigations.
pub fn teams(ways: &[Way<'_>], mitigations: &Table<MitigationId, Mitigation>) -> Vec<Team> {
    let mut members: BTreeMap<&str, Vec<(usize, &Vec<MitigationId>)>> = BTreeMap::new();
    for (bit, (component, against)) in ways.iter().enumerate() {
        if !against.is_empty() {
            members.entry(component).or_default().push((bit, against));
        }
    }
    let team = |ways: Vec<(usize, &Vec<MitigationId>)>| {
        let mut ids: Vec<MitigationId> = ways
            .iter()
            .flat_map(|(_, ids)| ids.iter().copied())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let guards = ids.iter().map(|id| {
            let mitigation = &mitigations[id];
            let (law, covers) = match &mitigation.effect {
                Effect::After(law) => (law, false),
                Effect::CoversFirst(law) => (law, true),
            };
            Guard {
                law: law.settled(),
                works: mitigation.works,
                covers,
            }
        });
        let felt = |effective: usize| {
            let bits = ways.iter().filter(|(_, against)| {
                !ids.iter()
                    .enumerate()
                    .any(|(guard, id)| effective >> guard & 1 == 1 && against.contains(id))
            });
            bits.fold(0, |bits, &(bit, _)| bits | 1 << bit)
        };
        Team {
            guards: guards.collect(),
            felt: (0..1usize << ids.len().min(MOST_GUARDS))
                .map(felt)
                .collect(),
        }
    };
    members.into_values().map(team).collect()
}

impl Team {
    /// The law of what is felt at `age`, guard `but` left out (it counts as not effective).
    pub fn law(&self, age: f64, but: Option<usize>) -> Vec<f64> {
        let mut law = vec![1.0];
        for (index, guard) in self.guards.iter().enumerate() {
            let (on, off) = if but == Some(index) {
                (0.0, 1.0)
            } else {
                guard.effective(age)
            };
            let with: Vec<f64> = law.iter().map(|share| share * on).collect();
            law.iter_mut().for_each(|share| *share *= off);
            law.extend(with);
        }
        law
    }

    /// Adds the law of what is felt at `age` of this team's ways to the joint law of others'.
    pub fn join(&self, joint: &[f64], law: &[f64]) -> Vec<f64> {
        let mut more = vec![0.0; joint.len()];
        for (effective, share) in law.iter().enumerate() {
            let felt = self.felt[effective] as usize;
            for (others, so_far) in joint.iter().enumerate() {
                if *so_far > 0.0 {
                    more[others | felt] += so_far * share;
                }
            }
        }
        more
    }

    /// Just before and just after `age`, where fixed delays end: the law of what is felt.
    pub fn jump(&self, age: f64) -> BTreeMap<(Ways, Ways), f64> {
        let mut law = BTreeMap::from([((0, 0), 1.0)]);
        for (index, guard) in self.guards.iter().enumerate() {
            let (beyond, _) = guard.law.tails(age, Side::After);
            let (_, within) = guard.law.tails(age, Side::Before);
            let now = guard.law.atom(age);
            let (on, off) = if guard.covers {
                (beyond, within)
            } else {
                (within, beyond)
            };
            let bit = 1usize << index;
            let turns = if guard.covers { (bit, 0) } else { (0, bit) };
            let outcomes = [
                ((bit, bit), guard.works * on),
                (turns, guard.works * now),
                ((0, 0), (1.0 - guard.works) + guard.works * off),
            ];
            let mut more = BTreeMap::new();
            for ((before, after), so_far) in law {
                for ((was, is), share) in outcomes {
                    *more.entry((before | was, after | is)).or_insert(0.0) += so_far * share;
                }
            }
            law = more;
        }
        let mut felt = BTreeMap::new();
        for ((before, after), share) in law {
            *felt
                .entry((self.felt[before], self.felt[after]))
                .or_insert(0.0) += share;
        }
        felt
    }
}
