//! One run held against another: two plans, or a plan and the results of an earlier run.

use crate::common::{self, scratch, text};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::{Value, json};

/// Two zones and one; what they share makes the failovers worth a look.
const PLAN: &str = "\
spof: 1
service: shop
world: none
path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 5h}, uses: [resolver], price: 20/month}
dependencies:
  resolver: {scope: region, fails: 1/year, lasts: 2h}
architectures:
  one: {sites: {seoul: cloud/kr/a}}
  two: {sites: {seoul: cloud/kr/a+b}}
  away:
    sites: {seoul: cloud/kr/a, tokyo: cloud/jp/a}
    failover: {detect: 90s, switch: 5min..20min}
";

fn spof(folder: &Path, arguments: &[&str]) -> Output {
    common::spof()
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "140")
        .output()
        .unwrap()
}

/// What is printed by a command that works.
#[track_caller]
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = spof(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// Two plans in a folder.
fn plans(name: &str, after: &str) -> PathBuf {
    let folder = scratch(&format!("compare-{name}"));
    write(&folder, "old.yaml", PLAN);
    write(&folder, "new.yaml", after);
    folder
}

const QUICK: [&str; 2] = ["--years", "4096"];

fn compared(folder: &Path, more: &[&str]) -> String {
    printed(
        folder,
        &[&["compare", "old.yaml", "new.yaml"][..], &QUICK, more].concat(),
    )
}

fn as_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_first_line_says_whether_it_got_worse() {
    for (name, from, to, said) in [
        (
            "same",
            "shop",
            "shop",
            "Nothing changed: all 3 architectures have",
        ),
        (
            "worse",
            "lasts: 2h",
            "lasts: 20h",
            "Worse: all 3 are down longer, most of all ",
        ),
        (
            "better",
            "lasts: 2h",
            "lasts: 1min",
            "Better: all 3 are down for less, most of all ",
        ),
        (
            "dearer",
            "20/month",
            "25/month",
            "Costs more and is no better: all 3 cost more, most of all two ($10.00 a month).",
        ),
        (
            "cheaper",
            "20/month",
            "10.5/month",
            "Cheaper and no worse: all 3 cost less, most of all two ($19.00 a month).",
        ),
        (
            "renamed",
            "  two:",
            "  zones:",
            "Nothing changed: all 2 architectures have the downtime and the cost they had. Only in new.yaml: zones. Only in old.yaml: two.",
        ),
    ] {
        let folder = plans(name, &PLAN.replace(from, to));
        let told = compared(&folder, &[]);
        let first: String = told.lines().take(2).collect::<Vec<_>>().join(" ");
        assert!(first.starts_with(said), "{name}: {told}");
    }
}

/// What a boss asks first: is it still the same design that pays?
#[test]
fn the_answer_before_and_after_is_told() {
    let goal = "goal: {availability: 99%, outage_cost: 1/hour}\npath:";
    let plan = PLAN.replace("path:", goal);
    for (name, old, new, said) in [
        (
            "answer-price",
            plan.clone(),
            plan.replace("1/hour", "3000/hour"),
            "Only the answer changed: all 3 architectures have the downtime and the cost they had. \
             The cheapest in total was one at $1 an hour, now it is away at $3,000. Before:",
        ),
        (
            "answer-same",
            plan.clone(),
            plan.clone(),
            "Nothing changed: all 3 architectures have the downtime and the cost they had. \
             The cheapest in total at $1 an hour still is one. Before:",
        ),
        (
            "answer-goal",
            plan.clone(),
            plan.replace("99%", "99.999%"),
            "The cheapest in total at $1 an hour still is one. one met the goal (99 % of a year), now nothing surely does \
             (99.999 % of a year).",
        ),
        (
            "answer-new",
            PLAN.to_owned(),
            plan.clone(),
            "Without a price of an hour nothing was the cheapest in total; at $1 an hour it now is one. No goal was stated; \
             one meets the one that now is (99 % of a year).",
        ),
        (
            "answer-currency",
            plan.clone(),
            plan.replace("goal:", "currency: EUR\nfx: 0.5\ngoal:")
                .replace("20/month", "20 USD/month"),
            "Downtime is the same: all 3 architectures have the downtime they had. The cheapest in total was one at $1 an \
             hour, and still is at €1.",
        ),
        (
            "answer-none",
            PLAN.to_owned(),
            PLAN.to_owned(),
            "Nothing changed: all 3 architectures have the downtime and the cost they had. Before:",
        ),
    ] {
        let folder = plans(name, &new);
        write(&folder, "old.yaml", &old);
        let told = compared(&folder, &[]);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(said), "{name}: {told}");
        let json = as_json(&compared(&folder, &["--format", "json"]));
        assert_eq!(json["before"]["best"].is_null(), old == PLAN);
        let schema = printed(&folder, &["schema", "compare"]);
        assert!(jsonschema::is_valid(&as_json(&schema), &json));
    }
}

