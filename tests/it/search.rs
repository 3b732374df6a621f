//! `spof search` against brute force: the frontier equals that of a run of every design, in the same scenarios.

use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use rayon::prelude::*;

use crate::common::{ROOT, json, printed, run, scratch, text};
use spof::{
    bill::bill,
    build::{Picks, Space, read},
    catalog::Catalog,
    decide::frontier,
    diagnostic::{SourceText, render},
    experiment::{Foreseen, Losses, Method, Options, Valuation, in_world, times_down, worlds},
    search::{Design, Effort, Found, Step, names, search},
    study::uncertain_study,
    topology::Topology,
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

pub const FAILOVER: &str = "failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h}";

/// Spaces of different kinds: their choices, and whether all of their designs can be computed.
fn spaces() -> Vec<(&'static str, String)> {
    let zones = "    zones: {one: {}, two: {sites: {a: x/r/1+2}}}\n";
    let replicas = "    web: {replicas: {web: 1..3}}\n    app: {replicas: {app: 1..2}}\n";
    let pin = "    pin: {no: {}, yes: {mitigations: [pinned]}}\n";
    let second = format!(
        "    second:\n      none: {{}}\n      warm: {{sites: {{b: x/s/1}}, {FAILOVER}}}\n      cold: {{sites: {{b: {{place: x/s/1, cold: [web, app]}}}}, {FAILOVER}}}\n      cloud: {{sites: {{b: y/s/1}}, {FAILOVER}}}\n"
    );
    // It is about both, so that it tells rooms apart.
    let both = "    both: {no: {}, yes: {components: {web: {lasts: 10min..1h, price: 30/month}, app: {lasts: 10min..1h, price: 45/month}}}}\n";
    let together = "    second:\n      none: {}\n      both: {sites: {b: x/s/1}, active-active: {needs: 1, drain: 60s}}\n";
    let crew = "    crew:\n      none: {}\n      one: {crews: {oncall: 1}, components: {web: {repair: {crew: oncall}, price: 17/month}, app: {repair: {crew: oncall}, price: 28/month}}}\n";
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
        ("about both", format!("{zones}{replicas}{both}")),
        (
            "crews",
            format!("{zones}    web: {{replicas: {{web: 1..3}}}}\n{crew}"),
        ),
    ]
}

pub fn source(choices: &str) -> SourceText {
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
pub fn all(space: &Space<'_>) -> Vec<Picks> {
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
        let space = Space::open(&source, Catalog::bundled()).unwrap();
        let designs = all(&space);
        let topology = space.topology(&designs).unwrap();
        let options = Options {
            seed: 1,
            precision: 0.02,
            years: Some(1024),
            method: Method::Best,
        };
        let never = AtomicBool::new(false);
        let results = uncertain_study(&topology, Catalog::bundled(), options, 40, &|_| {}, &never);
        let all = results.architectures.iter();
        let points = all.map(|it| (it.cost.monthly, it.expected.as_ref().unwrap().unserved));
        is_the_frontier_of(name, &source, &points.collect::<Vec<_>>());
    }
}

/// A search finds the frontier of these points, which are all designs of its space, and says what became of each.
pub fn is_the_frontier_of(name: &str, source: &SourceText, points: &[(f64, f64)]) {
    let on = frontier(points);
    let on = points.iter().zip(on).filter(|(_, on)| *on);
    let mut wanted: Vec<(f64, f64)> = on.map(|(point, _)| *point).collect();
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Of designs that cost and give the same one is enough.
    wanted.dedup_by(|a, b| a.0 == b.0 && (a.1 - b.1).abs() <= 1e-9 * b.1);
    let found = found(source, 40);
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
        (0.0, 0.0, counts.designs),
        "{name}"
    );
    assert_eq!(counts.designs - counts.never, points.len() as f64, "{name}");
}

/// Of points those that no other beats, by cost; of equal ones one. What differs by less than sums in another order do is equal.
fn best(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut points = points.to_vec();
    points.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let mut least = f64::INFINITY;
    points.retain(|point| {
        let is_less = point.1 < least * (1.0 - 1e-12);
        least = least.min(point.1);
        is_less
    });
    points
}

