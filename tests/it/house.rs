//! The walls of `src`: a folder imports only from folders before it in [`ORDER`], and no circle of files is larger than two.
//!
//! Every path that begins with `crate`, `self`, `super` or a child module is an arrow from its file to the file that it names; a path
//! through a re-export names the `mod.rs`. `mod x;` and test code are no arrows. `proc_macro2` reads the tokens, so comments and
//! strings cannot mislead.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The folders and single files of the root, lowest first; `lib.rs` and `main.rs` stand above all.
const ORDER: [&str; 22] = [
    "units",
    "law",
    "scope",
    "place",
    "failover",
    "diagnostic",
    "language",
    "answer",
    "catalog",
    "topology",
    "plan",
    "bill",
    "build",
    "exact",
    "engine",
    "experiment",
    "estimate",
    "decide",
    "study",
    "search",
    "report",
    "cli",
];

/// Known faults, to be mended. None may stand here longer than it is needed.
const STILL_CLIMBS: &[&str] = &[];

/// A file as a module: `["plan", "law"]`; a `mod.rs` is its folder.
type Module = Vec<String>;

/// A path in the source of `from`, and the file that it names.
struct Arrow {
    from: Module,
    to: Module,
    text: String,
}

#[test]
fn folders_keep_their_order_and_no_circle_of_files_is_larger_than_two() {
    let mut files = BTreeMap::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &[],
        &mut files,
    );
    let (mut paths, mut tests) = (Vec::new(), BTreeSet::new());
    for (module, source) in &files {
        walk(
            source,
            module,
            &mut |inside, text| paths.push((module.clone(), inside.to_vec(), text)),
            &mut tests,
        );
    }
    let named = paths.into_iter().filter(|(from, ..)| !tests.contains(from));
    let arrows: Vec<Arrow> = named
        .filter_map(|(from, inside, text)| arrow(from, inside, text, &files))
        .collect();

    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    for (key, text) in climbs(&arrows).into_iter().chain(circles(&arrows)) {
        *faults.entry(key).or_default() += &text;
    }
    let new: Vec<_> = faults
        .iter()
        .filter(|(key, _)| !STILL_CLIMBS.contains(&key.as_str()))
        .collect();
    assert!(
        new.is_empty(),
        "a wall is broken:\n{}",
        new.iter()
            .map(|(key, text)| format!("{key:?}\n{text}"))
            .collect::<String>()
    );
    let mended: Vec<_> = STILL_CLIMBS
        .iter()
        .filter(|key| !faults.contains_key(**key))
        .collect();
    assert!(
        mended.is_empty(),
        "mended: take {mended:?} out of STILL_CLIMBS"
    );
}

/// The source of every module below a folder, but `lib.rs` and `main.rs`.
fn read(folder: &Path, above: &[String], into: &mut BTreeMap<Module, TokenStream>) {
    for path in std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let module = [above, &[stem.to_owned()]].concat();
        if path.is_dir() {
            read(&path, &module, into);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !(above.is_empty() && ["lib", "main"].contains(&stem))
        {
            into.insert(
                if stem == "mod" {
                    above.to_vec()
                } else {
                    module
                },
                std::fs::read_to_string(&path).unwrap().parse().unwrap(),
            );
        }
    }
}

/// What is done with a path: the module in which it stands and its parts.
type Found<'a> = dyn FnMut(&[String], Vec<String>) + 'a;

/// Reports every path of a stream with the module in which it stands (an inline `mod` is one deeper), and adds the modules
/// that are declared for tests alone to `tests`.
fn walk(
    stream: &TokenStream,
    module: &[String],
    found: &mut Found<'_>,
    tests: &mut BTreeSet<Module>,
) {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            [TokenTree::Punct(_), TokenTree::Group(test), ..]
                if test.to_string().replace(' ', "") == "[cfg(test)]" =>
            {
                let item = &tokens[at..];
                let end = item
                    .iter()
                    .position(|token| is(token, ";") || braces(token).is_some())
                    .unwrap_or(0);
                if let Some(declared) = item[..end].iter().position(|token| is(token, "mod")) {
                    tests.insert([module, &[item[declared + 1].to_string()]].concat());
                }
                at += end + 1;
            }
            // `pub(in crate::plan)` says who sees an item, not what the file uses.
            [word, TokenTree::Group(_), ..] if is(word, "pub") => at += 2,
            [word, name, body, ..] if is(word, "mod") && braces(body).is_some() => {
                walk(
                    &braces(body).unwrap(),
                    &[module, &[name.to_string()]].concat(),
                    found,
                    tests,
                );
                at += 3;
            }
            [TokenTree::Ident(_), ..] => {
                at += path(&tokens[at..], &[], &mut |parts| found(module, parts))
            }
            [TokenTree::Group(group), ..] => {
                walk(&group.stream(), module, found, tests);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

fn is(token: &TokenTree, text: &str) -> bool {
    !matches!(token, TokenTree::Group(_)) && token.to_string() == text
}

fn braces(token: &TokenTree) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    }
}

