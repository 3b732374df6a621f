//! Properties that hold for every plan, tried on plans put together at random from small pieces.
//!
//! Under common random numbers a better design is better in every life, so that the k-th worst life of the one is no worse
//! than the k-th worst of the other, for every k. That is what is compared: lives have no numbers in a tally.

use crate::common::read;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use spof::{
    exact::{Exact, exact},
    experiment::{Options, Run, Tally, simulate},
    topology::Topology,
};

/// Laws of time to failure and of outages' length: often enough that outages meet.
const FAILS: [&str; 4] = [
    "{mean: 300h}",
    "{mean: 900h}",
    "40/year",
    "{lognormal: {mean: 400h, sigma: 0.5}}",
];
const LASTS: [&str; 4] = ["{mean: 20h}", "5h", "10h..30h", "{between: [2h, 40h]}"];
const NAMES: [&str; 4] = ["ant", "bee", "cat", "dog"];

/// One component of a random plan.
#[derive(Debug, Clone)]
struct Piece {
    fails: usize,
    lasts: usize,
    /// Which of the two shared dependencies it uses.
    uses: [bool; 2],
    count: u32,
    needs: u32,
    /// As many serve as are needed, and others take over at once: the same as if all did.
    group: bool,
}

/// A random plan: its components in a row, but for the last two, of which any will do where `either` is set.
#[derive(Debug, Clone)]
struct Model {
    pieces: Vec<Piece>,
    either: bool,
}

fn pieces() -> impl Strategy<Value = Piece> {
    let laws = (0..FAILS.len(), 0..LASTS.len());
    (laws, any::<[bool; 2]>(), 1..4u32, 1..4u32, any::<bool>()).prop_map(
        |((fails, lasts), uses, count, needs, group)| Piece {
            fails,
            lasts,
            uses,
            count,
            needs: needs.min(count),
            group: group && count > 1,
        },
    )
}

fn models() -> impl Strategy<Value = Model> {
    let pieces = proptest::collection::vec(pieces(), 2..=NAMES.len());
    (pieces, any::<bool>()).prop_map(|(pieces, either)| Model { pieces, either })
}

impl Model {
    /// As a plan, the components named and lined up in the path as given.
    fn plan(&self, names: &[&str], order: &[usize]) -> String {
        let any = if self.either {
            self.pieces.len() - 2
        } else {
            self.pieces.len()
        };
        let first_of_any = order.iter().position(|&index| index >= any);
        let path = order.iter().enumerate().filter_map(|(place, &index)| {
            if index < any {
                Some(names[index].to_owned())
            } else if Some(place) == first_of_any {
                let either = order.iter().filter(|&&other| other >= any);
                let either: Vec<&str> = either.map(|&other| names[other]).collect();
                Some(format!("{{any: [{}]}}", either.join(", ")))
            } else {
                None
            }
        });
        let path: Vec<String> = path.collect();
        let mut components = String::new();
        let mut replicas = String::new();
        for (piece, name) in self.pieces.iter().zip(names) {
            let uses = ["net", "hub"].iter().zip(piece.uses);
            let uses: Vec<&str> = uses
                .filter(|(_, used)| *used)
                .map(|(name, _)| *name)
                .collect();
            let group = if piece.group {
                ", failover: {switch: 0s}"
            } else {
                ""
            };
            components += &format!(
                "  {name}: {{fails: {}, lasts: {}, uses: [{}]{group}}}\n",
                FAILS[piece.fails],
                LASTS[piece.lasts],
                uses.join(", ")
            );
            replicas += &format!(
                "      {name}: {{count: {}, needs: {}}}\n",
                piece.count, piece.needs
            );
        }
        format!(
            "spof: 1\nservice: random\nworld: none\npath: [{}]\ncomponents:\n{components}dependencies:\n  \
             net: {{scope: region, fails: 6/year, lasts: 3h..20h, reach: 60%}}\n  \
             hub: {{scope: zone, fails: 9/year, lasts: {{mean: 8h}}, hits: 50%}}\narchitectures:\n  \
             only:\n    sites: {{here: cloud/region/a+b}}\n    replicas:\n{replicas}",
            path.join(", ")
        )
    }

    fn read(&self) -> Topology {
        let order: Vec<usize> = (0..self.pieces.len()).collect();
        read(&self.plan(&NAMES, &order))
    }

    fn with(&self, change: impl FnOnce(&mut Vec<Piece>)) -> Self {
        let mut other = self.clone();
        change(&mut other.pieces);
        other
    }
}

