//! Money beside plain prices, against bills worked out by hand: commitments, discounts, traffic, people's work, SLA
//! credits, and what complexity does to failures.

use crate::common::{read, reading};
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use spof::{
    answer::Results,
    bill::{Bill, bill, credits, promises},
    catalog::Catalog,
    experiment::{Method, Options},
    report::{TableStyle, table},
    study::study,
    topology::{Architecture, Topology},
};

/// A plan of these lines behind its head.
fn shop(lines: &str) -> Topology {
    read(&format!("spof: 1\nservice: shop\n{lines}"))
}

fn named<'a>(topology: &'a Topology, name: &str) -> &'a Architecture {
    let mut all = topology.architectures.iter();
    all.find(|architecture| architecture.name == name).unwrap()
}

fn billed(topology: &Topology, name: &str) -> Bill {
    bill(topology, named(topology, name), Catalog::bundled())
}

/// (line, quantity, unit price, USD a month) of every line.
fn lines(topology: &Topology, name: &str) -> Vec<(String, f64, f64, f64)> {
    let lines = billed(topology, name).lines.into_iter();
    lines
        .map(|line| {
            let cents = (line.monthly() * 100.0 + 1e-6).round() / 100.0;
            (line.name.clone(), line.quantity, line.unit_price(), cents)
        })
        .collect()
}

fn line(name: &str, quantity: f64, price: f64, monthly: f64) -> (String, f64, f64, f64) {
    (name.to_owned(), quantity, price, monthly)
}

fn results(topology: &Topology) -> Results {
    let options = Options {
        seed: 1,
        precision: 0.5,
        years: Some(4096),
        method: Method::Best,
    };
    study(
        topology,
        Catalog::bundled(),
        options,
        &|_| {},
        &AtomicBool::new(false),
    )
}

fn text(topology: &Topology) -> String {
    let style = TableStyle {
        width: 400,
        colour: false,
    };
    table(&results(topology), style)
}

/// A control plane has its fee in its component, a load balancer its hour; what is used of it, and a second one, is no fee of its.
#[test]
fn a_fee_that_a_component_pays_by_itself_is_warned_of_once() {
    let warned = |bill: &str| {
        let text = format!(
            "spof: 1\nservice: shop\npath: [balancer, cluster, pods]\ncomponents:\n  balancer: {{service: load-balancer}}\n  \
             cluster: {{service: kubernetes}}\n  pods: {{service: node-group, size: m5.large}}\narchitectures:\n  \
             one: {{sites: {{here: aws/eu-central-1/a}}}}\n  two: {{sites: {{here: aws/eu-central-1/a+b}}}}\nbill:\n  it: {bill}\n"
        );
        let warnings = reading("plan.yaml", &text).warnings;
        let said = warnings.iter().map(|it| it.message.clone());
        said.collect::<Vec<String>>()
    };
    let twice = "`it` of the bill pays for what component";
    for (price, component) in [
        ("kubernetes_control_plane/eks_cluster", Some("cluster")),
        ("load_balancer/alb", Some("balancer")),
        ("load_balancer/alb_lcu", None),
        ("vm_ondemand_linux/m5.large", None),
        ("0.1/hour", None),
    ] {
        let warned = warned(&format!("{{price: {price}, quantity: 1}}"));
        let expected = component.map(|it| format!("{twice} `{it}` pays by itself"));
        let expected: Vec<String> = expected.into_iter().collect();
        assert_eq!(warned, expected, "{price}");
    }
}

#[test]
fn a_commitment_takes_the_price_with_it_and_leaves_disks_on_demand() {
    let shop = shop(
        "path: [web]
components:
  web: {service: vm, size: {gcp: e2-small}, storage: 30 GB}
commitment: 1y
architectures:
  two: {sites: {seoul: gcp/asia-northeast3/a+b}}
  on-demand: {like: two, commitment: none}
",
    );
    // 2 × 9.883908 + 2 × 30 × 0.13 = 19.767816 + 7.80 = 27.57
    assert_eq!(
        lines(&shop, "two"),
        [
            line("web e2-small, 1y commitment", 2.0, 9.883908, 19.77),
            line("web disk", 60.0, 0.13, 7.80),
        ]
    );
    assert_eq!(billed(&shop, "two").monthly, 27.57);
    // 2 × 730 × 0.0214914 = 31.377444; with the disks 39.18
    assert_eq!(billed(&shop, "on-demand").monthly, 39.18);
    let line = &billed(&shop, "two").lines[0];
    assert_eq!(
        (line.commitment.as_deref(), &*line.price.unit),
        (Some("1y"), "month")
    );
    assert!(line.price.evidence.source.contains("Cyclenerd"), "{line:?}");
}

