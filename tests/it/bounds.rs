//! What the search counts on of a design before outages that overlap are looked at is never more than the truth.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use crate::common::read;
use spof::{
    experiment::{Method, Options, Valuation, simulate},
    topology::Topology,
};

/// What a random plan with failovers is made of; outages are so frequent that many meet.
#[derive(Debug, Clone)]
struct Model {
    fails: [usize; 3],
    lasts: [usize; 3],
    law: usize,
    back: usize,
    spread: usize,
    replicas: u32,
    hits: bool,
    mitigated: bool,
    across: bool,
    /// A third site; sites that serve together; a second one that is started when it is needed; a switch that waits; a class of requests
    /// that the service is up without; planned work; replicas that carry a share of the load; more than one of them needed; outages that
    /// do not all reach us.
    third: bool,
    together: bool,
    cold: bool,
    waits: bool,
    optional: bool,
    worked_on: bool,
    loaded: bool,
    needed: bool,
    reaching: bool,
}

const FAILS: [u32; 3] = [4, 12, 30];
const LASTS: [&str; 4] = [
    "2h",
    "30min..4h",
    "{lognormal: {median: 1h, sigma: 1.2}}",
    "{mean: 3h}",
];
const SWITCHES: [&str; 5] = [
    "detect: 2min, switch: 20min",
    "detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 90%, otherwise: 2h..6h",
    "switch: {mean: 1h}, succeeds: 80%, otherwise: wait",
    "detect: 5min, switch: 30min..2h, lag: 1min",
    "detect: 2min, switch: 10min, no_capacity: 30%, otherwise: 1h..3h",
];
const BACK: [&str; 3] = [
    "",
    ", failback: {after: 1h}",
    ", failback: {after: {mean: 2h}, loss: 3min}",
];
const SPREAD: [&str; 3] = ["", ", spreads_to: {store: 30%}", ", common_cause: 20%"];

fn models() -> impl Strategy<Value = Model> {
    let numbers = (
        any::<[prop::sample::Index; 3]>(),
        any::<[prop::sample::Index; 3]>(),
        (0..SWITCHES.len(), 0..BACK.len(), 0..SPREAD.len()),
    );
    (numbers, 1..4u32, any::<[bool; 12]>()).prop_map(
        |((fails, lasts, (law, back, spread)), replicas, flags)| Model {
            fails: fails.map(|it| it.index(FAILS.len())),
            lasts: lasts.map(|it| it.index(LASTS.len())),
            law,
            back,
            spread,
            replicas,
            hits: flags[0],
            mitigated: flags[1],
            across: flags[2],
            third: flags[3],
            together: flags[4],
            cold: flags[5],
            waits: flags[6],
            optional: flags[7],
            worked_on: flags[8],
            loaded: flags[9],
            needed: flags[10],
            reaching: flags[11],
        },
    )
}

impl Model {
    fn plan(&self) -> String {
        let source = |it: usize| {
            format!(
                "fails: {}/year, lasts: {}",
                FAILS[self.fails[it]], LASTS[self.lasts[it]]
            )
        };
        let (spread, common) = match self.spread {
            1 => (SPREAD[1], ""),
            2 => ("", SPREAD[2]),
            _ => ("", ""),
        };
        let hits = if self.hits { ", hits: 60%" } else { "" };
        let waits = if self.waits { ", requires: [net]" } else { "" };
        let law = match self.together {
            true => "active-active: {needs: 1, drain: 5min}".to_owned(),
            false => format!(
                "failover: {{{}{}{waits}}}",
                SWITCHES[self.law], BACK[self.back]
            ),
        };
        let second = match self.cold && !self.together {
            true => "{place: x/s/1, cold: [web]}",
            false => "x/s/1",
        };
        let third = if self.third { ", c: y/t/1" } else { "" };
        let path = match self.optional {
            true => {
                "requests:\n  read: {path: [web]}\n  write: {path: [web, db], optional: true, share: 30%}"
            }
            false => "path: [web, db]",
        };
        let work = if self.worked_on {
            ", maintenance: {every: 30d, lasts: 1h}"
        } else {
            ""
        };
        let mitigations = if self.mitigated {
            "mitigations:\n  by-hand: {against: hall, after: 20min..1h, works: 80%}\n"
        } else {
            ""
        };
        let uses = if self.mitigated {
            ", mitigations: [by-hand]"
        } else {
            ""
        };
        let across = if self.across {
            ", components: {db: {across: sites, failover: {switch: 10min}}}"
        } else {
            ""
        };
        let load = match self.loaded {
            true => format!(
                ", load: {{carries: {}%, overload: partial}}",
                (100 / self.replicas + 20).min(100)
            ),
            false => String::new(),
        };
        let needed = match self.needed && !self.loaded && self.replicas > 1 {
            true => format!("{{count: {}, needs: 2}}", self.replicas),
            false => self.replicas.to_string(),
        };
        let reach = if self.reaching { ", reach: 60%" } else { "" };
        format!(
            "spof: 1\nservice: random\nworld: none\n{path}\ncomponents:\n  \
             web: {{{}, uses: [hall]{common}{load}}}\n  db: {{{}, uses: [hall]{work}}}\ndependencies:\n  \
             hall: {{scope: zone, {}{hits}}}\n  net: {{scope: region, fails: 2/year, lasts: 1h{reach}, used_by: [web]{}}}\n  store: {{scope: region, fails: 3/year, lasts: 2h, used_by: [db]}}\n\
             {mitigations}architectures:\n  only: {{sites: {{a: x/r/1, b: {second}{third}}}, replicas: {{web: {needed}}}, {law}{across}{uses}}}\n",
            source(0),
            source(1),
            source(2),
            spread
        )
    }
}

