//! The program as a script meets it: exit codes, streams, help.

use crate::common::{run, scratch, spof, text};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use serde_json::Value;

const PLAN: &str = "\
spof: 1
service: shop
world: none
goal: {availability: 99%, budget: 100/month, outage_cost: 50/hour}
path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 5h}, price: 20/month, uses: [resolver]}
dependencies:
  resolver: {scope: region, fails: 1/year, lasts: 84min}
architectures:
  one: {sites: {seoul: cloud/kr/a}}
  two: {sites: {seoul: cloud/kr/a+b}}
";

fn plan(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("plan.yaml");
    fs::write(&path, text).expect("a plan for the test");
    path
}

#[track_caller]
fn expect(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}

#[test]
fn the_catalog_fits_a_screen_and_finds_what_is_meant() {
    let folder = scratch("cli-catalog");
    let shown = |arguments: &[&str]| {
        let mut command = spof();
        command
            .args(arguments)
            .env("COLUMNS", "80")
            .current_dir(&folder);
        let output = command.output().expect("it runs");
        expect(&output, 0);
        text(&output.stdout)
    };
    let all = shown(&["catalog"]);
    assert!(all.lines().count() <= 24, "{all}");
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    assert!(shown(&["catalog", "gcp", "postgresql"]).contains("database_cloud_sql/vcpu zonal"));
    let places = shown(&["catalog", "--places", "aws"]);
    let of = |region: &str| {
        let mut lines = places.lines();
        lines
            .find(|line| line.starts_with(region))
            .unwrap_or_default()
            .to_owned()
    };
    // Storage of a database has no price in Oregon, and the hours are of 2021.
    assert!(of("aws/us-west-2").contains("2021-08*"), "{places}");
    assert!(of("aws/eu-west-2").contains("2021-08 "), "{places}");
    let output = run(&["catalog", "flux-capacitor"], &folder);
    expect(&output, 2);
}

#[test]
fn help_is_prose_with_an_example() {
    let folder = scratch("cli-help");
    for command in [
        "",
        "run",
        "explain",
        "check",
        "importance",
        "verify",
        "init",
        "catalog",
        "completions",
        "compare",
        "schema",
    ] {
        let arguments: Vec<&str> = [command, "--help"]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        let output = run(&arguments, &folder);
        expect(&output, 0);
        let name = if command.is_empty() {
            "help".to_owned()
        } else {
            format!("help-{command}")
        };
        insta::assert_snapshot!(name, text(&output.stdout));
        assert!(
            command.is_empty() || text(&output.stdout).contains("Example"),
            "{command} has an example"
        );
    }
}

/// Plans that searches wrote have one name: their results do not go over each other.
#[test]
fn what_a_search_wrote_is_called_after_its_folder() {
    let folder = scratch("cli-frontier");
    fs::create_dir(folder.join("shop")).expect("a folder");
    fs::write(folder.join("shop/frontier.yaml"), PLAN).expect("a plan");
    let arguments = [
        "run",
        "shop/frontier.yaml",
        "--years",
        "1024",
        "--as-written",
    ];
    expect(&run(&arguments, &folder), 0);
    assert!(folder.join("spof-out/shop-frontier/report.html").exists());
}

#[test]
fn data_go_to_stdout_and_files_to_their_folder() {
    let folder = scratch("cli-run");
    plan(&folder, PLAN);
    let output = run(&["run", "plan.yaml", "--years", "5000"], &folder);
    expect(&output, 0);
    assert!(text(&output.stdout).contains("two"));
    assert!(text(&output.stderr).contains("report.html"));
    let mut names: Vec<String> = fs::read_dir(folder.join("spof-out/plan"))
        .expect("the default folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let files = [
        "assumptions.csv",
        "bill.csv",
        "causes.csv",
        "causes.svg",
        "outages.csv",
        "outages.svg",
        "report.html",
        "results.csv",
        "results.json",
        "steps.csv",
        "tradeoff.svg",
        "uncertainty.csv",
        "years.svg",
    ];
    assert_eq!(names, files);
}

