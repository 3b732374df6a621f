//! Plans that are understood: what becomes of them, in short.

use crate::common::{read, reading};
use spof::bill::bill;
use spof::catalog::Catalog;
use spof::catalog::EvidenceKind;
use spof::diagnostic::SourceText;
use spof::topology::{Architecture, Node, Origin, Provenance, Topology};

const WORLDLESS: &str = "\
spof: 1
service: shop
world: none
goal: {availability: 99.9%, budget: 700/month, outage_cost: 120/hour}
path: [dns, web, db]
components:
  dns: {stands: world, fails: 0.1/year, lasts: 30min..2h}
  web: {fails: {mean: 1000h}, lasts: {mean: 10h}, common_cause: 10%, uses: [resolver], price: 0.05/hour}
  db:  {fails: {weibull: {shape: 1.5, mean: 2000h}}, lasts: 1h, failover: {switch: 2min}}
dependencies:
  resolver: {scope: region, fails: 1/year, lasts: 90min}
  release:  {scope: service, fails: 1/year, lasts: 30min..140min, used_by: [web]}
mitigations:
  pin: {against: resolver, after: 0s, works: 90%}
architectures:
  one:  {sites: {seoul: mycloud/kr/a}}
  two:  {like: one, sites: {seoul: mycloud/kr/a+b}, replicas: {web: 4}, mitigations: [pin]}
  far:
    like: two
    sites: {tokyo: {place: mycloud/jp/a, cold: [web]}}
    failover: {detect: 90s, decide: 10min..40min, switch: 5min, succeeds: 95%, otherwise: 2h..6h, requires: [resolver]}
  both:
    like: two
    sites: {tokyo: mycloud/jp/a}
    components: {db: {across: sites}}
    active-active: {needs: 1, drain: 60s}
";

/// The example of the design, with what the price list needs.
const SEOUL: &str = "\
spof: 1
service: seoul-shop
goal: {availability: 99.95%, budget: 700/month, outage_cost: 120/hour}
path: [dns, web, app-lb, app, db]
components:
  dns:    {service: authoritative-dns, at: aws}
  web:    {service: vm, size: {aws: t3.small, gcp: e2-small}, uses: [dns-resolver], storage: 30 GB}
  app-lb: {service: load-balancer}
  app:    {service: vm, size: {aws: t3.medium, gcp: e2-medium}}
  db:     {service: database, size: {aws: db.t3.medium, gcp: {vcpu: 2, ram: 4}}, storage: 100 GB}
dependencies:
  release: {scope: service, fails: 1/year, lasts: 30min..140min, used_by: [web, app]}
mitigations:
  pin-balancer-address: {against: dns-resolver, after: 0s, works: 90%}
  cached-answers:       {against: dns-resolver, covers_first: 5min}
architectures:
  single-az:       {sites: {seoul: aws/ap-northeast-2/a}}
  multi-az:        {sites: {seoul: aws/ap-northeast-2/a+c}}
  multi-az-pinned: {like: multi-az, mitigations: [pin-balancer-address]}
  active-active:
    like: multi-az
    sites: {tokyo: aws/ap-northeast-1/a+c}
    components: {db: {across: sites, storage: null, failover: {detect: 90s, switch: 5min..20min}}}
    active-active: {needs: 1, drain: 60s}
    override: {aws/ap-northeast-2/dns-resolver: {fails: 0.02/year}}
  multi-cloud:
    like: multi-az
    sites: {gcp-seoul: gcp/asia-northeast3/a}
    failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h, requires: [control-plane]}
bill:
  egress:  {price: egress_internet/first_10TB, quantity: 400 GB, per: site, at: seoul}
  nat:     {price: {aws: nat_gateway/nat_gateway}, quantity: 730 h, per: zone}
  queries: {price: aws/global/dns/route53_queries_standard_first_1B, quantity: 5M queries}
  agent:   {price: 2/month, per: replica, of: [web, app]}
";

/// A topology in a few lines a person can check.
fn outline(topology: &Topology) -> String {
    let mut out = String::new();
    for architecture in &topology.architectures {
        out.push_str(&format!("{}\n", architecture.name));
        out.push_str(&structure(architecture, architecture.root));
        for link in &architecture.links {
            let source = &topology.sources[link.source].name;
            let leaf = architecture.leaves[link.leaf].name();
            out.push_str(&format!("  {source} -> {leaf} {:?}\n", link.mitigations));
        }
        if let Some(believed) = &architecture.if_independent {
            out.push_str(" believed\n");
            out.push_str(&structure(believed, believed.root));
        }
        for line in bill(topology, architecture, Catalog::bundled()).lines {
            out.push_str(&format!(
                "  {} @{} {} {} x {}\n",
                line.name,
                line.site,
                line.quantity,
                line.price.unit,
                line.unit_price()
            ));
        }
    }
    out
}

fn sources(topology: &Topology) -> String {
    let mut out = String::new();
    for source in &topology.sources {
        out.push_str(&format!(
            "{} [{}] {:?} fails {:?} lasts {:?}\n",
            source.name, source.kind, source.scope, source.fails, source.lasts
        ));
    }
    out
}