#[test]
fn a_comparison_reads_well() {
    let after = PLAN
        .replace("mean: 5h", "mean: 4h")
        .replace("switch: 5min..20min", "decide: 1h, switch: 5min..20min")
        .replace("20/month", "22/month")
        .replace("  two:", "  zones:");
    let folder = plans("table", &after);
    insta::assert_snapshot!("comparison", compared(&folder, &[]));
}

#[test]
fn json_and_csv_say_the_same() {
    let folder = plans("data", &PLAN.replace("lasts: 2h", "lasts: 3h"));
    let json = as_json(&compared(&folder, &["--format", "json"]));
    assert_eq!(json["before"]["file"], "old.yaml");
    assert_eq!(json["after"]["seed"], 1);
    let two = &json["architectures"][1];
    assert_eq!(two["name"], "two");
    assert_eq!(two["downtime"]["change"], "longer");
    let difference = two["downtime"]["difference"].as_f64().unwrap();
    assert!(
        (difference - 60.0).abs() < 2.0,
        "an hour a year: {difference}"
    );
    let csv = compared(&folder, &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let column = headings
        .iter()
        .position(|it| it == "downtime_difference_min_per_year")
        .unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][column].parse::<f64>().unwrap(), difference);
    let schema = printed(&folder, &["schema", "compare"]);
    assert!(jsonschema::is_valid(&as_json(&schema), &json));
}

/// The interval is that of two studies that know nothing of each other: over seeds on both sides it holds the truth.
#[test]
fn the_interval_holds_the_difference() {
    let folder = plans("interval", &PLAN.replace("detect: 90s", "detect: 10min"));
    let mut differences = Vec::new();
    let mut widest: f64 = 0.0;
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let json = as_json(&compared(&folder, &["--format", "json", "--seed", seed]));
        let away = &json["architectures"][2]["downtime"];
        let ends = &away["difference_ci95"];
        let (low, high) = (ends[0].as_f64().unwrap(), ends[1].as_f64().unwrap());
        let difference = away["difference"].as_f64().unwrap();
        assert!(low <= difference && difference <= high);
        widest = widest.max(high - low);
        differences.push(difference);
    }
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    let spread = differences.iter().map(|it| (it - mean).abs());
    // The same years hit both, so that the differences lie closer together than the interval allows for.
    assert!(
        spread.fold(0.0, f64::max) < widest / 2.0,
        "{differences:?}, {widest}"
    );
}

/// The value with each number cut to ten digits.
fn to_ten_digits(value: &Value) -> Value {
    match value {
        Value::Number(number) => format!("{:.9e}", number.as_f64().unwrap_or(f64::NAN)).into(),
        Value::Array(values) => values.iter().map(to_ten_digits).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields
                .map(|(name, value)| (name.clone(), to_ten_digits(value)))
                .collect()
        }
        other => other.clone(),
    }
}

#[test]
fn a_plan_is_held_against_an_earlier_run_of_it() {
    let folder = plans("earlier", &PLAN.replace("lasts: 2h", "lasts: 3h"));
    let out = ["run", "old.yaml", "--out", "before", "--format", "json"];
    printed(&folder, &[&out[..], &QUICK].concat());
    let against = |more: &[&str]| {
        let to = ["run", "new.yaml", "--compare-to", "before/results.json"];
        printed(&folder, &[&to[..], &QUICK, more].concat())
    };
    let told = against(&[]);
    assert!(
        told.starts_with("Worse: all 3 are down longer, most of all "),
        "{told}"
    );
    assert!(
        told.contains("before/results.json, 4,096 years, seed 1"),
        "{told}"
    );
    assert!(folder.join("spof-out/new/results.json").exists());
    // The same numbers as from the two plans, but for the last digits: an interval's width is read back from its ends.
    let (from_file, from_plans) = (
        as_json(&against(&["--format", "json"])),
        as_json(&compared(&folder, &["--format", "json"])),
    );
    assert_eq!(
        to_ten_digits(&from_file["architectures"]),
        to_ten_digits(&from_plans["architectures"])
    );
    assert_eq!(against(&["--format", "csv"]).lines().count(), 4);
    let other = against(&["--seed", "2"]);
    assert!(other.contains("the seeds differ (1, 2)"), "{other}");
}