#[test]
fn the_nearest_commitment_counts_and_a_map_says_it_by_provider() {
    let shop = shop(
        "path: [web, db, cache]
components:
  web:   {service: vm, size: t3.small, commitment: none}
  db:    {service: database, size: db.t3.large}
  cache: {service: cache, product: redis, size: cache.t3.medium, commitment: {aws: 1y}}
architectures:
  plain:     {sites: {virginia: aws/us-east-1/a+b}, replicas: {web: 1, cache: 1}}
  committed: {like: plain, commitment: {aws: 1y, gcp: none}}
",
    );
    // Machine 0.0208, database over two zones 0.272 or with a year 0.1914, cache with a year 0.046; × 730.
    let plain = lines(&shop, "plain");
    assert_eq!(
        plain[1],
        line("db db.t3.large multi-az (mysql)", 730.0, 0.272, 198.56)
    );
    assert_eq!(
        plain[2],
        line("cache cache.t3.medium, 1y commitment", 730.0, 0.046, 33.58)
    );
    let committed = lines(&shop, "committed");
    assert_eq!(committed[0], plain[0]);
    assert_eq!(
        committed[1],
        line(
            "db db.t3.large multi-az (mysql), 1y commitment",
            730.0,
            0.1914,
            139.72
        )
    );
}

#[test]
fn a_price_of_ones_own_needs_no_commitment_in_the_list() {
    let shop = shop(
        "path: [web]
components: {web: {service: vm, size: t3.small, price: 11.5/month}}
commitment: 1y
architectures: {one: {sites: {seoul: aws/ap-northeast-2/a}}}
",
    );
    assert_eq!(billed(&shop, "one").monthly, 11.5);
}

#[test]
fn discounts_come_off_the_list_and_off_nothing_else() {
    let shop = shop(
        "path: [web, lb, api]
components:
  web: {service: vm, size: t3.small}
  lb:  {service: load-balancer}
  api: {service: vm, price: 30/month}
discounts: {aws: 12%, aws/load_balancer: 20%}
bill:
  support: {price: 10/month}
  egress:  {price: egress_internet/first_10TB, quantity: 100 GB}
architectures:
  one:   {sites: {seoul: aws/ap-northeast-2/a}}
  other: {like: one, discounts: {aws/load_balancer: null, aws: 50%}}
",
    );
    let bill = billed(&shop, "one");
    // 730 × 0.026 × 0.88 = 16.7024; 730 × 0.0225 × 0.8 = 13.14; 100 × 0.126 × 0.88 = 11.088; 30 and 10 as they are.
    let monthly: Vec<f64> = bill
        .lines
        .iter()
        .map(|line| (line.monthly() * 1e4).round() / 1e4)
        .collect();
    assert_eq!(monthly, [16.7024, 13.14, 30.0, 10.0, 11.088]);
    assert_eq!(bill.monthly, 80.93);
    let items: Vec<(f64, f64)> = bill
        .lines
        .iter()
        .map(|line| (line.price.usd, line.discount))
        .collect();
    assert_eq!(
        items,
        [
            (0.026, 0.12),
            (0.0225, 0.2),
            (30.0, 0.0),
            (10.0, 0.0),
            (0.126, 0.12)
        ]
    );
    // 9.49 + 8.2125 + 30 + 10 + 6.3 = 64.0025
    assert_eq!(billed(&shop, "other").monthly, 64.0);
}

/// Where the borders are is the architecture's; the volumes are said once.
const TRAFFIC: &str = "path: [web]
components:
  web: {service: vm, price: 0}
traffic: {out: 400 GB, between_zones: 150 GB, between_regions: 90 GB, between_clouds: 80 GB}
architectures:
  one-zone:  {sites: {seoul: aws/ap-northeast-2/a}}
  two-zones: {sites: {seoul: aws/ap-northeast-2/a+c}}
  two-sites-of-a-region:
    sites: {first: aws/ap-northeast-2/a, second: aws/ap-northeast-2/c}
    failover: {switch: 5min}
  two-regions:
    sites: {seoul: aws/ap-northeast-2/a+c, tokyo: aws/ap-northeast-1/a}
    failover: {switch: 5min}
  two-clouds:
    sites: {seoul: aws/ap-northeast-2/a, gcp: gcp/asia-northeast3/a+b}
    active-active: {needs: 1}
  two-regions-both:
    sites: {seoul: aws/ap-northeast-2/a, tokyo: aws/ap-northeast-1/a}
    active-active: {needs: 1}
  by-site:
    like: two-regions-both
    traffic: {out: {seoul: 400 GB}, between_regions: {tokyo: 90 GB}, between_clouds: null}
  google-first:
    sites: {gcp: gcp/asia-northeast3/a+b, tokyo: gcp/asia-northeast1/a}
    failover: {switch: 5min}