fn structure(architecture: &Architecture, node: spof::topology::NodeId) -> String {
    fn walk(
        architecture: &Architecture,
        node: spof::topology::NodeId,
        depth: usize,
        out: &mut String,
    ) {
        let indent = "  ".repeat(depth + 1);
        match &architecture.nodes[node] {
            Node::Leaf(leaf) => {
                out.push_str(&format!("{indent}{}\n", architecture.leaves[leaf].name()))
            }
            Node::AtLeast { needs, of } => {
                out.push_str(&format!("{indent}{needs} of\n"));
                for child in of {
                    walk(architecture, *child, depth + 1, out);
                }
            }
            Node::Group(group) => {
                let group = &architecture.groups[group];
                out.push_str(&format!("{indent}group {}\n", group.name));
                for child in &group.members {
                    walk(architecture, *child, depth + 1, out);
                }
            }
        }
    }
    let mut out = String::new();
    walk(architecture, node, 1, &mut out);
    out
}

#[test]
fn a_plan_without_a_catalog_becomes_a_topology() {
    let topology = read(WORLDLESS);
    insta::assert_snapshot!(format!("{}{}", outline(&topology), sources(&topology)));
}

#[test]
fn a_plan_of_the_bundled_world_is_wired_and_priced() {
    let source = SourceText::new("seoul-shop.yaml", SEOUL);
    let reading = reading("seoul-shop.yaml", SEOUL);
    let warnings = spof::diagnostic::render(&reading.warnings, &source, false);
    insta::assert_snapshot!(format!("{warnings}{}", outline(&reading.topology)));
}

/// A plan without a catalog, its architectures given.
fn small(architectures: &str) -> String {
    format!(
        "spof: 1\nservice: shop\nworld: none\npath: [web]\ncomponents:\n  web: {{fails: {{weibull: {{shape: 2, mean: 1000h}}}}, lasts: 1h}}\narchitectures:\n{architectures}"
    )
}

fn fails(topology: &Topology, name: &str) -> Vec<Option<spof::law::Law>> {
    let named = topology.sources.iter().filter(|source| source.name == name);
    named.map(|source| source.fails.clone()).collect()
}

#[test]
fn the_plans_of_the_language_reference_are_good() {
    let reference = std::fs::read_to_string("docs/language.md").expect("the reference");
    let plans: Vec<&str> = reference
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| block.starts_with("spof:"))
        .collect();
    assert!(!plans.is_empty());
    for plan in plans {
        read(plan);
    }
}

#[test]
fn what_nothing_uses_is_a_warning() {
    let text = "\
spof: 1
service: shop
world: none
path: [web]
components:
  web: {fails: 1/year, lasts: 1h}
  old: {fails: 1/year, lasts: 1h}
dependencies:
  vpn: {scope: region, fails: 1/year, lasts: 1h}
mitigations:
  tunnel: {against: vpn, after: 1min}
architectures:
  only: {sites: {here: cloud/kr/a}, mitigations: [tunnel]}
";
    let source = SourceText::new("plan.yaml", text);
    let reading = reading("plan.yaml", text);
    insta::assert_snapshot!(spof::diagnostic::render(&reading.warnings, &source, false));
}

#[test]
fn like_merges_maps_and_replaces_laws_whole() {
    let topology = read(&small(
        "  base:  {sites: {here: cloud/kr/a}}
  tuned: {like: base, components: {web: {fails: {mean: 500h}}}}
",
    ));
    let laws = fails(&topology, "here/web/1/failure");
    assert_eq!(
        laws,
        [
            Some(spof::law::Law::weibull(2.0, 1000.0)),
            Some(spof::law::Law::Exponential { mean: 500.0 }),
        ],
        "two sources of one name, each with its own law"
    );
}

#[test]
fn equal_sources_are_shared_by_all_architectures() {
    let topology = read(&small(
        "  one: {sites: {here: cloud/kr/a}}
  two: {sites: {here: cloud/kr/a+b}}
",
    ));
    assert_eq!(fails(&topology, "here/web/1/failure").len(), 1);
    assert_eq!(topology.sources.len(), 2);
}

#[test]
fn failover_and_active_active_drop_each_other_and_null_removes() {
    let topology = read(&small(
        "  both: {sites: {here: cloud/kr/a, there: cloud/jp/a}, active-active: {needs: 1}}
  one-at-a-time: {like: both, failover: {switch: 10min}}
  both-again: {like: one-at-a-time, active-active: {needs: 2}}
  alone: {like: both-again, sites: {there: null}, active-active: null}
",
    ));
    let shapes: Vec<(usize, usize, bool)> = topology
        .architectures
        .iter()
        .map(|it| (it.sites.len(), it.groups.len(), it.balance.is_some()))
        .collect();
    assert_eq!(
        shapes,
        [(2, 0, true), (2, 1, false), (2, 0, true), (1, 0, false)]
    );
}