/// The same costs, and the same times but for the order of sums.
#[track_caller]
fn assert_same(got: &[(f64, f64)], wanted: &[(f64, f64)]) {
    assert_eq!(got.len(), wanted.len(), "{got:?}, not {wanted:?}");
    for (got, wanted) in got.iter().zip(wanted) {
        assert!(
            got.0 == wanted.0 && (got.1 - wanted.1).abs() <= 1e-9 * wanted.1,
            "{got:?}, not {wanted:?}"
        );
    }
}

/// What is ruled out by paired differences is ruled out at 99 % overall: of 200 searches at most five lose any design of the frontier.
#[test]
#[ignore = "long"]
fn the_race_rarely_rules_out_wrongly() {
    const SCENARIOS: u32 = 96;
    let (_, choices) = spaces().swap_remove(2);
    let source = source(&choices);
    let catalog = Catalog::bundled();
    let space = Space::open(&source, catalog).unwrap();
    let designs = all(&space);
    let topology = space.topology(&designs).unwrap();
    let each = (1..=200).into_par_iter().map(|seed| {
        let worlds = worlds(&topology, seed, SCENARIOS);
        let times = times_down(&topology, &worlds);
        let points = topology.architectures.iter().map(|architecture| {
            let valued = Valuation::new(
                &topology,
                architecture,
                ((seed, 0.02), &Default::default()),
                &worlds,
            );
            let (mut valuation, mut drawn, charges) = valued.unwrap();
            assert!(valuation.complete(&mut drawn));
            let foreseen = Foreseen::new(&charges, &times, worlds.len());
            let cost = bill(&topology, architecture, catalog).monthly;
            let expected = Losses::mean(&drawn).put_right(foreseen.off());
            (cost, expected.unserved())
        });
        let points: Vec<(f64, f64)> = points.collect();
        let effort = Effort {
            seed,
            ..effort(SCENARIOS)
        };
        let never = AtomicBool::new(false);
        let found = search(&source, catalog, effort, &|_| {}, &never).unwrap();
        let frontier = found.frontier.iter();
        let costs: Vec<f64> = frontier.map(|&it| found.designs[it].cost).collect();
        let wanted: Vec<f64> = best(&points).iter().map(|it| it.0).collect();
        (u32::from(costs != wanted), found.counts.differences)
    });
    let each: Vec<(u32, f64)> = each.collect();
    let wrong: u32 = each.iter().map(|it| it.0).sum();
    let by_differences: f64 = each.iter().map(|it| it.1).sum();
    assert!(by_differences > 500.0, "{by_differences}");
    assert!(wrong <= 5, "{wrong} of 200");
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

/// What a choice leaves aside changes nothing else: a design loses the same to the last bit, whatever else could have been taken.
#[test]
fn what_is_not_taken_changes_nothing_else() {
    let whole = spaces().swap_remove(2).1;
    let less: Vec<&str> = whole.lines().filter(|it| !it.contains("cloud:")).collect();
    let [more, less] = [whole.clone(), less.join("\n")].map(|it| found(&source(&it), 40));
    assert!(more.counts.designs > less.counts.designs);
    let mut both = 0;
    for design in &less.designs {
        // The option that is left out is the last.
        let same = more.designs.iter().find(|it| it.picks == design.picks);
        if let Some(same) = same {
            both += 1;
            assert_eq!((same.cost, &same.drawn), (design.cost, &design.drawn));
        }
    }
    assert!(both > 3, "{both}");
}

/// Ended while rooms are read or while designs are in question it gives those that are known, and counts all others.
#[test]
fn a_search_that_is_ended_gives_what_is_known() {
    for is_early in [true, false] {
        let source = source(&spaces().swap_remove(3).1);
        let stop = AtomicBool::new(false);
        let observe = |step| {
            let is_time = match step {
                Step::Rooms(..) => is_early,
                Step::Valued(..) => false,
                Step::Open(..) => true,
            };
            if is_time {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let found = search(&source, Catalog::bundled(), effort(40), &observe, &stop).unwrap();
        assert!(found.is_interrupted && !found.designs.is_empty());
        let counts = found.counts;
        let decided = counts.never + counts.refused + counts.alike + counts.bounded;
        let decided = decided + counts.differences + counts.valued;
        assert!(counts.open > 0.0, "{counts:?}");
        assert_eq!(decided + counts.open, counts.designs);
    }
}

/// A design is put together from parts that were read for others before. It is the one that is read alone.
#[test]
fn a_design_of_parts_is_the_one_that_is_read_alone() {
    let shop = std::fs::read_to_string(format!("{ROOT}/examples/search/seoul-shop.yaml")).unwrap();
    let spaces = spaces().into_iter().map(|it| source(&it.1));
    for source in spaces.chain([SourceText::new("shop.yaml", shop)]) {
        let open = || Space::open(&source, Catalog::bundled()).unwrap();
        let space = open();
        let designs = all(&space);
        let some: Vec<Picks> = designs
            .into_iter()
            .step_by(1 + space.count() as usize / 30)
            .collect();
        assert!(space.topology(&some).is_ok());
        for picks in some {
            let [put_together, alone] =
                [&space, &open()].map(|it| it.topology(std::slice::from_ref(&picks)).unwrap());
            assert_eq!(put_together, alone);
        }
    }
}

/// The plan of the frontier is a plan: its designs are those that were found, with their names, beside the plan's own; they cost and
/// lose what was found.
#[test]
#[ignore = "long"]
fn the_frontier_is_written_as_a_plan() {
    let block = source(&spaces().swap_remove(2).1);
    let braces = SourceText::new(
        "plan.yaml",
        block.text.replace(
            "architectures:\n  plain: {sites: {a: x/r/1}}\n",
            "architectures: {plain: {sites: {a: x/r/1}}}\n",
        ),
    );
    let spaces = spaces().into_iter().map(|it| source(&it.1));
    for source in spaces.chain([braces]) {
        let found = found(&source, 40);
        let designs: Vec<&Design> = found
            .frontier
            .iter()
            .map(|&it| &found.designs[it])
            .collect();
        let (plan, names) = written(&source, &designs);
        let reading = read(&plan, Catalog::bundled())
            .unwrap_or_else(|problems| panic!("{}", render(&problems, &plan, false)));
        let topology = &reading.topology;
        let written = topology.architectures.iter();
        let written: Vec<&str> = written.map(|it| &*it.name).collect();
        let wanted: Vec<&str> = names.iter().map(String::as_str).chain(["plain"]).collect();
        assert_eq!(written, wanted);
        let options = Options {
            seed: 1,
            precision: 0.02,
            years: Some(64),
            method: Method::Best,
        };
        let never = AtomicBool::new(false);
        let results = uncertain_study(topology, Catalog::bundled(), options, 40, &|_| {}, &never);
        let run = results.architectures.iter();
        let run: Vec<(f64, f64)> = run
            .map(|it| (it.cost.monthly, it.expected.as_ref().unwrap().downtime))
            .collect();
        let searched = designs.iter().map(|it| (it.cost, it.expected.downtime));
        assert_same(
            &run[..designs.len()],
            &searched.collect::<Vec<(f64, f64)>>(),
        );
    }
}

/// A plan with these designs, and their names there.
fn written(source: &SourceText, designs: &[&Design]) -> (SourceText, Vec<String>) {
    let space = Space::open(source, Catalog::bundled()).unwrap();
    let choices = space.choices().into_iter().map(|(name, options)| {
        let options = options.into_iter().map(str::to_owned);
        (name.to_owned(), options.collect())
    });
    let choices: Vec<(String, Vec<String>)> = choices.collect();
    let picks: Vec<&Picks> = designs.iter().map(|it| &it.picks).collect();
    let taken = space.taken().map(str::to_owned).collect();
    let names = names(&choices, &picks, &taken);
    let named = names.iter().cloned().zip(picks.into_iter().cloned());
    let text = space.written_with(&source.text, &named.collect::<Vec<_>>());
    (SourceText::new("frontier.yaml", text), names)
}

/// Fyffe, Hines & Lee, *IEEE Trans. Reliability* 17, 1968, as Coit & Smith 1996 tabulate it: 14 subsystems in series, of each 1 to 8
/// parallel components of one kind; per kind reliability and cost.
const FYFFE: [&[(f64, u32)]; 14] = [
    &[(0.9, 1), (0.93, 1), (0.91, 2), (0.95, 2)],
    &[(0.95, 2), (0.94, 1), (0.93, 1)],
    &[(0.85, 2), (0.9, 3), (0.87, 1), (0.92, 4)],
    &[(0.83, 3), (0.87, 4), (0.85, 5)],
    &[(0.94, 2), (0.93, 2), (0.95, 3)],
    &[(0.99, 3), (0.98, 3), (0.97, 2), (0.96, 2)],
    &[(0.91, 4), (0.92, 4), (0.94, 5)],
    &[(0.81, 3), (0.9, 5), (0.91, 6)],
    &[(0.97, 2), (0.99, 3), (0.96, 4), (0.91, 3)],
    &[(0.83, 4), (0.85, 4), (0.9, 5)],
    &[(0.94, 3), (0.95, 4), (0.96, 5)],
    &[(0.79, 2), (0.82, 3), (0.85, 4), (0.9, 5)],
    &[(0.98, 2), (0.99, 3), (0.97, 2)],
    &[(0.9, 4), (0.92, 4), (0.95, 5), (0.99, 6)],
];
/// Components of a subsystem at most.
const PARALLEL: u32 = 8;

/// The same in the language of plans, kinds not mixed: about 10^20 designs.
fn fyffe() -> SourceText {
    let names: Vec<String> = (1..=FYFFE.len()).map(|it| format!("s{it}")).collect();
    let mut text = format!(
        "spof: 1\nservice: fyffe\nworld: none\npath: [{}]\ncomponents:\n",
        names.join(", ")
    );
    for (name, kinds) in names.iter().zip(FYFFE) {
        let (up, cost) = kinds[0];
        text += &format!(
            "  {name}: {{availability: {up}, lasts: {{mean: 1h}}, price: {cost}/month}}\n"
        );
    }
    text += "architectures:\n  plain: {sites: {here: my/lab/a}}\nsearch:\n  choose:\n";
    for (name, kinds) in names.iter().zip(FYFFE) {
        text += &format!("    {name}:\n");
        for (kind, (up, cost)) in kinds.iter().enumerate() {
            for count in 1..=PARALLEL {
                text += &format!(
                    "      k{kind}x{count}: {{components: {{{name}: {{availability: {up}, lasts: {{mean: 1h}}, price: {cost}/month}}}}, replicas: {{{name}: {count}}}}}\n"
                );
            }
        }
    }
    SourceText::new("fyffe.yaml", text)
}

#[test]
fn the_classical_redundancy_allocation_is_solved_whole() {
    // By dynamic programming: the most reliable for each cost, subsystem by subsystem.
    const MOST: usize = 130;
    let mut best = vec![0.0; MOST + 1];
    best[0] = 1.0;
    for kinds in FYFFE {
        let mut with = vec![0.0_f64; MOST + 1];
        for (up, cost) in kinds {
            for count in 1..=PARALLEL {
                let works = 1.0 - (1.0 - up).powi(count as i32);
                let cost = (cost * count) as usize;
                for before in 0..=MOST.saturating_sub(cost) {
                    let all = best[before] * works;
                    with[before + cost] = with[before + cost].max(all);
                }
            }
        }
        best = with;
    }
    let mut wanted: Vec<(f64, f64)> = Vec::new();
    for (cost, up) in best.into_iter().enumerate() {
        let down = 1.0 - up;
        if up > 0.0
            && wanted
                .last()
                .is_none_or(|last| down < last.1 * (1.0 - 1e-12))
        {
            wanted.push((cost as f64, down));
        }
    }
    let found = found(&fyffe(), 0);
    assert!(
        found.counts.designs > 1e20 && found.counts.open == 0.0,
        "{:?}",
        found.counts
    );
    let got = found.frontier.iter().map(|&it| &found.designs[it]);
    let got = got.map(|it| (it.cost, it.expected.downtime / (60.0 * 8760.0)));
    let got: Vec<(f64, f64)> = got.filter(|it| it.0 <= MOST as f64).collect();
    assert_same(&got, &wanted);
}

/// Five links of 4 kinds, 1 to 3 of each, 248,832 designs: in a bridge parts are not in a row.
#[test]
fn a_bridge_is_searched_whole() {
    const KINDS: [(f64, f64); 4] = [(0.9, 2.0), (0.95, 3.0), (0.98, 5.0), (0.99, 7.0)];
    const MOST: i32 = 3;
    let links = ["a", "b", "c", "d", "e"];
    let mut text = "spof: 1\nservice: bridge\nworld: none\npath: {any: [[a, d], [b, e], [a, c, e], [b, c, d]]}\ncomponents:\n".to_owned();
    for link in links {
        text += &format!("  {link}: {{availability: 0.9, lasts: {{mean: 1h}}, price: 2/month}}\n");
    }
    text += "architectures:\n  plain: {sites: {here: my/lab/a}}\nsearch:\n  choose:\n";
    for link in links {
        text += &format!("    {link}:\n");
        for (kind, (up, cost)) in KINDS.iter().enumerate() {
            for count in 1..=MOST {
                text += &format!(
                    "      k{kind}x{count}: {{components: {{{link}: {{availability: {up}, lasts: {{mean: 1h}}, price: {cost}/month}}}}, replicas: {{{link}: {count}}}}}\n"
                );
            }
        }
    }
    let options: Vec<(f64, f64)> = KINDS
        .iter()
        .flat_map(|(up, cost)| {
            (1..=MOST).map(move |count| (cost * f64::from(count), (1.0 - up).powi(count)))
        })
        .collect();
    // The chance that the bridge is down, by whether the middle link is.
    let mut points = Vec::new();
    let all = options.len().pow(5);
    for design in 0..all {
        let pick = |place: u32| options[design / options.len().pow(place) % options.len()];
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|it| pick(it).1);
        let both = |x: f64, y: f64| x + y - x * y;
        let closed = both(a * b, d * e);
        let open = both(a, d) * both(b, e);
        let cost: f64 = (0..5).map(|it| pick(it).0).sum();
        points.push((cost, (1.0 - c) * closed + c * open));
    }
    let wanted = best(&points);
    let found = found(&SourceText::new("bridge.yaml", text), 0);
    let got = found.frontier.iter().map(|&it| &found.designs[it]);
    let got: Vec<(f64, f64)> = got
        .map(|it| (it.cost, it.expected.downtime / (60.0 * 8760.0)))
        .collect();
    assert_eq!(found.counts.designs, all as f64);
    assert_same(&got, &wanted);
}

/// Three tiers under shared zones, the rates of each far off or known.
fn tiers(is_known: bool) -> SourceText {
    let mut text =
        "spof: 1\nservice: tiers\nworld: none\npath: [web, app, cache]\ncomponents:\n".to_owned();
    for (name, rate) in [("web", 4), ("app", 9), ("cache", 2)] {
        let range = match is_known {
            true => String::new(),
            false => format!(
                ", fails_range: [{}/year, {}/year]",
                rate as f64 / 4.0,
                rate * 4
            ),
        };
        text += &format!(
            "  {name}: {{fails: {rate}/year{range}, lasts: {{mean: 20h}}, price: 20/month, uses: [hall, power]}}\n"
        );
    }
    text += "dependencies:\n  hall: {scope: zone, fails: 2/year, lasts: {mean: 30h}}\n  power: {scope: region, fails: 1/year, lasts: {mean: 2h}}\n";
    text += &placed(&["web", "app", "cache"]);
    SourceText::new("tiers.yaml", text)
}

/// Three zones, and where the replicas of each component may stand.
fn placed(names: &[&str]) -> String {
    let mut text =
        "architectures:\n  plain: {sites: {here: my/lab/a+b+c}}\nsearch:\n  choose:\n".to_owned();
    let places = [
        "{a: 1}",
        "{b: 1}",
        "{a: 2}",
        "{a: 1, b: 1}",
        "{b: 2}",
        "{a: 1, b: 1, c: 1}",
        "{a: 2, c: 1}",
    ];
    for name in names {
        text += &format!("    {name}:\n");
        for (place, zones) in places.iter().enumerate() {
            text += &format!("      z{place}: {{replicas: {{{name}: {zones}}}}}\n");
        }
    }
    text
}

/// The frontier of a static space is that of all its designs, as it is written; some are ruled out by their parts.
fn equals_brute_force(source: &SourceText) {
    let catalog = Catalog::bundled();
    let space = Space::open(source, catalog).unwrap();
    let topology = space.topology(&all(&space)).unwrap();
    let points = topology.architectures.iter().map(|architecture| {
        let cost = spof::bill::bill(&topology, architecture, catalog).monthly;
        let exact = spof::exact::exact(&topology, architecture).unwrap();
        (cost, exact.downtime_minutes)
    });
    let points: Vec<(f64, f64)> = points.collect();
    let wanted = best(&points);
    let found = found(source, 0);
    let counts = found.counts;
    assert!(counts.alike + counts.bounded > 200.0, "{counts:?}");
    assert_eq!(counts.open, 0.0);
    let got = found.frontier.iter().map(|&it| &found.designs[it]);
    let got: Vec<(f64, f64)> = got.map(|it| (it.cost, it.expected.downtime)).collect();
    assert_same(&got, &wanted);
}

/// What is down together is down together, and filtering by the mean would lose designs.
#[test]
fn tiers_under_shared_zones_equal_brute_force() {
    equals_brute_force(&tiers(true));
}

/// Rates, prices and what is used by whom at random.
fn random_tiers() -> impl Strategy<Value = String> {
    let tier = (1..12_u32, 5..60_u32, 0..4_usize);
    let shared = (1..9_u32, 1..40_u32);
    ([tier.clone(), tier.clone(), tier], [shared.clone(), shared]).prop_map(|(tiers, shared)| {
        let names = ["web", "app", "cache"];
        let mut text = "spof: 1\nservice: tiers\nworld: none\npath: [web, app, cache]\ncomponents:\n".to_owned();
        for (name, (rate, price, used)) in names.iter().zip(tiers) {
            let uses = ["", "hall", "power", "hall, power"][used];
            text += &format!("  {name}: {{fails: {rate}/year, lasts: {{mean: 20h}}, price: {price}/month, uses: [{uses}]}}\n");
        }
        text += "dependencies:\n";
        for (scope, (rate, hours)) in [("hall: {scope: zone", shared[0]), ("power: {scope: region", shared[1])] {
            text += &format!("  {scope}, fails: {rate}/year, lasts: {{mean: {hours}h}}}}\n");
        }
        text + &placed(&names)
    })
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(3))]
    #[test]
    fn random_spaces_equal_brute_force(plan in random_tiers()) {
        equals_brute_force(&SourceText::new("random.yaml", plan));
    }
}

