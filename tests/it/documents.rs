//! What README.md shows of the program is what the program prints, and the committed charts are what it draws.
//!
//! `SPOF_UPDATE=1 cargo test --test it documents` writes them anew; read the difference before you commit it.

use crate::common::{self, ROOT};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A year of the Seoul shop in which the balancer's name cannot be resolved.
const EVENTFUL: &str = "287";

/// Runs the program in the project's folder and gives what it said: stdout, stderr.
fn spof(arguments: &[&str]) -> (String, String) {
    let output = common::run(arguments, Path::new(ROOT));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn update() -> bool {
    std::env::var_os("SPOF_UPDATE").is_some()
}

/// Puts `text` between the marks `name` of a document.
fn with_block(document: &str, name: &str, language: &str, text: &str) -> String {
    let begin = format!("<!-- shown: {name} -->\n");
    let from = document
        .find(&begin)
        .unwrap_or_else(|| panic!("no block {name}"))
        + begin.len();
    let to = from + document[from..].find("<!-- end -->").unwrap();
    format!(
        "{}```{language}\n{}\n```\n{}",
        &document[..from],
        text.trim_end(),
        &document[to..]
    )
}

/// Compares a file with what it ought to be, or writes it.
fn agree(path: &str, text: &str) {
    let path = Path::new(ROOT).join(path);
    if update() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "{} is stale: SPOF_UPDATE=1 cargo test --test it documents",
        path.display()
    );
}

#[test]
fn readme_shows_what_the_program_prints() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let minimal = fs::read_to_string(Path::new(ROOT).join("examples/minimal.yaml")).unwrap();
    let shown = with_block(&readme, "answer", "text", &SHOP.printed);
    let shown = with_block(&shown, "minimal", "yaml", &minimal);
    agree("README.md", &shown);
}

/// A run: what it said on stdout, and the folder with what it wrote.
struct Drawn {
    printed: String,
    folder: PathBuf,
}

impl Drawn {
    fn by(arguments: &[&str], name: &str) -> Self {
        let folder = common::scratch(&format!("charts-{name}"));
        let (printed, _) = spof(&[arguments, &["--out", folder.to_str().unwrap()]].concat());
        Self { printed, folder }
    }

    /// Compares a picture with the committed one.
    #[track_caller]
    fn agrees(&self, picture: &str, committed: &str) {
        let drawn = fs::read_to_string(self.folder.join(picture)).unwrap();
        agree(&format!("examples/charts/{committed}"), &drawn);
    }
}

/// The shop by default settings, which README.md and the documents show.
static SHOP: LazyLock<Drawn> =
    LazyLock::new(|| Drawn::by(&["run", "examples/seoul-shop.yaml"], "shop"));

/// The tables of keys stand between marks, `<!-- keys: goal -->` and `<!-- end -->`.
#[test]
fn the_manual_has_the_keys_of_the_language() {
    let mut manual = fs::read_to_string(Path::new(ROOT).join("docs/language.md")).unwrap();
    for (name, table) in spof::plan::tables() {
        let mark = format!("<!-- keys: {name} -->\n");
        let start = manual.find(&mark).expect(&mark) + mark.len();
        let end = start + manual[start..].find("<!-- end -->").unwrap();
        manual.replace_range(start..end, &format!("\n{table}\n"));
    }
    agree("docs/language.md", &manual);
}

#[test]
fn charts_are_what_the_program_draws() {
    SHOP.agrees("tradeoff.svg", "seoul-shop.svg");
    for name in ["minimal", "saas", "korea-multi-cloud"] {
        let plan = format!("examples/{name}.yaml");
        Drawn::by(&["run", &plan], name).agrees("tradeoff.svg", &format!("{name}.svg"));
    }
}

/// The picture of a search in README.md.
#[test]
#[ignore = "long"]
fn the_search_is_what_the_program_draws() {
    let plan = "examples/search/seoul-shop.yaml";
    Drawn::by(&["search", plan], "search").agrees("tradeoff.svg", "seoul-shop-search.svg");
}

/// The pictures of `docs/reading-the-results.md`.
#[test]
fn the_shop_in_pictures_is_what_the_program_draws() {
    let agrees = |drawn: &Drawn, pictures: &[&str]| {
        for picture in pictures {
            drawn.agrees(picture, &format!("seoul-shop/{picture}"));
        }
    };
    let run = [
        "tradeoff.svg",
        "outages.svg",
        "causes.svg",
        "years.svg",
        "tornado.svg",
    ];
    agrees(&SHOP, &run);
    let explain = [
        "explain",
        "examples/seoul-shop.yaml",
        "multi-az",
        "--life",
        EVENTFUL,
    ];
    let explained = Drawn::by(&explain, "why");
    agrees(&explained, &["topology.svg", "timeline.svg"]);
}

/// The parts of a text in backticks that name a file or folder of the project.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    let folders = [
        "src/",
        "tests/",
        "docs/",
        "models/",
        "examples/",
        "schemas/",
        "benches/",
    ];
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(move |it| folders.iter().any(|folder| it.starts_with(folder)))
}

#[test]
fn files_that_documents_name_are_there() {
    let mut count = 0;
    for document in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/trust.md",
        "docs/model.md",
        "docs/engine.md",
    ] {
        let text = fs::read_to_string(Path::new(ROOT).join(document)).unwrap();
        for path in cited(&text).filter(|path| !path.contains("NAME")) {
            assert!(Path::new(ROOT).join(path).exists(), "{document}: no {path}");
            count += 1;
        }
    }
    assert!(count > 30, "{count} paths");
}

/// Whoever reads it first should be done in some minutes.
#[test]
fn the_readme_has_at_most_1200_words() {
    let readme = include_str!("../../README.md");
    let words = readme.split_whitespace().count();
    assert!(words <= 1_200, "{words} words");
}
