//! Struck sources that count together. Where each of many replicas is struck by itself and only how many are down matters, the
//! gate above them is one event: so many of them are still down. With forty replicas that is one event in place of forty, whose
//! combinations nobody could go through.
//!
//! Each member is struck with its own chance and comes back by itself, so that how many are down at an age is a sum of
//! independent coins (Poisson-binomial). Nobody goes down later: a gate that is down at some age was down at the beginning, and its
//! event has the form of one struck source, P(struck) and P(still down | struck).

use std::sync::Arc;

use super::{
    ages::{Ages, Values},
    cone::{Cone, Shape},
    felt::{Felt, Struck},
};

/// The struck sources of an outage by the events that they are.
#[derive(Debug, Default)]
pub struct Bundles {
    /// Per struck source, by its place, its event.
    pub of: Vec<usize>,
    /// The events.
    pub events: Vec<Bundle>,
}

/// Struck sources that are one event.
#[derive(Debug)]
pub struct Bundle {
    /// Their places among the struck.
    members: Vec<usize>,
    /// The event is that so many of them are down.
    down_at: usize,
}

impl Bundles {
    /// Those of an outage that is felt like this.
    pub fn new(shape: &Shape<'_>, cone: &Cone, felt: &Felt) -> Self {
        let mut of: Vec<Option<usize>> = vec![None; felt.struck.len()];
        let mut events: Vec<Bundle> = Vec::new();
        let gates = if felt.struck.is_empty() {
            Vec::new()
        } else {
            shape.plain_gates(cone, &felt.leaves)
        };
        for (down_at, leaves) in gates {
            let members = leaves.iter().map(|leaf| felt.only_through(*leaf));
            let Some(members) = members.collect::<Option<Vec<usize>>>() else {
                continue;
            };
            for &member in &members {
                of[member] = Some(events.len());
            }
            events.push(Bundle { members, down_at });
        }
        let of = of.into_iter().enumerate().map(|(place, event)| {
            event.unwrap_or_else(|| {
                events.push(Bundle {
                    members: vec![place],
                    down_at: 1,
                });
                events.len() - 1
            })
        });
        Self {
            of: of.collect(),
            events,
        }
    }

    /// Per event and age the chance that it is true still, if it was at the beginning.
    pub fn beyond(&self, ages: &Ages, struck: &[Struck]) -> Vec<Arc<Values>> {
        let mut each: Vec<Arc<Values>> = Vec::new();
        for (place, it) in struck.iter().enumerate() {
            let before = &struck[..place];
            let same = before.iter().position(|other| other.lasts == it.lasts);
            let beyond = same.map_or_else(
                || Arc::new(ages.beyond(&it.lasts)),
                |same| each[same].clone(),
            );
            each.push(beyond);
        }
        let events = self.events.iter();
        events.map(|it| it.beyond(ages, struck, &each)).collect()
    }
}

impl Bundle {
    /// Chance that the event is true when the outage begins.
    pub fn chance(&self, struck: &[Struck]) -> f64 {
        self.so_many(&mut Vec::new(), |member| struck[member].chance)
    }

    /// Per age, the chance that it still is, if it was; `beyond` has it of each member.
    fn beyond(&self, ages: &Ages, struck: &[Struck], beyond: &[Arc<Values>]) -> Arc<Values> {
        if let [only] = self.members.as_slice() {
            return beyond[*only].clone();
        }
        let first = self.chance(struck);
        let mut up = Vec::new();
        let at = |index: usize| {
            let still = |member: usize| struck[member].chance * beyond[member][index];
            if first > 0.0 {
                self.so_many(&mut up, still) / first
            } else {
                0.0
            }
        };
        Arc::new((0..ages.at().len()).map(at).collect())
    }

    /// The chance that enough members are down, each being so by itself with this one; `up` is room to work in.
    fn so_many(&self, up: &mut Vec<f64>, is_down: impl Fn(usize) -> f64) -> f64 {
        // Up are at most so many: by how many are up of those that were gone through.
        let most_up = self.members.len() - self.down_at.min(self.members.len());
        up.clear();
        up.resize(most_up + 1, 0.0);
        up[0] = 1.0;
        for &member in &self.members {
            let down = is_down(member);
            for count in (0..=most_up).rev() {
                let one_less = if count > 0 { up[count - 1] } else { 0.0 };
                up[count] = up[count] * down + one_less * (1.0 - down);
            }
        }
        up.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::diagnostic::SourceText;
    use crate::exact::Lone;

    /// Of 40 exponential repairs of an hour that begin at once the third is done after 1/40 + 1/39 + 1/38 h.
    #[test]
    fn a_shock_that_takes_forty_down_lasts_until_enough_are_back() {
        let plan = "spof: 1\nservice: x\nworld: none\npath: [web]\ncomponents:\n  \
                    web: {fails: 1/year, lasts: {mean: 1h}, common_cause: 20%}\n\
                    architectures:\n  one: {sites: {here: my/lab/a}, replicas: {web: {count: 40, needs: 3}}}\n";
        let text = SourceText::new("plan.yaml", plan);
        let reading = crate::build::read(&text, Catalog::bundled());
        let topology = reading.unwrap_or_else(|it| panic!("{it:?}")).topology;
        let lone = Lone::new(&topology, &topology.architectures[0]);
        let ids = topology.sources.ids();
        let shock = ids.into_iter().find(|id| topology.sources[*id].is_shock);
        let cost = shock.and_then(|shock| lone.cost(shock));
        let hours = cost.map_or(0.0, |it| it.downtime);
        let wanted = 1.0 / 40.0 + 1.0 / 39.0 + 1.0 / 38.0;
        assert!((hours / wanted - 1.0).abs() < 1e-6, "{hours} {wanted}");
    }

    #[test]
    fn so_many_of_independent_coins() {
        let bundle = |down_at| Bundle {
            members: vec![0, 1, 2],
            down_at,
        };
        let coins = [0.5, 0.2, 0.1];
        let all = bundle(3).so_many(&mut Vec::new(), |it| coins[it]);
        assert!((all - 0.01).abs() < 1e-15);
        // Two of three: 0.5·0.2·0.9 + 0.5·0.8·0.1 + 0.5·0.2·0.1 + all.
        let two = bundle(2).so_many(&mut Vec::new(), |it| coins[it]);
        assert!((two - (0.09 + 0.04 + 0.01 + 0.01)).abs() < 1e-15, "{two}");
        let one = bundle(1).so_many(&mut Vec::new(), |it| coins[it]);
        assert!((one - (1.0 - 0.5 * 0.8 * 0.9)).abs() < 1e-15);
    }
}
