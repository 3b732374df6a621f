//! Worlds with other numbers: held against what can be worked out by hand, and against runs of plans with those numbers.

use super::read;
use spof::answer::{Results, UncertaintyResult};
use spof::catalog::Catalog;
use spof::experiment::{Losses, Method, Options, Scenarios, scenarios, simulate};
use spof::study::uncertain_study;
use spof::topology::{Aspect, Belief, Topology, Unknown};
use std::sync::{Arc, atomic::AtomicBool};

pub const OPTIONS: Options = Options {
    seed: 3,
    precision: 0.02,
    years: Some(50_000),
    method: Method::Best,
};

pub fn study(topology: &Topology, options: Options, draws: u32) -> Results {
    uncertain_study(
        topology,
        Catalog::bundled(),
        options,
        draws,
        &|_| {},
        &AtomicBool::new(false),
    )
}

fn uncertainty(topology: &Topology, draws: u32) -> UncertaintyResult {
    study(topology, OPTIONS, draws).uncertainty.unwrap()
}

/// The worlds behind a run with its plain means.
pub fn worlds_of(topology: &Topology, options: Options, draws: u32) -> (Vec<Losses>, Scenarios) {
    let results = study(topology, options, 0);
    let planned: Vec<Losses> = results
        .architectures
        .iter()
        .map(|it| Losses {
            downtime: it.downtime.mean,
            lost_service: it.lost_service_minutes_per_year,
            data_lost: it.data_loss_minutes_per_year,
        })
        .collect();
    let stop = AtomicBool::new(false);
    let run = simulate(topology, options, &|_| {}, &stop);
    let worlds = scenarios(
        topology,
        options,
        (&run, &Arc::default()),
        &planned,
        draws,
        &|_| {},
        &stop,
    );
    (planned, worlds)
}

/// Φ, by the series of erf; good to 1e-12 for the arguments here.
pub fn normal(z: f64) -> f64 {
    let (mut term, mut sum) = (z, z);
    for n in 1..200 {
        term *= -z * z / 2.0 / f64::from(n);
        sum += term / f64::from(2 * n + 1);
    }
    0.5 + sum / (2.0 * std::f64::consts::PI).sqrt()
}

/// One thing that fails once a year for a minute: a minute a year, times what its rate is off by.
const ONE: &str = "
spof: 1
service: one
world: none
goal: {outage_cost: 100/hour, availability: 99.9996%}
path: [web]
components: {web: {fails: 1/year, fails_range: [0.3/year, 4/year], lasts: 1min, price: 0}}
architectures:
  cheap: {sites: {here: p/r/a}}
  safe:  {sites: {here: p/r/a}, components: {web: {fails: never, price: PRICE/month}}}
";

#[test]
fn a_rate_that_is_not_known_makes_the_band_of_the_two_piece_lognormal() {
    let topology = read(&ONE.replace("PRICE", "5"));
    let draws = 20_000;
    let sure = uncertainty(&topology, draws);
    assert_eq!((sure.draws, sure.years_per_draw), (20_000, 0));
    let cheap = &sure.architectures[0];
    let z95 = 1.644_853_626_951_472_2;
    let (below, above) = ((1.0f64 / 0.3).ln() / z95, 4f64.ln() / z95);
    let mean = |sigma: f64, sign: f64| (sigma * sigma / 2.0).exp() * normal(sign * sigma);
    let expected = mean(below, -1.0) + mean(above, 1.0);
    let second = |sigma: f64, sign: f64| (2.0 * sigma * sigma).exp() * normal(2.0 * sign * sigma);
    let variance = second(below, -1.0) + second(above, 1.0) - expected * expected;
    let error = (variance / f64::from(draws)).sqrt();
    assert!(
        (cheap.mean - expected).abs() < 4.0 * error,
        "{} {expected}",
        cheap.mean
    );
    // The error of a quantile is √(p (1 − p) / n) over the density there, φ(z) / (σ x).
    let density = |sigma: f64, x: f64| (-z95 * z95 / 2.0).exp() / 2.506_628_3 / (sigma * x);
    let [low, high] = cheap.band90;
    let error = (0.05 * 0.95 / f64::from(draws)).sqrt();
    assert!(
        (low - 0.3).abs() < 4.0 * error / density(below, 0.3),
        "{low}"
    );
    assert!(
        (high - 4.0).abs() < 4.0 * error / density(above, 4.0),
        "{high}"
    );
    // The goal leaves 2.1024 minutes a year: Φ(ln 2.1024 / σ) of the worlds.
    let met = normal(2.1024f64.ln() / above);
    let error = (met * (1.0 - met) / f64::from(draws)).sqrt();
    assert!((cheap.p_goal.unwrap() - met).abs() < 4.0 * error);
    assert_eq!(sure.architectures[1].mean, 0.0);
}

