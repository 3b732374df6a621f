//! Five years in a row: the chance of an outage of four hours or more in them.
//!
//! Where nothing remembers longer than a year, years are independent and alike, and their chances multiply:
//! 1 − (1 − u)(1 − p)⁵, p being the share of years in which such an outage begins and u the share that begin during one.
//! Where something does (what wears out, what stays where it is, rounds of work that meet every few years), lives of five
//! consecutive years are drawn for this alone and counted for nothing else.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::{
    bench::{Bench, Worker},
    effort::events_a_life,
    tally::{LONG_OUTAGE_HOURS, Tally},
};
use crate::{
    engine::{Circuit, WarmUp},
    failover::Failback,
    law::Law,
    topology::{Architecture, Source, Start, Topology},
    units::HOURS_PER_YEAR,
};

/// The years.
pub const YEARS: f64 = 5.0;
/// Lives between two judgements, in so many parts.
const BATCH: u64 = 1024;
const PARTS: u64 = 8;
/// Lives at most, and the events that are not too many for all of them.
const MOST_LIVES: u64 = 10 * BATCH;
const MOST_EVENTS: f64 = 1e8;
const LEAST_LIVES: u64 = 64;
/// The standard error to reach.
const ERROR: f64 = 0.005;
/// The first of these lives, far from all others.
const FIRST: u64 = 1 << 61;
/// What is over after a hundredth of a year in the mean, and all but never takes a tenth of one, is short against a year.
const SHORT: f64 = HOURS_PER_YEAR / 100.0;
const LONG: f64 = HOURS_PER_YEAR / 10.0;
const ALL_BUT_NEVER: f64 = 1e-3;

/// Lives of five years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FiveYears {
    /// How many were lived.
    pub lives: u64,
    /// In how many an outage of four hours or more was under way at the start or began.
    pub long: u64,
}

impl FiveYears {
    /// Whether their share is known well enough. Two imagined lives of either kind keep luck from settling it.
    fn is_settled(self) -> bool {
        let lives = self.lives as f64;
        let share = (self.long as f64 + 2.0) / (lives + 4.0);
        (share * (1.0 - share) / lives.max(1.0)).sqrt() <= ERROR
    }
}

/// Lives five years in a row of all architectures whose years are not independent and alike; `None` for the others, and
/// for all where it is stopped.
#[must_use]
pub fn five_years(topology: &Topology, seed: u64, stop: &AtomicBool) -> Vec<Option<FiveYears>> {
    let each = topology.architectures.iter();
    let mut found: Vec<Option<FiveYears>> = each
        .map(|it| (!forgets(topology, &it.counted(&topology.sources))).then(FiveYears::default))
        .collect();
    loop {
        let open: Vec<usize> = (0..found.len())
            .filter(|&index| found[index].is_some_and(|five| !five.is_settled()))
            .collect();
        let Some(&first) = open.first() else {
            return found;
        };
        let lived = found[first].map_or(0, |five| five.lives);
        let Some((tallies, most)) = live(topology, seed, &open, lived, stop) else {
            return vec![None; found.len()];
        };
        for (tally, &index) in tallies.iter().zip(&open) {
            if let Some(five) = &mut found[index] {
                five.lives += tally.lives;
                five.long += tally.long_at_all;
            }
        }
        if lived + BATCH >= most {
            return found;
        }
    }
}

/// The next lives of these architectures, `lived` having been lived; and how many there may be in all.
fn live(
    topology: &Topology,
    seed: u64,
    which: &[usize],
    lived: u64,
    stop: &AtomicBool,
) -> Option<(Vec<Tally>, u64)> {
    // What begins in the last hours may be long too.
    let end = YEARS * HOURS_PER_YEAR + LONG_OUTAGE_HOURS;
    let circuits = which.iter().map(|&index| {
        let architecture = &topology.architectures[index];
        Circuit::new(topology, &architecture.counted(&topology.sources))
    });
    let circuits: Vec<Circuit> = circuits.collect();
    let events = YEARS * events_a_life(topology, &circuits);
    let most = ((MOST_EVENTS / events.max(1e-9)) as u64).clamp(LEAST_LIVES, MOST_LIVES);
    let bench = Bench::bare(topology, seed, circuits).until(end);
    let length = BATCH.min(most - lived.min(most - 1)).div_ceil(PARTS);
    let parts: Vec<Option<Vec<Tally>>> = (0..PARTS)
        .into_par_iter()
        .map_init(
            || Worker::new(&bench),
            |worker, part| {
                let first = FIRST + lived + part * length;
                worker.lives(first..first + length, stop)
            },
        )
        .collect();
    let mut tallies = bench.tallies();
    for part in parts {
        for (tally, more) in tallies.iter_mut().zip(part?) {
            tally.merge(more);
        }
    }
    Some((tallies, most))
}

