//! Scenarios whose numbers are other than the plan's: drawn from what is believed of them, or one of them moved alone.

use crate::engine::{Key, name_hash};
use crate::topology::{Aspect, Source, SourceId, Table, Topology, Unknown};

/// Purpose of the draws of numbers, apart from all that is drawn in a life.
const NUMBERS: u64 = 0x0A55_0000_0000_0000;

/// The number that each of the plan's unknowns has in one drawn scenario. A draw is a function of the seed, its number, and
/// where the unknown is written, so that one unknown or architecture more moves no other.
pub fn draw(topology: &Topology, seed: u64, draw: u64) -> Vec<f64> {
    let key = Key::of_life(seed, draw).of(NUMBERS);
    let number = |unknown: &Unknown| {
        let place = name_hash(&format!("{}: {}", unknown.origin, unknown.name));
        let key = key.of(place).of(unknown.aspect as u64);
        unknown.quantile(key.unit())
    };
    topology.unknowns.iter().map(number).collect()
}

/// The plan's sources in a scenario in which its unknowns have these numbers: each law scaled. Common-cause shocks, what is
/// left to the replicas beside them, and copies that were believed in scale with the number they come from.
pub fn sources(topology: &Topology, numbers: &[f64]) -> Table<SourceId, Source> {
    let each = topology.sources.iter().map(|source| {
        let mut source = source.clone();
        for id in source.unknowns.clone() {
            let unknown = &topology.unknowns[id];
            let number = numbers[id.index()];
            let factor = number / unknown.value;
            match unknown.aspect {
                Aspect::Rate | Aspect::Complexity | Aspect::Drift => {
                    source.fails = source.fails.map(|law| law.scaled(1.0 / factor));
                }
                Aspect::Length => source.lasts = source.lasts.lengthened(factor),
                Aspect::Reach => source.reach = (source.reach * factor).min(1.0),
                Aspect::Hits => source.hits = (source.hits * factor).min(1.0),
            }
        }
        source
    });
    each.collect()
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
        for number in 0..5 {
            let (small, large) = (draw(&few, 7, number), draw(&many, 7, number));
            for (unknown, drawn) in few.unknowns.iter().zip(&small) {
                let place = many.unknowns.iter().position(|it| {
                    (&it.name, it.aspect, &it.origin)
                        == (&unknown.name, unknown.aspect, &unknown.origin)
                });
                let place = place.unwrap_or_else(|| panic!("{}", unknown.name));
                assert_eq!(large[place].to_bits(), drawn.to_bits(), "{}", unknown.name);
            }
        }
        assert_ne!(draw(&few, 7, 0), draw(&few, 7, 1));
        assert_ne!(draw(&few, 7, 0), draw(&few, 8, 0));
    }

    /// A tenth of all draws lies outside the ranges, and half below the plan's number.
    #[test]
    fn draws_follow_what_is_believed() {
        let topology = read(SHOP);
        let mut counts = [0.0; 3];
        let draws = 400;
        for number in 0..draws {
            for (unknown, drawn) in topology.unknowns.iter().zip(draw(&topology, 1, number)) {
                let (low, high) = unknown.belief.ends();
                counts[0] += f64::from(u8::from(drawn < low));
                counts[1] += f64::from(u8::from(drawn < unknown.value));
                // A share whose high end is all has no draw above it.
                counts[2] += f64::from(u8::from(drawn > high || (drawn == 1.0 && high == 1.0)));
            }
        }
        let all = draws as f64 * topology.unknowns.len() as f64;
        for (count, share) in counts.iter().zip([0.05, 0.5, 0.05f64]) {
            let error = (share * (1.0 - share) / all).sqrt();
            assert!(
                (count / all - share).abs() < 4.0 * error,
                "{share}: {}",
                count / all
            );
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
        let logs = (0..2_000).map(|number| draw(&topology, 3, number)[hardware.index()].ln());
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
        for (before, after) in topology.sources.iter().zip(sources(&topology, &numbers)) {
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
        assert_eq!(sources(&topology, &numbers), topology.sources);
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
        for (before, after) in topology.sources.iter().zip(sources(&topology, &numbers)) {
            let mean = |source: &Source| source.fails.as_ref().map_or(0.0, crate::law::Law::mean);
            let ours = before.name.ends_with("/software") || before.name.ends_with("/common-cause");
            let factor = if ours { 3.0 } else { 1.0 };
            scaled += usize::from(ours);
            assert!((mean(before) - factor * mean(&after)).abs() < 1e-9 * mean(before));
        }
        assert!(scaled >= 10, "{scaled}");
    }
}