proptest! {
    #![proptest_config(cases(48))]
    #[test]
    #[ignore = "long"]
    fn many_random_spaces_equal_brute_force(plan in random_tiers()) {
        equals_brute_force(&SourceText::new("random.yaml", plan));
    }
}

/// The same over scenarios: what is best on average is found by its parts, which are down more or less together in them.
#[test]
fn tiers_are_searched_over_scenarios() {
    let source = tiers(false);
    let catalog = Catalog::bundled();
    let space = Space::open(&source, catalog).unwrap();
    let designs = all(&space);
    let topology = space.topology(&designs).unwrap();
    let drawn = worlds(&topology, 1, 12);
    let drawn: Vec<Topology> = drawn.iter().map(|it| in_world(&topology, it)).collect();
    let points = topology.architectures.iter().map(|architecture| {
        let cost = spof::bill::bill(&topology, architecture, catalog).monthly;
        let down = drawn.iter().map(|it| spof::exact::exact(it, architecture));
        let down: f64 = down.map(|it| it.unwrap().downtime_minutes).sum();
        (cost, down)
    });
    let points: Vec<(f64, f64)> = points.collect();
    let found = found(&source, 12);
    assert!(found.counts.bounded > 200.0, "{:?}", found.counts);
    assert_eq!(found.counts.open, 0.0);
    let listed: Vec<&Picks> = found.designs.iter().map(|it| &it.picks).collect();
    for wanted in best(&points) {
        let same = |it: &(f64, f64)| it.0 == wanted.0 && (it.1 / wanted.1 - 1.0).abs() < 1e-11;
        let mut designs = designs.iter().zip(&points).filter(|it| same(it.1));
        assert!(designs.any(|it| listed.contains(&it.0)), "{wanted:?}");
    }
}

