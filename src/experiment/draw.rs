//! Scenarios whose numbers are other than the plan's: drawn from what is believed of them, or one of them moved alone.

use crate::engine::{Key, name_hash};
use crate::law::Law;
use crate::topology::{
    Architecture, Aspect, Source, SourceId, Table, Topology, Unknown, UnknownId,
};
use std::borrow::Cow;

/// Purpose of the draws of numbers, apart from all that is drawn in a life.
const NUMBERS: u64 = 0x0A55_0000_0000_0000;

/// Purpose of the strata of numbers.
const STRATA: u64 = 0x0A55_0000_0000_0001;

/// So many scenarios with drawn numbers: a Latin hypercube (McKay, Beckman & Conover, *Technometrics* 21, 1979). What may be
/// believed of a number is cut into as many strata of equal chance as there are scenarios, and each stratum is drawn from
/// once. A draw is a function of the seed, the scenario and where the number is written, its stratum of the seed and where it
/// is written, so that one number or architecture more moves no other.
pub struct Draws<'a> {
    topology: &'a Topology,
    seed: u64,
    /// Per number, its stratum in each scenario.
    strata: Vec<Vec<u32>>,
}

impl<'a> Draws<'a> {
    /// So many of them.
    pub fn new(topology: &'a Topology, seed: u64, scenarios: u32) -> Self {
        let shuffled = |unknown: &Unknown| {
            let key = written(Key::of_life(seed, STRATA), unknown);
            let mut strata: Vec<u32> = (0..scenarios).collect();
            strata.sort_by_cached_key(|&stratum| key.of(u64::from(stratum)).unit().to_bits());
            strata
        };
        Self {
            topology,
            seed,
            strata: topology.unknowns.iter().map(shuffled).collect(),
        }
    }

    /// The number that each of the plan's unknowns has in this scenario.
    pub fn numbers(&self, scenario: u32) -> Vec<f64> {
        let key = Key::of_life(self.seed, u64::from(scenario)).of(NUMBERS);
        let number = |(unknown, strata): (&Unknown, &Vec<u32>)| {
            let within = written(key, unknown).unit();
            let stratum = strata.get(scenario as usize).copied().unwrap_or(0);
            unknown.quantile((f64::from(stratum) + within) / strata.len().max(1) as f64)
        };
        let all = self.topology.unknowns.iter().zip(&self.strata);
        all.map(number).collect()
    }
}

/// The draws of a number that is written here.
fn written(key: Key, unknown: &Unknown) -> Key {
    let place = name_hash(&format!("{}: {}", unknown.origin, unknown.drawn_as));
    key.of(place).of(unknown.aspect.key())
}

/// The number that each unknown of a topology has in one scenario.
pub type World = Vec<f64>;

/// The scenarios of a run with this seed, in its order.
#[must_use]
pub fn worlds(topology: &Topology, seed: u64, count: u32) -> Vec<World> {
    let draws = Draws::new(topology, seed, count);
    (0..count).map(|it| draws.numbers(it)).collect()
}

/// Sources in a scenario in which the plan's unknowns have these numbers: each law scaled. Common-cause shocks, what is
/// left to the replicas beside them, and copies that were believed in scale with the number they come from.
pub fn scaled(
    sources: &Table<SourceId, Source>,
    unknowns: &Table<UnknownId, Unknown>,
    numbers: &[f64],
) -> Table<SourceId, Source> {
    let mut scaled = sources.clone();
    rescale(&mut scaled, sources, unknowns, numbers);
    scaled
}

/// The same in the place of those of another scenario, so that names are not copied again and again.
pub fn rescale(
    scaled: &mut Table<SourceId, Source>,
    sources: &Table<SourceId, Source>,
    unknowns: &Table<UnknownId, Unknown>,
    numbers: &[f64],
) {
    for (scaled, source) in scaled.iter_mut().zip(sources) {
        if source.unknowns.is_empty() {
            continue;
        }
        scaled.fails.clone_from(&source.fails);
        scaled.lasts.clone_from(&source.lasts);
        (scaled.reach, scaled.hits) = (source.reach, source.hits);
        for &id in &source.unknowns {
            let unknown = &unknowns[id];
            let number = numbers[id.index()];
            let factor = number / unknown.value;
            match unknown.aspect {
                Aspect::Rate | Aspect::Complexity | Aspect::Drift => {
                    scaled.fails = scaled.fails.as_ref().map(|law| law.scaled(1.0 / factor));
                }
                Aspect::Length => scaled.lasts = scaled.lasts.lengthened(factor),
                Aspect::Reach => scaled.reach = (scaled.reach * factor).min(1.0),
                Aspect::Hits => scaled.hits = (scaled.hits * factor).min(1.0),
                // Of no source.
                Aspect::Move(_) => {}
            }
        }
    }
}