/// Whether a year knows nothing of the year before: what fails has no age, what is down is over soon, the least warm-up forgets the
/// rest, and at most one round of work goes by the clock.
#[must_use]
pub fn forgets(topology: &Topology, architecture: &Architecture) -> bool {
    let sources = architecture.felt(&topology.sources);
    let sources = || sources.iter().map(|&source| &topology.sources[source]);
    let clocks = || sources().filter_map(|source| source.clock.as_ref());
    let mut names = clocks().map(|clock| &clock.name);
    let first = names.next();
    let is_one_round = names.all(|name| Some(name) == first)
        && clocks().all(|clock| clock.every <= HOURS_PER_YEAR / 4.0)
        && (first.is_none() || topology.start == Start::Stationary);
    let mut groups = architecture.groups.iter();
    is_one_round
        && sources().all(has_no_age)
        && groups.all(|group| group.law.failback != Failback::Never)
        && WarmUp::new(topology, architecture).hours <= WarmUp::LEAST
}

/// A queue before a crew may be long however short the work is.
fn has_no_age(source: &Source) -> bool {
    let fails = matches!(source.fails, None | Some(Law::Exponential { .. }));
    fails && source.repair.is_none() && !source.repair_rests && is_short(&source.lasts)
}

fn is_short(law: &Law) -> bool {
    law.mean() <= SHORT && law.exceeds(LONG) <= ALL_BUT_NEVER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        build,
        catalog::Catalog,
        diagnostic::SourceText,
        exact::Settings,
        experiment::{Method, Options},
    };

    fn topology(text: &str) -> Topology {
        let reading = build::read(&SourceText::new("plan.yaml", text), Catalog::bundled());
        reading.expect("a plan").topology
    }

    /// Where years know nothing of each other, five in a row have the chances of five alone.
    #[test]
    fn years_that_forget_multiply() {
        let topology = topology(
            "
spof: 1
service: forgets
world: none
path: [web]
components:
  web: {fails: 2/year, lasts: 2h..8h, maintenance: {every: 30d, lasts: 3h}}
architectures:
  one: {sites: {here: p/r/a}}
  two: {like: one, replicas: {web: 2}, components: {web: {fails: 6/year, lasts: 20h..60h}}}
  standby:
    like: one
    sites: {there: q/r/a}
    components: {web: {maintenance: null}}
    failover: {detect: 1h, switch: 1h..12h, succeeds: 90%, otherwise: 5h..9h, failback: {after: 1d, loss: 10min}}
",
        );
        let stop = AtomicBool::new(false);
        let options = Options {
            seed: 3,
            precision: 0.02,
            years: None,
            method: Method::Unaided,
        };
        let bench = Bench::new(&topology, options, &Settings::default());
        let years = Worker::new(&bench).lives(0..8192, &stop).expect("lives");
        for (index, architecture) in topology.architectures.iter().enumerate() {
            assert!(forgets(&topology, architecture), "{}", architecture.name);
            let mut five = FiveYears::default();
            for lived in [0, BATCH, 2 * BATCH, 3 * BATCH] {
                let (tallies, _) = live(&topology, 3, &[index], lived, &stop).expect("lives");
                five.lives += tallies[0].lives;
                five.long += tallies[0].long_at_all;
            }
            let tally = &years[index];
            let share = |count: u64| count as f64 / tally.lives as f64;
            let (u, p) = (share(tally.long_under_way), share(tally.long));
            let multiplied = 1.0 - (1.0 - u) * (1.0 - p).powi(5);
            let lived = five.long as f64 / five.lives as f64;
            let error = (lived * (1.0 - lived) / five.lives as f64).sqrt()
                + 5.0 * (1.0 - p).powi(4) * (p * (1.0 - p) / tally.lives as f64).sqrt();
            assert!(lived > 0.1, "{}: {lived}", architecture.name);
            assert!(
                (lived - multiplied).abs() <= 4.0 * error,
                "{}: {lived} and {multiplied} ± {error}",
                architecture.name
            );
        }
    }

    /// The formula serves the plans that people have; what remembers is lived.
    #[test]
    fn what_remembers_longer_than_a_year_is_known() {
        let shop = topology(include_str!("../../examples/seoul-shop.yaml"));
        for architecture in &shop.architectures {
            assert!(forgets(&shop, architecture), "{}", architecture.name);
        }
        let remembering = topology(
            "
spof: 1
service: remembers
world: none
crews: {oncall: 1}
path: [a]
components:
  a: {fails: 1/year, lasts: 2h}
architectures:
  wears: {sites: {one: my/a/a}, components: {a: {fails: {weibull: {shape: 3, mean: 1y}}}}}
  long: {sites: {one: my/a/a}, components: {a: {lasts: 30d}}}
  tailed: {sites: {one: my/a/a}, components: {a: {lasts: {p50: 10h, p90: 60d}}}}
  queues: {sites: {one: my/a/a}, components: {a: {repair: {crew: oncall}}}}
  stays: {sites: {one: my/a/a, two: my/b/a}, failover: {failback: never}}
  rounds: {sites: {one: my/a/a, two: my/b/a}, failover: {switch: 0s}, components: {a: {maintenance: {every: 30d, lasts: 5h}}}}
  seldom: {sites: {one: my/a/a}, components: {a: {maintenance: {every: 2y, lasts: 5h}}}}
",
        );
        for architecture in &remembering.architectures {
            let name = &architecture.name;
            assert!(!forgets(&remembering, architecture), "{name}");
        }
    }
}