/// A second site beside the first in its zone goes down with it: of two homes and two second sites two designs are left out, and it is
/// said why, once.
#[test]
fn two_sites_in_one_zone_are_no_design() {
    let plan = "spof: 1\nservice: x\npath: [web]\ncomponents: {web: {service: vm, size: t3.small}}\n\
                architectures: {one: {sites: {a: aws/us-east-1/a}}}\nsearch:\n  choose:\n    \
                home: {east: {}, west: {sites: {a: aws/us-west-2/a}}}\n    \
                second: {none: {}, west: {sites: {b: aws/us-west-2/a+b}, failover: {switch: 5min}}, \
                east: {sites: {b: aws/us-east-1/a}, failover: {switch: 5min}}}\n";
    let found = found(&SourceText::new("plan.yaml", plan), 20);
    assert_eq!(found.counts.refused, 2.0);
    let wanted = [
        "sites `a` and `b` stand in one zone of aws/us-east-1",
        "sites `a` and `b` stand in one zone of aws/us-west-2",
    ];
    assert_eq!(found.refused, wanted);
}

/// What the program says of a plan of `examples/search`, and that `spof run` takes the plan that it wrote and finds the same.
fn of_example(name: &str, more: &[&str]) {
    of_plan(name, &format!("search/{name}"), more);
}

