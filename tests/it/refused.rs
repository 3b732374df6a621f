//! Plans that must be refused: every file of `examples/refused` has its complaints in a snapshot, and none may take over
//! a second. What cannot be kept in a repository is made here.

use spof::catalog::Catalog;
use spof::cli::input::read_plan_file;
use spof::diagnostic::{count, render};
use spof::{build, diagnostic::SourceText};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Half a minute would be our fault; a busy machine is not.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a user sees of a plan that is refused.
fn refusal(path: &Path) -> String {
    let begun = Instant::now();
    let seen = match read_plan_file(path) {
        Err(unreadable) => render(&[unreadable.1], &unreadable.0, false),
        Ok(source) => refusal_of(&source),
    };
    assert!(
        begun.elapsed() < PATIENCE,
        "{} took too long",
        path.display()
    );
    seen
}

fn refusal_of(source: &SourceText) -> String {
    match build::read(source, Catalog::bundled()) {
        Ok(_) => panic!("{} was not refused", source.name),
        Err(problems) => format!("{}{}\n", render(&problems, source, false), count(&problems)),
    }
}

#[test]
fn every_refused_example_says_what_is_wrong() {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("examples/refused")
        .expect("the folder is part of the project")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 30, "only {} refused plans", paths.len());
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/refused", omit_expression => true }, {
            insta::assert_snapshot!(name, refusal(&path));
        });
    }
}

