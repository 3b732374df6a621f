//! Spaces of hundreds and thousands of designs: the frontier is that of valuing each, in the same scenarios and lives.

use std::sync::atomic::AtomicBool;

use crate::search::{FAILOVER, all, is_the_frontier_of, source};
use rayon::prelude::*;
use spof::{
    bill::bill,
    build::Space,
    catalog::Catalog,
    diagnostic::SourceText,
    experiment::{Foreseen, Losses, Method, Options, Valuation, times_down, worlds},
    study::valued,
    topology::Topology,
};

/// Scenarios, as many as the search has.
const SCENARIOS: u32 = 40;
/// Designs that are valued together.
const TOGETHER: usize = 32;

/// Searches the space of these choices, and values each of its designs, of which there are so many.
fn equals_brute_force(name: &str, choices: &str, count: usize) {
    let source = source(choices);
    let designs = all(&space(&source));
    assert_eq!(designs.len(), count, "{name}");
    let points = designs.par_chunks(TOGETHER).flat_map(|designs| {
        let topology = space(&source).topology(designs).unwrap();
        values(&topology)
    });
    is_the_frontier_of(name, &source, &points.collect::<Vec<_>>());
}

fn space(source: &SourceText) -> Space<'_> {
    Space::open(source, Catalog::bundled()).unwrap()
}

/// Cost and time not served of designs: as they are computed, or all of them by lives.
fn values(topology: &Topology) -> Vec<(f64, f64)> {
    let computed = computed(topology);
    let each = topology.architectures.iter();
    let costs = each.map(|it| bill(topology, it, Catalog::bundled()).monthly);
    let unserved = computed.unwrap_or_else(|| lived(topology));
    costs.zip(unserved).collect()
}

fn computed(topology: &Topology) -> Option<Vec<f64>> {
    let worlds = worlds(topology, 1, SCENARIOS);
    let times = times_down(topology, &worlds);
    let each = topology.architectures.iter().map(|architecture| {
        let aim = ((1, 0.02), &Default::default());
        let (mut valuation, mut drawn, charges) =
            Valuation::new(topology, architecture, aim, &worlds)?;
        let foreseen = Foreseen::new(&charges, &times, worlds.len());
        let is_whole = valuation.complete(&mut drawn);
        is_whole.then(|| Losses::mean(&drawn).put_right(foreseen.off()).unserved())
    });
    each.collect()
}

fn lived(topology: &Topology) -> Vec<f64> {
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(1024),
        method: Method::Best,
    };
    let never = AtomicBool::new(false);
    let found = valued(topology, Catalog::bundled(), options, SCENARIOS, &never);
    let each = found.unwrap().into_iter();
    each.map(|it| Losses::mean(&it.drawn).put_right(it.off).unserved())
        .collect()
}

/// A choice of so many kinds of a component, each dearer and failing less often.
fn kinds(component: &str, count: u32) -> String {
    let mut text = format!("    {component}-kind:\n      plain: {{}}\n");
    for kind in 1..count {
        let price = 20 + 23 * kind;
        let (rate, least, most) = (4.0 / f64::from(kind + 1), 1.0 / f64::from(kind), 8 / kind);
        text += &format!(
            "      k{kind}: {{components: {{{component}: {{fails: {rate}/year, fails_range: [{least}/year, {most}/year], price: {price}/month}}}}}}\n"
        );
    }
    text
}

const ZONES: &str =
    "    zones: {one: {}, two: {sites: {a: x/r/1+2}}, three: {sites: {a: x/r/1+2+3}}}\n";
const PIN: &str = "    pin: {no: {}, yes: {mitigations: [pinned]}}\n";

fn replicas(web: u32, app: u32) -> String {
    format!("    web: {{replicas: {{web: 1..{web}}}}}\n    app: {{replicas: {{app: 1..{app}}}}}\n")
}

