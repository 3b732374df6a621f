//! What a search takes: spaces of three kinds, each at sizes that grow, and how the time grows with the designs and the choices.
//!
//! ```text
//! cargo bench --bench search                 # all of it, some minutes
//! cargo bench --bench search -- separable    # or coupled, failover
//! ```
//!
//! *Separable*: tiers that share nothing, in a row. *Coupled*: tiers under shared zones and one region, 104 options each. *Failover*: the
//! Seoul shop with all scenarios, its second site at one to four places; every design that is not alike to a cheaper one is valued.
//! Times travel badly between machines, exponents better.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::{fmt::Write, sync::atomic::AtomicBool, time::Instant};

use spof::{
    catalog::Catalog,
    diagnostic::SourceText,
    search::{Effort, search},
};

const SHOP: &str = include_str!("../examples/seoul-shop.yaml");
/// Rounds of each; an odd number has a median.
const ROUNDS: usize = 3;

fn main() {
    // `cargo test --benches` only asks whether it starts.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|it| it == name);
    if is_wanted("separable") {
        let sizes = [2, 4, 8, 14];
        table("separable", &sizes.map(|it| tiers(it, false)), 0);
    }
    if is_wanted("coupled") {
        let sizes = [3, 4, 5, 6, 8];
        table("coupled", &sizes.map(|it| tiers(it, true)), 0);
    }
    if is_wanted("failover") {
        let sizes = [1, 2, 3, 4];
        table("failover", &sizes.map(shop), 400);
    }
}