/// A folder for files that cannot be kept; gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("spof-refused-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    /// What is said of a path in it, without the path of this machine.
    fn refusal(&self, name: &str) -> String {
        let folder = format!("{}{}", self.0.display(), std::path::MAIN_SEPARATOR);
        refusal(&self.0.join(name)).replace(&folder, "")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn a_file_of_200_megabytes_is_refused_unread() {
    let scratch = Scratch::new("large");
    let file = std::fs::File::create(scratch.0.join("plan.yaml")).expect("a file");
    file.set_len(200 << 20).expect("a sparse file");
    insta::assert_snapshot!("a-file-of-200-MB", scratch.refusal("plan.yaml"));
}

#[test]
fn a_directory_is_refused() {
    let scratch = Scratch::new("directory");
    std::fs::create_dir(scratch.0.join("plan.yaml")).expect("a folder");
    insta::assert_snapshot!("a-directory", scratch.refusal("plan.yaml"));
}

#[test]
fn a_file_that_is_not_there_is_refused_with_its_neighbour() {
    let scratch = Scratch::new("missing");
    std::fs::write(scratch.0.join("seoul-shop.yaml"), "spof: 1\n").expect("a file");
    insta::assert_snapshot!(
        "a-file-that-is-not-there,-another-nearly",
        scratch.refusal("seoul-shopp.yaml")
    );
    insta::assert_snapshot!(
        "a-file-that-is-not-there",
        scratch.refusal("something-else.yaml")
    );
}

const HEAD: &str = "spof: 1\nservice: shop\nworld: none\npath: [web]\ncomponents:\n  web: {fails: 1/year, lasts: 1h}\n";
const SITE: &str = "sites: {here: a/b/c}";

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Letters and marks without end.
fn hostile_yaml() -> Vec<(&'static str, String)> {
    vec![
        (
            "a line of a million",
            format!(
                "{HEAD}about: {}\narchitectures: {}\n",
                "x".repeat(900_000),
                "y".repeat(100_000)
            ),
        ),
        (
            "a line of a million letters that are not ASCII",
            format!("{HEAD}architectures: [{}]\n", "é, ".repeat(250_000)),
        ),
        ("brackets", "[".repeat(1_000_000)),
        ("braces", "{a: ".repeat(250_000)),
        ("dashes", "- ".repeat(500_000)),
        ("question marks", "? ".repeat(500_000)),
        (
            "anchors in anchors",
            many(60, |n| format!("{}a{n}: &a{n}\n", " ".repeat(n))),
        ),
        ("an alias to itself", "a: &a [*a]\n".to_owned()),
        ("quotes", "\"".repeat(999_999)),
        (
            "control characters",
            "spof: 1\n\u{1b}[31mred: 1\nservice: \"\\e[31mred\"\n".to_owned(),
        ),
    ]
}

/// Architectures without end.
fn hostile_architectures() -> Vec<(&'static str, String)> {
    vec![
        (
            "architectures without end",
            format!(
                "{HEAD}architectures:\n{}",
                many(20_000, |n| format!("  a{n}: {{{SITE}}}\n"))
            ),
        ),
        (
            "a chain of like",
            format!(
                "{HEAD}architectures:\n  a0: {{{SITE}}}\n{}",
                many(999, |n| format!(
                    "  a{}: {{like: a{n}, sites: {{s{n}: a/b/c}}}}\n",
                    n + 1
                ))
            ),
        ),
        (
            "a thousand mistakes in one line",
            format!(
                "{HEAD}architectures: {{{}}}\n",
                many(900, |n| format!("a{n}: {{sites: 7, nope{n}: 1}}, "))
            ),
        ),
        (
            "replicas of many",
            format!(
                "{HEAD}architectures:\n{}",
                many(1_000, |n| format!(
                    "  a{n}: {{{SITE}, replicas: {{web: 9000}}}}\n"
                ))
            ),
        ),
    ]
}

/// Components and dependencies without end.
fn hostile_things() -> Vec<(&'static str, String)> {
    vec![
        (
            "components that are one",
            format!(
                "{}path: [{}]\narchitectures: {{a: {{{SITE}}}}}\n",
                HEAD.replace("path: [web]\n", ""),
                "web, ".repeat(100_000)
            )
            .replace("web: {", "web: {x: 1, "),
        ),
        (
            "components without end",
            format!(
                "spof: 1\nservice: shop\nworld: none\npath: [c1]\ncomponents: {{{}}}\narchitectures: {{a: {{{SITE}}}}}\n",
                many(20_000, |n| format!("c{n}: {{fails: 1/year, lasts: 1h}}, "))
            ),
        ),
        (
            "names that are nearly right, again and again",
            format!(
                "spof: 1\nservice: shop\nworld: none\npath: [{}]\ncomponents: {{{}}}\narchitectures:\n{}",
                many(990, |n| format!(
                    "an-almost-right-name-of-a-component-{}x, ",
                    n + 1
                )),
                many(990, |n| format!(
                    "an-almost-right-name-of-a-component-{n}: {{fails: 1/year, lasts: 1h}}, "
                )),
                many(140, |n| format!("  a{n}: {{{SITE}}}\n"))
            ),
        ),
        (
            "what spreads without end",
            format!(
                "{HEAD}dependencies:\n{}  d900: {{scope: zone, fails: 1/year, lasts: 1h, used_by: [web]}}\narchitectures: {{a: {{{SITE}}}}}\n",
                many(900, |n| format!(
                    "  d{n}: {{scope: zone, fails: 1/year, lasts: 1h, spreads_to: {{d{}: 50%}}}}\n",
                    n + 1
                ))
            ),
        ),
        (
            "all that spreads to all",
            format!(
                "{HEAD}dependencies:\n{}architectures: {{a: {{{SITE}}}}}\n",
                many(300, |n| format!(
                    "  d{n}: {{scope: zone, fails: 1/year, lasts: 1h, used_by: [web], spreads_to: {{{}}}}}\n",
                    many(300, |to| if to == n {
                        String::new()
                    } else {
                        format!("d{to}: 1%, ")
                    })
                ))
            ),
        ),
    ]
}

/// Texts made to hurt: each must be refused, soon, and drawn tamely.
#[test]
fn hostile_texts_are_refused_in_moments() {
    let texts = [hostile_yaml(), hostile_architectures(), hostile_things()];
    for (what, text) in texts.into_iter().flatten() {
        let begun = Instant::now();
        let source = SourceText::new("plan.yaml", text);
        let seen = refusal_of(&source);
        let longest = seen.lines().map(str::len).max().unwrap_or(0);
        assert!(
            begun.elapsed() < PATIENCE,
            "{what} took {:?}",
            begun.elapsed()
        );
        assert!(longest < 2_000, "{what} drew a line of {longest}");
        assert!(!seen.contains('\u{1b}'), "{what} reached the terminal");
    }
}
