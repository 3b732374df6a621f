//! Every example runs, and what it says is looked at when it changes.
//!
//! Few years, so the numbers are rough; the known answers are elsewhere.

use std::{fs, path::Path, sync::atomic::AtomicBool};

use spof::{
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
        insta::assert_snapshot!(format!("run-{name}"), report::table(&results, style));
        insta::assert_snapshot!(
            format!("check-{name}"),
            report::understanding(&topology, Catalog::bundled(), style)
        );
        insta::assert_snapshot!(
            format!("importance-{name}"),
            report::weaknesses(&weaknesses(&topology, 5), 5, style)
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
            report::understanding(&topology, Catalog::bundled(), style)
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

#[test]
fn the_minimal_plan_is_minimal() {
    let text = include_str!("../../examples/minimal.yaml");
    assert!(text.lines().count() < 20);
}
