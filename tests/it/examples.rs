//! Every example runs, and what it says is looked at when it changes.
//!
//! Few years, so the numbers are rough; the known answers are elsewhere.

use std::{collections::BTreeSet, fs, path::Path, sync::atomic::AtomicBool};

use spof::{
    answer::Basis,
    build,
    catalog::Catalog,
    diagnostic::SourceText,
    experiment::Options,
    report::{self, TableStyle},
    study::{study, weaknesses},
    topology::Topology,
};

/// The plans directly in a folder of the project, by name.
fn plans(folder: &str) -> Vec<(String, Topology)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = SourceText::new(name.clone(), fs::read_to_string(path).unwrap());
        let reading = build::read(&source, Catalog::bundled());
        let reading = reading.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(reading.warnings, [], "{name} has warnings");
        (name, reading.topology)
    };
    paths.into_iter().map(read).collect()
}

/// Longest text that is looked at as it is printed [bytes].
const LONG: usize = 9_000;

/// A text as it is looked at. Of a long one that is its words, whatever the widths of its columns, and each line once: of a
/// line that stood before, in what is said of another design say, the first word.
fn looked_at(text: String) -> String {
    if text.len() <= LONG {
        return text;
    }
    let mut seen = BTreeSet::new();
    let mut again: Vec<String> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for line in text.lines() {
        let parts = line.split("  ").map(|part| part.trim_matches([' ', '─']));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let line = parts.join("  ");
        let new = line.is_empty() || seen.insert(line.clone());
        if !new {
            again.push(line.split(' ').take(1).collect());
            continue;
        }
        if !again.is_empty() {
            kept.push(format!("(as above: {})", again.join(" ")));
            again.clear();
        }
        kept.push(line);
    }
    if !again.is_empty() {
        kept.push(format!("(as above: {})", again.join(" ")));
    }
    kept.join("\n")
}

#[test]
fn examples_say_what_they_said() {
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(4096),
        method: spof::experiment::Method::Best,
    };
    for (name, topology) in plans("examples")
        .into_iter()
        .chain(plans("examples/templates"))
    {
        let results = study(
            &topology,
            Catalog::bundled(),
            options,
            &|_| {},
            &AtomicBool::new(false),
        );
        let style = TableStyle {
            width: 110,
            colour: false,
        };
        insta::assert_snapshot!(
            format!("run-{name}"),
            looked_at(report::table(&results, style))
        );
        insta::assert_snapshot!(
            format!("check-{name}"),
            looked_at(report::understanding(
                &topology,
                (&[], None),
                Catalog::bundled(),
                style
            ))
        );
        insta::assert_snapshot!(
            format!("importance-{name}"),
            looked_at(report::weaknesses(
                &weaknesses(&topology, 5, Basis::Expected),
                5,
                style
            ))
        );
        report::tradeoff_svg(&results);
    }
}

#[test]
fn patterns_say_what_they_said() {
    let telling = ["maintenance", "request-classes", "data-loss", "crews"];
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: Some(4096),
        method: spof::experiment::Method::Best,
    };
    let style = TableStyle {
        width: 110,
        colour: false,
    };
    for (name, topology) in plans("examples/patterns") {
        insta::assert_snapshot!(
            format!("check-pattern-{name}"),
            report::understanding(&topology, (&[], None), Catalog::bundled(), style)
        );
        if telling.contains(&name.as_str()) {
            let results = study(
                &topology,
                Catalog::bundled(),
                options,
                &|_| {},
                &AtomicBool::new(false),
            );
            insta::assert_snapshot!(
                format!("run-pattern-{name}"),
                report::table(&results, style)
            );
        }
    }
}

/// Every recipe runs, and its designs differ in what they are about.
#[test]
fn recipes_run() {
    let options = Options {
        seed: 1,
        precision: 0.15,
        years: Some(1024),
        method: spof::experiment::Method::Best,
    };
    let recipes = plans("examples/recipes");
    assert!(recipes.len() >= 8, "only {}", recipes.len());
    for (name, topology) in recipes {
        let stop = AtomicBool::new(false);
        let results = study(&topology, Catalog::bundled(), options, &|_| {}, &stop);
        let down: BTreeSet<u64> = results
            .architectures
            .iter()
            .map(|it| (it.downtime.mean + it.lost_service_minutes_per_year).to_bits())
            .collect();
        assert_eq!(down.len(), results.architectures.len(), "{name}");
    }
}

#[test]
fn the_minimal_plan_is_minimal() {
    let text = include_str!("../../examples/minimal.yaml");
    assert!(text.lines().count() < 20);
}