#[test]
fn the_chance_that_one_is_cheaper_is_that_of_the_rate_at_which_both_cost_the_same() {
    // At 100 an hour a failure a year costs 100 / 60 / 12 a month; `safe` costs so much more that a rate of 2 is even.
    let topology = read(&ONE.replace("PRICE", &format!("{:.9}", 100.0 / 60.0 / 12.0 * 2.0)));
    let draws = 10_000;
    let results = study(&topology, OPTIONS, draws);
    let sure = results.uncertainty.unwrap();
    let even = results.architectures[1].cost.monthly / (100.0 / 60.0 / 12.0);
    let expected = normal(even.ln() / (4f64.ln() / 1.644_853_626_951_472_2));
    let error = (expected * (1.0 - expected) / f64::from(draws)).sqrt();
    let [pair] = &sure.cheaper[..] else {
        panic!("one pair");
    };
    assert_eq!(
        (pair.architecture.as_str(), pair.than.as_str()),
        ("cheap", "safe")
    );
    assert!(
        (pair.probability - expected).abs() < 4.0 * error,
        "{} {expected}",
        pair.probability
    );
    assert_eq!(sure.architectures[0].p_cheapest, Some(pair.probability));
    let runner_up = results.decision.runner_up.unwrap();
    assert!((runner_up.p_same_order.unwrap() - pair.probability).abs() < 1e-9);
}

#[test]
fn the_posterior_of_a_count_is_the_band() {
    let plan = ONE.replace(
        "fails: 1/year, fails_range: [0.3/year, 4/year]",
        "fails: {observed: {count: 2, over: 9y}}",
    );
    let topology = read(&plan.replace("PRICE", "5"));
    let results = study(&topology, OPTIONS, 20_000);
    // Half the chi-squared points of 5 degrees of freedom, over 9 years; the mean is 2.5 / 9.
    assert!((results.architectures[0].downtime.mean - 2.5 / 9.0).abs() < 1e-5);
    let cheap = &results.uncertainty.unwrap().architectures[0];
    let [low, high] = cheap.band90;
    assert!((low / (1.145_476 / 18.0) - 1.0).abs() < 0.05, "{low}");
    assert!((high / (11.070_498 / 18.0) - 1.0).abs() < 0.05, "{high}");
    assert!(
        (cheap.mean / (2.5 / 9.0) - 1.0).abs() < 0.03,
        "{}",
        cheap.mean
    );
    let assumption = &results.assumptions[0];
    assert_eq!(
        (assumption.name.as_str(), assumption.aspect, assumption.unit),
        ("web failure", "rate", "events/year")
    );
    assert!((assumption.low.unwrap() - 1.145_476 / 18.0).abs() < 1e-6);
}

/// Of what is computed few years are lived.
const FEW: Options = Options {
    years: Some(1_024),
    ..OPTIONS
};

/// Computed outage by outage, and exact.
pub const SHOP: &str = include_str!("../../../examples/seoul-shop.yaml");

#[test]
fn where_nothing_is_unknown_every_world_is_the_plan() {
    let mut topology = read(SHOP);
    for unknown in &mut topology.unknowns {
        let value = unknown.value;
        unknown.belief = Belief::Range {
            low: value,
            high: value,
        };
    }
    let (planned, worlds) = worlds_of(&topology, FEW, 20);
    assert_eq!(worlds.years, 0, "all are computed");
    assert_eq!(worlds.drawn.len(), 20);
    assert_eq!(worlds.swings.len(), topology.unknowns.len());
    let ends = worlds.swings.iter().flat_map(|it| [&it.low, &it.high]);
    for world in worlds.drawn.iter().chain(ends) {
        assert_eq!(world, &planned);
    }
}