#[test]
fn json_has_the_fields_of_the_contract() {
    let folder = scratch("cli-json");
    plan(&folder, PLAN);
    let output = run(
        &["run", "plan.yaml", "--format", "json", "--years", "5000"],
        &folder,
    );
    expect(&output, 0);
    assert!(
        !folder.join("spof-out").exists(),
        "no files where only data were asked for"
    );
    let json: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    for key in [
        "spof",
        "service",
        "seed",
        "years",
        "events",
        "currency",
        "architectures",
    ] {
        assert!(json.get(key).is_some(), "{key}");
    }
    for architecture in json["architectures"].as_array().expect("a list") {
        for path in [
            "/name",
            "/availability",
            "/downtime/unit",
            "/downtime/mean",
            "/downtime/ci95/0",
            "/downtime/ci95/1",
            "/downtime/p50",
            "/downtime/p90",
            "/downtime/p99",
            "/downtime/simulated",
            "/downtime/exact",
            "/downtime/believed",
            "/downtime/estimator",
            "/downtime/estimator_reason",
            "/downtime/effective_sample_size",
            "/outages_per_year",
            "/failover_minutes_per_year",
            "/p_no_downtime",
            "/p_long_outage_5y",
            "/p_goal",
            "/cost/monthly",
            "/cost/fixed",
            "/cost/usage",
            "/cost/lines/0/item",
            "/cost/lines/0/site",
            "/cost/lines/0/quantity",
            "/cost/lines/0/unit",
            "/cost/lines/0/unit_price",
            "/cost/lines/0/monthly",
            "/cost/lines/0/as_of",
            "/cost/lines/0/source",
            "/outage_cost_monthly",
            "/total_monthly",
            "/on_frontier",
            "/causes/0/source",
            "/causes/0/minutes_per_year",
            "/causes/0/failover_minutes_per_year",
            "/causes/0/share",
            "/outage_table/0/source",
            "/outage_table/0/length_minutes",
            "/outage_table/0/minutes_lost",
            "/planned_minutes_per_year",
            "/made_static",
            "/cut_sets/0/sources/0",
            "/cut_sets/0/probability",
            "/cut_sets/0/share",
            "/cut_sets/0/minutes_per_year",
            "/cut_sets_total",
            "/importance/0/source",
            "/importance/0/felt",
            "/importance/0/birnbaum",
            "/importance/0/criticality",
            "/importance/0/fussell_vesely",
            "/importance/0/raw",
            "/importance/0/rrw",
        ] {
            assert!(architecture.pointer(path).is_some(), "{path}");
        }
        assert_eq!(architecture["downtime"]["unit"], "minutes/year");
    }
    assert_eq!(json["years"], 5120);
    assert_eq!(json["architectures"][1]["cost"]["monthly"], 40.0);
}

