//! The reader and the schema know the same keys: every map that the reader opens, in all plans of the project, is looked
//! up in the schema by its place in the file.

use super::schema;
use crate::{
    build::read,
    catalog::Catalog,
    diagnostic::{SourceText, Span},
    language::{Node, Problems, Value as Written, asked, law, parse},
    plan::architecture::path,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What no plan of the project says: every kind of map that has no example is here.
const REST: &str = include_str!("../../../tests/it/rest.yaml");

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
        let tree = parse(&source.text, &Problems::default()).unwrap();
        asked::take();
        read(&source, Catalog::bundled()).unwrap_or_else(|problems| panic!("{problems:?}"));
        for (span, asked) in asked::take() {
            let way = way(&tree, &span)
                .unwrap_or_else(|| panic!("no map at {}", &source.text[span.clone()]));
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
    let words = law::FORMS.iter().chain(&path::WORDS).chain([&law::MOST]);
    let words = words.copied();
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
