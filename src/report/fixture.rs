//! Results for the tests of the formats: small plans that are really run, so that no number contradicts another.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{LazyLock, Mutex, atomic::AtomicBool},
};

use crate::{
    answer::Results,
    build,
    catalog::Catalog,
    decide::frontier,
    diagnostic::SourceText,
    experiment::{Method, Options},
    study::uncertain_study,
};

/// The plan but for its designs: what is of the shop's own, nothing of the world's.
const PLAN: &str = "\
spof: 1
service: seoul-shop
about: The two-zone shop of November 2018, and what it could have been instead.
world: none
goal: {availability: 99.95%, budget: 700/month, outage_cost: 120/hour}
path: [web, db]
components:
  web: {lasts: {lognormal: {median: 20min, sigma: 1.2}}, uses: [dns-resolver, facility, release], price: 10/month}
  db: {fails: 1.5/year, fails_range: [0.5/year, 4/year], lasts: {lognormal: {median: 30min, sigma: 1}},
       failover: {detect: 30s, switch: 1min..3min}, uses: [edge, facility], price: 10/month}
dependencies:
  dns-resolver: {scope: region, fails: 0.4/year, fails_range: [0.1/year, 2/year],
                 lasts: {lognormal: {median: 90min, sigma: 1}}}
  facility: {scope: zone, fails: 0.3/year, fails_range: [0.05/year, 0.6/year],
             lasts: {lognormal: {median: 4h, sigma: 1}}, lasts_range: [2h, 9h]}
  edge: {scope: provider, fails: 0.2/year, fails_range: [0.01/year, 0.3/year], lasts: 2.5h}
  release: {scope: service, fails: 1/year, fails_range: [0.2/year, 4/year],
            lasts: {lognormal: {median: 30min, sigma: 1.2}}, about: judgement}
mitigations:
  pinned: {against: dns-resolver, after: 0s, works: 90%}
  by-hand: {against: dns-resolver, after: 40min..2h, works: 80%}
architectures:
";

/// A second site takes over from the first.
const STANDBY: &str = "failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min}, ";

/// Names, sites, what there is beside them, what a month costs besides [USD], and mean time to a failure of `web` [h].
const SHOP: [(&str, &str, &str, usize, usize); 9] = [
    ("single-az", "seoul: cloud/kr/a", "", 160, 800),
    ("single-az-watchdog", "seoul: cloud/kr/a", "", 165, 1500),
    ("multi-az", "seoul: cloud/kr/a+b", "", 470, 800),
    (
        "multi-az-pinned",
        "seoul: cloud/kr/a+b",
        "mitigations: [pinned], ",
        471,
        850,
    ),
    (
        "multi-az-by-hand",
        "seoul: cloud/kr/a+b",
        "mitigations: [by-hand], ",
        470,
        850,
    ),
    (
        "pilot-light",
        "seoul: cloud/kr/a+b, tokyo: {place: cloud/jp/a, cold: [web]}",
        STANDBY,
        550,
        800,
    ),
    (
        "warm-standby",
        "seoul: cloud/kr/a+b, tokyo: cloud/jp/a",
        STANDBY,
        690,
        800,
    ),
    (
        "active-active",
        "seoul: cloud/kr/a+b, tokyo: cloud/jp/a+b",
        "active-active: {needs: 1, drain: 60s}, ",
        1400,
        800,
    ),
    (
        "multi-cloud",
        "seoul: cloud/kr/a+b, busan: other/kr/a",
        STANDBY,
        800,
        800,
    ),
];

/// Results of `count` designs with a goal, a budget and a price of an hour. Two are one zone and two; beyond nine they are
/// variants.
pub(super) fn results(count: usize) -> Results {
    run(count, 0)
}

/// The same with scenarios, of a plan that says what runs today.
pub(super) fn uncertain(count: usize) -> Results {
    run(count, 20)
}

/// Sets `on_frontier` anew after a test changed the costs or the downtimes.
pub(super) fn mark_frontier(results: &mut Results) {
    let all = &mut results.architectures;
    let points = all.iter().map(|it| (it.cost.monthly, it.downtime.mean));
    let points: Vec<(f64, f64)> = points.collect();
    for (result, on_frontier) in all.iter_mut().zip(frontier(&points)) {
        result.on_frontier = on_frontier;
    }
}

/// A run of the plan, once for all tests.
fn run(count: usize, draws: u32) -> Results {
    static RUNS: LazyLock<Mutex<HashMap<(usize, u32), Results>>> = LazyLock::new(Mutex::default);
    let mut runs = RUNS.lock().expect("no run has failed");
    let run = runs.entry((count, draws)).or_insert_with(|| {
        let catalog = Catalog::bundled();
        let source = SourceText::new("fixture.yaml", plan(count, draws > 0));
        let reading = build::read(&source, catalog).expect("a plan without mistakes");
        let options = Options {
            seed: 1,
            precision: 0.02,
            years: Some(1024),
            method: Method::Best,
        };
        let stop = AtomicBool::new(false);
        uncertain_study(&reading.topology, catalog, options, draws, &|_| {}, &stop)
    });
    run.clone()
}

/// The plan of so many designs; the last runs today where that is to be said.
fn plan(count: usize, today: bool) -> String {
    let mut text = PLAN.to_owned();
    let mut last = String::new();
    for number in 0..count {
        let row = if count == 2 { number * 2 } else { number };
        let (base, sites, more, cost, hours) = SHOP[row % SHOP.len()];
        // Beyond the first nine, costs and failures are spread over a decade.
        let (name, cost, hours) = match row < SHOP.len() {
            true => (base.to_owned(), cost, hours),
            false => (
                format!("{base}-{}", row + 1),
                cost * (row * 37 % 23 + 12) / 24,
                hours * (row * 29 % 31 + 3) / 12,
            ),
        };
        let _ = writeln!(
            text,
            "  {name}: {{sites: {{{sites}}}, {more}components: {{web: {{fails: {{mean: {hours}h}}}}}}, \
             bill: {{rest: {{price: {cost}/month}}}}}}"
        );
        last = name;
    }
    if today {
        let _ = writeln!(text, "today: {last}");
    }
    text
}
