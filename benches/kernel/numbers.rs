//! The numbers of the Seoul shop in two zones, read from `benches/shop.yaml`: for its kernel, and for the simpy script as JSON.

use serde::Serialize;
use spof::law::Law;
use spof::topology::Topology;

/// The leaves, in the order of the path; what they do together is known to the kernel and to the script.
pub const LEAVES: [&str; 9] = [
    "dns", "web-lb", "web/1", "web/2", "app-lb", "app/1", "app/2", "db/1", "db/2",
];
/// What is down of a leaf is counted in so many bits of one word.
pub const BITS: usize = 4;

/// One source's numbers.
#[derive(Serialize)]
pub struct Source {
    /// Mean time up [h].
    pub mean: f64,
    pub median: f64,
    pub sigma: f64,
    pub reach: f64,
    pub hits: f64,
    /// One in the nibble of each leaf it takes down.
    pub takes: u64,
    /// Those that a shock strikes; empty for all others.
    pub strikes: Vec<usize>,
}

/// The model's numbers, read from the plan.
#[derive(Serialize)]
pub struct Shop {
    pub sources: Vec<Source>,
    /// Mean time between failures of all sources together [h].
    pub between: f64,
    /// Walker's table: the share of each cell that is its own, and whose the rest is.
    pub alias: Vec<(f64, usize)>,
    /// Shortest and longest switch of the database [h].
    pub switch: (f64, f64),
}

impl Shop {
    /// Reads the numbers of a plan's only architecture; nothing where it is not the shop in two zones.
    pub fn new(topology: &Topology) -> Option<Self> {
        let architecture = &topology.architectures[0];
        let named = |name: &str| {
            LEAVES
                .iter()
                .position(|leaf| name == *leaf || name.ends_with(&format!("/{leaf}")))
        };
        let places: Vec<usize> = architecture
            .leaves
            .iter()
            .map(|leaf| named(&leaf.name()))
            .collect::<Option<_>>()?;
        let felt = architecture.felt(&topology.sources);
        let index = |id| felt.iter().position(|other| *other == id);
        let (mut sources, mut rates) = (Vec::new(), Vec::new());
        for id in &felt {
            let numbers = &topology.sources[id];
            let (Some(Law::Exponential { mean }), Law::Lognormal { median, sigma }) =
                (&numbers.fails, &numbers.lasts)
            else {
                return None;
            };
            let own = architecture.links.iter().filter(|link| link.source == *id);
            let strikes = felt.iter().filter(|other| {
                let struck_by = &topology.sources[*other].struck_by;
                struck_by
                    .iter()
                    .any(|strike| strike.by == *id && strike.chance >= 1.0)
            });
            rates.push(1.0 / mean);
            sources.push(Source {
                mean: *mean,
                median: *median,
                sigma: *sigma,
                reach: numbers.reach,
                hits: numbers.hits,
                takes: own
                    .map(|link| 1 << (places[link.leaf.index()] * BITS))
                    .sum(),
                strikes: strikes.filter_map(|other| index(*other)).collect(),
            });
        }
        let mut groups = architecture.groups.iter();
        let (Some(group), None) = (groups.next(), groups.next()) else {
            return None;
        };
        let Law::Uniform { low, high } = group.law.switch else {
            return None;
        };
        let total: f64 = rates.iter().sum();
        Some(Self {
            sources,
            between: 1.0 / total,
            alias: alias(&rates),
            switch: (low, high),
        })
    }
}

/// Walker's alias table of these weights.
fn alias(weights: &[f64]) -> Vec<(f64, usize)> {
    let mean = weights.iter().sum::<f64>() / weights.len() as f64;
    let mut left: Vec<f64> = weights.iter().map(|weight| weight / mean).collect();
    let mut table: Vec<(f64, usize)> = (0..left.len()).map(|index| (1.0, index)).collect();
    let (mut small, mut large): (Vec<usize>, Vec<usize>) =
        (0..left.len()).partition(|&index| left[index] < 1.0);
    while let (Some(less), Some(&more)) = (small.pop(), large.last()) {
        table[less] = (left[less], more);
        left[more] -= 1.0 - left[less];
        if left[more] < 1.0 {
            large.pop();
            small.push(more);
        }
    }
    table
}