/// A row for each space; the exponent is that of the time in the number of choices' options, from the row before.
fn table(name: &str, spaces: &[(usize, String)], scenarios: u32) {
    println!(
        "{name}: options, designs, frontier, left open, seconds (median of {ROUNDS}), exponent in the options"
    );
    let mut before: Option<(usize, f64)> = None;
    for (options, text) in spaces {
        let source = SourceText::new("plan.yaml", text.as_str());
        let mut times = Vec::new();
        let mut found = None;
        for _ in 0..ROUNDS {
            let effort = Effort {
                seed: 1,
                scenarios,
                precision: 0.02,
                lives: None,
            };
            let never = AtomicBool::new(false);
            let begin = Instant::now();
            found = search(&source, Catalog::bundled(), effort, &|_| {}, &never).ok();
            times.push(begin.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        let Some(found) = found else {
            println!("  {options} options: the plan cannot be read");
            continue;
        };
        let seconds = times[ROUNDS / 2];
        let exponent = before.map_or_else(String::new, |(less, time): (usize, f64)| {
            let grown = (seconds / time).ln() / (*options as f64 / less as f64).ln();
            format!("{grown:.1}")
        });
        println!(
            "  {options:>4} {:>9.1e} {:>4} {:>4} {seconds:>8.3} {exponent:>5}",
            found.counts.designs,
            found.frontier.len(),
            found.counts.open,
        );
        before = Some((*options, seconds));
    }
}

/// Tiers in a row, 104 options each: four kinds at 26 placements over three zones. How many options, and the plan.
fn tiers(count: usize, share: bool) -> (usize, String) {
    let names: Vec<String> = (0..count).map(|it| format!("t{it}")).collect();
    let uses = if share { ", uses: [hall, power]" } else { "" };
    let mut text = format!(
        "spof: 1\nservice: tiers\nworld: none\npath: [{}]\ncomponents:\n",
        names.join(", ")
    );
    for name in &names {
        let _ = writeln!(
            text,
            "  {name}: {{availability: 0.99, lasts: {{mean: 100h}}, price: 20/month{uses}}}"
        );
    }
    if share {
        text += "dependencies:\n  hall: {scope: zone, fails: 2/year, lasts: {mean: 30h}}\n  power: {scope: region, fails: 1/year, lasts: {mean: 2h}}\n";
    }
    text += "architectures:\n  plain: {sites: {here: my/lab/a+b+c}}\nsearch:\n  choose:\n";
    let mut options = 0;
    for (tier, name) in names.iter().enumerate() {
        let _ = writeln!(text, "    {name}:");
        for (kind, (up, price)) in [(0.99, 20), (0.995, 31), (0.98, 12), (0.999, 60)]
            .into_iter()
            .enumerate()
        {
            for (place, zones) in placements().into_iter().enumerate() {
                let price = price + tier;
                let _ = writeln!(
                    text,
                    "      k{kind}p{place}: {{components: {{{name}: {{availability: {up}, lasts: {{mean: 100h}}, price: {price}/month}}}}, replicas: {{{name}: {{{zones}}}}}}}"
                );
                options += 1;
            }
        }
    }
    (options, text)
}

/// One to four replicas over three zones, the first 26 of them.
fn placements() -> Vec<String> {
    let all = (0..64).map(|it| [it / 16, it / 4 % 4, it % 4]);
    let some = all.filter(|it| (1..=4).contains(&it.iter().sum::<u32>()));
    let written = some.map(|counts| {
        let each = ["a", "b", "c"].iter().zip(counts).filter(|it| it.1 > 0);
        let each: Vec<String> = each
            .map(|(zone, count)| format!("{zone}: {count}"))
            .collect();
        each.join(", ")
    });
    written.take(26).collect()
}

/// The shop with its second site at so many places: four kinds at each.
fn shop(places: usize) -> (usize, String) {
    let all = [
        ("tokyo", "aws/ap-northeast-1", "a", "a+c"),
        ("virginia", "aws/us-east-1", "a", "a+c"),
        ("gcp-seoul", "gcp/asia-northeast3", "a", "a+b"),
        ("gcp-tokyo", "gcp/asia-northeast1", "a", "a+b"),
    ];
    let moves = "detect: 90s, decide: 10min..40min";
    let warm =
        format!("failover: {{{moves}, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h}}");
    let cold =
        format!("failover: {{{moves}, switch: 30min..90min, succeeds: 90%, otherwise: 2h..8h}}");
    let mut second = "      none: {}\n".to_owned();
    for (name, region, one, two) in all.into_iter().take(places) {
        let _ = writeln!(
            second,
            "      pilot-{name}: {{sites: {{{name}: {{place: {region}/{one}, cold: [web-lb, web, app-lb, app]}}}}, {cold}}}\n      \
             warm-{name}: {{sites: {{{name}: {region}/{one}}}, {warm}}}\n      \
             two-zone-{name}: {{sites: {{{name}: {region}/{two}}}, {warm}}}\n      \
             active-{name}: {{sites: {{{name}: {region}/{one}}}, components: {{db: {{across: sites, failover: {{detect: 90s, switch: 5min..20min}}}}}}, active-active: {{needs: 1, drain: 60s}}}}"
        );
    }
    let watched =
        "software: {lasts: {lognormal: {median: 5min, sigma: 0.8}}, lasts_range: [2min, 15min]}";
    let text = format!(
        "{SHOP}\nsearch:\n  like: multi-az\n  choose:\n    \
         zones: {{two: {{}}, one: {{sites: {{seoul: aws/ap-northeast-2/a}}}}}}\n    \
         web: {{replicas: {{web: 1..5}}}}\n    app: {{replicas: {{app: 1..4}}}}\n    \
         web-size: {{small: {{}}, medium: {{components: {{web: {{size: {{aws: t3.medium, gcp: e2-medium}}}}}}}}}}\n    \
         app-size: {{medium: {{}}, large: {{components: {{app: {{size: {{aws: t3.large, gcp: e2-standard-2}}}}}}}}}}\n    \
         second:\n{second}    pin: {{no: {{}}, yes: {{mitigations: [pin-balancer-address]}}}}\n    \
         watchdog: {{no: {{}}, yes: {{components: {{web: {{{watched}}}, app: {{{watched}}}}}}}}}\n"
    );
    (1 + 4 * places, text)
}
