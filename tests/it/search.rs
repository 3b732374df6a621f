//! `spof search` against brute force: the frontier equals that of a run of every design, in the same scenarios.

use std::sync::atomic::AtomicBool;

use spof::{
    build::{Picks, Space, read},
    catalog::Catalog,
    decide::frontier,
    diagnostic::{SourceText, render},
    experiment::{Method, Options},
    search::{Effort, Found, names, search},
    study::uncertain_study,
};

/// What all plans here have in common.
const HEAD: &str = "\
spof: 1
service: shop
world: none
goal: {availability: 99.9%, outage_cost: 100/hour}
path: [web, app, db]
components:
  web: {fails: 4/year, fails_range: [2/year, 8/year], lasts: 30min..2h, price: 20/month, uses: [hall, resolver]}
  app: {fails: 3/year, fails_range: [1/year, 9/year], lasts: 20min..3h, price: 30/month, uses: [hall]}
  db: {fails: 1/year, fails_range: [0.3/year, 3/year], lasts: 1h..4h, price: 50/month, uses: [hall]}
dependencies:
  hall: {scope: zone, fails: 0.3/year, fails_range: [0.1/year, 1/year], lasts: 1h..6h}
  resolver: {scope: region, fails: 0.4/year, fails_range: [0.1/year, 1/year], lasts: 84min}
mitigations:
  pinned: {against: resolver, after: 0s, works: 90%, price: 5/month}
architectures:
  plain: {sites: {a: x/r/1}}
search:
  choose:
";

const FAILOVER: &str = "failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h}";

/// Spaces of different kinds: their choices, and whether all of their designs can be computed.
fn spaces() -> Vec<(&'static str, String)> {
    let zones = "    zones: {one: {}, two: {sites: {a: x/r/1+2}}}\n";
    let replicas = "    web: {replicas: {web: 1..3}}\n    app: {replicas: {app: 1..2}}\n";
    let pin = "    pin: {no: {}, yes: {mitigations: [pinned]}}\n";
    let second = format!(
        "    second:\n      none: {{}}\n      warm: {{sites: {{b: x/s/1}}, {FAILOVER}}}\n      cold: {{sites: {{b: {{place: x/s/1, cold: [web, app]}}}}, {FAILOVER}}}\n      cloud: {{sites: {{b: y/s/1}}, {FAILOVER}}}\n"
    );
    let together = "    second:\n      none: {}\n      both: {sites: {b: x/s/1}, active-active: {needs: 1, drain: 60s}}\n";
    let kinds = "    db:\n      plain: {}\n      better: {components: {db: {fails: 0.5/year, fails_range: [0.1/year, 2/year], price: 90/month}}}\n      dear: {components: {db: {price: 60/month}}}\n";
    vec![
        ("static", format!("{zones}{replicas}{kinds}")),
        ("mitigated", format!("{zones}{replicas}{pin}")),
        (
            "failover",
            format!("{second}    web: {{replicas: {{web: 1..3}}}}\n{pin}"),
        ),
        (
            "zones and failover",
            format!("{zones}{second}    app: {{replicas: {{app: 1..2}}}}\n"),
        ),
        ("active-active", format!("{together}{replicas}{kinds}")),
        (
            "never",
            format!("{zones}{second}  never: [{{zones: one, second: [warm, cold]}}]\n"),
        ),
    ]
}

fn source(choices: &str) -> SourceText {
    SourceText::new("plan.yaml", format!("{HEAD}{choices}"))
}

fn effort(scenarios: u32) -> Effort {
    Effort {
        seed: 1,
        scenarios,
        precision: 0.02,
        lives: Some(1024),
    }
}

fn found(source: &SourceText, scenarios: u32) -> Found {
    let never = AtomicBool::new(false);
    search(
        source,
        Catalog::bundled(),
        effort(scenarios),
        &|_| {},
        &never,
    )
    .unwrap_or_else(|problems| panic!("{}", render(&problems, source, false)))
}

/// All combinations that make sense.
fn all(space: &Space<'_>) -> Vec<Picks> {
    let mut all: Vec<Picks> = vec![Vec::new()];
    for (_, options) in space.choices() {
        all = all
            .into_iter()
            .flat_map(|picks| {
                (0..options.len()).map(move |option| [&picks[..], &[option]].concat())
            })
            .collect();
    }
    all.retain(|picks| {
        let made: Vec<Option<usize>> = picks.iter().copied().map(Some).collect();
        !space.is_never(&made)
    });
    all
}

