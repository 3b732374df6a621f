//! Goals that are more than the mean of all requests, in a search: the one to have is that of a run of every design.

use std::sync::atomic::AtomicBool;

use crate::common::{json, run, scratch};
use spof::{
    build::{Picks, Space},
    catalog::Catalog,
    diagnostic::{SourceText, render},
    experiment::{Method, Options},
    search::{Effort, Found, YEARS, search},
    study::uncertain_study,
};

const SCENARIOS: u32 = 20;

/// What all plans here have in common; a goal, more of the kind and choices follow.
const HEAD: &str = "\
spof: 1
service: shop
world: none
architectures:
  plain: {sites: {a: x/r/1}}
";

/// Spaces with a goal each in which the one to have is beaten on cost and expected time by one that misses the goal.
fn spaces() -> [(&'static str, String); 5] {
    let parts = "path: [web, db]\ncomponents:\n  web: {fails: 2/year, fails_range: [1/year, 4/year], lasts: 20min, price: 20/month}\n  db: {fails: 1/year, lasts: 1h..4h, price: 50/month}\n";
    let web = "    web: {replicas: {web: 1..2}}\n";
    let moves = "detect: 90s, decide: 5min..10min, switch: 5min..20min";
    let copies = format!(
        "    copy:\n      none: {{}}\n      late: {{sites: {{b: x/s/1}}, failover: {{{moves}, lag: 30s..2min}}}}\n      at-once: {{sites: {{b: x/s/1}}, failover: {{{moves}}}, bill: {{line: {{price: 30/month}}}}}}\n"
    );
    // Long and rare, or more often, dearer and short.
    let kinds = |long: &str, short: &str| {
        format!(
            "    db:\n      rare: {{components: {{db: {{{long}}}}}}}\n      short: {{components: {{db: {{{short}, price: 60/month}}}}}}\n      dear: {{components: {{db: {{{short}, price: 70/month}}}}}}\n"
        )
    };
    let recovery = kinds(
        "fails: 0.3/year, lasts: 5h",
        "fails: 2.5/year, lasts: 45min",
    );
    let years = kinds(
        "fails: 0.25/year, lasts: 20h",
        "fails: 5/year, lasts: 65min",
    );
    let classes = "requests:\n  buy: {path: [web, db], optional: true, share: 10%, goal: {availability: 99.9%}}\n  read: {path: [web], share: 90%}\ncomponents:\n  web: {fails: 1/year, fails_range: [0.5/year, 2/year], lasts: 1h, price: 20/month}\n  db: {fails: 10/year, lasts: 2h, price: 50/month}\n";
    let of_classes = "    kind:\n      plain: {}\n      better: {components: {db: {fails: 0.5/year, price: 80/month}, web: {fails: 3.2/year, fails_range: [1.6/year, 6.4/year]}}}\n      dear: {components: {db: {fails: 0.5/year, price: 90/month}, web: {fails: 3.2/year, fails_range: [1.6/year, 6.4/year]}}}\n";
    let space = |goal: &str, parts: &str, choices: &str| {
        format!("{HEAD}goal: {{{goal}}}\n{parts}search:\n  choose:\n{choices}")
    };
    [
        (
            "rpo",
            space(
                "availability: 99.985%, rpo: 5s",
                parts,
                &format!("{web}{copies}"),
            ),
        ),
        (
            "rto",
            space(
                "availability: 99.9%, rto: 3h",
                parts,
                &format!("{web}{recovery}"),
            ),
        ),
        (
            "years",
            space(
                "availability: 99.9%, years: 85%, outage_cost: 20/hour",
                parts,
                &format!("{web}{years}"),
            ),
        ),
        ("class", space("availability: 99.95%", classes, of_classes)),
        (
            "data",
            space(
                "outage_cost: 1000/hour, data_loss_cost: 500/minute",
                parts,
                &format!("{web}{copies}"),
            ),
        ),
    ]
}

fn found(source: &SourceText) -> Found {
    let effort = Effort {
        seed: 1,
        scenarios: SCENARIOS,
        precision: 0.02,
        lives: None,
    };
    let never = AtomicBool::new(false);
    search(source, Catalog::bundled(), effort, &|_| {}, &never)
        .unwrap_or_else(|problems| panic!("{}", render(&problems, source, false)))
}

/// All combinations.
fn all(space: &Space<'_>) -> Vec<Picks> {
    let choices = space.choices();
    choices.iter().fold(vec![Vec::new()], |all, (_, options)| {
        let with =
            |picks: Picks| (0..options.len()).map(move |option| [&picks[..], &[option]].concat());
        all.into_iter().flat_map(with).collect()
    })
}

#[test]
fn the_one_to_have_is_that_of_running_every_design() {
    for (name, text) in spaces() {
        let source = SourceText::new("plan.yaml", text);
        let found = found(&source);
        let space = Space::open(&source, Catalog::bundled()).unwrap();
        let designs = all(&space);
        let topology = space.topology(&designs).unwrap();
        let options = Options {
            seed: 1,
            precision: 0.02,
            years: Some(YEARS),
            method: Method::Best,
        };
        let never = AtomicBool::new(false);
        let results = uncertain_study(
            &topology,
            Catalog::bundled(),
            options,
            SCENARIOS,
            &|_| {},
            &never,
        );
        let choice = results.decision.choice.as_ref().unwrap();
        let wanted: usize = choice.architecture.parse().unwrap();
        let wanted = &designs[wanted];
        let judged = found.judged.as_ref().unwrap();
        assert_eq!(judged.best.as_ref(), Some(wanted), "{name}: {choice:?}");
        assert_eq!((judged.meets, judged.open), (true, 0.0), "{name}");
        // On cost and expected time it is beaten, so that the frontier alone would not have it.
        let frontier = found.frontier.iter().map(|&it| &found.designs[it].picks);
        assert!(
            frontier.clone().all(|it| it != wanted),
            "{name}: {wanted:?} {:?}",
            frontier.collect::<Vec<_>>()
        );
    }
}

/// What a search says of single years is what a run of its frontier says, of every design. The one to have is beaten on cost and time: it is
/// listed, and said to be beaten.
#[test]
fn single_years_are_those_of_a_run_of_the_frontier() {
    for (name, plan) in spaces().into_iter().take(3) {
        let folder = scratch(&format!("judged-{name}"));
        std::fs::write(folder.join("plan.yaml"), plan).unwrap();
        let of = |arguments: &[&str]| json(&run(arguments, &folder));
        let scenarios = "--scenarios=20";
        let searched = of(&["search", "plan.yaml", scenarios, "--format=json", "--out=."]);
        let again = of(&["run", "frontier.yaml", scenarios, "--format=json"]);
        let all = again["architectures"].as_array().unwrap();
        for one in searched["architectures"].as_array().unwrap() {
            let same = all.iter().find(|it| it["name"] == one["name"]).unwrap();
            let years = |it: &serde_json::Value| {
                let expected = &it["expected"];
                let shares = ["p_goal", "p_rto", "p_rpo"].map(|key| expected[key].clone());
                (shares, it["meets_goal"].clone())
            };
            assert_eq!(years(one), years(same), "{name}: {}", one["name"]);
        }
        let best = |of: &serde_json::Value| of["decision"]["choice"]["architecture"].clone();
        // The plan's own design, which no search looked at, may be better still.
        assert!(
            [best(&searched), "plain".into()].contains(&best(&again)),
            "{name}"
        );
        let mut frontier = searched["search"]["frontier"].as_array().unwrap().iter();
        let won = frontier.find(|it| it["name"] == best(&searched)).unwrap();
        let mut run = searched["architectures"].as_array().unwrap().iter();
        let run = run.find(|it| it["name"] == best(&searched)).unwrap();
        assert_eq!(
            (&won["beaten"], &run["on_frontier"]),
            (&true.into(), &false.into()),
            "{name}"
        );
    }
}

/// Today's design costs less than a hundredth more than the cheapest and is down for less time: in how many cases it is the one to have is
/// counted alike by a run and by a search.
#[test]
fn what_runs_today_stays_in_a_search_as_in_a_run() {
    let plan = format!(
        "{HEAD}today: plain
goal: {{outage_cost: 1/hour}}
path: [web]
components: {{web: {{fails: 1/year, fails_range: [0.5/year, 2/year], lasts: 1h, price: 101/month}}}}
search:
  choose:
    kind: {{now: {{}}, cheap: {{components: {{web: {{lasts: 2h, price: 100/month}}}}}}, dear: {{components: {{web: {{lasts: 10min, price: 200/month}}}}}}}}
"
    );
    let folder = scratch("judged-today");
    std::fs::write(folder.join("plan.yaml"), plan).unwrap();
    let of = |arguments: &[&str]| {
        let results = json(&run(arguments, &folder));
        let choice = &results["decision"]["choice"];
        ["architecture", "p_chosen", "otherwise"].map(|key| choice[key].clone())
    };
    let scenarios = "--scenarios=40";
    let searched = of(&["search", "plan.yaml", scenarios, "--format=json", "--out=."]);
    let again = of(&["run", "frontier.yaml", scenarios, "--format=json"]);
    assert_eq!(searched, again);
    assert_eq!((&again[0], &again[1]), (&"plain".into(), &1.0.into()));
}