#[test]
fn worlds_are_the_same_on_any_number_of_threads() {
    let mut topology = read(SHOP);
    let few = ["multi-az-pinned", "warm-standby", "active-active"];
    topology.architectures.retain(|it| few.contains(&&*it.name));
    assert_eq!(topology.architectures.len(), 3);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| worlds_of(&topology, FEW, 12))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn an_architecture_more_moves_no_world() {
    let few = read(&ONE.replace("PRICE", "5"));
    let more = "architectures:\n  before: {sites: {here: p/r/a}, components: {web: {fails: 2/year, fails_range: [1/year, 9/year]}}}";
    let many = read(&ONE.replace("PRICE", "5").replace("architectures:", more));
    let (few, many) = (uncertainty(&few, 50), uncertainty(&many, 50));
    assert_eq!(few.architectures[0].band90, many.architectures[1].band90);
    assert_eq!(few.architectures[0].mean, many.architectures[1].mean);
}

#[test]
fn stopped_by_hand_the_complete_worlds_count() {
    let topology = read(SHOP);
    let stop = AtomicBool::new(false);
    let run = simulate(&topology, FEW, &|_| {}, &stop);
    let planned = vec![
        Losses {
            downtime: 100.0,
            ..Losses::default()
        };
        topology.architectures.len()
    ];
    let lived = |stop_at: usize| {
        let stop = AtomicBool::new(false);
        let observe = |event| {
            if let spof::experiment::Event::Scenarios { done, .. } = event
                && done >= stop_at
            {
                stop.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        };
        scenarios(
            &topology,
            FEW,
            (&run, &Arc::default()),
            &planned,
            100,
            &observe,
            &stop,
        )
    };
    let (part, whole) = (lived(40), lived(usize::MAX));
    assert!(
        (40..100).contains(&part.drawn.len()),
        "{}",
        part.drawn.len()
    );
    assert!(part.swings.is_empty());
    assert_eq!(part.drawn[..], whole.drawn[..part.drawn.len()]);
}

/// A standby whose outages are lognormal: no exact answer, but a control.
const STANDBY: &str = "
spof: 1
service: standby
world: none
path: [db]
components:
  db: {fails: RATE, lasts: LENGTH, failover: {detect: 1min, switch: 5min..20min}}
dependencies:
  network: {scope: region, fails: 0.5/year, lasts: 1h..4h, reach: 50%, reach_range: [20%, 100%], used_by: [db]}
architectures:
  pair: {sites: {here: p/r/a+b}}
";

fn standby(rate: &str, length: &str) -> Topology {
    read(&STANDBY.replace("RATE", rate).replace("LENGTH", length))
}

/// A number at its end gives what a plan with that number gives.
#[test]
fn a_world_is_the_plan_with_its_numbers() {
    let topology = standby(
        "5/year, fails_range: [1/year, 15/year]",
        "1h..6h, lasts_range: [20min, 3h]",
    );
    let options = Options {
        years: Some(8_192),
        ..OPTIONS
    };
    let plain = |rate: f64, times: f64| {
        let length = format!("{{p50: {}min, p90: {}min}}", 60.0 * times, 360.0 * times);
        let results = study(&standby(&format!("{rate}/year"), &length), options, 0);
        results.architectures[0].downtime.mean
    };
    // What else nobody knows is at its mean.
    let mean = |aspect: Aspect| {
        let named = |it: &&Unknown| it.aspect == aspect && it.name == "db failure";
        let unknown = topology.unknowns.iter().find(named).unwrap();
        unknown.mean() / unknown.value
    };
    let (often, long) = (5.0 * mean(Aspect::Rate), mean(Aspect::Length));
    let expected = [
        plain(1.0, long),
        plain(15.0, long),
        plain(often, 1.0 / 3.0),
        plain(often, 3.0),
    ];
    for method in [Method::Best, Method::Unaided, Method::Branched] {
        let (_, worlds) = worlds_of(&topology, Options { method, ..options }, 20);
        let ends = [Aspect::Rate, Aspect::Length].map(|aspect| {
            let named = |it: &Unknown| it.aspect == aspect && it.name == "db failure";
            let index = topology.unknowns.iter().position(named).unwrap();
            [
                worlds.swings[index].low[0].downtime,
                worlds.swings[index].high[0].downtime,
            ]
        });
        for (found, expected) in ends.concat().into_iter().zip(expected) {
            assert!(
                (found / expected - 1.0).abs() < 0.1,
                "{method:?}: {found} {expected}"
            );
        }
    }
}

/// Whose years show nothing in one world: never a bare zero.
#[test]
fn a_world_of_which_nothing_is_seen_is_no_zero() {
    let plan = "
spof: 1
service: rare
world: none
path: [web]
components: {web: {fails: 0.001/year, fails_range: [0.00001/year, 0.1/year], lasts: 1min..5min, common_cause: 10%}}
architectures: {three: {sites: {here: p/r/a+b+c}}}
";
    let topology = read(plan);
    let options = Options {
        years: Some(2_000),
        method: Method::Unaided,
        ..OPTIONS
    };
    let (_, worlds) = worlds_of(&topology, options, 20);
    assert!(
        worlds
            .drawn
            .iter()
            .flatten()
            .all(|losses| losses.downtime > 0.0)
    );
}

/// Two things that fail, and a design without them that costs more.
pub const STEP: &str = "
spof: 1
service: step
world: none
goal: {outage_cost: 400/hour}
path: [one, two]
components:
  one: {fails: 1/year, fails_range: [0.2/year, 5/year], lasts: 1h, lasts_range: [50min, 70min], price: 0}
  two: {fails: 1/year, fails_range: [0.9/year, 1.1/year], lasts: 1h, price: 0}
  safe: {fails: never, price: 100/month}
architectures:
  weak: {sites: {here: p/r/a}}
  strong: {path: [safe], sites: {here: p/r/a}}
";

/// How many times the written number each unknown is on average.
fn times_of<const N: usize>(topology: &Topology) -> [f64; N] {
    let times = topology.unknowns.iter().map(|it| it.mean() / it.value);
    times.collect::<Vec<f64>>().try_into().unwrap()
}

#[test]
fn the_tornado_puts_first_what_changes_the_choice_then_what_moves_the_price() {
    let topology = read(STEP);
    let sure = uncertainty(&topology, 20);
    let question = &sure.question;
    assert_eq!(question.from.as_deref(), Some("weak"));
    assert_eq!(question.to.as_deref(), Some("strong"));
    assert_eq!(question.chosen, "weak");
    let rows: Vec<(&str, &str)> = sure
        .tornado
        .iter()
        .map(|row| (row.name.as_str(), row.aspect))
        .collect();
    assert_eq!(
        rows,
        [
            ("one failure", "rate"),
            ("one failure", "length"),
            ("two failure", "rate")
        ]
    );
    let first = &sure.tornado[0];
    assert_eq!(
        (first.low, first.value, first.high, first.unit),
        (0.2, 1.0, 5.0, "events/year")
    );
    // 1,200 a year for the hours of one at its end and of two, all other numbers at their means.
    let [_, length, two] = times_of(&topology);
    let hours = |rate: f64| rate * length + two;
    let near = |price: Option<f64>, wanted: f64| {
        price.is_some_and(|price| (price / wanted - 1.0).abs() < 1e-3)
    };
    assert!(
        near(first.break_even_at_low, 1200.0 / hours(0.2))
            && near(first.break_even_at_high, 1200.0 / hours(5.0)),
        "{first:?}"
    );
    assert_eq!(first.best_at_low.as_deref(), Some("weak"));
    assert_eq!(first.best_at_high.as_deref(), Some("strong"));
    assert!((first.downtime_at_high / 60.0 / hours(5.0) - 1.0).abs() < 2e-3);
    let second = &sure.tornado[1];
    assert_eq!((second.low, second.unit), (50.0, "minutes"));
    assert_eq!(second.best_at_high.as_deref(), Some("weak"));
}

#[test]
fn without_a_price_the_tornado_is_about_the_first_step_and_its_end() {
    let plan = STEP.replace("goal: {outage_cost: 400/hour}\n", "");
    let sure = uncertainty(&read(&plan), 20);
    assert_eq!(sure.question.chosen, "strong");
    assert!(sure.cheaper.is_empty());
    assert!(sure.tornado[0].best_at_low.is_none());
    assert_eq!(sure.tornado[0].name, "one failure");
}

#[test]
fn one_design_alone_has_no_step_and_is_sorted_by_its_downtime() {
    let plan = STEP
        .replace("  strong: {path: [safe], sites: {here: p/r/a}}\n", "")
        .replace("  safe: {fails: never, price: 100/month}\n", "");
    let sure = uncertainty(&read(&plan), 20);
    assert_eq!((sure.question.from, sure.question.to), (None, None));
    let rows: Vec<(&str, &str)> = sure
        .tornado
        .iter()
        .map(|row| (row.name.as_str(), row.aspect))
        .collect();
    assert_eq!(rows[0], ("one failure", "rate"));
    assert!(sure.tornado[0].break_even_at_low.is_none());
}

#[test]
fn of_many_designs_only_the_best_is_held_against_each() {
    let many: String = (0..25)
        .map(|n| format!("  a{n}: {{like: weak}}\n"))
        .collect();
    let sure = uncertainty(&read(&format!("{STEP}{many}")), 20);
    assert_eq!(sure.architectures.len(), 27);
    assert_eq!(sure.cheaper.len(), 26);
}

/// More sites, more mistakes: the rate is one number for both designs, by how much more often it is in one is another.
#[test]
fn complexity_is_a_number_of_its_own() {
    let plan = "
spof: 1
service: complex
world: none
path: [web]
components: {web: {fails: never, price: 0}}
dependencies:
  release: {scope: service, fails: 1/year, fails_range: [0.5/year, 2/year], lasts: 1min, used_by: [web]}
architectures:
  one: {sites: {here: a/b/c}}
  two:
    sites: {here: a/b/c, there: a/d/e}
    active-active: {needs: 1}
    complexity: {release: {factor: 1.5, range: [1, 2.5]}}
";
    let topology = read(plan);
    let (planned, worlds) = worlds_of(&topology, OPTIONS, 50);
    let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-4;
    assert!(
        near(planned[0].downtime, 1.0) && near(planned[1].downtime, 1.5),
        "{planned:?}"
    );
    let [often, more] = times_of(&topology);
    for (swing, unknown) in worlds.swings.iter().zip(&topology.unknowns) {
        let [low, high] = match unknown.aspect {
            Aspect::Rate => [[0.5, 0.75 * more], [2.0, 3.0 * more]],
            Aspect::Complexity => [[often, often], [often, 2.5 * often]],
            other => panic!("{other:?}"),
        };
        assert!(
            near(swing.low[0].downtime, low[0]) && near(swing.low[1].downtime, low[1]),
            "{swing:?}"
        );
        assert!(
            near(swing.high[0].downtime, high[0]) && near(swing.high[1].downtime, high[1]),
            "{swing:?}"
        );
    }
    let names: Vec<(&str, Aspect)> = topology
        .unknowns
        .iter()
        .map(|it| (it.name.as_str(), it.aspect))
        .collect();
    assert_eq!(
        names,
        [
            ("release", Aspect::Rate),
            ("release in two", Aspect::Complexity)
        ]
    );
    // A draw of the factor and one of the rate: where they are apart the ratio of the two designs shows.
    let mut ratios: Vec<f64> = worlds
        .drawn
        .iter()
        .map(|drawn| drawn[1].downtime / drawn[0].downtime)
        .collect();
    ratios.sort_by(f64::total_cmp);
    assert!(ratios[0] < 1.2 && ratios[49] > 2.0, "{ratios:?}");
}