";

#[test]
fn traffic_is_paid_where_it_crosses_a_border() {
    let shop = shop(TRAFFIC);
    let free = || {
        line(
            "traffic out: free allowance 100 GB per month",
            100.0,
            0.0,
            0.0,
        )
    };
    let out = || line("traffic out: first 10 TB", 300.0, 0.126, 37.80);
    // Both ends pay at AWS: 2 × 150 × 0.01.
    let zones = || line("traffic between zones: each direction", 300.0, 0.01, 3.00);
    assert_eq!(lines(&shop, "one-zone"), [free(), out()]);
    assert_eq!(lines(&shop, "two-zones"), [free(), out(), zones()]);
    assert_eq!(
        lines(&shop, "two-sites-of-a-region"),
        [free(), out(), zones()]
    );
    let regions = line(
        "traffic between regions: to other regions",
        90.0,
        0.08,
        7.20,
    );
    assert_eq!(
        lines(&shop, "two-regions"),
        [free(), out(), regions, zones()]
    );
    // Each site sends half. AWS: 200 out, 100 of them free, and 40 to the other cloud; Google: 200, 40, and half of 150
    // between its two zones, where only the sender pays.
    assert_eq!(
        lines(&shop, "two-clouds"),
        [
            free(),
            line("traffic out: first 10 TB", 100.0, 0.126, 12.60),
            line("traffic out: first 1 TB", 200.0, 0.15, 30.00),
            line("traffic between clouds: first 10 TB", 40.0, 0.126, 5.04),
            line("traffic between clouds: first 1 TB", 40.0, 0.15, 6.00),
            line(
                "traffic between zones: same region (US list)",
                75.0,
                0.01,
                0.75
            ),
        ]
    );
    // The free 100 GB are the account's: Seoul has them, Tokyo has none.
    assert_eq!(
        lines(&shop, "two-regions-both"),
        [
            free(),
            line("traffic out: first 10 TB", 100.0, 0.126, 12.60),
            line("traffic out: first 10 TB", 200.0, 0.114, 22.80),
            line(
                "traffic between regions: to other regions",
                45.0,
                0.08,
                3.60
            ),
            line(
                "traffic between regions: to other regions",
                45.0,
                0.09,
                4.05
            ),
        ]
    );
    assert_eq!(
        lines(&shop, "by-site"),
        [
            free(),
            out(),
            line(
                "traffic between regions: to other regions",
                90.0,
                0.09,
                8.10
            ),
        ]
    );
    assert_eq!(
        lines(&shop, "google-first"),
        [
            line("traffic out: first 1 TB", 400.0, 0.15, 60.00),
            line("traffic between regions: within asia", 90.0, 0.08, 7.20),
            line(
                "traffic between zones: same region (US list)",
                150.0,
                0.01,
                1.50
            ),
        ]
    );
}

#[test]
fn steps_of_the_list_are_used_up_by_all_that_leaves_a_region() {
    let shop = shop(
        "path: [web]
components: {web: {service: vm, price: 0}}
traffic: {out: 60 TB, between_clouds: 500 GB}
architectures:
  one: {sites: {seoul: aws/ap-northeast-2/a}}
  two:
    sites: {seoul: aws/ap-northeast-2/a, gcp: gcp/asia-northeast3/a}
    failover: {switch: 5min}
",
    );
    // 60,000 GB: 100 free, 10,000 × 0.126 = 1,260, 40,000 × 0.122 = 4,880, 9,900 × 0.117 = 1,158.30
    assert_eq!(billed(&shop, "one").monthly, 7_298.30);
    // What goes to the other cloud comes after: 500 × 0.117 = 58.50
    assert_eq!(billed(&shop, "two").monthly, 7_356.80);
}

