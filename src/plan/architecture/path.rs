//! `path`: what a request needs.

use serde_json::{Value as Json, json};

use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::list;
use crate::language::schema::{any, whole};
use crate::language::{Definitions, Described, Entry, Kind, Name, Node, Problems, Spanned, Value};

pub(crate) const WORDS: [&str; 3] = ["all", "any", "at_least"];

/// A path as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Path {
    /// One component.
    Component(Spanned<String>),
    /// So many of several.
    AtLeast {
        /// How many.
        needs: u32,
        /// Of what; not empty.
        of: Vec<Path>,
    },
}

impl Path {
    /// Every component named, in order, repeats included.
    pub(crate) fn components(&self) -> Vec<&Spanned<String>> {
        match self {
            Self::Component(name) => vec![name],
            Self::AtLeast { of, .. } => of.iter().flat_map(Self::components).collect(),
        }
    }
}

/// What a request needs, as the language describes it.
pub(crate) struct Needed;

impl Described for Needed {
    const NAME: &'static str = "[path](#path)";

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("path", |definitions| {
            let list = || json!({ "type": "array", "items": whole("path"), "minItems": 1 });
            let gates = definitions.same("gates", |_| gates(&list()));
            any([Name::schema(definitions), list(), gates])
        })
    }
}

/// `all`, `any`, `at_least`: exactly one of them.
fn gates(list: &Json) -> Json {
    let described = |mut value: Json, about: &str| {
        value["description"] = about.into();
        value
    };
    let at_least = json!({
        "type": "object",
        "patternProperties": { r"^\d+$": list },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    json!({
        "type": "object",
        "description": "A part of a path: exactly one of `all`, `any` and `at_least`.",
        "properties": {
            "all": described(list.clone(), "Every one of these."),
            "any": described(list.clone(), "One of these is enough."),
            "at_least": described(at_least, "So many of these: `{2: [a, b, c]}`."),
        },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// What a path may name.
pub(crate) struct Known<'a> {
    /// The components.
    pub(crate) names: &'a [&'a str],
    /// Those that are a service of the catalog, each with the name of that, which is easily written in its place.
    pub(crate) services: &'a [(&'a str, &'a str)],
}

/// Reads a path; a list means all of it.
pub(crate) fn read(node: &Node, known: &Known<'_>, problems: &Problems) -> Option<Path> {
    match &node.value {
        Value::Scalar(name) => {
            if known.names.contains(&name.as_str()) {
                return Some(Path::Component(node.spanned(name.clone())));
            }
            unknown(name, node, known, problems);
            None
        }
        Value::Sequence(_) => several(node, None, "the path", known, problems),
        Value::Mapping(entries) => gate(node, entries, known, problems),
        Value::Null => {
            problems.error(
                &node.span,
                "an entry of the path is empty",
                "nothing here",
                "name a component",
            );
            None
        }
    }
}

fn unknown(name: &str, node: &Node, known: &Known<'_>, problems: &Problems) {
    if !problems.is_news(&node.span) {
        return;
    }
    let mut of_it = known
        .services
        .iter()
        .filter(|(_, service)| *service == name);
    let label = match (of_it.next(), of_it.next()) {
        (Some((component, _)), None) => format!("did you mean `{component}`, the {name}?"),
        _ => suggestion::label(name, known.names, "not a component of this plan"),
    };
    let words: Vec<&str> = name
        .split([',', ' '])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let help = if words.len() > 1 && words.len() <= 24 {
        format!("write a list: `[{}]`", words.join(", "))
    } else if known.names.is_empty() {
        "define it under `components`".to_owned()
    } else {
        suggestion::help("component", known.names)
    };
    problems.error(
        &node.span,
        format!("the path names no component: {}", quoted(name)),
        &label,
        &help,
    );
}

/// `all`, `any` or `at_least`.
fn gate(node: &Node, entries: &[Entry], known: &Known<'_>, problems: &Problems) -> Option<Path> {
    let [entry] = entries else {
        problems.error(
            &node.span,
            format!("a part of the path has exactly one of {}", list(&WORDS)),
            "expected one key",
            "write `any: [a, b]`; several parts go into a list",
        );
        return None;
    };
    match &*entry.key {
        "all" => several(&entry.value, None, "`all`", known, problems),
        "any" => several(&entry.value, Some(1), "`any`", known, problems),
        "at_least" => at_least(&entry.value, known, problems),
        other => {
            let label = suggestion::label(other, &WORDS, "not a word of the path");
            problems.error(
                &entry.key_span,
                format!("the path has no word {}", quoted(other)),
                &label,
                &format!(
                    "words are {}; a component stands alone, as `web`",
                    list(&WORDS)
                ),
            );
            None
        }
    }
}

fn at_least(node: &Node, known: &Known<'_>, problems: &Problems) -> Option<Path> {
    let [entry] = node.entries() else {
        problems.error(
            &node.span,
            "`at_least` needs one number and its list",
            "expected a number",
            "write `at_least: {2: [a, b, c]}`",
        );
        return None;
    };
    let key = Node {
        span: entry.key_span.clone(),
        value: Value::Scalar(entry.key.clone()),
    };
    let needs = crate::language::scalar::count(&key, "`at_least`", 10_000, problems);
    let path = several(
        &entry.value,
        needs.or(Some(1)),
        "`at_least`",
        known,
        problems,
    )?;
    let listed = match &entry.value.value {
        Value::Sequence(nodes) => nodes.len(),
        _ => 0,
    };
    if let Some(needs) = needs.filter(|needs| *needs as usize > listed) {
        problems.error(
            &entry.key_span,
            format!("`at_least` asks for {needs} of {listed}"),
            "more than there are",
            "lower the number, or name more",
        );
        return None;
    }
    needs.map(|_| path)
}

/// A list of parts of which `needs` must be up; all where it is not given.
fn several(
    node: &Node,
    needs: Option<u32>,
    what: &str,
    known: &Known<'_>,
    problems: &Problems,
) -> Option<Path> {
    let Value::Sequence(nodes) = &node.value else {
        problems.error(
            &node.span,
            format!("{what} must be a list, not {}", node.shape()),
            "expected a list",
            "write `[a, b]`",
        );
        return None;
    };
    if nodes.is_empty() {
        problems.error(
            &node.span,
            format!("{what} is empty"),
            "names nothing",
            "name the components that a request needs, such as `[web, db]`",
        );
        return None;
    }
    // What is not understood is left out: the rest of the plan can be looked at all the same.
    let parts = nodes.iter().filter_map(|node| read(node, known, problems));
    let of: Vec<Path> = parts.collect();
    if of.is_empty() {
        return None;
    }
    let all = u32::try_from(of.len()).ok()?;
    Some(Path::AtLeast {
        needs: needs.unwrap_or(all),
        of,
    })
}