#[test]
fn an_earlier_version_s_results_will_do_and_others_are_refused_with_a_remedy() {
    let folder = plans("versions", PLAN);
    let mut old = json!({
        "spof": "0.0.1", "service": "shop", "currency": "KRW", "seed": 1, "years": 1024,
        "architectures": [
            {"name": "one", "cost": {"monthly": 20}, "downtime": {"mean": 2000}},
            {"name": "gone", "cost": {"monthly": 20}, "downtime": {"mean": 2000, "ci95": [1990, 2010]}},
        ],
    });
    let run = [
        "run",
        "new.yaml",
        "--compare-to",
        "old.json",
        "--years",
        "5000",
    ];
    write(&folder, "old.json", &old.to_string());
    let told = printed(&folder, &run);
    for words in [
        "KRW before and in USD after",
        "spof 0.0.1 made the first",
        "1,024 years were simulated before",
        "without intervals",
        "Only in old.json: gone.",
    ] {
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(words), "{words}: {told}");
    }
    old["architectures"][1]["downtime"]["mean"] = Value::Null;
    for (text, said) in [
        (
            old.to_string(),
            "`architectures[1].downtime.mean`: invalid type: null, expected f64",
        ),
        ("{}".to_owned(), "missing field `architectures`"),
        ("spof: 1".to_owned(), "not JSON"),
    ] {
        write(&folder, "old.json", &text);
        let output = spof(&folder, &run);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let told = self::text(&output.stderr);
        assert!(told.contains("`old.json`") && told.contains(said), "{told}");
        assert!(told.contains("help: give the `results.json`"), "{told}");
    }
    let missing = spof(
        &folder,
        &["run", "new.yaml", "--compare-to", "nowhere.json"],
    );
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("nowhere.json"));
}

#[test]
fn the_tidy_tables_are_what_the_json_says() {
    let folder = plans("tidy", PLAN);
    printed(
        &folder,
        &[&["run", "old.yaml", "--out", "out"][..], &QUICK].concat(),
    );
    let json = as_json(&fs::read_to_string(folder.join("out/results.json")).unwrap());
    for (file, pointer, headings) in [
        (
            "causes.csv",
            "/causes",
            "architecture,source,kind,minutes_per_year,failover_minutes_per_year,share,expected_minutes_per_year",
        ),
        (
            "outages.csv",
            "/outage_table",
            "architecture,kind,length_minutes,minutes_lost,outages_per_year,length_p90_minutes,minutes_lost_p90,outages_per_year_low,outages_per_year_high,of_one_per_year",
        ),
        (
            "bill.csv",
            "/cost/lines",
            "architecture,item,site,kind,quantity_per_month,unit,unit_price_usd,cost_usd_per_month,price_as_of,price_source",
        ),
    ] {
        let text = fs::read_to_string(folder.join("out").join(file)).unwrap();
        assert_eq!(text.lines().next(), Some(headings));
        let rows = csv::Reader::from_reader(text.as_bytes())
            .into_records()
            .count();
        let all = json["architectures"].as_array().unwrap().iter();
        let told: usize = all
            .map(|it| it.pointer(pointer).unwrap().as_array().unwrap().len())
            .sum();
        assert_eq!(rows, told, "{file}");
        assert!(rows >= 3, "{file}");
    }
}

#[test]
fn mistakes_of_either_plan_are_told() {
    let folder = plans("mistakes", &PLAN.replace("path: [web]", "path: [wbe]"));
    let output = spof(&folder, &["compare", "old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("new.yaml:4"),
        "{}",
        text(&output.stderr)
    );
    let output = spof(&folder, &["compare", "-", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("stdin"));
}