#[test]
fn a_price_of_ones_own_for_traffic_takes_the_place_of_the_list() {
    let shop = shop(
        "path: [web]
components: {web: {service: vm, price: 0}}
traffic: {out: 1 TB, between_zones: 150 GB, prices: {out: {azure: 0.08/GB}, between_zones: {azure: 0}}}
architectures:
  azure: {sites: {virginia: azure/eastus/1+2}}
  aws:   {sites: {seoul: aws/ap-northeast-2/a+c}}
",
    );
    assert_eq!(
        lines(&shop, "azure"),
        [line("traffic out", 1000.0, 0.08, 80.00)]
    );
    // 900 × 0.126 + 300 × 0.01
    assert_eq!(billed(&shop, "aws").monthly, 116.40);
    assert_eq!(billed(&shop, "azure").usage, 80.0);
}

#[test]
fn work_is_in_the_cost_where_an_hour_has_a_price() {
    let plan = "path: [web]
components: {web: {service: vm, price: 100/month}}
PEOPLE
architectures:
  one: {sites: {seoul: aws/ap-northeast-2/a}, engineering: 6 h}
  two: {like: one}
  more: {like: one, engineering: 90 min}
";
    let priced = shop(&plan.replace("PEOPLE", "people: {price: 80/hour}\nvat: 10%"));
    // 100 × 1.1 + 6 × 80
    for name in ["one", "two"] {
        let bill = billed(&priced, name);
        assert_eq!(
            (bill.fixed, bill.people, bill.monthly),
            (110.0, 480.0, 590.0)
        );
    }
    assert_eq!(billed(&priced, "more").people, 120.0);
    let seen = text(&priced);
    assert!(seen.contains("6 h, $480.00"), "{seen}");
    assert!(seen.contains("in the cost, without VAT"), "{seen}");

    let unpriced = shop(&plan.replace("PEOPLE\n", ""));
    assert_eq!(billed(&unpriced, "one").monthly, 100.0);
    assert_eq!(named(&unpriced, "more").purchases.work.unwrap().hours, 1.5);
    let results = results(&unpriced);
    assert_eq!(results.architectures[0].cost.engineering_hours, Some(6.0));
    assert_eq!(results.architectures[0].cost.people, 0.0);
    assert!(
        results.notes.iter().any(|note| note
            .to_string()
            .contains("hours of engineering are in no cost")),
        "{:?}",
        results.notes
    );
}

#[test]
fn an_hour_of_work_may_be_in_the_plans_currency() {
    let shop = shop(
        "currency: KRW\nfx: 1400\nvat: 10%\npath: [web]
components: {web: {service: vm, price: 0}}
people: {price: 60000 KRW/hour}
engineering: 4 h
architectures: {one: {sites: {seoul: aws/ap-northeast-2/a}}}
",
    );
    let bill = billed(&shop, "one");
    assert_eq!((bill.monthly, bill.people), (240_000.0, 240_000.0));
}

const RELEASES: &str = "world: none
path: [web]
components: {web: {fails: never}}
dependencies:
  release: {scope: service, fails: {mean: 999h}, lasts: 1h, used_by: [web]}
architectures:
  one: {sites: {here: a/b/c}}
  two:
    sites: {here: a/b/c, there: a/d/e}
    active-active: {needs: 1}
    complexity: {release: {factor: 1.5, range: [1, 2.5]}}
  three: {like: two}
  four:  {like: two, complexity: {release: 1}}
";

#[test]
fn complexity_lets_a_source_of_the_same_name_fail_sooner() {
    let shop = shop(RELEASES);
    let means: Vec<(&str, f64)> = shop
        .sources
        .iter()
        .map(|source| (&*source.name, source.fails.as_ref().unwrap().mean()))
        .collect();
    assert_eq!(means, [("release", 999.0), ("release", 666.0)]);
    let complexity = &named(&shop, "three").complexity[0];
    assert_eq!(
        (complexity.factor, complexity.range),
        (1.5, Some((1.0, 2.5)))
    );
    assert_eq!(complexity.sources.len(), 1);
    assert_eq!(complexity.sources[0].index(), 1);
    assert!(named(&shop, "one").complexity.is_empty());

    let results = results(&shop);
    let share = |index: usize| results.architectures[index].downtime.exact.unwrap() / 525_600.0;
    assert!((share(0) - 1.0 / 1000.0).abs() < 1e-12);
    assert!((share(1) - 1.0 / 667.0).abs() < 1e-12);
    assert_eq!(share(1), share(2));
    assert_eq!(share(0), share(3));
    assert_eq!(results.architectures[1].complexity[0].factor, 1.5);
}

