//! Components may have any name: those that the program uses for its own things are shown like all others.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Words that stand in the program's own names.
const NAMES: [&str; 5] = ["requires", "crowded", "site", "believed", "1"];

/// A component of the name, at two sites of which one serves, with a switch that requires something and finds no room.
fn plan(name: &str, stands: &str) -> String {
    format!(
        "spof: 1
service: shop
world: none
path: [\"{name}\", db]
components:
  \"{name}\": {{stands: {stands}, fails: {{mean: 300h}}, lasts: {{mean: 3h}}, uses: [net]}}
  db: {{fails: {{mean: 4000h}}, lasts: {{mean: 4h}}}}
dependencies:
  net: {{scope: region, fails: 4/year, lasts: 84min}}
architectures:
  one:
    sites: {{seoul: cloud/kr/a+b, tokyo: cloud/jp/a}}
    failover: {{detect: 2min, switch: 10min, otherwise: wait, requires: [net], no_capacity: 10%}}
"
    )
}

/// What the program prints for these arguments in a folder with the plan.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_spof"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(folder, arguments)).unwrap()
}

/// Whether one of the rows has this text in this field.
fn has(rows: &Value, field: &str, text: &str) -> bool {
    let mut rows = rows.as_array().unwrap().iter();
    rows.any(|row| row[field] == text)
}

#[track_caller]
fn is_shown_everywhere(name: &str, stands: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("names-{stands}-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("plan.yaml"), plan(name, stands)).unwrap();
    let kind = format!("{name} failure");
    let placed = format!("seoul/{name}");
    let what = format!("{name}, {stands}");

    let check = printed(&folder, &["check", "plan.yaml"]);
    let leaf = match stands {
        "zone" => format!("{placed}/1"),
        _ => placed.clone(),
    };
    let felt = check.lines().filter(|line| line.contains("felt by"));
    let felt: Vec<&str> = felt.collect();
    let users = |line: &&str| {
        line.split("felt by ")
            .nth(1)
            .unwrap()
            .split(", ")
            .any(|it| it == leaf)
    };
    assert!(felt.iter().any(users), "{what}: {check}");

    let years = ["--years", "512"];
    let run = ["run", "plan.yaml", "--format", "json"];
    let results = json(&folder, &[&run[..], &years].concat());
    let table = &results["architectures"][0]["outage_table"];
    assert!(has(table, "source", &kind), "{what}: {table}");
    let causes = &results["architectures"][0]["causes"];
    assert!(has(causes, "kind", &kind), "{what}: {causes}");

    let explain = [
        "explain",
        "plan.yaml",
        "one",
        "--format",
        "json",
        "--out",
        "out",
    ];
    let explained = json(&folder, &[&explain[..], &years].concat());
    assert!(has(&explained["causes"], "kind", &kind), "{what}");
    let rows = &explained["life"]["rows"];
    assert!(has(rows, "name", &placed), "{what}: {rows}");
    let svg = std::fs::read_to_string(folder.join("out/topology.svg")).unwrap();
    assert!(svg.contains(&format!(">\n{name}\n<")), "{what}: {svg}");
}

#[test]
fn components_may_be_called_as_the_program_calls_its_own_things() {
    for name in NAMES {
        is_shown_everywhere(name, "zone");
        is_shown_everywhere(name, "region");
    }
}
