//! Redundancy patterns: what each construct of the language becomes.

mod repair;
mod served;
mod shared;
mod sites;

use crate::common::{reading, source};
use spof::topology::{Architecture, Node, NodeId, Source, SourceId, Topology};

/// A plan without a catalog, from its parts.
fn read(text: &str) -> Topology {
    let text = format!("spof: 1\nservice: shop\nworld: none\n{text}");
    reading("plan", &text).topology
}

fn architecture<'a>(topology: &'a Topology, name: &str) -> &'a Architecture {
    let mut all = topology.architectures.iter();
    all.find(|it| it.name == name).expect("an architecture")
}

fn id(topology: &Topology, name: &str) -> SourceId {
    let found = topology.sources.find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("no source {name}"))
}

/// The source of that name that an architecture feels: others may have one with other numbers.
fn felt<'a>(topology: &'a Topology, architecture: &Architecture, name: &str) -> &'a Source {
    let felt = architecture.felt(&topology.sources);
    let mut felt = felt.iter().map(|id| &topology.sources[id]);
    felt.find(|it| it.name == name).expect("a source felt")
}

fn names(topology: &Topology, ids: &[SourceId]) -> Vec<String> {
    let names = ids.iter().map(|id| &topology.sources[id].name);
    names.cloned().collect()
}

fn leaf(architecture: &Architecture, node: NodeId) -> String {
    match architecture.nodes[node] {
        Node::Leaf(leaf) => architecture.leaves[leaf].name(),
        ref other => panic!("{other:?} is no leaf"),
    }
}

/// What a leaf of that name feels.
fn hurts(topology: &Topology, architecture: &Architecture, name: &str) -> Vec<String> {
    let links = architecture.links.iter();
    let links = links.filter(|link| architecture.leaves[link.leaf].name() == name);
    let ids: Vec<SourceId> = links.map(|link| link.source).collect();
    names(topology, &ids)
}

fn mean(source: &Source) -> f64 {
    source.fails.as_ref().expect("it fails").mean()
}

#[test]
fn every_pattern_is_understood_without_a_warning() {
    let mut count = 0;
    for entry in std::fs::read_dir("examples/patterns").expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file");
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# "), "{} says nothing", path.display());
        let reading = reading(&path.display().to_string(), &text);
        assert_eq!(reading.warnings, [], "{}", path.display());
        count += 1;
    }
    assert!(count >= 12, "{count} patterns");
}

#[test]
fn what_has_no_effect_is_a_warning() {
    let text = "spof: 1
service: shop
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: 1/year, lasts: 1h}
architectures:
  one:
    sites: {here: my/lab/a, there: my/other/b}
    failover: {switch: 1min, no_capacity: 20%, otherwise: wait}
";
    let understood = reading("plan", text);
    let told: Vec<&str> = understood.warnings.iter().map(|it| &*it.message).collect();
    assert_eq!(
        told,
        [
            "nothing is repaired by crew `oncall`",
            "`no_capacity` is about whole regions, and nothing here depends on one"
        ]
    );
    let text = "spof: 1
service: shop
world: none
path: [unit]
components:
  unit: {fails: 1/year, lasts: 1h, failover: {switch: 1min}}
architectures:
  one: {sites: {here: my/lab/a}, replicas: {unit: {count: 2, needs: 2}}}
  more: {like: one, replicas: {unit: {count: 3}}}
";
    let reading = reading("plan", text);
    let told: Vec<&str> = reading.warnings.iter().map(|it| &*it.message).collect();
    assert_eq!(
        told,
        ["`unit` has no spare at site `here`: all its replicas are needed"]
    );
}
