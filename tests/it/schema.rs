//! The published JSON Schemas are fresh, what spof writes agrees with them, and so does every plan that spof takes.
//!
//! `SPOF_UPDATE=1 cargo test --test it schema` writes `schemas/` anew; read the difference before you commit it.

use crate::common::{self, ROOT, printed};
use std::{
    fs,
    path::{Path, PathBuf},
};

use jsonschema::Validator;
use serde_json::Value;

/// The folder of the project.
/// Everything that `spof schema` prints.
const SCHEMAS: [&str; 6] = [
    "plan",
    "results",
    "importance",
    "verify",
    "explain",
    "compare",
];

/// What the program prints on stdout.
fn told(arguments: &[&str]) -> String {
    printed(&common::run(arguments, Path::new(ROOT)))
}

fn schema(of: &str) -> Value {
    serde_json::from_str(&told(&["schema", of])).unwrap()
}

/// The same schema with every map closed, so that a field that it does not know is a mistake too.
fn closed(mut schema: Value) -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(entries) => {
                entries.values_mut().for_each(close);
                if entries.contains_key("properties") {
                    entries.insert("additionalProperties".to_owned(), false.into());
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap()
}

/// What is wrong with a value, a line each.
fn mistakes(validator: &Validator, value: &Value) -> Vec<String> {
    let mistakes = validator.iter_errors(value);
    mistakes
        .map(|mistake| format!("{}: {mistake}", mistake.instance_path()))
        .collect()
}

#[track_caller]
fn agrees(validator: &Validator, value: &Value, name: &str) {
    let mistakes = mistakes(validator, value);
    assert!(mistakes.is_empty(), "{name}: {mistakes:#?}");
}

/// The plans in a folder of the project.
fn plans(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    paths.sort();
    paths
}

/// A plan as an editor sees it; none where it is no YAML.
fn read(path: &Path) -> Option<Value> {
    serde_yaml::from_slice(&fs::read(path).ok()?).ok()
}

#[test]
fn the_published_schemas_are_fresh() {
    for of in SCHEMAS {
        let path = Path::new(ROOT).join(format!("schemas/{of}.schema.json"));
        let printed = told(&["schema", of]);
        if std::env::var_os("SPOF_UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &printed).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == printed,
            "schemas/{of}.schema.json is stale: SPOF_UPDATE=1 cargo test --test it schema"
        );
        jsonschema::meta::validate(&serde_json::from_str(&printed).unwrap()).unwrap();
    }
}

#[test]
fn what_is_null_sometimes_says_when() {
    fn look(schema: &Value, of: &str) {
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            let described = value["description"].as_str().unwrap_or_default();
            assert!(!described.is_empty(), "{of}: `{key}` is not described");
            let text = value.to_string();
            let nullable = text.contains(r#""null""#);
            assert!(
                !nullable || described.contains("`null`"),
                "{of}: `{key}` may be null, and does not say when"
            );
        }
        for value in schema["$defs"].as_object().into_iter().flatten() {
            look(value.1, of);
        }
    }
    for of in SCHEMAS.iter().filter(|of| **of != "plan") {
        look(&schema(of), of);
    }
}

#[test]
fn results_agree_with_their_schema() {
    let results = validator(&closed(schema("results")));
    for plan in [
        "minimal",
        "seoul-shop",
        "korea-multi-cloud",
        "patterns/crews",
        "patterns/request-classes",
        "patterns/bridge",
    ] {
        let file = format!("examples/{plan}.yaml");
        let json = ["--years=1000", "--scenarios=20", "--format", "json"];
        let printed = told(&[&["run", &file][..], &json].concat());
        agrees(&results, &serde_json::from_str(&printed).unwrap(), plan);
    }
    let drawn = ["run", "examples/saas.yaml", "--uncertainty=20"];
    let printed = told(&[&drawn[..], &["--years=1000", "--format", "json"]].concat());
    agrees(&results, &serde_json::from_str(&printed).unwrap(), "drawn");
}

#[test]
fn other_commands_agree_with_theirs() {
    let explain = validator(&closed(schema("explain")));
    for (plan, architecture) in [
        ("examples/minimal.yaml", "one-zone"),
        ("examples/korea-multi-cloud.yaml", "two-clouds-standby"),
    ] {
        let again = ["explain", plan, architecture];
        let printed = told(&[&again[..], &["--years=1000", "--format", "json"]].concat());
        agrees(&explain, &serde_json::from_str(&printed).unwrap(), plan);
    }
    let importance = validator(&closed(schema("importance")));
    let verify = validator(&closed(schema("verify")));
    for plan in ["examples/minimal.yaml", "examples/patterns/crews.yaml"] {
        let printed = told(&["importance", plan, "--format", "json"]);
        agrees(&importance, &serde_json::from_str(&printed).unwrap(), plan);
        let quick = [
            "--years=1000",
            "--precision=15%",
            "--seeds",
            "2",
            "--format",
            "json",
        ];
        let printed = told(&[&["verify", plan][..], &quick].concat());
        agrees(&verify, &serde_json::from_str(&printed).unwrap(), plan);
    }
}

/// Even open as it is published, the schema finds out a script's misspelt field: the right one is missing then.
#[test]
fn a_misspelt_or_mistyped_field_of_the_results_is_found() {
    let results = validator(&schema("results"));
    let printed = told(&[
        "run",
        "examples/minimal.yaml",
        "--years",
        "2000",
        "--format",
        "json",
    ]);
    let good: Value = serde_json::from_str(&printed).unwrap();
    agrees(&results, &good, "minimal");
    let architecture = good["architectures"][0].as_object().unwrap();
    for key in architecture.keys() {
        let mut bad = good.clone();
        let entries = bad["architectures"][0].as_object_mut().unwrap();
        let value = entries.remove(key).unwrap();
        entries.insert(format!("{key}s"), value);
        assert!(!results.is_valid(&bad), "{key}");
    }
    for (pointer, value) in [
        ("/architectures/0/downtime/unit", "hours/year"),
        ("/architectures/0/downtime/estimator", "guessed"),
        ("/architectures/0/cost/monthly", "700"),
        ("/stopped", "bored"),
        ("/seed", "1"),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value.into();
        assert!(!results.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn every_plan_of_the_project_agrees_with_the_language_s_schema() {
    let language = validator(&schema("plan"));
    for folder in [
        "examples",
        "examples/patterns",
        "examples/templates",
        "tests",
        "tests/it/known_answers",
    ] {
        for path in plans(folder) {
            let plan = read(&path).unwrap();
            agrees(&language, &plan, &path.display().to_string());
        }
    }
}

/// Most plans that are refused are refused by the schema too. What it cannot know is listed: names that lead nowhere,
/// numbers that contradict each other, what the catalog has not.
#[test]
fn what_an_editor_cannot_see_is_listed() {
    let language = validator(&schema("plan"));
    let mut unseen = Vec::new();
    for path in plans("examples/refused") {
        if read(&path).is_some_and(|plan| language.is_valid(&plan)) {
            unseen.push(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("refused-by-meaning-only", unseen.join("\n"));
    });
}

/// What editors offer, and that names of one's own stay allowed.
#[test]
fn names_of_the_catalog_are_offered_and_others_taken() {
    let printed = told(&["schema", "plan"]);
    for name in [
        "\"load-balancer\"",
        "\"dns-resolver\"",
        "\"aws/ap-northeast-2/a+b\"",
        "\"service_outage\"",
    ] {
        assert!(printed.contains(name), "{name}");
    }
    let language = validator(&serde_json::from_str(&printed).unwrap());
    let plan = |text: &str| -> Value { serde_yaml::from_str(text).unwrap() };
    let own = plan(
        "{spof: 1, service: a, world: none, path: [web], components: {web: {uses: [vpn], fails: 1/year, lasts: 1h}}, \
         dependencies: {vpn: {scope: site, fails: never}}, architectures: {one: {sites: {home: cellar/left/1}}}}",
    );
    agrees(&language, &own, "own names");
    for (what, bad) in [
        ("a misspelt key", "componets: {}"),
        ("a misspelt word", "start: stationery"),
        ("no unit", "goal: {outage_cost: 120}"),
        ("a share over one", "vat: 140%"),
        ("a list for a map", "components: [web]"),
        ("both", "requests: {read: {path: [web]}}"),
        (
            "a range of nothing",
            "components: {web: {fails_range: [1/year, 2/year]}}",
        ),
        (
            "half a range",
            "components: {web: {fails: 1/year, fails_range: [1/year]}}",
        ),
        (
            "a range in another unit",
            "components: {web: {lasts: 1h, lasts_range: [1/year, 2/year]}}",
        ),
        (
            "a count over no unit",
            "components: {web: {fails: {observed: {count: 2, over: 9}}, lasts: 1h}}",
        ),
        (
            "a count of half",
            "components: {web: {fails: {observed: {count: 0.5, over: 9y}}, lasts: 1h}}",
        ),
        ("people by the month", "people: {price: 5000/month}"),
        ("work in days", "engineering: 2 d"),
        ("credits claimed twice", "sla_credits: {claimed: 200%}"),
        ("a misspelt commitment", "commitment: yearly"),
        ("a discount in money", "discounts: {aws: 20/month}"),
        ("a misspelt way", "traffic: {between_zone: 10 GB}"),
        ("traffic without a unit", "traffic: {out: 500}"),
        ("complexity of all", "complexity: {release: 2}"),
    ] {
        let text = format!(
            "spof: 1\nservice: a\npath: [web]\n{bad}\narchitectures: {{one: {{sites: {{a: b/c/d}}}}}}\n"
        );
        assert!(!language.is_valid(&plan(&text)), "{what}");
    }
}