/// Promise 1: another architecture, and another rate in it, change no outage elsewhere.
#[test]
fn complexity_elsewhere_changes_no_life() {
    let with = results(&shop(RELEASES));
    let without = results(&shop(
        &RELEASES
            .replace(
                "    complexity: {release: {factor: 1.5, range: [1, 2.5]}}\n",
                "",
            )
            .replace(", complexity: {release: 1}", ""),
    ));
    let simulated = |results: &Results, index: usize| results.architectures[index].downtime.clone();
    assert_eq!(simulated(&with, 0), simulated(&without, 0));
    assert_eq!(simulated(&with, 3), simulated(&without, 3));
    // The same draws, two thirds as far apart: half as many failures again, but for the ends of the year.
    let ratio = simulated(&with, 1).simulated / simulated(&without, 1).simulated;
    assert!((ratio - 1.5).abs() < 0.02, "{ratio}");
    // Where nobody says how much more often, that is said; not where somebody does.
    let unknown = |results: &Results| {
        let mut notes = results.notes.iter();
        notes.any(|note| note.to_string().contains("`release` fails equally often"))
    };
    assert!(unknown(&without) && !unknown(&with));
}

const DATABASE: &str = "path: [db]
components:
  db: {service: database, size: db.t3.medium, storage: 100 GB}
dependencies:
  release: {scope: service, fails: 50/year, lasts: 9h, used_by: [db]}
override:
  aws/ap-northeast-2/database-service: {fails: {mean: 8758h}, lasts: {mean: 2h}, reach: 50%}
  aws/ap-northeast-2/network: {fails: never}
architectures:
  two: {sites: {seoul: aws/ap-northeast-2/a+c}}
";

#[test]
fn credits_of_a_database_over_two_zones_by_hand() {
    let shop = shop(DATABASE);
    let credits = credits(&shop, named(&shop, "two"), Catalog::bundled());
    assert_eq!(credits.len(), 1);
    assert_eq!(credits[0].promise.sla.id, "aws-rds-multi-az");
    // 730 × 0.208 + 100 × 0.262
    assert!((credits[0].promise.charge - 178.04).abs() < 1e-9);
    // One outage a year, half of which reach us: 1/24 a month. The team's own releases do not count, nor one zone's or
    // one replica's trouble, nor the engine's.
    // Steps: 10 % above 0.05 % of 730 h, 25 % above 1 %, all above 5 %.
    let reached = |hours: f64| 1.0 - (-(-hours / 2.0).exp() / 24.0).exp();
    let by_hand = 0.10 * reached(0.365) + 0.15 * reached(7.3) + 0.75 * reached(36.5);
    let expected = credits[0].expected.unwrap();
    assert!((expected - 178.04 * by_hand).abs() < 1e-9, "{expected}");
    assert!((expected - 0.64).abs() < 0.01, "{expected}");

    let result = &results(&shop).architectures[0];
    let told = result.sla_credits.as_ref().unwrap();
    assert!((told.monthly_if_claimed - expected).abs() < 1e-12);
    assert_eq!((told.claimed_share, told.monthly), (None, None));
    assert_eq!(result.cost.monthly, 178.04);
    let seen = text(&shop);
    assert!(
        seen.contains(
            "SLA credits would on average give back $0.64 a month if every one were claimed"
        ),
        "{seen}"
    );
}

#[test]
fn claimed_credits_are_a_share_in_the_plans_currency() {
    let head = "sla_credits: {claimed: 80%}\ncurrency: KRW\nfx: 1400\nvat: 10%\n";
    let shop = shop(&format!("{head}{DATABASE}"));
    let results = results(&shop);
    let told = results.architectures[0].sla_credits.as_ref().unwrap();
    let dollars = told.lines[0].expected_credit.unwrap();
    assert!((told.monthly_if_claimed - dollars * 1540.0).abs() < 1e-9);
    assert!((told.monthly.unwrap() - dollars * 1540.0 * 0.8).abs() < 1e-9);
    let seen = text(&shop);
    assert!(seen.contains("with 80 % of them claimed"), "{seen}");
}

