//! The reader and the schema know the same keys: every map that the reader opens, in all plans of the project, is looked
//! up in the schema by its place in the file.

use super::schema;
use crate::{
    catalog::Catalog,
    diagnostic::Span,
    plan::{
        SourceText,
        fields::asked,
        law, path,
        problems::Problems,
        read,
        tree::{self, Node, Value as Written},
    },
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What no plan of the project says: every kind of map that has no example is here.
const REST: &str = "
spof: 1
service: rest
goal: {availability: 99%}
today: one
people: {price: 80/hour, about: made up}
sla_credits: {claimed: 80%}
commitment: {aws: none, gcp: 1y}
discounts: {aws: 12%, aws/load_balancer: 20%}
engineering: 6 h
traffic: {out: {tokyo: 500 GB}, between_zones: 1 TB, between_regions: 90 GB, between_clouds: 80 GB,
          prices: {out: 0.08/GB, between_zones: {aws: 0.01/GB}, between_regions: 0.02/GB, between_clouds: 0.08/GB}}
path: [web]
crews: {oncall: {count: 2, hours: {days: mon..fri, from: 9h}}}
components:
  web:
    service: vm
    size: {aws: t3.small, gcp: {vcpu: 2, ram: 4}}
    common_cause: {share: 10%}
    repair: {crew: oncall}
    commitment: none
    maintenance: {every: 30d, lasts: {p50: 5min, p90: 10min}, lasts_range: [2min, 10min]}
    software: {lasts: {lognormal: {median: 5min, sigma: 1}}, lasts_range: [2min, 10min], reach: 50%, reach_range: [20%, 70%]}
    hardware: {lasts: {weibull: {shape: 2, mean: 1h}}}
dependencies:
  vpn: {scope: region, fails: {gamma: {shape: 2, mean: 1y}}, lasts: 1h, used_by: [web]}
  release: {scope: service, fails: {observed: {count: 2, over: 9y}}, lasts: 1h, used_by: [web]}
  plugin: {scope: site, fails: 2/year, fails_range: [1/year, 4/year], lasts: 1h, lasts_range: [30min, 2h], reach: 50%,
           reach_range: [20%, 70%], hits: 50%, hits_range: [10%, 100%], used_by: [web]}
override:
  aws/ap-northeast-1/network: {reach: 40%, reach_range: [20%, 70%], fails: 1/year, fails_range: [0.5/year, 2/year]}
architectures:
  one:
    known: {unavailability: 0.1, by: nobody}
    sites: {tokyo: {place: aws/ap-northeast-1/a}}
    replicas: {web: {count: 2}}
  two:
    sites: {tokyo: aws/ap-northeast-1/a, seoul: aws/ap-northeast-2/a}
    failover: {detect: 90s, failback: {after: 1h}}
  three:
    sites: {tokyo: aws/ap-northeast-1/a, seoul: aws/ap-northeast-2/a}
    active-active: {needs: 1}
    traffic: {out: 10 GB, between_regions: null}
    commitment: 1y
    discounts: {aws: null}
    engineering: 12 h
    complexity: {release: {factor: 1.5, range: [1, 2.5], about: a guess}, plugin: 2}
";

/// All plans of the project that can be read.
fn plans() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut plans = vec![REST.to_owned()];
    for folder in ["", "patterns", "templates"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "yaml") {
                plans.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    plans
}

/// The way from the top of a plan to the map that stands at `span`.
fn way(node: &Node, span: &Span) -> Option<Vec<String>> {
    if node.span == *span && matches!(node.value, Written::Mapping(_)) {
        return Some(Vec::new());
    }
    let inside = |key: String, node: &Node| {
        let mut rest = way(node, span)?;
        rest.insert(0, key);
        Some(rest)
    };
    match &node.value {
        Written::Mapping(entries) => entries
            .iter()
            .find_map(|entry| inside(entry.key.clone(), &entry.value)),
        Written::Sequence(nodes) => nodes.iter().find_map(|node| inside("[]".to_owned(), node)),
        _ => None,
    }
}

/// The alternatives of a schema, references followed.
fn alternatives<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#'));
        return alternatives(root, target.expect(reference));
    }
    match schema["anyOf"].as_array() {
        // Of a map, `anyOf` says which keys it must have.
        Some(ways) if schema.get("properties").is_none() => ways
            .iter()
            .flat_map(|way| alternatives(root, way))
            .collect(),
        _ => vec![schema],
    }
}

