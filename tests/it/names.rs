//! Components may have any name: those that the program uses for its own things are shown like all others.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{printed, read, run, scratch};

/// Words that stand in the program's own names.
const NAMES: [&str; 6] = ["requires", "crowded", "site", "sites", "believed", "1"];

/// Components of all these names, at two sites of which one serves, with a switch that requires something and finds no room.
fn plan(stands: &str) -> String {
    // Of equal ones `check` makes one entry, so no two are.
    let components = NAMES.iter().zip(3000..).map(|(name, hours)| {
        format!("  \"{name}\": {{stands: {stands}, fails: {{mean: {hours}h}}, lasts: {{mean: 3h}}, uses: [net]}}\n")
    });
    format!(
        "spof: 1
service: shop
world: none
path: [\"{}\", db]
components:
{}  db: {{fails: {{mean: 4000h}}, lasts: {{mean: 4h}}}}
dependencies:
  net: {{scope: region, fails: 4/year, lasts: 84min}}
architectures:
  one:
    sites: {{seoul: cloud/kr/a+b, tokyo: cloud/jp/a}}
    failover: {{detect: 2min, switch: 10min, otherwise: wait, requires: [net], no_capacity: 10%}}
",
        NAMES.join("\", \""),
        components.collect::<String>()
    )
}

/// Whether one of the rows has this text in this field.
fn has(rows: &Value, field: &str, text: &str) -> bool {
    let mut rows = rows.as_array().unwrap().iter();
    rows.any(|row| row[field] == text)
}

#[track_caller]
fn all_are_shown_everywhere(stands: &str) {
    let folder = scratch(&format!("names-{stands}"));
    std::fs::write(folder.join("plan.yaml"), plan(stands)).unwrap();
    let printed = |arguments: &[&str]| printed(&run(arguments, &folder));
    let check = printed(&["check", "plan.yaml", "--all"]);
    let json = |arguments: &[&str]| -> Value {
        let years = ["--years", "512", "--format", "json"];
        serde_json::from_str(&printed(&[arguments, &years].concat())).unwrap()
    };
    let results = json(&["run", "plan.yaml", "--precision", "100%"]);
    let explained = json(&["explain", "plan.yaml", "one", "--out", "out"]);
    let svg = std::fs::read_to_string(folder.join("out/topology.svg")).unwrap();
    for name in NAMES {
        is_shown(name, stands, (&check, &results, &explained, &svg));
    }
}

#[track_caller]
fn is_shown(
    name: &str,
    stands: &str,
    (check, results, explained, svg): (&str, &Value, &Value, &str),
) {
    let kind = format!("{name} failure");
    let placed = format!("seoul/{name}");
    let what = format!("{name}, {stands}");
    let leaf = match stands {
        "zone" => format!("{placed}/1"),
        _ => placed.clone(),
    };
    let mut felt = check.split("felt by ").skip(1);
    let felt = felt.any(|users| {
        let mut users = users.split_whitespace();
        users.any(|user| user.trim_end_matches(',') == leaf)
    });
    assert!(felt, "{what}: {check}");

    let table = &results["architectures"][0]["outage_table"];
    assert!(has(table, "source", &kind), "{what}: {table}");
    let causes = &results["architectures"][0]["causes"];
    assert!(has(causes, "kind", &kind), "{what}: {causes}");

    assert!(has(&explained["causes"], "kind", &kind), "{what}");
    let rows = &explained["life"]["rows"];
    assert!(has(rows, "name", &placed), "{what}: {rows}");
    assert!(svg.contains(&format!(">\n{name}\n<")), "{what}: {svg}");
}

#[test]
fn components_may_be_called_as_the_program_calls_its_own_things() {
    all_are_shown_everywhere("zone");
    all_are_shown_everywhere("region");
}

/// Groups of one name would draw the same delays.
#[test]
fn a_group_of_a_component_called_sites_is_not_the_group_of_the_sites() {
    let text = "spof: 1
service: shop
world: none
path: [sites, db]
components:
  sites: {fails: {mean: 300h}, lasts: 3h, across: sites, failover: {switch: 1min..5min}}
  db: {fails: {mean: 300h}, lasts: 3h, failover: {switch: 1min..5min}}
architectures:
  one:
    sites: {sites: cloud/kr/a+b, tokyo: cloud/jp/a}
    failover: {switch: 1min..5min}
";
    let groups = &read(text).architectures[0].groups;
    let names: BTreeSet<&str> = groups.iter().map(|group| &*group.name).collect();
    assert_eq!((names.len(), groups.len()), (3, 3), "{names:?}");
    assert!(names.contains("sites"));
}