fn of_plan(name: &str, plan: &str, more: &[&str]) {
    let folder = scratch(&format!("search-{name}"));
    let plan = format!("{ROOT}/examples/{plan}.yaml");
    let arguments = ["search", &plan, "--scenarios", "40", "--out", "."];
    let output = run(&[&arguments[..], more].concat(), &folder);
    // Where it takes long it says so now and then.
    let said = text(&output.stderr);
    let said: String = { said.split_inclusive('\n') }
        .filter(|line| !line.starts_with("spof is at work: "))
        .collect();
    let before = said.split("page:").next().unwrap_or_default();
    insta::assert_snapshot!(
        format!("search-{name}"),
        format!("{before}{}", printed(&output))
    );
    let arguments = ["run", "frontier.yaml", "--scenarios=40", "--format", "json"];
    let again = json(&run(&arguments, &folder));
    let table = std::fs::read_to_string(folder.join("frontier.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.len() > 2);
    for row in rows {
        let of = |it: &&serde_json::Value| it["name"] == row[0];
        let result = again["architectures"]
            .as_array()
            .unwrap()
            .iter()
            .find(of)
            .unwrap();
        let unserved: f64 = row[5].parse().unwrap();
        let run = result["expected"]["unserved"].as_f64().unwrap();
        assert!(
            // What is lost beside an exact downtime is lived.
            (unserved - run).abs() <= 1e-3 * run,
            "{}: {unserved}, not {run}",
            &row[0]
        );
        assert_eq!(
            row[4].parse::<f64>().unwrap(),
            result["cost"]["monthly"].as_f64().unwrap()
        );
    }
    assert!(folder.join("tradeoff.svg").exists());
    // The page's slider knows the named designs alone, and says so wherever it stands but at the plan's own price.
    let page = std::fs::read_to_string(folder.join("report.html")).unwrap();
    let data = page.split(r#"id="data">"#).nth(1).unwrap();
    let data = data.split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    for (place, stop) in data["stops"].as_array().unwrap().iter().enumerate() {
        let said = stop["sentences"][0].as_str().unwrap();
        let is_of_named = !said.contains(" designs") || said.contains(" designs named here");
        assert_eq!(is_of_named, data["plan"] != place, "{said}");
    }
}

#[test]
fn a_hoster_and_a_cloud_are_searched() {
    of_example("hoster-and-cloud", &[]);
}

#[test]
fn a_small_service_is_searched_for_two_goals() {
    of_example("saas", &[]);
}

#[test]
#[ignore = "long"]
fn the_shop_is_searched() {
    of_example("seoul-shop", &[]);
}

/// The shop of the README, which has no choices.
#[test]
#[ignore = "long"]
fn the_shop_without_choices_is_searched() {
    of_plan("seoul-shop-without-choices", "seoul-shop", &[]);
}

#[test]
#[ignore = "long"]
fn a_plan_without_choices_gets_the_usual_ones() {
    of_example("one-design", &["--within", "aws/eu-west-*"]);
}