/// The maps that may stand at the end of a way.
fn maps<'a>(root: &'a Value, way: &[String]) -> Vec<&'a Value> {
    let mut here = alternatives(root, root);
    for key in way {
        let below = here.iter().filter_map(|schema| {
            if key == "[]" {
                return schema.get("items");
            }
            let property = schema["properties"].get(key);
            property.or(schema.get("additionalProperties"))
        });
        here = below
            .flat_map(|schema| alternatives(root, schema))
            .collect();
    }
    here.retain(|schema| schema["type"] == "object");
    here
}

fn keys(map: &Value) -> BTreeSet<&str> {
    let properties = map["properties"].as_object();
    properties
        .map(|properties| properties.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

#[test]
fn the_reader_and_the_schema_know_the_same_keys() {
    let schema = schema(Catalog::bundled());
    let mut asked_of: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<String>)> = BTreeMap::new();
    for text in plans() {
        let source = SourceText::new("plan", text);
        let tree = tree::parse(&source.text, &Problems::default()).unwrap();
        asked::take();
        read(&source, Catalog::bundled()).unwrap_or_else(|problems| panic!("{problems:?}"));
        for (span, asked) in asked::take() {
            let way = way(&tree, &span).expect("every map stands in the file");
            let there = maps(&schema, &way);
            let fits = |map: &&&Value| {
                let known = keys(map);
                let others = map["additionalProperties"].is_object();
                !known.is_empty()
                    && asked
                        .iter()
                        .all(|key| others || known.contains(key.as_str()))
            };
            let Some(map) = there.iter().find(fits) else {
                let known: Vec<_> = there.iter().map(|map| keys(map)).collect();
                panic!("at {way:?} the reader asks for {asked:?}; the schema has {known:?}");
            };
            let name = map["description"].as_str().expect("every map is described");
            let (known, union) = asked_of.entry(name).or_default();
            known.extend(keys(map));
            union.extend(asked);
        }
    }
    for (name, (known, asked)) in &asked_of {
        let never: Vec<_> = known.iter().filter(|key| !asked.contains(**key)).collect();
        assert!(never.is_empty(), "{name}: nobody reads {never:?}");
    }
    // Maps that the reader opens another way: laws in braces and parts of a path, which have words of their own.
    let mut untried = BTreeSet::new();
    every_map(&schema, &mut |map| {
        let name = map["description"].as_str().unwrap_or_default();
        if !asked_of.contains_key(name) {
            untried.extend(keys(map));
        }
    });
    let words = law::FORMS.iter().chain(&path::WORDS).copied();
    let words: BTreeSet<&str> = words
        .filter(|word| !matches!(*word, "p50" | "p90"))
        .collect();
    assert_eq!(untried, words);
}

/// Visits every map with keys of its own.
fn every_map<'a>(schema: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    if schema.get("properties").is_some() && schema["type"] == "object" {
        visit(schema);
    }
    match schema {
        Value::Object(entries) => entries.values().for_each(|inner| every_map(inner, visit)),
        Value::Array(items) => items.iter().for_each(|inner| every_map(inner, visit)),
        _ => {}
    }
}

#[test]
fn every_key_is_described() {
    every_map(&schema(Catalog::bundled()), &mut |map| {
        for (key, value) in map["properties"].as_object().unwrap() {
            assert!(value["description"].is_string(), "{key}");
        }
    });
}