/// An architecture in such a scenario: its laws of failover are others.
pub fn moved<'a>(
    architecture: &'a Architecture,
    unknowns: &Table<UnknownId, Unknown>,
    numbers: &[f64],
) -> Cow<'a, Architecture> {
    moved_by(architecture, unknowns, |id, _| numbers[id.index()])
}

/// The same with numbers that depend on the law of which they are the median, if they are.
pub fn moved_by<'a>(
    architecture: &'a Architecture,
    unknowns: &Table<UnknownId, Unknown>,
    number: impl Fn(UnknownId, Option<Law>) -> f64,
) -> Cow<'a, Architecture> {
    if architecture.unknowns_of_moves().next().is_none() {
        return Cow::Borrowed(architecture);
    }
    let mut architecture = architecture.clone();
    for group in architecture.groups.iter_mut() {
        let written = group.law.clone();
        for &id in &group.unknowns {
            let unknown = &unknowns[id];
            if let Aspect::Move(of) = unknown.aspect {
                let times = number(id, written.law(of)) / unknown.value;
                group.law = group.law.clone().with(of, times);
            }
        }
    }
    Cow::Owned(architecture)
}

/// How many times as often as written the outages of a source reach us, on average over all that is believed.
#[must_use]
pub fn times_often(source: &Source, unknowns: &Table<UnknownId, Unknown>) -> f64 {
    let each = source.unknowns.iter().map(|&id| &unknowns[id]);
    let often = each.filter(|it| !matches!(it.aspect, Aspect::Length | Aspect::Hits));
    often.map(|it| it.mean() / it.value).product()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    fn read(text: &str) -> Topology {
        match build::read(&SourceText::new("plan.yaml", text), Catalog::bundled()) {
            Ok(reading) => reading.topology,
            Err(problems) => panic!("{problems:?}"),
        }
    }

    const SHOP: &str = include_str!("../../examples/seoul-shop.yaml");

    #[test]
    fn one_more_unknown_or_architecture_moves_no_draw() {
        let few = read(SHOP);
        let more = "architectures:\n  before: {path: [cdn, dns, host, db], sites: {seoul: aws/ap-northeast-2/a}}\n";
        let many = SHOP.replacen("architectures:\n", more, 1).replacen(
            "components:\n",
            "components:\n  cdn: {service: cdn}\n",
            1,
        );
        let many = read(&many);
        assert!(many.unknowns.len() > few.unknowns.len());
        let (few_draws, many_draws) = (Draws::new(&few, 7, 5), Draws::new(&many, 7, 5));
        for number in 0..5 {
            let (small, large) = (few_draws.numbers(number), many_draws.numbers(number));
            for (unknown, drawn) in few.unknowns.iter().zip(&small) {
                let place = many.unknowns.iter().position(|it| {
                    (&it.name, it.aspect, &it.origin)
                        == (&unknown.name, unknown.aspect, &unknown.origin)
                });
                let place = place.unwrap_or_else(|| panic!("{}", unknown.name));
                assert_eq!(large[place].to_bits(), drawn.to_bits(), "{}", unknown.name);
            }
        }
        assert_ne!(few_draws.numbers(0), few_draws.numbers(1));
        assert_ne!(few_draws.numbers(0), Draws::new(&few, 8, 5).numbers(0));
    }

    /// A tenth of the draws of each number lies outside its range, and half below the plan's number, but for one at each end.
    #[test]
    fn draws_follow_what_is_believed() {
        let topology = read(SHOP);
        let scenarios = 400;
        let draws = Draws::new(&topology, 1, scenarios);
        let mut counts = vec![[0.0f64; 3]; topology.unknowns.len()];
        for scenario in 0..scenarios {
            let each = topology.unknowns.iter().zip(draws.numbers(scenario));
            for ((unknown, drawn), counts) in each.zip(&mut counts) {
                let (low, high) = unknown.belief.ends();
                counts[0] += f64::from(u8::from(drawn < low));
                counts[1] += f64::from(u8::from(drawn < unknown.value));
                // A share whose high end is all has no draw above it.
                counts[2] += f64::from(u8::from(drawn > high || (drawn == 1.0 && high == 1.0)));
            }
        }
        for (unknown, counts) in topology.unknowns.iter().zip(counts) {
            for (count, share) in counts.iter().zip([0.05, 0.5, 0.05]) {
                let expected = share * f64::from(scenarios);
                let name = &unknown.name;
                assert!(
                    (count - expected).abs() <= 1.0,
                    "{name}: {count}, not {expected}"
                );
            }
        }
    }

    /// Strata of two numbers are shuffled apart: no pair of them moves together.
    #[test]
    fn numbers_are_drawn_independently_of_each_other() {
        let topology = read(SHOP);
        let scenarios = 400;
        let draws = Draws::new(&topology, 1, scenarios);
        let rank = |strata: &Vec<u32>| -> Vec<f64> {
            let middle = f64::from(scenarios - 1) / 2.0;
            strata.iter().map(|&it| f64::from(it) - middle).collect()
        };
        let ranks: Vec<Vec<f64>> = draws.strata.iter().map(rank).collect();
        let squares: f64 = ranks[0].iter().map(|it| it * it).sum();
        for (place, one) in ranks.iter().enumerate() {
            for other in &ranks[..place] {
                let product: f64 = one.iter().zip(other).map(|(a, b)| a * b).sum();
                // Its standard error is 1/√399.
                assert!((product / squares).abs() < 0.25, "{}", product / squares);
            }
        }
    }

    /// The drift of a kind is one factor a scenario, with a standard deviation of 0.4 in its logarithm, for all of the kind.
    #[test]
    fn what_is_of_a_kind_drifts_together() {
        let plan = "spof: 1\nservice: shop\npath: [web]\ncomponents: {web: {service: vm, size: t3.small}}\n\
                    architectures: {one: {sites: {a: aws/us-east-1/a, b: aws/us-west-2/a}, failover: {switch: 5min}}}\n";
        let topology = read(plan);
        let drifts = topology.unknowns.iter_with_ids();
        let drifts: Vec<_> = drifts
            .filter(|(_, it)| it.aspect == Aspect::Drift)
            .collect();
        let names: Vec<&str> = drifts.iter().map(|(_, it)| &*it.name).collect();
        assert_eq!(names, ["network", "vm hardware"]);
        let (hardware, _) = drifts[1];
        let with = topology
            .sources
            .iter()
            .filter(|it| it.unknowns.contains(&hardware));
        assert_eq!(with.count(), 2);
        let draws = Draws::new(&topology, 3, 2_000);
        let logs = (0..2_000).map(|number| draws.numbers(number)[hardware.index()].ln());
        let (sum, squares) = logs.fold((0.0, 0.0), |(sum, squares), it| {
            (sum + it, squares + it * it)
        });
        let (mean, variance) = (sum / 2_000.0, squares / 2_000.0);
        assert!(mean.abs() < 4.0 * 0.4 / 2_000_f64.sqrt(), "{mean}");
        assert!(
            (variance.sqrt() / 0.4 - 1.0).abs() < 4.0 / 4_000_f64.sqrt(),
            "{variance}"
        );
        // Twice as often is twice as often for each of them, and for nothing else.
        let mut numbers: Vec<f64> = topology.unknowns.iter().map(|it| it.value).collect();
        numbers[hardware.index()] = 2.0;
        for (before, after) in
            topology
                .sources
                .iter()
                .zip(scaled(&topology.sources, &topology.unknowns, &numbers))
        {
            let mean = |it: &Source| it.fails.as_ref().map_or(0.0, crate::law::Law::mean);
            let factor = if before.unknowns.contains(&hardware) {
                2.0
            } else {
                1.0
            };
            assert!((mean(before) - factor * mean(&after)).abs() < 1e-9 * mean(before));
        }
    }

    #[test]
    fn numbers_of_the_plan_leave_every_law_as_it_is() {
        let topology = read(SHOP);
        let numbers: Vec<f64> = topology.unknowns.iter().map(|it| it.value).collect();
        let same = scaled(&topology.sources, &topology.unknowns, &numbers);
        assert_eq!(same, topology.sources);
    }

    #[test]
    fn shocks_scale_with_the_failures_they_are_a_share_of() {
        let topology = read(SHOP);
        let mut numbers: Vec<f64> = topology.unknowns.iter().map(|it| it.value).collect();
        let rate = topology
            .unknowns
            .iter()
            .position(|it| it.name == "vm software" && it.aspect == Aspect::Rate);
        numbers[rate.unwrap_or(usize::MAX)] *= 3.0;
        let mut scaled = 0;
        let sources = super::scaled(&topology.sources, &topology.unknowns, &numbers);
        for (before, after) in topology.sources.iter().zip(sources) {
            let mean = |source: &Source| source.fails.as_ref().map_or(0.0, crate::law::Law::mean);
            let ours = before.name.ends_with("/software") || before.name.ends_with("/common-cause");
            let factor = if ours { 3.0 } else { 1.0 };
            scaled += usize::from(ours);
            assert!((mean(before) - factor * mean(&after)).abs() < 1e-9 * mean(before));
        }
        assert!(scaled >= 10, "{scaled}");
    }
}
