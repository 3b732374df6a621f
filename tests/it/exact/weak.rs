//! Minimal cut sets and importance measures: by enumeration on random small structures, and by hand.

use crate::exact::model::nth;
use proptest::prelude::*;
use spof::{
    exact::{Importance, Liberty, Weaknesses, weaknesses},
    law::Law,
    topology::{Clock, Effect, NodeId, Strike, Topology},
};

use super::{
    brute, close,
    model::{Model, mean, three_tiers},
};

fn weak(topology: &Topology, top: usize) -> Weaknesses {
    weaknesses(topology, &topology.architectures[0], top, 5_000_000).unwrap()
}

fn importance(weak: &Weaknesses, source: usize) -> Importance {
    let name = format!("source-{source}");
    weak.importance
        .iter()
        .find(|(other, _)| *other == name)
        .unwrap()
        .1
}

/// All states of sources, and of one coin for each link that strikes by chance.
struct Enumeration<'a> {
    topology: &'a Topology,
    coins: Vec<usize>,
    bits: usize,
}

impl<'a> Enumeration<'a> {
    fn new(topology: &'a Topology) -> Self {
        let links = &topology.architectures[0].links;
        let coins: Vec<usize> = (0..links.len())
            .filter(|&link| topology.sources[links[link].source].hits < 1.0)
            .collect();
        Self {
            topology,
            bits: topology.sources.len() + coins.len(),
            coins,
        }
    }

    fn is_down(&self, state: usize) -> bool {
        let architecture = &self.topology.architectures[0];
        let mut down = vec![false; architecture.leaves.len()];
        for (index, link) in architecture.links.iter().enumerate() {
            let struck = self
                .coins
                .iter()
                .position(|&coin| coin == index)
                .is_none_or(|coin| state >> (self.topology.sources.len() + coin) & 1 == 1);
            if state >> link.source.index() & 1 == 1 && struck {
                down[link.leaf.index()] = true;
            }
        }
        !brute::holds(architecture, &down)
    }

    fn likely(&self, bit: usize) -> f64 {
        let sources = &self.topology.sources;
        if bit >= sources.len() {
            let link = &self.topology.architectures[0].links[self.coins[bit - sources.len()]];
            return sources[link.source].hits;
        }
        let source = &sources[nth(bit)];
        let (up, down) = (source.fails.as_ref().unwrap().mean(), source.lasts.mean());
        source.reach * down / (up + down)
    }

    /// Probability of a state, those bits aside that are given.
    fn probability(&self, state: usize, given: usize) -> f64 {
        (0..self.bits)
            .filter(|bit| given >> bit & 1 == 0)
            .map(|bit| {
                if state >> bit & 1 == 1 {
                    self.likely(bit)
                } else {
                    1.0 - self.likely(bit)
                }
            })
            .product()
    }

    /// Probability that a state which `holds` occurs, where the bits `given` are as in `value`.
    fn sum(&self, given: usize, value: usize, holds: impl Fn(usize) -> bool) -> f64 {
        (0..1usize << self.bits)
            .filter(|state| state & given == value && holds(*state))
            .map(|state| self.probability(state, given))
            .fold(0.0, |sum, more| sum + more)
    }

    /// The least states that are down, of those that are looked at.
    fn minimal(&self, bits: usize, is_down: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..1usize << bits)
            .filter(|&state| {
                is_down(state)
                    && (0..bits).all(|bit| state >> bit & 1 == 0 || !is_down(state & !(1 << bit)))
            })
            .collect()
    }
}