fn live(topology: &Topology) -> Run {
    let options = Options {
        seed: 3,
        precision: -1.0,
        years: Some(1),
        method: spof::experiment::Method::Unaided,
    };
    simulate(topology, options, &|_| {}, &AtomicBool::new(false))
}

fn known(topology: &Topology) -> Option<Exact> {
    exact(topology, &topology.architectures[0]).ok()
}

/// Downtime of all lives with any [µs], the worst first.
fn ranked(run: &Run) -> Vec<u64> {
    let mut totals = run.tallies[0].totals.clone();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    totals
}

/// No life ranks worse in the better design, nor does the exact mean. What rounding to whole microseconds may do is let pass.
fn no_worse(better: (&Topology, &Run), worse: (&Topology, &Run)) -> Result<(), TestCaseError> {
    let totals = ranked(worse.1).into_iter().chain(std::iter::repeat(0));
    for (rank, (better, worse)) in ranked(better.1).into_iter().zip(totals).enumerate() {
        prop_assert!(
            better <= worse + 2,
            "rank {}: {} µs, not {}",
            rank,
            better,
            worse
        );
    }
    if let (Some(better), Some(worse)) = (known(better.0), known(worse.0)) {
        let (better, worse) = (better.unavailability, worse.unavailability);
        prop_assert!(
            better <= worse * (1.0 + 1e-12),
            "{} and not {}",
            better,
            worse
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// One plan is lived, and three others are held against it. A replica more never hurts, nor does a dependency less. The
    /// order of the path is all one, bit for bit, but for the exact mean, where sums run in the order of the path.
    #[test]
    fn more_replicas_and_fewer_dependencies_never_hurt_and_the_order_is_all_one(
        model in models(),
        which in any::<prop::sample::Index>(),
        dependency in 0..2usize,
        order in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let which = which.index(model.pieces.len());
        let order: Vec<usize> = order.into_iter().filter(|&index| index < model.pieces.len()).collect();
        let is_used = model.pieces[which].uses[dependency];
        let more = model.with(|pieces| pieces[which].count += 1).read();
        let changed = model.with(|pieces| pieces[which].uses[dependency] = !is_used).read();
        let other = read(&model.plan(&NAMES, &order));
        let bare = model.with(|pieces| pieces.iter_mut().for_each(|piece| piece.group = false)).read();
        let model = model.read();
        let [one, two, with_more, with_change] = [&model, &other, &more, &changed].map(live);
        // Groups that keep so many serving without any delay are down when too few are up, and at no other time.
        let without_groups = live(&bare);
        for (one, other) in ranked(&one).into_iter().zip(ranked(&without_groups)) {
            prop_assert!(one.abs_diff(other) <= 2, "{one} µs and {other}");
        }
        no_worse((&more, &with_more), (&model, &one))?;
        if is_used {
            no_worse((&changed, &with_change), (&model, &one))?;
        } else {
            no_worse((&model, &one), (&changed, &with_change))?;
        }

        prop_assert_eq!(charged(&model, &one), charged(&other, &two));
        let plain = |run: Run| {
            let causes = Vec::new();
            Tally { causes, ..run.tallies.into_iter().next().unwrap_or_default() }
        };
        prop_assert_eq!(plain(one), plain(two));
        match (known(&model), known(&other)) {
            (Some(one), Some(two)) => prop_assert!(
                (one.unavailability / two.unavailability - 1.0).abs() < 1e-12, "{:?}, {:?}", one, two
            ),
            (one, two) => prop_assert_eq!(one.is_some(), two.is_some()),
        }
    }

    #[test]
    fn a_component_by_another_name_is_as_good(model in models()) {
        let order: Vec<usize> = (0..model.pieces.len()).collect();
        let names = ["yak", "emu", "owl", "bat"];
        let renamed = read(&model.plan(&names, &order));
        let model = model.read();
        prop_assert_eq!(known(&model), known(&renamed));
    }
}

/// What each source was charged, by name [µs].
fn charged(topology: &Topology, run: &Run) -> Vec<(String, u128, u128)> {
    let sources = run.sources[0]
        .iter()
        .map(|&source| topology.sources[source].name.clone());
    let causes = &run.tallies[0].causes;
    let mut charged: Vec<_> = sources
        .zip(causes)
        .map(|(name, cause)| (name, cause.all, cause.failover))
        .collect();
    charged.sort();
    charged
}
