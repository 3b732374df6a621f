//! Plans that are understood: what becomes of them, in short.

use spof::catalog::Catalog;
use spof::plan::{self, SourceText};
use spof::topology::{Architecture, Node, Topology};

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
            let source = &topology.sources[link.source.0 as usize].name;
            let leaf = &architecture.leaves[link.leaf.0 as usize].name;
            out.push_str(&format!("  {source} -> {leaf} {:?}\n", link.mitigations));
        }
        if let Some(believed) = &architecture.believed {
            out.push_str(" believed\n");
            out.push_str(&structure(believed, believed.root));
        }
        for item in &architecture.items {
            out.push_str(&format!(
                "  {} @{} {} {} x {}\n",
                item.name, item.site, item.quantity, item.unit, item.unit_price
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
        match &architecture.nodes[node.0 as usize] {
            Node::Leaf(leaf) => out.push_str(&format!(
                "{indent}{}\n",
                architecture.leaves[leaf.0 as usize].name
            )),
            Node::AtLeast { needs, of } => {
                out.push_str(&format!("{indent}{needs} of\n"));
                for child in of {
                    walk(architecture, *child, depth + 1, out);
                }
            }
            Node::Group(group) => {
                let group = &architecture.groups[group.0 as usize];
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
    let source = SourceText::new("shop.yaml", WORLDLESS);
    match plan::read(&source, Catalog::bundled()) {
        Ok(reading) => {
            let topology = &reading.topology;
            insta::assert_snapshot!(format!("{}{}", outline(topology), sources(topology)));
        }
        Err(problems) => panic!("{}", spof::diagnostic::render(&problems, &source, false)),
    }
}

#[test]
fn a_plan_of_the_bundled_world_is_wired_and_priced() {
    let source = SourceText::new("seoul-shop.yaml", SEOUL);
    match plan::read(&source, Catalog::bundled()) {
        Ok(reading) => {
            let warnings = spof::diagnostic::render(&reading.warnings, &source, false);
            insta::assert_snapshot!(format!("{warnings}{}", outline(&reading.topology)));
        }
        Err(problems) => panic!("{}", spof::diagnostic::render(&problems, &source, false)),
    }
}