/// Reads the path at the start of `tokens`, each branch of a `use` a path of its own, and gives the number of tokens read.
fn path(tokens: &[TokenTree], before: &[String], found: &mut dyn FnMut(Vec<String>)) -> usize {
    let mut parts = [before, &[tokens[0].to_string()]].concat();
    let mut at = 1;
    while let [first, second, next, ..] = &tokens[at..] {
        if !(is(first, ":") && is(second, ":")) {
            break;
        }
        if let Some(branches) = braces(next) {
            let branches: Vec<TokenTree> = branches.into_iter().collect();
            let starts = |at: usize| {
                matches!(branches[at], TokenTree::Ident(_))
                    && (at == 0 || is(&branches[at - 1], ","))
            };
            for start in (0..branches.len()).filter(|at| starts(*at)) {
                path(&branches[start..], &parts, found);
            }
            return at + 3;
        }
        parts.push(next.to_string());
        at += 3;
    }
    found(parts);
    at
}

/// The file that a path names, if it is another file of this crate.
fn arrow(
    from: Module,
    inside: Module,
    path: Vec<String>,
    files: &BTreeMap<Module, TokenStream>,
) -> Option<Arrow> {
    let (mut to, least) = match path[0].as_str() {
        "crate" | "spof" => (Module::new(), 1),
        "self" | "super" => (inside, 1),
        // The name of a child module; every other came by a `use`, or is of another crate.
        _ => (inside.clone(), inside.len() + 1),
    };
    if path.len() == 1 {
        return None;
    }
    for part in &path {
        match part.as_str() {
            "crate" | "spof" | "self" => {}
            "super" => _ = to.pop(),
            part => to.push(part.to_owned()),
        }
    }
    let to = (least..=to.len())
        .rev()
        .map(|length| &to[..length])
        .find(|to| files.contains_key(*to))?
        .to_vec();
    (to != from).then(|| Arrow {
        from,
        to,
        text: path.join("::"),
    })
}

/// Arrows to a folder that is not below their own.
fn climbs(arrows: &[Arrow]) -> Vec<(String, String)> {
    let rank = |folder: &String| {
        ORDER
            .iter()
            .position(|known| known == folder)
            .unwrap_or_else(|| panic!("src/{folder} has no place in ORDER"))
    };
    let climbing = arrows
        .iter()
        .filter(|Arrow { from, to, .. }| from[0] != to[0] && rank(&from[0]) <= rank(&to[0]));
    climbing
        .map(|arrow| {
            (
                format!("{} -> {}", arrow.from[0], arrow.to[0]),
                shown(arrow),
            )
        })
        .collect()
}

/// Circles of more than two files, and circles through a folder of the files and folders that stand together in one.
fn circles(arrows: &[Arrow]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let inside = arrows.iter().filter(|arrow| arrow.from[0] == arrow.to[0]);
    let pairs = inside
        .map(|arrow| (&arrow.from[..], &arrow.to[..]))
        .collect();
    for circle in components(&pairs)
        .into_iter()
        .filter(|circle| circle.len() > 2)
    {
        faults.push((
            format!("circle in {}", circle[0][0]),
            within(arrows, &circle, usize::MAX),
        ));
    }
    let folders: BTreeSet<&[String]> = arrows
        .iter()
        .flat_map(|arrow| (1..arrow.from.len()).map(|length| &arrow.from[..length]))
        .collect();
    for folder in &folders {
        let entry = |file: &Module| file.len() > folder.len() && file.starts_with(folder);
        let inside = arrows
            .iter()
            .filter(|arrow| entry(&arrow.from) && entry(&arrow.to));
        let pairs = inside
            .map(|arrow| (&arrow.from[..=folder.len()], &arrow.to[..=folder.len()]))
            .filter(|(from, to)| from != to)
            .collect();
        for circle in components(&pairs)
            .into_iter()
            .filter(|circle| circle.len() > 1 && circle.iter().any(|entry| folders.contains(entry)))
        {
            faults.push((
                format!("circle of folders in {}", folder.join("::")),
                within(arrows, &circle, folder.len() + 1),
            ));
        }
    }
    faults
}

/// The sets of nodes from each of which every other can be reached.
fn components<'a>(pairs: &BTreeSet<(&'a [String], &'a [String])>) -> BTreeSet<Vec<&'a [String]>> {
    let mut next: BTreeMap<&[String], Vec<&[String]>> = BTreeMap::new();
    for (from, to) in pairs {
        next.entry(*from).or_default().push(*to);
    }
    let reach = |start: &'a [String]| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(node) = open.pop() {
            let nodes = next.get(node).into_iter().flatten();
            open.extend(nodes.filter(|node| seen.insert(**node)));
        }
        seen
    };
    let reached: BTreeMap<&[String], BTreeSet<&[String]>> =
        next.keys().map(|node| (*node, reach(node))).collect();
    let circle = |node| {
        reached
            .keys()
            .copied()
            .filter(|other| reached[node].contains(other) && reached[other].contains(node))
            .collect()
    };
    reached.keys().map(|node| circle(*node)).collect()
}

/// The arrows inside a circle, whose members are the first `depth` parts of the files.
fn within(arrows: &[Arrow], circle: &[&[String]], depth: usize) -> String {
    let member = |file: &Module| circle.contains(&&file[..depth.min(file.len())]);
    arrows
        .iter()
        .filter(|arrow| member(&arrow.from) && member(&arrow.to))
        .map(shown)
        .collect()
}

fn shown(arrow: &Arrow) -> String {
    format!("  src/{}.rs: {}\n", arrow.from.join("/"), arrow.text)
}
