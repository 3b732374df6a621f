//! `spof explain` as a user and a script meet it.

use crate::common::{json, run, scratch, text};
use std::{path::Path, process::Output};

use serde_json::Value;

const PLAN: &str = "\
spof: 1
service: shop
world: none
path: [web, db]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 2h}, price: 20/month, uses: [resolver]}
  db: {fails: {mean: 4000h}, lasts: {mean: 4h}, price: 30/month}
dependencies:
  resolver: {scope: region, fails: 1/year, lasts: 84min}
mitigations:
  pin: {against: resolver, after: 1min}
architectures:
  one: {sites: {seoul: cloud/kr/a}}
  two: {sites: {seoul: cloud/kr/a+b}}
  two-pinned: {like: two, mitigations: [pin]}
  standby:
    like: two
    sites: {tokyo: cloud/jp/a}
    failover: {detect: 2min, switch: 10min}
";

fn explain(folder: &Path, plan: &str, arguments: &[&str]) -> Output {
    std::fs::write(folder.join("plan.yaml"), plan).unwrap();
    let always = ["explain", "plan.yaml", "--years", "5000", "--all"];
    run(&[&always, arguments].concat(), folder)
}

#[test]
fn help_has_an_example() {
    let output = explain(&scratch("explain-help"), PLAN, &["--help"]);
    assert!(output.status.success());
    let help = text(&output.stdout);
    assert!(
        help.contains("Example") && help.contains("--worst"),
        "{help}"
    );
}

#[test]
fn an_architecture_is_explained_in_words_and_two_drawings() {
    let folder = scratch("explain-words");
    let output = explain(&folder, PLAN, &["two"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    insta::assert_snapshot!("two-zones-explained", text(&output.stdout));
    assert!(text(&output.stderr).contains("topology.svg"));
    for name in ["topology.svg", "timeline.svg"] {
        let svg = std::fs::read_to_string(folder.join("spof-out/plan").join(name)).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        assert_eq!(document.root_element().attribute("role"), Some("img"));
    }
}

#[test]
fn the_same_on_any_number_of_threads() {
    let folder = scratch("explain-threads");
    let run = |threads: &str| {
        let output = explain(&folder, PLAN, &["standby", "--threads", threads]);
        let drawn = std::fs::read(folder.join("spof-out/plan/timeline.svg")).unwrap();
        (text(&output.stdout), drawn)
    };
    assert_eq!(run("1"), run("3"));
}

#[test]
fn json_adds_up() {
    let folder = scratch("explain-json");
    let value = json(&explain(&folder, PLAN, &["two", "--format", "json"]));
    assert!(
        !folder.join("spof-out").exists(),
        "only data were asked for"
    );
    let number = |value: &Value| value.as_f64().unwrap();
    let mean = number(&value["downtime"]["mean"]);
    let causes = value["causes"].as_array().unwrap();
    let sum: f64 = causes
        .iter()
        .map(|cause| number(&cause["minutes_per_year"]))
        .sum();
    assert!((sum - mean).abs() < 1e-6 * mean, "{sum} of {mean}");
    let resolver = causes
        .iter()
        .find(|cause| cause["kind"] == "resolver")
        .unwrap();
    let remedy = &resolver["remedy"];
    assert_eq!(remedy["architecture"], "two-pinned");
    assert_eq!(remedy["mitigations"][0], "pin");
    assert_eq!(number(&remedy["cost_difference_monthly"]), 0.0);
    assert!(number(&remedy["takes_away"]) > 0.9 && remedy["removes"] == true);
    assert!(number(&remedy["downtime_mean"]) < mean);
    // Nothing else here is cheaper against a whole region; the standby is, against the database.
    let single = value["single_points"].as_array().unwrap();
    assert_eq!(single[0]["source"], "cloud/kr/resolver");
    let life = &value["life"];
    assert_eq!(life["bad_of"], 100);
    assert!(life["worst_of"].is_null());
    let worst = json(&explain(
        &folder,
        PLAN,
        &["two", "--format", "json", "--worst"],
    ));
    assert_eq!(worst["life"]["worst_of"], worst["years"]);
    let outages = life["outages"].as_array().unwrap();
    let down: f64 = outages
        .iter()
        .map(|outage| number(&outage["minutes"]))
        .sum();
    assert!((down - number(&life["downtime_minutes"])).abs() < 1e-6);
    // The same life again by its number.
    let number = life["life"].to_string();
    let again = json(&explain(
        &folder,
        PLAN,
        &["two", "--format", "json", "--life", &number],
    ));
    assert_eq!(again["life"]["outages"], life["outages"]);
    assert!(again["life"]["bad_of"].is_null());
}

#[test]
fn the_causes_are_those_of_a_run() {
    let folder = scratch("explain-run");
    let explained = json(&explain(&folder, PLAN, &["standby", "--format", "json"]));
    let arguments = ["run", "plan.yaml", "--years", "5000", "--format", "json"];
    let run = json(&run(&arguments, &folder));
    let result = &run["architectures"][3];
    assert_eq!(result["downtime"], explained["downtime"]);
    assert_eq!(result["cut_sets"], explained["cut_sets"]);
    assert_eq!(result["importance"], explained["importance"]);
    assert_eq!(run["years"], explained["years"]);
}

#[test]
fn a_misspelt_architecture_is_refused() {
    let folder = scratch("explain-misspelt");
    let output = explain(&folder, PLAN, &["tow"]);
    assert_eq!(output.status.code(), Some(2));
    let problem = text(&output.stderr);
    assert!(problem.contains("no architecture `tow`"), "{problem}");
    assert!(problem.contains("did you mean `two`?"), "{problem}");
    assert!(problem.contains("two-pinned, standby"), "{problem}");
    assert!(output.stdout.is_empty());
    let output = explain(&folder, PLAN, &["two", "--life", "3", "--worst"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn one_architecture_alone_has_nothing_to_be_compared_with() {
    let folder = scratch("explain-alone");
    let plan = PLAN.split("  two:").next().unwrap();
    let output = explain(&folder, plan, &["one"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(
        told.contains("the plan has no other architecture"),
        "{told}"
    );
    assert!(
        !told.contains("down a"),
        "no column for what is not there: {told}"
    );
}

#[test]
fn what_never_fails_is_said_to() {
    let folder = scratch("explain-quiet");
    let plan = "\
spof: 1
service: quiet
world: none
path: [web]
components: {web: {fails: 0.0000001/year, lasts: 1min, failover: {switch: 1min}}}
architectures: {two: {sites: {here: cloud/kr/a+b}}}
";
    let output = explain(&folder, plan, &["two"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    insta::assert_snapshot!("nothing-seen", text(&output.stdout));
}

#[test]
fn thirty_causes_and_a_narrow_terminal() {
    let folder = scratch("explain-thirty");
    let names: Vec<String> = (0..30).map(|index| format!("part-{index}")).collect();
    let mut plan = "spof: 1\nservice: long\nworld: none\ncomponents:\n".to_owned();
    for (index, name) in names.iter().enumerate() {
        plan += &format!("  {name}: {{fails: {}/year, lasts: 1h}}\n", index + 1);
    }
    plan += &format!("path: [{}]\n", names.join(", "));
    plan += "architectures: {one: {sites: {here: cloud/kr/a}}}\n";
    let output = explain(&folder, &plan, &["one"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.contains("15 smaller causes, together"), "{told}");
    assert!(told.contains("part-0"), "{told}");
    assert!(
        told.lines().all(|line| line.chars().count() <= 120),
        "{told}"
    );
}