fn same(found: f64, expected: f64) -> bool {
    found == expected || (found - expected).abs() <= 1e-11 * expected.abs().max(1e-6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_structure_agrees_with_enumeration(plan in brute::plan()) {
        let topology = brute::build(plan);
        let all = Enumeration::new(&topology);
        prop_assume!(all.bits <= 10);
        let found = weak(&topology, 1000);
        let down = all.sum(0, 0, |state| all.is_down(state));
        prop_assert!((found.unavailability - down).abs() <= 1e-12 * down);

        let sources = topology.sources.len();
        let coins = ((1usize << all.bits) - 1) & !((1 << sources) - 1);
        let mut cuts: Vec<(Vec<String>, f64)> = all
            .minimal(sources, |state| all.is_down(state | coins))
            .into_iter()
            .map(|set| {
                let of = (0..sources).filter(|source| set >> source & 1 == 1);
                let likely: f64 = of.clone().map(|source| all.likely(source)).product();
                let alone = all.sum((1 << sources) - 1, set, |state| all.is_down(state));
                let mut names: Vec<String> = of.map(|source| topology.sources[nth(source)].name.clone()).collect();
                names.sort();
                (names, likely * alone)
            })
            .collect();
        prop_assert_eq!(found.total, Some(cuts.len() as u128));
        prop_assert!(found.is_sorted);
        prop_assert!(found.cut_sets.windows(2).all(|two| two[0].probability >= two[1].probability * (1.0 - 1e-8)));
        cuts.sort_by(|one, other| one.0.cmp(&other.0));
        let mut sets = found.cut_sets.clone();
        sets.sort_by(|one, other| one.sources.cmp(&other.sources));
        prop_assert_eq!(sets.len(), cuts.len());
        for (set, (names, likely)) in sets.iter().zip(&cuts) {
            prop_assert_eq!(&set.sources, names);
            prop_assert!((set.probability - likely).abs() <= 1e-9 * likely, "{:?} {}", set, likely);
        }

        let least = all.minimal(all.bits, |state| all.is_down(state));
        for source in 0..sources {
            if !topology.architectures[0].links.iter().any(|link| link.source.index() == source) {
                continue;
            }
            // Only what the service depends on is listed where it is felt at all.
            let name = format!("source-{source}");
            let Some((_, measures)) = found.importance.iter().find(|(other, _)| *other == name) else {
                continue;
            };
            let bit = 1usize << source;
            let felt = all.sum(bit, bit, |state| all.is_down(state));
            let not = all.sum(bit, 0, |state| all.is_down(state));
            let occurs = all.sum(0, 0, |state| least.iter().any(|set| set & bit != 0 && set & state == *set));
            prop_assert!(same(measures.felt, all.likely(source)));
            prop_assert!(same(measures.birnbaum, felt - not), "{} {}", measures.birnbaum, felt - not);
            if down > 0.0 {
                prop_assert!(same(measures.criticality, all.likely(source) * (felt - not) / down));
                prop_assert!(same(measures.fussell_vesely.unwrap(), occurs / down), "{measures:?} {}", occurs / down);
                prop_assert!(same(measures.achievement_worth, felt / down));
                prop_assert!(measures.reduction_worth == down / not || (measures.reduction_worth / (down / not) - 1.0).abs() < 1e-9, "{measures:?} {}", down / not);
            }
        }
    }
}

/// Cut sets {a, b}, {d, e}, {a, c, e}, {b, c, d}; Birnbaum of the middle 2q²(1 − q)².
#[test]
fn the_bridge() {
    let mut model = Model::default();
    let [a, b, c, d, e] = [0; 5].map(|_| model.machine(99.0, 1.0));
    let paths = [vec![a, d], vec![b, e], vec![a, c, e], vec![b, c, d]].map(|path| model.all(&path));
    model.any(&paths);
    let weak = weak(&model.build(), 10);
    assert_eq!(weak.total, Some(4));
    let mut sets: Vec<(String, f64)> = weak
        .cut_sets
        .iter()
        .map(|set| {
            (
                set.sources.join(" ").replace("source-", ""),
                set.probability,
            )
        })
        .collect();
    sets.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let names: Vec<&str> = sets.iter().map(|set| set.0.as_str()).collect();
    assert_eq!(names, ["0 1", "3 4", "0 2 4", "1 2 3"]);
    close(sets[0].1, 1e-4, 1e-12);
    close(sets[3].1, 1e-6, 1e-12);
    let q: f64 = 0.01;
    let middle = 2.0 * q * q * (1.0 - q) * (1.0 - q);
    let all = 4.0 * q + 6.0 * q * q - 20.0 * q.powi(3) + 10.0 * q.powi(4);
    close(importance(&weak, 2).birnbaum, middle, 1e-12);
    for outer in [0, 1, 3, 4] {
        close(
            importance(&weak, outer).birnbaum,
            (all - middle) / 4.0,
            1e-12,
        );
    }
    assert!(weak.liberties.is_empty());
}

/// 3³¹ minimal cut sets of 32 events each, of which the first hundred are found without the others.
#[test]
fn two_of_three_nested_five_deep() {
    let mut model = Model::default();
    let mut level: Vec<NodeId> = (0..243).map(|_| model.machine(999.0, 1.0)).collect();
    while level.len() > 1 {
        level = level
            .chunks(3)
            .map(|three| model.at_least(2, three))
            .collect();
    }
    let weak = weak(&model.build(), 100);
    assert_eq!(weak.total, Some(3u128.pow(31)));
    assert!(weak.is_sorted);
    assert_eq!(weak.cut_sets.len(), 100);
    for set in &weak.cut_sets {
        assert_eq!(set.sources.len(), 32);
        close(set.probability, 1e-96, 1e-9);
    }
    let (mut q, mut birnbaum): (f64, f64) = (1e-3, 1.0);
    for _ in 0..5 {
        birnbaum *= 2.0 * q * (1.0 - q);
        q = 3.0 * q * q - 2.0 * q * q * q;
    }
    assert_eq!(weak.importance.len(), 243);
    for (_, measures) in &weak.importance {
        close(measures.birnbaum, birnbaum, 1e-11);
        close(measures.criticality, 1e-3 * birnbaum / q, 1e-11);
        assert!(measures.reduction_worth > 1.0 && measures.reduction_worth < 1.2);
    }
}

/// All downtime is one's: nothing is left without it.
#[test]
fn infinite_where_infinite() {
    let mut model = Model::default();
    let shared = model.source(mean(99.0), mean(1.0));
    let machines = [0; 2].map(|_| model.leaf("web", &[shared]));
    model.any(&machines);
    let weak = weak(&model.build(), 10);
    let measures = importance(&weak, 0);
    assert_eq!(measures.reduction_worth, f64::INFINITY);
    close(measures.achievement_worth, 100.0, 1e-12);
    close(measures.criticality, 1.0, 1e-12);
    assert_eq!(measures.fussell_vesely, Some(1.0));
}

/// Mitigations: the set's probability is that it takes the service down, not that it is there.
#[test]
fn what_is_softened_is_less_likely_to_do_it() {
    let mut model = Model::default();
    let resolver = model.source(mean(998.0), mean(2.0));
    let web = model.leaf("web", &[resolver]);
    let app = model.leaf("app", &[resolver]);
    model.soften("web", resolver, Effect::After(Law::Fixed(0.0)), 0.8);
    model.any(&[web, app]);
    let weak = weak(&model.build(), 10);
    assert_eq!(weak.cut_sets.len(), 1);
    close(weak.cut_sets[0].probability, 0.2 * 0.002, 1e-11);
    close(weak.unavailability, 0.2 * 0.002, 1e-11);
    let measures = importance(&weak, 0);
    close(measures.felt, 0.002, 1e-11);
    close(measures.birnbaum, 0.2, 1e-11);
    assert_eq!(measures.reduction_worth, f64::INFINITY);
}

/// Turns of one clock meet as often as they overlap, or never.
#[test]
fn turns_of_one_clock_are_not_independent() {
    for (offset, both) in [(4.0, 3.0), (300.0, 0.0)] {
        let mut model = Model::default();
        let mut turns = Vec::new();
        for from in [0.0, offset] {
            let id = model.source(mean(1.0), Law::Fixed(7.0));
            let source = &mut model.sources[id];
            source.fails = None;
            source.clock = Some(Clock {
                name: "patches".to_owned(),
                every: 700.0,
                offset: from,
                counted: true,
            });
            let own = model.source(mean(999.0), mean(1.0));
            turns.push(model.leaf("web", &[id, own]));
        }
        model.any(&turns);
        let weak = weak(&model.build(), 10);
        assert_eq!(weak.total, Some(4));
        let probability = |names: [&str; 2]| {
            let set = weak.cut_sets.iter().find(|set| set.sources == names);
            set.map(|set| set.probability)
        };
        match probability(["source-0", "source-2"]) {
            Some(found) => close(found, both / 700.0, 1e-12),
            None => assert_eq!(both, 0.0),
        }
        close(probability(["source-0", "source-3"]).unwrap(), 1e-5, 1e-12);
        assert!(
            weak.cut_sets
                .windows(2)
                .all(|two| two[0].probability >= two[1].probability)
        );
    }
}

/// A shock becomes a source of its own, which is said.
#[test]
fn a_shock_is_a_cut_set() {
    let mut model = Model::default();
    let machines = [0; 2].map(|_| model.machine(999.0, 1.0));
    let shock = model.source(mean(9999.0), mean(1.0));
    model.sources[shock].is_shock = true;
    for machine in 0..2 {
        model.sources[nth(machine)].struck_by = vec![Strike {
            by: shock,
            chance: 1.0,
        }];
    }
    model.any(&machines);
    let weak = weak(&model.build(), 10);
    assert_eq!(weak.liberties, [Liberty::Shocks]);
    assert_eq!(weak.cut_sets[0].sources, ["source-2"]);
    close(weak.cut_sets[0].probability, 1e-4, 1e-12);
    assert_eq!(weak.cut_sets[1].sources, ["source-0", "source-1"]);
}

#[test]
fn three_hundred_events() {
    let topology = three_tiers();
    let weak = weak(&topology, 100);
    // Half of a zone's machines are a tier's 11, a region is all of them.
    assert_eq!(weak.cut_sets[0].sources, ["source-1"]);
    let region = weak
        .cut_sets
        .iter()
        .find(|set| set.sources == ["source-0"])
        .unwrap();
    close(region.probability, 1.0 / 10_001.0, 1e-12);
    assert_eq!(weak.importance.len(), 305);
}

/// However few steps the search may take, a measure is the true one or left out.
#[test]
fn a_measure_that_takes_too_many_steps_is_left_out() {
    let mut model = Model::default();
    let shared = model.source(mean(8760.0), mean(1.0));
    let machines: Vec<NodeId> = (0..6)
        .map(|_| {
            let own = model.source(mean(1000.0), mean(10.0));
            model.leaf("machine", &[own, shared])
        })
        .collect();
    let modules: Vec<NodeId> = machines.chunks(3).map(|of| model.at_least(2, of)).collect();
    model.any(&modules);
    let topology = model.build();
    let whole = weak(&topology, 1);
    let mut left_out = 0;
    for steps in 0..300 {
        let Ok(found) = weaknesses(&topology, &topology.architectures[0], 1, steps) else {
            continue;
        };
        for ((name, one), (other, whole)) in found.importance.iter().zip(&whole.importance) {
            assert_eq!(name, other);
            match (one.fussell_vesely, whole.fussell_vesely) {
                (Some(one), Some(whole)) => assert!(same(one, whole), "{name}: {one} {whole}"),
                (one, _) => left_out += usize::from(one.is_none()),
            }
        }
    }
    assert!(left_out > 0);
}