#[test]
fn the_frontier_is_that_of_running_every_design() {
    for (name, choices) in spaces() {
        let source = source(&choices);
        let catalog = Catalog::bundled();
        let space = Space::open(&source, catalog).unwrap();
        let designs = all(&space);
        let topology = space.topology(&designs).unwrap();
        let options = Options {
            seed: 1,
            precision: 0.02,
            years: Some(1024),
            method: Method::Best,
        };
        let never = AtomicBool::new(false);
        let results = uncertain_study(&topology, catalog, options, 40, &|_| {}, &never);
        let points: Vec<(f64, f64)> = results
            .architectures
            .iter()
            .map(|it| (it.cost.monthly, it.expected.as_ref().unwrap().unserved))
            .collect();
        let on = frontier(&points);
        let mut wanted: Vec<(f64, f64)> = points
            .iter()
            .zip(on)
            .filter(|(_, on)| *on)
            .map(|(point, _)| *point)
            .collect();
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Of designs that cost and give the same one is enough.
        wanted.dedup_by(|a, b| a.0 == b.0 && (a.1 - b.1).abs() <= 1e-9 * b.1);
        let found = found(&source, 40);
        let got: Vec<(f64, f64)> = found
            .frontier
            .iter()
            .map(|&it| &found.designs[it])
            .map(|it| (it.cost, it.expected.downtime + it.expected.lost_service))
            .collect();
        assert_eq!(got.len(), wanted.len(), "{name}: {got:?}, not {wanted:?}");
        for (got, wanted) in got.iter().zip(&wanted) {
            assert!(
                got.0 == wanted.0 && (got.1 - wanted.1).abs() <= 1e-9 * wanted.1,
                "{name}: {got:?}, not {wanted:?}"
            );
        }
        let counts = found.counts;
        let sum = counts.never + counts.refused + counts.alike + counts.bounded;
        let sum = sum + counts.differences + counts.valued + counts.open;
        assert_eq!(
            (counts.open, counts.refused, sum),
            (0.0, 0.0, counts.all),
            "{name}"
        );
        assert_eq!(counts.all - counts.never, designs.len() as f64, "{name}");
    }
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let (_, choices) = spaces().swap_remove(3);
    let source = source(&choices);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| found(&source, 40))
    };
    assert_eq!(with(1), with(3));
}

/// The plan of the frontier is a plan: its designs are those that were found, with their names, beside the plan's own.
#[test]
fn the_frontier_is_written_as_a_plan() {
    let block = source(&spaces().swap_remove(2).1);
    let braces = SourceText::new(
        "plan.yaml",
        block.text.replace(
            "architectures:\n  plain: {sites: {a: x/r/1}}\n",
            "architectures: {plain: {sites: {a: x/r/1}}}\n",
        ),
    );
    for source in [block, braces] {
        let found = found(&source, 40);
        let space = Space::open(&source, Catalog::bundled()).unwrap();
        let choices: Vec<(String, Vec<String>)> = space
            .choices()
            .into_iter()
            .map(|(name, options)| {
                (
                    name.to_owned(),
                    options.into_iter().map(str::to_owned).collect(),
                )
            })
            .collect();
        let picks: Vec<&Picks> = found
            .frontier
            .iter()
            .map(|&it| &found.designs[it].picks)
            .collect();
        let names = names(
            &choices,
            &picks,
            &space.taken().map(str::to_owned).collect(),
        );
        let named: Vec<(String, Picks)> = names
            .iter()
            .cloned()
            .zip(picks.iter().map(|&it| it.clone()))
            .collect();
        let text = space.written_with(&source.text, &named);
        let plan = SourceText::new("frontier.yaml", text);
        let reading = read(&plan, Catalog::bundled())
            .unwrap_or_else(|problems| panic!("{}", render(&problems, &plan, false)));
        let written: Vec<&str> = reading
            .topology
            .architectures
            .iter()
            .map(|it| &*it.name)
            .collect();
        let wanted: Vec<&str> = names.iter().map(String::as_str).chain(["plain"]).collect();
        assert_eq!(written, wanted);
    }
}