#[test]
fn replicas_are_dealt_from_the_first_zone() {
    let topology = read(&small(
        "  count:   {sites: {here: cloud/kr/a+b}, replicas: {web: 3}}
  by-zone: {sites: {here: cloud/kr/a+b}, replicas: {web: {b: 2, needs: 2}}}
  by-site: {sites: {here: cloud/kr/a, there: cloud/jp/a}, replicas: {web: {here: 1, there: {count: 2}}}, active-active: {}}
",
    ));
    let domains: Vec<Vec<String>> = topology
        .architectures
        .iter()
        .map(|it| {
            it.leaves
                .iter()
                .map(|leaf| leaf.domain.to_string())
                .collect()
        })
        .collect();
    assert_eq!(
        domains,
        [
            vec!["cloud/kr/a", "cloud/kr/b", "cloud/kr/a"],
            vec!["cloud/kr/b", "cloud/kr/b"],
            vec!["cloud/kr/a", "cloud/jp/a", "cloud/jp/a"],
        ]
    );
    assert!(
        topology.architectures[1]
            .nodes
            .iter()
            .any(|node| matches!(node, Node::AtLeast { needs: 2, .. }))
    );
}

#[test]
fn children_come_before_parents_in_everything_built() {
    for text in [WORLDLESS, SEOUL] {
        for architecture in &read(text).architectures {
            for it in std::iter::once(architecture).chain(architecture.if_independent.as_deref()) {
                for (index, node) in it.nodes.iter().enumerate() {
                    let children: Vec<spof::topology::NodeId> = match node {
                        Node::Leaf(leaf) => {
                            assert!(leaf.index() < it.leaves.len());
                            Vec::new()
                        }
                        Node::AtLeast { of, needs } => {
                            assert!((1..=of.len()).contains(&(*needs as usize)));
                            of.clone()
                        }
                        Node::Group(group) => {
                            let group = &it.groups[group];
                            assert_eq!(group.members.len(), group.requires.len());
                            let requires = group.requires.iter().flatten();
                            group.members.iter().chain(requires).copied().collect()
                        }
                    };
                    assert!(
                        children.iter().all(|child| child.index() < index),
                        "{}: node {index}",
                        it.name
                    );
                }
            }
        }
    }
}

#[test]
fn an_own_price_is_in_the_currency_it_names() {
    let plan = |head: &str, price: &str, line: &str| {
        read(&format!(
            "spof: 1\nservice: shop\n{head}path: [web]\ncomponents:\n  web: {{fails: 1/year, lasts: 1h, price: {price}}}\n\
             architectures:\n  one: {{sites: {{seoul: aws/ap-northeast-2/a}}}}\nbill:\n  egress: {{price: {line}, quantity: 5 TB}}\n"
        ))
    };
    let won = "currency: KRW\nfx: 1400\n";
    for (topology, price, line) in [
        (plan("", "26/month", "0.1/GB"), 26.0, 0.1),
        (plan("", "26 USD/month", "0.1 USD/GB"), 26.0, 0.1),
        (plan(won, "26 USD/month", "0.1 USD/GB"), 26.0, 0.1),
        (plan(won, "36400 KRW/month", "140KRW/GB"), 26.0, 0.1),
    ] {
        let lines = bill(&topology, &topology.architectures[0], Catalog::bundled()).lines;
        assert!((lines[0].unit_price() - price).abs() < 1e-9, "{lines:?}");
        assert!((lines[1].unit_price() - line).abs() < 1e-9, "{lines:?}");
        assert_eq!(lines[1].quantity, 5_000.0);
    }
}

#[test]
fn evidence_stays_with_the_number_it_is_for() {
    let of = |web: &str| {
        let topology = read(&format!(
            "spof: 1\nservice: shop\npath: [web]\ncomponents:\n  web: {{service: vm, size: t3.small, software: {web}}}\n\
             architectures:\n  one: {{sites: {{seoul: aws/ap-northeast-2/a}}}}\n"
        ));
        let mut sources = topology.sources.into_iter();
        sources
            .find(|source| source.name == "seoul/web/1/software")
            .expect("the vm has software")
            .provenance
    };
    let said = |of: &Provenance| -> Vec<String> {
        let said = of.numbers.iter().map(|it| {
            let kinds: Vec<EvidenceKind> = it.evidence.iter().map(|it| it.kind).collect();
            format!("{} of the {}: {kinds:?}", it.number, it.by)
        });
        said.collect()
    };
    let shared = "common_cause of the catalog: [Memory, Judgement]";
    let length = of("{lasts: 5min}");
    let wanted = [
        "fails of the catalog: [Judgement]",
        "lasts of the plan: [Given]",
        shared,
    ];
    assert_eq!(said(&length), wanted);
    // Of the replica's own failures, without those that strike all.
    let range = length.of("fails").and_then(|it| it.range);
    assert_eq!(range, Some((0.2 * 0.9, 6.0 * 0.9)));
    let rate = of("{fails: 2/year}");
    assert_eq!(
        rate.of("fails").map(|it| (it.by, it.range)),
        Some((Origin::Plan, None))
    );
    let shocks = of("{common_cause: 5%}");
    let share = shocks.of("common_cause").map(|it| it.by);
    assert_eq!(
        (share, shocks.common_cause),
        (Some(Origin::Plan), Some(0.05))
    );
}