/// Its time not served as written by lives, and half of its 95 % interval [min a year].
fn lived(topology: &Topology) -> (f64, f64) {
    let options = Options {
        seed: 5,
        precision: -1.0,
        years: Some(256),
        method: Method::Unaided,
    };
    let run = simulate(topology, options, &|_| {}, &AtomicBool::new(false));
    let tally = &run.tallies[0];
    let lost = &tally.lost_service;
    let error = 1.96 * (tally.standard_error_hours() + lost.standard_error_hours());
    let unserved = tally.mean_hours() + lost.mean_hours();
    (unserved * 60.0, error * 60.0)
}

/// What is sure of a random plan is no more than what is computed of it, and no more than its lives say.
fn is_no_more_than_the_truth(model: &Model) -> Result<(), TestCaseError> {
    let topology = read(&model.plan());
    let architecture = &topology.architectures[0];
    let valued = Valuation::new(
        &topology,
        architecture,
        ((1, 0.02), &Default::default()),
        &[],
    );
    let Some((mut valuation, ..)) = valued else {
        return Ok(());
    };
    let least = valuation.at_least(&valuation.as_written());
    if valuation.complete(&mut []) {
        let truth = valuation.as_written().unserved();
        prop_assert!(least <= truth, "{least} > {truth}: {}", model.plan());
    }
    let (truth, error) = lived(&topology);
    prop_assert!(
        least <= truth + 1.5 * error,
        "{least} > {truth}: {}",
        model.plan()
    );
    Ok(())
}

/// So many plans.
fn plans(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(plans(8))]
    #[test]
    fn what_is_sure_is_no_more_than_the_truth(model in models()) {
        is_no_more_than_the_truth(&model)?;
    }
}

proptest! {
    #![proptest_config(plans(64))]
    #[test]
    #[ignore = "long"]
    fn what_is_sure_of_many_plans_is_no_more_than_the_truth(model in models()) {
        is_no_more_than_the_truth(&model)?;
    }
}

/// The bound is of use: of an ordinary service it is within a percent of what is true.
#[test]
fn what_is_sure_is_near_the_truth() {
    let plan = "spof: 1\nservice: shop\nworld: none\npath: [web, db]\ncomponents:\n  \
        web: {fails: 4/year, lasts: 1h}\n  db: {fails: 1/year, lasts: 2h}\narchitectures:\n  \
        only: {sites: {a: x/r/1, b: x/s/1}, failover: {detect: 90s, decide: 10min..40min, switch: 10min, succeeds: 90%, otherwise: 2h..6h}}\n";
    let topology = read(plan);
    let (mut valuation, ..) = Valuation::new(
        &topology,
        &topology.architectures[0],
        ((1, 0.02), &Default::default()),
        &[],
    )
    .unwrap();
    assert!(!valuation.is_complete());
    let least = valuation.at_least(&valuation.as_written());
    assert!(valuation.complete(&mut []));
    let truth = valuation.as_written().unserved();
    assert!(
        least <= truth && least > 0.99 * truth,
        "{least} and {truth}"
    );
}