/// What the run took is talk: on stderr, and not a byte of it in the data.
#[test]
fn a_run_explains_itself_on_stderr() {
    let folder = scratch("cli-explained");
    plan(&folder, PLAN);
    let plain = ["run", "plan.yaml", "--format", "json", "--years", "2000"];
    let explained = [&plain[..], &["--explain-run"]].concat();
    let output = run(&explained, &folder);
    expect(&output, 0);
    assert_eq!(output.stdout, run(&plain, &folder).stdout);
    let said = text(&output.stderr);
    for word in [
        "2,048 years",
        "events a second",
        "read plan",
        "simulate",
        "outage table",
        "report",
        "one: ",
        "two: ",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn importance_tells_what_takes_it_down() {
    let folder = scratch("cli-importance");
    plan(&folder, PLAN);
    let told = run(
        &["importance", "plan.yaml", "--architecture", "two"],
        &folder,
    );
    expect(&told, 0);
    insta::assert_snapshot!("importance", text(&told.stdout));
    let json = run(&["importance", "plan.yaml", "--format", "json"], &folder);
    expect(&json, 0);
    let json: Value = serde_json::from_slice(&json.stdout).expect("one JSON object");
    let [one, two] = [0, 1].map(|index| &json["architectures"][index]);
    assert_eq!(one["cut_sets"].as_array().map(Vec::len), Some(2));
    // The two machines together, and what they share.
    assert_eq!(two["cut_sets_total"], 2.0);
    assert_eq!(two["importance"][0]["source"], "cloud/kr/resolver");
    assert!(two["importance"][0]["rrw"].is_number());
    let unknown = run(
        &["importance", "plan.yaml", "--architecture", "tow"],
        &folder,
    );
    expect(&unknown, 2);
    assert!(text(&unknown.stderr).contains("did you mean `two`?"));
}

#[test]
fn what_all_downtime_hangs_on_is_worth_infinitely_much() {
    let folder = scratch("cli-infinite");
    plan(
        &folder,
        "spof: 1\nservice: shop\nworld: none\npath: [web]\ncomponents:\n  web: {fails: {mean: 1000h}, lasts: {mean: 5h}, price: 20/month}\narchitectures:\n  one: {sites: {seoul: cloud/kr/a}}\n",
    );
    let json = run(&["importance", "plan.yaml", "--format", "json"], &folder);
    expect(&json, 0);
    let json: Value = serde_json::from_slice(&json.stdout).expect("one JSON object");
    assert_eq!(json["architectures"][0]["importance"][0]["rrw"], "infinite");
}

#[test]
fn verify_holds_the_simulation_against_the_exact_answer() {
    let folder = scratch("cli-verify");
    plan(&folder, PLAN);
    let told = run(
        &["verify", "plan.yaml", "--years", "5000", "--seeds", "2"],
        &folder,
    );
    expect(&told, 0);
    let told = text(&told.stdout);
    // Each of two at each of two seeds, and at both together.
    assert_eq!(told.matches("decision diagram").count(), 6, "{told}");
    assert!(
        told.contains("5,120 years") && told.contains("All agree."),
        "{told}"
    );
}

#[test]
fn csv_has_a_row_for_each_architecture() {
    let folder = scratch("cli-csv");
    plan(&folder, PLAN);
    let output = run(
        &["run", "plan.yaml", "--format", "csv", "--years", "2000"],
        &folder,
    );
    expect(&output, 0);
    assert_eq!(text(&output.stdout).lines().count(), 3);
}

#[test]
fn out_is_made_and_written() {
    let folder = scratch("cli-out");
    plan(&folder, PLAN);
    let output = run(
        &[
            "run",
            "plan.yaml",
            "--format",
            "json",
            "--years",
            "2000",
            "--out",
            "deep/results",
        ],
        &folder,
    );
    expect(&output, 0);
    let written = fs::read(folder.join("deep/results/results.json")).expect("results.json");
    assert_eq!(written, output.stdout);
}

#[test]
fn a_folder_that_cannot_be_written_fails_before_the_work() {
    let folder = scratch("cli-unwritable");
    plan(&folder, PLAN);
    // Below a file nobody can make a folder, not even root.
    let output = run(&["run", "plan.yaml", "--out", "plan.yaml/results"], &folder);
    expect(&output, 2);
    assert!(output.stdout.is_empty());
    assert!(
        text(&output.stderr).contains("plan.yaml/results"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn mistakes_end_with_two_and_say_so_on_stderr() {
    let folder = scratch("cli-mistakes");
    plan(&folder, &PLAN.replace("[web]", "[wbe]"));
    for arguments in [
        &["run", "plan.yaml"][..],
        &["check", "plan.yaml"],
        &["run", "missing.yaml"],
        &["run", "."],
        &["run"],
        &["run", "plan.yaml", "--precision", "140%"],
        &["run", "plan.yaml", "--precision", "0"],
        &["run", "plan.yaml", "--years", "0"],
        &["run", "plan.yaml", "--threads", "-1"],
        &["run", "plan.yaml", "--format", "xml"],
        &["run", "plan.yaml", "--models", "nowhere"],
        &["verify", "plan.yaml", "--seeds", "0"],
        &["importance", "plan.yaml", "--top", "0"],
        &["walk", "plan.yaml"],
        &[],
    ] {
        let output = run(arguments, &folder);
        expect(&output, 2);
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(text(&run(&["check", "plan.yaml"], &folder).stderr).contains("did you mean `web`?"));
}

#[test]
fn a_goal_can_be_required() {
    let folder = scratch("cli-goal");
    let quick = [
        "run",
        "plan.yaml",
        "--years",
        "20000",
        "--format",
        "csv",
        "--require-goal",
    ];
    plan(&folder, PLAN);
    expect(&run(&quick, &folder), 0);
    plan(&folder, &PLAN.replace("99%", "99.9999%"));
    expect(&run(&quick, &folder), 1);
    plan(&folder, &PLAN.replace("100/month", "10/month"));
    expect(&run(&quick, &folder), 1);
    // A stated goal that is missed is no failure where it is not required.
    expect(&run(&quick[..6], &folder), 0);
    plan(
        &folder,
        &PLAN.replace(
            "goal: {availability: 99%, budget: 100/month, outage_cost: 50/hour}\n",
            "",
        ),
    );
    expect(&run(&quick, &folder), 2);
}

/// Whoever reads the log of a failed build learns by how much each architecture misses, and that nothing else is wrong.
#[test]
fn a_required_goal_that_is_missed_says_by_how_much() {
    let folder = scratch("cli-missed");
    let run_for = |goal: &str| {
        let stated = "goal: {availability: 99%, budget: 100/month, outage_cost: 50/hour}";
        plan(&folder, &PLAN.replace(stated, goal));
        run(
            &["run", "plan.yaml", "--years", "20000", "--require-goal"],
            &folder,
        )
    };
    for (goal, words) in [
        (
            "goal: {availability: 99.9999%}",
            &[
                "goal missed: no architecture is up 99.9999 % of a year (down at most 32 s)",
                "one: down",
                "two: down",
                "too long",
            ][..],
        ),
        (
            "goal: {budget: 10/month}",
            &[
                "goal missed: no architecture costs at most $10.00 a month",
                "one: costs $20.00 a month, $10.00 too much",
                "two: costs $40.00 a month, $30.00 too much",
            ],
        ),
        (
            "goal: {availability: 99.9999%, budget: 30/month}",
            &[
                "one: down",
                "too long\n",
                "; costs $40.00 a month, $10.00 too much",
            ],
        ),
    ] {
        let missed = run_for(goal);
        expect(&missed, 1);
        for words in words {
            assert!(
                text(&missed.stderr).contains(words),
                "{words}: {}",
                text(&missed.stderr)
            );
        }
        // The results are there all the same, for whoever wants to know more.
        assert!(text(&missed.stdout).contains("two"));
        assert!(folder.join("spof-out/plan/results.json").exists());
    }
    // To require a goal that nobody stated is a mistake, and a price of an hour is no goal.
    for nothing in ["", "goal: {outage_cost: 50/hour}"] {
        let mistaken = run_for(nothing);
        expect(&mistaken, 2);
        assert!(text(&mistaken.stderr).contains("needs a goal"));
    }
    expect(&run_for("goal: {availability: 90%, budget: 30/month}"), 0);
}

#[test]
fn the_seed_decides_and_the_threads_do_not() {
    let folder = scratch("cli-seed");
    plan(&folder, PLAN);
    let bytes = |extra: &[&str]| {
        let arguments = [
            &["run", "plan.yaml", "--format", "json", "--years", "9000"],
            extra,
        ]
        .concat();
        let output = run(&arguments, &folder);
        expect(&output, 0);
        output.stdout
    };
    assert_eq!(bytes(&["--threads", "1"]), bytes(&["--threads", "3"]));
    assert_ne!(bytes(&[]), bytes(&["--seed", "2"]));
}

#[test]
fn a_reader_who_had_enough_is_no_failure() {
    let folder = scratch("cli-pipe");
    plan(&folder, PLAN);
    for arguments in [
        &["completions", "bash"][..],
        &["check", "plan.yaml"],
        &["run", "plan.yaml", "--format", "json", "--years", "2000"],
    ] {
        let mut child = spof()
            .args(arguments)
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("spof runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("spof ends");
        expect(&output, 0);
        assert!(
            !text(&output.stderr).contains("error"),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let folder = scratch("cli-colour");
    plan(&folder, &PLAN.replace("[web]", "[wbe]"));
    let escapes = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = spof()
            .args(arguments)
            .current_dir(&folder)
            .envs(variables.iter().copied())
            .output();
        text(&output.expect("spof runs").stderr).contains('\u{1b}')
    };
    let check = ["check", "plan.yaml"];
    assert!(!escapes(&check, &[]), "not into a pipe");
    assert!(escapes(&check, &[("CLICOLOR_FORCE", "1")]));
    assert!(!escapes(
        &check,
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(escapes(&["check", "plan.yaml", "--color", "always"], &[]));
    assert!(!escapes(
        &["check", "plan.yaml", "--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn completions_are_there_for_every_shell() {
    let folder = scratch("cli-completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell], &folder);
        expect(&output, 0);
        assert!(text(&output.stdout).contains("require-goal"), "{shell}");
    }
    expect(&run(&["completions", "cobol"], &folder), 2);
}

#[test]
fn init_writes_a_plan_that_checks_and_never_over_another() {
    let folder = scratch("cli-init");
    for template in [
        "single-az",
        "multi-az",
        "multi-region",
        "multi-cloud",
        "seoul",
    ] {
        let name = format!("{template}.yaml");
        expect(&run(&["init", "--template", template, &name], &folder), 0);
        expect(&run(&["check", &name], &folder), 0);
        let before = fs::read(folder.join(&name)).expect("the plan");
        expect(&run(&["init", &name], &folder), 2);
        assert_eq!(before, fs::read(folder.join(&name)).expect("the plan"));
    }
    let output = run(&["init"], &folder);
    assert!(text(&output.stdout).contains("spof: 1"));
}

/// A plan may bring its own catalog in a folder beside it, whose laws are written as in plans.
#[test]
fn a_plan_names_the_folder_of_its_models() {
    let folder = scratch("cli-models");
    fs::create_dir_all(folder.join("plans/own")).expect("a folder");
    let own = "resolver-of-ours: {scope: region, about: Ours, numbers: {fails: 2/year, lasts: 30min..2h}}\n";
    fs::write(folder.join("plans/own/dependencies.yaml"), own).expect("a file");
    let text_of = |models: &str| {
        format!(
            "spof: 1\nservice: s\n{models}path: [web]\ncomponents: {{web: {{fails: 1/year, lasts: 1h, uses: [resolver-of-ours], price: 0}}}}\n\
             architectures: {{one: {{sites: {{here: aws/ap-northeast-2/a}}}}}}\n"
        )
    };
    fs::write(folder.join("plans/plan.yaml"), text_of("models: own\n")).expect("a file");
    let output = run(&["check", "plans/plan.yaml", "--all"], &folder);
    expect(&output, 0);
    let told = text(&output.stdout);
    assert!(told.contains("resolver-of-ours"), "{told}");
    fs::write(folder.join("plans/plan.yaml"), text_of("")).expect("a file");
    expect(&run(&["check", "plans/plan.yaml"], &folder), 2);
    fs::write(folder.join("plans/plan.yaml"), text_of("models: nowhere\n")).expect("a file");
    expect(&run(&["check", "plans/plan.yaml"], &folder), 2);
}

#[test]
fn a_plan_may_come_by_stdin() {
    let folder = scratch("cli-stdin");
    let path = plan(&folder, PLAN);
    let output = spof()
        .args(["run", "-", "--format", "csv", "--years", "2000"])
        .current_dir(&folder)
        .stdin(fs::File::open(path).expect("the plan"))
        .output()
        .expect("spof runs");
    expect(&output, 0);
}

/// Whether a text holds nothing that could steer a terminal, but for emphasis where that is wanted.
fn is_tame(shown: &str, coloured: bool) -> bool {
    let mut rest = shown.to_owned();
    for style in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[22m"] {
        if coloured {
            rest = rest.replace(style, "");
        }
    }
    !rest.contains(spof::diagnostic::is_hidden)
}

/// Texts of a plan in which anything may stand, with what steers a terminal, turns a line, and what a spreadsheet runs.
const HOSTILE: &str = r#"
spof: 1
service: "shop \e]52;c;ZXZpbA==\a\e[2J\u009b31m\u202eolleh\u200f é 한국 क्\u200dष"
about: "\e[31mred\x7f \u2066x"
world: none
goal: {outage_cost: 100/hour, availability: 99%}
path: [web]
components:
  web: {fails: 1/year, fails_range: [0.5/year, 2/year], lasts: 1h, price: 1/month, about: "\e]0;t\a"}
bill:
  "=cmd|' /C calc'!A0": {price: 2/month}
architectures:
  one: {sites: {here: p/r/a}, about: "\e[5m\u0085"}
  two: {sites: {here: p/r/a+b}, about: "@sum(\u202d1)"}
"#;

#[test]
fn nothing_of_a_plan_steers_a_terminal() {
    let folder = scratch("cli-hostile");
    let name = "pl\u{1b}[2Jan\u{202e}.yaml";
    fs::write(folder.join(name), HOSTILE).expect("a plan");
    let refused = HOSTILE.replace("  web: {fails", "  \"\\e[2J\\u009b1m\": {fails");
    fs::write(folder.join("bad.yaml"), refused).expect("a plan");
    fs::write(
        folder.join("raw.yaml"),
        "spof: 1\nservice: a\u{9b}31mb\npath: [\u{9b}x]\n",
    )
    .expect("a plan");
    for colour in ["never", "always"] {
        for arguments in [
            &["run", name, "--out", "out"][..],
            &["run", name, "--details", "--out", "out"],
            &["run", name, "--format", "csv"],
            &["run", name, "--format", "json"],
            &["run", name, "--format", "markdown"],
            &["run", name, "--format", "markdown", "--details"],
            &["run", name, "--compare-to", "out/results.json"],
            &["check", name],
            &["explain", name],
            &["explain", name, "one", "--out", "out"],
            &["explain", name, "on\u{1b}[2Je"],
            &["importance", name],
            &["run", "bad.yaml"],
            &["check", "raw.yaml"],
            &["run", "\u{1b}[2J.yaml"],
            &["\u{1b}[2J\u{9b}"],
            &["run", name, "--seed", "\u{1b}[2J"],
        ] {
            let output = run(&[arguments, &["--color", colour]].concat(), &folder);
            for shown in [text(&output.stdout), text(&output.stderr)] {
                let tame = match colour {
                    "always" => {
                        shown
                            .split('\u{1b}')
                            .skip(1)
                            .all(|style| style.starts_with('['))
                            && !shown.contains(['\u{9b}', '\u{202e}', '\u{7}'])
                            && !shown.contains("\u{1b}[2J")
                            && !shown.contains("\u{1b}[5m")
                    }
                    _ => is_tame(&shown, false),
                };
                assert!(tame, "{arguments:?} --color {colour}: {shown:?}");
            }
        }
    }
    let mut files = 0;
    for file in fs::read_dir(folder.join("out")).expect("a folder") {
        let path = file.expect("a file").path();
        let shown = fs::read_to_string(&path).expect("text");
        assert!(is_tame(&shown, false), "{}", path.display());
        files += 1;
    }
    assert!(files > 8, "{files}");
    let bill = fs::read_to_string(folder.join("out/bill.csv")).expect("a bill");
    assert!(bill.contains("'=cmd") && !bill.contains(",=cmd"), "{bill}");
    let results = fs::read_to_string(folder.join("out/results.json")).expect("results");
    let results: Value = serde_json::from_str(&results).expect("JSON");
    let service = results["service"].as_str().expect("a name");
    assert!(
        service.contains('\u{202e}') && service.ends_with("é 한국 क्\u{200d}ष"),
        "{service:?}"
    );
}

#[test]
fn a_command_that_is_not_known_is_asked_after() {
    let folder = scratch("cli-rnu");
    let output = run(&["rnu"], &folder);
    expect(&output, 2);
    assert!(text(&output.stderr).contains("did you mean `run`?"));
}

#[test]
fn explain_without_an_architecture_lists_them() {
    let folder = scratch("cli-explain-lists");
    plan(&folder, PLAN);
    let output = run(&["explain", "plan.yaml"], &folder);
    expect(&output, 0);
    assert!(!output.stdout.is_empty());
}

#[test]
fn worse_than_an_earlier_run_ends_with_one() {
    let folder = scratch("cli-worse");
    let plan = |price: u32, fails: &str| {
        let text = format!(
            "spof: 1\nservice: x\nworld: none\npath: [web]\ncomponents: {{web: {{fails: {fails}, lasts: 1h, price: {price}/month}}}}\n\
             architectures: {{one: {{sites: {{here: p/r/a}}}}}}\n"
        );
        fs::write(folder.join("plan.yaml"), text).expect("a plan");
    };
    plan(100, "1/year");
    expect(&run(&["run", "plan.yaml", "--out", "before"], &folder), 0);
    let against = |share: &str| {
        let earlier = ["run", "plan.yaml", "--compare-to", "before/results.json"];
        run(
            &[
                &earlier[..],
                &["--format", "markdown", "--worse-than", share],
            ]
            .concat(),
            &folder,
        )
    };
    expect(&against("10%"), 0);
    plan(109, "1.09/year");
    expect(&against("10%"), 0);
    expect(&against("5%"), 1);
    plan(100, "1.2/year");
    let output = against("10%");
    expect(&output, 1);
    let told = text(&output.stderr);
    assert!(
        told.contains("one: down 1 h 12 min a year, 1 h before"),
        "{told}"
    );
    assert!(text(&output.stdout).contains("### What changed"));
}
