//! Plans that are understood: what becomes of them, in short.

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
    match plan::read(&source) {
        Ok(reading) => insta::assert_snapshot!(outline(&reading.topology)),
        Err(problems) => panic!("{}", spof::diagnostic::render(&problems, &source, false)),
    }
}
