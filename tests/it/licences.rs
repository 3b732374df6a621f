//! Every dependency may be used under a licence that `deny.toml` allows, and the texts of our own are here.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::common::{self, ROOT};

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let file = fs::read_to_string(Path::new(ROOT).join("deny.toml")).unwrap();
    let mut lines = file.lines();
    let line = lines.find_map(|line| line.strip_prefix("allow = "));
    serde_json::from_str(line.expect("a list in one line")).unwrap()
}

/// Whether an SPDX expression leaves a choice of allowed licences only. A `/` is how old manifests write `OR`.
fn fine(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    // `AND` in these expressions joins a choice in parentheses and one licence more, so each of its sides has to be fine.
    let mut sides = expression.split(" AND ");
    sides.all(|side| {
        let mut choice = side.split(" OR ").map(str::trim);
        choice.any(|licence| allowed.iter().any(|one| one == licence))
    })
}

/// The dependencies that a build here takes, with their licences: name, expression.
fn dependencies() -> Vec<(String, String)> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = common::text(&version.stdout);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", host.unwrap()])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let metadata = common::json(&output);
    let packages = metadata["packages"].as_array().unwrap();
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none").to_owned();
    packages
        .iter()
        .map(|package| (package["name"].to_string(), licence(package)))
        .collect()
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let allowed = allowed();
    let all = dependencies();
    assert!(all.len() > 100, "{} packages", all.len());
    let other: Vec<_> = all.iter().filter(|(_, it)| !fine(it, &allowed)).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn an_expression_needs_one_of_each_side() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    for good in [
        "MIT",
        "GPL-3.0 OR MIT",
        "Apache-2.0/MIT",
        "(MIT OR Zlib) AND Unicode-3.0",
    ] {
        assert!(fine(good, &allowed), "{good}");
    }
    for bad in [
        "none",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(!fine(bad, &allowed), "{bad}");
    }
}

#[test]
fn both_texts_of_our_own_licence_are_here() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nlicense = \"MIT OR Apache-2.0\"\n"));
    for (file, line) in [
        (
            "LICENSE-MIT",
            "Permission is hereby granted, free of charge",
        ),
        (
            "LICENSE-APACHE",
            "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
        ),
    ] {
        let text = fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
        assert!(text.contains(line), "{file}");
    }
}
