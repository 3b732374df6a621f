//! What one is advised to do, for designs whose numbers one can work out by hand.
//!
//! One machine fails for an hour after 729 h: 12 h a year. With a watchdog it is half an hour after 729.5 h: 6 h a year. Two
//! machines are down together (1/730)² of the time: 59 s a year. A machine costs 100 a month.

use crate::common::read;
use std::{fmt::Write, sync::atomic::AtomicBool};

use spof::catalog::Catalog;
use spof::{
    answer::{Results, Verdict},
    experiment::{Method, Options},
    report::advice,
    study::study,
};

const MACHINES: &str = "
path: [web]
components: {web: {fails: {mean: 729h}, lasts: {mean: 1h}, price: 100/month}}
";
const ONE: &str = "one: {sites: {here: p/r/a}}";
const WATCHDOG: &str =
    "watchdog: {like: one, components: {web: {fails: {mean: 729.5h}, lasts: {mean: 30min}}}}";
const TWO: &str = "two: {sites: {here: p/r/a+b}}";

const GOLD: &str = "gold: {like: two, components: {web: {price: 150/month}}}";

fn results(head: &str, architectures: &[&str]) -> Results {
    let text = format!(
        "spof: 1\nservice: machines\nworld: none\n{head}{MACHINES}architectures:\n  {}\n",
        architectures.join("\n  ")
    );
    let topology = read(&text);
    let options = Options {
        seed: 1,
        precision: 0.05,
        // Means are computed; lives are for the quantiles.
        years: Some(1_024),
        method: Method::Best,
    };
    study(
        &topology,
        Catalog::bundled(),
        options,
        &|_| {},
        &AtomicBool::new(false),
    )
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-3 * b.abs()
}

#[test]
fn a_step_pays_from_its_cost_over_the_hours_it_saves() {
    let results = results("goal: {outage_cost: 150/hour}\n", &[ONE, WATCHDOG, TWO]);
    let decision = &results.decision;
    let [free, dear] = decision.steps.as_slice() else {
        panic!("two steps, not {:?}", decision.steps);
    };
    assert_eq!((&*free.from, &*free.to), ("one", "watchdog"));
    assert!(near(free.saved_minutes_per_year, 360.0));
    assert_eq!((free.break_even, free.pays), (0.0, Some(Verdict::Yes)));
    // 360 min less 8760/730² h a year, for 100 a month.
    let saved = 360.0 - 8760.0 / 730.0 / 730.0 * 60.0;
    assert!(near(dear.saved_minutes_per_year, saved));
    assert!(near(dear.break_even, 100.0 * 12.0 / (saved / 60.0)));
    assert_eq!(dear.pays, Some(Verdict::No));
    assert_eq!(decision.best.as_deref(), Some("watchdog"));
    // One machine: 12 h a year at 150, a month; the watchdog's 6.
    let next = decision.runner_up.as_ref().unwrap();
    assert_eq!((&*next.name, next.sure), ("two", Verdict::Yes));
    assert!(near(next.more_monthly, 100.0 - 150.0 * saved / 60.0 / 12.0));
    let ends: Vec<(&str, bool)> = decision
        .regions
        .iter()
        .map(|region| (&*region.architecture, region.to.is_none()))
        .collect();
    assert_eq!(ends, [("watchdog", false), ("two", true)]);
}

#[test]
fn the_answer_in_words() {
    let all = [ONE, WATCHDOG, TWO];
    let thirty: Vec<String> = (1..=30)
        .map(|n: u32| {
            format!(
                "n{n}: {{sites: {{here: p/r/a}}, replicas: {{web: {{count: {n}, needs: {}}}}}}}",
                n.div_ceil(2)
            )
        })
        .collect();
    let thirty: Vec<&str> = thirty.iter().map(String::as_str).collect();
    let cases: [(&str, &str, &[&str]); 16] = [
        (
            "too little an hour",
            "goal: {outage_cost: 150/hour}\n",
            &all,
        ),
        ("enough an hour", "goal: {outage_cost: 500/hour}\n", &all),
        ("nothing an hour", "goal: {outage_cost: 0/hour}\n", &all),
        ("no price of an hour", "", &all),
        (
            "two today, and too dear",
            "today: two\ngoal: {outage_cost: 150/hour}\n",
            &all,
        ),
        (
            "two today, and worth it",
            "today: two\ngoal: {outage_cost: 500/hour}\n",
            &all,
        ),
        (
            "a watchdog today",
            "today: watchdog\ngoal: {outage_cost: 500/hour}\n",
            &all,
        ),
        (
            "a goal nobody meets",
            "goal: {availability: 99.9999%, budget: 150/month}\n",
            &all,
        ),
        (
            "a goal some meet",
            "goal: {availability: 99.9%, outage_cost: 150/hour}\n",
            &all,
        ),
        (
            "a budget nobody keeps",
            "goal: {budget: 5/month, outage_cost: 150/hour}\n",
            &all,
        ),
        (
            "the cheapest in total misses the goal",
            "goal: {availability: 99.99%, outage_cost: 150/hour}\n",
            &all,
        ),
        (
            "the cheapest in total is above the budget",
            "goal: {budget: 150/month, outage_cost: 500/hour}\n",
            &all,
        ),
        (
            "gold today, no better than two",
            "today: gold\ngoal: {outage_cost: 500/hour}\n",
            &[ONE, TWO, GOLD],
        ),
        (
            "one alone",
            "goal: {availability: 99.9%, budget: 50/month, outage_cost: 150/hour}\n",
            &[ONE],
        ),
        ("one alone and no goal", "", &[ONE]),
        (
            "thirty",
            "goal: {availability: 99.99%, budget: 1000/month, outage_cost: 150/hour}\n",
            &thirty,
        ),
    ];
    let mut told = String::new();
    for (what, head, architectures) in cases {
        let _ = writeln!(told, "{what}");
        for sentence in advice(&results(head, architectures)) {
            let _ = writeln!(told, "  - {sentence}");
        }
    }
    insta::assert_snapshot!(told);
}