#[test]
fn every_promise_goes_by_where_the_thing_stands() {
    let shop = shop(
        "path: [dns, lb, web, db]
components:
  dns: {service: authoritative-dns, at: aws}
  lb:  {service: load-balancer}
  web: {service: vm, size: {aws: t3.small, gcp: e2-small}}
  db:  {service: database, size: {aws: db.t3.medium, gcp: {vcpu: 2, ram: 4}}}
architectures:
  one:   {sites: {seoul: aws/ap-northeast-2/a}, replicas: {web: 2}}
  two:   {sites: {seoul: aws/ap-northeast-2/a+c}}
  cloud: {sites: {seoul: gcp/asia-northeast3/a}}
",
    );
    let told = |name: &str| -> Vec<(String, usize, bool)> {
        let credits = credits(&shop, named(&shop, name), Catalog::bundled());
        credits
            .into_iter()
            .map(|it| {
                (
                    it.promise.sla.id,
                    it.promise.units.len(),
                    it.expected.is_some(),
                )
            })
            .collect()
    };
    let row = |sla: &str, units, known| (sla.to_owned(), units, known);
    assert_eq!(
        told("one"),
        [
            // Days of query charges: known in words only.
            row("aws-route53", 1, false),
            row("aws-elb-single-az", 1, true),
            row("aws-ec2-instance", 2, true),
            row("aws-rds-single", 1, true),
        ]
    );
    assert_eq!(
        told("two"),
        [
            row("aws-route53", 1, false),
            row("aws-elb-multi-az", 1, true),
            row("aws-ec2-region", 1, true),
            row("aws-rds-multi-az", 1, true),
        ]
    );
    // Google's database in one zone has no promise at all.
    assert_eq!(
        told("cloud"),
        [
            row("aws-route53", 1, false),
            row("gcp-lb", 1, false),
            row("gcp-gce-single", 1, false),
        ]
    );
    // A machine by itself suffers its zone and its hardware; two zones only what takes both down.
    let kinds = |name: &str, sla: &str| -> Vec<String> {
        let promises = promises(&shop, named(&shop, name), Catalog::bundled());
        let promise = promises
            .into_iter()
            .find(|promise| promise.sla.id == sla)
            .unwrap();
        let hurts = promise.units[0].iter();
        hurts
            .map(|hurt| shop.sources[hurt.source].kind.clone())
            .collect()
    };
    let mut one = kinds("one", "aws-ec2-instance");
    one.sort_unstable();
    assert_eq!(one, ["backbone", "facility", "network", "web hardware"]);
    let mut two = kinds("two", "aws-ec2-region");
    two.sort_unstable();
    assert_eq!(two, ["backbone", "network"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is negotiated, moved and worked: the lines add up to the month, and no credit exceeds its charge.
    #[test]
    fn lines_add_up_and_no_credit_exceeds_its_charge(
        discount in 0..=100u32,
        out in 0.0..200_000.0f64,
        zones in 0.0..5_000.0f64,
        hours in 0.0..200.0f64,
        vat in 0..30u32,
        fails in 1..2_000u32,
        lasts in 1..2_000u32,
        claimed in 0..=100u32,
    ) {
        let shop = shop(&format!(
            "path: [lb, web, db]
vat: {vat}%
discounts: {{aws: {discount}%}}
traffic: {{out: {out} GB, between_zones: {zones} GB}}
people: {{price: 70/hour}}
engineering: {hours} h
sla_credits: {{claimed: {claimed}%}}
components:
  lb:  {{service: load-balancer}}
  web: {{service: vm, size: t3.small}}
  db:  {{service: database, size: db.t3.medium, storage: 100 GB}}
override:
  aws/ap-northeast-2/network: {{fails: {fails}/year, lasts: {{mean: {lasts}min}}}}
architectures:
  one: {{sites: {{seoul: aws/ap-northeast-2/a}}}}
  two: {{sites: {{seoul: aws/ap-northeast-2/a+c}}}}
"
        ));
        for architecture in &shop.architectures {
            let bill = bill(&shop, architecture, Catalog::bundled());
            prop_assert!((bill.fixed + bill.usage + bill.people - bill.monthly).abs() < 0.02);
            let taxed = |kind| {
                let lines = bill.lines.iter();
                lines.filter(move |line| (line.kind == spof::units::CostKind::People) == kind)
                    .map(spof::bill::Line::monthly).sum::<f64>()
            };
            let sum = taxed(false) * (1.0 + f64::from(vat) / 100.0) + taxed(true);
            prop_assert!((sum - bill.monthly).abs() < 0.0051, "{sum} {}", bill.monthly);
            for line in &bill.lines {
                prop_assert!(line.unit_price() <= line.price.usd);
                prop_assert!((line.quantity * line.unit_price() - line.monthly()).abs() < 1e-8);
            }
            for credit in credits(&shop, architecture, Catalog::bundled()) {
                let back = credit.expected.unwrap();
                prop_assert!((0.0..=credit.promise.charge * (1.0 + 1e-12)).contains(&back), "{credit:?}");
            }
        }
    }
}