/// Everything that is up as long as what it needs is, in one to three zones with what they share.
#[test]
#[ignore = "long"]
fn static_designs() {
    let choices = format!(
        "{ZONES}{}{}{}{}",
        replicas(4, 4),
        kinds("web", 4),
        kinds("app", 3),
        kinds("db", 3)
    );
    equals_brute_force("static", &choices, 3 * 16 * 4 * 3 * 3);
}

/// Placements over three zones that share halls.
#[test]
#[ignore = "long"]
fn designs_under_shared_zones() {
    let places = [
        "1: 1",
        "1: 2",
        "2: 1",
        "1: 1, 2: 1",
        "1: 2, 2: 1",
        "1: 1, 2: 1, 3: 1",
    ];
    let placed = |component: &str| {
        let each = places.iter().enumerate();
        let each = each.map(|(place, zones)| {
            format!("      p{place}: {{replicas: {{{component}: {{{zones}}}}}}}\n")
        });
        format!("    {component}:\n{}", each.collect::<String>())
    };
    let choices = format!(
        "    site: {{all: {{sites: {{a: x/r/1+2+3}}}}}}\n{}{}{}{}",
        placed("web"),
        placed("app"),
        placed("db"),
        kinds("web", 4)
    );
    equals_brute_force("shared zones", &choices, 216 * 4);
}

#[test]
#[ignore = "long"]
fn mitigated_designs() {
    let choices = format!(
        "{ZONES}{PIN}{}{}{}{}",
        replicas(3, 3),
        kinds("web", 4),
        kinds("app", 3),
        kinds("db", 3)
    );
    equals_brute_force("mitigations", &choices, 3 * 2 * 9 * 4 * 3 * 3);
}

/// A second site that is warm or cold, with what brings about its switch.
#[test]
#[ignore = "long"]
fn designs_with_failover() {
    let second = format!(
        "    second:\n      none: {{}}\n      warm: {{sites: {{b: x/s/1}}, {FAILOVER}}}\n      cold: {{sites: {{b: {{place: x/s/1, cold: [web, app]}}}}, {FAILOVER}}}\n      cloud: {{sites: {{b: y/s/1}}, {FAILOVER}}}\n"
    );
    let choices = format!("{second}{PIN}{}{}", replicas(3, 2), kinds("db", 3));
    equals_brute_force("failover", &choices, 4 * 2 * 6 * 3);
}

/// A home at either of two clouds, and a second site at the same or the other, that waits or serves too.
#[test]
#[ignore = "long"]
fn designs_at_two_clouds() {
    let second = format!(
        "    second:\n      none: {{}}\n      same: {{sites: {{b: x/s/1}}, {FAILOVER}}}\n      other: {{sites: {{b: y/s/1}}, {FAILOVER}}}\n      together: {{sites: {{b: y/s/1}}, active-active: {{needs: 1, drain: 60s}}}}\n"
    );
    let home = "    home: {x: {}, y: {sites: {a: y/r/1}, components: {web: {price: 17/month}, db: {price: 61/month}}}}\n";
    let choices = format!("{home}{second}{}{}", replicas(3, 3), kinds("db", 3));
    equals_brute_force("two clouds", &choices, 2 * 4 * 9 * 3);
}

/// Crews must be lived, so there are fewer.
#[test]
#[ignore = "long"]
fn designs_with_crews() {
    let crew = |count: u32| {
        format!(
            "{{crews: {{oncall: {count}}}, components: {{web: {{repair: {{crew: oncall}}, price: {}/month}}, app: {{repair: {{crew: oncall}}, price: {}/month}}}}}}",
            14 + 3 * count,
            25 + 3 * count
        )
    };
    let crews = format!(
        "    crew:\n      none: {{}}\n      one: {}\n      two: {}\n",
        crew(1),
        crew(2)
    );
    let choices = format!("{crews}{}", replicas(3, 3));
    equals_brute_force("crews", &choices, 3 * 9);
}
